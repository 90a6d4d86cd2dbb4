#pragma once
/// + - * / % ^ on values. Null in, null out. Throw Fault on overflow, division by zero and kinds
/// that do not go together.

#include <parley/value.hpp>

namespace parley::query {

Value add(const Value& a, const Value& b);
Value subtract(const Value& a, const Value& b);
Value multiply(const Value& a, const Value& b);
Value divide(const Value& a, const Value& b);
Value modulo(const Value& a, const Value& b);
Value power(const Value& a, const Value& b);
Value negate(const Value& a);

Value list_value(List items);
Value map_value(Map items);
Value moment_value(Moment moment);
Value duration_value(Duration duration);

/// "Integer", "List", "Node": what a message calls it.
std::string kind_name(const Value& value);

}  // namespace parley::query
