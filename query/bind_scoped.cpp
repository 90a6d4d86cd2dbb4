/// Expressions with variables or rows of their own: comprehensions, quantifiers, reduce, patterns,
/// EXISTS { }. What they declare is gone behind them.
#include "query/binder.hpp"
#include "query/restore.hpp"

namespace parley::query {

using namespace ast;

namespace {
using Aggregates = std::vector<Expr*>*;
}

Type Binder::comprehension(Expr& expr) {
    const Type list = type(*expr.args[0]);
    require(*expr.args[0], list, Type::list, "after IN");
    const Scope before = scope_;
    const Restore<Aggregates> none(aggregates_, nullptr);
    expr.slot = declare(expr.text, list.element_type()).slot;
    if (expr.args[1]) condition(*expr.args[1]);
    const Type element = expr.args[2] ? type(*expr.args[2]) : list.element_type();
    scope_ = before;
    return Type::list_of(element);
}

Type Binder::quantifier(Expr& expr) {
    const Type list = type(*expr.args[0]);
    require(*expr.args[0], list, Type::list, "after IN");
    const Scope before = scope_;
    const Restore<Aggregates> none(aggregates_, nullptr);
    expr.slot = declare(expr.text, list.element_type()).slot;
    condition(*expr.args[1]);
    scope_ = before;
    return Type::boolean;
}

Type Binder::reduce(Expr& expr) {
    const Type first = type(*expr.args[0]);
    const Type list = type(*expr.args[1]);
    require(*expr.args[1], list, Type::list, "after IN");
    const Scope before = scope_;
    const Restore<Aggregates> none(aggregates_, nullptr);
    expr.other_slot = declare(expr.keys[0], Type()).slot;
    expr.slot = declare(expr.text, list.element_type()).slot;
    const Type step = type(*expr.args[2]);
    scope_ = before;
    return join(first, step);
}

Type Binder::pattern_comprehension(Expr& expr) {
    const Scope before = scope_;
    const Restore<Aggregates> none(aggregates_, nullptr);
    std::set<std::int32_t> rels;
    pattern(*expr.pattern, Use::match, rels);
    if (expr.args[0]) condition(*expr.args[0]);
    const Type element = type(*expr.args[1]);
    scope_ = before;
    out_.subqueries.push_back(&expr);
    return Type::list_of(element);
}

Type Binder::pattern_predicate(Expr& expr) {
    if (!predicate_) {
        throw syntax_fault("UnexpectedSyntax", "A pattern can stand only in a condition.",
                           expr.span, "after WHERE, in EXISTS { }, or as [pattern | expression]");
    }
    const Restore<Aggregates> none(aggregates_, nullptr);
    std::set<std::int32_t> rels;
    pattern(*expr.pattern, Use::predicate, rels);
    out_.subqueries.push_back(&expr);
    return Type::boolean;
}

Type Binder::exists(Expr& expr) {
    const Scope before = scope_;
    const Restore<Aggregates> none(aggregates_, nullptr);
    const Restore<bool> inside(inside_aggregate_, false);
    const bool wrote = std::exchange(out_.writes, false);
    for (SingleQuery& part : expr.query->parts) {
        scope_ = before;
        single(part, true);
    }
    if (std::exchange(out_.writes, wrote)) {
        throw syntax_fault("InvalidClauseComposition", "EXISTS { } cannot change the graph.",
                           expr.span);
    }
    scope_ = before;
    out_.subqueries.push_back(&expr);
    return Type::boolean;
}

}  // namespace parley::query
