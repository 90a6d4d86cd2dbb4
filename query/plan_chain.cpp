/// Single hops in a row of which only the ends matter: when they are one, and what is asked of
/// each.
#include <algorithm>

#include "query/operators/chain.hpp"
#include "query/planner.hpp"

namespace parley::query {
namespace {

bool holds_pattern(const ast::Expr& expr) {
    if (expr.pattern || expr.query) return true;
    return std::any_of(expr.args.begin(), expr.args.end(),
                       [](const ast::ExprPtr& arg) { return arg && holds_pattern(*arg); });
}

}  // namespace

/// The conditions that belong to each hop, in the order of the walk; none where one of them looks
/// at more than a hop's relationship and the node it leads to.
std::optional<std::vector<std::vector<const ast::Expr*>>> PatternPlanner::chain_conditions(
    bool reversed) const {
    const ast::PathPattern& path = *input_.paths.front();
    const std::size_t hops = path.rels.size();
    const auto rel_of = [&](std::size_t i) { return path.rels[reversed ? hops - 1 - i : i].slot; };
    const auto node_of = [&](std::size_t i) {
        return path.nodes[reversed ? hops - 1 - i : i + 1].slot;
    };
    const auto unknown = [&](const ast::Expr& expr) {
        std::set<std::int32_t> slots, out;
        slots_of(expr, slots);
        for (const std::int32_t slot : slots) {
            if (introduced_.contains(slot) && !bound_.contains(slot)) out.insert(slot);
        }
        return out;
    };
    // What stands in the pattern itself may look at nothing else of it.
    const auto stands_alone = [&](const ast::ExprPtr& expr, std::int32_t own) {
        if (!expr) return true;
        const auto slots = unknown(*expr);
        return !holds_pattern(*expr) && (slots.empty() || slots == std::set{own});
    };
    for (const ast::NodePattern& node : path.nodes) {
        for (const auto* expr : {&node.properties, &node.name, &node.where}) {
            if (!stands_alone(*expr, node.slot)) return {};
        }
    }
    for (const ast::RelPattern& rel : path.rels) {
        if (!stands_alone(rel.properties, rel.slot) || !stands_alone(rel.where, rel.slot))
            return {};
    }
    std::vector<std::vector<const ast::Expr*>> out(hops);
    for (const ast::Expr* one : waiting_) {
        if (holds_pattern(*one)) return {};
        const auto slots = unknown(*one);
        if (slots.empty() || slots == std::set{node_of(hops - 1)}) continue;  // tested at the end
        std::size_t at = 0;
        const auto belongs = [&](std::int32_t slot) {
            return slot == rel_of(at) || slot == node_of(at);
        };
        while (at < hops && !std::all_of(slots.begin(), slots.end(), belongs)) ++at;
        if (at == hops) return {};
        out[at].push_back(one);
    }
    return out;
}

/// Plans the whole path from its first hop on; false where it is no such chain.
bool PatternPlanner::chain(const Edge& first, bool reversed) {
    if (!input_.only_distinct || input_.paths.size() != 1) return false;
    const ast::PathPattern& path = *input_.paths.front();
    const std::size_t hops = path.rels.size();
    if (path.slot >= 0 || hops < 2 || hops > Chain::most_hops) return false;
    if (first.place != (reversed ? hops - 1 : 0)) return false;
    const ast::NodePattern& start = reversed ? path.nodes.back() : path.nodes.front();
    const ast::NodePattern& end = reversed ? path.nodes.front() : path.nodes.back();
    if (is_bound(end)) return false;
    for (const ast::RelPattern& rel : path.rels) {
        if (rel.variable_length || !rel.introduces || rel.read_later) return false;
    }
    std::set<std::int32_t> slots;
    for (const ast::NodePattern& node : path.nodes) {
        if (!slots.insert(node.slot).second) return false;
        if (&node == &start) continue;
        if (!node.introduces || (&node != &end && node.read_later)) return false;
    }
    auto conditions = chain_conditions(reversed);
    if (!conditions) return false;
    std::vector<Chain::Link> links;
    for (std::size_t i = 0; i < hops; ++i) {
        const std::size_t place = reversed ? hops - 1 - i : i;
        const ast::RelPattern& rel = path.rels[place];
        const ast::NodePattern& left = path.nodes[place];
        const ast::NodePattern& right = path.nodes[place + 1];
        std::vector<const ast::Expr*>& own = (*conditions)[i];
        std::erase_if(waiting_, [&](const ast::Expr* one) {
            return std::find(own.begin(), own.end(), one) != own.end();
        });
        Hop hop{reversed ? &right : &left,
                &rel,
                reversed ? &left : &right,
                reversed,
                false,
                false,
                {},
                input_.window};
        hop.narrowing = take_narrowing(own, rel.slot);
        links.push_back({std::move(hop), std::move(own)});
        rels_.push_back(rel.slot);
        bound_.insert(rel.slot);
    }
    for (const ast::NodePattern& node : path.nodes) {
        bound_.insert(node.slot);
        tested_.insert(&node);
    }
    for (Edge& edge : edges_) edge.planned = true;
    const bool differ = take_inequality(start.slot, end.slot);
    out_ = std::make_unique<Chain>(std::move(out_), std::move(links), differ);
    conditions.reset();
    this->conditions(false);
    check_bound_nodes();
    return true;
}

}  // namespace parley::query
