// Calendar arithmetic and the EDTF forms. Algorithms for days: Howard Hinnant,
// "chrono-compatible low-level date algorithms" (public domain).
#include <fmt/format.h>

#include <charconv>
#include <parley/date.hpp>

namespace parley {
namespace {

constexpr int kMaxYear = 9999;

bool is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

std::optional<int> number(std::string_view text) {
    int value = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || text.front() == '-') return {};
    return value;
}

/// One end of an interval, or a whole date without a slash.
struct Point {
    bool year_known;
    std::string text;
    DateSpan span;  ///< in year 2000, a leap year, where the year is unknown
};

std::optional<Point> parse_point(std::string_view whole) {
    bool known = !whole.starts_with("XXXX");
    const bool before_christ = whole.starts_with('-');
    const std::string_view text = whole.substr(before_christ ? 1 : 0);
    if (text.size() < 4) return {};
    auto year = known ? number(text.substr(0, 4)) : std::optional(2000);
    if (!year || (before_christ && *year == 0)) return {};
    if (before_christ) year = -*year;
    auto span_of = [&](int m1, int d1, int m2, int d2) {
        return DateSpan{*day_of(*year, m1, d1), *day_of(*year, m2, d2)};
    };
    if (text.size() == 4) {
        if (!known) return {};
        return Point{known, std::string(whole), span_of(1, 1, 12, 31)};
    }
    if (text[4] != '-' || (text.size() != 7 && text.size() != 10)) return {};
    auto month = number(text.substr(5, 2));
    if (!month || *month < 1 || *month > 12) return {};
    if (text.size() == 7) {
        return Point{known, std::string(whole),
                     span_of(*month, 1, *month, days_in_month(*year, *month))};
    }
    if (text[7] != '-') return {};
    auto day = number(text.substr(8, 2));
    if (!day || *day < 1 || *day > days_in_month(*year, *month)) return {};
    return Point{known, std::string(whole), span_of(*month, *day, *month, *day)};
}

}  // namespace

int days_in_month(int year, int month) {
    constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

std::optional<Day> day_of(int year, int month, int day) {
    if (year < -kMaxYear || year > kMaxYear || month < 1 || month > 12 || day < 1 ||
        day > days_in_month(year, month)) {
        return {};
    }
    int y = year - (month <= 2);
    int era = (y >= 0 ? y : y - 399) / 400;
    int year_of_era = y - era * 400;
    int day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * 146097 + day_of_era - 719468;
}

CivilDate civil(Day day) {
    std::int64_t z = std::int64_t{day} + 719468;
    std::int64_t era = (z >= 0 ? z : z - 146096) / 146097;
    auto day_of_era = static_cast<int>(z - era * 146097);
    int year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int mp = (5 * day_of_year + 2) / 153;
    int month = mp + (mp < 10 ? 3 : -9);
    auto year = static_cast<int>(year_of_era + era * 400) + (month <= 2);
    return {year, month, day_of_year - (153 * mp + 2) / 5 + 1};
}

std::string iso(Day day) {
    const CivilDate date = civil(day);
    if (date.year < 0) {
        return fmt::format("-{:04}-{:02}-{:02}", -date.year, date.month, date.day);
    }
    if (date.year > kMaxYear) {
        return fmt::format("{}-{:02}-{:02}", date.year, date.month, date.day);
    }
    // By hand: an answer may hold a million dates.
    std::string text = "0000-00-00";
    const auto digit = [&text](std::size_t place, int value) {
        text[place] = static_cast<char>('0' + value % 10);
    };
    digit(0, date.year / 1000);
    digit(1, date.year / 100);
    digit(2, date.year / 10);
    digit(3, date.year);
    digit(5, date.month / 10);
    digit(6, date.month);
    digit(8, date.day / 10);
    digit(9, date.day);
    return text;
}

std::optional<Date> Date::parse(std::string_view text) {
    if (text.empty()) return Date();
    std::size_t slash = text.find('/');
    if (slash == std::string_view::npos) {
        auto point = parse_point(text);
        if (!point) return {};
        return Date(point->text, point->year_known ? std::optional(point->span) : std::nullopt);
    }
    auto first = parse_point(text.substr(0, slash));
    auto last = parse_point(text.substr(slash + 1));
    if (!first || !last || first->year_known != last->year_known) return {};
    // Without a year an interval may run over new year; with one it may not run backwards.
    if (first->year_known && last->span.last < first->span.first) return {};
    std::optional<DateSpan> span;
    if (first->year_known) span = DateSpan{first->span.first, last->span.last};
    return Date(first->text + "/" + last->text, span);
}

Date Date::of_day(Day day) { return Date(iso(day), DateSpan{day, day}); }

Date Date::of_span(DateSpan span) {
    if (span.first == span.last) return of_day(span.first);
    return Date(iso(span.first) + "/" + iso(span.last), span);
}

}  // namespace parley
