#include "query/operators/expand.hpp"

#include <algorithm>
#include <array>

#include "query/arithmetic.hpp"
#include "query/ast_text.hpp"

namespace parley::query {

std::string describe(const Hop& hop, const char* verb) {
    ast::PathPattern shown;
    std::string out = std::string(verb) + (hop.to_is_bound ? "Into " : " ");
    const auto* left = hop.reversed ? hop.to : hop.from;
    const auto* right = hop.reversed ? hop.from : hop.to;
    out += to_text(*left) + to_text(*hop.rel) + to_text(*right);
    if (hop.reversed) out += " from the right";
    if (hop.window) {
        out += hop.window->to ? " BETWEEN " : " AS OF ";
        out += to_text(*hop.window->from);
        if (hop.window->to) out += " AND " + to_text(*hop.window->to);
    }
    for (std::size_t i = 0; i < hop.narrowing.taken.size(); ++i) {
        out += (i > 0 ? " AND " : " WHERE ") + to_text(*hop.narrowing.taken[i]);
    }
    return out;
}

bool in_slot(EdgeIndex edge, const Value& slot) {
    if (const auto* id = slot.as<EdgeId>()) return index_of(*id) == edge;
    const auto* list = slot.as<std::shared_ptr<const List>>();
    if (!list) return false;
    return std::any_of((*list)->begin(), (*list)->end(), [edge](const Value& one) {
        const auto* id = one.as<EdgeId>();
        return id && index_of(*id) == edge;
    });
}

Expand::Expand(OperatorPtr input, Hop hop)
    : Step(std::move(input)),
      hop_(std::move(hop)),
      rel_(*hop_.rel, hop_.window, hop_.reversed, &hop_.narrowing),
      to_(*hop_.to) {}

void Expand::do_open(Run& run) {
    found_.clear();
    next_ = 0;
    input_->open(run);
    rel_.prepare(run);
    to_.prepare(run);
}

void Expand::will_read(std::int32_t slot, KeyId key) {
    if (slot != hop_.to->slot || hop_.to_is_bound) return input_->will_read(slot, key);
    if (std::find(read_.begin(), read_.end(), key) == read_.end()) read_.push_back(key);
}

/// Neighbours lie all over memory: waiting for each in turn is most of what a wide row costs.
void Expand::fetch_ahead(const Run& run) {
    constexpr std::size_t block = 64;
    std::array<NodeIndex, block> nodes;
    const std::size_t count = std::min(block, found_.size() - fetched_);
    for (std::size_t i = 0; i < count; ++i) nodes[i] = found_[fetched_ + i].first;
    for (const KeyId key : read_) run.view->prefetch_node_property({nodes.data(), count}, key);
    fetched_ += count;
}

bool Expand::do_next(Run& run) {
    while (true) {
        while (next_ < found_.size()) {
            run.step();
            if (next_ == fetched_ && !read_.empty()) fetch_ahead(run);
            const auto [node, edge] = found_[next_++];
            const auto used = [&](std::int32_t slot) { return in_slot(edge, run.slot(slot)); };
            if (std::any_of(hop_.other_rels.begin(), hop_.other_rels.end(), used)) continue;
            run.slot(hop_.rel->slot) = edge_value(edge);
            if (!rel_.fits(edge, run)) continue;
            if (!hop_.to_is_bound) {
                run.slot(hop_.to->slot) = node_value(node);
                if (!to_.fits(node, run)) continue;
            }
            return true;
        }
        if (!input_->next(run)) return false;
        found_.clear();
        next_ = fetched_ = 0;
        const auto* from = run.slot(hop_.from->slot).as<NodeId>();
        if (!from) continue;
        if (rel_.has_window() || run.transaction) rel_.prepare(run);
        if (run.transaction) to_.prepare(run);
        if (hop_.to_is_bound) {
            const auto* to = run.slot(hop_.to->slot).as<NodeId>();
            if (!to || !to_.fits(index_of(*to), run)) continue;
            const NodeIndex wanted = index_of(*to);
            run.view->expand(index_of(*from), rel_.filter(), [&](NodeIndex n, EdgeIndex e) {
                if (n == wanted) found_.emplace_back(n, e);
            });
        } else {
            run.view->expand(index_of(*from), rel_.filter(),
                             [&](NodeIndex n, EdgeIndex e) { found_.emplace_back(n, e); });
        }
    }
}

Expand::Column Expand::column_of(std::int32_t slot) const {
    const bool plain =
        !hop_.to_is_bound && rel_.takes_all() && to_.is_simple() && hop_.other_rels.empty();
    if (plain && slot == hop_.to->slot) return Column::nodes;
    return plain && slot == hop_.rel->slot ? Column::edges : Column::none;
}

bool Expand::next_column(Run& run, std::int32_t slot, std::vector<std::uint32_t>& out) {
    out.clear();
    if (!input_->next(run)) return false;
    run.step();
    const auto* from = run.slot(hop_.from->slot).as<NodeId>();
    if (!from) return true;
    if (rel_.has_window() || run.transaction) rel_.prepare(run);
    const bool nodes = slot == hop_.to->slot;
    const bool all = to_.takes_all();
    run.view->expand(index_of(*from), rel_.filter(), [&](NodeIndex n, EdgeIndex e) {
        if (all || to_.fits(n, run)) out.push_back(nodes ? n : e);
    });
    return true;
}

ExpandVariable::ExpandVariable(OperatorPtr input, Hop hop)
    : Step(std::move(input)),
      hop_(std::move(hop)),
      rel_(*hop_.rel, hop_.window, hop_.reversed, &hop_.narrowing),
      to_(*hop_.to),
      most_(hop_.rel->most.value_or(INT64_MAX)) {}

void ExpandVariable::do_open(Run& run) {
    active_ = false;
    input_->open(run);
    rel_.prepare(run);
    to_.prepare(run);
}

bool ExpandVariable::used(EdgeIndex edge, Run& run) const {
    if (std::find(trail_.begin(), trail_.end(), edge) != trail_.end()) return true;
    return std::any_of(hop_.other_rels.begin(), hop_.other_rels.end(),
                       [&](std::int32_t slot) { return in_slot(edge, run.slot(slot)); });
}

bool ExpandVariable::begin(Run& run) {
    const auto* from = run.slot(hop_.from->slot).as<NodeId>();
    bound_to_ = hop_.to_is_bound ? run.slot(hop_.to->slot) : Value{};
    if (!from || (hop_.to_is_bound && !bound_to_.as<NodeId>())) return false;
    if (rel_.has_window() || run.transaction) rel_.prepare(run);
    if (run.transaction) to_.prepare(run);
    start_ = index_of(*from);
    trail_.clear();
    depth_ = 0;
    zero_pending_ = hop_.rel->least == 0;
    if (most_ > 0) descend(start_, run);
    return true;
}

void ExpandVariable::descend(NodeIndex node, Run& run) {
    if (levels_.size() == depth_) levels_.emplace_back();
    Level& level = levels_[depth_++];
    level.found.clear();
    level.next = 0;
    run.view->expand(node, rel_.filter(),
                     [&](NodeIndex n, EdgeIndex e) { level.found.emplace_back(n, e); });
}

bool ExpandVariable::emit(NodeIndex node, Run& run) {
    if (hop_.to_is_bound) {
        if (index_of(*bound_to_.as<NodeId>()) != node) return false;
    } else {
        run.slot(hop_.to->slot) = node_value(node);
    }
    if (!to_.fits(node, run)) return false;
    if (hop_.needs_list) {
        List list;
        list.reserve(trail_.size());
        for (const EdgeIndex e : trail_) list.push_back(edge_value(e));
        if (hop_.reversed) std::reverse(list.begin(), list.end());
        run.slot(hop_.rel->slot) = list_value(std::move(list));
    }
    return true;
}

bool ExpandVariable::do_next(Run& run) {
    while (true) {
        if (!active_) {
            if (!input_->next(run)) return false;
            if (!begin(run)) continue;
            active_ = true;
        }
        if (std::exchange(zero_pending_, false) && emit(start_, run)) return true;
        while (depth_ > 0) {
            run.step();
            Level& level = levels_[depth_ - 1];
            trail_.resize(depth_ - 1);
            if (level.next >= level.found.size()) {
                --depth_;
                continue;
            }
            const auto [node, edge] = level.found[level.next++];
            if (used(edge, run) || !rel_.fits(edge, run)) continue;
            trail_.push_back(edge);
            const auto length = static_cast<std::int64_t>(trail_.size());
            const bool hit = length >= hop_.rel->least && emit(node, run);
            if (length < most_) descend(node, run);
            if (hit) return true;
        }
        active_ = false;
    }
}

}  // namespace parley::query
