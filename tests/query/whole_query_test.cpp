/// Whole queries agree with an evaluator that enumerates: patterns, windows, filters, OPTIONAL
/// MATCH, grouping, DISTINCT, ORDER BY and LIMIT, over the changes and over the snapshot.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <map>
#include <parley/graph.hpp>
#include <parley/query.hpp>
#include <set>

#include "tests/query/reference_paths.hpp"

using namespace parley;
using namespace parley::test;

namespace {

const Day first_of_2020 = *day_of(2020, 1, 1);
constexpr int no_node = -1;

/// Node n has label L where it is even, M where it is odd.
bool has_label(int node, char label) {
    return label == ' ' || (label == 'L' ? node % 2 == 0 : node % 2 == 1);
}

TestGraph random_graph(Dice& dice) {
    TestGraph graph;
    graph.nodes = 1 + dice.up_to(5);
    const bool one_day = dice.one_in(2);
    for (int i = dice.up_to(9); i > 0; --i) {
        TestEdge edge;
        edge.from = dice.up_to(graph.nodes - 1);
        edge.to = dice.up_to(graph.nodes - 1);
        edge.type = dice.one_in(3) ? "Y" : "X";
        if (!dice.one_in(8)) {
            const Day first = first_of_2020 + dice.up_to(7);
            edge.days = DateSpan{first, one_day ? first : first + dice.up_to(3)};
        }
        graph.edges.push_back(edge);
    }
    return graph;
}

/// MATCH (a:label)-[:types*least..most]-(b:label) window WHERE ..., then perhaps another hop.
struct TestQuery {
    TestSearch first;
    bool variable = false;  ///< written with a star
    char a_label = ' ', b_label = ' ';
    int filter = 0;  ///< 0 none, 1 b <> a, 2 a.n < 2, 3 b.n = 1, 4 exists
    int second = 0;  ///< 0 none, 1 MATCH (b)-[:Y]->(c), 2 OPTIONAL MATCH of it
    int shape = 0;
};

TestQuery random_query(Dice& dice) {
    TestQuery q;
    q.variable = dice.one_in(2);
    q.first.least = q.variable ? dice.up_to(2) : 1;
    q.first.most = q.variable ? std::max(1, q.first.least + dice.up_to(3)) : 1;
    q.first.direction = dice.one_in(2) ? '-' : dice.one_in(2) ? '>' : '<';
    if (dice.one_in(3)) q.first.types = {dice.one_in(2) ? "X" : "Y"};
    if (dice.one_in(3)) {
        const Day from = first_of_2020 + dice.up_to(6);
        q.first.window = DateSpan{from, from + dice.up_to(4)};
    }
    if (dice.one_in(4)) q.a_label = dice.one_in(2) ? 'L' : 'M';
    if (dice.one_in(4)) q.b_label = dice.one_in(2) ? 'L' : 'M';
    q.filter = dice.one_in(2) ? dice.up_to(4) : 0;
    q.second = dice.one_in(3) ? 1 + dice.up_to(1) : 0;
    q.shape = dice.up_to(q.variable ? 8 : 9);
    return q;
}

const char* const shapes[] = {
    "RETURN a.n, b.n, c.n",
    "RETURN DISTINCT b.n",
    "RETURN count(*)",
    "RETURN count(DISTINCT b)",
    "RETURN a.n, count(*)",
    "RETURN b.n % 2, min(a.n), count(DISTINCT a)",
    "WITH DISTINCT b RETURN count(b)",
    "RETURN a.key, count(b) AS rows ORDER BY rows DESC, a.key LIMIT 2",
    "WITH b, count(*) AS rows WHERE rows > 1 RETURN b.n, rows",
    "RETURN r.date.day, count(r)",
};

std::string text_of(const TestQuery& q) {
    const auto label = [](char l) { return l == ' ' ? std::string() : std::string(":") + l; };
    std::string out = "MATCH (a" + label(q.a_label) + ")";
    out += q.first.direction == '<' ? "<-[" : "-[";
    if (!q.variable) out += "r";
    for (const std::string& type : q.first.types) out += ":" + type;
    if (q.variable) {
        out += "*" + std::to_string(q.first.least) + ".." + std::to_string(q.first.most);
    }
    out += q.first.direction == '>' ? "]->" : "]-";
    out += "(b" + label(q.b_label) + ")";
    if (q.first.window) {
        out +=
            " BETWEEN '" + iso(q.first.window->first) + "' AND '" + iso(q.first.window->last) + "'";
    }
    static const char* const filters[] = {"", " WHERE b <> a", " WHERE a.n < 2", " WHERE b.n = 1",
                                          " WHERE EXISTS { MATCH (b)-[*1..2]->(a) }"};
    out += filters[q.filter];
    if (q.second == 1) out += " MATCH (b)-[:Y]->(c)";
    if (q.second == 2) out += " OPTIONAL MATCH (b)-[:Y]->(c)";
    if (q.second == 0) out += " WITH *, null AS c";
    return out + " " + shapes[q.shape];
}

struct Row {
    int a, b, c;
    std::string day;  ///< of the one relationship
};

bool can_go_back(const TestGraph& graph, int from, int to) {
    TestSearch search;
    search.start = from;
    search.target = to;
    search.direction = '>';
    search.least = 1;
    search.most = 2;
    return !all_paths(graph, search).empty();
}

std::vector<Row> rows_of(const TestGraph& graph, const TestQuery& q) {
    std::vector<Row> out;
    for (int a = 0; a < graph.nodes; ++a) {
        if (!has_label(a, q.a_label)) continue;
        TestSearch search = q.first;
        search.start = a;
        for (const TestPath& path : all_paths(graph, search)) {
            const int b = path.nodes.back();
            const bool fits = has_label(b, q.b_label) && (q.filter != 1 || a != b) &&
                              (q.filter != 2 || a < 2) && (q.filter != 3 || b == 1) &&
                              (q.filter != 4 || can_go_back(graph, b, a));
            if (!fits) continue;
            std::string day = "null";
            if (!q.variable) {
                const auto& days = graph.edges[static_cast<std::size_t>(path.edges[0])].days;
                if (days) day = std::to_string(civil(days->first).day);
            }
            bool found = false;
            for (const TestEdge& edge : graph.edges) {
                if (q.second == 0 || edge.from != b || edge.type != "Y") continue;
                out.push_back({a, b, edge.to, day});
                found = true;
            }
            if (!found && q.second != 1) out.push_back({a, b, no_node, day});
        }
    }
    return out;
}

std::string cell(int number) { return number == no_node ? "null" : std::to_string(number); }

std::vector<std::string> expected_of(const TestGraph& graph, const TestQuery& q) {
    const std::vector<Row> rows = rows_of(graph, q);
    std::vector<std::string> out;
    std::set<int> bs;
    std::map<int, int> by_a, by_b;
    std::map<int, std::set<int>> as_by_parity;
    std::map<std::string, int> by_day;
    for (const Row& row : rows) {
        bs.insert(row.b);
        ++by_a[row.a];
        ++by_b[row.b];
        ++by_day[row.day];
        as_by_parity[row.b % 2].insert(row.a);
        if (q.shape == 0) out.push_back(cell(row.a) + " " + cell(row.b) + " " + cell(row.c));
    }
    const auto count = [](const auto& items) { return std::to_string(items.size()); };
    if (q.shape == 1) {
        for (const int b : bs) out.push_back(cell(b));
    } else if (q.shape == 2) {
        out.push_back(count(rows));
    } else if (q.shape == 3 || q.shape == 6) {
        out.push_back(count(bs));
    } else if (q.shape == 4) {
        for (const auto& [a, n] : by_a) out.push_back(cell(a) + " " + std::to_string(n));
    } else if (q.shape == 5) {
        for (const auto& [parity, as] : as_by_parity) {
            out.push_back(cell(parity) + " " + cell(*as.begin()) + " " + count(as));
        }
    } else if (q.shape == 7) {
        std::vector<std::pair<int, int>> best;
        for (const auto& [a, n] : by_a) best.emplace_back(-n, a);
        std::sort(best.begin(), best.end());
        if (best.size() > 2) best.resize(2);
        for (const auto& [n, a] : best) out.push_back("'n" + cell(a) + "' " + std::to_string(-n));
    } else if (q.shape == 8) {
        for (const auto& [b, n] : by_b) {
            if (n > 1) out.push_back(cell(b) + " " + std::to_string(n));
        }
    } else if (q.shape == 9) {
        for (const auto& [day, n] : by_day) out.push_back(day + " " + std::to_string(n));
    }
    std::sort(out.begin(), out.end());
    return out;
}

void build(const TestGraph& graph, QueryEngine& engine) {
    for (int i = 0; i < graph.nodes; ++i) {
        engine.run(std::string("CREATE (:") + (i % 2 == 0 ? "L" : "M") + " {key: 'n' + $n, n: $n})",
                   {{"n", Value{std::int64_t{i}}}});
    }
    for (const TestEdge& edge : graph.edges) {
        engine.run("MATCH (a {n: $a}), (b {n: $b}) CREATE (a)-[:" + edge.type + " {date: $d}]->(b)",
                   {{"a", Value{std::int64_t{edge.from}}},
                    {"b", Value{std::int64_t{edge.to}}},
                    {"d", edge.days ? Value{Date::of_span(*edge.days)} : Value{}}});
    }
}

std::vector<std::string> answer_of(QueryEngine& engine, const std::string& query) {
    std::vector<std::string> out;
    for (const auto& row : engine.run(query).rows) {
        std::string line;
        for (const Value& value : row) line += (line.empty() ? "" : " ") + to_text(value);
        out.push_back(line);
    }
    std::sort(out.begin(), out.end());
    return out;
}

}  // namespace

TEST_CASE("Whole queries agree with an enumeration", "[query][whole]") {
    const int graphs = std::getenv("PARLEY_LONG") ? 5'000 : 150;
    int with_rows = 0;
    for (int seed = 0; seed < graphs; ++seed) {
        Dice dice(static_cast<std::uint32_t>(seed));
        const TestGraph graph = random_graph(dice);
        Graph store = Graph::ephemeral();
        QueryEngine engine(store);
        build(graph, engine);
        if (seed % 2 == 1) store.compact();  // from the snapshot's arrays
        for (int i = 0; i < 20; ++i) {
            const TestQuery query = random_query(dice);
            const std::string text = text_of(query);
            INFO("seed " << seed << "\n" << text);
            const auto expected = expected_of(graph, query);
            const auto found = answer_of(engine, text);
            if (found != expected) REQUIRE(found == expected);
            with_rows += expected.empty() ? 0 : 1;
        }
    }
    CHECK(with_rows > graphs * 8);
}
