/// `parley explain`: which sentences stand behind an edge, why names are one actor, and how a text
/// is read.

#include <fmt/format.h>

#include <charconv>
#include <parley/articles.hpp>
#include <parley/error.hpp>
#include <parley/explain.hpp>
#include <parley/graph.hpp>
#include <parley/identity.hpp>
#include <parley/listing.hpp>
#include <parley/packs.hpp>

#include "tools/commands.hpp"
#include "tools/messages.hpp"

namespace parley::tools {
namespace {

Packs packs_of(const ExplainArguments& arguments) {
    return arguments.packs.empty() ? Packs::built_in() : Packs::from_folder(arguments.packs);
}

void date_article(Article& article, const ExplainArguments& arguments) {
    if (arguments.published.empty()) return;
    const auto date = Date::parse(arguments.published);
    if (!date) {
        throw UsageError(fmt::format("\"{}\" is not a date", arguments.published),
                         "write it as 2024-05-03");
    }
    article.published = *date;
}

/// How the articles of a file are read: mentions, references, rules, dates.
int explain_file(const ExplainArguments& arguments) {
    const Packs packs = packs_of(arguments);
    int status = Exit::done;
    SourceEvents events;
    events.article = [&](Article article) {
        if (!arguments.language.empty()) article.language = arguments.language;
        date_article(article, arguments);
        fmt::print("{}", explain_article(article, packs));
    };
    events.unread = [&](const UnreadInput& unread) {
        print_error(fmt::format("{}: {}", unread.where, unread.message));
        status = Exit::data_was_wrong;
    };
    read_articles(find_inputs(arguments.what), {}, events);
    return status;
}

int explain_sentence(const ExplainArguments& arguments) {
    Article article;
    article.id = "sentence";
    article.text = arguments.what.front();
    article.language = arguments.language;
    date_article(article, arguments);
    const std::string text = explain_article(article, packs_of(arguments));
    if (text.empty()) throw Error("no pack reads this language", "name it with --language");
    fmt::print("{}", text);
    return Exit::done;
}

bool is_number(const std::string& text) {
    return text.find_first_not_of("0123456789") == std::string::npos;
}

/// Is somebody in the store called so? A sentence needs no store.
bool is_name_in(const Session& session, const std::string& text) {
    std::error_code error;
    if (!std::filesystem::exists(session.store, error)) return false;
    return !nodes_called(*Graph::open(session.store, Graph::Mode::read).view(), text).empty();
}

std::vector<NodeId> must_be_called(const View& view, const std::string& name) {
    std::vector<NodeId> nodes = nodes_called(view, name);
    if (nodes.empty()) throw Error(fmt::format("nothing in the graph is called \"{}\"", name));
    return nodes;
}

}  // namespace

EdgeId edge_numbered(const std::string& text) {
    std::uint64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) {
        throw Error(fmt::format("\"{}\" is not the id of an edge", text),
                    "give an edge's number, or two names: parley explain \"NAME\" \"NAME\"");
    }
    return EdgeId{number};
}

void print_explanation(const Graph& graph, const std::string& edge) {
    const Highlight bold{"\x1b[1m", "\x1b[0m"};
    fmt::print("{}", explain_edge(graph, edge_numbered(edge), wants_colour() ? bold : Highlight{}));
}

int run_explain(const Session& session, const ExplainArguments& arguments) {
    if (arguments.what.size() == 1) {
        std::error_code error;
        if (std::filesystem::exists(arguments.what.front(), error)) return explain_file(arguments);
        if (arguments.what.front().find(' ') != std::string::npos &&
            !is_name_in(session, arguments.what.front())) {
            return explain_sentence(arguments);
        }
    }
    const Graph graph = Graph::open(session.store, Graph::Mode::read);
    if (arguments.what.size() == 1 && !is_number(arguments.what.front())) {
        fmt::print("{}", Identities(graph).explain(arguments.what.front()));
        return Exit::done;
    }
    if (arguments.what.size() == 1) {
        print_explanation(graph, arguments.what.front());
        return Exit::done;
    }
    if (arguments.what.size() != 2) throw UsageError("explain takes an edge, or two names");
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
