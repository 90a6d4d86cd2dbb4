/// What each kind of question reads of the graph, by count and not by the clock.
#include <catch2/catch.hpp>
#include <parley/graph.hpp>
#include <parley/query.hpp>
#include <random>
#include <regex>

#include "graph/transaction.hpp"

using namespace parley;

namespace {

constexpr std::uint32_t kNodes = 2000, kEdges = 20'000, kDays = 1000;
constexpr std::uint32_t kHubEvery = 10;  ///< of ten relationships one is node k0's

/// Three types over 1,000 days from 2010-01-01 on, as many relationships each day; one hub.
void build(Graph& graph) {
    const auto write = graph.begin();
    const KeyId key = write->key("key"), name = write->key("name"), date = write->key("date");
    const LabelId label = write->label("Official");
    const TypeId types[] = {write->type("MET_WITH"), write->type("SIGNED"), write->type("VISITED")};
    for (std::uint32_t i = 0; i < kNodes; ++i) {
        const NodeIndex node = write->create_node({&label, 1});
        write->set_node_property(node, key, Value{"k" + std::to_string(i)});
        write->set_node_property(node, name, Value{"Name " + std::to_string(i)});
    }
    std::mt19937 random(11);
    const auto anybody = [&] { return 1 + static_cast<NodeIndex>(random() % (kNodes - 1)); };
    const Day first = Date::parse("2010-01-01")->span()->first;
    for (std::uint32_t i = 0; i < kEdges; ++i) {
        const NodeIndex from = i % kHubEvery == 0 ? 0 : anybody();
        NodeIndex to = anybody();
        if (to == from) to = from == 1 ? 2 : from - 1;
        const EdgeIndex edge = write->create_edge(types[random() % 3], from, to);
        write->set_edge_property(edge, date,
                                 Value{Date::of_day(first + static_cast<Day>(i % kDays))});
    }
    write->commit();
    graph.compact();
}

/// Sums over all steps of a plan.
struct Reads {
    std::string plan;
    std::uint64_t rows = 0;  ///< of the first step
    std::uint64_t seeks = 0, half_edges = 0, properties = 0, records = 0;
};

Reads reads_of(QueryEngine& engine, const std::string& query) {
    Reads out;
    out.plan = *engine.run("PROFILE " + query).rows[0][0].as<std::string>();
    const auto sum = [&](const char* what) {
        const std::regex count(std::string("([0-9]+) ") + what);
        std::uint64_t all = 0;
        for (std::sregex_iterator at(out.plan.begin(), out.plan.end(), count), end; at != end;
             ++at) {
            all += std::stoull((*at)[1]);
        }
        return all;
    };
    out.rows = std::stoull(out.plan.substr(out.plan.find("   [") + 4));
    out.seeks = sum("seeks");
    out.half_edges = sum("half-edges");
    out.properties = sum("properties");
    out.records = sum("records[,\\]]");
    return out;
}

struct Bound {
    const char* query;
    std::uint64_t rows;                           ///< exactly
    std::uint64_t seeks, half_edges, properties;  ///< at most
};

}  // namespace

TEST_CASE("Each kind of question reads no more of the graph than its bound", "[query][reads]") {
    Graph graph = Graph::ephemeral();
    build(graph);
    QueryEngine engine(graph);
    const Bound bounds[] = {
        // One entry of an index each.
        {"MATCH (n {name: 'Name 7'}) RETURN n.key", 1, 1, 0, 2},
        {"MATCH (n {key: 'k7'}) RETURN n.name", 1, 1, 0, 2},
        {"MATCH (n) WHERE named(n, 'name 7') RETURN n.key", 1, 1, 0, 1},
        // One hop in a window: the half-edges that are rows, in three types and two directions.
        {"MATCH (a {key: 'k5'})-[e]-(b) BETWEEN 2010 AND 2011 RETURN b.key, e.date", 16, 7, 16, 33},
        {"MATCH (a {key: 'k0'})-[e]-(b) BETWEEN '2010-02-01' AND '2010-02-10' "
         "RETURN b.key, e.date",
         20, 7, 20, 41},
        {"MATCH (b)-[e]-(a {key: 'k0'}) WHERE date('2010-02-01') <= e.date <= date('2010-02-10') "
         "RETURN b.key, e.date",
         20, 7, 20, 41},
        // Two and three hops: the neighbours of each node that is nearer, once.
        {"MATCH (a {key: 'k5'})-[*1..2]-(b) WHERE b <> a RETURN count(DISTINCT b)", 1, 50, 2500, 1},
        {"MATCH (a {key: 'k5'})-[:MET_WITH|SIGNED*1..2]-(b) BETWEEN '2010-01-01' AND '2010-06-30' "
         "WHERE b <> a RETURN count(DISTINCT b)",
         1, 15, 12, 1},
        {"MATCH (a {key: 'k5'})-[*1..3]-(b) WHERE b <> a RETURN count(DISTINCT b)", 1, 2800, 30000,
         1},
        // The same hop by hop: trails of just so many hops.
        {"MATCH (a {key: 'k5'})--(m)--(b) WHERE b <> a RETURN count(DISTINCT b)", 1, 50, 2500, 1},
        {"MATCH (a {key: 'k5'})-[r]-(m)-[s]-(b) WHERE type(r) = 'SIGNED' AND "
         "s.date < date('2010-03-01') RETURN count(DISTINCT b)",
         1, 80, 120, 1},
        {"MATCH (a {key: 'k5'})--(x)--(y)--(b) RETURN count(DISTINCT b)", 1, 3000, 35000, 1},
        // From both ends.
        {"MATCH p = ANY SHORTEST (a {key: 'k5'})-[*]-(b {key: 'k9'}) RETURN length(p)", 1, 8, 40,
         2},
        {"MATCH p = ANY SHORTEST (a {key: 'k5'})-[:MET_WITH|SIGNED*]-(b {key: 'k9'}) "
         "BETWEEN 2010 AND 2011 RETURN length(p)",
         1, 60, 120, 2},
        {"MATCH p = EARLIEST (a {key: 'k5'})-[*]-(b {key: 'k9'}) BETWEEN 2010 AND 2010 "
         "RETURN arrival(p)",
         1, 1500, 9000, 2},
        {"MATCH p = LATEST (a {key: 'k5'})-[*]-(b {key: 'k9'}) BETWEEN 2010 AND 2010 "
         "RETURN departure(p)",
         1, 1500, 9000, 2},
        {"MATCH p = FASTEST (a {key: 'k5'})-[*]-(b {key: 'k9'}) BETWEEN 2010 AND 2010 "
         "RETURN arrival(p)",
         1, 2500, 40000, 2},
        // The window's relationships once, and the groups that can be among the first.
        {"MATCH (n)-[e]-() BETWEEN '2010-03-01' AND '2010-03-10' "
         "RETURN n.key, count(e) AS c ORDER BY c DESC LIMIT 3",
         3, 0, 200, 3},
        {"MATCH (n)-[e]-(m) BETWEEN '2010-03-01' AND '2010-03-10' "
         "RETURN n.name, count(DISTINCT m) AS c ORDER BY c DESC LIMIT 3",
         3, 0, 200, 400},
        {"MATCH ()-[e]->() RETURN min(e.date), count(DISTINCT type(e))", 1, 1000, 20000, 3000},
        // Counted by day, a day at a time.
        {"MATCH ()-[e:MET_WITH]->() RETURN e.date.year * 100 + e.date.month AS m, count(*) "
         "ORDER BY m",
         33, 1000, 20000, 2000},
        {"MATCH ()-[e]->() RETURN count(*)", 1, 1000, 0, 0},
        // Rounds go over a copy made in one pass over both directions.
        {"CALL pagerank() YIELD node, score RETURN node.key ORDER BY score DESC LIMIT 3", 3, 4000,
         60000, 2000},
        {"CALL components() YIELD node, component RETURN count(DISTINCT component)", 1, 0, 20000,
         0},
        {"MATCH (a {key: 'k5'}), (b {key: 'k9'}) "
         "CREATE (a)-[:MET_WITH {date: date('2024-01-01')}]->(b)",
         1, 2, 0, 3},
    };
    for (const Bound& bound : bounds) {
        const Reads found = reads_of(engine, bound.query);
        INFO(bound.query << "\n" << found.plan);
        CHECK(found.rows == bound.rows);
        CHECK(found.seeks <= bound.seeks);
        CHECK(found.half_edges <= bound.half_edges);
        CHECK(found.properties <= bound.properties);
        CHECK(found.records == 0);
    }
}
