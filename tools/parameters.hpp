#pragma once
/// `--param name=value`: values for a query's $parameters.

#include <parley/value.hpp>
#include <string>
#include <utility>
#include <vector>

namespace parley::tools {

/// Each "name=value" with the value in JSON: 7, "text", [1, 2], {"k": true}. Throws Error where it
/// is not.
Map parameters_from(const std::vector<std::string>& assignments);

/// One "name=value".
std::pair<std::string, Value> parameter_from(const std::string& assignment);

}  // namespace parley::tools
