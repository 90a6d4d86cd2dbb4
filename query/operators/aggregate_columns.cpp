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

/// Are all aggregations counts of rows: count(*), or of something a row always has?
bool GroupBy::counts_rows() const {
    const auto counts = [this](const ast::Expr* call) {
        if (call->kind == ExprKind::count_star) return true;
        const bool variable =
            is_count(*call) && !call->distinct && call->args[0]->kind == ExprKind::variable;
        return variable && input_->column_of(call->args[0]->slot) != Column::none;
    };
    return std::all_of(projection_.aggregate_calls.begin(), projection_.aggregate_calls.end(),
                       counts);
}

/// True where the input was read here.
bool GroupBy::count_columns(Run& run) {
    if (keeps_row_ || projection_.aggregate_calls.empty()) return false;
    if (keyless_) return count_all(run);
    if (!counts_rows()) return false;
    const std::int32_t slot = key_variable();
    if (slot < 0) return false;
    switch (input_->column_of(slot)) {
        case Column::nodes:
            count_by_node(slot, run);
            return true;
        case Column::edges:
            return count_by_day(slot, run);
        case Column::none:
            break;
    }
    return false;
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

/// Rows of each node first, then its key once.
void GroupBy::count_by_node(std::int32_t slot, Run& run) {
    const NodeIndex limit = run.view->node_limit();
    run.keep(std::size_t{limit} * sizeof(std::uint32_t));
    std::vector<std::uint32_t> rows(limit, 0), numbers;
    while (input_->column(run, slot, numbers)) {
        run.look();
        for (const NodeIndex node : numbers) ++rows[node];
    }
    std::uint32_t least = 1;
    if (keys_tell_nodes_apart(slot, run)) least = threshold(rows, run);
    for (NodeIndex node = 0; node < limit; ++node) {
        if (rows[node] < least) continue;
        run.step();
        run.slot(slot) = node_value(node);
        for (Accumulator& one : group_of(run).accumulators) one.take_rows(rows[node]);
    }
    run.release(std::size_t{limit} * sizeof(std::uint32_t));
}

/// Keys made of nothing but date and type are the same for all relationships of a day and type.
bool GroupBy::count_by_day(std::int32_t slot, Run& run) {
    auto* scan = dynamic_cast<EdgeScan*>(input_.get());
    Reads reads;
    for (const ast::Item& item : projection_.items) {
        if (!item.aggregates) reads_of(*item.expr, reads);
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
        for (Accumulator& one : group_of(run).accumulators) one.take_rows(rows);
    });
    return true;
}

/// Has every node a group of its own?
bool GroupBy::keys_tell_nodes_apart(std::int32_t slot, Run& run) const {
    return std::any_of(projection_.items.begin(), projection_.items.end(),
                       [&](const ast::Item& item) {
                           if (item.aggregates) return false;
                           const ast::Expr& expr = *item.expr;
                           if (expr.kind == ExprKind::variable) return expr.slot == slot;
                           if (expr.kind != ExprKind::property || expr.args[0]->slot != slot)
                               return false;
                           const auto key = run.view->keys().find(expr.text);
                           return key && run.view->tells_nodes_apart(*key);
                       });
}

/// ORDER BY count DESC LIMIT k keeps no group with fewer rows than the k-th: that many, or 1.
std::uint32_t GroupBy::threshold(const std::vector<std::uint32_t>& rows, Run& run) const {
    if (projection_.order.empty() || !projection_.limit || projection_.distinct) return 1;
    const ast::SortKey& first = projection_.order[0];
    const bool by_count =
        std::any_of(projection_.items.begin(), projection_.items.end(), [&](const ast::Item& item) {
            return item.aggregates && is_count_call(*item.expr) && first.descending &&
                   (first.expr->kind == ExprKind::variable ? first.expr->slot == item.slot
                                                           : first.expr->slot == item.expr->slot);
        });
    if (!by_count) return 1;
    auto most = static_cast<std::size_t>(row_count(*projection_.limit, run, "LIMIT"));
    if (projection_.skip) {
        most += static_cast<std::size_t>(row_count(*projection_.skip, run, "SKIP"));
    }
    std::vector<std::uint32_t> some;
    for (const std::uint32_t count : rows) {
        if (count > 0) some.push_back(count);
    }
    if (most == 0 || some.size() <= most) return 1;
    const auto at = some.begin() + static_cast<std::ptrdiff_t>(most - 1);
    std::nth_element(some.begin(), at, some.end(), std::greater<>());
    return *at;
}

bool GroupBy::is_count_call(const ast::Expr& expr) {
    return expr.kind == ExprKind::count_star ||
           (expr.kind == ExprKind::call && expr.function &&
            expr.function->aggregate == Aggregate::count && !expr.distinct);
}

}  // namespace parley::query
