#pragma once
/// Dates as the news gives them: EDTF (ISO 8601-2, level 1) text and the days it stands for.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace parley {

/// A calendar day, counted from 1970-01-01 (proleptic Gregorian, no time zone). int32 reaches
/// 5.8 million years either way.
using Day = std::int32_t;

/// Inclusive range of days in which something happened; first <= last always.
/// "on 3 May 2024" is one day, "in May 2024" is thirty-one.
struct DateSpan {
    Day first;
    Day last;
    friend bool operator==(const DateSpan&, const DateSpan&) = default;
};

/// The day of a calendar date; none where the date does not exist (30 February) or the year is
/// outside -9999..9999.
std::optional<Day> day_of(int year, int month, int day);

/// A calendar date.
struct CivilDate {
    int year;
    int month;  ///< 1..12
    int day;    ///< 1..31
};

/// The calendar date of a day. Constant time (H. Hinnant, "chrono-compatible low-level date
/// algorithms").
CivilDate civil(Day day);

/// Days in a month, 28..31; month is 1..12.
int days_in_month(int year, int month);

/// ISO 8601 text of a day: "2017-12-07".
std::string iso(Day day);

/// An EDTF date: a day "2017-12-07", a month "2017-11", a year "2017", an interval
/// "2024-01-20/2024-01-23" of those, or with the year unknown "XXXX-06-13", "XXXX-06",
/// "XXXX-09-14/XXXX-09-16"; "" is open: nothing is known.
class Date {
  public:
    Date() = default;

    /// None where the text is not one of the forms above, a day does not exist, or an interval
    /// ends before it begins. An unknown year is taken as a leap year.
    static std::optional<Date> parse(std::string_view text);
    static Date of_day(Day day);
    /// One day's text where first == last, else an interval.
    static Date of_span(DateSpan span);

    const std::string& text() const noexcept { return text_; }
    /// The days meant; none where the year is unknown or the date is open.
    const std::optional<DateSpan>& span() const noexcept { return span_; }
    bool is_open() const noexcept { return text_.empty(); }
    bool year_is_unknown() const noexcept { return !text_.empty() && !span_; }

    friend bool operator==(const Date& a, const Date& b) noexcept { return a.text_ == b.text_; }
    friend auto operator<=>(const Date& a, const Date& b) noexcept { return a.text_ <=> b.text_; }

  private:
    Date(std::string text, std::optional<DateSpan> span) : text_(std::move(text)), span_(span) {}
    std::string text_;
    std::optional<DateSpan> span_;
};

}  // namespace parley
