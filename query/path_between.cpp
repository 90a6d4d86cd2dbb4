/// Breadth-first search from both ends at once, the smaller frontier first.
#include <algorithm>
#include <unordered_map>

#include "query/node_marks.hpp"
#include "query/path_search.hpp"

namespace parley::query {
namespace {

using Steps = std::vector<std::pair<NodeIndex, EdgeIndex>>;

/// One side: for each node reached its distance and all last steps of shortest ways to it.
struct Side {
    struct Reached {
        std::uint32_t distance;
        Steps from;
    };
    std::unordered_map<NodeIndex, Reached> reached;
    std::vector<NodeIndex> frontier;
    std::uint32_t depth = 0;
};

class Between {
  public:
    Between(const PathProblem& forwards, const PathProblem& backwards, bool all, Run& run)
        : problems_{&forwards, &backwards}, all_(all), run_(run) {
        sides_[0].reached[forwards.start()] = {0, {}};
        sides_[1].reached[*forwards.target()] = {0, {}};
        sides_[0].frontier = {forwards.start()};
        sides_[1].frontier = {*forwards.target()};
    }

    std::vector<FoundPath> search() {
        const std::int64_t most = problems_[0]->rel(0).most.value_or(INT64_MAX);
        while (meeting_.empty()) {
            if (sides_[0].frontier.empty() || sides_[1].frontier.empty()) return {};
            if (sides_[0].depth + sides_[1].depth >= most) return {};
            const std::size_t smaller =
                sides_[0].frontier.size() <= sides_[1].frontier.size() ? 0 : 1;
            advance(smaller);
        }
        std::sort(meeting_.begin(), meeting_.end());
        for (const NodeIndex middle : meeting_) {
            FoundPath path;
            back_to_start(middle, path);
            if (!all_ && !out_.empty()) break;
        }
        return std::move(out_);
    }

  private:
    void advance(std::size_t which) {
        Side& side = sides_[which];
        const Side& other = sides_[1 - which];
        const PathProblem& problem = *problems_[which];
        ++side.depth;
        std::vector<NodeIndex> next;
        Steps found;
        for (const NodeIndex node : side.frontier) {
            found.clear();
            problem.hops(node, 0, run_, found);
            for (const auto& [to, edge] : found) {
                const auto [at, fresh] =
                    side.reached.try_emplace(to, Side::Reached{side.depth, {}});
                if (fresh) {
                    run_.keep(64);
                    next.push_back(to);
                    if (other.reached.contains(to)) meeting_.push_back(to);
                }
                const bool keeps = at->second.distance == side.depth && (fresh || all_);
                if (keeps) at->second.from.emplace_back(node, edge);
            }
        }
        side.frontier = std::move(next);
    }

    /// All ways from `node` back to the start, each continued to the target.
    void back_to_start(NodeIndex node, FoundPath& path) {
        run_.step();
        path.nodes.push_back(node);
        const Side::Reached& here = sides_[0].reached.at(node);
        if (here.distance == 0) {
            FoundPath whole = path;
            std::reverse(whole.nodes.begin(), whole.nodes.end());
            std::reverse(whole.edges.begin(), whole.edges.end());
            const NodeIndex middle = whole.nodes.back();
            whole.nodes.pop_back();
            on_to_target(middle, whole);
        }
        for (const auto& [from, edge] : here.from) {
            path.edges.push_back(edge);
            back_to_start(from, path);
            path.edges.pop_back();
            if (!all_ && !out_.empty()) break;
        }
        path.nodes.pop_back();
    }

    void on_to_target(NodeIndex node, FoundPath& path) {
        run_.step();
        path.nodes.push_back(node);
        const Side::Reached& here = sides_[1].reached.at(node);
        if (here.distance == 0) {
            FoundPath done = path;
            done.places.assign(done.edges.size(), 0);
            run_.keep(sizeof(FoundPath) + 12 * done.nodes.size());
            out_.push_back(std::move(done));
        }
        for (const auto& [to, edge] : here.from) {
            path.edges.push_back(edge);
            on_to_target(to, path);
            path.edges.pop_back();
            if (!all_ && !out_.empty()) break;
        }
        path.nodes.pop_back();
    }

    const PathProblem* problems_[2];
    bool all_;
    Run& run_;
    Side sides_[2];
    std::vector<NodeIndex> meeting_;
    std::vector<FoundPath> out_;
};

/// One side of the search for any one shortest path: last steps in arrays of the size of the graph,
/// which are kept from search to search and cleared where they were touched.
struct QuickSide {
    struct Step {
        NodeIndex from;
        EdgeIndex edge;
    };
    Marks reached;
    std::vector<Step> steps;       ///< by node; of reached nodes
    std::vector<NodeIndex> order;  ///< the end first, then as they were reached
    std::size_t frontier = 0;      ///< nodes of `order` from here on have not been gone on from
    std::int64_t depth = 0;

    void start(NodeIndex node, NodeIndex limit) {
        for (const NodeIndex old : order) reached.remove(old);
        order.clear();
        frontier = 0;
        depth = 0;
        reached.reach(limit);
        if (steps.size() < limit) steps.resize(limit);
        reached.add(node);
        order.push_back(node);
    }
    bool is_done() const { return frontier == order.size(); }
    /// Half-edges that the next step looks at, about.
    std::uint64_t cost(const View& view, Direction direction) const {
        std::uint64_t sum = 0;
        for (std::size_t i = frontier; i < order.size(); ++i) {
            sum += view.degree_estimate(order[i], direction);
        }
        return sum;
    }
    /// One hop on; the node where it met the other side.
    std::optional<NodeIndex> advance(const PathProblem& problem, const QuickSide& other, Run& run) {
        std::optional<NodeIndex> meeting;
        ++depth;
        for (const std::size_t end = order.size(); frontier < end; ++frontier) {
            const NodeIndex node = order[frontier];
            const std::size_t before = order.size();
            const bool on = problem.each_hop(node, 0, run, [&](NodeIndex to, EdgeIndex edge) {
                if (!reached.add(to)) return true;
                steps[to] = {node, edge};
                order.push_back(to);
                if (!other.reached.has(to)) return true;
                meeting = to;
                return false;
            });
            run.step();
            if (order.size() - before > 1024) run.look();
            if (!on) break;
        }
        return meeting;
    }
    /// Edges from the end to this node, nearest to the node first.
    void trace(NodeIndex node, std::vector<NodeIndex>& nodes, std::vector<EdgeIndex>& edges) const {
        while (node != order.front()) {
            edges.push_back(steps[node].edge);
            node = steps[node].from;
            nodes.push_back(node);
        }
    }
};

std::vector<FoundPath> any_shortest(const PathProblem& forwards, const PathProblem& backwards,
                                    Run& run) {
    thread_local QuickSide sides[2];
    const PathProblem* problems[] = {&forwards, &backwards};
    const NodeIndex limit = run.view->node_limit();
    const std::size_t bytes = 2 * (std::size_t{limit} * sizeof(QuickSide::Step) + limit / 8);
    run.keep(bytes);
    sides[0].start(forwards.start(), limit);
    sides[1].start(*forwards.target(), limit);
    const std::int64_t most = forwards.rel(0).most.value_or(INT64_MAX);
    std::optional<NodeIndex> meeting;
    while (!meeting && !sides[0].is_done() && !sides[1].is_done() &&
           sides[0].depth + sides[1].depth < most) {
        std::uint64_t costs[2];
        for (std::size_t i = 0; i < 2; ++i) {
            costs[i] = sides[i].cost(*run.view, problems[i]->filter(0).direction());
        }
        const std::size_t which = costs[0] <= costs[1] ? 0 : 1;
        meeting = sides[which].advance(*problems[which], sides[1 - which], run);
    }
    run.release(bytes);
    if (!meeting) return {};
    FoundPath path;
    path.nodes.push_back(*meeting);
    sides[0].trace(*meeting, path.nodes, path.edges);
    std::reverse(path.nodes.begin(), path.nodes.end());
    std::reverse(path.edges.begin(), path.edges.end());
    sides[1].trace(*meeting, path.nodes, path.edges);
    path.places.assign(path.edges.size(), 0);
    return {std::move(path)};
}

}  // namespace

std::vector<FoundPath> shortest_between(const PathProblem& forwards, const PathProblem& backwards,
                                        bool all, Run& run) {
    if (!all) return any_shortest(forwards, backwards, run);
    return Between(forwards, backwards, all, run).search();
}

}  // namespace parley::query
