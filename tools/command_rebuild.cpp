/// `parley rebuild`: the stored texts through today's rules, and what that changes.

#include <fmt/format.h>

#include <map>
#include <parley/ingest_run.hpp>
#include <parley/listing.hpp>
#include <set>

#include "tools/commands.hpp"
#include "tools/interrupt.hpp"
#include "tools/messages.hpp"
#include "tools/progress.hpp"
#include "tools/properties.hpp"

namespace parley::tools {
namespace {

/// Each edge as "A -[TYPE date]- B", sorted.
std::set<std::string> edge_lines(const Graph& graph) {
    const Listing listing(graph.view());
    std::map<std::string, std::string> names;
    listing.for_each_node([&](const ListedNode& node) { names[node.id] = display_name(node); });
    std::set<std::string> lines;
    listing.for_each_edge([&](const ListedEdge& edge) {
        const std::string date = property_text(edge.properties, "date");
        lines.insert(fmt::format("{} -[{}{}{}]- {}", names[edge.source], edge.type,
                                 date.empty() ? "" : " ", date, names[edge.target]));
    });
    return lines;
}

/// "+" for what came, "-" for what went, in order of text. Gives the counts.
std::pair<std::size_t, std::size_t> print_difference(const std::set<std::string>& before,
                                                     const std::set<std::string>& after) {
    std::size_t gained = 0;
    std::size_t lost = 0;
    auto old = before.begin();
    auto now = after.begin();
    while (old != before.end() || now != after.end()) {
        if (now == after.end() || (old != before.end() && *old < *now)) {
            fmt::print("- {}\n", *old++);
            ++lost;
        } else if (old == before.end() || *now < *old) {
            fmt::print("+ {}\n", *now++);
            ++gained;
        } else {
            ++old;
            ++now;
        }
    }
    return {gained, lost};
}

}  // namespace

int run_rebuild(const Session& session, const RebuildArguments& arguments) {
    Packs packs = packs_of(arguments.packs);
    Graph graph =
        Graph::open(session.store, arguments.dry_run ? Graph::Mode::read : Graph::Mode::write);
    packs = packs_for(graph, arguments.packs, std::move(packs));
    const std::set<std::string> before = edge_lines(graph);
    const Interrupt interrupt;
    Progress progress;
    RunOptions options;
    options.jobs = arguments.jobs;

    Graph trial = Graph::ephemeral();
    Graph& into = arguments.dry_run ? trial : graph;
    const RunReport report = rebuild(graph, into, packs, options, events_of(progress, interrupt));
    progress.clear();
    if (report.stopped)
        print_note("stopped early: the articles after this one were not read again");
    const auto [gained, lost] = print_difference(before, edge_lines(into));
    fmt::print("{} articles read again, {} failed: {} edges gained, {} lost, {} now{}\n",
               report.articles, report.failed, gained, lost, counts_of(*into.view()).edges,
               arguments.dry_run ? " (nothing was changed)" : "");
    return report.failed == 0 ? Exit::done : Exit::data_was_wrong;
}

}  // namespace parley::tools
