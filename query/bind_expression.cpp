/// Types of expressions, and the mistakes that types show.
#include "query/binder.hpp"
#include "query/restore.hpp"
#include "query/text.hpp"

namespace parley::query {

using namespace ast;

namespace {

Type type_of_value(const Value& value) {
    static constexpr Type::Kind kinds[] = {
        Type::nothing, Type::boolean, Type::integer, Type::floating, Type::string,
        Type::date,    Type::list,    Type::map,     Type::node,     Type::relationship,
        Type::path,    Type::moment,  Type::duration};
    return kinds[value.data.index()];
}

[[noreturn]] void bad_type(const Expr& expr, const std::string& wanted, const Type& found) {
    throw syntax_fault("InvalidArgumentType",
                       "Expected " + wanted + ", but this is " + describe(found) + ".", expr.span);
}

}  // namespace

Binder::Variable& Binder::declare(const std::string& name, Type type) {
    return scope_[name] = Variable{new_slot(), std::move(type)};
}

void Binder::undefined(const std::string& name, Span span) const {
    std::vector<std::string> known;
    for (const auto& [variable, value] : scope_) known.push_back(variable);
    const std::string near = nearest_word(name, known);
    std::string hint;
    if (!near.empty()) {
        hint = "did you mean '" + near + "'?";
    } else if (!known.empty()) {
        hint = "in scope here:";
        for (const std::string& variable : known) hint += " " + variable;
    }
    throw syntax_fault("UndefinedVariable", "Variable '" + name + "' is not defined.", span, hint);
}

void Binder::require(const Expr& expr, const Type& type, std::uint32_t kinds,
                     const std::string& where) const {
    if (!type.can_be(kinds)) bad_type(expr, describe(Type(kinds)) + " " + where, type);
}

/// A truth value; patterns may stand in it.
void Binder::condition(Expr& expr) {
    const Restore<bool> predicate(predicate_, true);
    require(expr, type(expr), Type::boolean, "as a condition");
}

Type Binder::type(Expr& expr) {
    // A pattern may stand under AND, OR, XOR, NOT and nowhere deeper.
    const bool connective =
        expr.kind == ExprKind::conjunction || expr.kind == ExprKind::disjunction ||
        expr.kind == ExprKind::exclusive || expr.kind == ExprKind::negation ||
        expr.kind == ExprKind::pattern_predicate || expr.kind == ExprKind::certainly;
    const Restore<bool> predicate(predicate_, predicate_ && connective);
    switch (expr.kind) {
        case ExprKind::literal:
            return type_of_value(expr.literal);
        case ExprKind::parameter:
            out_.parameters.emplace(expr.text, expr.span);
            return {};
        case ExprKind::variable:
            return variable(expr);
        case ExprKind::property:
            return property(expr);
        case ExprKind::has_labels:
            return label_test(expr);
        case ExprKind::subscript:
        case ExprKind::slice:
            return subscript(expr);
        case ExprKind::list:
            return list(expr);
        case ExprKind::map:
            for (const ExprPtr& value : expr.args) type(*value);
            return Type::map;
        case ExprKind::negate:
        case ExprKind::positive: {
            const Type inner = type(*expr.args[0]);
            require(*expr.args[0], inner, Type::number | Type::duration, "after a sign");
            return inner;
        }
        case ExprKind::add:
        case ExprKind::subtract:
        case ExprKind::multiply:
        case ExprKind::divide:
        case ExprKind::modulo:
        case ExprKind::power:
            return arithmetic(expr);
        case ExprKind::comparison:
            expr.strict = strict_;
            for (const ExprPtr& arg : expr.args) type(*arg);
            return Type::boolean;
        case ExprKind::in:
            expr.strict = strict_;
            type(*expr.args[0]);
            require(*expr.args[1], type(*expr.args[1]), Type::list, "after IN");
            return Type::boolean;
        case ExprKind::starts_with:
        case ExprKind::ends_with:
        case ExprKind::contains:
        case ExprKind::matches:
            for (const ExprPtr& arg : expr.args) type(*arg);
            return Type::boolean;
        case ExprKind::conjunction:
        case ExprKind::disjunction:
        case ExprKind::exclusive:
        case ExprKind::negation:
            return logic(expr);
        case ExprKind::is_null:
        case ExprKind::is_not_null:
            type(*expr.args[0]);
            return Type::boolean;
        case ExprKind::call:
            return call(expr);
        case ExprKind::count_star:
            expr.function = find_function("count");
            return aggregate(expr);
        case ExprKind::choice:
            return choice(expr);
        case ExprKind::comprehension:
            return comprehension(expr);
        case ExprKind::pattern_comprehension:
            return pattern_comprehension(expr);
        case ExprKind::pattern_predicate:
            return pattern_predicate(expr);
        case ExprKind::exists:
            return exists(expr);
        case ExprKind::quantifier:
            return quantifier(expr);
        case ExprKind::reduce:
            return reduce(expr);
        case ExprKind::certainly: {
            const Restore<bool> strict(strict_, true);
            const Restore<bool> inner(predicate_, false);
            return type(*expr.args[0]);
        }
        case ExprKind::dynamic_map:
            return dynamic_map(expr);
    }
    return {};
}

Type Binder::variable(Expr& expr) {
    const auto found = scope_.find(expr.text);
    if (found == scope_.end()) undefined(expr.text, expr.span);
    expr.slot = found->second.slot;
    return found->second.type;
}

Type Binder::label_test(Expr& expr) {
    const Type owner = type(*expr.args[0]);
    require(*expr.args[0], owner, Type::entity, "before a label");
    if (owner.is_only(Type::node)) {
        for (const auto& any : expr.labels) out_.labels.insert(any.begin(), any.end());
    }
    return Type::boolean;
}

Type Binder::property(Expr& expr) {
    const Type owner = type(*expr.args[0]);
    if (owner.is_only(Type::entity)) out_.properties.insert(expr.text);
    constexpr std::uint32_t owners =
        Type::map | Type::entity | Type::date | Type::moment | Type::duration;
    if (!owner.can_be(owners)) {
        Fault fault = syntax_fault(
            "InvalidArgumentType",
            "Property '" + expr.text + "' is asked of " + describe(owner) + ".", expr.span,
            "nodes, relationships, maps, dates and durations have properties");
        if (!owner.is_only(Type::path)) fault.type = "TypeError";
        throw fault;
    }
    expr.slot = -1;
    for (std::size_t i = 0; i < out_.keys.size(); ++i) {
        if (out_.keys[i] == expr.text) expr.slot = static_cast<std::int32_t>(i);
    }
    if (expr.slot < 0) {
        expr.slot = static_cast<std::int32_t>(out_.keys.size());
        out_.keys.push_back(expr.text);
    }
    return {};
}

Type Binder::subscript(Expr& expr) {
    const Type owner = type(*expr.args[0]);
    const bool slice = expr.kind == ExprKind::slice;
    if (!owner.can_be(slice ? std::uint32_t{Type::list} : Type::list | Type::map | Type::entity)) {
        throw Fault{Phase::compile,
                    "TypeError",
                    "InvalidArgumentType",
                    describe(owner) + " has no elements.",
                    expr.span,
                    ""};
    }
    for (std::size_t i = 1; i < expr.args.size(); ++i) {
        if (!expr.args[i]) continue;
        const Type index = type(*expr.args[i]);
        const bool fits = !owner.is_only(Type::list) || index.can_be(Type::integer);
        if (fits && index.can_be(Type::integer | (slice ? 0U : std::uint32_t{Type::string}))) {
            continue;
        }
        throw Fault{
            Phase::compile,
            "TypeError",
            owner.is_only(Type::list) ? "ListElementAccessByNonInteger" : "InvalidArgumentType",
            "An element is asked for by " + describe(index) + ".",
            expr.args[i]->span,
            "lists begin at 0: list[0]"};
    }
    if (slice) return owner.element ? owner : Type(Type::list);
    return owner.is_only(Type::list) ? owner.element_type() : Type();
}

Type Binder::list(Expr& expr) {
    if (expr.args.empty()) return Type::list_of(Type::nothing);
    Type element = type(*expr.args[0]);
    for (std::size_t i = 1; i < expr.args.size(); ++i) element = join(element, type(*expr.args[i]));
    return Type::list_of(element);
}

Type Binder::arithmetic(Expr& expr) {
    const Type a = type(*expr.args[0]);
    const Type b = type(*expr.args[1]);
    if (expr.kind == ExprKind::add) return addition(expr, a, b);
    const bool times = expr.kind != ExprKind::modulo && expr.kind != ExprKind::power;
    std::uint32_t left = Type::number;
    std::uint32_t right = Type::number;
    if (times) left |= Type::duration;
    if (times) right |= Type::duration;
    if (expr.kind == ExprKind::subtract) left |= Type::temporal;
    require(*expr.args[0], a, left, "in a calculation");
    require(*expr.args[1], b, right, "in a calculation");
    if (a.is_only(Type::number) && b.is_only(Type::number)) {
        if (expr.kind == ExprKind::power) return Type::floating;
        if (a.is_only(Type::integer) && b.is_only(Type::integer)) return Type::integer;
        if (a.is_only(Type::floating) || b.is_only(Type::floating)) return Type::floating;
        return Type(std::uint32_t{Type::number});
    }
    return {};
}

Type Binder::addition(const Expr& expr, const Type& a, const Type& b) const {
    if (a.can_be(Type::list) || b.can_be(Type::list)) {
        const bool both_known = a.is_only(Type::list) || b.is_only(Type::list);
        if (!both_known) return {};
        const Type x = a.is_only(Type::list) ? a.element_type() : a;
        const Type y = b.is_only(Type::list) ? b.element_type() : b;
        return Type::list_of(join(x, y));
    }
    constexpr std::uint32_t kinds = Type::number | Type::string | Type::temporal | Type::duration;
    require(*expr.args[0], a, kinds, "in an addition");
    require(*expr.args[1], b, kinds, "in an addition");
    if (a.is_only(Type::string) || b.is_only(Type::string)) return Type::string;
    if (a.is_only(Type::integer) && b.is_only(Type::integer)) return Type::integer;
    if (a.is_only(Type::number) && b.is_only(Type::number)) {
        return Type(std::uint32_t{Type::number});
    }
    return {};
}

Type Binder::logic(Expr& expr) {
    for (const ExprPtr& arg : expr.args) {
        require(*arg, type(*arg), Type::boolean, "in a condition");
    }
    return Type::boolean;
}

Type Binder::call(Expr& expr) {
    if (equal_ignoring_case(expr.text, "exists") && expr.args.size() == 1) {
        const Restore<bool> predicate(predicate_, true);
        const bool pattern = expr.args[0]->kind == ExprKind::pattern_predicate;
        type(*expr.args[0]);
        auto inner = std::move(expr.args[0]);
        expr.kind = pattern ? ExprKind::conjunction : ExprKind::is_not_null;
        expr.args[0] = std::move(inner);
        return Type::boolean;
    }
    expr.function = find_function(expr.text);
    if (!expr.function) {
        const bool path = equal_ignoring_case(expr.text, "shortestPath") ||
                          equal_ignoring_case(expr.text, "allShortestPaths");
        const std::string near = path ? "" : nearest_word(expr.text, function_names());
        throw syntax_fault(
            "UnknownFunction", "There is no function '" + expr.text + "'.",
            Span{expr.span.begin, expr.span.begin + static_cast<std::uint32_t>(expr.text.size())},
            path ? "it stands in a MATCH of its own: MATCH p = " + expr.text + "((a)-[*]-(b))"
            : near.empty() ? ""
                           : "did you mean " + near + "()?");
    }
    const Function& f = *expr.function;
    if (expr.args.size() < f.least || expr.args.size() > f.most) {
        std::string wanted = std::to_string(f.least);
        if (f.most == any_number) {
            wanted = "at least " + wanted;
        } else if (f.least != f.most) {
            wanted += " to " + std::to_string(f.most);
        }
        const bool one = f.least == 1 && (f.most == 1 || f.most == any_number);
        throw syntax_fault("InvalidNumberOfArguments",
                           f.name + "() takes " + wanted + (one ? " argument" : " arguments") +
                               ", not " + std::to_string(expr.args.size()) + ".",
                           expr.span);
    }
    if (f.aggregate != Aggregate::none) return aggregate(expr);
    std::vector<Type> types;
    for (std::size_t i = 0; i < expr.args.size(); ++i) {
        types.push_back(type(*expr.args[i]));
        if (f.accepts.empty()) continue;
        const std::uint32_t kinds = f.accepts[std::min(i, f.accepts.size() - 1)];
        require(*expr.args[i], types.back(), kinds, "as argument of " + f.name + "()");
    }
    if (f.varies && inside_aggregate_) {
        throw syntax_fault("NonConstantExpression",
                           f.name + "() cannot stand inside an aggregation.", expr.span);
    }
    return f.typing ? f.typing(types) : Type(f.gives);
}

Type Binder::aggregate(Expr& expr) {
    if (inside_aggregate_) {
        throw syntax_fault("NestedAggregation", "An aggregation cannot stand inside another one.",
                           expr.span, "compute the inner one in a WITH before");
    }
    if (!aggregates_) {
        throw syntax_fault("InvalidAggregation",
                           "An aggregation can stand only in RETURN, WITH and their ORDER BY.",
                           expr.span, "compute it in a WITH before");
    }
    const Restore<bool> inside(inside_aggregate_, true);
    Type element;
    for (std::size_t i = 0; i < expr.args.size(); ++i) {
        const Type t = type(*expr.args[i]);
        if (i == 0) element = t;
        const auto& accepts = expr.function->accepts;
        if (!accepts.empty()) {
            require(*expr.args[i], t, accepts[std::min(i, accepts.size() - 1)],
                    "as argument of " + expr.function->name + "()");
        }
    }
    expr.slot = new_slot();
    aggregates_->push_back(&expr);
    if (expr.function->aggregate == Aggregate::collect) return Type::list_of(element);
    return Type(expr.function->gives);
}

Type Binder::choice(Expr& expr) {
    Type out = Type::nothing;
    const bool subject = expr.args[0] != nullptr;
    if (subject) type(*expr.args[0]);
    for (std::size_t i = 1; i + 1 < expr.args.size(); i += 2) {
        const Type when = type(*expr.args[i]);
        if (!subject) require(*expr.args[i], when, Type::boolean, "after WHEN");
        out = join(out, type(*expr.args[i + 1]));
    }
    if (expr.args.back()) out = join(out, type(*expr.args.back()));
    return out;
}

Type Binder::dynamic_map(Expr& expr) {
    require(*expr.args[0], type(*expr.args[0]), Type::map | Type::entity, "before {");
    for (std::size_t i = 1; i < expr.args.size(); ++i) {
        if (expr.args[i]) type(*expr.args[i]);
    }
    return Type::map;
}

}  // namespace parley::query
