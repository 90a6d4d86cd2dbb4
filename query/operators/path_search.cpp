#include "query/operators/path_search.hpp"

#include <algorithm>

#include "query/arithmetic.hpp"
#include "query/ast_text.hpp"

namespace parley::query {
namespace {

bool starts_at_the_right(const ast::PathPattern& pattern, const std::set<std::int32_t>& bound) {
    return !bound.contains(pattern.nodes.front().slot);
}

}  // namespace

PathSearchStep::PathSearchStep(OperatorPtr input, const ast::PathPattern& pattern,
                               const ast::Window* window, const std::set<std::int32_t>& bound)
    : Step(std::move(input)),
      pattern_(pattern),
      reversed_(starts_at_the_right(pattern, bound)),
      target_is_bound_(!reversed_ && (bound.contains(pattern.nodes.back().slot) ||
                                      pattern.nodes.back().slot == pattern.nodes.front().slot)),
      problem_(pattern, window, reversed_),
      backwards_(pattern, window, !reversed_) {}

std::string PathSearchStep::describe() const {
    std::string out = "SearchPath " + to_text(pattern_);
    if (reversed_) out += " from the right";
    return out + (target_is_bound_ ? ", both ends known" : "");
}

void PathSearchStep::do_open(Run& run) {
    active_ = false;
    input_->open(run);
}

bool PathSearchStep::begin(Run& run) {
    const auto& front = reversed_ ? pattern_.nodes.back() : pattern_.nodes.front();
    const auto& back = reversed_ ? pattern_.nodes.front() : pattern_.nodes.back();
    const auto* start = run.slot(front.slot).as<NodeId>();
    if (!start) return false;
    std::optional<NodeIndex> target;
    if (target_is_bound_) {
        const auto* node = run.slot(back.slot).as<NodeId>();
        if (!node) return false;
        target = index_of(*node);
    }
    problem_.prepare(run, index_of(*start), target);
    found_.clear();
    next_ = 0;
    levels_.clear();
    ready_.clear();
    const auto& search = pattern_.search;
    chosen_ = search.selector != ast::Selector::all;
    if (!chosen_) {
        walk_ = {};
        walk_.nodes.push_back(index_of(*start));
        enter(0, 0, {}, run);
        return true;
    }
    const bool shortest = search.selector <= ast::Selector::all_shortest ||
                          (search.selector == ast::Selector::shortest && search.count == 1);
    const bool between = shortest && target && *target != index_of(*start) &&
                         search.order == ast::Order::none && problem_.is_plain();
    if (between) {
        backwards_.prepare(run, *target, index_of(*start));
        // The target was tested where it was bound; the search need not look at it again.
        found_ = shortest_between(problem_, backwards_,
                                  search.selector == ast::Selector::all_shortest, run);
        return true;
    }
    if (is_plain_timed(problem_, run)) {
        backwards_.prepare(run, *target, index_of(*start));
        if (auto found = timed_between(problem_, backwards_, run)) {
            found_ = std::move(*found);
            return true;
        }
    }
    found_ = best_paths(problem_, run);
    return true;
}

/// The walk stands at its last node, at `place` after `count` hops there.
void PathSearchStep::enter(std::size_t place, std::int64_t count, std::optional<DateSpan> days,
                           Run& run) {
    Level level;
    level.place = place;
    level.count = count;
    level.days = days;
    const NodeIndex node = walk_.nodes.back();
    if (problem_.may_stay(place, count)) problem_.hops(node, place, run, level.hops);
    levels_.push_back(std::move(level));
    if (!problem_.may_leave(node, place, count, run)) return;
    if (place + 1 == problem_.places()) {
        ready_.push_back(walk_);
    } else {
        enter(place + 1, 0, days, run);  // at the same node, above this level on the stack
    }
}

bool PathSearchStep::next_enumerated(Run& run, FoundPath& out) {
    while (true) {
        run.step();
        if (!ready_.empty()) {
            out = std::move(ready_.back());
            ready_.pop_back();
            return true;
        }
        if (levels_.empty()) return false;
        Level& level = levels_.back();
        // How many hops the walk had when this level was entered.
        if (level.next >= level.hops.size()) {
            const bool made_by_hop = level.count > 0;
            levels_.pop_back();
            if (made_by_hop) {
                walk_.nodes.pop_back();
                walk_.edges.pop_back();
                walk_.places.pop_back();
            }
            continue;
        }
        const auto [node, edge] = level.hops[level.next++];
        if (!mode_allows(pattern_.search.mode, walk_.nodes, walk_.edges, node, edge)) continue;
        const auto days =
            problem_.extend(walk_.edges.empty() ? std::nullopt : level.days, edge, *run.view);
        if (!days) continue;
        walk_.nodes.push_back(node);
        walk_.edges.push_back(edge);
        walk_.places.push_back(static_cast<std::uint32_t>(level.place));
        enter(level.place, level.count + 1, days, run);
    }
}

bool PathSearchStep::next_path(Run& run, FoundPath& out) {
    if (!chosen_) return next_enumerated(run, out);
    if (next_ >= found_.size()) return false;
    out = std::move(found_[next_++]);
    return true;
}

/// Puts the path, its relationships and its nodes into their slots.
void PathSearchStep::write(FoundPath path, Run& run) {
    if (reversed_) {
        std::reverse(path.nodes.begin(), path.nodes.end());
        std::reverse(path.edges.begin(), path.edges.end());
        std::reverse(path.places.begin(), path.places.end());
        const auto last = static_cast<std::uint32_t>(pattern_.rels.size() - 1);
        for (std::uint32_t& place : path.places) place = last - place;
    }
    std::size_t at = 0;
    run.slot(pattern_.nodes.front().slot) = node_value(path.nodes.front());
    for (std::size_t i = 0; i < pattern_.rels.size(); ++i) {
        List list;
        while (at < path.edges.size() && path.places[at] == i) {
            list.push_back(edge_value(path.edges[at++]));
        }
        const ast::RelPattern& rel = pattern_.rels[i];
        if (rel.variable_length) {
            run.slot(rel.slot) = list_value(std::move(list));
        } else if (!list.empty()) {
            run.slot(rel.slot) = list.front();
        }
        run.slot(pattern_.nodes[i + 1].slot) = node_value(path.nodes[at]);
    }
    if (pattern_.slot < 0) return;
    Path value;
    for (const NodeIndex node : path.nodes) value.nodes.push_back(NodeId{node});
    for (const EdgeIndex edge : path.edges) value.edges.push_back(EdgeId{edge});
    run.slot(pattern_.slot) = Value{std::make_shared<const Path>(std::move(value))};
}

bool PathSearchStep::do_next(Run& run) {
    FoundPath path;
    while (true) {
        run.step();
        if (active_ && next_path(run, path)) {
            write(std::move(path), run);
            return true;
        }
        active_ = false;
        if (!input_->next(run)) return false;
        active_ = begin(run);
    }
}

}  // namespace parley::query
