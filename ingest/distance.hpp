#pragma once
/// Dates put together from their parts, and days counted from a day.

#include <optional>
#include <parley/date.hpp>
#include <string>
#include <string_view>

namespace parley::ingest {

/// Days told this far apart belong to one story; farther ones are background.
inline constexpr Day kStoryDays = 12;
/// A month and a year as news counts them.
inline constexpr int kMonthDays = 30, kYearDays = 365;

/// "2024-05-03", "XXXX-05" and the like, from the parts that are known.
std::string edtf(std::optional<int> year, std::optional<int> month, std::optional<int> day);

/// 1 Monday .. 7.
int weekday_of(Day day);

/// "3 days before the article's own day", and only "the article's own day" where it is that day.
std::string distance_text(int days, std::string_view from);

/// A day so many days away, as sharp as its unit: "two months ago" is a month.
struct Shifted {
    Date date;
    int precision;  ///< 3 day, 2 week or month, 1 year
};
Shifted shifted(Day from, int days, std::string_view unit);

}  // namespace parley::ingest
