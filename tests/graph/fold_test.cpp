#include "graph/fold.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <random>

#include "tests/graph/shown.hpp"

using namespace parley;

namespace {

Actor person(std::uint32_t number, const std::string& name, const std::string& country = "") {
    return {number, "Official", name, {name}, "", country, ""};
}

Claim claim_of(const std::string& article, std::uint32_t ordinal, const std::string& type,
               std::vector<std::pair<std::string, Actor>> parts, const std::string& date) {
    Claim claim;
    claim.article = article;
    claim.ordinal = ordinal;
    claim.type = type;
    for (auto& [role, actor] : parts) claim.participants.push_back({role, actor, actor.name, ""});
    claim.date = *Date::parse(date);
    claim.date_reasons = {"written"};
    claim.evidence = {"A sentence.", 0, 11, {}};
    claim.rule = "test/rule";
    claim.confidence = 80;
    return claim;
}

Claim met(const std::string& article, std::uint32_t ordinal, const std::string& a,
          const std::string& b, const std::string& date) {
    return claim_of(article, ordinal, "MET_WITH", {{"a", person(1, a)}, {"b", person(2, b)}}, date);
}

std::vector<std::string> edge_ids(const FoldedGraph& graph) {
    std::vector<std::string> ids;
    for (const auto& edge : graph.edges) ids.push_back(edge.id);
    return ids;
}

std::vector<Claim> random_claims(std::mt19937& random, std::size_t count) {
    static const char* const kPeople[] = {"Ada Lind",  "Bo Kern",   "Cy Ohm",
                                          "Đỗ Văn An", "До Ван Ан", "Eva Roth"};
    static const char* const kCountries[] = {"", "VN", "DE"};
    static const char* const kDates[] = {
        "2024-01-20/2024-01-23", "2024-01-21", "2024-01", "2024", "XXXX-01-21", "", "2023-12-31",
        "XXXX-01-20/XXXX-01-23"};
    static const char* const kTypes[] = {"MET_WITH", "SIGNED", "VISITED", "HOLDS"};
    std::vector<Claim> claims;
    for (std::uint32_t i = 0; i < count; ++i) {
        auto pick = [&](const auto& list) { return list[random() % std::size(list)]; };
        std::string type = pick(kTypes);
        const char* from = type == "VISITED" ? "visitor" : type == "HOLDS" ? "holder" : "a";
        const char* to = type == "VISITED" ? "destination" : type == "HOLDS" ? "body" : "b";
        auto first = static_cast<std::uint32_t>(random() % 6);
        auto second = static_cast<std::uint32_t>((first + 1 + random() % 5) % 6);
        Claim claim = claim_of("a" + std::to_string(random() % 30), i, type,
                               {{from, person(first, kPeople[first], pick(kCountries))},
                                {to, person(second, kPeople[second], pick(kCountries))}},
                               pick(kDates));
        if (random() % 3 == 0) claim.properties["role"] = std::string("Rat ") + kPeople[second];
        if (random() % 9 == 0) claim.modality = "planned";
        claims.push_back(claim);
    }
    return claims;
}

}  // namespace

TEST_CASE("Sides meet across and each meets all others", "[graph][fold]") {
    Claim sides = claim_of(
        "x", 0, "MET_WITH",
        {{"a", person(1, "Ada Lind")}, {"b", person(2, "Bo Kern")}, {"b", person(3, "Cy Ohm")}},
        "2024-03-01");
    CHECK(edge_ids(fold(std::vector{sides})) ==
          std::vector<std::string>{"MET_WITH/o:ada-lind/o:bo-kern/2024-03-01",
                                   "MET_WITH/o:ada-lind/o:cy-ohm/2024-03-01"});
    for (auto& part : sides.participants) part.role = "each";
    CHECK(fold(std::vector{sides}).edges.size() == 3);
}

TEST_CASE("What did not happen makes nodes and no edges", "[graph][fold]") {
    Claim claim = met("x", 0, "Ada Lind", "Bo Kern", "2024-03-01");
    claim.modality = "planned";
    FoldedGraph graph = fold(std::vector{claim});
    CHECK(graph.nodes.size() == 2);
    CHECK(graph.edges.empty());
    CHECK(graph.claims_not_happened == 1);
}

TEST_CASE("Compatible dates make one edge with the sharpest date and all evidence",
          "[graph][fold]") {
    FoldedGraph graph = fold(std::vector{met("x", 0, "Ada Lind", "Bo Kern", "2024"),
                                         met("y", 0, "Ada Lind", "Bo Kern", "2024-03-01"),
                                         met("y", 1, "Bo Kern", "Ada Lind", "XXXX-03-01"),
                                         met("z", 0, "Ada Lind", "Bo Kern", "")});
    REQUIRE(graph.edges.size() == 1);
    CHECK(graph.edges[0].date.text() == "2024-03-01");
    CHECK(graph.edges[0].claims.size() == 4);
    CHECK(graph.edges[0].sources == 3);
    CHECK(graph.edges[0].confidence == 99);
}

TEST_CASE("A vague date that fits two events is left to itself", "[graph][fold]") {
    FoldedGraph graph = fold(std::vector{met("x", 0, "Ada Lind", "Bo Kern", "2024-03"),
                                         met("y", 0, "Ada Lind", "Bo Kern", "2024-03-01"),
                                         met("z", 0, "Ada Lind", "Bo Kern", "2024-03-09")});
    CHECK(graph.edges.size() == 3);
}

TEST_CASE("A visit takes up the days inside its interval", "[graph][fold]") {
    auto visit = [](const char* article, const char* date) {
        Actor place{2, "Place", "Berlin", {"Berlin"}, "berlin", "DE", ""};
        return claim_of(article, 0, "VISITED",
                        {{"visitor", person(1, "Ada Lind")}, {"destination", place}}, date);
    };
    FoldedGraph graph =
        fold(std::vector{visit("x", "2024-01-21"), visit("y", "2024-01-20/2024-01-23"),
                         visit("z", "2024-01-22"), visit("w", "2024-02-02")});
    CHECK(edge_ids(graph) ==
          std::vector<std::string>{"VISITED/o:ada-lind/l:berlin/2024-01-20/2024-01-23",
                                   "VISITED/o:ada-lind/l:berlin/2024-02-02"});
}

TEST_CASE("Two of one name in two countries are two nodes with two keys", "[graph][fold]") {
    auto one = claim_of("x", 0, "MET_WITH",
                        {{"a", person(1, "Nguyễn An", "VN")}, {"b", person(2, "Bo Kern")}}, "2024");
    auto two = claim_of("y", 0, "MET_WITH",
                        {{"a", person(1, "Nguyen An", "US")}, {"b", person(2, "Bo Kern")}}, "2024");
    FoldedGraph graph = fold(std::vector{one, two});
    REQUIRE(graph.nodes.size() == 3);
    CHECK(graph.nodes[1].id == "o:nguyen-an");
    CHECK(graph.nodes[2].id.starts_with("o:nguyen-an-"));
    CHECK(graph.edges.size() == 2);
}

TEST_CASE("A fold does not ask in which order its claims came", "[graph][fold]") {
    std::mt19937 random(11);
    for (int round = 0; round < (std::getenv("PARLEY_LONG") ? 200 : 6); ++round) {
        auto claims = random_claims(random, 10 + random() % 150);
        std::string expected = shown(fold(claims));
        for (int again = 0; again < 3; ++again) {
            std::shuffle(claims.begin(), claims.end(), random);
            REQUIRE(shown(fold(claims)) == expected);
        }
    }
}

TEST_CASE("Every claim that happened stands behind an edge and no edge is without one",
          "[graph][fold]") {
    std::mt19937 random(12);
    auto claims = random_claims(random, 400);
    FoldedGraph graph = fold(claims);
    std::vector<ClaimRef> behind;
    for (const auto& edge : graph.edges) {
        REQUIRE_FALSE(edge.claims.empty());
        behind.insert(behind.end(), edge.claims.begin(), edge.claims.end());
    }
    auto happened = graph.claims - graph.claims_not_happened - graph.claims_without_edge;
    std::sort(behind.begin(), behind.end());
    behind.erase(std::unique(behind.begin(), behind.end()), behind.end());
    CHECK(behind.size() == happened);
    CHECK(graph.claims == 400);
}
