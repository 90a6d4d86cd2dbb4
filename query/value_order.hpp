#pragma once
/// Equality and order of values in three-valued logic, and the equivalence of DISTINCT.

#include <cstdint>
#include <parley/value.hpp>

namespace parley::query {

enum class Truth : std::uint8_t { no, yes, unknown };

inline Truth truth_of(bool b) { return b ? Truth::yes : Truth::no; }
inline Truth operator!(Truth t) {
    return t == Truth::unknown ? t : t == Truth::yes ? Truth::no : Truth::yes;
}
Value to_value(Truth truth);

enum class Reading : std::uint8_t {
    possibly,  ///< some choice of days from the spans
    certainly  ///< every choice
};

/// `a = b`. Numbers compare by value; null, NaN and vague dates follow their own rules.
Truth equals(const Value& a, const Value& b, Reading reading = Reading::possibly);
/// `a < b` and `a <= b`; unknown where the two have no order.
Truth less(const Value& a, const Value& b, Reading reading = Reading::possibly);
Truth less_equal(const Value& a, const Value& b, Reading reading = Reading::possibly);

/// Equal for DISTINCT and grouping: compare(a, b) == 0, so null equals null and NaN equals NaN.
std::size_t hash_of(const Value& value);
struct Equivalent {
    bool operator()(const std::vector<Value>& a, const std::vector<Value>& b) const;
};
struct RowHash {
    std::size_t operator()(const std::vector<Value>& row) const;
};

}  // namespace parley::query
