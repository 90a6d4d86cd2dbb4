// Which dates of claims about the same type and ends can be the date of one event.
#include <algorithm>
#include <limits>
#include <optional>

#include "graph/fold_parts.hpp"

namespace parley::folding {
namespace {

constexpr std::string_view kUnknownYear = "XXXX";

/// The days of a date; a date without a year is put into `year`.
std::optional<DateSpan> days_in(const Date& date, int year) {
    if (!date.year_is_unknown()) return date.span();
    std::string text = date.text();
    std::string digits = std::to_string(10000 + year).substr(1);
    for (auto at = text.find(kUnknownYear); at != std::string::npos; at = text.find(kUnknownYear))
        text.replace(at, kUnknownYear.size(), digits);
    auto dated = Date::parse(text);
    return dated ? dated->span() : std::nullopt;
}

/// Is everything `inner` says true where `outer` is? An open date holds every date.
bool holds(const Date& outer, const Date& inner) {
    constexpr int kLeapYear = 2000;
    if (outer.is_open()) return true;
    if (inner.is_open()) return false;
    if (inner.year_is_unknown() && !outer.year_is_unknown()) return false;
    int year = inner.span() ? civil(inner.span()->first).year : kLeapYear;
    if (year < 0) return false;
    auto a = days_in(outer, year), b = days_in(inner, year);
    return a && b && a->first <= b->first && b->last <= a->last;
}

std::int64_t length(const Date& date) {
    constexpr std::int64_t kNoYear = 1'000'000'000, kOpen = 2 * kNoYear;
    if (date.is_open()) return kOpen;
    auto days = days_in(date, 2000);
    if (!days) return kNoYear;
    return (date.year_is_unknown() ? kNoYear : 0) + days->last - days->first;
}

/// "2024-01-20/2024-01-23": both ends to the day.
bool is_interval_of_days(const Date& date) {
    constexpr std::size_t kTwoDays = 21;
    return date.text().size() == kTwoDays && date.text().find('/') == 10;
}

}  // namespace

DateGroups group_dates(const std::vector<Date>& dates, bool lasting) {
    // Sharp dates open groups, vaguer ones join the only group they fit. A date that fits several
    // stays alone: to add it to one of them would be a guess. Of what lasts, the intervals come
    // first, the longest before those inside it.
    auto rank = [&](const Date& date) {
        std::int64_t days = length(date);
        if (lasting && is_interval_of_days(date)) days = -days;
        return std::tuple(days, date.text());
    };
    std::vector<Index> order(dates.size());
    for (Index i = 0; i < order.size(); ++i) order[i] = i;
    std::sort(order.begin(), order.end(),
              [&](Index a, Index b) { return rank(dates[a]) < rank(dates[b]); });

    DateGroups groups;
    groups.group_of_date.resize(dates.size());
    for (Index number : order) {
        const Date& date = dates[number];
        Index fitting = 0, fits = 0;
        for (Index group = 0; group < groups.date_of_group.size() && fits < 2; ++group) {
            const Date& core = groups.date_of_group[group];
            if (holds(date, core) || (lasting && holds(core, date))) {
                fitting = group;
                ++fits;
            }
        }
        if (fits != 1) {
            fitting = static_cast<Index>(groups.date_of_group.size());
            groups.date_of_group.push_back(date);
        }
        groups.group_of_date[number] = fitting;
    }
    return groups;
}

}  // namespace parley::folding
