// The article's own day, the date that it tells first, and the year that it is about.
#include <fmt/format.h>

#include <cstdlib>
#include <set>

#include "ingest/dating.hpp"
#include "ingest/distance.hpp"

namespace parley::ingest {
namespace {

/// An article tells its main date in so many sentences.
constexpr std::uint32_t kOpeningSentences = 3;
/// What is written on the day of its dateline is published within so many days.
constexpr int kDaysToPrint = 4;
/// Articles of news are not about years before this one: such a year is history told on the way.
constexpr int kFirstNewsYear = 1945;
/// A year before this one that an article mentions is no hint to the year of its other days.
constexpr int kFirstHintYear = 2000;
/// A place's name of so many words is looked for before a year.
constexpr std::uint32_t kPlaceReach = 3;

}  // namespace

Calendar::Calendar(Document& document) : document_(document), pack_(*document.pack) {
    if (document.costs)
        find<true>(document);
    else
        find<false>(document);
    find_reference();
    // A weekday is told by the days around it: those first.
    for (Written& written : written_)
        if (!written.weekday || written.first.day) complete(written);
    for (Written& written : written_)
        if (written.weekday && !written.first.day) complete(written);
    for (const Written& written : written_) mentions_.push_back(written.mention);
    // A day before an interval: "from 20 to 23 January" is the whole visit, and dates what is told
    // of it where no day is.
    for (bool reported : {false, true})
        for (bool interval : {false, true}) find_main(interval, reported);
    if (main_.is_open() && reference_) {
        main_ = Date::of_day(*reference_);
        main_reason_ = reference_reason_;
    }
    opening_ = main_, opening_reason_ = main_reason_;
}

/// The article's first date, a day or an interval, that is near enough to be what it reports. Where
/// the article's own day is known, a date deep in the text tells of something else. The day on
/// which it was said is taken where no other is told.
void Calendar::find_main(bool interval, bool reported) {
    std::uint32_t read = 0;  // sentences that are read, up to the date's own
    for (std::size_t i = 0, s = 0; i < written_.size() && main_.is_open(); ++i) {
        for (; s <= written_[i].sentence; ++s)
            read += document_.sentences[s].kind == LineKind::text;
        if (reference_ && read > kOpeningSentences) return;
        const DateMention& mention = written_[i].mention;
        if (mention.decoy || mention.precision < 3 || !mention.date || written_[i].future ||
            written_[i].interval != interval || (written_[i].said != kNoIndex) != reported)
            continue;
        if (reference_ && mention.date->span() &&
            (std::abs(mention.date->span()->first - *reference_) > kStoryDays ||
             mention.date->span()->first > *reference_))  // what is yet to come is not reported
            continue;
        // A visit that goes on while it is reported: the report's day is nearer.
        if (interval && reference_ && mention.date->span() &&
            mention.date->span()->first <= *reference_ && *reference_ <= mention.date->span()->last)
            continue;
        const Sentence& sentence = document_.sentences[written_[i].sentence];
        if (sentence.kind == LineKind::dateline) continue;
        // "Before that, on 26 July, ...": what the article reports was later.
        if (document_.hit_at(sentence.begin, pack_.known.list_earlier)) continue;
        if (mention.date->span() && civil(mention.date->span()->first).year < kFirstNewsYear)
            continue;
        main_ = *mention.date;
        main_sentence_ = written_[i].sentence;
        main_reason_ = fmt::format("the article's first date '{}'",
                                   document_.text_of(mention.begin, mention.end));
        for (const auto& reason : mention.reasons) main_reason_ += "; " + reason;
    }
}

/// The article's own day: as told from outside, else a dateline, else a full date in its first
/// lines. "Today" is the dateline's day, where it is near to the one told from outside.
void Calendar::find_reference() {
    if (document_.published.span() &&
        document_.published.span()->first == document_.published.span()->last) {
        reference_ = document_.published.span()->first;
        reference_reason_ = fmt::format("published {}", document_.published.text());
    }
    for (const Written& written : written_) {
        const bool heading =
            written.own || document_.sentences[written.sentence].kind == LineKind::dateline;
        today_ = heading ? day_of_heading(written.first) : std::nullopt;
        if (!today_) continue;
        today_reason_ = fmt::format("dateline '{}'",
                                    document_.text_of(written.mention.begin, written.mention.end));
        break;
    }
    if (!today_) today_ = reference_, today_reason_ = reference_reason_;
    if (!reference_) reference_ = today_, reference_reason_ = today_reason_;
    // Without a day of its own: the one year that the article's dates tell, decoys and future left
    // out. A year alone is mostly history, unless it belongs to a name.
    std::set<int> years;
    bool sure = false;
    for (const Written& written : written_) {
        if (written.mention.decoy || written.future) continue;
        for (const auto& year : {written.first.year, written.last.year})
            if (year && *year >= kFirstHintYear) years.insert(*year);
        sure = sure || (written.first.year && (written.first.day || names_year(written))) ||
               (written.last.year && written.last.day);
    }
    if (years.size() == 1 && sure) context_year_ = *years.begin();
}

/// The day that a dateline tells, where it is the day of publication or one of the few before, or
/// no day of publication is known.
std::optional<Day> Calendar::day_of_heading(const Point& told) const {
    if (!told.month || !told.day) return {};
    if (!reference_)
        return told.year ? day_of(*told.year, *told.month, *told.day) : std::optional<Day>();
    const int published = civil(*reference_).year;
    for (int year : {published, published - 1}) {
        if (told.year && *told.year != year) continue;
        const std::optional<Day> day = day_of(year, *told.month, *told.day);
        if (day && *day <= *reference_ && *reference_ - *day <= kDaysToPrint) return day;
    }
    return {};
}

/// "APEC 2017", "the Year of Culture Vietnam - Russia 2019": the year belongs to a name. Not in
/// "went to Vladivostok in 2019".
bool Calendar::names_year(const Written& written) const {
    const std::uint32_t begin = written.mention.begin;
    const std::uint32_t opens = document_.sentences[written.sentence].begin;
    if (written.first.month || begin <= opens) return false;
    const bool bare = document_.tokens[begin].flags & kNumber;
    if (!bare && document_.hit_at(begin, pack_.known.governor)) return false;
    for (std::uint32_t at = begin; !bare && at-- > opens && begin - at <= kPlaceReach;)
        for (std::uint32_t list : {pack_.known.country, pack_.known.list_place})
            if (const Hit* place = document_.hit_at(at, list); place && place->end == begin)
                return false;
    return (document_.tokens[begin - 1].flags & kCapital) || document_.mark_at(begin - 1) == ')';
}

}  // namespace parley::ingest
