/// Best-first search: partial paths in order of what they can still become.
///
/// The key of a partial path is never worse than that of any path it grows into, so complete paths
/// come out best first. On plain patterns without WITHIN a partial path is dropped when another
/// one at its node is no worse in everything that counts: a path that loops can be cut short, and
/// waiting is free. Paths that come back to their start are searched apart without that.
#include <algorithm>
#include <map>
#include <queue>
#include <unordered_map>

#include "query/path_search.hpp"

namespace parley::query {
namespace {

using ast::Selector;

struct Partial {
    std::int32_t parent;
    NodeIndex node;
    EdgeIndex edge;
    std::uint32_t place;
    std::int64_t count;  ///< hops at this place
    std::uint32_t length;
    std::optional<DateSpan> days;
    Day departure = 0;
    std::int64_t objective = 0;  ///< less is better
};

bool by_time(Selector selector) { return selector >= Selector::earliest; }

class BestFirst {
  public:
    BestFirst(const PathProblem& problem, Run& run, bool only_closed)
        : problem_(problem), run_(run), only_closed_(only_closed) {
        const auto& search = problem.search();
        dominates_ = problem.is_plain() && !problem.order().within && !only_closed &&
                     search.count == 1 && search.selector != Selector::shortest_groups;
    }

    std::vector<FoundPath> search() {
        push({-1, problem_.start(), 0, 0, 0, 0, {}, 0, 0});
        while (!queue_.empty() && !done_) {
            run_.step();
            const std::int32_t at = queue_.top();
            queue_.pop();
            if (!is_dominated(at)) visit(at);
        }
        run_.release(arena_.size() * sizeof(Partial));
        return std::move(out_);
    }

    /// Closed paths were left out, and may be asked for.
    bool missed_closed() const {
        const auto& target = problem_.target();
        return dominates_ && (!target || *target == problem_.start());
    }

  private:
    /// A step to the next place of the pattern, without an edge.
    static constexpr EdgeIndex no_edge = std::numeric_limits<EdgeIndex>::max();
    struct Chosen {
        std::int64_t paths = 0;
        std::int64_t groups = 0;
        std::uint32_t length = 0;
    };

    struct Worse {
        const BestFirst* self;
        bool operator()(std::int32_t a, std::int32_t b) const { return self->worse(a, b); }
    };

    /// By objective, then hops, then ids of the edges in order.
    bool worse(std::int32_t a, std::int32_t b) const {
        const Partial& x = arena_[static_cast<std::size_t>(a)];
        const Partial& y = arena_[static_cast<std::size_t>(b)];
        if (x.objective != y.objective) return x.objective > y.objective;
        if (x.length != y.length) return x.length > y.length;
        // ANY takes one of the shortest, ALL SHORTEST takes them all: ids settle nothing.
        if (problem_.search().selector <= Selector::all_shortest) return a > b;
        return sequence(b) < sequence(a);
    }

    std::vector<EdgeId> sequence(std::int32_t at) const {
        std::vector<EdgeId> out;
        for (; arena_[static_cast<std::size_t>(at)].parent >= 0;
             at = arena_[static_cast<std::size_t>(at)].parent) {
            out.push_back(run_.view->edge_id(arena_[static_cast<std::size_t>(at)].edge));
        }
        std::reverse(out.begin(), out.end());
        return out;
    }

    void push(Partial partial) {
        run_.keep(sizeof(Partial));
        arena_.push_back(std::move(partial));
        queue_.push(static_cast<std::int32_t>(arena_.size()) - 1);
    }

    /// Drops what cannot be better than a path seen at the same node, and remembers the others.
    bool is_dominated(std::int32_t at) {
        const Partial& p = arena_[static_cast<std::size_t>(at)];
        if (!dominates_ || p.length == 0) return false;
        const bool ties_count = problem_.search().selector == Selector::all_shortest;
        const bool any_will_do = problem_.search().selector <= Selector::any_shortest;
        auto& seen = labels_[p.node];
        for (const std::int32_t other : seen) {
            const Partial& q = arena_[static_cast<std::size_t>(other)];
            const bool earlier = !p.days || problem_.order().order == ast::Order::none ||
                                 problem_.order().order == ast::Order::simultaneous ||
                                 q.days->first <= p.days->first;
            const bool departs = !by_time(problem_.search().selector) ||
                                 problem_.search().selector == Selector::earliest ||
                                 q.departure >= p.departure;
            const bool meets = problem_.order().order != ast::Order::simultaneous ||
                               (q.days->first <= p.days->first && q.days->last >= p.days->last);
            // Of equal length the one whose ids come first also wins every tie later on.
            const bool shorter =
                q.length < p.length || (!ties_count && q.length == p.length &&
                                        (any_will_do || sequence(other) < sequence(at)));
            if (earlier && departs && meets && shorter) return true;
        }
        seen.push_back(at);
        return false;
    }

    void visit(std::int32_t at) {
        const Partial partial = arena_[static_cast<std::size_t>(at)];
        if (problem_.may_leave(partial.node, partial.place, partial.count, run_)) {
            if (partial.place + 1 == problem_.places()) {
                complete(at, partial);
            } else {
                leave(at, partial);
            }
        }
        if (!done_ && problem_.may_stay(partial.place, partial.count)) grow(at, partial);
    }

    /// The same path at the next place of the pattern.
    void leave(std::int32_t at, const Partial& partial) {
        Partial next = partial;
        ++next.place;
        next.count = 0;
        next.parent = at;
        next.edge = no_edge;
        arena_.push_back(next);
        visit(static_cast<std::int32_t>(arena_.size()) - 1);
    }

    void grow(std::int32_t at, const Partial& partial) {
        FoundPath so_far;
        trace(at, so_far);
        std::vector<std::pair<NodeIndex, EdgeIndex>> found;
        problem_.hops(partial.node, partial.place, run_, found);
        for (const auto& [node, edge] : found) {
            if (!mode_allows(problem_.search().mode, so_far.nodes, so_far.edges, node, edge)) {
                continue;
            }
            const auto days = problem_.extend(so_far.edges.empty() ? std::nullopt : partial.days,
                                              edge, *run_.view);
            if (!days) continue;
            Partial next{at,   node, edge, partial.place, partial.count + 1, partial.length + 1,
                         days, 0,    0};
            so_far.edges.push_back(edge);
            rate(next, so_far);
            so_far.edges.pop_back();
            push(next);
        }
    }

    void rate(Partial& partial, const FoundPath& path) const {
        const Selector selector = problem_.search().selector;
        if (!by_time(selector)) {
            partial.objective = partial.length;
            return;
        }
        if (selector == Selector::earliest) {
            partial.objective = partial.days->first;
            return;
        }
        std::vector<DateSpan> spans;
        for (const EdgeIndex edge : path.edges) {
            const EdgeEnds ends = run_.view->ends(edge);
            spans.push_back({ends.first, ends.last});
        }
        partial.departure = problem_.order().latest_departure(spans);
        if (selector == Selector::latest) {
            partial.objective = -std::int64_t{partial.departure};
        } else {
            partial.objective =
                std::int64_t{problem_.order().arrival_from(partial.departure, spans)} -
                partial.departure;
        }
    }

    void trace(std::int32_t at, FoundPath& out) const {
        while (at >= 0) {
            const Partial& p = arena_[static_cast<std::size_t>(at)];
            if (p.parent < 0) {
                out.nodes.push_back(p.node);
            } else if (p.edge != no_edge) {
                out.nodes.push_back(p.node);
                out.edges.push_back(p.edge);
                out.places.push_back(p.place);
            }
            at = p.parent;
        }
        std::reverse(out.nodes.begin(), out.nodes.end());
        std::reverse(out.edges.begin(), out.edges.end());
        std::reverse(out.places.begin(), out.places.end());
    }

    /// A complete path: kept when the selector still wants one for this end.
    void complete(std::int32_t at, const Partial& partial) {
        const bool closed = partial.node == problem_.start();
        // With dominance closed paths may be missed: they are searched for apart.
        if (closed != only_closed_ && (only_closed_ || dominates_)) return;
        const auto& search = problem_.search();
        Chosen& chosen = chosen_[partial.node];
        switch (search.selector) {
            case Selector::all:
                break;
            case Selector::any:
            case Selector::any_shortest:
            case Selector::shortest:
            case Selector::earliest:
            case Selector::latest:
            case Selector::fastest: {
                const std::int64_t wanted =
                    search.selector <= Selector::any_shortest ? 1 : search.count;
                if (chosen.paths >= wanted) return;
                break;
            }
            case Selector::all_shortest:
            case Selector::shortest_groups: {
                if (chosen.paths > 0 && partial.length == chosen.length) break;
                const std::int64_t groups =
                    search.selector == Selector::all_shortest ? 1 : search.count;
                if (chosen.groups >= groups) {
                    if (problem_.target()) done_ = true;
                    return;
                }
                ++chosen.groups;
                chosen.length = partial.length;
                break;
            }
        }
        ++chosen.paths;
        FoundPath path;
        trace(at, path);
        out_.push_back(std::move(path));
        const bool ties = search.selector == Selector::all_shortest ||
                          search.selector == Selector::shortest_groups;
        const std::int64_t wanted = search.selector <= Selector::any_shortest ? 1 : search.count;
        done_ = problem_.target() && !ties && chosen.paths >= wanted;
    }

    const PathProblem& problem_;
    Run& run_;
    bool only_closed_;
    bool dominates_ = false;
    bool done_ = false;
    std::vector<Partial> arena_;
    std::priority_queue<std::int32_t, std::vector<std::int32_t>, Worse> queue_{Worse{this}};
    std::unordered_map<NodeIndex, std::vector<std::int32_t>> labels_;
    std::unordered_map<NodeIndex, Chosen> chosen_;
    std::vector<FoundPath> out_;
};

}  // namespace

std::vector<FoundPath> best_paths(const PathProblem& problem, Run& run) {
    BestFirst search(problem, run, false);
    std::vector<FoundPath> out = search.search();
    if (search.missed_closed()) {
        BestFirst closed(problem, run, true);
        for (FoundPath& path : closed.search()) out.push_back(std::move(path));
    }
    return out;
}

}  // namespace parley::query
