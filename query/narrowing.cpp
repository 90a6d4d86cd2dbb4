#include "query/narrowing.hpp"

#include <algorithm>
#include <utility>

#include "query/evaluate.hpp"
#include "query/function.hpp"
#include "query/members.hpp"
#include "query/planner.hpp"

namespace parley::query {
namespace {

using ast::Comparison;
using ast::Expr;
using ast::ExprKind;

bool is_variable(const Expr& expr, std::int32_t slot) {
    return expr.kind == ExprKind::variable && expr.slot == slot;
}

bool is_date(const Expr& expr, std::int32_t slot) {
    return expr.kind == ExprKind::property && expr.text == "date" &&
           is_variable(*expr.args[0], slot);
}

bool is_year(const Expr& expr, std::int32_t slot) {
    return expr.kind == ExprKind::property && expr.text == "year" && is_date(*expr.args[0], slot);
}

/// The same whatever the row, and each time.
bool is_constant(const Expr& expr) {
    switch (expr.kind) {
        case ExprKind::literal:
        case ExprKind::parameter:
            return true;
        case ExprKind::call:
            if (!expr.function || expr.function->varies ||
                expr.function->aggregate != Aggregate::none) {
                return false;
            }
            break;
        case ExprKind::add:
        case ExprKind::subtract:
        case ExprKind::list:
        case ExprKind::map:
            break;
        default:
            return false;
    }
    return std::all_of(expr.args.begin(), expr.args.end(),
                       [](const ast::ExprPtr& arg) { return arg && is_constant(*arg); });
}

Comparison mirrored(Comparison op) {
    switch (op) {
        case Comparison::less:
            return Comparison::greater;
        case Comparison::less_equal:
            return Comparison::greater_equal;
        case Comparison::greater:
            return Comparison::less;
        case Comparison::greater_equal:
            return Comparison::less_equal;
        default:
            return op;
    }
}

/// The bounds of a comparison, a chain of them too; empty where one of its parts is no bound.
std::vector<Narrowing::Bound> bounds_of(const Expr& expr, std::int32_t slot) {
    if (expr.kind != ExprKind::comparison) return {};
    std::vector<Narrowing::Bound> out;
    for (std::size_t i = 0; i < expr.ops.size(); ++i) {
        const Expr *left = expr.args[i].get(), *right = expr.args[i + 1].get();
        Comparison op = expr.ops[i];
        if (is_constant(*left)) {
            std::swap(left, right);
            op = mirrored(op);
        }
        const bool year = is_year(*left, slot);
        if ((!year && !is_date(*left, slot)) || !is_constant(*right)) return {};
        if (op == Comparison::not_equal) return {};
        out.push_back({op, right, year, expr.strict});
    }
    return out;
}

bool is_type_of(const Expr& expr, std::int32_t slot) {
    return expr.kind == ExprKind::call && expr.function && expr.function->name == "type" &&
           is_variable(*expr.args[0], slot);
}

const std::string* text_of(const Expr& expr) {
    return expr.kind == ExprKind::literal ? expr.literal.as<std::string>() : nullptr;
}

/// `type(e) = "A"`, `type(e) IN ["A", "B"]`, `e:A|B`; empty where it is none of these.
std::vector<std::vector<std::string>> types_of(const Expr& expr, std::int32_t slot) {
    if (expr.kind == ExprKind::has_labels && is_variable(*expr.args[0], slot)) return expr.labels;
    if (expr.kind == ExprKind::comparison && expr.ops.size() == 1 &&
        expr.ops[0] == Comparison::equal) {
        for (const std::size_t side : {0U, 1U}) {
            const std::string* name = text_of(*expr.args[1 - side]);
            if (is_type_of(*expr.args[side], slot) && name) return {{*name}};
        }
    }
    if (expr.kind == ExprKind::in && is_type_of(*expr.args[0], slot) &&
        expr.args[1]->kind == ExprKind::list) {
        std::vector<std::string> names;
        for (const ast::ExprPtr& one : expr.args[1]->args) {
            const std::string* name = text_of(*one);
            if (!name) return {};
            names.push_back(*name);
        }
        return {names};
    }
    return {};
}

/// What a date is compared with, as comparisons read it.
std::optional<DateSpan> days_compared(const Value& value) {
    if (const auto* text = value.as<std::string>()) {
        const auto date = Date::parse(*text);
        return date ? date->span() : std::nullopt;
    }
    if (const auto* date = value.as<Date>()) return date->span();
    const auto* year = value.as<std::int64_t>();
    return year && *year > 0 && *year <= 9999 ? days_of(value) : std::nullopt;
}

std::optional<DateSpan> days_of_bound(const Narrowing::Bound& bound, Run& run) {
    try {
        const Value value = evaluate(*bound.value, run);
        if (bound.year && !value.as<std::int64_t>()) return {};
        return days_compared(value);
    } catch (const Fault&) {
        return {};  // raised again when a relationship comes to the condition
    }
}

}  // namespace

void conjuncts_of(const Expr& condition, std::vector<const Expr*>& out) {
    if (condition.kind != ExprKind::conjunction) {
        out.push_back(&condition);
        return;
    }
    for (const ast::ExprPtr& arg : condition.args) conjuncts_of(*arg, out);
}

Narrowing take_narrowing(std::vector<const Expr*>& conditions, std::int32_t slot) {
    Narrowing out;
    std::erase_if(conditions, [&](const Expr* one) {
        auto bounds = bounds_of(*one, slot);
        auto types = types_of(*one, slot);
        if (bounds.empty() && types.empty()) return false;
        out.bounds.insert(out.bounds.end(), bounds.begin(), bounds.end());
        if (!bounds.empty()) out.dated.push_back(one);
        for (auto& list : types) out.types.push_back(std::move(list));
        out.taken.push_back(one);
        return true;
    });
    return out;
}

bool narrows_days(const std::vector<const Expr*>& conditions, std::int32_t slot) {
    return std::any_of(conditions.begin(), conditions.end(),
                       [slot](const Expr* one) { return !bounds_of(*one, slot).empty(); });
}

std::optional<BoundDays> days_within(const Narrowing& narrowing, Run& run) {
    if (narrowing.bounds.empty() || run.transaction) return {};
    const auto date = run.view->keys().find("date");
    if (!date || !run.view->dates_are_days(*date)) return {};
    BoundDays out{{std::numeric_limits<Day>::min(), kNoDay - 1}, run.view->is_pure()};
    for (const Narrowing::Bound& bound : narrowing.bounds) {
        const auto days = days_of_bound(bound, run);
        out.exact = out.exact && days && !bound.strict;
        if (!days) continue;
        // "Possibly before": one's first day before the other's last. A year is all its days.
        const bool whole = bound.year;
        const auto from = [&](Day day) { out.span.first = std::max(out.span.first, day); };
        const auto to = [&](Day day) { out.span.last = std::min(out.span.last, day); };
        switch (bound.op) {
            case Comparison::equal:
                from(days->first);
                to(days->last);
                break;
            case Comparison::greater_equal:
                from(days->first);
                break;
            case Comparison::greater:
                from((whole ? days->last : days->first) + 1);
                break;
            case Comparison::less_equal:
                to(days->last);
                break;
            case Comparison::less:
                to((whole ? days->first : days->last) - 1);
                break;
            case Comparison::not_equal:
                break;
        }
    }
    return out;
}

std::optional<std::set<std::string>> types_within(const Narrowing& narrowing) {
    std::optional<std::set<std::string>> out;
    for (const auto& list : narrowing.types) {
        std::set<std::string> names(list.begin(), list.end());
        if (out)
            std::erase_if(names, [&](const std::string& name) { return !out->contains(name); });
        out = std::move(names);
    }
    return out;
}

}  // namespace parley::query
