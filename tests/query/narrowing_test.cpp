/// Conditions that the filter of a relationship answers give what they give when each relationship
/// is tried: behind a WITH with SKIP nothing is narrowed.
#include <catch2/catch.hpp>
#include <parley/graph.hpp>
#include <parley/query.hpp>
#include <random>

#include "graph/view.hpp"

using namespace parley;

namespace {

std::string day(std::mt19937& random) {
    return "date('2010-01-01') + duration({days: " + std::to_string(random() % 400) + "})";
}

/// What stands in `date` of some relationships beside single days.
constexpr const char* kOddDates[] = {"date('2010-06')",
                                     "date('2010')",
                                     "date('2010-02-20/2010-03-10')",
                                     "'2010-05-05'",
                                     "'no date'",
                                     "2010",
                                     "null",
                                     "date('XXXX-05-01')",
                                     "datetime('2010-05-05T10:00:00Z')",
                                     "2.5"};

void build(QueryEngine& engine, std::mt19937& random, int relationships, bool odd) {
    for (int i = 0; i < relationships; ++i) {
        const std::string date =
            odd && i % 3 == 0 ? kOddDates[random() % std::size(kOddDates)] : day(random);
        engine.run("MATCH (a {key: 'k" + std::to_string(random() % 12) + "'}), (b {key: 'k" +
                   std::to_string(random() % 12) +
                   "'}) CREATE (a)-[:" + (random() % 2 == 0 ? "MET_WITH" : "SIGNED") +
                   " {date: " + date + ", n: " + std::to_string(i) + "}]->(b)");
    }
}

constexpr const char* kBounds[] = {"date('2010-03-01')",
                                   "date('2010-06')",
                                   "date('2010')",
                                   "'2010-05-05'",
                                   "'nothing'",
                                   "2010",
                                   "date('2010-02-25/2010-06-01')",
                                   "null",
                                   "date('XXXX-05-01')",
                                   "$day"};
constexpr const char* kComparisons[] = {"<", "<=", ">", ">=", "="};

std::string condition(std::mt19937& random) {
    const auto bound = [&] { return std::string(kBounds[random() % std::size(kBounds)]); };
    const auto op = [&] { return std::string(kComparisons[random() % std::size(kComparisons)]); };
    switch (random() % 9) {
        case 0:
            return "e.date " + op() + " " + bound();
        case 1:
            return bound() + " " + op() + " e.date";
        case 2:
            return bound() + " <= e.date < " + bound();
        case 3:
            return "certainly(e.date " + op() + " " + bound() + ")";
        case 4:
            return "type(e) = 'SIGNED'";
        case 5:
            return "type(e) IN ['MET_WITH', 'NONE']";
        case 6:
            return "e:MET_WITH|SIGNED";
        case 7:
            return "NOT e.date " + op() + " " + bound();
        default:
            return "e.date <> " + bound();
    }
}

void compare_rows(QueryEngine& engine, const std::string& tried, const std::string& narrowed) {
    INFO(tried << "\n" << narrowed);
    const Map day{{"day", Value{*Date::parse("2010-04-01")}}};
    const auto a = engine.run(tried, day).rows, b = engine.run(narrowed, day).rows;
    REQUIRE(a.size() == b.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
        for (std::size_t j = 0; j < a[i].size(); ++j) CHECK(compare(a[i][j], b[i][j]) == 0);
    }
}

void compare_all(QueryEngine& engine, std::mt19937& random, bool years) {
    for (int i = 0; i < 150; ++i) {
        std::string where = condition(random);
        while (random() % 2 == 0) where += " AND " + condition(random);
        if (years && random() % 4 == 0) {
            where += std::string(" AND e.date.year ") + kComparisons[random() % 5] + " 2010";
        }
        const std::string window = random() % 4 == 0 ? " BETWEEN '2010-02' AND '2010-08-15' " : " ";
        const std::string from = random() % 2 == 0 ? "(a {key: 'k3'})" : "(a)";
        const std::string arrow = random() % 2 == 0 ? "-[e]->" : "-[e]-";
        const std::string match = "MATCH " + from + arrow + "(b)" + window;
        const std::string rows = " RETURN a.key, b.key, e.n ORDER BY e.n, a.key, b.key";
        compare_rows(engine, match + "WITH a, e, b SKIP 0 WHERE " + where + rows,
                     match + "WHERE " + where + rows);
        const std::string counts = " RETURN type(e) AS t, count(*) AS c ORDER BY t";
        compare_rows(engine, match + "WITH a, e, b SKIP 0 WHERE " + where + counts,
                     match + "WHERE " + where + counts);
        const std::string all = " RETURN count(*)";
        compare_rows(engine, match + "WITH a, e, b SKIP 0 WHERE " + where + all,
                     match + "WHERE " + where + all);
    }
}

}  // namespace

TEST_CASE("Conditions on days and types give the same narrowed", "[query][plan]") {
    std::mt19937 random(11);
    Graph graph = Graph::ephemeral();
    QueryEngine engine(graph);
    engine.run("UNWIND range(0, 11) AS i CREATE (:Official {key: 'k' + i})");
    build(engine, random, 120, false);
    compare_all(engine, random, true);  // changes over an empty snapshot
    graph.compact();
    compare_all(engine, random, true);  // nothing but days
    build(engine, random, 20, false);
    engine.run("MATCH ()-[e]->() WHERE e.n % 10 = 3 SET e.date = date('2010-07')");
    engine.run("MATCH ()-[e]->() WHERE e.n % 10 = 4 DELETE e");
    compare_all(engine, random, false);  // and changes with spans
    build(engine, random, 60, true);
    compare_all(engine, random, false);  // and odd dates
    graph.compact();
    compare_all(engine, random, false);  // odd dates in the snapshot
}

TEST_CASE("One of several keys or names", "[query][plan]") {
    Graph graph = Graph::ephemeral();
    QueryEngine engine(graph);
    engine.run("UNWIND range(0, 9) AS i CREATE ({key: 'k' + i, name: 'n' + (i % 3)})");
    engine.run("CREATE ({key: 7}), ({key: ['k1']}), ({name: 'n1'})");
    for (const bool compacted : {false, true}) {
        if (compacted) graph.compact();
        for (const std::string where :
             {"n.key IN ['k1', 'k2', 'k1', 'no']", "n.key IN ['k1', 7]", "n.key IN [['k1']]",
              "n.key IN []", "n.key IN null", "n.key IN [null, 'k3']", "n.key IN $list",
              "n.key = $list", "n.key = 'k1' OR n.key = 'k3' OR n.key = 'k1'",
              "n.key = 'k1' OR n.name = 'n1'", "n.key IN ['k1'] OR n.key IN ['k2']",
              "n.name IN ['n1', 'n2'] AND n.key <> 'k1'", "n.key = 'k1' OR n.key = 7"}) {
            INFO(where);
            const Map list{{"list", Value{std::make_shared<const List>(List{Value{"k1"}})}}};
            const std::string rows = " RETURN n ORDER BY n";
            const auto a = engine.run("MATCH (n) WITH n SKIP 0 WHERE " + where + rows, list).rows;
            const auto b = engine.run("MATCH (n) WHERE " + where + rows, list).rows;
            const auto c = engine.run("MATCH (n WHERE " + where + ")" + rows, list).rows;
            REQUIRE(a.size() == b.size());
            REQUIRE(a.size() == c.size());
            for (std::size_t i = 0; i < a.size(); ++i) {
                CHECK(compare(a[i][0], b[i][0]) == 0);
                CHECK(compare(a[i][0], c[i][0]) == 0);
            }
        }
    }
}
