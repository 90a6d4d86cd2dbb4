/// The path search agrees with its slow twin on random graphs.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <parley/graph.hpp>
#include <parley/query.hpp>
#include <set>

#include "tests/query/reference_paths.hpp"

using namespace parley;
using namespace parley::test;

namespace {

const Day base = *day_of(2020, 1, 1);

/// Few nodes and days, so that equal dates, loops and parallel edges are common.
TestGraph random_graph(Dice& dice) {
    TestGraph graph;
    graph.nodes = 2 + dice.up_to(4);
    const int edges = dice.up_to(9);
    for (int i = 0; i < edges; ++i) {
        TestEdge edge;
        edge.from = dice.up_to(graph.nodes - 1);
        edge.to = dice.up_to(graph.nodes - 1);
        edge.type = dice.one_in(3) ? "Y" : "X";
        if (!dice.one_in(8)) {
            const Day first = base + dice.up_to(7);
            const bool one_day = graph.nodes % 2 == 0 || dice.one_in(2);
            edge.days = DateSpan{first, one_day ? first : first + dice.up_to(4)};
        }
        graph.edges.push_back(edge);
    }
    return graph;
}

TestSearch random_search(Dice& dice, const TestGraph& graph) {
    static const std::vector<std::string> selectors{"",         "",         "ANY SHORTEST",
                                                    "SHORTEST", "SHORTEST", "ALL SHORTEST",
                                                    "EARLIEST", "LATEST",   "FASTEST"};
    static const std::vector<std::string> modes{"TRAIL", "TRAIL",  "TRAIL",
                                                "WALK",  "SIMPLE", "ACYCLIC"};
    TestSearch search;
    search.selector = selectors[static_cast<std::size_t>(dice.up_to(8))];
    search.mode = modes[static_cast<std::size_t>(dice.up_to(5))];
    const bool timed = search.selector == "EARLIEST" || search.selector == "LATEST" ||
                       search.selector == "FASTEST";
    if (timed || dice.one_in(2)) search.order = "CHRONOLOGICAL";
    if (search.order.empty() && dice.one_in(4)) search.order = "SIMULTANEOUS";
    if (search.order == "CHRONOLOGICAL") {
        search.strict = dice.one_in(3);
        if (dice.one_in(3)) search.within = dice.up_to(3);
    }
    const bool counted = timed || search.selector == "SHORTEST";
    if (counted && dice.one_in(2)) search.count = 1 + dice.up_to(2);
    if (search.selector == "SHORTEST") search.groups = dice.one_in(2);
    search.start = 0;
    if (dice.one_in(2)) search.target = dice.up_to(graph.nodes - 1);
    if (dice.one_in(3)) search.types = {"X"};
    search.direction = dice.one_in(2) ? '-' : dice.one_in(2) ? '>' : '<';
    search.least = dice.one_in(4) ? (timed ? 2 : dice.up_to(2)) : 1;
    search.most = search.least + dice.up_to(3);
    if (search.most == 0) search.most = 1;
    if (dice.one_in(3)) {
        const Day first = base + dice.up_to(6);
        search.window = DateSpan{first, first + dice.up_to(5)};
    }
    return search;
}

std::string query_of(const TestSearch& s) {
    std::string out = "MATCH p = " + s.selector;
    const bool counted = s.count > 1 || s.selector == "SHORTEST";
    if (counted) out += " " + std::to_string(s.count);
    if (s.groups) out += " GROUPS";
    if (s.mode != "TRAIL") out += " " + s.mode;
    if (!s.order.empty()) out += " " + s.order;
    if (s.strict) out += " STRICT";
    if (s.within) out += " WITHIN duration('P" + std::to_string(*s.within) + "D')";
    out += " (a {key: 'n" + std::to_string(s.start) + "'})";
    out += s.direction == '<' ? "<-[" : "-[";
    for (std::size_t i = 0; i < s.types.size(); ++i) out += (i == 0 ? ":" : "|") + s.types[i];
    out += "*" + std::to_string(s.least) + ".." + std::to_string(s.most);
    out += s.direction == '>' ? "]->" : "]-";
    out += s.target ? "(b {key: 'n" + std::to_string(*s.target) + "'})" : "(b)";
    if (s.window) {
        out += " BETWEEN '" + iso(s.window->first) + "' AND '" + iso(s.window->last) + "'";
    }
    return out + " RETURN [n IN nodes(p) | n.n], [r IN relationships(p) | r.n]";
}

void build(const TestGraph& graph, QueryEngine& engine) {
    for (int i = 0; i < graph.nodes; ++i) {
        engine.run("CREATE ({key: 'n' + $n, n: $n})", {{"n", Value{std::int64_t{i}}}});
    }
    for (std::size_t i = 0; i < graph.edges.size(); ++i) {
        const TestEdge& edge = graph.edges[i];
        Map parameters{{"a", Value{"n" + std::to_string(edge.from)}},
                       {"b", Value{"n" + std::to_string(edge.to)}},
                       {"n", Value{static_cast<std::int64_t>(i)}},
                       {"d", edge.days ? Value{Date::of_span(*edge.days)} : Value{}}};
        engine.run("MATCH (a {key: $a}), (b {key: $b}) CREATE (a)-[:" + edge.type +
                       " {n: $n, date: $d}]->(b)",
                   parameters);
    }
}

std::vector<int> numbers(const Value& value) {
    std::vector<int> out;
    for (const Value& one : **value.as<std::shared_ptr<const List>>()) {
        out.push_back(static_cast<int>(*one.as<std::int64_t>()));
    }
    return out;
}

/// ANY leaves open which of the shortest: only ends and lengths are compared.
std::vector<TestPath> comparable(std::vector<TestPath> paths, const TestSearch& search) {
    if (search.selector == "ANY SHORTEST" || (search.selector == "SHORTEST" && !search.groups)) {
        for (TestPath& path : paths) {
            path = TestPath{{path.nodes.back()}, std::vector<int>(path.edges.size())};
        }
    }
    std::sort(paths.begin(), paths.end());
    return paths;
}

std::string shown(const std::vector<TestPath>& paths) {
    std::string out;
    for (const TestPath& path : paths) {
        out += "  nodes";
        for (const int n : path.nodes) out += " " + std::to_string(n);
        out += " edges";
        for (const int e : path.edges) out += " " + std::to_string(e);
        out += "\n";
    }
    return out;
}

std::string shown(const TestGraph& graph) {
    std::string out;
    for (const TestEdge& edge : graph.edges) {
        out += "  " + std::to_string(edge.from) + " -" + edge.type + "-> " +
               std::to_string(edge.to) + " " +
               (edge.days ? iso(edge.days->first) + "/" + iso(edge.days->last) : "undated") + "\n";
    }
    return out;
}

}  // namespace

TEST_CASE("The path search agrees with an enumeration of all paths", "[query][paths]") {
    const int graphs = std::getenv("PARLEY_LONG") ? 10'000 : 1'000;
    for (int seed = 0; seed < graphs; ++seed) {
        Dice dice(static_cast<std::uint32_t>(seed));
        const TestGraph graph = random_graph(dice);
        Graph store = Graph::ephemeral();
        QueryEngine engine(store);
        build(graph, engine);
        if (seed % 2 == 1) store.compact();  // from the snapshot's arrays
        for (int i = 0; i < 10; ++i) {
            const TestSearch search = random_search(dice, graph);
            const std::string query = query_of(search);
            std::vector<TestPath> found;
            for (const auto& row : engine.run(query).rows) {
                found.push_back({numbers(row[0]), numbers(row[1])});
            }
            const auto expected = comparable(picked_paths(graph, search), search);
            found = comparable(found, search);
            if (found == expected) continue;
            INFO("seed " << seed << "\n"
                         << query << "\ngraph\n"
                         << shown(graph) << "expected\n"
                         << shown(expected) << "found\n"
                         << shown(found));
            REQUIRE(found == expected);
        }
    }
}
