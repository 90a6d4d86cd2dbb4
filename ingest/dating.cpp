// Reading dates, completing them. News tells the recent past: a day without a year is the last such
// day before the article's own, unless a future marker governs it.
#include "ingest/dating.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <set>

#include "ingest/match.hpp"
#include "ingest/openings.hpp"

namespace parley::ingest {
namespace {

/// An article tells its main date in so many sentences.
constexpr std::uint32_t kOpeningSentences = 3;
/// A day this far after the article's own is still taken as past: datelines lag.
constexpr std::uint32_t kFutureReach =
    10;  ///< a future verb this far behind a date makes it future
constexpr Day kSlackDays = 2;
/// A day without its year that lies so little ahead is the coming one, not that of a year ago.
constexpr Day kSoonDays = 45;
/// Days told this far apart belong to one story; farther ones are background.
constexpr Day kStoryDays = 12;
/// So much nearer does the interval of a visit count.
constexpr std::uint32_t kStayFavour = 50;
constexpr int kFirstYear = 1000, kLastYear = 2999;
/// What begins more days after the article's own day has not happened; a day of grace, for the
/// clocks of the world differ.
constexpr Day kAhead = 1;
/// Articles of news are not about years before this one: such a year is history told on the way.
constexpr int kFirstNewsYear = 1945;
/// A year before this one that an article mentions is no hint to the year of its other days.
constexpr int kFirstHintYear = 2000;
/// Two-digit years are of this century up to here, else of the last.
constexpr int kTwoDigitPivot = 69;

std::optional<int> to_int(std::string_view text) {
    int value = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return {};
    return value;
}

std::string two(int value) { return fmt::format("{:02}", value); }

std::string edtf(std::optional<int> year, std::optional<int> month, std::optional<int> day) {
    std::string text = year ? fmt::format("{:04}", *year) : "XXXX";
    if (month) text += "-" + two(*month);
    if (month && day) text += "-" + two(*day);
    return text;
}

/// What a unit of time counts in days; a month and a year as news rounds them.
int days_in_unit(std::string_view unit) {
    return unit == "week" ? 7 : unit == "month" ? 30 : unit == "year" ? 365 : 1;
}

/// 1 Monday .. 7; 1970-01-01 was a Thursday.
int weekday_of(Day day) { return static_cast<int>(((day + 3) % 7 + 7) % 7) + 1; }

/// "3 days before the article's own day", and only "the article's own day" where it is that day.
std::string distance_text(int days, std::string_view from) {
    if (days == 0) return std::string(from);
    int count = std::abs(days);
    return fmt::format("{} day{} {} {}", count, count == 1 ? "" : "s",
                       days < 0 ? "before" : "after", from);
}

struct Shifted {
    Date date;
    int precision;
};

/// A day so many days away, as sharp as its unit: "two months ago" is a month.
Shifted shifted(Day from, int days, std::string_view unit) {
    Day day = from + days;
    CivilDate date = civil(day);
    if (unit == "month") return {Date::parse(edtf(date.year, date.month, {})).value_or(Date()), 2};
    if (unit == "year") return {Date::parse(edtf(date.year, {}, {})).value_or(Date()), 1};
    if (unit == "week") {
        Day monday = day - (day + 3) % 7;
        return {Date::of_span({monday, monday + 6}), 2};
    }
    return {Date::of_day(day), 3};
}

}  // namespace

Calendar::Calendar(Document& document) : document_(document), pack_(*document.pack) {
    find(document);
    find_reference();
    // A weekday is told by the days around it: those first.
    for (Written& written : written_)
        if (!written.weekday || written.first.day) complete(written);
    for (Written& written : written_)
        if (written.weekday && !written.first.day) complete(written);
    for (const Written& written : written_) mentions_.push_back(written.mention);
    // A day before an interval: "from 20 to 23 January" is the whole visit, and dates what is told
    // of it where no day is.
    find_main(false);
    find_main(true);
    if (main_.is_open() && reference_) {
        main_ = Date::of_day(*reference_);
        main_reason_ = reference_reason_;
    }
}

/// The article's first date, a day or an interval, that is near enough to be what it reports. Where
/// the article's own day is known, a date deep in the text tells of something else.
void Calendar::find_main(bool interval) {
    std::uint32_t read = 0;  // sentences that are read, up to the date's own
    for (std::size_t i = 0, s = 0; i < written_.size() && main_.is_open(); ++i) {
        for (; s <= written_[i].sentence; ++s)
            read += document_.sentences[s].kind == LineKind::text;
        if (reference_ && read > kOpeningSentences) return;
        const DateMention& mention = written_[i].mention;
        if (mention.decoy || mention.precision < 3 || !mention.date || written_[i].future ||
            written_[i].interval != interval)
            continue;
        if (reference_ && mention.date->span() &&
            (std::abs(mention.date->span()->first - *reference_) > kStoryDays ||
             mention.date->span()->first > *reference_))  // what is yet to come is not reported
            continue;
        // A visit that goes on while it is reported: the report's day is nearer.
        if (interval && reference_ && mention.date->span() &&
            mention.date->span()->first <= *reference_ && *reference_ <= mention.date->span()->last)
            continue;
        if (document_.sentences[written_[i].sentence].kind == LineKind::dateline) continue;
        if (mention.date->span() && civil(mention.date->span()->first).year < kFirstNewsYear)
            continue;
        main_ = *mention.date;
        main_reason_ = fmt::format("the article's first date '{}'",
                                   document_.text_of(mention.begin, mention.end));
        for (const auto& reason : mention.reasons) main_reason_ += "; " + reason;
    }
}

void Calendar::find(Document& document) {
    Matcher matcher(document);
    for (std::uint32_t s = 0; s < document.sentences.size(); ++s) {
        const Sentence& sentence = document.sentences[s];
        for (std::uint32_t at = sentence.begin; at < sentence.end;) {
            // A decoy wins over a date of the same length.
            std::size_t known = written_.size();
            bool found = read_rules(document, pack_.decoys, at, s, true);
            found = read_rules(document, pack_.dates, at, s, false) || found;
            if (written_.size() == known + 2) {
                const auto& decoy = written_[known].mention;
                const auto& date = written_[known + 1].mention;
                written_.erase(written_.begin() + static_cast<std::ptrdiff_t>(
                                                      decoy.end >= date.end ? known + 1 : known));
            }
            if (!found) {
                ++at;
                continue;
            }
            DateMention& mention = written_.back().mention;
            if (mention.begin < at) mention.begin = at;
            document.add_span({pack_.known.date, mention.begin, mention.end, nullptr, 0, 0});
            at = std::max(at + 1, mention.end);
        }
    }
}

bool Calendar::read_rules(Document& document, const RuleSet& set, std::uint32_t at,
                          std::uint32_t sentence, bool decoy) {
    Matcher matcher(document);
    matcher.within(document.sentences[sentence]);
    std::optional<Match> best;
    bool own = false;
    auto attempt = [&](std::uint32_t rule) {
        Match match;
        if (!matcher.match(set.rules[rule].pattern, at, match) || (best && match.end <= best->end))
            return;
        best = std::move(match);
        own = set.rules[rule].group == "own";
    };
    for_rules_at(document, set, at, attempt);
    if (!best || best->end <= at) return false;
    Written written = read_match(*best, decoy);
    written.own = own;
    if (!decoy && !written.mention.date && !written.first.year && !written.first.month &&
        !written.first.day && !written.weekday && !written.days && !written.mention.back &&
        !written.mention.shift)
        return false;
    written.sentence = sentence;
    // A future marker shortly before it in the clause.
    if (pack_.known.future != kNoIndex) {
        std::uint32_t from = std::max(document.sentences[sentence].begin, at > 8 ? at - 8 : 0);
        written.future = document.hit_in(from, at, pack_.known.future) != nullptr;
    }
    // "On Monday the minister will meet ...": the verb may stand behind the date, in its clause.
    std::uint32_t to = std::min(best->end + kFutureReach, document.sentences[sentence].end);
    for (std::uint32_t next = best->end; next < to && !written.future; ++next) {
        if (document.text_of(next, next + 1) == "," || document.hit_at(next, pack_.known.barrier))
            break;
        written.future = document.hit_at(next, pack_.known.future_verb) != nullptr;
    }
    written_.push_back(std::move(written));
    return true;
}

/// A number, or the attribute of a listed word ("March": month=3).
std::optional<int> Calendar::number_at(std::uint32_t token, std::string_view key) const {
    if (document_.tokens[token].flags & kNumber) return to_int(document_.text_of(token, token + 1));
    for (std::uint32_t i = document_.hits_begin[token]; i < document_.hits_begin[token + 1]; ++i) {
        auto value = attribute(document_.entry(document_.hits[i]).attributes, key);
        if (!value.empty()) return to_int(value);
    }
    return {};
}

Calendar::Written Calendar::read_match(const Match& match, bool decoy) const {
    Written written;
    written.mention.begin = match.begin, written.mention.end = match.end,
    written.mention.decoy = decoy;
    if (const Capture* own = match.find(pack_.known.own))
        written.mention.begin = own->begin, written.mention.end = own->end;
    Distance distance;
    for (const Capture& capture : match.captures) {
        const std::string& label = pack_.labels.name(capture.label);
        auto value = [&](std::string_view key) { return number_at(capture.begin, key); };
        auto year = [&]() -> std::optional<int> {
            auto number = value("year");
            if (number && *number < 100) *number += *number > kTwoDigitPivot ? 1900 : 2000;
            return number && *number >= kFirstYear && *number <= kLastYear ? number : std::nullopt;
        };
        if (label == "d") written.first.day = value("day");
        if (label == "m") written.first.month = value("month");
        if (label == "y") written.first.year = year();
        if (label == "d2") written.last.day = value("day"), written.interval = true;
        if (label == "m2") written.last.month = value("month"), written.interval = true;
        if (label == "y2") written.last.year = year(), written.interval = true;
        if (label == "weekday") written.weekday = value("weekday");
        if (label == "weekday" && value("weekday2")) written.weekday2 = value("weekday2");
        if (label == "weekday2") written.weekday2 = value("weekday");
        if (label == "rel" || label == "span") written.days = value("days");
        if (label == "shift") written.mention.shift = value("days");
        if (label == "count") distance.count = value("count");
        if (label == "ago" || label == "before") distance.sign = -1;
        if (label == "ahead" || label == "after") distance.sign = 1;
        if (label == "before" || label == "after") distance.from_told = true;
        if (label == "span" || label == "unit") {
            for (std::uint32_t i = document_.hits_begin[capture.begin];
                 i < document_.hits_begin[capture.begin + 1]; ++i) {
                auto unit = attribute(document_.entry(document_.hits[i]).attributes, "unit");
                if (!unit.empty()) written.unit = unit;
            }
        }
        if (label == "back") written.mention.back = true;
    }
    auto valid = [](Point& point) {
        if (point.month && (*point.month < 1 || *point.month > 12)) point = {};
        if (point.day && (*point.day < 1 || *point.day > 31)) point = {};
    };
    valid(written.first), valid(written.last);
    take_distance(written, distance);
    written.mention.unit = written.unit;
    written.mention.year_written = written.first.year.has_value() || written.last.year.has_value();
    return written;
}

void Calendar::take_distance(Written& written, const Distance& distance) const {
    if (distance.sign == 0 || (!distance.count && written.unit.empty())) return;
    int days = distance.sign * distance.count.value_or(1) * days_in_unit(written.unit);
    if (distance.from_told)
        written.mention.shift = days;
    else
        written.days = days;
}

/// The article's own day: as told from outside, else a dateline, else a full date in its first
/// lines.
void Calendar::find_reference() {
    if (document_.published.span() &&
        document_.published.span()->first == document_.published.span()->last) {
        reference_ = document_.published.span()->first;
        reference_reason_ = fmt::format("published {}", document_.published.text());
    }
    if (!reference_) {
        for (const Written& written : written_) {
            const Point& p = written.first;
            bool heading =
                written.own || document_.sentences[written.sentence].kind == LineKind::dateline;
            if (!heading || !p.year || !p.month || !p.day) continue;
            if (auto day = day_of(*p.year, *p.month, *p.day)) {
                reference_ = day;
                reference_reason_ = fmt::format(
                    "dateline '{}'", document_.text_of(written.mention.begin, written.mention.end));
                break;
            }
        }
    }
    // Without a day of its own: the one year that the article's dates tell, decoys and future left
    // out.
    std::set<int> years;
    for (const Written& written : written_) {
        if (written.mention.decoy || written.future) continue;
        for (const auto& year : {written.first.year, written.last.year})
            if (year && *year >= kFirstHintYear) years.insert(*year);
    }
    if (years.size() == 1) context_year_ = *years.begin();
}

std::optional<int> Calendar::year_for(const Written& written, int month, int day,
                                      std::string& reason) const {
    if (reference_) {
        int year = civil(*reference_).year;
        std::optional<int> best;
        for (int candidate : {year - 1, year, year + 1}) {
            auto when = day_of(candidate, month, std::min(day, days_in_month(candidate, month)));
            if (!when) continue;
            bool past = *when <= *reference_ + kSoonDays;
            if (written.future ? (!best && *when >= *reference_ - kSlackDays) : past)
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
    if (written.days && reference_) {
        auto [date, precision] = shifted(*reference_, *written.days, written.unit);
        mention.date = date, mention.precision = precision;
        mention.reasons.push_back(fmt::format(
            "{} ({})", distance_text(*written.days, "the article's own day"), reference_reason_));
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
    if (first.day && !first.month && reference_) {
        CivilDate own = civil(*reference_);
        bool before = *first.day > own.day + kSlackDays && !written.future;
        first.month = before ? (own.month + 10) % 12 + 1 : own.month;
        if (!last.month) last.month = first.month;
        mention.reasons.push_back(
            fmt::format("month {}: the last such day by the article's own ({})", *first.month,
                        reference_reason_));
    }
    if (first.day && !first.month) {
        mention.reasons.push_back("the month is not told");
        return;
    }
    if (!first.year && reference_ && written.days && written.unit == "year") {
        first.year = civil(*reference_ + *written.days).year;  // "in May of last year"
        mention.reasons.push_back(fmt::format("year {} ({})", *first.year, reference_reason_));
    }
    if (!first.year && first.month) {
        std::string reason;
        first.year = year_for(written, *first.month, first.day.value_or(1), reason);
        mention.reasons.push_back(reason);
        if (written.interval) {
            last.year = first.year;
            if (first.year && last.month && *last.month < *first.month) ++*last.year;
        }
    }
    std::string text = edtf(first.year, first.month, first.day);
    if (written.interval) text += "/" + edtf(last.year, last.month, last.day);
    mention.date = Date::parse(text);
    mention.precision = first.day ? 3 : first.month ? 2 : 1;
    if (!mention.date) mention.reasons.push_back(fmt::format("'{}' is no date", text));
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

const DateMention* Calendar::nearest(const Event& event, const Sentence& sentence) const {
    const DateMention* best = nullptr;
    std::uint32_t best_distance = 0;
    for (const Written& written : written_) {
        const DateMention& mention = written.mention;
        if (mention.begin < sentence.begin || mention.end > sentence.end || mention.decoy) continue;
        bool before = mention.end <= event.word_begin;
        std::uint32_t distance = before ? event.word_begin - mention.end
                                        : mention.begin - std::min(mention.begin, event.word_end);
        // A day beats a year that stands nearer; what stands before beats what stands behind; the
        // article's own day ("Bern, 8 February 2019 -") dates what no other date does.
        std::uint32_t weight = (before ? 2 * distance : 3 * distance + 6) +
                               (mention.precision < 3 && !mention.back && !mention.shift ? 40 : 0) +
                               (written.own ? 80 : 0);
        // A visit is rather dated by how long it lasted than by a day of it.
        bool stay = written.interval && event.rule->group == "VISITED";
        if (stay) weight -= std::min(weight, kStayFavour);
        if (!best || weight < best_distance) best = &mention, best_distance = weight;
    }
    return best;
}

void Calendar::date(Event& event, const Sentence& sentence) {
    const DateMention* mention = nearest(event, sentence);
    if (mention && mention->date && !mention->back) {
        event.date = *mention->date;
        event.date_reasons = mention->reasons;
        if (event.modality == "happened" && reference_ && event.date.span() &&
            event.date.span()->first > *reference_ + kAhead) {
            event.modality = "planned";
            event.modality_rule = "a date after the article's own day";
        }
        bool story = !reference_ || !event.date.span() ||
                     std::abs(event.date.span()->first - *reference_) <= kStoryDays;
        if (mention->precision == 3 && story && event.modality == "happened" &&
            event.date.text().find('/') == std::string::npos) {
            main_ = event.date;
            main_reason_ = fmt::format("the date told before '{}'",
                                       document_.text_of(mention->begin, mention->end));
        }
        return;
    }
    if (mention && mention->shift && main_.span() && main_.span()->first == main_.span()->last) {
        event.date = shifted(main_.span()->first, *mention->shift, mention->unit).date;
        event.date_reasons = mention->reasons;
        event.date_reasons.push_back(distance_text(*mention->shift, main_reason_));
        return;
    }
    if (mention && !mention->back) event.date_reasons = mention->reasons;
    if (event.modality != "happened" && !(mention && mention->back)) {
        event.date_reasons.push_back("not told");
        return;
    }
    event.date = main_;
    event.date_reasons.push_back(
        main_.is_open() ? "not told" : (mention && mention->back ? "back to " : "") + main_reason_);
}

}  // namespace parley::ingest
