#pragma once
/// What a group keeps of its rows.

#include <algorithm>
#include <cmath>

#include "query/arithmetic.hpp"
#include "query/distinct_values.hpp"
#include "query/evaluate.hpp"
#include "query/operators/aggregate.hpp"

namespace parley::query {

/// One aggregation of one group.
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
            if (!seen_.add(value, run)) return;
        }
        add_value_here(std::move(value), run);
    }
    /// `rows` rows that are all as the current one; not for sums and lists.
    void take_times(std::uint64_t rows, Run& run) {
        if (call_.kind == ast::ExprKind::count_star) return take_rows(rows);
        Value value = evaluate(*call_.args[0], run);
        if (value.is_null() || (call_.distinct && !seen_.add(value, run))) return;
        if (kind_ == Aggregate::count) return take_rows(call_.distinct ? 1 : rows);
        add_value_here(std::move(value), run);
    }
    /// For counts: `rows` rows in which the argument, where there is one, is not null.
    void take_rows(std::uint64_t rows) { count_ += static_cast<std::int64_t>(rows); }
    /// For count(DISTINCT node): these nodes.
    void take_nodes(const std::vector<std::uint32_t>& nodes, Run& run) {
        for (const NodeIndex node : nodes) count_ += seen_.add_node(node, run) ? 1 : 0;
    }

    /// Once.
    Value result() {
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
                return list_value(std::move(items_));
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
    void add_value_here(Value value, Run& run) {
        try {
            add_value(std::move(value), run);
        } catch (Fault& fault) {
            if (fault.span.end == 0) fault.span = call_.span;
            throw;
        }
    }

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
                make_room(items_);
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
                make_room(items_);
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
            Fault fault = runtime_fault(
                "ArgumentError", "NumberOutOfRange",
                "A percentile lies between 0.0 and 1.0, not at " + to_text(value) + ".");
            fault.span = call_.args[1]->span;
            throw fault;
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

    Value percentile() {
        if (items_.empty()) return {};
        List sorted = std::move(items_);
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
    DistinctValues seen_;
};

struct GroupBy::Group {
    std::vector<Value> row;  ///< of the scope before, from the group's first row
    std::vector<Accumulator> accumulators;
};

}  // namespace parley::query
