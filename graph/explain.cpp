// Why an edge is in the graph: its claims, spelled out.
#include <fmt/format.h>

#include <algorithm>
#include <parley/explain.hpp>
#include <parley/graph.hpp>
#include <set>

#include "graph/view.hpp"

namespace parley {
namespace {

std::string text_of(const Value& value) {
    if (const auto* text = value.as<std::string>()) return *text;
    if (const auto* date = value.as<Date>()) return date->text();
    return {};
}

std::string node_text(const View& view, NodeIndex node, std::string_view key) {
    const auto id = view.keys().find(key);
    return id ? text_of(view.node_property(node, *id)) : std::string{};
}

std::string name_of(const View& view, NodeIndex node) {
    const std::string name = node_text(view, node, "name");
    if (!name.empty()) return name;
    return fmt::format("node {}", static_cast<std::uint64_t>(view.node_id(node)));
}

/// Byte of the code point with this number; the text's size behind the end.
std::size_t byte_of(std::string_view text, std::size_t code_point) {
    std::size_t at = 0;
    for (; at < text.size(); ++at) {
        const bool begins = (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
        if (begins && code_point-- == 0) break;
    }
    return at;
}

/// The sentence with its marked words between the highlights. Marks that lie over each other are
/// joined.
std::string marked(const Evidence& evidence, const Highlight& highlight) {
    std::vector<std::pair<std::size_t, std::size_t>> spans;
    for (const Mark& mark : evidence.marks) {
        if (mark.start < evidence.start || mark.end > evidence.end || mark.start >= mark.end) {
            continue;  // in another sentence: the mention that a reference points at
        }
        spans.emplace_back(byte_of(evidence.sentence, mark.start - evidence.start),
                           byte_of(evidence.sentence, mark.end - evidence.start));
    }
    std::sort(spans.begin(), spans.end());
    std::string out;
    std::size_t at = 0;
    for (std::size_t i = 0; i < spans.size();) {
        auto [begin, end] = spans[i++];
        while (i < spans.size() && spans[i].first < end) end = std::max(end, spans[i++].second);
        out += evidence.sentence.substr(at, begin - at);
        out += highlight.begin + evidence.sentence.substr(begin, end - begin) + highlight.end;
        at = end;
    }
    out += evidence.sentence.substr(at);
    std::replace(out.begin(), out.end(), '\n', ' ');
    return out;
}

std::string participant_line(const Participant& participant) {
    std::string line = fmt::format("   {}: {}", participant.role, participant.actor.name);
    if (!participant.mention.empty() && participant.mention != participant.actor.name) {
        line += fmt::format(" (\"{}\")", participant.mention);
    }
    if (!participant.reason.empty()) line += fmt::format(", {}", participant.reason);
    return line + "\n";
}

std::string claim_text(const Graph& graph, const Claim& claim, const Highlight& highlight) {
    std::string source = claim.article;
    if (const auto article = graph.article(claim.article)) {
        if (!article->published.empty()) source += ", published " + article->published;
        if (!article->url.empty() && article->url != claim.article) source += ", " + article->url;
    }
    std::string out = fmt::format("{}\n   characters {}-{}, rule {}, confidence {} %\n   {}\n",
                                  source, claim.evidence.start, claim.evidence.end, claim.rule,
                                  claim.confidence, marked(claim.evidence, highlight));
    for (const Participant& participant : claim.participants) out += participant_line(participant);
    for (const auto& [key, value] : claim.properties) {
        out += fmt::format("   {}: {}\n", key, value);
    }
    out += fmt::format("   date: {}", claim.date.is_open() ? "unknown" : claim.date.text());
    for (std::size_t i = 0; i < claim.date_reasons.size(); ++i) {
        out += fmt::format("{}{}", i == 0 ? " (" : "; ", claim.date_reasons[i]);
    }
    return out + (claim.date_reasons.empty() ? "\n" : ")\n");
}

}  // namespace

std::string explain_edge(const Graph& graph, EdgeId edge, const Highlight& highlight) {
    const std::shared_ptr<const View> view = graph.view();
    const auto index = view->find(edge);
    if (!index || !view->is_live_edge(*index)) {
        throw Error(fmt::format("there is no edge {}", static_cast<std::uint64_t>(edge)),
                    "RETURN id(r) in a query gives the ids of edges");
    }
    const EdgeEnds ends = view->ends(*index);
    const auto date_key = view->keys().find("date");
    const std::string date =
        date_key ? text_of(view->edge_property(*index, *date_key)) : std::string{};
    const std::vector<Claim> claims = graph.claims_behind(edge);
    std::set<std::string_view> articles;
    for (const Claim& claim : claims) articles.insert(claim.article);
    std::string out =
        fmt::format("{} -[{}{}]- {}\n", name_of(*view, ends.source), view->types().name(ends.type),
                    date.empty() ? "" : " " + date, name_of(*view, ends.target));
    if (claims.empty()) return out + "made by hand or imported: no article stands behind it\n";
    out += fmt::format("{} claim{} in {} article{}\n", claims.size(), claims.size() == 1 ? "" : "s",
                       articles.size(), articles.size() == 1 ? "" : "s");
    std::size_t number = 0;
    for (const Claim& claim : claims) {
        out += fmt::format("\n{}. {}", ++number, claim_text(graph, claim, highlight));
    }
    return out;
}

}  // namespace parley
