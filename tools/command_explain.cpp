/// `parley explain`: which sentences stand behind an edge.

#include <fmt/format.h>

#include <charconv>
#include <parley/error.hpp>
#include <parley/explain.hpp>
#include <parley/graph.hpp>
#include <parley/listing.hpp>

#include "tools/commands.hpp"
#include "tools/messages.hpp"

namespace parley::tools {
namespace {

EdgeId edge_numbered(const std::string& text) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) {
        throw Error(fmt::format("\"{}\" is not the id of an edge", text),
                    "give an edge's number, or two names: parley explain \"NAME\" \"NAME\"");
    }
    return EdgeId{number};
}

std::vector<NodeId> must_be_called(const View& view, const std::string& name) {
    std::vector<NodeId> nodes = nodes_called(view, name);
    if (nodes.empty()) throw Error(fmt::format("nothing in the graph is called \"{}\"", name));
    return nodes;
}

}  // namespace

void print_explanation(const Graph& graph, const std::string& edge) {
    const Highlight bold{"\x1b[1m", "\x1b[0m"};
    fmt::print("{}", explain_edge(graph, edge_numbered(edge), wants_colour() ? bold : Highlight{}));
}

int run_explain(const Session& session, const ExplainArguments& arguments) {
    const Graph graph = Graph::open(session.store, Graph::Mode::read);
    if (arguments.what.size() == 1) {
        print_explanation(graph, arguments.what.front());
        return Exit::done;
    }
    if (arguments.what.size() != 2) throw Error("explain takes an edge, or two names");
    const auto view = graph.view();
    const std::vector<EdgeId> edges = edges_between(*view, must_be_called(*view, arguments.what[0]),
                                                    must_be_called(*view, arguments.what[1]));
    if (edges.empty()) {
        throw Error(
            fmt::format("no edge joins \"{}\" and \"{}\"", arguments.what[0], arguments.what[1]),
            "parley query 'PATH FROM \"...\" TO \"...\"' finds longer ways");
    }
    bool first = true;
    for (const EdgeId edge : edges) {
        if (!first) fmt::print("\n");
        first = false;
        print_explanation(graph, std::to_string(static_cast<std::uint64_t>(edge)));
    }
    return Exit::done;
}

}  // namespace parley::tools
