/// `parley load`: claims as JSON Lines, from `extract` or any other program, and other stores, into
/// the store.

#include <fmt/format.h>

#include <iostream>
#include <parley/ingest_run.hpp>
#include <parley/listing.hpp>

#include "tools/commands.hpp"
#include "tools/interrupt.hpp"
#include "tools/messages.hpp"

namespace parley::tools {

int run_load(const Session& session, const LoadArguments& arguments) {
    Graph graph = Graph::open(session.store, Graph::Mode::write);
    const Interrupt interrupt;
    SourceOptions source;
    source.standard_input = &std::cin;
    RunEvents events;
    events.unread = [](const UnreadInput& unread) {
        print_error(fmt::format("{}: {}", unread.where, unread.message));
    };
    events.stop = &interrupt.flag();
    const LoadReport report = load(graph, arguments.files, source, events);
    if (report.stopped) print_note("stopped early; the same command loads the rest");
    const UnionReport& stores = report.stores;
    if (stores.differing > 0)
        print_note(fmt::format("{} articles are here in another version: the longer text counts",
                               stores.differing));
    if (stores.hand_made > 0)
        print_note(
            fmt::format("{} nodes and edges made by hand or imported were not taken: export "
                        "them there as csv and import them here",
                        stores.hand_made));
    if (stores.articles > 0 || stores.assertions > 0)
        fmt::print("{} articles of other stores, {} of them new; {} decisions new\n",
                   stores.articles, stores.fresh, stores.assertions);
    const GraphCounts counts = counts_of(*graph.view());
    fmt::print("{} claims loaded, {} lines failed; store: {} nodes, {} edges\n", report.claims,
               report.failed, counts.nodes, counts.edges);
    return report.failed == 0 ? Exit::done : Exit::data_was_wrong;
}

}  // namespace parley::tools
