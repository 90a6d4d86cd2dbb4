#include <algorithm>
#include <catch2/catch.hpp>
#include <parley/graph.hpp>
#include <parley/listing.hpp>
#include <random>

#include "graph/transaction.hpp"

using namespace parley;

namespace {

struct Made {
    std::string from, to, type, date;
};

/// A graph with these edges; nodes are made as they are first met.
Graph graph_of(const std::vector<Made>& edges) {
    Graph graph = Graph::ephemeral();
    auto change = graph.begin();
    const LabelId label = change->label("Official");
    std::map<std::string, NodeIndex> nodes;
    const auto node = [&](const std::string& key) {
        const auto [found, is_new] = nodes.try_emplace(key);
        if (is_new) {
            found->second = change->create_node({&label, 1});
            change->set_node_property(found->second, change->key("key"), {key});
            change->set_node_property(found->second, change->key("name"), {"Name of " + key});
        }
        return found->second;
    };
    for (const Made& edge : edges) {
        const NodeIndex from = node(edge.from);
        const EdgeIndex made = change->create_edge(change->type(edge.type), from, node(edge.to));
        change->set_edge_property(made, change->key("date"), {edge.date});
    }
    change->commit();
    return graph;
}

std::string text_of(const Graph& graph, const Selection* selection = nullptr) {
    std::string text;
    const Listing listing(graph.view(), selection);
    listing.for_each_node([&](const ListedNode& node) { text += node.id + "\n"; });
    listing.for_each_edge([&](const ListedEdge& edge) {
        text += edge.type + " " + edge.source + " " + edge.target + " " +
                *edge.properties.at("date").as<std::string>() + "\n";
    });
    return text;
}

}  // namespace

TEST_CASE("Equal graphs are listed alike, whatever way they came about", "[graph][listing]") {
    std::mt19937 random(7);
    for (int round = 0; round < 30; ++round) {
        std::vector<Made> edges;
        for (int i = 0; i < 40; ++i) {
            const auto pick = [&](const char* prefix, unsigned n) {
                return prefix + std::to_string(random() % n);
            };
            edges.push_back({pick("a", 9), pick("a", 9), pick("T", 3), pick("201", 9) + "-05"});
        }
        const std::string listed = text_of(graph_of(edges));
        std::shuffle(edges.begin(), edges.end(), random);
        CHECK(text_of(graph_of(edges)) == listed);
    }
}

TEST_CASE("A selection keeps its edges with their ends, and nothing else", "[graph][listing]") {
    const Graph graph = graph_of({{"a", "b", "T", "2019"}, {"b", "c", "T", "2020"}});
    Selection selection;
    Listing(graph.view()).for_each_edge([&](const ListedEdge& edge) {
        if (edge.source == "o:b") selection.edges.insert(edge.number);
    });
    CHECK(text_of(graph, &selection) == "o:b\no:c\nT o:b o:c 2020\n");
}

TEST_CASE("Names, nodes and edges are found by folded names", "[graph][listing]") {
    const Graph graph =
        graph_of({{"a", "b", "T", "2020"}, {"b", "a", "U", "2019"}, {"a", "c", "T", ""}});
    const auto view = graph.view();
    CHECK(names_beginning(*view, "NAME of", 2) ==
          std::vector<std::string>{"Name of a", "Name of b"});
    const auto a = nodes_called(*view, "name of a");
    const auto b = nodes_called(*view, "name of b");
    REQUIRE(a.size() == 1);
    CHECK(edges_between(*view, a, b).size() == 2);
    CHECK(edges_between(*view, b, b).empty());
    CHECK(counts_of(*view).edges_of_type.at("T") == 2);
}
