/// `parley load`: claims as JSON Lines, from `extract` or any other program, into the store.

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
    const GraphCounts counts = counts_of(*graph.view());
    fmt::print("{} claims loaded, {} lines failed; store: {} nodes, {} edges\n", report.claims,
               report.failed, counts.nodes, counts.edges);
    return report.failed == 0 ? Exit::done : Exit::data_was_wrong;
}

}  // namespace parley::tools
