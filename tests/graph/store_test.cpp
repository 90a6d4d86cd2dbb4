// A store on disk: what survives closing, killing, damage, and a second writer.
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <parley/error.hpp>
#include <parley/graph.hpp>
#include <random>
#include <set>

#include "graph/bytes.hpp"
#include "graph/graph_state.hpp"
#include "graph/transaction.hpp"
#include "graph/view.hpp"
#include "tests/graph/scratch.hpp"

using namespace parley;
namespace fs = std::filesystem;

namespace {

Claim meeting(const std::string& article, std::uint32_t ordinal, const std::string& a,
              const std::string& b, const char* date) {
    Claim claim;
    claim.article = article;
    claim.ordinal = ordinal;
    claim.language = "en";
    claim.type = "MET_WITH";
    std::uint32_t number = 0;
    for (const std::string& name : {a, b}) {
        Participant who;
        who.role = "each";
        who.actor = {++number, "Official", name, {name}, "", "", ""};
        who.mention = name;
        claim.participants.push_back(who);
    }
    claim.date = *Date::parse(date);
    claim.date_reasons = {"written"};
    claim.evidence.sentence = a + " met " + b + ".";
    claim.evidence.end = static_cast<std::uint32_t>(claim.evidence.sentence.size());
    claim.rule = "en/met";
    claim.confidence = 90;
    return claim;
}

ArticleRecord article(const std::string& id) {
    return {id, "https://example.org/" + id, "", "2024-05-02", "en", "Text of " + id, ""};
}

/// Properties by name: numbers of keys depend on what was rolled back before.
std::string text_of(const View& view, const Properties& properties) {
    std::map<std::string, std::string> sorted;
    for (const auto& [key, value] : properties) {
        ByteWriter(sorted[view.keys().name(key)]).value(value);
    }
    std::string text;
    for (const auto& [name, value] : sorted) text += " " + name + "=" + value;
    return text;
}

/// Everything a reader can see of the graph, in one text: live nodes and edges by id.
std::string picture(const View& view) {
    std::vector<std::string> lines;
    view.for_each_node([&](NodeIndex n) {
        std::string line = "n" + std::to_string(static_cast<std::uint64_t>(view.node_id(n)));
        std::set<std::string> labels;
        for (LabelId label : view.labels_of(n)) labels.insert(view.labels().name(label));
        for (const std::string& label : labels) line += ":" + label;
        lines.push_back(line + text_of(view, view.node_properties(n)));
    });
    view.for_each_edge([&](EdgeIndex e) {
        EdgeEnds ends = view.ends(e);
        std::string line = "e" + std::to_string(static_cast<std::uint64_t>(view.edge_id(e)));
        line += " " + view.types().name(ends.type);
        for (NodeIndex n : {ends.source, ends.target}) {
            line += " " + std::to_string(static_cast<std::uint64_t>(view.node_id(n)));
        }
        line += " " + std::to_string(ends.first) + ".." + std::to_string(ends.last);
        lines.push_back(line + text_of(view, view.edge_properties(e)));
    });
    std::sort(lines.begin(), lines.end());
    std::string all;
    for (const std::string& line : lines) all += line + "\n";
    return all;
}

/// One random change, alike on every graph that is given the same numbers.
void change(Transaction& write, std::mt19937& random) {
    const View& view = write.view();
    auto pick_node = [&]() -> std::optional<NodeIndex> {
        std::vector<NodeIndex> live;
        view.for_each_node([&](NodeIndex n) { live.push_back(n); });
        std::sort(live.begin(), live.end(),
                  [&](NodeIndex a, NodeIndex b) { return view.node_id(a) < view.node_id(b); });
        if (live.empty()) return {};
        return live[random() % live.size()];
    };
    auto pick_edge = [&]() -> std::optional<EdgeIndex> {
        std::vector<EdgeIndex> live;
        view.for_each_edge([&](EdgeIndex e) { live.push_back(e); });
        std::sort(live.begin(), live.end(),
                  [&](EdgeIndex a, EdgeIndex b) { return view.edge_id(a) < view.edge_id(b); });
        if (live.empty()) return {};
        return live[random() % live.size()];
    };
    std::string word(1, static_cast<char>('a' + random() % 4));
    auto node = pick_node(), other = pick_node();
    auto edge = pick_edge();
    switch (random() % 8) {
        case 0: {
            LabelId label = write.label(word);
            write.create_node({&label, 1});
            break;
        }
        case 1:
        case 2:
            if (node && other) write.create_edge(write.type(word), *node, *other);
            break;
        case 3:
            if (node) write.set_node_property(*node, write.key("name"), {word});
            break;
        case 4:
            if (edge)
                write.set_edge_property(*edge, write.key("date"),
                                        {*Date::parse("20" + std::to_string(10 + random() % 15))});
            break;
        case 5:
            if (edge && random() % 3 == 0) write.remove_edge(*edge);
            break;
        case 6:
            if (node && random() % 6 == 0) write.detach_remove_node(*node);
            break;
        default:
            if (node && !write.add_label(*node, write.label(word)))
                write.remove_label(*node, write.label(word));
    }
}

/// Neighbours, counts and look-ups against the plain list of edges.
void check_against_scan(const View& view) {
    std::uint32_t edges = 0;
    view.for_each_edge([&](EdgeIndex) { ++edges; });
    REQUIRE(edges == view.edge_count());
    std::uint32_t nodes = 0;
    const DateSpan window = *Date::parse("2012/2016")->span();
    const ArcFilter in_window(view, Direction::both, {}, window), all(view);
    std::vector<EdgeIndex> streamed, expected_stream;
    view.for_each_edge_in(window, [&](EdgeIndex e) { streamed.push_back(e); });
    view.for_each_edge([&](EdgeIndex e) {
        EdgeEnds ends = view.ends(e);
        if (in_window.meets(ends.first, ends.last)) expected_stream.push_back(e);
    });
    std::sort(streamed.begin(), streamed.end());
    REQUIRE(streamed == expected_stream);
    view.for_each_node([&](NodeIndex n) {
        ++nodes;
        std::vector<EdgeIndex> expected, expected_in_window, found, found_in_window;
        view.for_each_edge([&](EdgeIndex e) {
            EdgeEnds ends = view.ends(e);
            if (ends.source != n && ends.target != n) return;
            expected.push_back(e);
            if (in_window.meets(ends.first, ends.last)) expected_in_window.push_back(e);
        });
        view.expand(n, all, [&](NodeIndex, EdgeIndex e) { found.push_back(e); });
        view.expand(n, in_window, [&](NodeIndex, EdgeIndex e) { found_in_window.push_back(e); });
        std::sort(found.begin(), found.end());
        std::sort(found_in_window.begin(), found_in_window.end());
        REQUIRE(found == expected);
        REQUIRE(found_in_window == expected_in_window);
        Value name = view.node_property(n, kNameKey);
        if (const auto* text = name.as<std::string>()) {
            auto named = *view.nodes_with_text(kNameKey, *text);
            REQUIRE(std::count(named.begin(), named.end(), n) == 1);
            auto folded = view.nodes_named(*text);
            REQUIRE(std::count(folded.begin(), folded.end(), n) == 1);
        }
    });
    REQUIRE(nodes == view.node_count());
    for (std::uint32_t i = 0; i < view.labels().size(); ++i) {
        std::uint32_t with = 0;
        view.for_each_with_label(LabelId{i}, [&](NodeIndex) { ++with; });
        REQUIRE(with == view.count_with(LabelId{i}));
    }
}

}  // namespace

TEST_CASE("Random changes, closed and opened, compacted or not, are what memory would hold",
          "[graph][store]") {
    // More seeds than two only for those who have the time: each opens RocksDB a dozen times.
    const unsigned seeds = std::getenv("PARLEY_LONG") ? 40 : 2;
    for (unsigned seed = 1; seed <= seeds; ++seed) {
        Scratch scratch;
        Graph memory = Graph::ephemeral();
        auto disk = std::make_unique<Graph>(Graph::open(scratch / "db", Graph::Mode::write));
        std::mt19937 random(seed), twin(seed), dice(seed);
        for (int step = 0; step < 25; ++step) {
            bool give_up = dice() % 4 == 0;
            for (auto* side : {&memory, disk.get()}) {
                auto write = side->begin();
                for (int i = 0; i < 8; ++i) change(*write, side == &memory ? random : twin);
                if (!give_up) write->commit();
            }
            REQUIRE(picture(*disk->view()) == picture(*memory.view()));
            if (dice() % 5 == 0) disk->compact();
            if (dice() % 3 == 0) {
                disk.reset();
                disk = std::make_unique<Graph>(Graph::open(scratch / "db", Graph::Mode::write));
                REQUIRE(picture(*disk->view()) == picture(*memory.view()));
            }
            if (step % 8 == 0) check_against_scan(*disk->view());
        }
        check_against_scan(*disk->view());
        CHECK(disk->verify().empty());
    }
}

TEST_CASE("The order of articles, repeats and runs do not change the graph", "[graph][store]") {
    std::vector<std::pair<ArticleRecord, std::vector<Claim>>> all;
    const char* names[] = {"Ada Berg", "Bo Lind", "Cy Moor", "Di Falk"};
    for (int i = 0; i < 12; ++i) {
        std::string id = "a" + std::to_string(i);
        all.push_back({article(id),
                       {meeting(id, 0, names[i % 4], names[(i + 1) % 4], "2024-05-02"),
                        meeting(id, 1, names[(i * 3) % 4], names[(i * 3 + 2) % 4], "2024-05")}});
    }
    std::string expected;
    std::mt19937 random(7);
    for (int round = 0; round < 3; ++round) {
        Scratch scratch;
        std::shuffle(all.begin(), all.end(), random);
        std::size_t next = 0;
        while (next < all.size()) {
            Graph graph = Graph::open(scratch / "db", Graph::Mode::write);
            for (auto n = 1 + random() % 5; n > 0 && next < all.size(); --n, ++next) {
                CHECK(graph.put(all[next].first, all[next].second) == Stored::fresh);
                CHECK(graph.put(all[next].first, all[next].second) == Stored::unchanged);
            }
            // Every other run ends without folding, as a killed one does.
            if (random() % 2) graph.refold();
        }
        Graph graph = Graph::open(scratch / "db", Graph::Mode::write);
        std::string seen = picture(*graph.view());
        if (expected.empty()) expected = seen;
        CHECK(seen == expected);
        CHECK(graph.view()->edge_count() > 0);
    }
}

TEST_CASE("What people made survives folding again, and an article can be withdrawn",
          "[graph][store]") {
    Scratch scratch;
    Graph graph = Graph::open(scratch / "db", Graph::Mode::write);
    std::vector claims{meeting("a1", 0, "Ada Berg", "Bo Lind", "2024-05-02")};
    graph.put(article("a1"), claims);
    graph.refold();
    CHECK(graph.view()->node_count() == 2);
    EdgeId folded = graph.view()->edge_id(0);
    REQUIRE(graph.claims_behind(folded).size() == 1);
    CHECK(graph.claims_behind(folded)[0] == claims[0]);
    {
        auto write = graph.begin();
        LabelId label = write->label("Note");
        NodeIndex note = write->create_node({&label, 1});
        NodeIndex ada = write->view().nodes_named("Ada Berg").at(0);
        write->create_edge(write->type("ABOUT"), note, ada);
        write->commit();
    }
    graph.put(article("a2"), std::vector{meeting("a2", 0, "Ada Berg", "Cy Moor", "2024-06-01")});
    graph.refold();
    CHECK(graph.view()->node_count() == 4);
    CHECK(graph.view()->edge_count() == 3);
    CHECK(graph.withdraw("a2"));
    CHECK_FALSE(graph.withdraw("a2"));
    graph.refold();
    CHECK(graph.view()->node_count() == 3);
    CHECK(graph.view()->edge_count() == 2);
    CHECK(graph.article("a1")->text == "Text of a1");
    CHECK_FALSE(graph.article("a2"));
    CHECK(graph.verify().empty());
}

TEST_CASE("A second writer is refused, readers are not", "[graph][store]") {
    Scratch scratch;
    Graph writer = Graph::open(scratch / "db", Graph::Mode::write);
    CHECK_THROWS_WITH(Graph::open(scratch / "db", Graph::Mode::write),
                      Catch::Contains("being written by another process"));
    Graph reader = Graph::open(scratch / "db", Graph::Mode::read);
    CHECK_THROWS_AS(reader.begin(), StoreError);
}

TEST_CASE("Opening a store again and again leaves nothing behind", "[graph][store]") {
    Scratch scratch;
    const auto logs = [&] {
        int count = 0;
        for (const auto& entry : fs::directory_iterator(scratch / "db")) {
            count += entry.path().extension() == ".log" ? 1 : 0;
        }
        return count;
    };
    for (int i = 0; i < 12; ++i) {
        Graph graph = Graph::open(scratch / "db", Graph::Mode::write);
        if (i % 4 == 0) {
            auto write = graph.begin();
            write->create_node({});
            write->commit();
        }
        CHECK(graph.view()->node_count() == static_cast<std::uint32_t>(i / 4 + 1));
    }
    CHECK(logs() <= 3);
    CHECK(Graph::open(scratch / "db", Graph::Mode::read).view()->node_count() == 3);
}

TEST_CASE("Opening reads as much of a large store as of a small one", "[graph][store]") {
    Scratch scratch;
    std::vector<StoreReads> reads;
    for (const std::uint32_t size : {10U, 3000U}) {
        const fs::path folder = scratch / std::to_string(size);
        {
            Graph graph = Graph::open(folder, Graph::Mode::write);
            auto write = graph.begin();
            const TypeId type = write->type("MET_WITH");
            for (std::uint32_t i = 0; i < size; ++i) write->create_node({});
            for (std::uint32_t i = 1; i < size; ++i) write->create_edge(type, 0, i);
            write->commit();
            graph.compact();
        }
        const GraphState state(folder, false);
        CHECK(state.current->edge_count() == size - 1);
        reads.push_back(state.bytes->reads());
        CHECK(reads.back().gets <= 12);
        CHECK(reads.back().seeks <= 2);
        CHECK(reads.back().entries <= 20);
        CHECK(reads.back().bytes <= 1000);
    }
    CHECK(reads[0].gets == reads[1].gets);
    CHECK(reads[0].entries == reads[1].entries);
}

TEST_CASE("A missing store, a file, and a folder of other things are refused", "[graph][store]") {
    Scratch scratch;
    CHECK_THROWS_AS(Graph::open(scratch / "none", Graph::Mode::read), StoreError);
    std::ofstream(scratch / "file") << "x";
    CHECK_THROWS_AS(Graph::open(scratch / "file", Graph::Mode::write), StoreError);
    fs::create_directory(scratch / "home");
    std::ofstream(scratch / "home" / "letter.txt") << "x";
    CHECK_THROWS_AS(Graph::open(scratch / "home", Graph::Mode::write), StoreError);
    CHECK(fs::exists(scratch / "home" / "letter.txt"));
}

TEST_CASE("A damaged, cut or missing snapshot is made again from the store", "[graph][store]") {
    Scratch scratch;
    std::string expected;
    {
        Graph graph = Graph::open(scratch / "db", Graph::Mode::write);
        auto write = graph.begin();
        std::mt19937 random(3);
        for (int i = 0; i < 200; ++i) change(*write, random);
        write->commit();
        graph.compact();
        expected = picture(*graph.view());
    }
    const fs::path file = scratch / "db" / "snapshot";
    std::mt19937 random(4);
    for (int round = 0; round < 8; ++round) {
        auto size = fs::file_size(file);
        if (round % 4 == 3) {
            fs::resize_file(file, random() % size);
        } else {
            std::fstream bytes(file, std::ios::in | std::ios::out | std::ios::binary);
            bytes.seekp(static_cast<std::streamoff>(random() % size));
            bytes.put(static_cast<char>(random()));
        }
        auto mode = round % 2 ? Graph::Mode::read : Graph::Mode::write;
        CHECK(picture(*Graph::open(scratch / "db", mode).view()) == expected);
    }
    fs::remove(file);
    CHECK(picture(*Graph::open(scratch / "db", Graph::Mode::read).view()) == expected);
}

TEST_CASE("A copy is the same store, and is made only where nothing is", "[graph][store]") {
    Scratch scratch;
    Graph graph = Graph::open(scratch / "db", Graph::Mode::write);
    graph.put(article("a1"), std::vector{meeting("a1", 0, "Ada Berg", "Bo Lind", "2024-05-02")});
    graph.refold();
    graph.backup(scratch / "copy");
    CHECK_THROWS_AS(graph.backup(scratch / "copy"), StoreError);
    Graph::restore(scratch / "copy", scratch / "again");
    Graph again = Graph::open(scratch / "again", Graph::Mode::read);
    CHECK(picture(*again.view()) == picture(*graph.view()));
    CHECK(again.stats().articles == 1);
    CHECK(again.stats().claims == 1);
}
