/// `parley import`: any property graph from CSV files, by the header convention of neo4j-admin.

#include <fmt/format.h>

#include <algorithm>
#include <parley/graph.hpp>

#include "tools/commands.hpp"
#include "tools/messages.hpp"

namespace parley::tools {
namespace {

/// One line that is rewritten on a terminal: the phase and how far it is.
class ImportProgress {
  public:
    void show(const char* phase, std::uint64_t done, std::uint64_t total) {
        if (!on_terminal_) return;
        if (total == 0) {
            fmt::print(stderr, "\r\x1b[K{}: {}", phase, done);
            return;
        }
        constexpr std::uint64_t bar = 20;
        const std::uint64_t filled = std::min(done, total) * bar / total;
        fmt::print(stderr, "\r\x1b[K[{}{}] {:3} % {}", std::string(filled, '#'),
                   std::string(bar - filled, '.'), std::min(done, total) * 100 / total, phase);
    }
    ~ImportProgress() {
        if (on_terminal_) fmt::print(stderr, "\r\x1b[K");
    }

  private:
    const bool on_terminal_ = errors_are_on_terminal();
};

}  // namespace

int run_import(const Session& session, const ImportArguments& arguments) {
    ImportOptions options;
    options.nodes.assign(arguments.nodes.begin(), arguments.nodes.end());
    options.edges.assign(arguments.edges.begin(), arguments.edges.end());
    options.skip_bad = arguments.skip_bad;
    ImportReport report;
    {
        Graph graph = Graph::open(session.store, Graph::Mode::write);
        ImportProgress progress;
        options.progress = [&](const char* phase, auto done, auto total) {
            progress.show(phase, done, total);
        };
        report = graph.import(options);
    }
    for (const std::string& problem : report.problems) print_note("left out: " + problem);
    if (report.skipped > report.problems.size()) {
        print_note(fmt::format("and {} more", report.skipped - report.problems.size()));
    }
    fmt::print("{} nodes, {} relationships imported, {} rows left out\n", report.nodes,
               report.edges, report.skipped);
    return Exit::done;
}

}  // namespace parley::tools
