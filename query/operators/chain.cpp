#include "query/operators/chain.hpp"

#include <algorithm>

#include "query/ast_text.hpp"
#include "query/evaluate.hpp"

namespace parley::query {

Chain::Chain(OperatorPtr input, std::vector<Link> links, bool ends_differ)
    : Step(std::move(input)), links_(std::move(links)), ends_differ_(ends_differ) {
    for (const Link& link : links_) {
        const Hop& hop = link.hop;
        rels_.emplace_back(*hop.rel, hop.window, hop.reversed, &hop.narrowing);
        nodes_.emplace_back(*hop.to);
    }
}

std::string Chain::describe() const {
    std::string out;
    for (const Link& link : links_) {
        out += query::describe(link.hop, out.empty() ? "Chain" : ", then");
        for (const ast::Expr* one : link.conditions) out += " IF " + to_text(*one);
    }
    return out + (ends_differ_ ? ", other nodes" : "");
}

void Chain::do_open(Run& run) {
    for (const NodeIndex node : ends_) marks_.remove(node);
    ends_.clear();
    next_ = 0;
    // The run before may have been stopped.
    for (const Place& place : there_) place_of_[place.node] = kNone;
    there_.clear();
    input_->open(run);
    for (RelTest& rel : rels_) rel.prepare(run);
    for (NodeTest& node : nodes_) node.prepare(run);
}

bool Chain::fits(std::size_t depth, NodeIndex to, EdgeIndex by, Run& run) const {
    const Link& link = links_[depth];
    run.slot(link.hop.rel->slot) = edge_value(by);
    if (!rels_[depth].fits(by, run)) return false;
    run.slot(link.hop.to->slot) = node_value(to);
    return nodes_[depth].fits(to, run) &&
           std::all_of(link.conditions.begin(), link.conditions.end(),
                       [&](auto* one) { return truth(*one, run) == Truth::yes; });
}

bool Chain::holds(const Way& way, std::size_t size, EdgeIndex edge) const {
    return std::find(way.edges.begin(), way.edges.begin() + static_cast<std::ptrdiff_t>(size),
                     edge) != way.edges.begin() + static_cast<std::ptrdiff_t>(size);
}

/// Are there `most` relationships, none of them in `without`, of which every way has one?
bool Chain::can_block(std::uint32_t ways, std::size_t size, std::size_t most, const Way* without,
                      std::vector<EdgeIndex>& blocked) const {
    const auto is_blocked = [&](const Way& way) {
        return std::any_of(blocked.begin(), blocked.end(),
                           [&](EdgeIndex edge) { return holds(way, size, edge); });
    };
    while (ways != kNone && is_blocked(ways_[ways])) ways = ways_[ways].next;
    if (ways == kNone) return true;
    if (most == 0) return false;
    for (std::size_t i = 0; i < size; ++i) {
        const EdgeIndex edge = ways_[ways].edges[i];
        if (without && holds(*without, size, edge)) continue;
        blocked.push_back(edge);
        const bool can = can_block(ways_[ways].next, size, most - 1, without, blocked);
        blocked.pop_back();
        if (can) return true;
    }
    return false;
}

/// A hop from a place `depth` hops from the start.
void Chain::offer(std::size_t depth, const Place& from, NodeIndex to, EdgeIndex by, Run& run) {
    const std::size_t size = depth + 1, to_come = links_.size() - size;
    if (to_come == 0 && (marks_.has(to) || (ends_differ_ && to == start_))) return;
    if (to_come > 0 && place_of_[to] != kNone && there_[place_of_[to]].is_enough) return;
    bool tested = false;
    const auto is_fit = [&] {
        if (!tested && !fits(depth, to, by, run)) return false;
        return tested = true;
    };
    for (std::uint32_t at = from.ways; at != kNone; at = ways_[at].next) {
        if (holds(ways_[at], depth, by)) continue;
        if (!is_fit()) return;
        if (to_come == 0) {
            marks_.add(to);
            ends_.push_back(to);
            return;
        }
        std::uint32_t& number = place_of_[to];
        if (number == kNone) {
            number = static_cast<std::uint32_t>(there_.size());
            there_.push_back({to});
            run.keep(sizeof(Place));
        }
        Place& place = there_[number];
        Way way = ways_[at];
        way.edges[depth] = by;
        way.next = place.ways;
        if (!can_block(place.ways, size, to_come, &way, blocked_)) continue;
        place.ways = static_cast<std::uint32_t>(ways_.size());
        ways_.push_back(way);
        run.keep(sizeof(Way));
        place.is_enough = !can_block(place.ways, size, to_come, nullptr, blocked_);
        if (place.is_enough) return;
    }
}

void Chain::go_on(std::size_t depth, const Place& from, Run& run) {
    std::uint32_t hops = 0;
    run.view->expand(from.node, rels_[depth].filter(), [&](NodeIndex to, EdgeIndex by) {
        if ((++hops & 1023U) == 0) run.look();
        offer(depth, from, to, by, run);
    });
}

/// Fills `ends_` for the row.
bool Chain::begin(Run& run) {
    for (const NodeIndex node : ends_) marks_.remove(node);
    ends_.clear();
    next_ = 0;
    const auto* start = run.slot(links_.front().hop.from->slot).as<NodeId>();
    if (!start) return false;
    for (std::size_t i = 0; i < rels_.size(); ++i) {
        if (rels_[i].has_window() || run.transaction) rels_[i].prepare(run);
        if (run.transaction) nodes_[i].prepare(run);
    }
    const NodeIndex limit = run.view->node_limit();
    marks_.reach(limit);
    if (place_of_.size() < limit) {
        run.keep((limit - place_of_.size()) * sizeof(std::uint32_t));
        place_of_.resize(limit, kNone);
    }
    ways_.assign(1, Way{{}, kNone});
    start_ = index_of(*start);
    here_.assign(1, Place{start_, 0});
    for (std::size_t depth = 0; depth < links_.size(); ++depth) {
        for (const Place& place : here_) {
            run.step();
            go_on(depth, place, run);
        }
        for (const Place& place : there_) place_of_[place.node] = kNone;
        here_.swap(there_);
        there_.clear();
    }
    run.release(ways_.size() * sizeof(Way));
    return true;
}

bool Chain::do_next(Run& run) {
    while (next_ >= ends_.size()) {
        if (!input_->next(run)) return false;
        begin(run);
    }
    run.slot(any_column()) = node_value(ends_[next_++]);
    return true;
}

bool Chain::next_column(Run& run, std::int32_t, std::vector<std::uint32_t>& out) {
    out.clear();
    if (!input_->next(run)) return false;
    begin(run);
    out = ends_;
    return true;
}

}  // namespace parley::query
