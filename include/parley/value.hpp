#pragma once
/// Values of properties, parameters and query results.

#include <cstdint>
#include <map>
#include <memory>
#include <parley/date.hpp>
#include <parley/temporal.hpp>
#include <string>
#include <string_view>
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

/// Null, boolean, 64-bit integer, float, string, date, list, map, moment, duration; and as query
/// results nodes, edges and paths. Lists, maps, paths, moments and durations are shared and never
/// change; their pointers are never null.
struct Value {
    using Variant = std::variant<std::monostate, bool, std::int64_t, double, std::string, Date,
                                 std::shared_ptr<const List>, std::shared_ptr<const Map>, NodeId,
                                 EdgeId, std::shared_ptr<const Path>, std::shared_ptr<const Moment>,
                                 std::shared_ptr<const Duration>>;
    Variant data;
    bool is_null() const noexcept { return data.index() == 0; }
    /// The member of that type, or null pointer.
    template <class T>
    const T* as() const noexcept {
        return std::get_if<T>(&data);
    }
};

/// Takes values one after another. Texts, integers and days come as they are stored, without a
/// Value of their own, to those who take them so.
class ValueSink {
  public:
    virtual ~ValueSink() = default;
    virtual void value(const Value& value) = 0;
    virtual void text(std::string_view text) { value(Value{std::string(text)}); }
    virtual void integer(std::int64_t number) { value(Value{number}); }
    virtual void day(Day day) { value(Value{Date::of_day(day)}); }
};

/// A total order over all values, the one of ORDER BY ascending: maps, nodes, edges, lists, paths,
/// datetimes, local datetimes, dates, times, local times, durations, strings, booleans, numbers,
/// NaN, null. Integers and floats compare by value. Negative, zero or positive.
int compare(const Value& a, const Value& b);

/// As written in a query: 'text', [1, 2], {k: 1.0}, 2017-12-07. Nodes and edges by number, since
/// a value alone does not know their graph.
std::string to_text(const Value& value);

/// Shortest text that reads back as the same float and is seen to be one: "1.0", "1000000.0",
/// "1e300", "NaN", "Infinity".
std::string float_text(double number);

}  // namespace parley
