#pragma once
/// Values of properties, parameters and query results.

#include <cstdint>
#include <map>
#include <memory>
#include <parley/date.hpp>
#include <string>
#include <variant>
#include <vector>

namespace parley {

/// Ids are opaque and stable while the entity exists; node ids and edge ids are separate spaces.
enum class NodeId : std::uint64_t {};
enum class EdgeId : std::uint64_t {};

struct Value;
using List = std::vector<Value>;
using Map = std::map<std::string, Value>;

/// Nodes and edges of a path in path order, one node more than edges.
struct Path {
    std::vector<NodeId> nodes;
    std::vector<EdgeId> edges;
    friend bool operator==(const Path&, const Path&) = default;
};

/// Null, boolean, 64-bit integer, float, string, date, list, map; and as query results nodes, edges
/// and paths. Lists and maps are shared and never change.
struct Value {
    using Variant = std::variant<std::monostate, bool, std::int64_t, double, std::string, Date,
                                 std::shared_ptr<const List>, std::shared_ptr<const Map>, NodeId,
                                 EdgeId, std::shared_ptr<const Path>>;
    Variant data;
    bool is_null() const noexcept { return data.index() == 0; }
};

}  // namespace parley
