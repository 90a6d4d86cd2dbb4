// The article's own day and its running date; which of its dates is an event's.
#include "ingest/dating.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <set>

#include "ingest/distance.hpp"

namespace parley::ingest {
namespace {

/// An article tells its main date in so many sentences.
constexpr std::uint32_t kOpeningSentences = 3;
/// So much nearer does the interval of a visit count.
constexpr std::uint32_t kStayFavour = 50;
/// What begins more days after the article's own day has not happened; a day of grace, for the
/// clocks of the world differ.
constexpr Day kAhead = 1;
/// Articles of news are not about years before this one: such a year is history told on the way.
constexpr int kFirstNewsYear = 1945;
/// A year before this one that an article mentions is no hint to the year of its other days.
constexpr int kFirstHintYear = 2000;

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
