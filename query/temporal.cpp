#include "query/temporal.hpp"

#include "query/arithmetic.hpp"
#include "query/fault.hpp"
#include "query/function.hpp"
namespace parley {
std::string to_text(const Moment&) { return {}; }
std::string to_text(const Duration&) { return {}; }
std::optional<Moment> parse_moment(MomentKind, std::string_view) { return {}; }
std::optional<Duration> parse_duration(std::string_view) { return {}; }
namespace query {
Value component_of(const Value& owner, const std::string& key) {
    const auto* date = owner.as<Date>();
    if (!date)
        throw runtime_fault("TypeError", "PropertyAccessByNonMap",
                            kind_name(owner) + " has no properties.");
    if (!date->span()) return {};
    if (key == "first") return Value{Date::of_day(date->span()->first)};
    if (key == "last") return Value{Date::of_day(date->span()->last)};
    const CivilDate c = civil(date->span()->first);
    if (key == "year") return Value{std::int64_t{c.year}};
    if (key == "month") return Value{std::int64_t{c.month}};
    if (key == "day") return Value{std::int64_t{c.day}};
    return {};
}
std::span<const Function> temporal_functions() { return {}; }
}  // namespace query
}  // namespace parley
