/// What all() asks of the relationships of a path, asked hop by hop.
#include <algorithm>

#include "query/function.hpp"
#include "query/simplify.hpp"

namespace parley::query {

using namespace ast;

ExprPtr both(ExprPtr a, ExprPtr b) {
    if (!a) return b;
    auto out = std::make_unique<Expr>();
    out->kind = ExprKind::conjunction;
    out->span = a->span;
    out->args.push_back(std::move(a));
    out->args.push_back(std::move(b));
    return out;
}

namespace {

/// Reads this slot and parameters alone, each time in the same way.
bool reads_only(const Expr& expr, std::int32_t slot) {
    switch (expr.kind) {
        case ExprKind::variable:
            return expr.slot == slot;
        case ExprKind::call:
            if (expr.function->varies || expr.function->aggregate != Aggregate::none) return false;
            break;
        case ExprKind::quantifier:
        case ExprKind::comprehension:
        case ExprKind::reduce:
            return false;
        default:
            break;
    }
    if (expr.pattern || expr.query) return false;
    return std::all_of(expr.args.begin(), expr.args.end(),
                       [slot](const ExprPtr& arg) { return !arg || reads_only(*arg, slot); });
}

void rename(Expr& expr, std::int32_t from, const RelPattern& to) {
    if (expr.kind == ExprKind::variable && expr.slot == from) {
        expr.slot = to.slot;
        if (!to.variable.empty()) expr.text = to.variable;
    }
    for (const ExprPtr& arg : expr.args) {
        if (arg) rename(*arg, from, to);
    }
}

/// The relationships of any number that a list is made of: r of `-[r*]-`, or relationships(p).
RelPattern* hops_of(const Expr& list, Match& match) {
    const bool of_path = list.kind == ExprKind::call && list.function->name == "relationships" &&
                         list.args[0]->kind == ExprKind::variable;
    if (!of_path && list.kind != ExprKind::variable) return nullptr;
    const std::int32_t slot = of_path ? list.args[0]->slot : list.slot;
    for (PathPattern& path : match.patterns) {
        if (path.search.is_special()) continue;  // chosen first, then tested
        for (RelPattern& rel : path.rels) {
            const bool meant =
                of_path ? path.slot == slot && path.rels.size() == 1 : rel.slot == slot;
            if (meant && rel.variable_length && rel.introduces) return &rel;
        }
    }
    return nullptr;
}

/// `all(x IN r WHERE ...)`: tested at each hop, not behind the last. True where all of the
/// condition has moved.
bool push_to_hops(ExprPtr& condition, Match& match) {
    if (condition->kind == ExprKind::conjunction) {
        std::erase_if(condition->args, [&](ExprPtr& one) { return push_to_hops(one, match); });
        return condition->args.empty();
    }
    if (condition->kind != ExprKind::quantifier || condition->quantifier != Quantifier::all) {
        return false;
    }
    RelPattern* rel = hops_of(*condition->args[0], match);
    ExprPtr& each = condition->args[1];
    if (!rel || !reads_only(*each, condition->slot)) return false;
    rename(*each, condition->slot, *rel);
    rel->where = both(std::move(rel->where), std::move(each));
    return true;
}

}  // namespace

void push_to_hops(Query& query) {
    for (SingleQuery& part : query.parts) {
        for (Clause& one : part.clauses) {
            if (auto* call = std::get_if<CallQuery>(&one.node)) push_to_hops(*call->query);
            auto* match = std::get_if<Match>(&one.node);
            if (match && match->where && push_to_hops(match->where, *match)) match->where.reset();
        }
    }
}

}  // namespace parley::query
