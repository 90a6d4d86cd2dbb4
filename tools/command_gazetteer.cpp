/// `parley gazetteer import`, `parley gazetteer check`, `parley who`: what is known beforehand.

#include <fmt/format.h>

#include <chrono>
#include <parley/gazetteer.hpp>
#include <parley/graph.hpp>
#include <parley/listing.hpp>
#include <parley/office.hpp>

#include "tools/commands.hpp"
#include "tools/messages.hpp"
#include "tools/text_width.hpp"

namespace parley::tools {
namespace {

/// The store's gazetteer, or the built-in one where there is no store.
Gazetteer known_to(const Session& session) {
    std::error_code error;
    if (!std::filesystem::exists(session.store, error)) return Gazetteer::built_in();
    return gazetteer_of(Graph::open(session.store, Graph::Mode::read));
}

GazetteerFile read_and_remark(const std::string& file, const Gazetteer& known,
                              const std::string& country) {
    GazetteerFile read = read_gazetteer(file, known, country);
    constexpr std::size_t kMostRemarks = 20;
    for (std::size_t i = 0; i < std::min(read.remarks.size(), kMostRemarks); ++i)
        print_note(read.remarks[i]);
    if (read.remarks.size() > kMostRemarks)
        print_note(fmt::format("{} more remarks", read.remarks.size() - kMostRemarks));
    return read;
}

Day day_asked(const std::string& text) {
    if (text.empty()) {
        using namespace std::chrono;
        return static_cast<Day>(
            duration_cast<hours>(system_clock::now().time_since_epoch()).count() / 24);
    }
    const auto date = Date::parse(text);
    if (!date || !date->span() || date->span()->first != date->span()->last)
        throw UsageError(fmt::format("\"{}\" is not a day", text), "write it as 2024-05-03");
    return date->span()->first;
}

}  // namespace

int run_gazetteer_import(const Session& session, const GazetteerArguments& arguments) {
    Graph graph = Graph::open(session.store, Graph::Mode::write);
    for (const std::string& file : arguments.files) {
        const Gazetteer known = gazetteer_of(graph);
        const GazetteerFile read = read_and_remark(file, known, arguments.country);
        const std::uint64_t added = add_to_gazetteer(graph, read.entries);
        fmt::print("{}: {} entries, {} of them new or changed\n", file, read.entries.size(), added);
    }
    graph.refold();
    const GraphCounts counts = counts_of(*graph.view());
    fmt::print("store: {} nodes, {} edges\n", counts.nodes, counts.edges);
    return Exit::done;
}

int run_gazetteer_check(const Session& session, const GazetteerArguments& arguments) {
    Gazetteer known = known_to(session);
    std::size_t wrong = 0;
    std::size_t entries = 0;
    for (const std::string& file : arguments.files) {
        const GazetteerFile read = read_and_remark(file, known, arguments.country);
        entries += read.entries.size();
        known = with_known(known, read.entries);
    }
    for (const std::string& line : known.check()) {
        print_error(line);
        ++wrong;
    }
    if (arguments.files.empty()) entries = known.entries().size();
    fmt::print("{} entries, {} problems\n", entries, wrong);
    return wrong == 0 ? Exit::done : Exit::data_was_wrong;
}

int run_who(const Session& session, const WhoArguments& arguments) {
    std::error_code error;
    const Graph graph = std::filesystem::exists(session.store, error)
                            ? Graph::open(session.store, Graph::Mode::read)
                            : Graph::ephemeral();
    const Day day = day_asked(arguments.on);
    const OfficeAnswer answer = who_held(graph, arguments.office, day, arguments.country);
    for (const OfficeHolder& holder : answer.holders)
        fmt::print("{}\t{}\t{}\n", one_line(holder.name), holder.id, one_line(holder.reason));
    if (answer.unresolved.empty()) return Exit::done;
    print_note(fmt::format("\"{}\" on {} stays unresolved: {}", arguments.office, iso(day),
                           answer.unresolved));
    return Exit::data_was_wrong;
}

}  // namespace parley::tools
