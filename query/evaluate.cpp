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

Truth comparison(Comparison op, const Value& a, const Value& b, Reading reading) {
    switch (op) {
        case Comparison::equal:
            return equals(a, b, reading);
        case Comparison::not_equal: {
            // "Possibly different" is not "not possibly equal".
            const Reading other = reading == Reading::possibly && (a.as<Date>() || b.as<Date>())
                                      ? Reading::certainly
                                  : reading == Reading::certainly && (a.as<Date>() || b.as<Date>())
                                      ? Reading::possibly
                                      : reading;
            return !equals(a, b, other);
        }
        case Comparison::less:
            return less(a, b, reading);
        case Comparison::less_equal:
            return less_equal(a, b, reading);
        case Comparison::greater:
            return less(b, a, reading);
        case Comparison::greater_equal:
            return less_equal(b, a, reading);
    }
    return Truth::unknown;
}

Truth both(Truth a, Truth b) {
    if (a == Truth::no || b == Truth::no) return Truth::no;
    if (a == Truth::unknown || b == Truth::unknown) return Truth::unknown;
    return Truth::yes;
}

Truth compare_chain(const Expr& expr, Run& run) {
    const Reading reading = expr.strict ? Reading::certainly : Reading::possibly;
    Value first, second;
    if (expr.ops.size() == 1) {
        const Value& a = read(*expr.args[0], run, first);
        const Value& b = read(*expr.args[1], run, second);
        return comparison(expr.ops[0], a, b, reading);
    }
    Truth all = Truth::yes;
    Value left = evaluate(*expr.args[0], run);
    for (std::size_t i = 0; i < expr.ops.size(); ++i) {
        Value right = evaluate(*expr.args[i + 1], run);
        all = both(all, comparison(expr.ops[i], left, right, reading));
        left = std::move(right);
    }
    return all;
}

Truth membership(const Expr& expr, Run& run) {
    Value a, b;
    const Value& item = read(*expr.args[0], run, a);
    const Value& owner = read(*expr.args[1], run, b);
    if (owner.is_null()) return Truth::unknown;
    const auto* list = owner.as<std::shared_ptr<const List>>();
    if (!list) bad_argument("IN", owner);
    const Reading reading = expr.strict ? Reading::certainly : Reading::possibly;
    Truth found = Truth::no;
    for (const Value& one : **list) {
        const Truth same = equals(item, one, reading);
        if (same == Truth::yes) return same;
        if (same == Truth::unknown) found = same;
    }
    return found;
}

Truth text_test(const Expr& expr, Run& run) {
    Value a, b;
    const auto* text = read(*expr.args[0], run, a).as<std::string>();
    const auto* part = read(*expr.args[1], run, b).as<std::string>();
    if (!text || !part) return Truth::unknown;
    switch (expr.kind) {
        case ExprKind::starts_with:
            return truth_of(text->starts_with(*part));
        case ExprKind::ends_with:
            return truth_of(text->ends_with(*part));
        case ExprKind::contains:
            return truth_of(text->find(*part) != std::string::npos);
        default:
            return truth_of(matches_whole(*text, *part));
    }
}

Truth quantified(const Expr& expr, Run& run) {
    const Value owner = evaluate(*expr.args[0], run);
    if (owner.is_null()) return Truth::unknown;
    const auto* list = owner.as<std::shared_ptr<const List>>();
    if (!list) bad_argument("a quantifier", owner);
    std::size_t yes = 0, no = 0, unknown = 0;
    for (const Value& item : **list) {
        run.step();
        run.slot(expr.slot) = item;
        const Truth one = truth(*expr.args[1], run);
        ++(one == Truth::yes ? yes : one == Truth::no ? no : unknown);
    }
    switch (expr.quantifier) {
        case Quantifier::all:
            return no > 0 ? Truth::no : unknown > 0 ? Truth::unknown : Truth::yes;
        case Quantifier::any:
            return yes > 0 ? Truth::yes : unknown > 0 ? Truth::unknown : Truth::no;
        case Quantifier::none:
            return yes > 0 ? Truth::no : unknown > 0 ? Truth::unknown : Truth::yes;
        case Quantifier::single:
            if (yes > 1) return Truth::no;
            return unknown > 0 ? Truth::unknown : truth_of(yes == 1);
    }
    return Truth::unknown;
}

Truth junction(const Expr& expr, Run& run) {
    const bool conjunction = expr.kind == ExprKind::conjunction;
    const Truth decided = conjunction ? Truth::no : Truth::yes;
    Truth out = !decided;
    for (const ExprPtr& arg : expr.args) {
        const Truth one = truth(*arg, run);
        if (one == decided) return one;
        if (one == Truth::unknown) out = one;
    }
    return out;
}

Truth exclusive(const Expr& expr, Run& run) {
    const Truth a = truth(*expr.args[0], run);
    const Truth b = truth(*expr.args[1], run);
    if (a == Truth::unknown || b == Truth::unknown) return Truth::unknown;
    return truth_of(a != b);
}

Truth label_test(const Expr& expr, Run& run) {
    Value scratch;
    const Value& owner = read(*expr.args[0], run, scratch);
    if (owner.is_null()) return Truth::unknown;
    if (const auto* edge = owner.as<EdgeId>()) {
        const std::string& type = run.view->types().name(run.view->type_of(index_of(*edge)));
        for (const auto& any : expr.labels) {
            if (std::find(any.begin(), any.end(), type) == any.end()) return Truth::no;
        }
        return Truth::yes;
    }
    const auto* node = owner.as<NodeId>();
    if (!node) bad_argument("a label test", owner);
    return truth_of(has_labels(index_of(*node), expr.labels, *run.view));
}

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
            return to_value(label_test(expr, run));
        case ExprKind::comparison:
            return to_value(compare_chain(expr, run));
        case ExprKind::in:
            return to_value(membership(expr, run));
        case ExprKind::starts_with:
        case ExprKind::ends_with:
        case ExprKind::contains:
        case ExprKind::matches:
            return to_value(text_test(expr, run));
        case ExprKind::conjunction:
        case ExprKind::disjunction:
            return to_value(junction(expr, run));
        case ExprKind::exclusive:
            return to_value(exclusive(expr, run));
        case ExprKind::negation:
            return to_value(!truth(*expr.args[0], run));
        case ExprKind::is_null:
            return Value{arg(0).is_null()};
        case ExprKind::is_not_null:
            return Value{!arg(0).is_null()};
        case ExprKind::quantifier:
            return to_value(quantified(expr, run));
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

Truth truth(const Expr& expr, Run& run) {
    switch (expr.kind) {
        case ExprKind::comparison:
            return compare_chain(expr, run);
        case ExprKind::conjunction:
        case ExprKind::disjunction:
            return junction(expr, run);
        case ExprKind::negation:
            return !truth(*expr.args[0], run);
        default:
            break;
    }
    Value scratch;
    const Value& value = read(expr, run, scratch);
    if (value.is_null()) return Truth::unknown;
    const auto* b = value.as<bool>();
    if (!b) {
        Fault fault = runtime_fault("TypeError", "InvalidArgumentType",
                                    "A condition is " + kind_name(value) + ", not true or false.");
        fault.span = expr.span;
        throw fault;
    }
    return truth_of(*b);
}

}  // namespace parley::query
