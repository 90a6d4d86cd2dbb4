#include <algorithm>
#include <catch2/catch.hpp>
#include <parley/claim.hpp>
#include <parley/error.hpp>
#include <random>

using namespace parley;

namespace {

const char* const kSmallest =
    R"({"article":"a1","confidence":0,"evidence":{"end":9,"sentence":"Ada kam.","start":1},)"
    R"("ordinal":0,"participants":[{"actor":{"label":"Official","name":"Ada","number":0},)"
    R"("role":"each"}],"type":"MET_WITH"})";

std::string refusal(const std::string& line) {
    try {
        claim_from_json(line);
        return "taken";
    } catch (const Error& error) {
        return error.what();
    }
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

Claim random_claim(std::mt19937& random) {
    auto text = [&](const char* otherwise) {
        static const char* const kPieces[] = {"ă",    "\"", "\\", "\n", "\t", "\x01",
                                              "\x7f", "Ж",  "z",  " ",  "𠮷", "/"};
        std::string made = otherwise;
        for (auto n = random() % 6; n > 0; --n) made += kPieces[random() % std::size(kPieces)];
        return made;
    };
    Claim claim;
    claim.article = text("a");
    claim.ordinal = static_cast<std::uint32_t>(random());
    claim.language = text("");
    claim.type = text("T");
    claim.modality = random() % 2 ? "happened" : text("p");
    for (auto n = 1 + random() % 3; n > 0; --n) {
        Actor actor{static_cast<std::uint32_t>(random()),
                    text("L"),
                    text("n"),
                    {},
                    text(""),
                    text(""),
                    text("")};
        for (auto m = random() % 3; m > 0; --m) actor.names.push_back(text(""));
        claim.participants.push_back({text("r"), actor, text(""), text("")});
    }
    if (random() % 2) claim.date = *Date::parse("2024-02/2024-03");
    claim.date_reasons = {text("because")};
    for (auto n = random() % 3; n > 0; --n) claim.properties[text("k")] = text("v");
    claim.evidence = {text("s"), 5, 7 + static_cast<std::uint32_t>(random() % 1000), {}};
    for (auto n = random() % 3; n > 0; --n) claim.evidence.marks.push_back({5, 6, text("")});
    claim.rule = text("");
    claim.confidence = static_cast<std::uint8_t>(random() % 101);
    return claim;
}

}  // namespace

TEST_CASE("A claim survives the way to JSON and back, and its line is canonical",
          "[graph][claim]") {
    std::mt19937 random(7);
    for (int round = 0; round < 500; ++round) {
        Claim claim = random_claim(random);
        std::string line = to_json(claim);
        REQUIRE(std::count(line.begin(), line.end(), '\n') == 0);
        REQUIRE(claim_from_json(line) == claim);
        REQUIRE(to_json(claim_from_json(line)) == line);
    }
}

TEST_CASE("Members come sorted and empty ones stay away", "[graph][claim]") {
    Claim claim = claim_from_json(kSmallest);
    CHECK(claim.modality == "happened");
    CHECK(to_json(claim) ==
          replaced(kSmallest, R"("ordinal")", R"("modality":"happened","ordinal")"));
}

TEST_CASE("What is not a claim is refused with the member's name", "[graph][claim]") {
    CHECK(refusal(kSmallest) == "taken");
    CHECK(refusal("{") == "not a claim: the line is not JSON: near byte 2");
    CHECK(refusal("{\"ordinal\":1e999}") ==
          "not a claim: the line holds a number too large to keep");
    CHECK(refusal("[]") == "not a claim: the line is not an object");
    CHECK(refusal(replaced(kSmallest, R"("type":"MET_WITH")", R"("type":"")")) ==
          "not a claim: type is missing or empty");
    CHECK(refusal(replaced(kSmallest, R"("name":"Ada")", R"("name":7)")) ==
          "not a claim: participants[0].actor.name is not a string");
    CHECK(refusal(replaced(kSmallest, R"("ordinal":0)", R"("ordinal":-1)")) ==
          "not a claim: ordinal is not a whole number from 0 to 4294967295");
    CHECK(refusal(replaced(kSmallest, R"("ordinal":0)", R"("ordinal":0,"date":"2024-02-30")")) ==
          "not a claim: date is not an EDTF date: \"2024-02-30\"");
    CHECK(refusal(replaced(kSmallest, R"("ordinal":0)", R"("ordinal":0,"date":"2024-02")")) ==
          "not a claim: date_reasons is missing: a date needs its reason");
    CHECK(refusal(replaced(kSmallest, R"("ordinal":0)", R"("ordinal":0,"colour":"red")")) ==
          "not a claim: colour is no member of a claim");
    CHECK(refusal(replaced(kSmallest, R"("end":9)", R"("end":1)")) ==
          "not a claim: evidence.end does not lie behind its start");
}

TEST_CASE("Deep nesting and ill-formed UTF-8 are refused, not followed", "[graph][claim]") {
    CHECK(refusal(std::string(100000, '[')) == "not a claim: the line nests deeper than 64 levels");
    CHECK(refusal(replaced(kSmallest, "Ada kam.", "Ada \xC3kam.")) ==
          "not a claim: the line is not valid UTF-8");
    Claim claim = claim_from_json(kSmallest);
    claim.rule = "a\xFF";
    CHECK_THROWS_WITH(to_json(claim), "a claim's text is not valid UTF-8: \"a?\"");
}
