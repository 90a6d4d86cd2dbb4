// Stores into one: the same result in whatever order they come.
#include <algorithm>
#include <set>
#include <tuple>

#include "graph/graph_state.hpp"
#include "graph/keys.hpp"

namespace parley {
namespace {

/// One version of an article: what two stores may hold differently.
struct Version {
    std::optional<ArticleRecord> record;
    std::vector<Claim> claims;
    std::vector<std::string> lines;

    Version(const Graph& graph, std::string_view id)
        : record(graph.article(id)), claims(graph.claims_of(id)) {
        for (const Claim& claim : claims) lines.push_back(to_json(claim));
    }
    bool is_empty() const { return !record && claims.empty(); }
    /// The greater version counts. Both have a text, or none has.
    auto rank() const {
        return std::tuple(record->text.size(), std::string_view(record->hash), lines);
    }
};

/// Claims without a text: those of both, for one number the greater line.
std::vector<Claim> joined(const Version& ours, const Version& theirs) {
    std::vector<Claim> all = ours.claims;
    for (std::size_t i = 0; i < theirs.claims.size(); ++i) {
        auto at = std::find_if(all.begin(), all.end(), [&](const Claim& claim) {
            return claim.ordinal == theirs.claims[i].ordinal;
        });
        if (at == all.end())
            all.push_back(theirs.claims[i]);
        else if (to_json(*at) < theirs.lines[i])
            *at = theirs.claims[i];
    }
    return all;
}

std::uint64_t made_by_hand(const View& view) {
    std::uint64_t made = 0;
    view.for_each_node([&](NodeIndex node) {
        made += static_cast<std::uint64_t>(view.node_id(node)) < kFoldedIds;
    });
    view.for_each_edge([&](EdgeIndex edge) {
        made += static_cast<std::uint64_t>(view.edge_id(edge)) < kFoldedIds;
    });
    return made;
}

std::set<std::string> article_ids(const Store& bytes) {
    std::set<std::string> ids;
    bytes.scan(Family::articles, "", "", [&](auto key, auto) {
        ids.emplace(key);
        return true;
    });
    bytes.scan(Family::claims, "", "", [&](auto key, auto) {
        if (auto claim = keys::cut_claim(key)) ids.insert(std::move(claim->article));
        return true;
    });
    return ids;
}

}  // namespace

UnionReport Graph::unite(const Graph& other) {
    UnionReport report;
    for (const std::string& id : article_ids(*other.impl_->bytes)) {
        const Version theirs(other, id), ours(*this, id);
        ++report.articles;
        report.claims += theirs.claims.size();
        const bool known = !ours.is_empty();
        if (theirs.record && ours.record) {
            const bool equal = theirs.rank() == ours.rank();
            report.differing += !equal;
            if (equal || theirs.rank() < ours.rank()) continue;
            put(*theirs.record, theirs.claims);
        } else if (theirs.record) {
            report.differing += known && theirs.lines != ours.lines;
            put(*theirs.record, theirs.claims);
        } else if (ours.record) {
            report.differing += theirs.lines != ours.lines;
            continue;
        } else {
            if (theirs.lines == ours.lines) continue;
            put_claims(joined(ours, theirs));
        }
        report.fresh += !known;
    }
    report.assertions = assert_that(other.assertions());
    report.hand_made = made_by_hand(*other.view());
    return report;
}

}  // namespace parley
