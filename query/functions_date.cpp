/// Dates as spans of days, and what an edge's evidence says.
#include <chrono>

#include "query/arithmetic.hpp"
#include "query/evaluate.hpp"
#include "query/evidence.hpp"
#include "query/function.hpp"

namespace parley::query {
namespace {

EdgeIndex edge(const Value& value, const char* function) {
    const auto* id = value.as<EdgeId>();
    if (!id) bad_argument(function, value);
    return index_of(*id);
}

Value evidence(std::span<Value> a, Run& run) { return evidence_of(edge(a[0], "evidence()"), run); }

Value sources(std::span<Value> a, Run& run) {
    return Value{sources_of(edge(a[0], "sources()"), run)};
}

Value why(std::span<Value> a, Run& run) { return Value{why_edge(edge(a[0], "why()"), run)}; }

Type maps(std::span<const Type>) { return Type::list_of(Type::map); }

}  // namespace

std::span<const Function> date_functions() {
    constexpr std::uint32_t rel = Type::relationship;
    constexpr Aggregate none = Aggregate::none;
    static const std::vector<Function> all{
        {"evidence", 1, 1, {rel}, Type::list, evidence, false, false, none, maps},
        {"sources", 1, 1, {rel}, Type::integer, sources},
        {"why", 1, 1, {rel}, Type::string, why},
    };
    return all;
}

}  // namespace parley::query
