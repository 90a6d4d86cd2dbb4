#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <parley/ingest_run.hpp>
#include <random>
#include <sstream>

#include "tests/packs.hpp"
#include "tests/source_dir.hpp"

using namespace parley;

namespace {

std::vector<std::string> example_files() {
    std::vector<std::string> files;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(source_dir() + "/tests/examples")) {
        if (entry.path().extension() == ".txt") files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

const Packs& packs() { return built_in_packs(); }

std::string claims_of(const std::vector<std::string>& inputs, unsigned jobs) {
    RunOptions options;
    options.jobs = jobs;
    std::string lines;
    extract(inputs, packs(), options, {}, [&](const Article&, const Reading& reading) {
        for (const Claim& claim : reading.claims) lines += to_json(claim) + "\n";
    });
    return lines;
}

/// Articles as JSON Lines on standard input.
struct Lines {
    std::istringstream input;
    RunOptions options;
    std::vector<std::string> unread;
    RunEvents events;

    explicit Lines(const std::string& text) : input(text) {
        options.source.standard_input = &input;
        events.unread = [this](const UnreadInput& u) { unread.push_back(u.where); };
    }
};

std::string line(const std::string& id, const std::string& text) {
    return R"({"id":")" + id + R"(","language":"de","text":")" + text + "\"}\n";
}

}  // namespace

TEST_CASE("Claims come in the order of the inputs, whatever the number of workers",
          "[ingest][run]") {
    const auto files = example_files();
    const std::string alone = claims_of(files, 1);
    CHECK_FALSE(alone.empty());
    for (const unsigned jobs : {2U, 3U, 8U}) CHECK(claims_of(files, jobs) == alone);
}

TEST_CASE("An article met twice is unchanged, another under its id is told", "[ingest][run]") {
    Lines lines(line("a", "Eins.") + line("b", "Zwei.") + line("a", "Eins.") + line("b", "Drei."));
    Graph graph = Graph::ephemeral();
    const RunReport report = ingest(graph, {"-"}, packs(), lines.options, lines.events);
    CHECK(report.articles == 4);
    CHECK(report.fresh == 2);
    CHECK(report.unchanged == 1);
    CHECK(report.failed == 1);
    CHECK(lines.unread == std::vector<std::string>{"b"});
    CHECK(graph.article("b")->text == "Zwei.");
}

TEST_CASE("A known article is read again only where something about it changed", "[ingest][run]") {
    Graph graph = Graph::ephemeral();
    const auto run = [&](const std::string& text) {
        Lines lines(text);
        return ingest(graph, {"-"}, packs(), lines.options, lines.events);
    };
    CHECK(run(line("a", "Eins.") + line("b", "Zwei.")).fresh == 2);
    const RunReport again =
        run(line("b", "Zwei.") + line("a", "Eins anders.") + line("c", "Drei."));
    CHECK(again.unchanged == 1);
    CHECK(again.replaced == 1);
    CHECK(again.fresh == 1);
    CHECK(graph.article("a")->text == "Eins anders.");
}

TEST_CASE("Every article is counted once, read or not", "[ingest][run]") {
    Lines lines(line("a", "Eins.") + "{broken\n" + R"({"id":"x"})" + "\n" + line("b", " "));
    const RunReport report = extract({"-", "no such file"}, packs(), lines.options, lines.events,
                                     [](const Article&, const Reading&) {});
    CHECK(report.articles == 5);
    CHECK(report.fresh == 1);
    CHECK(report.failed == 4);
    CHECK(lines.unread.size() == 4);
}

TEST_CASE("A run that is stopped keeps what it took in hand, and goes on the next time",
          "[ingest][run]") {
    std::string text;
    for (int i = 0; i < 300; ++i) text += line("n" + std::to_string(i), "Text.");
    Graph graph = Graph::ephemeral();
    std::atomic<bool> stop = false;
    Lines first(text);
    first.options.jobs = 2;
    first.events.stop = &stop;
    first.events.progress = [&](const RunReport& report) { stop = report.articles >= 20; };
    const RunReport stopped = ingest(graph, {"-"}, packs(), first.options, first.events);
    CHECK(stopped.stopped);
    CHECK(stopped.articles >= 20);
    CHECK(stopped.articles < 300);
    Lines second(text);
    const RunReport rest = ingest(graph, {"-"}, packs(), second.options, second.events);
    CHECK(rest.unchanged == stopped.fresh);
    CHECK(rest.unchanged + rest.fresh == 300);
}

TEST_CASE("Where articles cannot be handed on the run ends with that error", "[ingest][run]") {
    std::string text;
    for (int i = 0; i < 300; ++i) text += line("n" + std::to_string(i), "Text.");
    Lines lines(text);
    lines.options.jobs = 4;
    int taken = 0;
    CHECK_THROWS_AS(extract({"-"}, packs(), lines.options, lines.events,
                            [&](const Article&, const Reading&) {
                                if (++taken == 5) throw StoreError("the disk is full");
                            }),
                    StoreError);
    CHECK(taken == 5);
}

TEST_CASE("Claims that were extracted and loaded give the graph of an ingest", "[ingest][run]") {
    const auto files = example_files();
    Graph direct = Graph::ephemeral();
    ingest(direct, files, packs(), {}, {});
    std::istringstream claims(claims_of(files, 2));
    SourceOptions source;
    source.standard_input = &claims;
    Graph loaded = Graph::ephemeral();
    const LoadReport report = load(loaded, {"-"}, source, {});
    CHECK(report.failed == 0);
    std::vector<Claim> ones, others;
    direct.for_each_claim([&](const Claim& claim) { ones.push_back(claim); });
    loaded.for_each_claim([&](const Claim& claim) { others.push_back(claim); });
    CHECK(report.claims == ones.size());
    CHECK((ones == others));
}

TEST_CASE("Reading stored texts again by the same rules changes nothing", "[ingest][run]") {
    Graph graph = Graph::ephemeral();
    ingest(graph, example_files(), packs(), {}, {});
    const RunReport same = rebuild(graph, graph, packs(), {}, {});
    CHECK(same.unchanged == same.articles);
    Graph trial = Graph::ephemeral();
    CHECK(rebuild(graph, trial, packs(), {}, {}).claims == same.claims);
}
