// What of a text is the article, and what is told of the article as a whole.
#include <algorithm>
#include <catch2/catch.hpp>
#include <parley/ingest.hpp>
#include <string>
#include <vector>

using namespace parley;

namespace {

/// Takes the text as a string: g++ 12 takes a literal that is assigned for uninitialised.
std::vector<Claim> claims_in(const std::string& text, const Date& published = {}) {
    static const Packs packs = Packs::built_in();
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
