/// Earliest arrival between two nodes where every relationship is of one day.
///
/// Relationships are numbered in order of their days, so going over those of the window once tells
/// who is reached by when. Only where the target is reached the path is looked for: hop by hop back
/// from it, until the start can still leave in time; that is the least number of hops. Ties are
/// then settled forwards, by the ids of the relationships.
#include <algorithm>

#include "query/node_marks.hpp"
#include "query/path_search.hpp"

namespace parley::query {
namespace {

class Earliest {
  public:
    Earliest(const PathProblem& forwards, PathProblem& backwards, Run& run)
        : forwards_(forwards),
          backwards_(backwards),
          run_(run),
          base_(run.view->base()),
          strict_(forwards.order().strict) {}

    /// No value where the number of hops is bound and the earliest path has more.
    std::optional<std::vector<FoundPath>> search() {
        const std::optional<EdgeIndex> end = stream();
        if (!end) return std::vector<FoundPath>{};
        backwards_.end_at(*end);
        if (!hops_back(*end)) return {};
        return std::vector<FoundPath>{path()};
    }

  private:
    /// Relationships are numbered in order of days: this one's day begins and ends here.
    EdgeIndex day_begin(EdgeIndex edge) const { return base_.edges_from(base_.first(edge)); }
    EdgeIndex day_end(EdgeIndex edge) const { return base_.edges_from(base_.first(edge) + 1); }

    /// Goes over the window's days until the target is reached; the end of that day.
    std::optional<EdgeIndex> stream() {
        reached_.reach(run_.view->node_limit());
        run_.keep(reached_.bytes());
        reached_.add(forwards_.start());
        const DayTable& days = base_.first_day;
        const ArcFilter& filter = forwards_.filter(0);
        const EdgeIndex last = std::min(filter.end(), base_.dated_end);
        EdgeIndex at = filter.begin();
        auto day = std::upper_bound(days.start.begin(), days.start.end(), at);
        while (at < last) {
            run_.look();
            const EdgeIndex end = std::min<EdgeIndex>(last, *day++);
            while (spread(at, end) && !strict_) {
            }
            for (const NodeIndex node : fresh_) reached_.add(node);
            fresh_.clear();
            if (reached_.has(*forwards_.target())) return end;
            at = end;
        }
        return {};
    }

    /// Over the relationships of a day once; true where somebody was reached.
    bool spread(EdgeIndex begin, EdgeIndex end) {
        const ArcFilter& filter = forwards_.filter(0);
        const bool out = filter.direction() != Direction::in;
        const bool in = filter.direction() != Direction::out;
        bool grew = false;
        read_counts.half_edges += end - begin;
        for (EdgeIndex edge = begin; edge < end; ++edge) {
            const NodeIndex a = base_.source[edge], b = base_.target[edge];
            const bool from_a = reached_.has(a), from_b = reached_.has(b);
            const bool grows = (out && from_a && !from_b) || (in && from_b && !from_a);
            if (!grows || !filter.takes(base_.type(edge)) || !forwards_.fits(0, edge, run_)) {
                continue;
            }
            grew = true;
            if (strict_) {
                fresh_.push_back(from_a ? b : a);  // goes on tomorrow
            } else {
                reached_.add(from_a ? b : a);
            }
        }
        return grew;
    }

    /// What must be left of a node for the hops behind it: relationships before this number.
    EdgeIndex bound(NodeIndex node) const { return bounds_[node]; }

    bool hops_back(EdgeIndex end) {
        bounds_.assign(run_.view->node_limit(), 0);
        run_.keep(bounds_.size() * sizeof(EdgeIndex));
        const std::int64_t most = forwards_.rel(0).most.value_or(INT64_MAX);
        bounds_[*forwards_.target()] = end;
        std::vector<NodeIndex> frontier{*forwards_.target()};
        while (bound(forwards_.start()) == 0) {
            if (static_cast<std::int64_t>(rounds_.size()) >= most || frontier.empty()) return false;
            rounds_.push_back(one_hop_back(frontier));
            frontier.clear();
            for (const auto& [node, before] : rounds_.back()) frontier.push_back(node);
        }
        return true;
    }

    /// Improves the nodes one hop before the frontier; each with the bound it had.
    std::vector<std::pair<NodeIndex, EdgeIndex>> one_hop_back(
        const std::vector<NodeIndex>& frontier) {
        std::vector<std::pair<NodeIndex, EdgeIndex>> better;  // with the bound they get
        for (const NodeIndex node : frontier) {
            run_.look();
            const EdgeIndex limit = bound(node);
            backwards_.each_hop(node, 0, run_, [&](NodeIndex from, EdgeIndex edge) {
                run_.step();
                if (edge >= limit || edge >= base_.dated_end || from == *forwards_.target()) {
                    return true;
                }
                if (!reached_.has(from)) return true;  // nobody gets there in time
                if (edge < bound(from)) return true;
                const EdgeIndex to = strict_ ? day_begin(edge) : day_end(edge);
                // The first hop may be on the first day there is.
                if (to > bound(from) || from == forwards_.start()) {
                    better.emplace_back(from, std::max<EdgeIndex>(to, 1));
                }
                return true;
            });
        }
        std::sort(better.begin(), better.end(), [](const auto& a, const auto& b) {
            return a.first != b.first ? a.first < b.first : a.second > b.second;
        });
        better.erase(std::unique(better.begin(), better.end(),
                                 [](const auto& a, const auto& b) { return a.first == b.first; }),
                     better.end());
        for (auto& [node, value] : better) std::swap(bounds_[node], value);
        return better;
    }

    FoundPath path() {
        FoundPath out;
        out.nodes.push_back(forwards_.start());
        EdgeIndex earliest = 0;
        while (!rounds_.empty()) {
            // As it was with one hop fewer to go.
            for (const auto& [node, before] : rounds_.back()) bounds_[node] = before;
            rounds_.pop_back();
            std::optional<std::pair<EdgeId, std::pair<NodeIndex, EdgeIndex>>> best;
            forwards_.each_hop(out.nodes.back(), 0, run_, [&](NodeIndex to, EdgeIndex edge) {
                run_.step();
                if (edge < earliest || edge >= base_.dated_end || edge >= bound(to)) return true;
                const EdgeId id = run_.view->edge_id(edge);
                if (!best || id < best->first) best = {id, {to, edge}};
                return true;
            });
            const auto [to, edge] = best->second;
            out.nodes.push_back(to);
            out.edges.push_back(edge);
            earliest = strict_ ? day_end(edge) : day_begin(edge);
        }
        out.places.assign(out.edges.size(), 0);
        return out;
    }

    const PathProblem& forwards_;
    PathProblem& backwards_;
    Run& run_;
    const Snapshot& base_;
    bool strict_;
    Marks reached_;
    std::vector<NodeIndex> fresh_;
    std::vector<EdgeIndex> bounds_;
    std::vector<std::vector<std::pair<NodeIndex, EdgeIndex>>> rounds_;
};

}  // namespace

bool is_plain_earliest(const PathProblem& problem, const Run& run) {
    const auto& search = problem.search();
    return search.selector == ast::Selector::earliest && search.count == 1 &&
           problem.order().order == ast::Order::chronological && !problem.order().within &&
           problem.is_plain() && !problem.reversed() && problem.target() &&
           *problem.target() != problem.start() && !run.transaction && run.view->is_pure() &&
           run.view->base().last_day.empty();
}

std::optional<std::vector<FoundPath>> earliest_between(const PathProblem& forwards,
                                                       PathProblem& backwards, Run& run) {
    return Earliest(forwards, backwards, run).search();
}

}  // namespace parley::query
