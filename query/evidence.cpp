#include "query/evidence.hpp"

#include <parley/graph.hpp>
#include <set>

#include "query/arithmetic.hpp"
#include "query/members.hpp"

namespace parley::query {
namespace {

std::vector<Claim> claims(EdgeIndex edge, Run& run) {
    return run.graph.claims_behind(run.view->edge_id(edge));
}

Value text_or_null(const std::string& text) { return text.empty() ? Value{} : Value{text}; }

}  // namespace

Value evidence_of(EdgeIndex edge, Run& run) {
    List out;
    for (const Claim& claim : claims(edge, run)) {
        const auto article = run.graph.article(claim.article);
        Map one;
        one["article"] = Value{claim.article};
        one["title"] = article ? text_or_null(article->title) : Value{};
        one["published"] = article ? text_or_null(article->published) : Value{};
        one["sentence"] = Value{claim.evidence.sentence};
        one["start"] = Value{std::int64_t{claim.evidence.start}};
        one["end"] = Value{std::int64_t{claim.evidence.end}};
        one["rule"] = Value{claim.rule};
        out.push_back(map_value(std::move(one)));
    }
    return list_value(std::move(out));
}

std::int64_t sources_of(EdgeIndex edge, Run& run) {
    const Value counted = property_of(edge_value(edge), "sources", run);
    if (const auto* number = counted.as<std::int64_t>()) return *number;
    std::set<std::string> articles;
    for (const Claim& claim : claims(edge, run)) articles.insert(claim.article);
    if (articles.empty() && !property_of(edge_value(edge), "article", run).is_null()) return 1;
    return static_cast<std::int64_t>(articles.size());
}

std::string why_edge(EdgeIndex edge, Run& run) {
    std::string out;
    for (const Claim& claim : claims(edge, run)) {
        if (!out.empty()) out += "\n";
        out += claim.article + ": \"" + claim.evidence.sentence + "\"\n  read by " + claim.rule;
        if (!claim.date.is_open()) out += "; dated " + claim.date.text();
        for (const std::string& reason : claim.date_reasons) out += "; " + reason;
        out += "\n";
    }
    return out;
}

}  // namespace parley::query
