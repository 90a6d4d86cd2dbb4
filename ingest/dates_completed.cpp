// Completing dates. News tells the recent past: a day without a year is the last such day before
// the article's own, unless a future marker governs it.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "ingest/dating.hpp"
#include "ingest/distance.hpp"

namespace parley::ingest {
namespace {

/// A day this far after the article's own is still taken as past: datelines lag.
constexpr Day kSlackDays = 2;
/// A day without its year that lies so little ahead is the coming one, not that of a year ago.
constexpr Day kSoonDays = 45;
/// "Last April" began at least so long ago: it is over.
constexpr Day kOverDays = 30;

}  // namespace

/// The latest year in which such a day is no later than the article's own, but for some days; of
/// what is to come the next; of what is over the last in which it is.
std::optional<int> Calendar::year_for(const Written& written, int month, int day,
                                      std::string& reason) const {
    if (reference_) {
        int year = civil(*reference_).year;
        Day latest = *reference_ + (written.over ? -kOverDays : kSoonDays);
        std::optional<int> best;
        for (int candidate : {year - 1, year, year + 1}) {
            auto when = day_of(candidate, month, std::min(day, days_in_month(candidate, month)));
            if (!when) continue;
            if (written.future ? (!best && *when >= *reference_ - kSlackDays) : *when <= latest)
                best = candidate;
        }
        if (best) {
            reason = fmt::format("year {}: the {} such day by the article's own ({})", *best,
                                 written.future ? "next" : "nearest", reference_reason_);
            return best;
        }
    }
    if (context_year_) {
        reason = fmt::format("year {}: the one the article is about", *context_year_);
        return context_year_;
    }
    reason = "the year is not told";
    return {};
}

void Calendar::complete(Written& written) {
    DateMention& mention = written.mention;
    if (mention.decoy) {
        mention.reasons.push_back("dates no event");
        return;
    }
    std::string_view text = document_.text_of(mention.begin, mention.end);
    mention.reasons.push_back(fmt::format("'{}'", text));
    if (written.first.day || written.first.month || written.first.year)
        return complete_day(written);
    if (written.weekday) return complete_weekday(written);
    if (written.days && today_) {
        auto [date, precision] = shifted(*today_, *written.days, written.unit);
        mention.date = date, mention.precision = precision;
        mention.reasons.push_back(fmt::format(
            "{} ({})", distance_text(*written.days, "the article's own day"), today_reason_));
    }
}

void Calendar::complete_day(Written& written) {
    DateMention& mention = written.mention;
    Point &first = written.first, &last = written.last;
    if (written.interval) {  // "from 20 to 23/1": the end tells what the beginning leaves out
        if (!first.month) first.month = last.month;
        if (!last.month) last.month = first.month;
        if (!first.year) first.year = last.year;
        if (!last.year) last.year = first.year;
    }
    // "Winter 2023" is the one that begins or the one that ends then: the year is what is told.
    if (written.season && first.year && first.year == last.year && *last.month < *first.month) {
        first.month = last.month = {};
        written.interval = false;
    }
    complete_month(written);
    if (first.day && !first.month) {
        mention.reasons.push_back("the month is not told");
        return;
    }
    complete_year(written);
    auto text = [&](int years) {
        auto year = [&](const Point& point) {
            return point.year ? std::optional(*point.year + years) : std::nullopt;
        };
        std::string told = edtf(year(first), first.month, first.day);
        if (written.interval) told += "/" + edtf(year(last), last.month, last.day);
        return told;
    };
    mention.date = Date::parse(text(0));
    mention.precision = first.day ? 3 : first.month ? 2 : 1;
    if (!mention.date) mention.reasons.push_back(fmt::format("'{}' is no date", text(0)));
    bool ahead = mention.date && reference_ && mention.date->span() &&
                 mention.date->span()->first > *reference_ + kSlackDays;
    if (ahead && !mention.year_written && !written.future && !written.days)
        mention.year_earlier = Date::parse(text(-1));
}

/// "On the 5th": of which month.
void Calendar::complete_month(Written& written) {
    Point &first = written.first, &last = written.last;
    if (!first.day || first.month || !reference_) return;
    CivilDate own = civil(*reference_);
    bool before = *first.day > own.day + kSlackDays && !written.future;
    first.month = before ? (own.month + 10) % 12 + 1 : own.month;
    if (!last.month) last.month = first.month;
    written.mention.reasons.push_back(fmt::format(
        "month {}: the last such day by the article's own ({})", *first.month, reference_reason_));
}

void Calendar::complete_year(Written& written) {
    Point &first = written.first, &last = written.last;
    std::string reason;
    if (first.year || !first.month) return;
    if (reference_ && written.days && written.unit == "year") {  // "in May of last year"
        first.year = civil(*reference_ + *written.days).year;
        reason = fmt::format("year {} ({})", *first.year, reference_reason_);
    } else {
        first.year = year_for(written, *first.month, first.day.value_or(1), reason);
    }
    written.mention.reasons.push_back(reason);
    if (!written.interval) return;
    last.year = first.year;
    if (first.year && last.month && *last.month < *first.month) ++*last.year;
}

/// The one day of that name within a stay that the article tells ("from 6 to 8 October ... on
/// Wednesday"); without a day of the article's own the nearest to the first full date it tells.
std::optional<Day> Calendar::weekday_told_by_others(int weekday, std::string& reason) const {
    const Written* anchor = nullptr;
    for (const Written& other : written_) {
        const DateMention& mention = other.mention;
        if (mention.decoy || other.future || !other.first.day || !mention.date ||
            !mention.date->span())
            continue;
        auto [first, last] = *mention.date->span();
        bool near = !reference_ || std::abs(first - *reference_) <= kStoryDays;
        if (!anchor && first == last) anchor = &other;
        if (!other.interval || !near || last - first > 6) continue;
        Day day = first + (weekday - weekday_of(first) + 7) % 7;
        if (day > last) continue;
        reason = fmt::format("the one in '{}'", document_.text_of(mention.begin, mention.end));
        return day;
    }
    if (reference_ || !anchor) return {};
    Day from = anchor->mention.date->span()->first - 3;
    reason = fmt::format("the nearest such weekday to '{}'",
                         document_.text_of(anchor->mention.begin, anchor->mention.end));
    return from + (weekday - weekday_of(from) + 7) % 7;
}

void Calendar::complete_weekday(Written& written) {
    DateMention& mention = written.mention;
    std::string reason;
    std::optional<Day> day;
    if (reference_ && written.unit == "week" && written.days) {  // "Tuesday of last week"
        Day within = *reference_ + *written.days;
        day = within - weekday_of(within) + *written.weekday;
        reason = fmt::format("a day of the week of {}", Date::of_day(within).text());
    } else {
        day = weekday_told_by_others(*written.weekday, reason);
    }
    if (!day && reference_) {
        int back = (weekday_of(*reference_) - *written.weekday + 7) % 7;
        if (back == 0 && written.over) back = 7;  // "last Thursday" told on a Thursday
        day = written.future ? *reference_ + (7 - back) % 7 : *reference_ - back;
        reason = fmt::format("the {} such weekday by the article's own day ({})",
                             written.future ? "next" : "last", reference_reason_);
    }
    if (!day) {
        mention.reasons.push_back("a weekday, and the article's own day is not told");
        return;
    }
    mention.date = Date::of_day(*day);
    if (written.weekday2) {
        mention.date = Date::of_span({*day, *day + (*written.weekday2 - *written.weekday + 7) % 7});
        written.interval = true;
    }
    mention.precision = 3;
    mention.reasons.push_back(reason);
}

}  // namespace parley::ingest
