#pragma once
/// What an empty or surprising answer should be told about.

#include <string>
#include <vector>

#include "query/run.hpp"

namespace parley::query {

/// Labels, types and names that the query asks for and the graph does not have, with the nearest
/// that it has.
std::vector<std::string> notes_about(const Bound& bound, const Run& run, bool empty);

/// Known names nearest to one that nobody has, best first, at most `most`.
std::vector<std::string> nearest_names(const View& view, const std::string& name, std::size_t most);

}  // namespace parley::query
