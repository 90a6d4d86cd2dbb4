/// Plans by what they read, not by the clock: which operators, how many rows each gives.
#include <catch2/catch.hpp>
#include <parley/graph.hpp>
#include <parley/query.hpp>
#include <random>
#include <regex>

#include "graph/view.hpp"

using namespace parley;

namespace {

/// 300 nodes, 3,000 relationships over 1,000 days; node k0 meets everybody.
void build(Graph& graph, QueryEngine& engine) {
    engine.run("UNWIND range(0, 299) AS i CREATE (:Official {key: 'k' + i, name: 'Name ' + i})");
    engine.run(
        "UNWIND range(1, 299) AS i MATCH (a {key: 'k0'}), (b {key: 'k' + i}) "
        "CREATE (a)-[:MET_WITH {date: date('2010-01-01') + duration({days: i})}]->(b)");
    std::mt19937 random(7);
    List pairs;
    for (int i = 0; i < 2701; ++i) {
        List pair;
        for (int j = 0; j < 2; ++j) pair.push_back(Value{"k" + std::to_string(1 + random() % 299)});
        pair.push_back(Value{static_cast<std::int64_t>(random() % 1000)});
        pairs.push_back(Value{std::make_shared<const List>(std::move(pair))});
    }
    engine.run(
        "UNWIND $pairs AS p MATCH (a {key: p[0]}), (b {key: p[1]}) "
        "CREATE (a)-[:SIGNED {date: date('2010-01-01') + duration({days: p[2]})}]->(b)",
        {{"pairs", Value{std::make_shared<const List>(std::move(pairs))}}});
    graph.compact();
}

struct Profile {
    std::string text;
    std::uint64_t rows = 0;  ///< of all operators
};

Profile profile(QueryEngine& engine, const std::string& query) {
    Profile out;
    out.text = *engine.run("PROFILE " + query).rows[0][0].as<std::string>();
    static const std::regex count("\\[([0-9]+) rows");
    for (std::sregex_iterator at(out.text.begin(), out.text.end(), count), end; at != end; ++at) {
        out.rows += std::stoull((*at)[1]);
    }
    return out;
}

struct Gate {
    const char* query;
    const char* uses;    ///< in the plan
    std::uint64_t most;  ///< rows of all operators
};

}  // namespace

TEST_CASE("Queries read no more than they need", "[query][plan]") {
    Graph graph = Graph::ephemeral();
    QueryEngine engine(graph);
    build(graph, engine);
    const Gate gates[] = {
        {"MATCH (n {key: 'k7'}) RETURN n.name", "NodesByKey", 4},
        {"MATCH (n) WHERE n.name = 'Name 7' RETURN n.key", "NodesByKey", 5},
        {"MATCH (n) WHERE named(n, 'name 7') RETURN n.key", "NodesByName", 6},
        // Ten days of a hub with 299 relationships.
        {"MATCH (a {key: 'k0'})-[e]-(b) BETWEEN '2010-02-01' AND '2010-02-10' RETURN b.key",
         "BETWEEN", 22},
        // The same however it is written.
        {"MATCH (a {key: 'k0'})-[e]-(b) WHERE e.date >= date('2010-02-01') AND "
         "e.date <= date('2010-02-10') RETURN b.key",
         "Expand", 22},
        {"MATCH (a {key: 'k0'})-[e]-(b) WHERE date('2010-02-01') <= e.date <= date('2010-02-10') "
         "AND type(e) IN ['MET_WITH'] RETURN b.key",
         "Expand", 22},
        {"MATCH (a)-[e]-(b) WHERE a.key IN ['k0'] AND e:MET_WITH AND e.date < date('2010-01-12') "
         "RETURN b.key",
         "NodesByKey", 24},
        {"MATCH (n) WHERE n.key = 'k7' OR n.key = 'k8' RETURN n.name", "NodesByKey", 8},
        {"MATCH (n WHERE n.key = 'k7') RETURN n.name", "NodesByKey", 4},
        // Everybody is two hops away: once each, however many ways lead there.
        {"MATCH (a {key: 'k5'})-[*1..2]-(b) WHERE b <> a RETURN count(DISTINCT b)", "Reach", 310},
        {"MATCH (a {key: 'k5'})-[*1..3]-(b) WITH DISTINCT b RETURN count(*)", "Reach", 1000},
        {"MATCH (a {key: 'k5'}) WHERE EXISTS { MATCH (a)-[*1..4]-({key: 'k9'}) } RETURN a.key",
         "Filter", 5},
        // The window's relationships, both ways, and the groups that can be among the first.
        {"MATCH (n)-[e]-() BETWEEN '2010-03-01' AND '2010-03-10' "
         "RETURN n.key, count(e) AS c ORDER BY c DESC LIMIT 3",
         "ScanRelationships", 160},
        {"MATCH ()-[e:MET_WITH]->() RETURN e.date.year * 100 + e.date.month AS m, count(*) "
         "ORDER BY m",
         "ScanRelationships", 40},
        {"MATCH ()-[e]->() WHERE e:MET_WITH AND e.date.year = 2010 RETURN e.date.month, count(*)",
         "ScanRelationships", 30},
        {"MATCH ()-[e]-() RETURN type(e), count(*)", "ScanRelationships", 6},
        {"MATCH ()-[e]->() RETURN count(*)", "ScanRelationships", 4},
        {"MATCH p = ANY SHORTEST (a {key: 'k5'})-[*]-(b {key: 'k9'}) RETURN length(p)",
         "both ends known", 6},
        {"MATCH p = SHORTEST 1 (a {key: 'k5'})-[*]-(b {key: 'k9'}) RETURN length(p)",
         "both ends known", 6},
        {"MATCH p = EARLIEST (a {key: 'k5'})-[*]-(b {key: 'k9'}) RETURN arrival(p)",
         "both ends known", 6},
    };
    for (const Gate& gate : gates) {
        const Profile found = profile(engine, gate.query);
        INFO(gate.query << "\n" << found.text);
        CHECK(found.text.find(gate.uses) != std::string::npos);
        CHECK(found.rows <= gate.most);
        CHECK(found.rows > 0);
    }
}

TEST_CASE("A query that is stopped changes nothing", "[query][plan]") {
    Graph graph = Graph::ephemeral();
    QueryEngine engine(graph);
    build(graph, engine);
    const std::string endless = "CREATE (:New) WITH 1 AS one MATCH (a)-[*1..9]-(b) RETURN count(*)";
    const auto nodes = graph.view()->node_count();
    const auto stopped = [&](const QueryLimits& limits, const std::string& query,
                             const std::string& detail) {
        try {
            engine.run(query, {}, limits);
            return false;
        } catch (const QueryError& error) {
            return error.detail() == detail;
        }
    };
    QueryLimits limits;
    limits.timeout = std::chrono::milliseconds(30);
    CHECK(stopped(limits, endless, "TimedOut"));
    limits = {};
    std::atomic<bool> cancelled{true};
    limits.cancelled = &cancelled;
    CHECK(stopped(limits, endless, "Cancelled"));
    limits = {};
    limits.memory_bytes = 1 << 20;
    CHECK(stopped(limits,
                  "CREATE (:New) WITH 1 AS one UNWIND range(1, 1000000) AS i "
                  "RETURN collect(i)",
                  "MemoryLimit"));
    CHECK(graph.view()->node_count() == nodes);
    CHECK(engine.run("MATCH (n:New) RETURN n").rows.empty());
}
