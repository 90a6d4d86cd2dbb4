#include "query/arithmetic.hpp"

#include <cmath>
#include <limits>

#include "query/fault.hpp"
#include "query/temporal_arithmetic.hpp"

namespace parley::query {
namespace {

[[noreturn]] void mismatch(const char* operation, const Value& a, const Value& b) {
    throw runtime_fault(
        "TypeError", "InvalidArgumentType",
        "Cannot " + std::string(operation) + " " + kind_name(a) + " and " + kind_name(b) + ".");
}

[[noreturn]] void overflow() {
    throw runtime_fault("ArithmeticError", "IntegerOverflow",
                        "The result does not fit into 64 bits.", "use toFloat()");
}

const std::int64_t* integer(const Value& v) { return v.as<std::int64_t>(); }

bool is_number(const Value& v) { return v.as<std::int64_t>() || v.as<double>(); }

double floating(const Value& v) {
    const auto* i = integer(v);
    return i ? static_cast<double>(*i) : *v.as<double>();
}

const std::shared_ptr<const List>* list(const Value& v) {
    return v.as<std::shared_ptr<const List>>();
}

Value concatenate(const Value& a, const Value& b) {
    List out;
    if (const auto* x = list(a)) {
        out = **x;
    } else {
        out.push_back(a);
    }
    if (const auto* y = list(b)) {
        out.insert(out.end(), (*y)->begin(), (*y)->end());
    } else {
        out.push_back(b);
    }
    return list_value(std::move(out));
}

std::string joined_text(const Value& v) {
    if (const auto* s = v.as<std::string>()) return *s;
    return to_text(v);
}

}  // namespace

Value list_value(List items) { return Value{std::make_shared<const List>(std::move(items))}; }
Value map_value(Map items) { return Value{std::make_shared<const Map>(std::move(items))}; }
Value moment_value(Moment m) { return Value{std::make_shared<const Moment>(std::move(m))}; }
Value duration_value(Duration d) { return Value{std::make_shared<const Duration>(d)}; }

std::string kind_name(const Value& value) {
    static constexpr const char* names[] = {"null", "Boolean", "Integer", "Float", "String",
                                            "Date", "List",    "Map",     "Node",  "Relationship",
                                            "Path", "Moment",  "Duration"};
    return names[value.data.index()];
}

Value add(const Value& a, const Value& b) {
    if (list(a) && list(b)) return concatenate(a, b);
    if (a.is_null() || b.is_null()) return {};
    if (list(a) || list(b)) return concatenate(a, b);
    if (integer(a) && integer(b)) {
        std::int64_t sum = 0;
        if (__builtin_add_overflow(*integer(a), *integer(b), &sum)) overflow();
        return Value{sum};
    }
    if (is_number(a) && is_number(b)) return Value{floating(a) + floating(b)};
    if (is_temporal(a) || is_temporal(b)) {
        if (auto out = add_temporal(a, b)) return *out;
    }
    const bool joins = (a.as<std::string>() || b.as<std::string>()) &&
                       (a.as<std::string>() || is_number(a)) &&
                       (b.as<std::string>() || is_number(b));
    if (joins) return Value{joined_text(a) + joined_text(b)};
    mismatch("add", a, b);
}

Value subtract(const Value& a, const Value& b) {
    if (a.is_null() || b.is_null()) return {};
    if (integer(a) && integer(b)) {
        std::int64_t difference = 0;
        if (__builtin_sub_overflow(*integer(a), *integer(b), &difference)) overflow();
        return Value{difference};
    }
    if (is_number(a) && is_number(b)) return Value{floating(a) - floating(b)};
    if (is_temporal(a)) {
        if (auto out = subtract_temporal(a, b)) return *out;
    }
    mismatch("subtract", a, b);
}

Value multiply(const Value& a, const Value& b) {
    if (a.is_null() || b.is_null()) return {};
    if (integer(a) && integer(b)) {
        std::int64_t product = 0;
        if (__builtin_mul_overflow(*integer(a), *integer(b), &product)) overflow();
        return Value{product};
    }
    if (is_number(a) && is_number(b)) return Value{floating(a) * floating(b)};
    if (is_number(b)) {
        if (auto out = scale_temporal(a, floating(b))) return *out;
    }
    if (is_number(a)) {
        if (auto out = scale_temporal(b, floating(a))) return *out;
    }
    mismatch("multiply", a, b);
}

Value divide(const Value& a, const Value& b) {
    if (a.is_null() || b.is_null()) return {};
    if (integer(a) && integer(b)) {
        if (*integer(b) == 0) {
            throw runtime_fault("ArithmeticError", "DivisionByZero", "Division by zero.");
        }
        if (*integer(b) == -1) return negate(a);
        return Value{*integer(a) / *integer(b)};
    }
    if (is_number(a) && is_number(b)) return Value{floating(a) / floating(b)};
    if (is_number(b)) {
        if (floating(b) == 0) {
            throw runtime_fault("ArithmeticError", "DivisionByZero", "Division by zero.");
        }
        if (auto out = scale_temporal(a, 1.0 / floating(b), floating(b))) return *out;
    }
    mismatch("divide", a, b);
}

Value modulo(const Value& a, const Value& b) {
    if (a.is_null() || b.is_null()) return {};
    if (integer(a) && integer(b)) {
        if (*integer(b) == 0) {
            throw runtime_fault("ArithmeticError", "DivisionByZero", "Division by zero.");
        }
        if (*integer(b) == -1) return Value{std::int64_t{0}};
        return Value{*integer(a) % *integer(b)};
    }
    if (is_number(a) && is_number(b)) return Value{std::fmod(floating(a), floating(b))};
    mismatch("take the remainder of", a, b);
}

Value power(const Value& a, const Value& b) {
    if (a.is_null() || b.is_null()) return {};
    if (is_number(a) && is_number(b)) return Value{std::pow(floating(a), floating(b))};
    mismatch("raise", a, b);
}

Value negate(const Value& a) {
    if (a.is_null()) return {};
    if (const auto* i = integer(a)) {
        if (*i == std::numeric_limits<std::int64_t>::min()) overflow();
        return Value{-*i};
    }
    if (const auto* d = a.as<double>()) return Value{-*d};
    if (auto out = scale_temporal(a, -1.0)) return *out;
    throw runtime_fault("TypeError", "InvalidArgumentType", "Cannot negate " + kind_name(a) + ".");
}

}  // namespace parley::query
