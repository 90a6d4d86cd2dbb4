/// Rows that go to a reader one value at a time are those of the result.
#include <catch2/catch.hpp>
#include <parley/graph.hpp>
#include <parley/query.hpp>

using namespace parley;

namespace {

class Rows : public RowReader {
  public:
    std::vector<std::string> columns;
    std::vector<std::vector<Value>> rows;
    void begin(const QueryResult& result) override { columns = result.columns; }
    void row() override { rows.emplace_back(); }
    void value(const Value& value) override { rows.back().push_back(value); }
};

void same(QueryEngine& engine, const std::string& query) {
    INFO(query);
    Rows reader;
    const QueryResult passed = engine.run(query, {}, {}, reader);
    CHECK(passed.rows.empty());
    const QueryResult kept = engine.run(query);
    CHECK(reader.columns == kept.columns);
    REQUIRE(reader.rows.size() == kept.rows.size());
    for (std::size_t i = 0; i < kept.rows.size(); ++i) {
        REQUIRE(reader.rows[i].size() == kept.rows[i].size());
        for (std::size_t j = 0; j < kept.rows[i].size(); ++j) {
            CHECK(reader.rows[i][j].data.index() == kept.rows[i][j].data.index());
            CHECK(compare(reader.rows[i][j], kept.rows[i][j]) == 0);
        }
    }
    CHECK(passed.notes == kept.notes);
}

constexpr const char* kQueries[] = {
    "MATCH (n) RETURN n.key, n.text, n.number, n.digits, n.mixed, n.none ORDER BY n.key",
    "MATCH (n) RETURN n.key, n.mixed SKIP 2 LIMIT 3",
    "MATCH (a)-[e]-(b) RETURN a.key, b.key, e.date, e.note, e.first, e.last",
    "MATCH (a {key: 'k3'})-[e]->(b) RETURN e.date, e, b, [a.key, b.key], {k: e.date} AS map",
    "MATCH (a) WITH a, a.key AS key WHERE key < 'k4' RETURN *",
    "MATCH (a) RETURN a.key AS x UNION MATCH (a) RETURN a.number AS x",
    "OPTIONAL MATCH (n:Nobody) RETURN n, n.key",
    "MATCH (n:Nobody) RETURN n",
    "EXPLAIN MATCH (n) RETURN n",
};

}  // namespace

TEST_CASE("A reader gets the rows of the result", "[query]") {
    Graph graph = Graph::ephemeral();
    QueryEngine engine(graph);
    engine.run(
        "UNWIND range(0, 9) AS i CREATE (:Official {key: 'k' + i, text: 'Nguyễn ' + i, "
        "number: i * 1000, digits: toString(i), mixed: CASE WHEN i % 2 = 0 THEN i ELSE 'odd' "
        "END})");
    engine.run(
        "MATCH (a), (b) WHERE a.number < b.number CREATE (a)-[:MET_WITH {note: b.key, "
        "date: date('2010-01-01') + duration({days: a.number / 1000})}]->(b)");
    for (const char* query : kQueries) same(engine, query);  // changes over an empty snapshot
    graph.compact();
    for (const char* query : kQueries) same(engine, query);  // columns
    engine.run("MATCH (a {key: 'k1'})-[e]->(b) SET e.date = date('2011-02'), a.text = 7");
    for (const char* query : kQueries) same(engine, query);  // both

    Rows reader;
    const QueryResult made =
        engine.run("CREATE (n {key: 'new'}) SET n.x = 1 RETURN n.key, n.x", {}, {}, reader);
    CHECK(made.stats.nodes_created == 1);
    REQUIRE(reader.rows.size() == 1);
    CHECK(reader.rows[0][0].data == Value{"new"}.data);
    Rows none;
    engine.run("CREATE (n)", {}, {}, none);
    CHECK(none.rows.empty());
    CHECK_THROWS_AS(engine.run("MATCH (n) RETURN n.key + {a: 1}", {}, {}, none), QueryError);
}
