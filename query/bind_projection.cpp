/// RETURN and WITH: what they show, group by and order by.
#include <algorithm>

#include "query/ast_text.hpp"
#include "query/binder.hpp"

namespace parley::query {

using namespace ast;

namespace {

bool is_simple(const Expr& expr) {
    if (expr.kind == ExprKind::variable) return true;
    return expr.kind == ExprKind::property && is_simple(*expr.args[0]);
}

bool is_aggregate(const Expr& expr) {
    if (expr.kind == ExprKind::count_star) return true;
    if (expr.kind != ExprKind::call) return false;
    const Function* function = find_function(expr.text);
    return function && function->aggregate != Aggregate::none;
}

bool holds_aggregate(const Expr& expr) {
    if (is_aggregate(expr)) return true;
    for (const ExprPtr& arg : expr.args) {
        if (arg && holds_aggregate(*arg)) return true;
    }
    return false;
}

void variables_of(const Expr& expr, std::set<std::string>& out) {
    if (expr.kind == ExprKind::variable) out.insert(expr.text);
    for (const ExprPtr& arg : expr.args) {
        if (arg) variables_of(*arg, out);
    }
}

bool reads_any(const Expr& expr, const std::set<std::string>& names) {
    if (names.empty()) return false;
    std::set<std::string> read;
    variables_of(expr, read);
    return std::any_of(read.begin(), read.end(),
                       [&](const std::string& name) { return names.contains(name); });
}

}  // namespace

void Binder::clause(Projection& projection) {
    const Scope before = scope_;
    expand_star(projection);
    bind_items(projection);
    Scope after;
    for (Item& item : projection.items) {
        const auto [at, fresh] = after.emplace(item.name, Variable{-1, item.type});
        if (!fresh) {
            throw syntax_fault("ColumnNameConflict", "Two columns are named '" + item.name + "'.",
                               item.span, "rename one with AS");
        }
        const bool passes = item.expr->kind == ExprKind::variable && item.expr->text == item.name;
        item.slot = passes ? item.expr->slot : new_slot();
        at->second.slot = item.slot;
        projection.output_slots.push_back(item.slot);
    }
    if (projection.aggregates) check_grouping(projection, before);
    for (const auto& [name, variable] : before) projection.kept_slots.push_back(variable.slot);
    bind_tail(projection, before, after);
    check_names(projection);
    scope_ = after;
}

void Binder::check_names(const Projection& projection) const {
    for (const Item& item : projection.items) {
        if (projection.is_return || item.aliased) continue;
        if (item.expr->kind == ExprKind::variable) continue;
        throw syntax_fault("NoExpressionAlias", "An expression in WITH needs a name.", item.span,
                           "add AS and a name");
    }
}

void Binder::expand_star(Projection& projection) {
    if (!projection.star) return;
    if (scope_.empty() && projection.is_return) {
        throw syntax_fault("NoVariablesInScope", "RETURN * has nothing to return.", projection.span,
                           "name a node in the pattern: (n)");
    }
    std::vector<Item> items;
    for (const auto& [name, variable] : scope_) {
        Item item;
        item.expr = std::make_unique<Expr>();
        item.expr->kind = ExprKind::variable;
        item.expr->text = name;
        item.expr->span = projection.span;
        item.name = name;
        item.span = projection.span;
        items.push_back(std::move(item));
    }
    for (Item& item : projection.items) items.push_back(std::move(item));
    projection.items = std::move(items);
}

void Binder::bind_items(Projection& projection) {
    for (Item& item : projection.items) {
        const std::size_t aggregates = projection.aggregate_calls.size();
        aggregates_ = &projection.aggregate_calls;
        item.type = type(*item.expr);
        aggregates_ = nullptr;
        item.aggregates = projection.aggregate_calls.size() > aggregates;
        projection.aggregates = projection.aggregates || item.aggregates;
    }
}

/// Beside an aggregation may stand only constants and what the rows are grouped by.
void Binder::check_grouping(const Projection& projection, const Scope& before) const {
    std::set<std::string> simple;
    std::set<std::int32_t> outer;
    for (const Item& item : projection.items) {
        if (!item.aggregates && is_simple(*item.expr)) simple.insert(to_text(*item.expr));
    }
    for (const auto& [name, variable] : before) outer.insert(variable.slot);
    for (const Item& item : projection.items) {
        if (item.aggregates) check_grouped(*item.expr, simple, outer);
    }
}

void Binder::check_grouped(const Expr& expr, const std::set<std::string>& simple,
                           const std::set<std::int32_t>& outer) const {
    if (is_aggregate(expr)) return;
    if (is_simple(expr) && simple.contains(to_text(expr))) return;
    if (expr.kind == ExprKind::variable && outer.contains(expr.slot)) {
        throw syntax_fault(
            "AmbiguousAggregationExpression",
            "'" + expr.text + "' stands beside an aggregation, but rows are not grouped by it.",
            expr.span, "return it as a column of its own, or use WITH before");
    }
    for (const ExprPtr& arg : expr.args) {
        if (arg) check_grouped(*arg, simple, outer);
    }
}

void Binder::bind_tail(Projection& projection, const Scope& before, const Scope& after) {
    for (SortKey& key : projection.order) bind_after(key.expr, projection, before, after, false);
    bind_count(projection.skip, "SKIP");
    bind_count(projection.limit, "LIMIT");
    if (projection.where) bind_after(projection.where, projection, before, after, true);
}

/// ORDER BY and WHERE see the new columns, and what was there before where rows are still rows.
void Binder::bind_after(ExprPtr& expr, Projection& projection, const Scope& before,
                        const Scope& after, bool is_where) {
    const bool grouped = projection.aggregates || projection.distinct;
    const bool aggregating = holds_aggregate(*expr);
    if (aggregating && (is_where || !projection.aggregates)) {
        throw syntax_fault("InvalidAggregation",
                           std::string("An aggregation cannot stand in ") +
                               (is_where ? "WHERE." : "this ORDER BY."),
                           expr->span, "name it in the columns and use the name");
    }
    substitute(expr, projection, before, after, aggregating, {});
    scope_ = after;
    if (!grouped) {
        for (const auto& [name, variable] : before) scope_.emplace(name, variable);
    }
    if (is_where) {
        condition(*expr);
        return;
    }
    aggregates_ = projection.aggregates ? &projection.aggregate_calls : nullptr;
    type(*expr);
    aggregates_ = nullptr;
}

/// Replaces parts of `expr` that stand as a column by that column; none that read variables of
/// `loops` around them.
void Binder::substitute(ExprPtr& expr, const Projection& projection, const Scope& before,
                        const Scope& after, bool aggregating, const std::set<std::string>& loops) {
    // A bare name is the new column's, if there is one; a larger expression is the column that is
    // written as it is, though a column may have taken one of its names.
    const auto now = after.find(expr->text);
    const auto then = before.find(expr->text);
    const bool is_new_name = expr->kind == ExprKind::variable && now != after.end() &&
                             (then == before.end() || then->second.slot != now->second.slot);
    const bool candidate = expr->kind != ExprKind::literal && expr->kind != ExprKind::parameter;
    if (!is_new_name && candidate && !reads_any(*expr, loops)) {
        const std::string text = to_text(*expr);
        for (const Item& item : projection.items) {
            if (to_text(*item.expr) != text) continue;
            if (aggregating && !item.aggregates && !is_simple(*expr)) {
                throw syntax_fault("AmbiguousAggregationExpression",
                                   "This part stands beside an aggregation and is computed.",
                                   expr->span, "use the name of the column");
            }
            auto variable = std::make_unique<Expr>();
            variable->kind = ExprKind::variable;
            variable->text = item.name;
            variable->span = expr->span;
            expr = std::move(variable);
            return;
        }
    }
    std::set<std::string> inside = loops;
    const bool loop = expr->kind == ExprKind::comprehension || expr->kind == ExprKind::quantifier ||
                      expr->kind == ExprKind::reduce;
    if (loop) {
        inside.insert(expr->text);
        inside.insert(expr->keys.begin(), expr->keys.end());
    }
    for (std::size_t i = 0; i < expr->args.size(); ++i) {
        const bool is_list = loop && i == (expr->kind == ExprKind::reduce ? 1 : 0);
        if (!expr->args[i]) continue;
        substitute(expr->args[i], projection, before, after, aggregating, is_list ? loops : inside);
    }
}

void Binder::bind_count(ExprPtr& count, const char* what) {
    if (!count) return;
    std::set<std::string> names;
    variables_of(*count, names);
    if (!names.empty()) {
        throw syntax_fault("NonConstantExpression",
                           std::string(what) + " cannot depend on a variable.", count->span,
                           "use a number or a parameter");
    }
    scope_.clear();
    const Type kind = type(*count);
    require(*count, kind, Type::integer, std::string("after ") + what);
    const auto* number =
        count->kind == ExprKind::literal ? count->literal.as<std::int64_t>() : nullptr;
    if (number && *number < 0) {
        throw syntax_fault("NegativeIntegerArgument", std::string(what) + " cannot be negative.",
                           count->span);
    }
}

}  // namespace parley::query
