/// Breadth-first search from both ends at once, the smaller frontier first.
#include <algorithm>
#include <unordered_map>

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

}  // namespace

std::vector<FoundPath> shortest_between(const PathProblem& forwards, const PathProblem& backwards,
                                        bool all, Run& run) {
    return Between(forwards, backwards, all, run).search();
}

}  // namespace parley::query
