#pragma once
/// What the searches for paths share: which hops a pattern allows from where, and what is found.

#include <cstdint>
#include <optional>
#include <vector>

#include "query/operators/expand.hpp"
#include "query/path_order.hpp"

namespace parley::query {

/// A path, with the place in the pattern each hop was made for.
struct FoundPath {
    std::vector<NodeIndex> nodes;
    std::vector<EdgeIndex> edges;
    std::vector<std::uint32_t> places;  ///< index of the relationship pattern, for each edge
};

/// One path pattern as a small automaton: place i is relationship pattern i, `count` its hops so
/// far. May be walked from its right end: then everything here is mirrored.
class PathProblem {
  public:
    PathProblem(const ast::PathPattern& pattern, const ast::Window* window, bool reversed);
    PathProblem(const PathProblem&) = delete;  // rels_ point into narrowings_
    PathProblem& operator=(const PathProblem&) = delete;

    /// Evaluates window and WITHIN; to be called for each row. `start` and `target` are nodes.
    void prepare(Run& run, NodeIndex start, std::optional<NodeIndex> target);

    std::size_t places() const { return rels_.size(); }
    const ast::RelPattern& rel(std::size_t place) const { return rels_[place].pattern(); }
    const ast::PathSearch& search() const { return pattern_.search; }
    const DayOrder& order() const { return order_; }
    const std::optional<NodeIndex>& target() const { return target_; }
    NodeIndex start() const { return start_; }
    bool reversed() const { return reversed_; }

    /// Hops from a node at a place, in order of edge id: appends (other node, edge).
    void hops(NodeIndex node, std::size_t place, Run& run,
              std::vector<std::pair<NodeIndex, EdgeIndex>>& out) const;
    /// The same in no order: visit(node, edge), to stop early return false from it.
    template <class Visit>
    bool each_hop(NodeIndex node, std::size_t place, Run& run, Visit&& visit) const {
        const RelTest& rel = rels_[place];
        if (rel.takes_all()) return run.view->expand(node, rel.filter(), visit);
        return run.view->expand(node, rel.filter(), [&](NodeIndex other, EdgeIndex edge) {
            return !rel.fits(edge, run) || visit(other, edge);
        });
    }
    const ArcFilter& filter(std::size_t place) const { return rels_[place].filter(); }
    /// The conditions beside those of the filter.
    bool fits(std::size_t place, EdgeIndex edge, Run& run) const {
        return rels_[place].takes_all() || rels_[place].fits(edge, run);
    }
    /// May the path leave place (count hops made) at this node for the next one?
    bool may_leave(NodeIndex node, std::size_t place, std::int64_t count, Run& run) const;
    bool may_stay(std::size_t place, std::int64_t count) const {
        return count < rel(place).most.value_or(INT64_MAX);
    }
    /// The interval after one more hop by this edge; none where order or dates forbid it.
    /// Without an order always an (empty) interval.
    std::optional<DateSpan> extend(const std::optional<DateSpan>& before, EdgeIndex edge,
                                   const View& view) const;

    /// One relationship pattern of any length from one on (or from none on): loops never help, so
    /// the best label of a node is enough.
    bool is_plain() const;

  private:
    const ast::PathPattern& pattern_;
    bool reversed_;
    std::vector<Narrowing> narrowings_;  ///< of what WHERE in the pattern asks of each hop
    std::vector<RelTest> rels_;
    std::vector<NodeTest> nodes_;  ///< in the order of the walk, the start included
    DayOrder order_;
    NodeIndex start_ = 0;
    std::optional<NodeIndex> target_;
};

/// May this edge to this node come next after such a path? TRAIL, SIMPLE, ACYCLIC.
bool mode_allows(ast::Mode mode, const std::vector<NodeIndex>& nodes,
                 const std::vector<EdgeIndex>& edges, NodeIndex next, EdgeIndex by);

/// All paths the selector picks, for every end that is reached from the start; in order of end of
/// search, best first. Best-first search with dominance where that is sound.
std::vector<FoundPath> best_paths(const PathProblem& problem, Run& run);

/// ANY and ALL SHORTEST between two different nodes without an order: breadth first from both ends.
/// `backwards` is the same problem walked from the target.
std::vector<FoundPath> shortest_between(const PathProblem& forwards, const PathProblem& backwards,
                                        bool all, Run& run);

/// EARLIEST, LATEST or FASTEST between two different nodes over a snapshot whose relationships are
/// each of one day.
bool is_plain_timed(const PathProblem& problem, const Run& run);
/// No value where the path has more hops than the pattern allows: another one may do.
std::optional<std::vector<FoundPath>> timed_between(const PathProblem& forwards,
                                                    const PathProblem& backwards, Run& run);

}  // namespace parley::query
