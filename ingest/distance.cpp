#include "ingest/distance.hpp"

#include <fmt/format.h>

#include <cstdlib>

namespace parley::ingest {
namespace {

std::string two(int value) { return fmt::format("{:02}", value); }

}  // namespace

std::string edtf(std::optional<int> year, std::optional<int> month, std::optional<int> day) {
    std::string text = year ? fmt::format("{:04}", *year) : "XXXX";
    if (month) text += "-" + two(*month);
    if (month && day) text += "-" + two(*day);
    return text;
}

/// 1970-01-01 was a Thursday.
int weekday_of(Day day) { return static_cast<int>(((day + 3) % 7 + 7) % 7) + 1; }

std::string distance_text(int days, std::string_view from) {
    if (days == 0) return std::string(from);
    int count = std::abs(days);
    return fmt::format("{} day{} {} {}", count, count == 1 ? "" : "s",
                       days < 0 ? "before" : "after", from);
}

Shifted shifted(Day from, int days, std::string_view unit) {
    Day day = from + days;
    if (unit == "month") {
        // Counted in months: a day's number of days may fall short of one.
        CivilDate start = civil(from);
        int month = start.year * 12 + start.month - 1 + days / kMonthDays;
        return {Date::parse(edtf(month / 12, month % 12 + 1, {})).value_or(Date()), 2};
    }
    if (unit == "year") {
        int year = civil(from).year + days / kYearDays;
        return {Date::parse(edtf(year, {}, {})).value_or(Date()), 1};
    }
    if (unit == "week") {
        Day monday = day - (day + 3) % 7;
        return {Date::of_span({monday, monday + 6}), 2};
    }
    return {Date::of_day(day), 3};
}

}  // namespace parley::ingest
