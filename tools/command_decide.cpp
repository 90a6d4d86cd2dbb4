/// `parley merge split different alias reject undo decisions`: what a person decides.

#include <fmt/format.h>

#include <parley/identity.hpp>
#include <parley/listing.hpp>

#include "tools/commands.hpp"
#include "tools/text_width.hpp"

namespace parley::tools {
namespace {

/// Keeps a decision, lets it take effect, and says so.
int keep(Graph& graph, Assertion assertion, const std::string& note) {
    const bool is_undo = assertion.kind == "undo";
    const std::string id = decide(graph, std::move(assertion), note);
    graph.refold();
    const GraphCounts counts = counts_of(*graph.view());
    std::string text = is_undo ? "taken back" : "decided";
    for (const DecisionLine& line : decisions(graph))
        if (line.id == id) text = line.text;
    fmt::print("{}  {}; store: {} nodes, {} edges\n", id, one_line(text), counts.nodes,
               counts.edges);
    return Exit::done;
}

/// What a split can name.
void print_names(const Identities& identities, const std::string& actor) {
    for (const IdentityName& seen : identities.names_of(actor))
        for (const std::string& article : seen.articles)
            fmt::print("{}\t{}\n", one_line(seen.name), one_line(article));
}

}  // namespace

int run_merge(const Session& session, const DecideArguments& arguments) {
    Graph graph = Graph::open(session.store, Graph::Mode::write);
    return keep(graph, Identities(graph).merge(arguments.what.at(0), arguments.what.at(1)),
                arguments.note);
}

int run_different(const Session& session, const DecideArguments& arguments) {
    Graph graph = Graph::open(session.store, Graph::Mode::write);
    return keep(graph, Identities(graph).different(arguments.what.at(0), arguments.what.at(1)),
                arguments.note);
}

int run_split(const Session& session, const DecideArguments& arguments) {
    const std::vector<std::string> parts(arguments.what.begin() + 1, arguments.what.end());
    if (parts.empty()) {
        print_names(Identities(Graph::open(session.store, Graph::Mode::read)),
                    arguments.what.front());
        return Exit::done;
    }
    Graph graph = Graph::open(session.store, Graph::Mode::write);
    return keep(graph, Identities(graph).split(arguments.what.front(), parts), arguments.note);
}

int run_alias(const Session& session, const DecideArguments& arguments) {
    Graph graph = Graph::open(session.store, Graph::Mode::write);
    return keep(graph, Identities(graph).alias(arguments.what.at(0), arguments.what.at(1)),
                arguments.note);
}

int run_reject(const Session& session, const DecideArguments& arguments) {
    Graph graph = Graph::open(session.store, Graph::Mode::write);
    return keep(graph, reject_edge(graph, edge_numbered(arguments.what.front())), arguments.note);
}

int run_undo(const Session& session, const DecideArguments& arguments) {
    Graph graph = Graph::open(session.store, Graph::Mode::write);
    const std::string id = arguments.what.empty() ? std::string() : arguments.what.front();
    return keep(graph, undo_decision(graph, id), arguments.note);
}

int run_decisions(const Session& session) {
    for (const DecisionLine& line : decisions(Graph::open(session.store, Graph::Mode::read)))
        fmt::print("{}\t{}\t{}\t{}\n", line.id, line.time, one_line(line.text),
                   one_line(line.note));
    return Exit::done;
}

}  // namespace parley::tools
