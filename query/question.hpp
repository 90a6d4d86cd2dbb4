#pragma once
/// NEIGHBORS OF and PATH FROM as the MATCH they stand for.

#include <parley/value.hpp>
#include <string>

#include "graph/view.hpp"
#include "query/parser.hpp"

namespace parley::query {

/// Finds whom the names mean. A name that is a node's key stands for that node. Throws Fault where
/// a name fits several nodes (says which and their keys) or none (says the nearest names).
/// Afterwards `from` and `to` are keys where those exist. Without parameters, for EXPLAIN, a name
/// that is a parameter stays one.
void settle_names(Question& question, const View& view, const Map* parameters);

/// Query text of the MATCH. Columns of NEIGHBORS: name, label, hops, relation, date, sources; of
/// PATH: path.
std::string match_of(const Question& question);

}  // namespace parley::query
