// Scores against the library's own algorithms and against small graphs worked out by hand.
#include "graph/algorithms.hpp"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/connected_components.hpp>
#include <catch2/catch.hpp>
#include <parley/graph.hpp>
#include <random>
#include <set>

#include "graph/transaction.hpp"

using namespace parley;

namespace {

using Pairs = std::vector<std::pair<NodeIndex, NodeIndex>>;

Graph graph_of(std::uint32_t nodes, const Pairs& edges, bool compact) {
    Graph graph = Graph::ephemeral();
    auto write = graph.begin();
    LabelId label = write->label("Official");
    for (std::uint32_t i = 0; i < nodes; ++i) write->create_node({&label, i % 5 ? 1U : 0U});
    for (auto [a, b] : edges) write->create_edge(write->type("MET_WITH"), a, b);
    write->commit();
    write.reset();
    if (compact) graph.compact();
    return graph;
}

Pairs random_edges(std::mt19937& random, std::uint32_t nodes, int count) {
    Pairs edges;
    for (int i = 0; i < count; ++i) {
        edges.emplace_back(static_cast<NodeIndex>(random() % nodes),
                           static_cast<NodeIndex>(random() % nodes));
    }
    return edges;
}

/// Two triangles joined by one edge, 2-3, and a node alone.
const Pairs kTwoTriangles = {{0, 1}, {1, 2}, {2, 0}, {3, 4}, {4, 5}, {5, 3}, {2, 3}};

}  // namespace

TEST_CASE("Components are those the library finds", "[graph][algorithms]") {
    std::mt19937 random(3);
    for (int round = 0; round < 20; ++round) {
        const std::uint32_t nodes = 40;
        Pairs edges = random_edges(random, nodes, 5 + round * 2);
        Graph graph = graph_of(nodes, edges, round % 2 == 0);
        auto view = graph.view();
        NodeScores ours = components(Subgraph(*view));
        boost::adjacency_list<boost::vecS, boost::vecS, boost::undirectedS> twin(nodes);
        for (auto [a, b] : edges) boost::add_edge(a, b, twin);
        std::vector<int> theirs(nodes);
        boost::connected_components(twin, theirs.data());
        for (std::uint32_t a = 0; a < nodes; ++a) {
            for (std::uint32_t b = 0; b < a; ++b) {
                REQUIRE((ours.scores[a] == ours.scores[b]) == (theirs[a] == theirs[b]));
            }
        }
    }
}

TEST_CASE("Ranks sum to one, and who is met by many ranks first", "[graph][algorithms]") {
    std::mt19937 random(4);
    for (bool compact : {false, true}) {
        Pairs edges = random_edges(random, 30, 60);
        for (NodeIndex n = 1; n < 20; ++n) edges.emplace_back(n, 0);
        Graph graph = graph_of(30, edges, compact);
        auto view = graph.view();
        NodeScores ranks = pagerank(Subgraph(*view));
        double sum = 0;
        for (double score : ranks.scores) sum += score;
        CHECK(sum == Approx(1.0));
        CHECK(*std::max_element(ranks.scores.begin(), ranks.scores.end()) == ranks.scores[0]);
    }
}

TEST_CASE("Two triangles with a bridge: bridge, cores and communities are seen",
          "[graph][algorithms]") {
    Graph graph = graph_of(7, kTwoTriangles, true);
    auto view = graph.view();
    Subgraph whole(*view);
    CHECK(components(whole).scores == std::vector<double>{0, 0, 0, 0, 0, 0, 1});
    CHECK(core_numbers(whole).scores == std::vector<double>{2, 2, 2, 2, 2, 2, 0});
    CHECK(communities(whole).scores == std::vector<double>{0, 0, 0, 1, 1, 1, 2});
    CHECK(degree_scores(whole).scores == std::vector<double>{2, 2, 3, 3, 2, 2, 0});
    // Through 2 go the paths of 0 and 1 to 3, 4 and 5.
    CHECK(betweenness(whole).scores == std::vector<double>{0, 0, 6, 6, 0, 0, 0});
    auto close = closeness(whole).scores;
    CHECK(close[2] == Approx(5.0 / 7 * 5 / 6));
    CHECK(close[6] == 0);
}

TEST_CASE("Core numbers are what taking nodes away one by one leaves", "[graph][algorithms]") {
    std::mt19937 random(5);
    const std::uint32_t nodes = 25;
    Pairs edges = random_edges(random, nodes, 90);
    Graph graph = graph_of(nodes, edges, true);
    auto view = graph.view();
    auto scores = core_numbers(Subgraph(*view)).scores;
    for (std::uint32_t k = 1; k < 8; ++k) {
        std::vector<bool> in(nodes, true);
        for (bool changed = true; changed;) {
            changed = false;
            for (NodeIndex n = 0; n < nodes; ++n) {
                std::set<NodeIndex> others;
                for (auto [a, b] : edges) {
                    if (a == n && b != n && in[b]) others.insert(b);
                    if (b == n && a != n && in[a]) others.insert(a);
                }
                if (in[n] && others.size() < k) {
                    in[n] = false;
                    changed = true;
                }
            }
        }
        for (NodeIndex n = 0; n < nodes; ++n) REQUIRE((scores[n] >= k) == in[n]);
    }
}

TEST_CASE("A part of the graph has only its own nodes and edges", "[graph][algorithms]") {
    Graph graph = graph_of(7, kTwoTriangles, true);
    auto view = graph.view();
    Subgraph part(*view);
    part.labels = std::vector{*view->labels().find("Official")};  // all but 0 and 5
    NodeScores found = components(part);
    CHECK(found.nodes == std::vector<NodeIndex>{1, 2, 3, 4, 6});
    CHECK(found.scores == std::vector<double>{0, 0, 0, 0, 1});
    CHECK(degree_scores(part).scores == std::vector<double>{1, 2, 2, 1, 0});
}
