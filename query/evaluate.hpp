#pragma once
/// Values of expressions over a run's variables.

#include "query/run.hpp"
#include "query/value_order.hpp"

namespace parley::query {

/// Throws Fault; its span is that of the innermost expression that failed.
Value evaluate(const ast::Expr& expr, Run& run);

/// The same without a copy where the value stands in the frame or the query already; else
/// `scratch` holds it.
const Value& read(const ast::Expr& expr, Run& run, Value& scratch);

/// The value to `to`: a stored property without a Value between.
void give(const ast::Expr& expr, Run& run, ValueSink& to);

/// Truth of a condition: null is unknown. Throws Fault, as evaluate() does, and where it is no
/// truth value.
Truth truth(const ast::Expr& expr, Run& run);

}  // namespace parley::query
