#pragma once
/// Searches that run over the arrays at memory speed: what wide and long patterns come down to.
/// All work on any view; one without changes since its snapshot is fastest.

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "graph/view.hpp"

namespace parley {

/// Marks a node and remembers the way to it, for one or two searches at a time. Kept between
/// searches, so that starting one costs nothing: a mark holds while its stamp is the newest.
/// Not for two threads at once.
class SearchMarks {
  public:
    /// Forgets all marks. Constant time, but for a larger view than before.
    void start(const View& view);
    bool is_marked(NodeIndex node, int side = 0) const { return stamp_[side][node] == now_; }
    void mark(NodeIndex node, int side = 0) { stamp_[side][node] = now_; }
    /// A queue of nodes a side, empty after start().
    std::vector<NodeIndex>& queue(int side = 0) { return queue_[side]; }
    /// The edge by which a marked node was reached, and from where.
    void set_way(NodeIndex node, int side, NodeIndex from, EdgeIndex by);
    std::pair<NodeIndex, EdgeIndex> way(NodeIndex node, int side) const {
        return {from_[side][node], by_[side][node]};
    }

  private:
    std::vector<std::uint32_t> stamp_[2];
    std::vector<NodeIndex> queue_[2];
    std::vector<NodeIndex> from_[2];
    std::vector<EdgeIndex> by_[2];
    std::uint32_t now_ = 0;
};

inline constexpr std::uint32_t kAnyHops = 0xffffffff;

/// Nodes that at least 1 and at most `hops` edges lead to, `start` itself left out: each once, in
/// order of distance. Equals the distinct ends of all trails of 1 to `hops` edges, without `start`.
/// Linear in the half-edges of the nodes nearer than `hops`.
std::vector<NodeIndex> nodes_within(const View& view, NodeIndex start, std::uint32_t hops,
                                    const ArcFilter& filter, SearchMarks& marks);
/// How many nodes that would be.
std::uint32_t count_within(const View& view, NodeIndex start, std::uint32_t hops,
                           const ArcFilter& filter, SearchMarks& marks);

/// Nodes and edges in order; one node more than edges.
struct IndexPath {
    std::vector<NodeIndex> nodes;
    std::vector<EdgeIndex> edges;
};

/// One of the shortest paths of at most `max_hops` edges: a single node where `from` is `to`, none
/// where there is no path. The filter's direction is the direction of travel. Searches from both
/// ends, the side with fewer half-edges at its rim first.
std::optional<IndexPath> shortest_path(const View& view, NodeIndex from, NodeIndex to,
                                       std::uint32_t max_hops, const ArcFilter& filter,
                                       SearchMarks& marks);

/// The least day on which a chronological path from `from` ends in `to`: days d1 <= d2 <= ... can
/// be chosen, one in each edge's span. None where there is no such path of at least one edge.
/// Undated edges are left out. Edges of single days in a window are streamed in their order;
/// otherwise days are labels over the adjacency.
std::optional<Day> earliest_arrival(const View& view, NodeIndex from, NodeIndex to,
                                    const ArcFilter& filter, SearchMarks& marks);

/// Half-edges of every node that pass the filter (self-loops count once for `both`), by node.
/// Linear in the window's edges and the nodes.
std::vector<std::uint32_t> degrees(const View& view, const ArcFilter& filter);

/// The `count` live nodes with most half-edges, those without any left out; most first, then by
/// index.
std::vector<std::pair<NodeIndex, std::uint32_t>> top_degrees(const View& view,
                                                             const ArcFilter& filter,
                                                             std::size_t count);

/// Edges by day.
struct DayCounts {
    std::vector<std::pair<Day, std::uint32_t>> days;  ///< ascending, each day once
    std::vector<EdgeIndex> others;                    ///< undated, or of more than one day
};
/// Counts edges that pass the filter's types and window (its direction is of no matter).
DayCounts count_by_day(const View& view, const ArcFilter& filter);

}  // namespace parley
