#pragma once
/// What a value holds: properties, labels, elements of lists and maps, the days of a date.

#include "query/run.hpp"

namespace parley::query {

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
