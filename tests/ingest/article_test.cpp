// What of a text is the article, and what is told of the article as a whole.
#include <unicode/unistr.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <parley/ingest.hpp>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "tests/packs.hpp"
#include "tests/source_dir.hpp"

using namespace parley;

namespace {

/// Takes the text as a string: g++ 12 takes a literal that is assigned for uninitialised.
std::vector<Claim> claims_in(const std::string& text, const Date& published = {}) {
    const Packs& packs = built_in_packs();
    Article article;
    article.id = "article", article.language = "en", article.text = text;
    article.published = published;
    return read(article, packs).claims;
}

std::size_t meetings_in(const std::string& text) {
    const std::vector<Claim> claims = claims_in(text);
    return static_cast<std::size_t>(std::count_if(
        claims.begin(), claims.end(), [](const Claim& claim) { return claim.type == "MET_WITH"; }));
}

const std::string kParagraph =
    "The two sides have worked together for many years, and trade between them has grown by a "
    "third "
    "since the agreement was renewed.\n\n";
const std::string kAnother =
    "A commission of experts is to say in the autumn which of the bridges across the river have to "
    "be repaired first.\n\n";
const std::string kMeeting =
    "Foreign Minister Jan Novak of Poland met Latvian Foreign Minister Ilze Ozola in Riga.\n\n";

}  // namespace

TEST_CASE("A headline repeated behind the text opens a list of other articles",
          "[ingest][article]") {
    const std::string teasers = "Port opens new terminal\nPort opens new terminal\n\n";
    CHECK(meetings_in("Ministers talk\n\n" + kParagraph + kAnother + teasers + kMeeting) == 0);
}

TEST_CASE("Links within the text do not end it, a list of other articles does",
          "[ingest][article]") {
    const std::string links = "Read more\nPort opens new terminal\n\n";
    CHECK(
        meetings_in("Ministers talk\n\n" + kParagraph + links + kAnother + kMeeting + kParagraph) ==
        0);  // a paragraph and a short line: it may be a headline with a summary
    CHECK(meetings_in("Ministers talk\n\n" + kParagraph + links + kAnother + kParagraph +
                      kMeeting) == 1);
    CHECK(meetings_in("Ministers talk\n\n" + kParagraph + links + kAnother +
                      "Ministers to talk again\n\n" + kParagraph + kMeeting) == 0);
    CHECK(meetings_in("Ministers talk\n\n" + kParagraph + "Comments\n\n" + kAnother + kParagraph +
                      kMeeting) == 0);
}

TEST_CASE("A line repeated above the text ends no article", "[ingest][article]") {
    CHECK(meetings_in("Ministers talk\n\nHome\nWorld\nNews\nNews\n\n" + kMeeting) == 1);
    CHECK(meetings_in("Ministers talk\n\nTo the content\n\nMinisters talk\nMinisters talk\n\n" +
                      kMeeting) == 1);
}

TEST_CASE("Offices of an article without a dated event are of the article's own day",
          "[ingest][article]") {
    const std::vector<Claim> claims =
        claims_in("Polish Foreign Minister Jan Novak praised the talks.", Date::of_day(19000));
    REQUIRE(claims.size() == 1);
    CHECK(claims[0].type == "HOLDS");
    CHECK(claims[0].date == Date::of_day(19000));
    REQUIRE(claims[0].date_reasons.size() == 1);
    CHECK(claims[0].date_reasons[0] == "the article tells no dated event; published 2022-01-08");
}

TEST_CASE("A country is found by the spelling of the article", "[ingest][article]") {
    for (const Claim& claim :
         claims_in("Polish Foreign Minister Jan Novak visited Trinidad and Tobago.")) {
        if (claim.type != "VISITED") continue;
        const auto& names = claim.participants[1].actor.names;
        CHECK(claim.participants[1].actor.key == "trinidad-tobago");
        CHECK(std::count(names.begin(), names.end(), "Trinidad and Tobago") == 1);
        return;
    }
    FAIL("no visit");
}

namespace {

using What = std::set<std::string>;

/// What an article tells: type, who by the names shown, modality and date.
What told_by(const std::string& text, const std::string& language) {
    const Packs& packs = built_in_packs();
    Article article;
    article.id = "article", article.language = language, article.text = text;
    What told;
    for (const Claim& claim : read(article, packs).claims) {
        std::string one = claim.type + " " + claim.modality + " " + claim.date.text();
        for (const Participant& who : claim.participants) one += " | " + who.actor.name;
        told.insert(one);
    }
    return told;
}

/// Every paragraph but the first broken into lines of at most so many letters, an empty line
/// between two.
std::string wrapped(const std::string& text, std::size_t width) {
    std::istringstream in(text);
    std::string out, paragraph;
    for (bool first = true; std::getline(in, paragraph); first = false) {
        std::istringstream words(paragraph);
        std::size_t used = 0;
        for (std::string word; words >> word;) {
            const auto letters = static_cast<std::size_t>(
                std::count_if(word.begin(), word.end(), [](char c) { return (c & 0xC0) != 0x80; }));
            const bool new_line = !first && used > 0 && used + 1 + letters > width;
            if (used > 0) out += new_line ? '\n' : ' ';
            used = (new_line || used == 0 ? 0 : used + 1) + letters;
            out += word;
        }
        out += "\n\n";
    }
    return out;
}

std::string with_headline_in_capitals(const std::string& text) {
    const std::size_t end = text.find('\n');
    std::string capitals;
    icu::UnicodeString::fromUTF8(text.substr(0, end)).toUpper().toUTF8String(capitals);
    return capitals + text.substr(end);
}

std::string replaced(std::string text, const std::string& what, const std::string& with) {
    for (std::size_t at = 0; (at = text.find(what, at)) != text.npos; at += with.size())
        text.replace(at, what.size(), with);
    return text;
}

/// Calls `look(text, language)` for each of the example articles.
template <typename Look>
void for_examples(Look look) {
    int seen = 0;
    for (const auto& file :
         std::filesystem::recursive_directory_iterator(source_dir() + "/tests/examples")) {
        if (file.path().extension() != ".txt") continue;
        std::ifstream in(file.path());
        std::stringstream text;
        text << in.rdbuf();
        INFO(file.path());
        look(text.str(), file.path().parent_path().filename().string());
        ++seen;
    }
    CHECK(seen > 0);
}

}  // namespace

TEST_CASE("Text wrapped at a width tells what it told before", "[ingest][article]") {
    for_examples([](const std::string& text, const std::string& language) {
        const What told = told_by(text, language);
        for (std::size_t width : {60U, 72U, 90U})
            CHECK(told_by(wrapped(text, width), language) == told);
    });
}

TEST_CASE("Spaces of any number and kind are one", "[ingest][article]") {
    for_examples([](const std::string& text, const std::string& language) {
        const What told = told_by(text, language);
        CHECK(told_by(replaced(text, " ", "   "), language) == told);
        CHECK(told_by(replaced(text, " ", "\u00a0"), language) == told);
        CHECK(told_by(replaced(text, "\n", "\r\n"), language) == told);
    });
}

TEST_CASE("The text of a sentence begins behind its dateline or bullet", "[ingest][article]") {
    for_examples([](const std::string& text, const std::string& language) {
        std::size_t lead = text.find('\n');
        while (lead != text.npos && text.find('\n', lead + 1) - lead < 150)
            lead = text.find('\n', lead + 1);
        if (lead == text.npos || text.substr(lead, 30).find('(') != text.npos) return;
        const What told = told_by(text, language);
        for (const char* opening : {"(ABC) - ", "\u2022 ", "3. "}) {
            std::string with_opening = text;
            with_opening.insert(lead + 1, opening);
            CHECK(told_by(with_opening, language) == told);
        }
    });
}

TEST_CASE("A headline in capitals adds nobody and takes nobody away", "[ingest][article]") {
    for_examples([](const std::string& text, const std::string& language) {
        CHECK(told_by(with_headline_in_capitals(text), language) == told_by(text, language));
    });
}
