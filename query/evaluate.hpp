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

/// Truth of a condition: null is unknown. Throws Fault where it is no truth value.
Truth truth(const ast::Expr& expr, Run& run);

/// A property of a node, relationship, map or date; null where absent. Throws Fault where the
/// owner has no properties or is deleted.
Value property_of(const Value& owner, const std::string& key, Run& run);

/// All properties of a node, relationship or map.
Map properties_of(const Value& owner, Run& run);

/// Has the node one label of each list?
bool has_labels(NodeIndex node, const ast::LabelTest& labels, const View& view);

/// The days of a date, year or EDTF text; none where it has none. Throws Fault on other kinds.
std::optional<DateSpan> days_of(const Value& value);

/// list[index] by 0-based integer, negative from the end; map['key'].
Value element_of(const Value& owner, const Value& index, Run& run);

}  // namespace parley::query
