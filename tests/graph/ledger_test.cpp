#include "graph/ledger.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "graph/fold.hpp"

using namespace parley;

namespace {

Claim met(const std::string& article, const std::string& a, const std::string& b,
          const std::string& country = "") {
    Claim claim;
    claim.article = article;
    claim.type = "MET_WITH";
    claim.participants = {{"a", {1, "Official", a, {a}, "", country, ""}, a, ""},
                          {"b", {2, "Official", b, {b}, "", country, ""}, b, ""}};
    claim.date = *Date::parse("2024-03-01");
    claim.date_reasons = {"written"};
    claim.evidence = {"They met.", 5, 14, {}};
    claim.confidence = 80;
    return claim;
}

std::string seen(const std::string& name, const std::string& article) {
    return to_text(Sighting{"Official", name, article});
}

Assertion said(const std::string& kind, std::vector<std::string> arguments, int minute) {
    return {kind, std::move(arguments), fmt::format("2024-05-01T10:{:02}:00Z", minute), ""};
}

std::vector<std::string> node_ids(const FoldedGraph& graph) {
    std::vector<std::string> ids;
    for (const auto& node : graph.nodes) ids.push_back(node.id);
    return ids;
}

using Ids = std::vector<std::string>;

std::string shown(const FoldedGraph& graph) {
    std::string text;
    for (const auto& node : graph.nodes) {
        text += node.id;
        for (const auto& name : node.names) text += '|' + name;
        text += '\n';
    }
    for (const auto& edge : graph.edges) text += edge.id + '\n';
    return text;
}

}  // namespace

TEST_CASE("A sighting is the actor whom an article calls so, whatever the node is called",
          "[graph][ledger]") {
    std::vector claims{met("x", "Ada Lind", "Bo Kern"), met("y", "Ada Berg", "Bo Kern")};
    std::vector merged{said("merge", {seen("Ada Lind", "x"), seen("Ada Berg", "y")}, 1)};
    CHECK(node_ids(fold(claims, merged)) == Ids{"o:ada-lind", "o:bo-kern"});
    // More articles may use another spelling: the decision stands.
    for (const char* more : {"z", "v", "w"}) claims.push_back(met(more, "Ада Линд", "Cy Ohm"));
    CHECK(fold(claims, merged).nodes.size() == 3);
    CHECK(fold(claims).nodes.size() == 4);
    // Without the article a name that only one node has will do.
    std::vector elsewhere{said("merge", {seen("Ada Lind", "gone"), seen("Ada Berg", "gone")}, 1)};
    CHECK(fold(claims, elsewhere).nodes.size() == 3);
}

TEST_CASE("Of a merge and a parting the later one holds", "[graph][ledger]") {
    std::vector claims{met("x", "Ada Lind", "Bo Kern"), met("y", "Ada Berg", "Bo Kern")};
    auto merge = [&](int minute) {
        return said("merge", {seen("Ada Lind", "x"), seen("Ada Berg", "y")}, minute);
    };
    auto part = [&](int minute) {
        return said("different", {"Official", "Ada Lind", "|", "Ada Berg"}, minute);
    };
    CHECK(fold(claims, std::vector{merge(1), part(2)}).nodes.size() == 3);
    CHECK(fold(claims, std::vector{part(1), merge(2)}).nodes.size() == 2);
    Assertion undo = said("undo", {assertion_id(part(2))}, 3);
    CHECK(fold(claims, std::vector{merge(1), part(2), undo}).nodes.size() == 2);
    Assertion redo = said("undo", {assertion_id(undo)}, 4);
    CHECK(fold(claims, std::vector{redo, undo, merge(1), part(2)}).nodes.size() == 3);
}

TEST_CASE("Two of one name are told apart by where they are spoken of", "[graph][ledger]") {
    std::vector claims{met("x", "Nguyễn Hữu An", "Bo Kern", "VN"),
                       met("y", "Nguyễn Hữu An", "Bo Kern", "VN"),
                       met("z", "Nguyễn Hữu An", "Bo Kern", "VN")};
    CHECK(fold(claims).nodes.size() == 2);
    Assertion split = said("different", {"Official", seen("Nguyễn Hữu An", "y"), "|", "*"}, 1);
    FoldedGraph graph = fold(claims, std::vector{split});
    CHECK(graph.nodes.size() == 3);
    CHECK(graph.edges.size() == 2);
    Assertion pair = said(
        "different", {"Official", seen("Nguyễn Hữu An", "x"), "|", seen("Nguyễn Hữu An", "y")}, 1);
    CHECK(fold(claims, std::vector{pair}).nodes.size() == 3);
}

TEST_CASE("What was rejected is said by no claim any more, and by others still",
          "[graph][ledger]") {
    std::vector claims{met("x", "Ada Lind", "Bo Kern"), met("y", "Ada Lind", "Cy Ohm")};
    Assertion reject = said("reject",
                            {"MET_WITH/o:gone/o:bo-kern",
                             to_text(ClaimEnds{"MET_WITH", "Bo Kern", "Ada Lind", 5, "x"})},
                            1);
    FoldedGraph graph = fold(claims, std::vector{reject});
    REQUIRE(graph.edges.size() == 1);
    CHECK(graph.edges[0].id == "MET_WITH/o:ada-lind/o:cy-ohm/2024-03-01");
    CHECK(graph.claims_rejected == 1);
    CHECK(graph.claims_without_edge == 0);
    claims.push_back(met("z", "Ada Lind", "Bo Kern"));
    CHECK(fold(claims, std::vector{reject}).edges.size() == 2);
}

TEST_CASE("A line of a gazetteer joins the names it knows", "[graph][ledger]") {
    std::vector claims{met("x", "Ada Lind", "Bo Kern"), met("y", "Nachtigall Lind", "Bo Kern")};
    Assertion known =
        said("known", {"Official", "ada-lind | gender=f | *: Ada Lind; Nachtigall Lind"}, 1);
    CHECK(fold(claims, std::vector{known}).nodes.size() == 2);
    CHECK_THROWS_AS(check_assertion(said("known", {"Official", "ada lind"}, 1)), PackError);
    CHECK_THROWS_AS(check_assertion(said("merge", {"one"}, 1)), Error);
    CHECK_THROWS_AS(check_assertion(said("forget", {"one"}, 1)), Error);
}

TEST_CASE("Claims and decisions in any order, twice or once, give one graph", "[graph][ledger]") {
    static const char* const kPeople[] = {"Ada Lind", "Ада Линд", "Bo Kern",     "Bo Kehrn",
                                          "Cy Ohm",   "Eva Roth", "Trần Hữu An", "Chan Huu An"};
    static const char* const kCountries[] = {"", "VN", "DE"};
    std::mt19937 random(21);
    for (int round = 0; round < 40; ++round) {
        auto pick = [&](const auto& list) { return list[random() % std::size(list)]; };
        std::vector<Claim> claims;
        std::vector<std::string> sightings;
        for (int i = 0; i < 30; ++i) {
            std::string a = pick(kPeople), b = pick(kPeople);
            std::string article = fmt::format("a{}", i);
            claims.push_back(met(article, a, b, pick(kCountries)));
            sightings.push_back(seen(a, article));
        }
        std::vector<Assertion> assertions;
        for (int i = 0; i < 8; ++i) {
            auto one = sightings[random() % sightings.size()];
            auto other = sightings[random() % sightings.size()];
            switch (random() % 5) {
                case 0:
                    assertions.push_back(said("different", {"Official", one, "|", other}, i));
                    break;
                case 1:
                    assertions.push_back(said("different", {"Official", one, "|", "*"}, i));
                    break;
                case 2:
                    assertions.push_back(said("alias", {one, pick(kPeople)}, i));
                    break;
                case 3:
                    if (!assertions.empty()) {
                        const auto& target = assertions[random() % assertions.size()];
                        assertions.push_back(said("undo", {assertion_id(target)}, i));
                    }
                    break;
                default:
                    assertions.push_back(said("merge", {one, other}, i));
            }
        }
        std::string expected = shown(fold(claims, assertions));
        for (int again = 0; again < 4; ++again) {
            std::shuffle(claims.begin(), claims.end(), random);
            assertions.push_back(assertions[random() % assertions.size()]);
            std::shuffle(assertions.begin(), assertions.end(), random);
            REQUIRE(shown(fold(claims, assertions)) == expected);
        }
    }
}
