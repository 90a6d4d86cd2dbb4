/// Earliest, latest and fastest paths between two nodes where every relationship is of one day.
///
/// Relationships are numbered in order of their days, so going over those of the window once tells
/// on which day the path arrives, or leaves, or both: the stretch of relationships it is made of.
/// Within it the path is looked for hop by hop back from the target, until the start can still
/// leave in time; that is the least number of hops. Ties are then settled forwards, by the ids of
/// the relationships.
#include <algorithm>

#include "query/node_marks.hpp"
#include "query/path_search.hpp"

namespace parley::query {
namespace {

using ast::Selector;

/// Relationships begin..end, whole days.
struct Stretch {
    EdgeIndex begin, end;
};

/// One pass over the days of the window.
class Days {
  public:
    Days(const PathProblem& problem, Run& run)
        : problem_(problem),
          run_(run),
          base_(run.view->base()),
          filter_(problem.filter(0)),
          out_(filter_.direction() != Direction::in),
          in_(filter_.direction() != Direction::out),
          strict_(problem.order().strict),
          begin_(filter_.begin()),
          end_(std::max(begin_, std::min(filter_.end(), base_.dated_end))) {}

    /// Who is reached until the target is; the end of that day is the stretch's.
    std::optional<Stretch> until_arrival() {
        mark(problem_.start());
        std::size_t day = place_of(begin_);
        for (EdgeIndex at = begin_; at < end_; ++day) {
            const EdgeIndex end = std::min<EdgeIndex>(end_, base_.first_day.start[day + 1]);
            spread_day(at, end, false);
            if (marked_.has(*problem_.target())) return Stretch{begin_, end};
            at = end;
        }
        return {};
    }

    /// Backwards: who still reaches the target, until the start does.
    std::optional<Stretch> from_departure() {
        mark(*problem_.target());
        std::size_t day = end_ > begin_ ? place_of(end_ - 1) : 0;
        for (EdgeIndex at = end_; at > begin_; --day) {
            const EdgeIndex begin = std::max<EdgeIndex>(begin_, base_.first_day.start[day]);
            spread_day(begin, at, true);
            if (marked_.has(problem_.start())) return Stretch{begin, end_};
            at = begin;
        }
        return {};
    }

    /// The stretches of fewest days in which the start reaches the target.
    std::vector<Stretch> fewest() {
        std::vector<Stretch> found;
        Day least = std::numeric_limits<Day>::max();
        left_.assign(run_.view->node_limit(), kNever);
        run_.keep(left_.size() * sizeof(std::int32_t));
        const DayTable& days = base_.first_day;
        std::size_t day = place_of(begin_);
        for (EdgeIndex at = begin_; at < end_; ++day) {
            const EdgeIndex end = std::min<EdgeIndex>(end_, days.start[day + 1]);
            const std::int32_t before = left_[*problem_.target()];
            label_day(at, end, static_cast<std::int32_t>(day));
            at = end;
            const std::int32_t left = left_[*problem_.target()];
            if (left == before) continue;
            const auto departure = static_cast<std::size_t>(left);
            const Day span = days.days[day] - days.days[departure];
            if (span > least) continue;
            if (span < least) found.clear();
            least = span;
            found.push_back({std::max<EdgeIndex>(begin_, days.start[departure]), end});
        }
        return found;
    }

    bool has_marked(NodeIndex node) const { return marked_.has(node); }

  private:
    static constexpr std::int32_t kNever = -1;

    std::size_t place_of(EdgeIndex edge) const {
        return edge < base_.edge_count() ? base_.first_day.place_of(edge) : 0;
    }
    void mark(NodeIndex first) {
        marked_.reach(run_.view->node_limit());
        run_.keep(marked_.bytes());
        marked_.add(first);
    }
    bool takes(EdgeIndex edge) const {
        return filter_.takes(base_.type(edge)) && problem_.fits(0, edge, run_);
    }

    /// Marks who is one hop of this day on, or before, and so on where a day may have several.
    void spread_day(EdgeIndex begin, EdgeIndex end, bool back) {
        run_.look();
        while (spread(begin, end, back) && !strict_) {
        }
        for (const NodeIndex node : fresh_) marked_.add(node);
        fresh_.clear();
    }

    /// Over the relationships of a day once; true where somebody was marked.
    bool spread(EdgeIndex begin, EdgeIndex end, bool back) {
        const bool forth = back ? in_ : out_, other = back ? out_ : in_;
        bool grew = false;
        read_counts.half_edges += end - begin;
        for (EdgeIndex edge = begin; edge < end; ++edge) {
            const NodeIndex a = base_.source[edge], b = base_.target[edge];
            const bool has_a = marked_.has(a), has_b = marked_.has(b);
            const bool grows = (forth && has_a && !has_b) || (other && has_b && !has_a);
            if (!grows || !takes(edge)) continue;
            grew = true;
            if (strict_) {
                fresh_.push_back(has_a ? b : a);  // goes on on another day
            } else {
                marked_.add(has_a ? b : a);
            }
        }
        return grew;
    }

    /// Tells of each node the latest day on which one can have left to be there by now.
    void label_day(EdgeIndex begin, EdgeIndex end, std::int32_t day) {
        run_.look();
        left_[problem_.start()] = day;
        while (label(begin, end) && !strict_) {
        }
        for (const auto& [node, left] : later_) left_[node] = std::max(left_[node], left);
        later_.clear();
    }

    bool label(EdgeIndex begin, EdgeIndex end) {
        bool grew = false;
        read_counts.half_edges += end - begin;
        for (EdgeIndex edge = begin; edge < end; ++edge) {
            const NodeIndex a = base_.source[edge], b = base_.target[edge];
            const std::int32_t left_a = left_[a], left_b = left_[b];
            const bool to_b = out_ && left_a > left_b, to_a = in_ && left_b > left_a;
            if ((!to_b && !to_a) || !takes(edge)) continue;
            grew = true;
            const NodeIndex to = to_b ? b : a;
            const std::int32_t left = std::max(left_a, left_b);
            if (strict_) {
                later_.emplace_back(to, left);
            } else {
                left_[to] = left;
            }
        }
        return grew;
    }

    const PathProblem& problem_;
    Run& run_;
    const Snapshot& base_;
    const ArcFilter& filter_;
    bool out_, in_, strict_;
    EdgeIndex begin_, end_;
    Marks marked_;
    std::vector<NodeIndex> fresh_;
    std::vector<std::int32_t> left_;  ///< places in the table of days
    std::vector<std::pair<NodeIndex, std::int32_t>> later_;
};

/// The path of fewest hops within a stretch.
class Hops {
  public:
    Hops(const PathProblem& forwards, const PathProblem& backwards, Run& run)
        : forwards_(forwards),
          backwards_(backwards),
          run_(run),
          base_(run.view->base()),
          strict_(forwards.order().strict),
          forth_(forwards.filter(0)),
          back_(backwards.filter(0)),
          bounds_(run.view->node_limit(), 0) {
        run_.keep(bounds_.size() * sizeof(EdgeIndex));
    }

    /// None where it has more than `most` hops. `reached`: nodes elsewhere are not on it.
    std::optional<FoundPath> within(Stretch stretch, std::int64_t most, const Days* reached) {
        forth_.narrow(stretch.begin, stretch.end);
        back_.narrow(stretch.begin, stretch.end);
        const NodeIndex target = *forwards_.target();
        bounds_[target] = stretch.end;
        leaves_ = false;
        std::vector<NodeIndex> frontier{target};
        while (!leaves_ && !frontier.empty() && static_cast<std::int64_t>(rounds_.size()) < most) {
            rounds_.push_back(one_hop_back(frontier, reached));
            frontier.clear();
            for (const auto& [node, before] : rounds_.back()) frontier.push_back(node);
        }
        std::optional<FoundPath> out;
        if (leaves_) out = path();
        for (; !rounds_.empty(); rounds_.pop_back()) undo_round();
        bounds_[target] = 0;
        return out;
    }

  private:
    /// Relationships are numbered in order of days: this one's day begins and ends here.
    EdgeIndex day_begin(EdgeIndex edge) const { return base_.edges_from(base_.first(edge)); }
    EdgeIndex day_end(EdgeIndex edge) const { return base_.edges_from(base_.first(edge) + 1); }

    /// What must be left of a node for the hops behind it: relationships before this number.
    EdgeIndex bound(NodeIndex node) const { return bounds_[node]; }

    template <class Visit>
    void each_hop(const PathProblem& problem, const ArcFilter& filter, NodeIndex node,
                  Visit&& visit) {
        run_.view->expand(node, filter, [&](NodeIndex other, EdgeIndex edge) {
            run_.step();
            if (problem.fits(0, edge, run_)) visit(other, edge);
        });
    }

    /// Improves the nodes one hop before the frontier; each with the bound it had.
    std::vector<std::pair<NodeIndex, EdgeIndex>> one_hop_back(
        const std::vector<NodeIndex>& frontier, const Days* reached) {
        std::vector<std::pair<NodeIndex, EdgeIndex>> better;  // with the bound they get
        for (const NodeIndex node : frontier) {
            run_.look();
            const EdgeIndex limit = bound(node);
            each_hop(backwards_, back_, node, [&](NodeIndex from, EdgeIndex edge) {
                if (edge >= limit || from == *forwards_.target()) return;
                if (reached && !reached->has_marked(from)) return;  // nobody gets there in time
                if (edge < bound(from)) return;
                const EdgeIndex to = strict_ ? day_begin(edge) : day_end(edge);
                const bool is_start = from == forwards_.start();
                leaves_ = leaves_ || is_start;
                // The first hop may be on the first day there is.
                if (to > bound(from) || is_start) {
                    better.emplace_back(from, std::max<EdgeIndex>(to, 1));
                }
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

    /// Bounds as they were with one hop fewer to go.
    void undo_round() {
        for (const auto& [node, before] : rounds_.back()) bounds_[node] = before;
    }

    FoundPath path() {
        FoundPath out;
        out.nodes.push_back(forwards_.start());
        EdgeIndex earliest = 0;
        while (!rounds_.empty()) {
            undo_round();
            rounds_.pop_back();
            std::optional<std::pair<EdgeId, std::pair<NodeIndex, EdgeIndex>>> best;
            each_hop(forwards_, forth_, out.nodes.back(), [&](NodeIndex to, EdgeIndex edge) {
                if (edge < earliest || edge >= bound(to)) return;
                const EdgeId id = run_.view->edge_id(edge);
                if (!best || id < best->first) best = {id, {to, edge}};
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
    const PathProblem& backwards_;
    Run& run_;
    const Snapshot& base_;
    bool strict_;
    ArcFilter forth_, back_;  ///< of the stretch
    std::vector<EdgeIndex> bounds_;
    std::vector<std::vector<std::pair<NodeIndex, EdgeIndex>>> rounds_;
    bool leaves_ = false;  ///< the start is one hop before the last frontier
};

bool comes_first(const FoundPath& a, const FoundPath& b, const View& view) {
    if (a.edges.size() != b.edges.size()) return a.edges.size() < b.edges.size();
    return std::lexicographical_compare(
        a.edges.begin(), a.edges.end(), b.edges.begin(), b.edges.end(),
        [&](EdgeIndex x, EdgeIndex y) { return view.edge_id(x) < view.edge_id(y); });
}

}  // namespace

bool is_plain_timed(const PathProblem& problem, const Run& run) {
    const auto& search = problem.search();
    return search.selector >= Selector::earliest && search.count == 1 &&
           problem.order().order == ast::Order::chronological && !problem.order().within &&
           problem.is_plain() && !problem.reversed() && problem.target() &&
           *problem.target() != problem.start() && !run.transaction && run.view->is_pure() &&
           run.view->base().last_day.empty();
}

std::optional<std::vector<FoundPath>> timed_between(const PathProblem& forwards,
                                                    const PathProblem& backwards, Run& run) {
    Days days(forwards, run);
    std::vector<Stretch> stretches;
    const Selector selector = forwards.search().selector;
    if (selector == Selector::fastest) {
        stretches = days.fewest();
    } else {
        const auto one =
            selector == Selector::earliest ? days.until_arrival() : days.from_departure();
        if (one) stretches.push_back(*one);
    }
    if (stretches.empty()) return std::vector<FoundPath>{};
    Hops hops(forwards, backwards, run);
    std::int64_t most = forwards.rel(0).most.value_or(INT64_MAX);
    std::optional<FoundPath> best;
    for (const Stretch& stretch : stretches) {
        auto found = hops.within(stretch, most, selector == Selector::earliest ? &days : nullptr);
        if (!found || (best && !comes_first(*found, *best, *run.view))) continue;
        best = std::move(found);
        most = static_cast<std::int64_t>(best->edges.size());
    }
    if (!best) return {};
    return std::vector<FoundPath>{std::move(*best)};
}

}  // namespace parley::query
