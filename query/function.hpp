#pragma once
/// Functions a query can call, one table an area.

#include <parley/value.hpp>
#include <span>
#include <string>
#include <vector>

#include "query/type.hpp"

namespace parley::query {

struct Run;

enum class Aggregate : std::uint8_t {
    none,
    count,
    sum,
    average,
    least,
    greatest,
    collect,
    deviation,
    population_deviation,
    percentile_continuous,
    percentile_discrete
};

struct Function {
    using Call = Value (*)(std::span<Value> arguments, Run& run);
    using Typing = Type (*)(std::span<const Type> arguments);

    std::string name;
    std::size_t least;  ///< number of arguments
    std::size_t most;
    std::vector<std::uint32_t> accepts;  ///< kinds of each argument; the last holds for the rest
    std::uint32_t gives;                 ///< kinds of the result
    Call call = nullptr;
    bool sees_null = false;  ///< else null in any argument gives null
    bool varies = false;     ///< differs from call to call, as rand()
    Aggregate aggregate = Aggregate::none;
    Typing typing = nullptr;  ///< a narrower type than `gives`
};

inline constexpr std::size_t any_number = 1000;  ///< of arguments

std::span<const Function> scalar_functions();
std::span<const Function> string_functions();
std::span<const Function> math_functions();
std::span<const Function> list_functions();
std::span<const Function> graph_functions();
std::span<const Function> path_functions();
std::span<const Function> date_functions();
std::span<const Function> temporal_functions();
std::span<const Function> aggregate_functions();

/// By name, any case; null where there is none.
const Function* find_function(std::string_view name);
/// All names, sorted.
const std::vector<std::string>& function_names();

/// For Call implementations: the argument is of a kind this function cannot take.
[[noreturn]] void bad_argument(const char* function, const Value& value);

}  // namespace parley::query
