// Texts that nobody writes, but that arrive: time must grow with their length, not with its square.
#include <catch2/catch.hpp>
#include <ctime>
#include <parley/ingest.hpp>
#include <parley/packs.hpp>
#include <string>

#include "tests/packs.hpp"

using namespace parley;

namespace {

/// Processor seconds that reading takes. At these sizes a square costs minutes.
double seconds_to_read(const std::string& language, const std::string& unit, int times) {
    const Packs& packs = built_in_packs();
    Article article;
    article.id = "hostile", article.language = language;
    for (int i = 0; i < times; ++i) article.text += unit;
    std::clock_t begin = std::clock();
    read(article, packs);
    return static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

}  // namespace

TEST_CASE("Names, initials and brackets without end are read in linear time", "[ingest][hostile]") {
    struct {
        const char* language;
        const char* unit;
    } texts[] = {
        {"en", "Mr. A. B. "},
        {"de", "Hans Meier, "},
        {"vi", "Nguyễn Văn An và "},
        {"ru", "с Иваном Петровым и "},
        {"fr", "M. Jean Dupont, "},
        {"de", "("},
        {"ru", "Президент встретился ("},
        {"vi", "12/3/2024 "},
        {"vi", "Tổng thống Lào gặp "},
        {"en", "the minister met "},
    };
    for (const auto& text : texts) {
        INFO(text.language << ": " << text.unit);
        double small = seconds_to_read(text.language, text.unit, 800);
        double large = seconds_to_read(text.language, text.unit, 6400);
        CHECK(large < 24 * small + 0.5);  // eight times the text; a square is sixty-four times
    }
}

TEST_CASE("The chart of an article cuts long lines between characters", "[ingest][hostile]") {
    const Packs& packs = built_in_packs();
    Article article;
    article.id = "long-caption", article.language = "vi";
    // One byte more each time: somewhere the cut would fall into each part of a character.
    for (std::size_t shift = 0; shift < 4; ++shift) {
        article.text = "Hội nghị tại Riga\n\nẢnh: " + std::string(shift, 'a');
        for (int i = 0; i < 60; ++i) article.text += "ế";
        article.text += "\n";
        const std::string chart = explain_article(article, packs);
        const std::size_t line = chart.find("line (");
        REQUIRE(line != std::string::npos);
        const std::string shown = chart.substr(line, chart.find('\n', line) - line);
        const std::size_t last = shown.rfind("ế");
        CHECK(last + std::string("ế").size() == shown.size());
    }
}
