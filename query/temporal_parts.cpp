/// Parts of dates, moments and durations by name.
#include <map>

#include "query/arithmetic.hpp"
#include "query/fault.hpp"
#include "query/temporal.hpp"

namespace parley::query {

int day_of_week(Day day) {
    const int shifted = (day + 3) % 7;  // 1970-01-01 was a Thursday
    return (shifted < 0 ? shifted + 7 : shifted) + 1;
}

Day first_of_week_year(int year) {
    const Day fourth = *day_of(year, 1, 4);
    return fourth - (day_of_week(fourth) - 1);
}

IsoWeek iso_week(Day day) {
    const int year = civil(day - (day_of_week(day) - 4)).year;  // the year of its Thursday
    return {year, (day - first_of_week_year(year)) / 7 + 1};
}

namespace {

using Parts = std::map<std::string, std::int64_t, std::less<>>;

std::optional<std::int64_t> day_part(Day day, const std::string& key) {
    const CivilDate c = civil(day);
    const int quarter = (c.month - 1) / 3 + 1;
    if (key == "year") return c.year;
    if (key == "quarter") return quarter;
    if (key == "month") return c.month;
    if (key == "week") return iso_week(day).week;
    if (key == "weekYear") return iso_week(day).year;
    if (key == "day") return c.day;
    if (key == "ordinalDay" || key == "dayOfYear") return day - *day_of(c.year, 1, 1) + 1;
    if (key == "weekDay" || key == "dayOfWeek") return day_of_week(day);
    if (key == "dayOfQuarter" || key == "quarterDay") {
        return day - *day_of(c.year, quarter * 3 - 2, 1) + 1;
    }
    return {};
}

std::optional<std::int64_t> time_part(std::int64_t nanos, const std::string& key) {
    const std::int64_t seconds = nanos / nanos_of_second;
    const std::int64_t rest = nanos % nanos_of_second;
    if (key == "hour") return seconds / 3600;
    if (key == "minute") return seconds / 60 % 60;
    if (key == "second") return seconds % 60;
    if (key == "millisecond") return rest / 1'000'000;
    if (key == "microsecond") return rest / 1'000;
    if (key == "nanosecond") return rest;
    return {};
}

Value moment_part(const Moment& m, const std::string& key) {
    if (m.has_day()) {
        if (const auto part = day_part(m.day, key)) return Value{*part};
    }
    if (const auto part = time_part(m.nanos, key)) return Value{*part};
    if (!m.has_offset()) return {};
    if (key == "timezone") return Value{m.zone.empty() ? offset_text(m.offset) : m.zone};
    if (key == "offset") return Value{offset_text(m.offset)};
    if (key == "offsetMinutes") return Value{std::int64_t{m.offset / 60}};
    if (key == "offsetSeconds") return Value{std::int64_t{m.offset}};
    if (!m.has_day()) return {};
    const std::int64_t seconds =
        std::int64_t{m.day} * 86'400 + m.nanos / nanos_of_second - m.offset;
    if (key == "epochSeconds") return Value{seconds};
    if (key == "epochMillis") {
        return Value{seconds * 1000 + m.nanos % nanos_of_second / 1'000'000};
    }
    return {};
}

Value duration_part(const Duration& d, const std::string& key) {
    const std::int64_t in_second = d.nanos;
    const Parts parts{
        {"years", d.months / 12},
        {"quarters", d.months / 3},
        {"months", d.months},
        {"quartersOfYear", d.months % 12 / 3},
        {"monthsOfYear", d.months % 12},
        {"monthsOfQuarter", d.months % 3},
        {"weeks", d.days / 7},
        {"days", d.days},
        {"daysOfWeek", d.days % 7},
        {"hours", d.seconds / 3600},
        {"minutes", d.seconds / 60},
        {"seconds", d.seconds},
        {"minutesOfHour", d.seconds / 60 % 60},
        {"secondsOfMinute", d.seconds % 60},
        {"millisecondsOfSecond", in_second / 1'000'000},
        {"microsecondsOfSecond", in_second / 1'000},
        {"nanosecondsOfSecond", in_second},
    };
    const auto found = parts.find(key);
    if (found != parts.end()) return Value{found->second};
    // Sub-second totals can overflow where the others cannot.
    if (key == "milliseconds") return Value{d.seconds * 1000 + in_second / 1'000'000};
    if (key == "microseconds") return Value{d.seconds * 1'000'000 + in_second / 1'000};
    if (key == "nanoseconds") return Value{d.seconds * nanos_of_second + in_second};
    return {};
}

}  // namespace

Value component_of(const Value& owner, const std::string& key) {
    if (const auto* date = owner.as<Date>()) {
        if (!date->span()) return {};
        if (key == "first") return Value{Date::of_day(date->span()->first)};
        if (key == "last") return Value{Date::of_day(date->span()->last)};
        const auto part = day_part(date->span()->first, key);
        return part ? Value{*part} : Value{};
    }
    if (const auto* m = owner.as<std::shared_ptr<const Moment>>()) return moment_part(**m, key);
    if (const auto* d = owner.as<std::shared_ptr<const Duration>>()) return duration_part(**d, key);
    throw runtime_fault("TypeError", "PropertyAccessByNonMap",
                        kind_name(owner) + " has no property '" + key + "'.");
}

}  // namespace parley::query
