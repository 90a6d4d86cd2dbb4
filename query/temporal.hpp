#pragma once
/// Dates, times and durations made from text and maps, cut down to units, and taken apart.

#include <optional>
#include <parley/value.hpp>
#include <string>
#include <string_view>

namespace parley::query {

inline constexpr std::int64_t nanos_of_second = 1'000'000'000;
inline constexpr std::int64_t nanos_of_day = 86'400 * nanos_of_second;

/// `owner.key` of a date, moment or duration; null where it has no such part. Throws Fault where
/// the owner has no parts at all.
Value component_of(const Value& owner, const std::string& key);

/// Monday 1 .. Sunday 7.
int day_of_week(Day day);
struct IsoWeek {
    int year, week;
};
IsoWeek iso_week(Day day);
/// Monday of week 1 of an ISO week year.
Day first_of_week_year(int year);

/// A single day in any form of ISO 8601: 2015-07-21, 20150721, 2015-W30-2, 2015-202, 2015-07, 2015.
std::optional<Day> parse_day(std::string_view text);
/// Time of day to nanoseconds, "21:40:32.142", "2140"; rest of the text is left in `text`.
std::optional<std::int64_t> parse_time_of_day(std::string_view& text);
/// "Z", "+01:00", "+0100", "-01"; seconds east of UTC.
std::optional<std::int32_t> parse_offset(std::string_view text);
std::string offset_text(std::int32_t seconds);

/// The day a map describes: {year, month, day}, {year, week, dayOfWeek}, {year, quarter,
/// dayOfQuarter}, {year, ordinalDay}; what is not told comes from `base`. Throws Fault.
Day day_from(const Map& map, std::optional<Day> base);
/// The time of day a map describes, in nanoseconds. Throws Fault.
std::int64_t nanos_from(const Map& map, std::optional<std::int64_t> base);
/// A date, moment or map as a moment of that kind. Throws Fault where something is missing.
Moment moment_from(const Value& value, MomentKind kind);
Duration duration_from(const Map& map);

/// Cut down to "millennium" ... "microsecond", then changed by the map. Throws Fault.
Value truncate_date(const std::string& unit, const Value& value, const Map& changes);
Value truncate_moment(MomentKind kind, const std::string& unit, const Value& value,
                      const Map& changes);

enum class Between : std::uint8_t { parts, months, days, seconds };
Duration duration_between(const Value& from, const Value& to, Between how);

}  // namespace parley::query
