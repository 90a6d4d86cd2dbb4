#include "query/evaluate.hpp"

#include <algorithm>

#include "query/arithmetic.hpp"
#include "query/members.hpp"
#include "query/operator.hpp"
#include "query/regular.hpp"
#include "query/temporal.hpp"

namespace parley::query {

using namespace ast;

namespace {

Value slice(const Expr& expr, Run& run) {
    const Value owner = evaluate(*expr.args[0], run);
    const Value from = expr.args[1] ? evaluate(*expr.args[1], run) : Value{std::int64_t{0}};
    const Value to = expr.args[2] ? evaluate(*expr.args[2], run) : Value{INT64_MAX};
    if (owner.is_null() || from.is_null() || to.is_null()) return {};
    const auto* list = owner.as<std::shared_ptr<const List>>();
    const auto* begin = from.as<std::int64_t>();
    const auto* end = to.as<std::int64_t>();
    if (!list || !begin || !end) bad_argument("a slice", !list ? owner : !begin ? from : to);
    const auto size = static_cast<std::int64_t>((*list)->size());
    const auto place = [size](std::int64_t i) {
        return std::clamp<std::int64_t>(i < 0 ? i + size : i, 0, size);
    };
    const std::int64_t first = place(*begin);
    const std::int64_t last = place(*end);
    if (first >= last) return list_value({});
    return list_value(List((*list)->begin() + first, (*list)->begin() + last));
}

Value choice(const Expr& expr, Run& run) {
    Value subject;
    if (expr.args[0]) subject = evaluate(*expr.args[0], run);
    for (std::size_t i = 1; i + 1 < expr.args.size(); i += 2) {
        const bool fits = expr.args[0] ? equals(subject, evaluate(*expr.args[i], run)) == Truth::yes
                                       : truth(*expr.args[i], run) == Truth::yes;
        if (fits) return evaluate(*expr.args[i + 1], run);
    }
    return expr.args.back() ? evaluate(*expr.args.back(), run) : Value{};
}

Value comprehension(const Expr& expr, Run& run) {
    const Value owner = evaluate(*expr.args[0], run);
    if (owner.is_null()) return {};
    const auto* list = owner.as<std::shared_ptr<const List>>();
    if (!list) bad_argument("a list comprehension", owner);
    List out;
    for (const Value& item : **list) {
        run.step();
        run.slot(expr.slot) = item;
        if (expr.args[1] && truth(*expr.args[1], run) != Truth::yes) continue;
        out.push_back(expr.args[2] ? evaluate(*expr.args[2], run) : item);
    }
    return list_value(std::move(out));
}

Value reduce(const Expr& expr, Run& run) {
    Value sum = evaluate(*expr.args[0], run);
    const Value owner = evaluate(*expr.args[1], run);
    if (owner.is_null()) return {};
    const auto* list = owner.as<std::shared_ptr<const List>>();
    if (!list) bad_argument("reduce", owner);
    for (const Value& item : **list) {
        run.step();
        run.slot(expr.other_slot) = std::move(sum);
        run.slot(expr.slot) = item;
        sum = evaluate(*expr.args[2], run);
    }
    return sum;
}

/// Rows of a sub-query: whether there is one, or all results of a comprehension.
Value subquery(const Expr& expr, Run& run) {
    Operator& plan = *expr.plan->root;
    plan.open(run);
    if (expr.kind != ExprKind::pattern_comprehension) return Value{plan.next(run)};
    List out;
    while (plan.next(run)) {
        if (expr.args[0] && truth(*expr.args[0], run) != Truth::yes) continue;
        out.push_back(evaluate(*expr.args[1], run));
        run.step();
    }
    return list_value(std::move(out));
}

Value call(const Expr& expr, Run& run) {
    const Function& f = *expr.function;
    constexpr std::size_t few = 4;
    Value fixed[few];
    std::vector<Value> many;
    Value* arguments = fixed;
    if (expr.args.size() > few) {
        many.resize(expr.args.size());
        arguments = many.data();
    }
    for (std::size_t i = 0; i < expr.args.size(); ++i) {
        arguments[i] = evaluate(*expr.args[i], run);
        if (!f.sees_null && arguments[i].is_null()) return {};
    }
    return f.call({arguments, expr.args.size()}, run);
}

Value dynamic_map(const Expr& expr, Run& run) {
    const Value owner = evaluate(*expr.args[0], run);
    if (owner.is_null()) return {};
    Map out;
    for (std::size_t i = 0; i < expr.keys.size(); ++i) {
        if (expr.args[i + 1]) {
            out[expr.keys[i]] = evaluate(*expr.args[i + 1], run);
        } else if (expr.keys[i] == "*") {
            for (auto& [key, value] : properties_of(owner, run)) out[key] = value;
        } else {
            out[expr.keys[i]] = property_of(owner, expr.keys[i], run);
        }
    }
    return map_value(std::move(out));
}

Value literal_map(const Expr& expr, Run& run) {
    Map out;
    for (std::size_t i = 0; i < expr.keys.size(); ++i) {
        out[expr.keys[i]] = evaluate(*expr.args[i], run);
    }
    return map_value(std::move(out));
}

Value literal_list(const Expr& expr, Run& run) {
    List out;
    out.reserve(expr.args.size());
    for (const ExprPtr& item : expr.args) out.push_back(evaluate(*item, run));
    return list_value(std::move(out));
}

/// Property by the number the binder gave its name.
Value property(const Expr& expr, Run& run) {
    Value scratch;
    const Value& owner = read(*expr.args[0], run, scratch);
    if (const auto* node = owner.as<NodeId>(); node && run.view->is_live_node(index_of(*node))) {
        const auto key = run.key(expr.slot);
        return key ? run.view->node_property(index_of(*node), *key) : Value{};
    }
    if (const auto* edge = owner.as<EdgeId>(); edge && run.view->is_live_edge(index_of(*edge))) {
        const auto key = run.key(expr.slot);
        if (key) {
            Value found = run.view->edge_property(index_of(*edge), *key);
            if (!found.is_null()) return found;
        }
    }
    return property_of(owner, expr.text, run);
}

Value evaluate_inner(const Expr& expr, Run& run) {
    const auto arg = [&](std::size_t i) { return evaluate(*expr.args[i], run); };
    switch (expr.kind) {
        case ExprKind::literal:
            return expr.literal;
        case ExprKind::parameter:
            return run.parameters.find(expr.text)->second;
        case ExprKind::variable:
            return run.slot(expr.slot);
        case ExprKind::property:
            return property(expr, run);
        case ExprKind::subscript:
            return element_of(arg(0), arg(1), run);
        case ExprKind::slice:
            return slice(expr, run);
        case ExprKind::list:
            return literal_list(expr, run);
        case ExprKind::map:
            return literal_map(expr, run);
        case ExprKind::negate:
            return negate(arg(0));
        case ExprKind::positive:
            return arg(0);
        case ExprKind::add:
            return add(arg(0), arg(1));
        case ExprKind::subtract:
            return subtract(arg(0), arg(1));
        case ExprKind::multiply:
            return multiply(arg(0), arg(1));
        case ExprKind::divide:
            return divide(arg(0), arg(1));
        case ExprKind::modulo:
            return modulo(arg(0), arg(1));
        case ExprKind::power:
            return power(arg(0), arg(1));
        case ExprKind::call:
            if (expr.function->aggregate != Aggregate::none) return run.slot(expr.slot);
            return call(expr, run);
        case ExprKind::count_star:
            return run.slot(expr.slot);
        case ExprKind::choice:
            return choice(expr, run);
        case ExprKind::comprehension:
            return comprehension(expr, run);
        case ExprKind::pattern_comprehension:
        case ExprKind::pattern_predicate:
        case ExprKind::exists:
            return subquery(expr, run);
        case ExprKind::reduce:
            return reduce(expr, run);
        case ExprKind::certainly:
            return arg(0);
        case ExprKind::dynamic_map:
            return dynamic_map(expr, run);
        case ExprKind::has_labels:
        case ExprKind::comparison:
        case ExprKind::in:
        case ExprKind::starts_with:
        case ExprKind::ends_with:
        case ExprKind::contains:
        case ExprKind::matches:
        case ExprKind::conjunction:
        case ExprKind::disjunction:
        case ExprKind::exclusive:
        case ExprKind::negation:
        case ExprKind::is_null:
        case ExprKind::is_not_null:
        case ExprKind::quantifier:
            return to_value(truth(expr, run));
    }
    return {};
}

}  // namespace

Value evaluate(const Expr& expr, Run& run) {
    try {
        return evaluate_inner(expr, run);
    } catch (Fault& fault) {
        if (fault.span.end == 0) fault.span = expr.span;
        throw;
    }
}

void give(const Expr& expr, Run& run, ValueSink& to) {
    if (expr.kind == ExprKind::property && expr.args[0]->kind == ExprKind::variable) {
        const Value& owner = run.slot(expr.args[0]->slot);
        const View& view = *run.view;
        if (const auto* node = owner.as<NodeId>(); node && view.is_live_node(index_of(*node))) {
            const auto key = run.key(expr.slot);
            if (key && view.give_node_property(index_of(*node), *key, to)) return;
        }
        if (const auto* edge = owner.as<EdgeId>(); edge && view.is_live_edge(index_of(*edge))) {
            const auto key = run.key(expr.slot);
            if (key && view.give_edge_property(index_of(*edge), *key, to)) return;
        }
    }
    Value scratch;
    to.value(read(expr, run, scratch));
}

const Value& read(const Expr& expr, Run& run, Value& scratch) {
    if (expr.kind == ExprKind::variable) return run.slot(expr.slot);
    if (expr.kind == ExprKind::literal) return expr.literal;
    if (expr.kind == ExprKind::parameter) return run.parameters.find(expr.text)->second;
    return scratch = evaluate(expr, run);
}

}  // namespace parley::query
