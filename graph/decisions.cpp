// Decisions of people: making, keeping, listing them.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <parley/identity.hpp>

#include "graph/fold.hpp"
#include "graph/ledger.hpp"
#include "graph/view.hpp"

namespace parley {

std::string time_now() {
    using namespace std::chrono;
    const auto micros = duration_cast<microseconds>(system_clock::now().time_since_epoch()).count();
    constexpr std::int64_t kSecond = 1'000'000, kDay = 86400 * kSecond;
    const auto day = static_cast<Day>(micros / kDay);
    const auto rest = micros % kDay, seconds = rest / kSecond;
    return fmt::format("{}T{:02}:{:02}:{:02}.{:06}Z", iso(day), seconds / 3600, seconds / 60 % 60,
                       seconds % 60, rest % kSecond);
}

namespace {

Value property(const View& view, NodeIndex node, std::string_view key) {
    const auto id = view.keys().find(key);
    return id ? view.node_property(node, *id) : Value{};
}

std::string node_id(const View& view, NodeIndex node) {
    const Value key = property(view, node, "key");
    const auto* text = key.as<std::string>();
    const auto labels = view.labels_of(node);
    if (!text || labels.empty()) return {};
    return label_letter(view.labels().name(labels.front())) + ':' + *text;
}

bool has_name(const View& view, NodeIndex node, const std::string& name) {
    const Value names = property(view, node, "names");
    const auto* list = names.as<std::shared_ptr<const List>>();
    return list && std::any_of((*list)->begin(), (*list)->end(), [&](const Value& value) {
               const auto* text = value.as<std::string>();
               return text && *text == name;
           });
}

/// A sighting or claim in words.
std::string in_words(const std::string& term) {
    if (auto sighting = sighting_of(term))
        return fmt::format("\"{}\" in {}", sighting->name, sighting->article);
    return fmt::format("\"{}\"", term);
}

std::string in_words(const Assertion& assertion) {
    const auto& arguments = assertion.arguments;
    if (assertion.kind == "reject") return fmt::format("reject {}", arguments[0]);
    if (assertion.kind == "alias")
        return fmt::format("alias {}: \"{}\"", in_words(arguments[0]), arguments[1]);
    std::string text = assertion.kind;
    for (std::size_t i = assertion.kind == "different" ? 1 : 0; i < arguments.size(); ++i) {
        if (arguments[i] == "|")
            text += " from";
        else if (arguments[i] == "*")
            text += " all others";
        else
            text += (assertion.kind == "merge" && i == 1 ? " and " : " ") + in_words(arguments[i]);
    }
    return text;
}

}  // namespace

Assertion reject_edge(const Graph& graph, EdgeId edge) {
    const auto view = graph.view();
    const auto index = view->find(edge);
    if (!index || !view->is_live_edge(*index))
        throw Error(fmt::format("there is no edge {}", static_cast<std::uint64_t>(edge)),
                    "RETURN id(r) in a query gives the ids of edges");
    const std::vector<Claim> claims = graph.claims_behind(edge);
    if (claims.empty())
        throw Error(fmt::format("no article stands behind edge {}: it was made by hand or imported",
                                static_cast<std::uint64_t>(edge)),
                    "delete it with a query: MATCH ()-[r]->() WHERE id(r) = ... DELETE r");
    const EdgeEnds ends = view->ends(*index);
    const auto date_key = view->keys().find("date");
    const Value date = date_key ? view->edge_property(*index, *date_key) : Value{};
    std::string id = fmt::format("{}/{}/{}", view->types().name(ends.type),
                                 node_id(*view, ends.source), node_id(*view, ends.target));
    if (const auto* day = date.as<Date>()) id += '/' + day->text();
    Assertion assertion{"reject", {id}, {}, {}};
    for (const Claim& claim : claims)
        for (std::size_t i = 0; i < claim.participants.size(); ++i)
            for (std::size_t j = 0; j < claim.participants.size(); ++j) {
                const Actor &one = claim.participants[i].actor,
                            &other = claim.participants[j].actor;
                if (i == j || !has_name(*view, ends.source, one.name) ||
                    !has_name(*view, ends.target, other.name))
                    continue;
                assertion.arguments.push_back(to_text(ClaimEnds{
                    claim.type, one.name, other.name, claim.evidence.start, claim.article}));
            }
    auto first = assertion.arguments.begin() + 1;
    std::sort(first, assertion.arguments.end());
    assertion.arguments.erase(std::unique(first, assertion.arguments.end()),
                              assertion.arguments.end());
    return assertion;
}

Assertion undo_decision(const Graph& graph, std::string_view id) {
    const std::vector<Assertion> held = holding(graph.assertions());
    for (auto at = held.rbegin(); at != held.rend(); ++at)
        if (id.empty() ? at->kind != "known" : assertion_id(*at) == id)
            return {"undo", {assertion_id(*at)}, {}, {}};
    if (id.empty()) throw Error("there is no decision to take back");
    throw Error(fmt::format("no decision that holds has the id \"{}\"", id),
                "parley decisions lists those that hold");
}

std::string decide(Graph& graph, Assertion assertion, std::string note) {
    assertion.time = time_now();
    assertion.note = std::move(note);
    graph.assert_that({&assertion, 1});
    return assertion_id(assertion);
}

std::vector<DecisionLine> decisions(const Graph& graph) {
    std::vector<DecisionLine> lines;
    for (const Assertion& assertion : holding(graph.assertions()))
        if (assertion.kind != "known")
            lines.push_back(
                {assertion_id(assertion), assertion.time, in_words(assertion), assertion.note});
    return lines;
}

}  // namespace parley
