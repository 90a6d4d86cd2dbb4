#include "query/operators/aggregate.hpp"

#include <algorithm>

#include "query/arithmetic.hpp"
#include "query/ast_text.hpp"
#include "query/evaluate.hpp"
#include "query/operators/accumulator.hpp"

namespace parley::query {

GroupBy::GroupBy(OperatorPtr input, const ast::Projection& projection)
    : GatheringStep(std::move(input)), projection_(projection) {
    const auto mixes = [](const ast::Item& item) {
        const bool pure = item.expr->kind == ast::ExprKind::count_star ||
                          (item.expr->kind == ast::ExprKind::call && item.expr->function &&
                           item.expr->function->aggregate != Aggregate::none);
        return item.aggregates && !pure;
    };
    keeps_row_ = std::any_of(projection.items.begin(), projection.items.end(), mixes);
    keyless_ = std::all_of(projection.items.begin(), projection.items.end(),
                           [](const ast::Item& item) { return item.aggregates; });
}

GroupBy::~GroupBy() = default;

std::string GroupBy::describe() const {
    std::string keys, calls;
    for (const ast::Item& item : projection_.items) {
        std::string& out = item.aggregates ? calls : keys;
        out += (out.empty() ? "" : ", ") + to_text(*item.expr);
    }
    return "GroupBy " + (keys.empty() ? "" : keys + ": ") + calls;
}

void GroupBy::do_open(Run& run) {
    groups_.clear();
    order_.clear();
    next_ = 0;
    loaded_ = false;
    input_->open(run);
    for (const ast::Item& item : projection_.items) announce_reads(*item.expr, run, *input_);
}

GroupBy::Group& GroupBy::group_of(Run& run) {
    if (keyless_ && !order_.empty()) return *order_.front()->second;
    key_.clear();
    for (const ast::Item& item : projection_.items) {
        if (!item.aggregates) key_.push_back(evaluate(*item.expr, run));
    }
    const auto known = groups_.find(key_);
    if (known != groups_.end()) return *known->second;
    std::size_t bytes = 200;
    for (const Value& value : key_) bytes += sizeof(Value) + extra_bytes(value);
    run.keep(bytes);
    auto group = std::make_unique<Group>();
    for (const ast::Expr* call : projection_.aggregate_calls) {
        group->accumulators.emplace_back(*call);
    }
    if (keeps_row_) {
        for (const std::int32_t slot : projection_.kept_slots) {
            group->row.push_back(run.slot(slot));
        }
    }
    const auto at = groups_.emplace(key_, std::move(group)).first;
    order_.push_back(&*at);
    return *at->second;
}

void GroupBy::load(Run& run) {
    loaded_ = true;
    if (!count_columns(run)) {
        while (input_->next(run)) {
            run.step();
            for (Accumulator& one : group_of(run).accumulators) one.take(run);
        }
    }
    if (order_.empty() && keyless_) {
        for (const std::int32_t slot : projection_.kept_slots) run.slot(slot) = Value{};
        group_of(run);
    }
}

void GroupBy::emit(const std::vector<Value>& key, Group& group, Run& run) {
    for (std::size_t i = 0; i < group.row.size(); ++i) {
        run.slot(projection_.kept_slots[i]) = group.row[i];
    }
    for (std::size_t i = 0; i < group.accumulators.size(); ++i) {
        run.slot(projection_.aggregate_calls[i]->slot) = group.accumulators[i].result();
    }
    std::size_t at = 0;
    for (const ast::Item& item : projection_.items) {
        run.slot(item.slot) = item.aggregates ? evaluate(*item.expr, run) : key[at++];
    }
}

bool GroupBy::do_next(Run& run) {
    if (!loaded_) load(run);
    if (next_ >= order_.size()) return false;
    const auto* group = order_[next_++];
    emit(group->first, *group->second, run);
    return true;
}

std::span<const Function> aggregate_functions() {
    constexpr std::uint32_t any = Type::anything;
    constexpr std::uint32_t number = Type::number;
    const auto make = [](const char* name, std::size_t arguments, std::vector<std::uint32_t> takes,
                         std::uint32_t gives, Aggregate kind) {
        return Function{name, arguments, arguments, std::move(takes), gives, nullptr,
                        true, false,     kind,      nullptr};
    };
    static const std::vector<Function> all{
        make("count", 1, {any}, Type::integer, Aggregate::count),
        make("sum", 1, {number | Type::duration}, number | Type::duration, Aggregate::sum),
        make("avg", 1, {number | Type::duration}, number | Type::duration, Aggregate::average),
        make("min", 1, {any}, any, Aggregate::least),
        make("max", 1, {any}, any, Aggregate::greatest),
        make("collect", 1, {any}, Type::list, Aggregate::collect),
        make("stDev", 1, {number}, Type::floating, Aggregate::deviation),
        make("stDevP", 1, {number}, Type::floating, Aggregate::population_deviation),
        make("percentileCont", 2, {number}, Type::floating, Aggregate::percentile_continuous),
        make("percentileDisc", 2, {number}, number, Aggregate::percentile_discrete),
    };
    return all;
}

}  // namespace parley::query
