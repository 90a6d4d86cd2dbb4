#include <algorithm>

#include "query/operators/bound.hpp"
#include "query/operators/path_search.hpp"
#include "query/operators/reach.hpp"
#include "query/operators/relational.hpp"
#include "query/planner.hpp"

namespace parley::query {

void slots_of(const ast::Expr& expr, std::set<std::int32_t>& out) {
    const bool names_key = expr.kind == ast::ExprKind::property;  // its slot is a key's number
    if (expr.slot >= 0 && !names_key) out.insert(expr.slot);
    for (const ast::ExprPtr& arg : expr.args) {
        if (arg) slots_of(*arg, out);
    }
    if (expr.pattern) {
        for (const auto& node : expr.pattern->nodes) {
            out.insert(node.slot);
            if (node.properties) slots_of(*node.properties, out);
            if (node.name) slots_of(*node.name, out);
            if (node.where) slots_of(*node.where, out);
        }
        for (const auto& rel : expr.pattern->rels) {
            out.insert(rel.slot);
            if (rel.properties) slots_of(*rel.properties, out);
            if (rel.where) slots_of(*rel.where, out);
        }
    }
}

namespace {

bool holds_exists(const ast::Expr& expr) {
    if (expr.kind == ast::ExprKind::exists) return true;
    return std::any_of(expr.args.begin(), expr.args.end(),
                       [](const ast::ExprPtr& arg) { return arg && holds_exists(*arg); });
}

}  // namespace

PatternPlanner::PatternPlanner(const View& view, Input input)
    : view_(view), input_(std::move(input)) {
    collect();
}

void PatternPlanner::collect() {
    for (const ast::PathPattern* path : input_.paths) {
        for (const auto& node : path->nodes) {
            if (node.introduces) introduced_.insert(node.slot);
        }
        for (const auto& rel : path->rels) {
            if (rel.introduces) introduced_.insert(rel.slot);
        }
        if (path->slot >= 0) introduced_.insert(path->slot);
        for (std::size_t i = 0; i < path->rels.size(); ++i) edges_.push_back({path, i, false});
    }
    const auto known = [this](std::int32_t slot) {
        if (!introduced_.contains(slot)) bound_.insert(slot);
    };
    for (const ast::PathPattern* path : input_.paths) {
        for (const auto& node : path->nodes) known(node.slot);
        for (const auto& rel : path->rels) known(rel.slot);
    }
    if (input_.where) conjuncts_of(*input_.where, waiting_);
}

OperatorPtr PatternPlanner::plan(OperatorPtr from) {
    out_ = std::move(from);
    conditions(false);
    check_bound_nodes();
    for (Edge& edge : edges_) {
        if (edge.path->search.is_special()) edge.planned = true;  // searched as a whole below
    }
    while (next_hop() || start()) {
    }
    for (const ast::PathPattern* path : input_.paths) {
        if (path->search.is_special()) search(*path);
    }
    conditions(true);
    return std::move(out_);
}

bool PatternPlanner::ready(const ast::Expr& expr) const {
    if (holds_exists(expr)) {
        return std::includes(bound_.begin(), bound_.end(), introduced_.begin(), introduced_.end());
    }
    std::set<std::int32_t> slots;
    slots_of(expr, slots);
    return std::all_of(slots.begin(), slots.end(), [this](std::int32_t slot) {
        return !introduced_.contains(slot) || bound_.contains(slot);
    });
}

/// Tests what can be tested by now; with `all` the rest.
void PatternPlanner::conditions(bool all) {
    if (all) finish_paths();
    std::vector<const ast::Expr*> now, later;
    for (const ast::Expr* one : waiting_) (all || ready(*one) ? now : later).push_back(one);
    waiting_ = std::move(later);
    if (!now.empty()) out_ = std::make_unique<Filter>(std::move(out_), std::move(now));
}

void PatternPlanner::finish_paths() {
    for (const ast::PathPattern* path : input_.paths) {
        if (path->slot < 0 || path->search.is_special() || !built_.insert(path).second) continue;
        out_ = std::make_unique<BuildPath>(std::move(out_), *path);
        bound_.insert(path->slot);
    }
}

void PatternPlanner::check_bound_nodes() {
    for (const ast::PathPattern* path : input_.paths) {
        for (const auto& node : path->nodes) {
            if (!is_bound(node) || tested_.contains(&node)) continue;
            tested_.insert(&node);
            // A bound node may still be null: a path without relationships needs the check too.
            const bool tests = !node.labels.empty() || node.properties || node.name || node.where;
            if (!tests && !path->rels.empty()) continue;
            out_ = std::make_unique<NodeCheck>(std::move(out_), node);
        }
    }
}

std::vector<std::int32_t> PatternPlanner::rels_before() const { return rels_; }

double PatternPlanner::fan_out(const ast::RelPattern& rel) const {
    double edges = view_.edge_count();
    if (!rel.types.empty()) {
        edges = 0;
        for (const std::string& name : rel.types) {
            if (const auto id = view_.types().find(name)) edges += view_.count_with(*id);
        }
    }
    const double sides = rel.direction == ast::Direction::either ? 2 : 1;
    const double once = sides * edges / std::max(1.0, static_cast<double>(view_.node_count()));
    if (!rel.variable_length) return once;
    return once * 100;  // after single hops, whatever their fan-out
}

bool PatternPlanner::next_hop() {
    Edge* best = nullptr;
    bool reversed = false;
    double least = 0;
    for (Edge& edge : edges_) {
        if (edge.planned) continue;
        if (bound_.contains(edge.rel().slot)) {
            from_relationship(edge);
            return true;
        }
        const bool left = is_bound(edge.left());
        const bool right = is_bound(edge.right());
        if (!left && !right) continue;
        // Into a bound node first: it only takes rows away.
        const double cost = left && right ? fan_out(edge.rel()) / 1000 : fan_out(edge.rel());
        if (best && cost >= least) continue;
        best = &edge;
        least = cost;
        reversed = !left;
    }
    if (!best) return false;
    hop(*best, reversed);
    return true;
}

void PatternPlanner::hop(Edge& edge, bool reversed) {
    if (chain(edge, reversed)) return;
    const ast::RelPattern& rel = edge.rel();
    const ast::NodePattern& from = reversed ? edge.right() : edge.left();
    const ast::NodePattern& to = reversed ? edge.left() : edge.right();
    const bool list = !rel.variable.empty() || !edge.path->variable.empty() || edges_.size() > 1;
    Hop hop{&from, &rel, &to, reversed, is_bound(to), list, rels_before(), input_.window};
    if (!rel.variable_length) {
        hop.narrowing = take_narrowing(waiting_, rel.slot);
    } else if (rel.where) {
        std::vector<const ast::Expr*> conditions;
        conjuncts_of(*rel.where, conditions);
        hop.narrowing = take_narrowing(conditions, rel.slot);
    }
    edge.planned = true;
    if (is_reach(edge)) {
        const bool differ = take_inequality(from.slot, to.slot);
        out_ = std::make_unique<Reach>(std::move(out_), std::move(hop), differ);
    } else if (rel.variable_length) {
        out_ = std::make_unique<ExpandVariable>(std::move(out_), std::move(hop));
    } else {
        out_ = std::make_unique<Expand>(std::move(out_), std::move(hop));
    }
    rels_.push_back(rel.slot);
    bound_.insert(rel.slot);
    bound_.insert(to.slot);
    tested_.insert(&to);
    conditions(false);
    check_bound_nodes();
}

/// Variable length of which only the ends are looked at, and how often does not matter.
bool PatternPlanner::is_reach(const Edge& edge) const {
    const ast::RelPattern& rel = edge.rel();
    return input_.only_distinct && rel.variable_length && rel.least <= 1 && edges_.size() == 1 &&
           rel.variable.empty() && edge.path->variable.empty();
}

/// `a <> b` among the conditions: the operator takes it over.
bool PatternPlanner::take_inequality(std::int32_t a, std::int32_t b) {
    const auto is_one = [&](const ast::Expr* one) {
        const bool differ = one->kind == ast::ExprKind::comparison && one->ops.size() == 1 &&
                            one->ops[0] == ast::Comparison::not_equal &&
                            one->args[0]->kind == ast::ExprKind::variable &&
                            one->args[1]->kind == ast::ExprKind::variable;
        if (!differ) return false;
        const std::int32_t x = one->args[0]->slot, y = one->args[1]->slot;
        return (x == a && y == b) || (x == b && y == a);
    };
    return std::erase_if(waiting_, is_one) > 0;
}

void PatternPlanner::from_relationship(Edge& edge) {
    const bool left = is_bound(edge.left());
    Hop hop{&edge.left(),           &edge.rel(), &edge.right(), false,
            is_bound(edge.right()), true,        rels_before(), input_.window};
    edge.planned = true;
    out_ = std::make_unique<FromRelationship>(std::move(out_), std::move(hop), left);
    rels_.push_back(edge.rel().slot);
    bound_.insert(edge.left().slot);
    bound_.insert(edge.right().slot);
    tested_.insert(&edge.left());
    tested_.insert(&edge.right());
    conditions(false);
    check_bound_nodes();
}

void PatternPlanner::search(const ast::PathPattern& path) {
    out_ = std::make_unique<PathSearchStep>(std::move(out_), path, input_.window, bound_);
    for (const auto& node : path.nodes) bound_.insert(node.slot);
    for (const auto& rel : path.rels) bound_.insert(rel.slot);
    if (path.slot >= 0) bound_.insert(path.slot);
    conditions(false);
}

}  // namespace parley::query
