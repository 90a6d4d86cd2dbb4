/// CALL degree(), pagerank(), betweenness(), closeness(), components(), communities(), core():
/// scores of nodes over the graph or a part of it, {labels, types, between or as_of}.
#include "graph/algorithms.hpp"

#include "query/members.hpp"
#include "query/procedure.hpp"

namespace parley::query {
namespace {

[[noreturn]] void bad_option(const std::string& message) {
    throw runtime_fault("ArgumentError", "InvalidArgumentValue", message,
                        "known are labels, types, between: [from, to], as_of");
}

/// A text or a list of texts.
std::vector<std::string> words_of(const std::string& option, const Value& value) {
    std::vector<std::string> out;
    if (const auto* text = value.as<std::string>()) out.push_back(*text);
    if (const auto* list = value.as<std::shared_ptr<const List>>()) {
        for (const Value& item : **list) {
            const auto* text = item.as<std::string>();
            if (!text) bad_option("The option " + option + " takes texts, not " + to_text(item));
            out.push_back(*text);
        }
    } else if (out.empty()) {
        bad_option("The option " + option + " takes texts, not " + to_text(value));
    }
    return out;
}

/// Ids of the words that the graph knows.
template <class Id>
std::vector<Id> known(const std::vector<std::string>& words, const Dictionary<Id>& dictionary) {
    std::vector<Id> out;
    for (const std::string& word : words) {
        if (const auto id = dictionary.find(word)) out.push_back(*id);
    }
    return out;
}

DateSpan span_of(const Value& value) {
    const auto days = value.is_null() ? std::nullopt : days_of(value);
    if (!days) bad_option("A window needs days, not " + to_text(value) + ".");
    return *days;
}

DateSpan between(const Value& value) {
    const auto* ends = value.as<std::shared_ptr<const List>>();
    if (!ends || (*ends)->size() != 2) bad_option("The option between takes a list of two dates.");
    return {span_of((**ends)[0]).first, span_of((**ends)[1]).last};
}

Subgraph subgraph_of(const std::vector<Value>& arguments, Run& run) {
    Subgraph out(*run.view);
    out.pause = [&run] { run.look(); };
    if (arguments.empty() || arguments[0].is_null()) return out;
    std::optional<std::vector<TypeId>> types;
    std::optional<DateSpan> window;
    for (const auto& [option, value] : **arguments[0].as<std::shared_ptr<const Map>>()) {
        if (option == "labels") {
            out.labels = known(words_of(option, value), run.view->labels());
        } else if (option == "types") {
            types = known(words_of(option, value), run.view->types());
        } else if (option == "between") {
            window = between(value);
        } else if (option == "as_of") {
            window = span_of(value);
        } else {
            bad_option("There is no option " + option + ".");
        }
    }
    if (window && window->first > window->last) {
        types.emplace();  // an empty window: no relationship
        window.reset();
    }
    out.filter = ArcFilter(*run.view, Direction::both, std::move(types), window);
    return out;
}

/// `columns` after `node` all hold the score.
BoundProcedure algorithm(const char* name, std::vector<std::string> columns, bool whole,
                         NodeScores (*score)(const Subgraph&)) {
    BoundProcedure out;
    out.name = name;
    out.inputs = {{"part", Type(Type::map)}};
    out.outputs = {{"node", Type(Type::node)}};
    for (std::string& column : columns) {
        out.outputs.push_back(
            {std::move(column), Type(whole ? Type::integer : Type::floating), false, false});
    }
    out.call = [whole, score](std::vector<Value> arguments, Run& run) {
        auto found = std::make_shared<NodeScores>(score(subgraph_of(arguments, run)));
        run.keep(found->nodes.size() * (sizeof(NodeIndex) + sizeof(double)));
        const std::size_t count = found->nodes.size();
        return ResultTable{count, [whole, found](std::size_t row, std::size_t column) {
                               if (column == 0) return node_value(found->nodes[row]);
                               const double score_here = found->scores[row];
                               return whole ? Value{static_cast<std::int64_t>(score_here)}
                                            : Value{score_here};
                           }};
    };
    return out;
}

}  // namespace

std::vector<BoundProcedure> algorithm_procedures() {
    return {algorithm("degree", {"score"}, true, degree_scores),
            algorithm("pagerank", {"score"}, false,
                      [](const Subgraph& graph) { return pagerank(graph); }),
            algorithm("betweenness", {"score"}, false, betweenness),
            algorithm("closeness", {"score"}, false, closeness),
            algorithm("components", {"component", "score"}, true, components),
            algorithm("communities", {"community", "score"}, true, communities),
            algorithm("core", {"core", "score"}, true, core_numbers)};
}

}  // namespace parley::query
