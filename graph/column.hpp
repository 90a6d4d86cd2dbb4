#pragma once
/// Columns read from a snapshot's sections; column_builder.hpp writes them.

#include <memory>
#include <string>

#include "graph/sections.hpp"
#include "graph/snapshot.hpp"

namespace parley {

/// Reads what ColumnBuilder::finish() wrote. `days`: of the edges, for columns of edges. None where
/// there are no such sections. Throws CorruptionError where the sections do not fit each other.
std::unique_ptr<Column> open_column(const Sections& sections, const std::string& name,
                                    const DayTable& days);

}  // namespace parley
