/// Conditions: comparisons, IN, tests of text and labels, quantifiers, AND, OR, XOR, NOT.
#include <algorithm>

#include "query/arithmetic.hpp"
#include "query/evaluate.hpp"
#include "query/members.hpp"
#include "query/operator.hpp"
#include "query/regular.hpp"

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

bool is_null(const Expr& expr, Run& run) {
    Value scratch;
    return read(*expr.args[0], run, scratch).is_null();
}

/// Of an expression that is no condition by its form.
Truth truth_of_value(const Expr& expr, Run& run) {
    Value scratch;
    const Value& value = read(expr, run, scratch);
    if (value.is_null()) return Truth::unknown;
    const auto* b = value.as<bool>();
    if (!b) {
        throw runtime_fault("TypeError", "InvalidArgumentType",
                            "A condition is " + kind_name(value) + ", not true or false.");
    }
    return truth_of(*b);
}

Truth truth_inner(const Expr& expr, Run& run) {
    switch (expr.kind) {
        case ExprKind::has_labels:
            return label_test(expr, run);
        case ExprKind::comparison:
            return compare_chain(expr, run);
        case ExprKind::in:
            return membership(expr, run);
        case ExprKind::starts_with:
        case ExprKind::ends_with:
        case ExprKind::contains:
        case ExprKind::matches:
            return text_test(expr, run);
        case ExprKind::conjunction:
        case ExprKind::disjunction:
            return junction(expr, run);
        case ExprKind::exclusive:
            return exclusive(expr, run);
        case ExprKind::negation:
            return !truth(*expr.args[0], run);
        case ExprKind::is_null:
            return truth_of(is_null(expr, run));
        case ExprKind::is_not_null:
            return truth_of(!is_null(expr, run));
        case ExprKind::quantifier:
            return quantified(expr, run);
        default:
            return truth_of_value(expr, run);
    }
}

}  // namespace

Truth truth(const Expr& expr, Run& run) {
    try {
        return truth_inner(expr, run);
    } catch (Fault& fault) {
        if (fault.span.end == 0) fault.span = expr.span;
        throw;
    }
}

}  // namespace parley::query
