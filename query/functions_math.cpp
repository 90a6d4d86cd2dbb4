/// Functions on numbers.
#include <cmath>
#include <numbers>

#include "query/arithmetic.hpp"
#include "query/function.hpp"
#include "query/run.hpp"

namespace parley::query {
namespace {

double number(const Value& value, const char* function = "a mathematical function") {
    if (const auto* i = value.as<std::int64_t>()) return static_cast<double>(*i);
    const auto* d = value.as<double>();
    if (!d) bad_argument(function, value);
    return *d;
}

template <double (*function)(double)>
Value apply(std::span<Value> a, Run&) {
    return Value{function(number(a[0]))};
}

Value absolute(std::span<Value> a, Run&) {
    if (const auto* i = a[0].as<std::int64_t>()) return *i < 0 ? negate(a[0]) : a[0];
    return Value{std::abs(number(a[0], "abs()"))};
}

Value sign(std::span<Value> a, Run&) {
    const double d = number(a[0], "sign()");
    return Value{static_cast<std::int64_t>((d > 0) - (d < 0))};
}

/// Halves go up, also below zero: round(-1.5) is -1.
Value round_half_up(std::span<Value> a, Run&) {
    const double d = number(a[0], "round()");
    if (a.size() == 1) return Value{std::floor(d + 0.5)};
    const double scale = std::pow(10.0, number(a[1], "round()"));
    return Value{std::floor(d * scale + 0.5) / scale};
}

Value arc_tangent_2(std::span<Value> a, Run&) {
    return Value{std::atan2(number(a[0]), number(a[1]))};
}
Value pi(std::span<Value>, Run&) { return Value{std::numbers::pi}; }
Value e(std::span<Value>, Run&) { return Value{std::numbers::e}; }

double cotangent(double x) { return 1 / std::tan(x); }
double haversine(double x) { return (1 - std::cos(x)) / 2; }
double to_degrees(double x) { return x * 180 / std::numbers::pi; }
double to_radians(double x) { return x * std::numbers::pi / 180; }

Type like_argument(std::span<const Type> types) { return types[0]; }

}  // namespace

std::span<const Function> math_functions() {
    constexpr std::uint32_t n = Type::number;
    constexpr std::uint32_t f = Type::floating;
    static const std::vector<Function> all{
        {"abs", 1, 1, {n}, n, absolute, false, false, Aggregate::none, like_argument},
        {"sign", 1, 1, {n}, Type::integer, sign},
        {"ceil", 1, 1, {n}, f, apply<std::ceil>},
        {"floor", 1, 1, {n}, f, apply<std::floor>},
        {"round", 1, 2, {n}, f, round_half_up},
        {"sqrt", 1, 1, {n}, f, apply<std::sqrt>},
        {"exp", 1, 1, {n}, f, apply<std::exp>},
        {"log", 1, 1, {n}, f, apply<std::log>},
        {"log10", 1, 1, {n}, f, apply<std::log10>},
        {"sin", 1, 1, {n}, f, apply<std::sin>},
        {"cos", 1, 1, {n}, f, apply<std::cos>},
        {"tan", 1, 1, {n}, f, apply<std::tan>},
        {"cot", 1, 1, {n}, f, apply<cotangent>},
        {"asin", 1, 1, {n}, f, apply<std::asin>},
        {"acos", 1, 1, {n}, f, apply<std::acos>},
        {"atan", 1, 1, {n}, f, apply<std::atan>},
        {"atan2", 2, 2, {n}, f, arc_tangent_2},
        {"haversin", 1, 1, {n}, f, apply<haversine>},
        {"degrees", 1, 1, {n}, f, apply<to_degrees>},
        {"radians", 1, 1, {n}, f, apply<to_radians>},
        {"pi", 0, 0, {}, f, pi},
        {"e", 0, 0, {}, f, e},
    };
    return all;
}

}  // namespace parley::query
