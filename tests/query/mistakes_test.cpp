/// What a beginner gets wrong, and the answers, as golden files that read well. UPDATE_GOLDEN=1
/// writes them anew. Texts that no query ever was do no harm.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <parley/graph.hpp>
#include <parley/query.hpp>
#include <random>
#include <sstream>

#include "tests/source_dir.hpp"

using namespace parley;

namespace {

Graph small_world() {
    Graph graph = Graph::ephemeral();
    QueryEngine(graph).run(
        "CREATE (a:Official {key: 'ada', name: 'Ada Lind'})-[:MET_WITH {date: date('2017')}]->"
        "(b:Official {key: 'bo', name: 'Bo Berg'})");
    return graph;
}

std::string answer(QueryEngine& engine, const std::string& query) {
    std::string out = "> " + query + "\n";
    try {
        const QueryResult result = engine.run(query);
        out += std::to_string(result.rows.size()) + " rows\n";
        for (const std::string& note : result.notes) out += "note: " + note + "\n";
    } catch (const QueryError& error) {
        const std::string caret = error.caret(query);
        if (!caret.empty()) out += caret.substr(caret.find('\n') + 1).insert(0, "  ") + "\n";
        out += "error: " + std::string(error.what()) + " [" + error.type() + ", " + error.detail() +
               "]\n";
        if (!error.hint().empty()) out += "hint: " + error.hint() + "\n";
    }
    return out + "\n";
}

std::string read_file(const std::string& path) {
    std::ifstream in(path);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

}  // namespace

TEST_CASE("A beginner's mistakes are answered with a place and a hint", "[query][mistakes]") {
    const std::string folder = source_dir() + "/tests/query/golden/";
    Graph graph = small_world();
    QueryEngine engine(graph);
    std::istringstream queries(read_file(folder + "mistakes.queries"));
    std::string found;
    for (std::string query; std::getline(queries, query);) found += answer(engine, query);
    if (std::getenv("UPDATE_GOLDEN")) std::ofstream(folder + "mistakes.answers") << found;
    CHECK(found == read_file(folder + "mistakes.answers"));
}

TEST_CASE("Texts torn and mixed up are refused, never crash, and change nothing", "[query][fuzz]") {
    const std::string folder = source_dir() + "/tests/query/golden/";
    std::vector<std::string> seeds{
        "MATCH p = EARLIEST 2 CHRONOLOGICAL (a {key: 'ada'})-[r:MET_WITH*1..3]-(b) BETWEEN 2016 "
        "AND 2018 WHERE b.name STARTS WITH 'B' RETURN p, [x IN nodes(p) WHERE x.name <> '' | "
        "x.name] ORDER BY length(p) DESC SKIP 0 LIMIT 3",
        "UNWIND range(1, 3) AS x WITH x, CASE WHEN x % 2 = 0 THEN 'even' ELSE 'odd' END AS kind "
        "RETURN kind, collect(DISTINCT x), count(*) UNION ALL RETURN 1 AS kind, [] AS a, 2 AS b",
        "MATCH (a) WHERE EXISTS { MATCH (a)--(b) WHERE b:Official } AND NOT (a)-->() RETURN a {.*}",
        "PATH FROM 'Ada Lind' TO 'bo' WITHIN 3 HOPS VIA MET_WITH CHRONOLOGICAL LIMIT 2",
        "RETURN date('2017').year + duration('P1Y2M').months, reduce(s = 0, x IN [1, 2] | s + x)"};
    std::istringstream queries(read_file(folder + "mistakes.queries"));
    for (std::string query; std::getline(queries, query);) {
        if (query.find("DELETE") == std::string::npos) seeds.push_back(query);
    }
    Graph graph = small_world();
    QueryEngine engine(graph);
    std::mt19937 dice(7);
    const auto up_to = [&](std::size_t n) { return n == 0 ? 0 : dice() % n; };
    static const std::vector<std::string> words{"(", ")",  "[",    "]", "{",    "}",      "*",
                                                "'", "..", "-[]-", "~", "NOT ", "WITH ",  "\xff",
                                                "9", "|",  "$x",   "`", "\\u",  "RETURN "};
    const int rounds = std::getenv("PARLEY_LONG") ? 200'000 : 5'000;
    QueryLimits limits;
    limits.timeout = std::chrono::milliseconds(500);
    for (int i = 0; i < rounds; ++i) {
        std::string text = seeds[up_to(seeds.size())];
        for (std::size_t cuts = 1 + up_to(4); cuts > 0; --cuts) {
            const std::size_t at = up_to(text.size());
            switch (up_to(4)) {
                case 0:
                    text.erase(at, 1 + up_to(6));
                    break;
                case 1:
                    text.insert(at, words[up_to(words.size())]);
                    break;
                case 2:
                    text.resize(at);
                    break;
                default: {
                    const std::string& other = seeds[up_to(seeds.size())];
                    text = text.substr(0, at) + other.substr(up_to(other.size()));
                }
            }
        }
        if (text.find("CREATE") != std::string::npos || text.find("SET") != std::string::npos) {
            continue;
        }
        try {
            engine.run(text, {}, limits);
        } catch (const QueryError& error) {
            if (error.type() == "InternalError") FAIL(text);
        }
    }
    CHECK(engine.run("MATCH (n) RETURN count(n)").rows[0][0].as<std::int64_t>()[0] == 2);
    for (const char* opener : {"(", "[", "{a:", "NOT ", "-"}) {
        std::string deep = "RETURN ";
        for (int i = 0; i < 50'000; ++i) deep += opener;
        CHECK_THROWS_AS(engine.run(deep), QueryError);
    }
}

TEST_CASE("A query that is stopped answers with its error and changes nothing", "[query][limits]") {
    Graph graph = small_world();
    QueryEngine engine(graph);
    QueryLimits limits;
    limits.timeout = std::chrono::milliseconds(20);
    CHECK_THROWS_AS(engine.run("UNWIND range(1, 100000000) AS x CREATE ({n: x})", {}, limits),
                    QueryError);
    limits = {};
    limits.memory_bytes = 1 << 20;
    CHECK_THROWS_AS(engine.run("UNWIND range(1, 10000000) AS x RETURN collect(x)", {}, limits),
                    QueryError);
    const std::atomic<bool> cancelled = true;
    limits = {};
    limits.cancelled = &cancelled;
    CHECK_THROWS_AS(engine.run("UNWIND range(1, 100000) AS x CREATE ({n: x})", {}, limits),
                    QueryError);
    CHECK(*engine.run("MATCH (n) RETURN count(n)").rows[0][0].as<std::int64_t>() == 2);
}
