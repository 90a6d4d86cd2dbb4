#include "query/operators/aggregate.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_set>

#include "query/arithmetic.hpp"
#include "query/ast_text.hpp"
#include "query/evaluate.hpp"

namespace parley::query {

class Accumulator {
  public:
    explicit Accumulator(const ast::Expr& call) : call_(call), kind_(call.function->aggregate) {}

    void take(Run& run) {
        if (call_.kind == ast::ExprKind::count_star) {
            ++count_;
            return;
        }
        Value value = evaluate(*call_.args[0], run);
        if (call_.args.size() > 1 && !percentile_) percentile_ = fraction(run);
        if (value.is_null()) return;
        if (call_.distinct) {
            run.keep(sizeof(Value) + 64 + extra_bytes(value));
            if (!seen_.insert({value}).second) return;
        }
        add_value(std::move(value), run);
    }

    Value result() const {
        switch (kind_) {
            case Aggregate::count:
                return Value{count_};
            case Aggregate::sum:
                return count_ == 0 ? Value{std::int64_t{0}} : sum_;
            case Aggregate::average:
                return average();
            case Aggregate::least:
            case Aggregate::greatest:
                return sum_;
            case Aggregate::collect:
                return list_value(items_);
            case Aggregate::deviation:
                return deviation(1);
            case Aggregate::population_deviation:
                return deviation(0);
            case Aggregate::percentile_continuous:
            case Aggregate::percentile_discrete:
                return percentile();
            case Aggregate::none:
                break;
        }
        return {};
    }

  private:
    void add_value(Value value, Run& run) {
        ++count_;
        switch (kind_) {
            case Aggregate::sum:
            case Aggregate::average:
                need_number(value);
                sum_ = count_ == 1 ? std::move(value) : add(sum_, value);
                break;
            case Aggregate::least:
                if (count_ == 1 || compare(value, sum_) < 0) sum_ = std::move(value);
                break;
            case Aggregate::greatest:
                if (count_ == 1 || compare(value, sum_) > 0) sum_ = std::move(value);
                break;
            case Aggregate::collect:
                run.keep(sizeof(Value) + extra_bytes(value));
                items_.push_back(std::move(value));
                break;
            case Aggregate::deviation:
            case Aggregate::population_deviation: {
                need_number(value);
                // Welford: one pass without losing digits.
                const double x = as_double(value);
                const double delta = x - mean_;
                mean_ += delta / static_cast<double>(count_);
                squares_ += delta * (x - mean_);
                break;
            }
            case Aggregate::percentile_continuous:
            case Aggregate::percentile_discrete:
                need_number(value);
                run.keep(sizeof(Value));
                items_.push_back(std::move(value));
                break;
            case Aggregate::count:
            case Aggregate::none:
                break;
        }
    }

    void need_number(const Value& value) const {
        const bool duration = value.as<std::shared_ptr<const Duration>>() &&
                              (kind_ == Aggregate::sum || kind_ == Aggregate::average);
        if (!value.as<std::int64_t>() && !value.as<double>() && !duration) {
            bad_argument((call_.function->name + "()").c_str(), value);
        }
    }

    static double as_double(const Value& value) {
        const auto* i = value.as<std::int64_t>();
        return i ? static_cast<double>(*i) : *value.as<double>();
    }

    double fraction(Run& run) const {
        const Value value = evaluate(*call_.args[1], run);
        if (!value.as<std::int64_t>() && !value.as<double>()) {
            bad_argument((call_.function->name + "()").c_str(), value);
        }
        const double out = as_double(value);
        if (!(out >= 0 && out <= 1)) {
            throw runtime_fault(
                "ArgumentError", "NumberOutOfRange",
                "A percentile lies between 0.0 and 1.0, not at " + to_text(value) + ".");
        }
        return out;
    }

    Value average() const {
        if (count_ == 0) return {};
        if (sum_.as<std::shared_ptr<const Duration>>()) return divide(sum_, Value{count_});
        return Value{as_double(sum_) / static_cast<double>(count_)};
    }

    Value deviation(std::int64_t less) const {
        if (count_ <= less) return Value{0.0};
        return Value{std::sqrt(squares_ / static_cast<double>(count_ - less))};
    }

    Value percentile() const {
        if (items_.empty()) return {};
        List sorted = items_;
        std::sort(sorted.begin(), sorted.end(),
                  [](const Value& a, const Value& b) { return compare(a, b) < 0; });
        const double p = percentile_.value_or(0);
        const auto n = static_cast<double>(sorted.size());
        if (kind_ == Aggregate::percentile_discrete) {
            const double place = std::max(std::ceil(p * n), 1.0);
            return sorted[static_cast<std::size_t>(place) - 1];
        }
        const double place = p * (n - 1);
        const double low = std::floor(place);
        const double a = as_double(sorted[static_cast<std::size_t>(low)]);
        const double b = as_double(sorted[static_cast<std::size_t>(std::ceil(place))]);
        return Value{a + (b - a) * (place - low)};
    }

    const ast::Expr& call_;
    Aggregate kind_;
    std::int64_t count_ = 0;
    Value sum_;
    double mean_ = 0, squares_ = 0;
    List items_;
    std::optional<double> percentile_;
    std::unordered_set<std::vector<Value>, RowHash, Equivalent> seen_;
};

struct GroupBy::Group {
    std::vector<Value> row;  ///< of the scope before, from the group's first row
    std::vector<Accumulator> accumulators;
};

GroupBy::GroupBy(OperatorPtr input, const ast::Projection& projection)
    : Step(std::move(input)), projection_(projection) {
    const auto mixes = [](const ast::Item& item) {
        const bool pure = item.expr->kind == ast::ExprKind::count_star ||
                          (item.expr->kind == ast::ExprKind::call && item.expr->function &&
                           item.expr->function->aggregate != Aggregate::none);
        return item.aggregates && !pure;
    };
    keeps_row_ = std::any_of(projection.items.begin(), projection.items.end(), mixes);
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
}

GroupBy::Group& GroupBy::group_of(Run& run) {
    std::vector<Value> key;
    for (const ast::Item& item : projection_.items) {
        if (!item.aggregates) key.push_back(evaluate(*item.expr, run));
    }
    std::size_t bytes = 200;
    for (const Value& value : key) bytes += sizeof(Value) + extra_bytes(value);
    const auto [at, fresh] = groups_.try_emplace(std::move(key));
    if (fresh) {
        run.keep(bytes);
        order_.push_back(&*at);
        at->second = std::make_unique<Group>();
        for (const ast::Expr* call : projection_.aggregate_calls) {
            at->second->accumulators.emplace_back(*call);
        }
        if (keeps_row_) {
            for (const std::int32_t slot : projection_.kept_slots) {
                at->second->row.push_back(run.slot(slot));
            }
        }
    }
    return *at->second;
}

void GroupBy::load(Run& run) {
    loaded_ = true;
    while (input_->next(run)) {
        run.step();
        for (Accumulator& one : group_of(run).accumulators) one.take(run);
    }
    const bool keyless = std::all_of(projection_.items.begin(), projection_.items.end(),
                                     [](const ast::Item& item) { return item.aggregates; });
    if (order_.empty() && keyless) {
        for (const std::int32_t slot : projection_.kept_slots) run.slot(slot) = Value{};
        group_of(run);
    }
}

void GroupBy::emit(const std::vector<Value>& key, const Group& group, Run& run) {
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
