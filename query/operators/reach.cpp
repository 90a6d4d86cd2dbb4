#include "query/operators/reach.hpp"

#include <algorithm>
#include <unordered_map>

namespace parley::query {

Reach::Reach(OperatorPtr input, Hop hop, bool ends_differ)
    : Step(std::move(input)),
      hop_(std::move(hop)),
      ends_differ_(ends_differ),
      rel_(*hop_.rel, hop_.window, hop_.reversed, &hop_.narrowing),
      to_(*hop_.to),
      most_(hop_.rel->most.value_or(INT64_MAX)) {}

std::string Reach::describe() const {
    return query::describe(hop_, "Reach") + (ends_differ_ ? ", other nodes" : "");
}

void Reach::do_open(Run& run) {
    ends_.clear();
    next_ = 0;
    input_->open(run);
    rel_.prepare(run);
    to_.prepare(run);
}

template <class Visit>
bool Reach::hops(NodeIndex node, Run& run, Visit&& visit) const {
    if (rel_.takes_all()) return run.view->expand(node, rel_.filter(), visit);
    return run.view->expand(node, rel_.filter(), [&](NodeIndex other, EdgeIndex edge) {
        return !rel_.fits(edge, run) || visit(other, edge);
    });
}

void Reach::clear() {
    for (const NodeIndex node : reached_) marks_.remove(node);
    reached_.clear();
}

/// Fills `reached_`; stops at the target.
void Reach::search(NodeIndex start, std::optional<NodeIndex> target, Run& run) {
    const std::size_t known = marks_.bytes();
    marks_.reach(run.view->node_limit());
    run.keep(marks_.bytes() - known);
    reached_.push_back(start);
    marks_.add(start);
    back_at_start_ = false;
    std::size_t from = 0;
    for (std::int64_t depth = 0; depth < most_ && from < reached_.size(); ++depth) {
        for (const std::size_t end = reached_.size(); from < end; ++from) {
            run.step();
            const std::size_t before = reached_.size();
            const bool on = hops(reached_[from], run, [&](NodeIndex other, EdgeIndex) {
                if (marks_.add(other)) {
                    reached_.push_back(other);
                    return !target || other != *target;
                }
                back_at_start_ = back_at_start_ || other == start;
                return true;
            });
            if (reached_.size() - before > 512) run.look();
            if (!on) return;
        }
    }
}

/// Is there a trail of at most `most_` hops from the start to itself? With a direction every way
/// back is one. Without, the last hop must not be the first: nodes are labelled with the first hops
/// of two ways to them, and a neighbour of the start that is reached by another hop than its own
/// closes a trail.
bool Reach::comes_back(NodeIndex start, Run& run) const {
    if (!back_at_start_) return false;
    if (rel_.filter().direction() != Direction::both) return true;
    std::unordered_map<NodeIndex, std::pair<EdgeIndex, EdgeIndex>> first_hops;
    constexpr EdgeIndex none = std::numeric_limits<EdgeIndex>::max();
    std::unordered_map<NodeIndex, bool> beside;  // neighbours of the start
    std::vector<std::pair<NodeIndex, EdgeIndex>> frontier, next;
    bool found = false;
    const auto enter = [&](NodeIndex node, EdgeIndex first) {
        auto [at, fresh] = first_hops.try_emplace(node, first, none);
        if (!fresh) {
            if (at->second.first == first || at->second.second != none) return true;
            at->second.second = first;
            // Two ways with different first hops to a neighbour: one of them and the other's hop.
            if (beside.contains(node)) return !(found = true);
        } else {
            run.keep(64);
        }
        next.emplace_back(node, first);
        return true;
    };
    hops(start, run, [&](NodeIndex other, EdgeIndex edge) {
        if (other == start) return !(found = true);  // a loop
        if (!beside.try_emplace(other, true).second && most_ >= 2) return !(found = true);
        return enter(other, edge);
    });
    for (std::int64_t depth = 1; !found && depth + 1 < most_ && !next.empty(); ++depth) {
        frontier.swap(next);
        next.clear();
        for (const auto& [node, first] : frontier) {
            run.step();
            const EdgeIndex by = first;
            hops(node, run,
                 [&](NodeIndex other, EdgeIndex) { return other == start || enter(other, by); });
            if (found) break;
        }
    }
    return found;
}

bool Reach::begin(Run& run) {
    clear();
    ends_.clear();
    next_ = 0;
    const auto* from = run.slot(hop_.from->slot).as<NodeId>();
    if (!from) return false;
    std::optional<NodeIndex> target;
    if (hop_.to_is_bound) {
        const auto* to = run.slot(hop_.to->slot).as<NodeId>();
        if (!to) return false;
        target = index_of(*to);
    }
    if (rel_.has_window() || run.transaction) rel_.prepare(run);
    if (run.transaction) to_.prepare(run);
    const NodeIndex start = index_of(*from);
    const bool wants_start = !ends_differ_ && (!target || *target == start);
    if (target && *target == start) target.reset();
    search(start, target, run);
    if (wants_start && (hop_.rel->least == 0 || comes_back(start, run))) ends_.push_back(start);
    if (hop_.to_is_bound) {
        if (target && marks_.has(*target)) ends_.push_back(*target);
    } else {
        ends_.insert(ends_.end(), reached_.begin() + 1, reached_.end());
    }
    return true;
}

bool Reach::do_next(Run& run) {
    while (true) {
        while (next_ < ends_.size()) {
            run.step();
            const NodeIndex node = ends_[next_++];
            if (!hop_.to_is_bound) run.slot(hop_.to->slot) = node_value(node);
            if (to_.fits(node, run)) return true;
        }
        if (!input_->next(run)) return false;
        begin(run);
    }
}

bool Reach::next_column(Run& run, std::int32_t, std::vector<std::uint32_t>& out) {
    out.clear();
    if (!input_->next(run)) return false;
    begin(run);
    out.swap(ends_);
    if (!to_.takes_all()) std::erase_if(out, [&](NodeIndex n) { return !to_.fits(n, run); });
    return true;
}

}  // namespace parley::query
