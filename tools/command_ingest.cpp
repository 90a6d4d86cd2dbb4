/// `parley ingest` and `parley extract`: articles to claims, into the store or onto standard
/// output.

#include <fmt/format.h>

#include <cstdio>
#include <iostream>
#include <parley/gazetteer.hpp>
#include <parley/ingest_run.hpp>
#include <parley/listing.hpp>

#include "tools/commands.hpp"
#include "tools/interrupt.hpp"
#include "tools/messages.hpp"
#include "tools/progress.hpp"

namespace parley::tools {
namespace {

RunOptions options_of(const ReadingArguments& arguments) {
    RunOptions options;
    options.jobs = arguments.jobs;
    options.source.standard_input = &std::cin;
    if (!arguments.side_file.empty()) options.source.facts = read_side_file(arguments.side_file);
    return options;
}

void print_notes(const RunReport& report) {
    if (report.unread_languages > 0) {
        print_note(fmt::format("{} articles in languages that no pack reads gave no claims",
                               report.unread_languages));
    }
    if (report.capped_sentences > 0) {
        print_note(fmt::format("{} sentences had more events than are kept of one sentence",
                               report.capped_sentences));
    }
    if (report.stopped) print_note("stopped early; the same command goes on where this one ended");
}

/// "1,234 articles/s, 5.6 MB/s", of what was read.
std::string rates(const RunReport& report, double seconds) {
    const double span = seconds > 0 ? seconds : 1e-9;
    return fmt::format("{:.0f} articles/s, {:.2f} MB/s",
                       static_cast<double>(report.articles - report.failed) / span,
                       static_cast<double>(report.text_bytes) / 1e6 / span);
}

}  // namespace

Packs packs_of(const std::filesystem::path& folder) {
    return folder.empty() ? Packs::built_in() : Packs::from_folder(folder);
}

Packs packs_for(const Graph& graph, const std::filesystem::path& folder, Packs otherwise) {
    const Gazetteer gazetteer = gazetteer_of(graph);
    if (&gazetteer.entries() == &Gazetteer::built_in().entries()) return otherwise;
    return folder.empty() ? Packs::built_in(gazetteer) : Packs::from_folder(folder, gazetteer);
}

int run_ingest(const Session& session, const ReadingArguments& arguments) {
    // Before the store is made: a mistake in a pack leaves nothing behind.
    Packs packs = packs_of(arguments.packs);
    const RunOptions options = options_of(arguments);
    Graph graph = Graph::open(session.store, Graph::Mode::write);
    packs = packs_for(graph, arguments.packs, std::move(packs));
    const Interrupt interrupt;
    Progress progress;
    const RunReport report =
        ingest(graph, arguments.inputs, packs, options, events_of(progress, interrupt));
    const double seconds = progress.seconds();
    progress.clear();
    print_notes(report);
    const GraphCounts counts = counts_of(*graph.view());
    fmt::print(
        "{} articles: {} new, {} replaced, {} unchanged, {} failed; {} claims found; "
        "store: {} nodes, {} edges; {:.2f} s ({})\n",
        report.articles, report.fresh, report.replaced, report.unchanged, report.failed,
        report.claims, counts.nodes, counts.edges, seconds, rates(report, seconds));
    return report.failed == 0 ? Exit::done : Exit::data_was_wrong;
}

int run_extract(const ReadingArguments& arguments) {
    const Packs packs = packs_of(arguments.packs);
    const RunOptions options = options_of(arguments);
    const Interrupt interrupt;
    Progress progress;
    const RunReport report =
        extract(arguments.inputs, packs, options, events_of(progress, interrupt),
                [](const Article&, const Reading& reading) {
                    for (const Claim& claim : reading.claims) {
                        fmt::print("{}\n", to_json(claim));
                    }
                });
    const double seconds = progress.seconds();
    progress.clear();
    print_notes(report);
    if (errors_are_on_terminal()) {
        print_note(fmt::format("{} articles, {} failed; {} claims; {:.2f} s ({})", report.articles,
                               report.failed, report.claims, seconds, rates(report, seconds)));
    }
    return report.failed == 0 ? Exit::done : Exit::data_was_wrong;
}

}  // namespace parley::tools
