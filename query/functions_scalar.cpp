/// Conversions between kinds, coalesce, and what has no other home.
#include <charconv>
#include <chrono>
#include <cmath>
#include <random>

#include "query/arithmetic.hpp"
#include "query/function.hpp"
#include "query/run.hpp"
#include "query/text.hpp"
#include "query/value_order.hpp"

namespace parley::query {
namespace {

constexpr std::uint32_t any = Type::anything;

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    return text;
}

std::optional<double> parse_float(std::string_view text) {
    text = trimmed(text);
    if (text.starts_with('+')) text.remove_prefix(1);
    double out = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), out);
    if (text.empty() || read.ec != std::errc() || read.ptr != text.data() + text.size()) return {};
    return out;
}

Value whole(double number) {
    if (std::isnan(number)) return Value{std::int64_t{0}};
    if (number >= 9.2233720368547758e18 || number < -9.2233720368547758e18) {
        throw runtime_fault("ArithmeticError", "IntegerOverflow",
                            "The number does not fit into 64 bits.");
    }
    return Value{static_cast<std::int64_t>(number)};
}

Value to_integer(std::span<Value> a, Run&) {
    if (a[0].as<std::int64_t>()) return a[0];
    if (const auto* d = a[0].as<double>()) return whole(*d);
    if (const auto* b = a[0].as<bool>()) return Value{std::int64_t{*b}};
    const auto* text = a[0].as<std::string>();
    if (!text) bad_argument("toInteger()", a[0]);
    std::string_view digits = trimmed(*text);
    if (digits.starts_with('+')) digits.remove_prefix(1);
    std::int64_t number = 0;
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (!digits.empty() && read.ec == std::errc() && read.ptr == digits.data() + digits.size()) {
        return Value{number};
    }
    const auto floating = parse_float(*text);
    return floating && std::isfinite(*floating) ? whole(*floating) : Value{};
}

Value to_float(std::span<Value> a, Run&) {
    if (a[0].as<double>()) return a[0];
    if (const auto* i = a[0].as<std::int64_t>()) return Value{static_cast<double>(*i)};
    const auto* text = a[0].as<std::string>();
    if (!text) bad_argument("toFloat()", a[0]);
    const auto number = parse_float(*text);
    return number ? Value{*number} : Value{};
}

Value to_boolean(std::span<Value> a, Run&) {
    if (a[0].as<bool>()) return a[0];
    if (const auto* i = a[0].as<std::int64_t>()) return Value{*i != 0};
    const auto* text = a[0].as<std::string>();
    if (!text) bad_argument("toBoolean()", a[0]);
    const std::string_view word = trimmed(*text);
    if (equal_ignoring_case(word, "true")) return Value{true};
    if (equal_ignoring_case(word, "false")) return Value{false};
    return {};
}

Value to_string(std::span<Value> a, Run&) {
    if (a[0].as<std::string>()) return a[0];
    const bool has_text = a[0].as<bool>() || a[0].as<std::int64_t>() || a[0].as<double>() ||
                          a[0].as<Date>() || a[0].as<std::shared_ptr<const Moment>>() ||
                          a[0].as<std::shared_ptr<const Duration>>();
    if (!has_text) bad_argument("toString()", a[0]);
    return Value{parley::to_text(a[0])};
}

Value coalesce(std::span<Value> a, Run&) {
    for (Value& value : a) {
        if (!value.is_null()) return value;
    }
    return {};
}

Value null_if(std::span<Value> a, Run&) {
    return equals(a[0], a[1]) == Truth::yes ? Value{} : a[0];
}

Value random_number(std::span<Value>, Run&) {
    thread_local std::mt19937_64 source{std::random_device{}()};
    return Value{std::uniform_real_distribution<double>(0, 1)(source)};
}

Value random_uuid(std::span<Value>, Run&) {
    thread_local std::mt19937_64 source{std::random_device{}()};
    static constexpr char digits[] = "0123456789abcdef";
    std::string out = "xxxxxxxx-xxxx-4xxx-8xxx-xxxxxxxxxxxx";
    for (char& c : out) {
        if (c == 'x') c = digits[source() & 15U];
    }
    return Value{out};
}

Value timestamp(std::span<Value>, Run& run) {
    const auto since = run.now.time_since_epoch();
    return Value{static_cast<std::int64_t>(
        std::chrono::duration_cast<std::chrono::milliseconds>(since).count())};
}

Value value_type(std::span<Value> a, Run&) { return Value{kind_name(a[0])}; }

Type joined_types(std::span<const Type> types) {
    Type out = Type::nothing;
    for (const Type& t : types) out = join(out, t);
    return out;
}

}  // namespace

std::span<const Function> scalar_functions() {
    constexpr std::uint32_t convertible = Type::boolean | Type::number | Type::string;
    static const std::vector<Function> all{
        {"toInteger", 1, 1, {convertible}, Type::integer, to_integer},
        {"toFloat", 1, 1, {Type::number | Type::string}, Type::floating, to_float},
        {"toBoolean",
         1,
         1,
         {Type::boolean | Type::integer | Type::string},
         Type::boolean,
         to_boolean},
        {"toString",
         1,
         1,
         {convertible | Type::temporal | Type::duration},
         Type::string,
         to_string},
        {"coalesce",
         1,
         any_number,
         {any},
         any,
         coalesce,
         true,
         false,
         Aggregate::none,
         joined_types},
        {"nullIf", 2, 2, {any}, any, null_if, true},
        {"rand", 0, 0, {}, Type::floating, random_number, false, true},
        {"randomUUID", 0, 0, {}, Type::string, random_uuid, false, true},
        {"timestamp", 0, 0, {}, Type::integer, timestamp, false, true},
        {"valueType", 1, 1, {any}, Type::string, value_type, true},
    };
    return all;
}

}  // namespace parley::query
