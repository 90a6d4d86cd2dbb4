/// Functions on paths; departure, arrival and certain are in path_dates.cpp.
#include "query/arithmetic.hpp"
#include "query/evaluate.hpp"
#include "query/function.hpp"
#include "query/path_dates.hpp"

namespace parley::query {
namespace {

const Path& path(const Value& value, const char* function) {
    const auto* found = value.as<std::shared_ptr<const Path>>();
    if (!found) bad_argument(function, value);
    return **found;
}

Value length(std::span<Value> a, Run&) {
    return Value{static_cast<std::int64_t>(path(a[0], "length()").edges.size())};
}

Value nodes(std::span<Value> a, Run&) {
    List out;
    for (const NodeId id : path(a[0], "nodes()").nodes) out.push_back(Value{id});
    return list_value(std::move(out));
}

Value relationships(std::span<Value> a, Run&) {
    List out;
    for (const EdgeId id : path(a[0], "relationships()").edges) out.push_back(Value{id});
    return list_value(std::move(out));
}

Value departure(std::span<Value> a, Run& run) {
    const auto days = path_days(path(a[0], "departure()"), *run.view);
    return days ? Value{Date::of_day(days->departure)} : Value{};
}

Value arrival(std::span<Value> a, Run& run) {
    const auto days = path_days(path(a[0], "arrival()"), *run.view);
    return days ? Value{Date::of_day(days->arrival)} : Value{};
}

Value certain(std::span<Value> a, Run& run) {
    return to_value(certainly_chronological(path(a[0], "certain()"), *run.view));
}

Type node_list(std::span<const Type>) { return Type::list_of(Type::node); }
Type rel_list(std::span<const Type>) { return Type::list_of(Type::relationship); }

}  // namespace

std::span<const Function> path_functions() {
    constexpr std::uint32_t p = Type::path;
    constexpr Aggregate none = Aggregate::none;
    static const std::vector<Function> all{
        {"length", 1, 1, {p}, Type::integer, length},
        {"nodes", 1, 1, {p}, Type::list, nodes, false, false, none, node_list},
        {"relationships", 1, 1, {p}, Type::list, relationships, false, false, none, rel_list},
        {"rels", 1, 1, {p}, Type::list, relationships, false, false, none, rel_list},
        {"departure", 1, 1, {p}, Type::date, departure},
        {"arrival", 1, 1, {p}, Type::date, arrival},
        {"certain", 1, 1, {p}, Type::boolean, certain},
    };
    return all;
}

}  // namespace parley::query
