#pragma once
/// Values in the JSON of the line protocol.

#include <nlohmann/json_fwd.hpp>
#include <parley/query.hpp>
#include <string>

namespace parley::tools {

/// A parameter. Throws Error on kinds that cannot be one (nodes, relationships, paths).
Value value_from_json(const nlohmann::json& json);

/// Appends a result's value; nodes, relationships and paths with what the result knows of them.
void append_json(std::string& out, const Value& value, const QueryResult& result);
/// Appends a quoted JSON string; ill-formed UTF-8 becomes U+FFFD.
void append_json_text(std::string& out, std::string_view text);

}  // namespace parley::tools
