#include <catch2/catch.hpp>
#include <fstream>
#include <parley/error.hpp>
#include <parley/graph.hpp>
#include <random>

#include "graph/csv.hpp"
#include "graph/transaction.hpp"
#include "graph/view.hpp"
#include "tests/graph/scratch.hpp"

using namespace parley;

namespace {

std::vector<std::vector<std::string>> rows_of(std::string_view text) {
    CsvReader reader(text, "test.csv");
    std::vector<std::vector<std::string>> rows;
    while (reader.next()) rows.emplace_back(reader.fields().begin(), reader.fields().end());
    return rows;
}

std::filesystem::path write_file(const std::filesystem::path& file, const std::string& text) {
    std::ofstream(file, std::ios::binary) << text;
    return file;
}

constexpr const char* kNodes =
    "id:ID,:LABEL,key,name,age:int,tags:string[],born:date\n"
    "1,Official;Person,ada,Ada Berg,41,x;y,1980-02-03\n"
    "2,Official,bo,\"Lind, Bo\",,,1975\n"
    "x9,Body,council,\"The \"\"Council\"\"\",,\"\",\n";
constexpr const char* kEdges =
    ":START_ID,:END_ID,:TYPE,date:date,article:int,note\n"
    "1,2,MET_WITH,2024-05-02,7,first\n"
    "2,x9,HOLDS,2024,8,\n"
    "x9,1,MET_WITH,,9,third\n";

ImportReport import_texts(Graph& graph, const Scratch& scratch, const std::string& nodes,
                          const std::string& edges, std::uint64_t skip_bad = 0) {
    ImportOptions options;
    options.nodes = {write_file(scratch / "nodes.csv", nodes)};
    options.edges = {write_file(scratch / "edges.csv", edges)};
    options.skip_bad = skip_bad;
    return graph.import(options);
}

std::string text_of(const View& view, NodeIndex node, const char* key) {
    Value value = view.node_property(node, *view.keys().find(key));
    const auto* text = value.as<std::string>();
    return text ? *text : "(none)";
}

}  // namespace

TEST_CASE("Quotes, doubled quotes, line ends and empty fields are read as RFC 4180 says",
          "[graph][csv]") {
    using Rows = std::vector<std::vector<std::string>>;
    CHECK(rows_of("a,b\r\n\r\n\"c,d\",\"e\"\"f\"\n,\"\"\n") ==
          Rows{{"a", "b"}, {"c,d", "e\"f"}, {"", ""}});
    CHECK(rows_of("\xef\xbb\xbf"
                  "a\n\"x\ny\",z") == Rows{{"a"}, {"x\ny", "z"}});
    CHECK(rows_of("").empty());
    CHECK(rows_of("a,") == Rows{{"a", ""}});
}

TEST_CASE("A wrong quote is told with its line, and reading goes on behind it", "[graph][csv]") {
    CsvReader reader("a\n\"b\"x\nc\n\"d\ne\n", "t.csv");
    REQUIRE(reader.next());
    CHECK_THROWS_WITH(reader.next(), Catch::Contains("t.csv:2: text follows a closing quote"));
    REQUIRE(reader.next());
    CHECK(reader.fields()[0] == "c");
    CHECK(reader.line() == 3);
    CHECK_THROWS_WITH(reader.next(), Catch::Contains("t.csv:4: a quote is never closed"));
    REQUIRE(reader.next());
    CHECK(reader.fields()[0] == "e");
}

TEST_CASE("What is written as CSV is read back, whatever the fields hold", "[graph][csv]") {
    std::mt19937 random(1);
    const std::string letters = "ab,\"\n\r;";
    for (int round = 0; round < 300; ++round) {
        std::vector<std::vector<std::string>> rows(1 + random() % 5);
        std::string text;
        for (auto& row : rows) {
            row.resize(1 + random() % 4);
            for (std::size_t i = 0; i < row.size(); ++i) {
                for (auto n = random() % 6; n > 0; --n)
                    row[i] += letters[random() % letters.size()];
                std::string quoted;
                for (char c : row[i]) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
                text += (i ? ",\"" : "\"") + quoted + "\"";
            }
            text += random() % 2 ? "\n" : "\r\n";
        }
        REQUIRE(rows_of(text) == rows);
    }
}

TEST_CASE("Imported nodes and edges are there with their types, after closing too",
          "[graph][import]") {
    Scratch scratch;
    for (bool reopened : {false, true}) {
        if (!reopened) {
            Graph graph = Graph::open(scratch / "db", Graph::Mode::write);
            ImportReport report = import_texts(graph, scratch, kNodes, kEdges);
            CHECK(report.nodes == 3);
            CHECK(report.edges == 3);
        }
        Graph graph = Graph::open(scratch / "db", Graph::Mode::read);
        auto view = graph.view();
        NodeIndex ada = view->nodes_named("ada berg").at(0);
        CHECK(view->labels_of(ada).size() == 2);
        CHECK(*view->node_property(ada, *view->keys().find("age")).as<std::int64_t>() == 41);
        CHECK(view->node_property(ada, *view->keys().find("born")).as<Date>()->text() ==
              "1980-02-03");
        NodeIndex bo = view->nodes_with_text(kKeyKey, "bo")->at(0);
        CHECK(text_of(*view, bo, "name") == "Lind, Bo");
        CHECK(view->node_property(bo, *view->keys().find("age")).is_null());
        NodeIndex council = view->nodes_with_text(kKeyKey, "council")->at(0);
        CHECK(text_of(*view, council, "name") == "The \"Council\"");
        CHECK(text_of(*view, council, "id") == "x9");
        CHECK(view->degree(ada, ArcFilter(*view)) == 2);
        auto in_2024 = ArcFilter(*view, Direction::both, {}, *Date::parse("2024")->span());
        CHECK(view->degree(ada, in_2024) == 1);
        CHECK(graph.verify().empty());
    }
}

TEST_CASE("A bad row is told with file and line, and the store is as it was", "[graph][import]") {
    Scratch scratch;
    Graph graph = Graph::open(scratch / "db", Graph::Mode::write);
    const std::string head = ":START_ID,:END_ID,:TYPE,date:date,n:int\n1,2,MET_WITH,2024-05-02,1\n";
    for (auto [row, problem] : std::initializer_list<std::pair<const char*, const char*>>{
             {"1,7,MET_WITH,2024,1\n", "edges.csv:3: no node has the id '7'"},
             {"1,2,MET_WITH,2023-02-30,1\n",
              "edges.csv:3: column 'date': '2023-02-30' is not a date"},
             {"1,2,MET_WITH,2024,one\n", "edges.csv:3: column 'n': 'one' is not an integer"},
             {"1,2,,2024,1\n", "edges.csv:3: the edge has no type"},
             {"1,2,MET_WITH,2024\n", "edges.csv:3: 4 fields, the header has 5"},
             {"1,2,\xff,2024,1\n", "edges.csv:3: column '' is not UTF-8"},
             {"1,2,\"MET\n", "edges.csv:3: a quote is never closed"}}) {
        CHECK_THROWS_WITH(import_texts(graph, scratch, kNodes, head + row),
                          Catch::Contains(problem));
        CHECK(graph.view()->node_count() == 0);
        Graph other = Graph::ephemeral();
        ImportReport report =
            import_texts(other, scratch, kNodes, head + row + "2,1,MET_WITH,,\n", 1);
        CHECK(report.edges == 2);
        CHECK(report.skipped == 1);
        REQUIRE(report.problems.size() == 1);
        CHECK_THAT(report.problems[0], Catch::Contains(problem));
    }
    CHECK_THROWS_WITH(import_texts(graph, scratch, "id:ID\n1\n1\n", head),
                      Catch::Contains("nodes.csv:3: the id '1' was used before"));
    CHECK_THROWS_WITH(import_texts(graph, scratch, "id:ID,a:colour\n", head),
                      Catch::Contains("nodes.csv:1: unknown type 'colour'"));
    CHECK_THROWS_WITH(import_texts(graph, scratch, "id,name\n", head),
                      Catch::Contains("no :ID column"));
}

TEST_CASE("A second import, and changes by hand, live beside the first", "[graph][import]") {
    Scratch scratch;
    Graph graph = Graph::open(scratch / "db", Graph::Mode::write);
    import_texts(graph, scratch, kNodes, kEdges);
    {
        auto write = graph.begin();
        NodeIndex ada = write->view().nodes_with_text(kKeyKey, "ada")->at(0);
        NodeIndex bo = write->view().nodes_with_text(kKeyKey, "bo")->at(0);
        write->remove_edge(0);
        EdgeIndex edge = write->create_edge(write->type("SIGNED"), ada, bo);
        write->set_edge_property(edge, write->key("date"), {*Date::parse("2020-01-01")});
        write->commit();
    }
    import_texts(graph, scratch, "id:ID,name\n1,New\n2,Newer\n",
                 ":START_ID,:END_ID,:TYPE\n1,2,KNOWS\n");
    for (bool reopened : {false, true}) {
        if (reopened) graph = Graph::ephemeral();  // closes the first before it is opened again
        if (reopened) graph = Graph::open(scratch / "db", Graph::Mode::write);
        auto view = graph.view();
        CHECK(view->node_count() == 5);
        CHECK(view->edge_count() == 4);
        CHECK(graph.verify().empty());
        // And from the store alone, without the snapshot.
        if (reopened) {
            view.reset();
            graph = Graph::ephemeral();
            std::filesystem::remove(scratch / "db" / "snapshot");
            graph = Graph::open(scratch / "db", Graph::Mode::read);
            CHECK(graph.view()->edge_count() == 4);
            CHECK(graph.view()->node_count() == 5);
        }
    }
}

TEST_CASE("An import keeps within its bytes: 24 a half-edge in memory, 60 an edge on disk",
          "[graph][import]") {
    Scratch scratch;
    std::mt19937 random(5);
    std::string nodes = "id:ID,:LABEL,key,name\n",
                edges = "id,:START_ID,:END_ID,:TYPE,date:date,article:int\n";
    constexpr int kNodeCount = 2000, kEdgeCount = 20000;
    for (int i = 0; i < kNodeCount; ++i) {
        auto n = std::to_string(i);
        nodes += n + ",Official,O" + n + ",Name " + n + "\n";
    }
    for (int i = 0; i < kEdgeCount; ++i) {
        edges += std::to_string(i) + "," + std::to_string(random() % kNodeCount) + "," +
                 std::to_string(random() % kNodeCount) + (i % 2 ? ",MET_WITH," : ",VISITED,") +
                 iso(10000 + i / 10) + "," + std::to_string(random() % 5000) + "\n";
    }
    Graph graph = Graph::open(scratch / "db", Graph::Mode::write);
    import_texts(graph, scratch, nodes, edges);
    StoreStats stats = graph.stats();
    CHECK(stats.snapshot_bytes < 24 * 2 * kEdgeCount);
    CHECK(stats.disk_bytes < 60 * kEdgeCount);
}
