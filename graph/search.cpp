#include "graph/search.hpp"

#include <algorithm>
#include <map>
#include <queue>

namespace parley {
namespace {

ArcFilter reversed(const ArcFilter& filter) {
    Direction direction = filter.direction();
    if (direction != Direction::both) {
        direction = direction == Direction::out ? Direction::in : Direction::out;
    }
    ArcFilter turned = filter;
    turned.set_direction(direction);
    return turned;
}

/// Breadth first from `start`; the queue then holds the nodes in order of distance. Returns where
/// the last level begins in it.
std::size_t spread(const View& view, NodeIndex start, std::uint32_t hops, const ArcFilter& filter,
                   SearchMarks& marks) {
    marks.start(view);
    auto& queue = marks.queue();
    marks.mark(start);
    queue.push_back(start);
    std::size_t next = 0;
    for (std::uint32_t hop = 0; hop < hops && next < queue.size(); ++hop) {
        for (const std::size_t end = queue.size(); next < end; ++next) {
            view.expand(queue[next], filter, [&](NodeIndex other, EdgeIndex) {
                if (marks.is_marked(other)) return;
                marks.mark(other);
                queue.push_back(other);
            });
        }
    }
    return next;
}

IndexPath path_through(const SearchMarks& marks, NodeIndex from, NodeIndex to, NodeIndex meeting) {
    IndexPath path;
    for (NodeIndex node = meeting; node != from;) {
        auto [before, edge] = marks.way(node, 0);
        path.nodes.push_back(node);
        path.edges.push_back(edge);
        node = before;
    }
    path.nodes.push_back(from);
    std::reverse(path.nodes.begin(), path.nodes.end());
    std::reverse(path.edges.begin(), path.edges.end());
    for (NodeIndex node = meeting; node != to;) {
        auto [after, edge] = marks.way(node, 1);
        path.nodes.push_back(after);
        path.edges.push_back(edge);
        node = after;
    }
    return path;
}

/// One of the two searches.
struct Side {
    int number;
    ArcFilter filter;
    std::size_t rim = 0;     ///< where the rim begins in the queue
    std::uint64_t work = 0;  ///< half-edges at the rim

    /// Goes one level further. The node where the searches meet, if they do: the first meeting
    /// within a level is on a shortest path, since the other side stands at a whole level too.
    std::optional<NodeIndex> grow(const View& view, SearchMarks& marks) {
        auto& queue = marks.queue(number);
        const int other_side = 1 - number;
        std::optional<NodeIndex> meeting;
        std::uint64_t next_work = 0;
        const std::size_t end = queue.size();
        for (; rim < end && !meeting; ++rim) {
            const NodeIndex node = queue[rim];
            view.expand(node, filter, [&](NodeIndex other, EdgeIndex edge) {
                if (marks.is_marked(other, number)) return true;
                marks.mark(other, number);
                marks.set_way(other, number, node, edge);
                if (marks.is_marked(other, other_side)) {
                    meeting = other;
                    return false;
                }
                queue.push_back(other);
                next_work += view.degree_estimate(other, filter.direction());
                return true;
            });
        }
        work = next_work;
        return meeting;
    }
};

/// Days in order, each to its fixpoint: both ends of an edge are reached once one is.
class DayStream {
  public:
    DayStream(const View& view, const ArcFilter& filter, SearchMarks& marks)
        : base_(view.base()), filter_(filter), marks_(marks) {}

    std::optional<Day> run(NodeIndex from, NodeIndex to) {
        marks_.mark(from);
        const DayTable& table = base_.first_day;
        auto at = std::upper_bound(table.start.begin(), table.start.end(), filter_.begin());
        for (auto i = static_cast<std::size_t>(at - table.start.begin()) - 1;
             i < table.days.size() && table.start[i] < filter_.end(); ++i) {
            const EdgeIndex begin = std::max(table.start[i], filter_.begin());
            const EdgeIndex end = std::min(table.start[i + 1], filter_.end());
            while (pass(begin, end)) {
            }
            if (marks_.is_marked(to)) return table.days[i];
        }
        return {};
    }

  private:
    /// True where the day may have more: somebody new was reached.
    bool pass(EdgeIndex begin, EdgeIndex end) {
        bool more = false;
        const bool forward = filter_.direction() != Direction::in;
        const bool backward = filter_.direction() != Direction::out;
        for (EdgeIndex e = begin; e < end; ++e) {
            NodeIndex source = base_.source[e], target = base_.target[e];
            bool at_source = marks_.is_marked(source), at_target = marks_.is_marked(target);
            if (at_source == at_target) continue;
            if (!(at_source ? forward : backward)) continue;
            if (!filter_.takes_all_types() && !filter_.takes(base_.type(e))) continue;
            marks_.mark(at_source ? target : source);
            more = true;
        }
        return more;
    }

    const Snapshot& base_;
    const ArcFilter& filter_;
    SearchMarks& marks_;
};

/// The least label first. For spans of days and for views with changes.
std::optional<Day> arrival_by_labels(const View& view, NodeIndex from, NodeIndex to,
                                     const ArcFilter& filter) {
    std::map<NodeIndex, Day> label;
    using Entry = std::pair<Day, NodeIndex>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
    auto relax = [&](NodeIndex node, Day day) {
        view.expand(node, filter, [&](NodeIndex other, EdgeIndex edge) {
            EdgeEnds ends = view.ends(edge);
            if (ends.first == kNoDay || ends.last < day) return;
            Day arrival = std::max(day, ends.first);
            auto [at, fresh] = label.try_emplace(other, arrival);
            if (!fresh && at->second <= arrival) return;
            at->second = arrival;
            queue.emplace(arrival, other);
        });
    };
    relax(from, std::numeric_limits<Day>::min());
    while (!queue.empty()) {
        auto [day, node] = queue.top();
        queue.pop();
        if (label[node] != day) continue;
        if (node == to) return day;
        relax(node, day);
    }
    return {};
}

}  // namespace

void SearchMarks::start(const View& view) {
    if (++now_ == 0) {
        // Stamps came round: old ones would look new.
        for (auto& stamps : stamp_) std::fill(stamps.begin(), stamps.end(), 0U);
        now_ = 1;
    }
    for (auto& stamps : stamp_) {
        if (stamps.size() < view.node_limit()) stamps.resize(view.node_limit(), 0);
    }
    for (auto& queue : queue_) queue.clear();
}

void SearchMarks::set_way(NodeIndex node, int side, NodeIndex from, EdgeIndex by) {
    if (from_[side].size() < stamp_[side].size()) {
        from_[side].resize(stamp_[side].size());
        by_[side].resize(stamp_[side].size());
    }
    from_[side][node] = from;
    by_[side][node] = by;
}

std::vector<NodeIndex> nodes_within(const View& view, NodeIndex start, std::uint32_t hops,
                                    const ArcFilter& filter, SearchMarks& marks) {
    spread(view, start, hops, filter, marks);
    return {marks.queue().begin() + 1, marks.queue().end()};
}

std::uint32_t count_within(const View& view, NodeIndex start, std::uint32_t hops,
                           const ArcFilter& filter, SearchMarks& marks) {
    if (hops == 0) return 0;
    // The last hop needs no queue: nobody is visited from there.
    const std::size_t rim = spread(view, start, hops - 1, filter, marks);
    auto& queue = marks.queue();
    auto found = static_cast<std::uint32_t>(queue.size()) - 1;
    for (std::size_t i = rim; i < queue.size(); ++i) {
        view.expand(queue[i], filter, [&](NodeIndex other, EdgeIndex) {
            found += marks.is_marked(other) ? 0 : 1;
            marks.mark(other);
        });
    }
    return found;
}

std::optional<IndexPath> shortest_path(const View& view, NodeIndex from, NodeIndex to,
                                       std::uint32_t max_hops, const ArcFilter& filter,
                                       SearchMarks& marks) {
    if (from == to) return IndexPath{{from}, {}};
    marks.start(view);
    Side sides[2] = {{0, filter}, {1, reversed(filter)}};
    for (Side& side : sides) {
        NodeIndex start = side.number == 0 ? from : to;
        marks.mark(start, side.number);
        marks.queue(side.number).push_back(start);
        side.work = view.degree_estimate(start, side.filter.direction());
    }
    for (std::uint32_t hops = 0; hops < max_hops; ++hops) {
        for (Side& side : sides) {
            if (side.rim == marks.queue(side.number).size()) return {};
        }
        Side& side = sides[0].work <= sides[1].work ? sides[0] : sides[1];
        if (auto meeting = side.grow(view, marks)) return path_through(marks, from, to, *meeting);
    }
    return {};
}

std::optional<Day> earliest_arrival(const View& view, NodeIndex from, NodeIndex to,
                                    const ArcFilter& filter, SearchMarks& marks) {
    // Streaming needs days in order, and tells a cycle back to the start from never having left.
    if (view.is_pure() && view.base().last_day.empty() && from != to && filter.window()) {
        marks.start(view);
        return DayStream(view, filter, marks).run(from, to);
    }
    return arrival_by_labels(view, from, to, filter);
}

std::vector<std::uint32_t> degrees(const View& view, const ArcFilter& filter) {
    std::vector<std::uint32_t> degree(view.node_limit(), 0);
    auto add = [&](NodeIndex source, NodeIndex target) {
        if (filter.direction() != Direction::in) ++degree[source];
        if (filter.direction() == Direction::in ||
            (filter.direction() == Direction::both && source != target)) {
            ++degree[target];
        }
    };
    const Snapshot& base = view.base();
    const bool plain = view.is_pure() && base.last_day.empty();
    if (plain) {
        EdgeIndex end = filter.window() ? filter.end() : base.edge_count();
        for (EdgeIndex e = filter.begin(); e < end; ++e) {
            if (filter.takes_all_types() || filter.takes(base.type(e))) {
                add(base.source[e], base.target[e]);
            }
        }
        return degree;
    }
    auto visit = [&](EdgeIndex e) {
        EdgeEnds ends = view.ends(e);
        if (filter.takes(ends.type)) add(ends.source, ends.target);
    };
    if (filter.window()) {
        view.for_each_edge_in(*filter.window(), visit);
    } else {
        view.for_each_edge(visit);
    }
    return degree;
}

std::vector<std::pair<NodeIndex, std::uint32_t>> top_degrees(const View& view,
                                                             const ArcFilter& filter,
                                                             std::size_t count) {
    const std::vector<std::uint32_t> degree = degrees(view, filter);
    std::vector<std::pair<NodeIndex, std::uint32_t>> top;
    if (count == 0) return top;
    auto before = [](const auto& a, const auto& b) {
        return a.second != b.second ? a.second > b.second : a.first < b.first;
    };
    // A heap whose front is the least of the best so far: most nodes fall at one comparison.
    for (NodeIndex node = 0; node < degree.size(); ++node) {
        if (degree[node] == 0) continue;
        if (top.size() == count && degree[node] <= top.front().second) continue;
        if (top.size() == count) {
            std::pop_heap(top.begin(), top.end(), before);
            top.pop_back();
        }
        top.emplace_back(node, degree[node]);
        std::push_heap(top.begin(), top.end(), before);
    }
    std::sort_heap(top.begin(), top.end(), before);
    return top;
}

DayCounts count_by_day(const View& view, const ArcFilter& filter) {
    DayCounts counts;
    std::map<Day, std::uint32_t> loose;
    auto visit = [&](EdgeIndex e) {
        EdgeEnds ends = view.ends(e);
        if (!filter.takes(ends.type)) return;
        if (ends.first == kNoDay || ends.first != ends.last) {
            counts.others.push_back(e);
        } else {
            ++loose[ends.first];
        }
    };
    const Snapshot& base = view.base();
    if (view.is_pure() && base.last_day.empty()) {
        const DayTable& table = base.first_day;
        for (std::size_t i = 0; i < table.days.size(); ++i) {
            EdgeIndex begin = table.start[i], end = table.start[i + 1];
            if (filter.window()) {
                begin = std::max(begin, filter.begin());
                end = std::min(end, filter.end());
            }
            if (begin >= end) continue;
            std::uint32_t edges = 0;
            for (EdgeIndex e = begin; e < end; ++e) edges += filter.takes(base.type(e)) ? 1 : 0;
            if (edges == 0) continue;
            if (table.days[i] != kNoDay) {
                counts.days.emplace_back(table.days[i], edges);
                continue;
            }
            for (EdgeIndex e = begin; e < end; ++e) visit(e);
        }
        return counts;
    }
    if (filter.window()) {
        view.for_each_edge_in(*filter.window(), visit);
    } else {
        view.for_each_edge(visit);
    }
    counts.days.assign(loose.begin(), loose.end());
    return counts;
}

}  // namespace parley
