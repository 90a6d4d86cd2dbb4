/// Counting without rows: where a group needs no more than numbers of nodes or relationships, they
/// are taken column at a time.
#include <algorithm>

#include "query/evaluate.hpp"
#include "query/operators/accumulator.hpp"
#include "query/operators/aggregate.hpp"
#include "query/operators/edge_scan.hpp"
#include "query/operators/relational.hpp"

namespace parley::query {
namespace {

using ast::ExprKind;

bool is_count(const ast::Expr& call) {
    return call.kind == ExprKind::count_star || call.function->aggregate == Aggregate::count;
}

/// Does the value depend on this variable (and parameters) alone, each time in the same way?
bool depends_only_on(const ast::Expr& expr, std::int32_t slot) {
    switch (expr.kind) {
        case ExprKind::variable:
            return expr.slot == slot;
        case ExprKind::literal:
        case ExprKind::parameter:
        case ExprKind::property:
        case ExprKind::has_labels:
        case ExprKind::add:
        case ExprKind::subtract:
        case ExprKind::multiply:
        case ExprKind::divide:
        case ExprKind::modulo:
        case ExprKind::negate:
        case ExprKind::comparison:
        case ExprKind::choice:
        case ExprKind::list:
            break;
        case ExprKind::call:
            if (expr.function->aggregate != Aggregate::none || expr.function->varies) return false;
            break;
        default:
            return false;
    }
    return std::all_of(expr.args.begin(), expr.args.end(), [slot](const ast::ExprPtr& arg) {
        return !arg || depends_only_on(*arg, slot);
    });
}

/// The one variable an expression reads; -1 where there is none.
std::int32_t variable_of(const ast::Expr& expr) {
    if (expr.kind == ExprKind::variable) return expr.slot;
    for (const ast::ExprPtr& arg : expr.args) {
        const std::int32_t slot = arg ? variable_of(*arg) : -1;
        if (slot >= 0) return slot;
    }
    return -1;
}

/// What of a relationship an expression reads.
struct Reads {
    bool date = false, type = false, more = false;
};

void reads_of(const ast::Expr& expr, Reads& out) {
    const bool of_variable = !expr.args.empty() && expr.args[0] &&
                             expr.args[0]->kind == ExprKind::variable && expr.args.size() == 1;
    if (expr.kind == ExprKind::variable) {
        out.more = true;
    } else if (of_variable && expr.kind == ExprKind::property) {
        (expr.text == "date" ? out.date : out.more) = true;
    } else if (of_variable && (expr.kind == ExprKind::has_labels ||
                               (expr.kind == ExprKind::call && expr.function->name == "type"))) {
        out.type = true;
    } else {
        for (const ast::ExprPtr& arg : expr.args) {
            if (arg) reads_of(*arg, out);
        }
    }
}

}  // namespace

/// The variable that all keys are made of; -1 where there is none or more than one.
std::int32_t GroupBy::key_variable() const {
    std::int32_t slot = -1;
    for (const ast::Item& item : projection_.items) {
        if (item.aggregates) continue;
        if (slot < 0) slot = variable_of(*item.expr);
        if (slot < 0 || !depends_only_on(*item.expr, slot)) return -1;
    }
    return slot;
}

/// A count of rows: count(*), or of something a row always has.
bool GroupBy::counts_rows(const ast::Expr& call) const {
    if (call.kind == ExprKind::count_star) return true;
    return is_count(call) && !call.distinct && call.args[0]->kind == ExprKind::variable &&
           input_->column_of(call.args[0]->slot) != Column::none;
}

/// The variable that all keys and aggregations are made of, where it does not matter to these by
/// how many rows they see the same; -1 where there is none.
std::int32_t GroupBy::day_variable() const {
    std::int32_t slot = -1;
    const auto takes = [&slot](const ast::Expr& expr) {
        if (slot < 0) slot = variable_of(expr);
        return slot >= 0 && depends_only_on(expr, slot);
    };
    for (const ast::Item& item : projection_.items) {
        if (!item.aggregates && !takes(*item.expr)) return -1;
    }
    for (const ast::Expr* call : projection_.aggregate_calls) {
        if (counts_rows(*call)) continue;
        const Aggregate kind = call->function->aggregate;
        const bool counts =
            kind == Aggregate::count || kind == Aggregate::least || kind == Aggregate::greatest;
        if (!counts || !takes(*call->args[0])) return -1;
    }
    return slot;
}

/// True where the input was read here.
bool GroupBy::count_columns(Run& run) {
    if (keeps_row_) return false;
    const std::int32_t day = day_variable();
    if (day >= 0 && input_->column_of(day) == Column::edges && count_by_day(day, run)) return true;
    if (keyless_) return count_all(run);
    const std::int32_t slot = key_variable();
    return slot >= 0 && input_->column_of(slot) == Column::nodes && count_by_node(slot, run);
}

/// One group: counts, and counts of distinct nodes, of one variable.
bool GroupBy::count_all(Run& run) {
    std::int32_t slot = -1;
    for (const ast::Expr* call : projection_.aggregate_calls) {
        if (!is_count(*call)) return false;
        if (call->kind == ExprKind::count_star) continue;
        if (call->args[0]->kind != ExprKind::variable) return false;
        const std::int32_t here = call->args[0]->slot;
        const Column column = input_->column_of(here);
        if (column == Column::none || (call->distinct && column != Column::nodes)) return false;
        if (call->distinct && slot >= 0 && slot != here) return false;
        if (call->distinct || slot < 0) slot = here;
    }
    if (slot < 0) slot = input_->any_column();
    if (slot < 0) return false;
    std::vector<std::uint32_t> numbers;
    Group& group = group_of(run);
    auto* scan = dynamic_cast<EdgeScan*>(input_.get());
    const bool all_rows =
        std::none_of(projection_.aggregate_calls.begin(), projection_.aggregate_calls.end(),
                     [](const ast::Expr* call) { return call->distinct; });
    if (scan && all_rows && scan->can_count_by_day(run)) {
        scan->count_by_day(run, false, [&](EdgeIndex, std::uint64_t rows) {
            for (Accumulator& one : group.accumulators) one.take_rows(rows);
        });
        return true;
    }
    while (input_->column(run, slot, numbers)) {
        run.look();
        for (std::size_t i = 0; i < group.accumulators.size(); ++i) {
            if (projection_.aggregate_calls[i]->distinct) {
                group.accumulators[i].take_nodes(numbers, run);
            } else {
                group.accumulators[i].take_rows(numbers.size());
            }
        }
    }
    return true;
}

/// Keys made of nothing but date and type are the same for all relationships of a day and type.
bool GroupBy::count_by_day(std::int32_t slot, Run& run) {
    auto* scan = dynamic_cast<EdgeScan*>(input_.get());
    Reads reads;
    for (const ast::Item& item : projection_.items) {
        if (!item.aggregates) reads_of(*item.expr, reads);
    }
    std::vector<bool> counts;
    for (const ast::Expr* call : projection_.aggregate_calls) {
        counts.push_back(counts_rows(*call));
        if (!counts.back()) reads_of(*call->args[0], reads);
    }
    if (!scan || reads.more || !scan->can_count_by_day(run)) return false;
    if (reads.date) {
        const auto date = run.view->keys().find("date");
        const auto& columns = run.view->base().edge_columns;
        const bool is_day = date && number_of(*date) < columns.size() &&
                            columns[number_of(*date)] && columns[number_of(*date)]->is_edge_day();
        if (!is_day) return false;
    }
    scan->count_by_day(run, reads.type, [&](EdgeIndex one_of_them, std::uint64_t rows) {
        run.slot(slot) = edge_value(one_of_them);
        std::vector<Accumulator>& accumulators = group_of(run).accumulators;
        for (std::size_t i = 0; i < accumulators.size(); ++i) {
            if (counts[i]) {
                accumulators[i].take_rows(rows);
            } else {
                accumulators[i].take_times(rows, run);
            }
        }
    });
    return true;
}

}  // namespace parley::query
