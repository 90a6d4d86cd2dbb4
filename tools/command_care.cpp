/// `parley stats verify backup restore compact`: care of the store.

#include <fmt/format.h>

#include <parley/graph.hpp>
#include <parley/listing.hpp>

#include "tools/commands.hpp"
#include "tools/messages.hpp"

namespace parley::tools {

void print_stats(const Graph& graph) {
    const StoreStats stats = graph.stats();
    const auto row = [](std::string_view what, std::uint64_t count) {
        fmt::print("{:<24}{:>14}\n", what, count);
    };
    row("articles", stats.articles);
    row("claims", stats.claims);
    row("assertions", stats.assertions);
    const GraphCounts counts = counts_of(*graph.view());
    row("nodes", counts.nodes);
    for (const auto& [label, count] : counts.nodes_with_label) row("  " + label, count);
    row("edges", counts.edges);
    for (const auto& [type, count] : counts.edges_of_type) row("  " + type, count);
    row("bytes on disk", stats.disk_bytes);
    row("  of them the snapshot", stats.snapshot_bytes);
    row("changes since snapshot", stats.changes);
}

int run_stats(const Session& session) {
    print_stats(Graph::open(session.store, Graph::Mode::read));
    return Exit::done;
}

int run_verify(const Session& session) {
    const Graph graph = Graph::open(session.store, Graph::Mode::read);
    const std::vector<std::string> wrong = graph.verify();
    for (const std::string& line : wrong) print_error(line);
    if (wrong.empty()) fmt::print("the store is whole\n");
    return wrong.empty() ? Exit::done : Exit::store_unusable;
}

int run_backup(const Session& session, const FolderArguments& arguments) {
    Graph::open(session.store, Graph::Mode::write).backup(arguments.folder);
    fmt::print("copied {} to {}\n", session.store.string(), arguments.folder.string());
    return Exit::done;
}

int run_restore(const Session& session, const FolderArguments& arguments) {
    Graph::restore(arguments.folder, session.store);
    fmt::print("made {} from {}\n", session.store.string(), arguments.folder.string());
    return Exit::done;
}

int run_compact(const Session& session) {
    Graph graph = Graph::open(session.store, Graph::Mode::write);
    const std::uint64_t before = graph.stats().disk_bytes;
    graph.compact();
    fmt::print("{} bytes on disk, {} before\n", graph.stats().disk_bytes, before);
    return Exit::done;
}

}  // namespace parley::tools
