// Dates in whole sentences, through the built-in packs: golden/dates.tsv is for linguists to edit.
#include <catch2/catch.hpp>
#include <fstream>
#include <parley/ingest.hpp>
#include <parley/packs.hpp>
#include <sstream>

#include "tests/packs.hpp"
#include "tests/source_dir.hpp"

using namespace parley;

namespace {

std::vector<std::string> cut_at_tabs(const std::string& line) {
    std::vector<std::string> fields;
    std::istringstream in(line);
    for (std::string field; std::getline(in, field, '\t');) fields.push_back(field);
    return fields;
}

std::string date_of_meeting(const std::string& language, const std::string& published,
                            const std::string& text) {
    const Packs& packs = built_in_packs();
    Article article;
    article.id = "golden";
    article.language = language;
    article.text = text;
    if (published != "-") article.published = Date::parse(published).value();
    for (const Claim& claim : read(article, packs).claims)
        if (claim.type == "MET_WITH") return claim.date.is_open() ? "-" : claim.date.text();
    return "no meeting";
}

}  // namespace

TEST_CASE("Meetings are dated as a careful reader would", "[ingest][dating]") {
    std::ifstream file(source_dir() + "/tests/ingest/golden/dates.tsv");
    REQUIRE(file);
    int read = 0;
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line[0] == '#') continue;
        std::vector<std::string> fields = cut_at_tabs(line);
        REQUIRE(fields.size() == 4);
        INFO(line);
        CHECK(date_of_meeting(fields[0], fields[1], fields[2]) == fields[3]);
        ++read;
    }
    CHECK(read > 0);
}
