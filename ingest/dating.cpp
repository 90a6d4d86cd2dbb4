// Which of the article's dates is an event's.
#include "ingest/dating.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

#include "ingest/distance.hpp"

namespace parley::ingest {
namespace {

/// So much nearer does the interval of a visit count.
constexpr std::uint32_t kStayFavour = 50;
/// ... and a meeting rather by a day than by how long the visit lasted.
constexpr std::uint32_t kStayBurden = 14;
/// "Once" stands at most so many words from what it tells of.
constexpr std::uint32_t kUndatedReach = 4;
/// An auxiliary stands at most so many words before what an event's rule matched.
constexpr std::uint32_t kVerbReach = 3;
/// So much farther is a date that an insertion tells; or it dates nothing outside it.
constexpr std::uint32_t kAside = 60;
constexpr std::uint32_t kElsewhere = 10000;
/// So much farther is a date that does not stand in what the event's rule matched.
constexpr std::uint32_t kOutside = 16;
/// So much farther is a date behind a comma that follows the event.
constexpr std::uint32_t kNextClause = 40;
constexpr std::uint32_t kFarBehind = 18;  ///< tokens
/// "The meeting of the two ministers of 19 August": words between a noun and its date.
constexpr std::uint32_t kOwnNounReach = 9;
/// A date so few words behind what an event's rule matched is the event's.
constexpr std::uint32_t kOwnWords = 3;
/// Who or where, told before a date, has at most so many tokens.
constexpr std::uint32_t kLongestSpan = 24;
/// What begins more days after the article's own day has not happened; a day of grace, for the
/// clocks of the world differ.
constexpr Day kAhead = 1;

/// Who takes part, in whatever role.
std::vector<std::uint32_t> actors_of(const Event& event) {
    std::vector<std::uint32_t> actors;
    for (const Event::Part& part : event.parts) actors.push_back(part.actor);
    std::sort(actors.begin(), actors.end());
    actors.erase(std::unique(actors.begin(), actors.end()), actors.end());
    return actors;
}

}  // namespace

/// The date is that of a verb of saying: it stands with one in its clause, and no farther from it
/// than from the event's word.
bool Calendar::is_reporting(const Written& written, const Event& event) const {
    if (written.said == kNoIndex) return false;
    const DateMention& mention = written.mention;
    auto distance = [&](std::uint32_t begin, std::uint32_t end) {
        return end <= mention.begin ? mention.begin - end : begin - std::min(begin, mention.end);
    };
    bool in_clause =
        written.clause_begin <= event.word_begin && event.word_begin < written.clause_end;
    return !in_clause ||
           distance(event.word_begin, event.word_end) > distance(written.said, written.said_end);
}

/// Between the date and the event's word a barrier or a verb of saying stands: "A said after the
/// meeting that the treaty of 2019 ...".
bool Calendar::is_told_apart(const Written& written, const Event& event) const {
    const DateMention& mention = written.mention;
    std::uint32_t from = std::min(mention.end, event.word_end);
    std::uint32_t to = std::max(mention.begin, event.word_begin);
    for (std::uint32_t at = from; at < to; ++at)
        if (document_.hit_at(at, pack_.known.barrier) || document_.hit_at(at, pack_.known.saying))
            return true;
    return false;
}

/// "The talks of 19 August": the date of the talks, not of who met three months later. What is
/// signed has the date that its document has.
bool Calendar::is_of_event(const DateMention& mention, const Event& event) {
    return event.rule->group == "SIGNED" ||
           (mention.begin >= event.word_end && mention.begin - event.word_end <= kOwnNounReach);
}

/// "He visited Laos in 2019, three years later she came": a date right behind a comma, or behind a
/// semicolon, that follows the event rather dates what comes then; "he met, on Tuesday, B": not
/// one that commas set apart behind the event's word.
bool Calendar::opens_clause(const DateMention& mention, const Event& event) const {
    if (mention.begin < event.word_end || mention.begin == 0) return false;
    if (document_.mark_at(mention.begin - 1) == ',')
        return mention.begin - 1 != event.word_end || mention.end >= document_.tokens.size() ||
               document_.mark_at(mention.end) != ',';
    for (std::uint32_t at = event.word_end; at < mention.begin; ++at) {
        std::string_view mark = document_.text_of(at, at + 1);
        if (mark == ";" || mark == ":") return true;
    }
    return false;
}

/// "He met B, and on 5 May he left": behind a comma and a word that opens a clause, the date is not
/// of what was told before.
bool Calendar::is_of_next_clause(const DateMention& mention, const Event& event) const {
    for (std::uint32_t at = mention.begin; at-- > event.word_end + 1 && mention.begin - at <= 2;) {
        if (!document_.hit_at(at, pack_.known.next_clause)) return false;
        if (document_.text_of(at - 1, at) == ",") return true;
    }
    return false;
}

/// "A, who came on Saturday, met B": a date in an insertion between commas hardly dates the verb
/// behind it, and not at all where the insertion is a clause of its own.
std::uint32_t Calendar::aside(const DateMention& mention, const Event& event,
                              const Sentence& sentence) const {
    auto is_comma = [&](std::uint32_t at) { return document_.mark_at(at) == ','; };
    if (mention.begin == sentence.begin || mention.end >= event.word_begin ||
        !is_comma(mention.end) || is_comma(mention.begin - 1))
        return 0;
    // "HANOI, 30 January - This afternoon, A met B": the dash ends what the comma is in.
    auto parts = [&](std::uint32_t at) {
        std::string_view mark = document_.text_of(at, at + 1);
        bool dash = mark == "-" || mark == "\u2013" || mark == "\u2014";
        return mark == ";" || mark == ":" || (dash && !(document_.tokens[at].flags & kGlued));
    };
    for (std::uint32_t at = mention.begin; at-- > sentence.begin + 1;) {
        if (parts(at)) return 0;
        if (is_comma(at))
            return document_.hit_at(at + 1, pack_.known.relative) ? kElsewhere : kAside;
    }
    return 0;
}

/// "A met B to discuss the agreement of 22 November 2022": a time long past, behind a word that
/// tells neither who, where nor how: it is that word's. Not of what is signed, whose title may
/// stand between.
bool Calendar::is_of_word_before(const DateMention& mention, const Event& event) const {
    if (event.rule->group == "SIGNED" || mention.begin < event.end + kOwnWords ||
        !mention.year_written || !mention.date || is_of_story(*mention.date))
        return false;
    std::uint32_t end = mention.begin;
    if (document_.hit_at(end - 1, pack_.known.governor)) --end;  // "of"
    if (end <= event.end || (document_.tokens[end - 1].flags & kMark)) return false;
    const std::uint32_t first = std::max(event.end, end - std::min(end, kLongestSpan));
    for (std::uint32_t at = end; at-- > first;) {
        const Hit* small = document_.hit_at(at, pack_.known.transparent);
        if (small && small->end == end) return false;
        for (std::uint32_t i = document_.first_span[at]; i != kNoIndex;
             i = document_.spans[i].next) {
            const Span& span = document_.spans[i];
            const bool telling = span.kind == pack_.known.actor || span.kind == pack_.known.place ||
                                 span.kind == pack_.known.where || span.kind == pack_.known.date ||
                                 span.kind == pack_.known.person || span.kind == pack_.known.office;
            const bool pair = document_.capture(span, pack_.known.label_pair) != nullptr;
            if (telling && !pair && span.end == end) return false;
        }
    }
    return true;
}

/// In what the rule matched, or right behind it ("his visit to Jordan on 22 October").
bool Calendar::is_within(const DateMention& mention, const Event& event) {
    return mention.begin >= event.begin && mention.begin <= event.end + 1;
}

/// The date of an event's sentence that is most likely its own; with `own_day` none that stands
/// with a verb of saying.
const Calendar::Written* Calendar::nearest(const Event& event, const Sentence& sentence,
                                           bool own_day) const {
    const Written* best = nullptr;
    std::uint32_t best_distance = 0;
    for (const Written& written : written_) {
        const DateMention& mention = written.mention;
        if (mention.begin < sentence.begin || mention.end > sentence.end || mention.decoy ||
            mention.undated)
            continue;
        if (own_day &&
            (written.own || is_reporting(written, event) || is_told_apart(written, event)))
            continue;
        if (mention.attached && !is_of_event(mention, event)) continue;
        if (is_of_next_clause(mention, event) || is_of_word_before(mention, event)) continue;
        bool before = mention.end <= event.word_begin;
        std::uint32_t told_aside = before ? aside(mention, event, sentence) : 0;
        if (told_aside == kElsewhere) continue;
        std::uint32_t distance = before ? event.word_begin - mention.end
                                        : mention.begin - std::min(mention.begin, event.word_end);
        // Far behind, "in autumn", "in May" dates what is told there.
        if ((written.season || mention.precision < 3) &&
            mention.begin > std::max(event.word_end, event.end) + kFarBehind)
            continue;
        // A day beats a year that stands nearer; what stands before beats what stands behind; the
        // article's own day ("Bern, 8 February 2019 -") dates what no other date does.
        std::uint32_t weight = (before ? 2 * distance : 3 * distance + 6) +
                               (mention.precision < 3 && !mention.back && !mention.shift ? 40 : 0) +
                               (written.own ? 80 : 0) +
                               (opens_clause(mention, event) ? kNextClause : 0) + told_aside;
        // A visit is rather dated by how long it lasted than by a day of it.
        bool stay = written.interval && !written.season && event.rule->group == "VISITED";
        if (stay) weight -= std::min(weight, kStayFavour);
        if (written.interval && event.rule->group == "MET_WITH") weight += kStayBurden;
        if (!is_within(mention, event)) weight += kOutside;
        if (!best || weight < best_distance) best = &written, best_distance = weight;
    }
    return best;
}

void Calendar::date(Event& event, const Sentence& sentence) {
    const Written* written = nearest(event, sentence, false);
    bool reporting = written && is_reporting(*written, event);
    if (reporting) {
        if (const Written* own = nearest(event, sentence, true))
            written = own, reporting = false;
        else if (date_as_told(event))
            return;
    }
    const DateMention* mention = written ? &written->mention : nullptr;
    if (mention && mention->date && !mention->back) {
        date_by(event, *written, sentence);
        if (reporting)
            event.date_reasons.push_back("the day on which it was told");
        else
            remember(event);
        return;
    }
    if (mention && mention->shift && date_by_shift(event, *mention)) return remember(event);
    if (mention && !mention->back) event.date_reasons = mention->reasons;
    // "Last month", and nobody tells the article's own day: not on the day that it reports.
    if (mention && !mention->back && written->days && *written->days != 0 &&
        !written->unit.empty() && written->unit != "day") {
        event.date_reasons.push_back("the article's own day is not told");
        return;
    }
    if (event.modality != "happened" && !(mention && mention->back)) {
        event.date_reasons.push_back("not told");
        return;
    }
    if (!mention && date_as_told(event)) return;
    if (const DateMention* other = mention ? nullptr : undated_by(event)) {
        event.date_reasons = other->reasons;
        event.date_reasons.push_back("some other time, no day is told");
        return;
    }
    const bool back = mention && mention->back;
    if (!mention && date_as_remembered(event)) return;
    if (!back && is_told_later(event)) {
        event.date = Date::of_day(*reference_);
        event.date_reasons.push_back(reference_reason_);
        return;
    }
    event.date = main_;
    event.date_reasons.push_back(main_.is_open() ? "not told"
                                                 : (back ? "back to " : "") + main_reason_);
}

/// "Once", "several times" near the event's word, or null.
const DateMention* Calendar::undated_by(const Event& event) const {
    for (const Written& written : written_) {
        const DateMention& mention = written.mention;
        if (!mention.undated || mention.decoy || written.sentence != event.sentence) continue;
        const std::uint32_t distance =
            mention.end <= event.word_begin
                ? event.word_begin - mention.end
                : mention.begin - std::min(mention.begin, event.word_end);
        if (distance <= kUndatedReach) return &mention;
    }
    return nullptr;
}

/// The article's day is known and its first date stands further on, where it dates something else.
bool Calendar::is_told_later(const Event& event) const {
    if (!reference_ || main_sentence_ == kNoIndex || main_sentence_ <= event.sentence + 1 ||
        document_.sentences[event.sentence].kind == LineKind::title)
        return false;
    ViableRules events;
    events.within(pack_.events, document_, document_.sentences[main_sentence_]);
    return !events.none();
}

/// A word near the event's tells that it is over: "met", "has", "traf".
bool Calendar::is_past(const Event& event, const Sentence& sentence) const {
    std::uint32_t from =
        std::max(sentence.begin, event.begin > kVerbReach ? event.begin - kVerbReach : 0);
    return document_.hit_in(from, event.end, pack_.known.past) != nullptr;
}

/// What has a date after the article's own day has not happened.
void Calendar::plan_if_ahead(Event& event, Day grace) const {
    if (event.modality != "happened" || !reference_ || !event.date.span() ||
        event.date.span()->first <= *reference_ + grace)
        return;
    event.modality = "planned";
    event.modality_rule = "a date after the article's own day";
}

/// "I met B yesterday, A said on Wednesday": the day with the verb of saying, from which
/// "yesterday" counts; or null.
const Calendar::Written* Calendar::counts_from(const Written& written, const Event& event) const {
    if (!written.days || (!written.unit.empty() && written.unit != "day") || written.weekday ||
        is_reporting(written, event))
        return nullptr;
    for (const Written& told : written_) {
        const DateMention& mention = told.mention;
        const bool day = told.weekday && mention.date && mention.precision == 3 && !mention.decoy;
        if (day && told.sentence == written.sentence && is_reporting(told, event) &&
            mention.date->span() && mention.date->span()->first == mention.date->span()->last)
            return &told;
    }
    return nullptr;
}

void Calendar::date_by(Event& event, const Written& written, const Sentence& sentence) {
    const DateMention& mention = written.mention;
    event.date = *mention.date;
    event.date_reasons = mention.reasons;
    const Written* told = counts_from(written, event);
    if (told) {
        event.date = Date::of_day(told->mention.date->span()->first + *written.days);
        event.date_reasons.push_back(
            fmt::format("counted from the day on which it was told, '{}'",
                        document_.text_of(told->mention.begin, told->mention.end)));
    }
    bool happened = event.modality == "happened";
    if (happened && mention.year_earlier && is_past(event, sentence)) {
        event.date = *mention.year_earlier;
        event.date_reasons.push_back("a year earlier: it is told as past");
    }
    // "He is received on Tuesday": there is no doubt which Tuesday.
    plan_if_ahead(event, written.present ? 0 : kAhead);
    bool story = is_of_story(event.date);
    remembered_ = {};
    const bool over = reference_ && event.date.span() &&
                      event.date.span()->last < *reference_ - kStoryDays;  // not "this year"
    if (over && event.modality == "happened" && !is_reporting(written, event))
        remembered_ = {event.date, event.sentence, actors_of(event)};
    if (mention.precision == 3 && story && event.modality == "happened" &&
        !is_reporting(written, event) && event.date.text().find('/') == std::string::npos) {
        main_ = event.date;
        main_sentence_ = kNoIndex;
        main_reason_ =
            fmt::format("the date told before '{}'", document_.text_of(mention.begin, mention.end));
    }
}

/// Near the article's own day; where that is open, not long before the day told so far. What is
/// remembered ("since he first came on 30 June 1923") dates nothing that is told after it.
bool Calendar::is_of_story(const Date& date) const {
    if (!date.span()) return true;
    if (reference_) return std::abs(date.span()->first - *reference_) <= kStoryDays;
    return !main_.span() || date.span()->first >= main_.span()->first - kStoryDays;
}

/// "Three days earlier" counts from the running date, "the year before" from the date told last,
/// however sharp that is.
bool Calendar::date_by_shift(Event& event, const DateMention& mention) const {
    std::optional<DateSpan> from;
    std::string reason = main_reason_;
    if (reference_ && main_sentence_ != kNoIndex && main_sentence_ > event.sentence) {
        from = DateSpan{*reference_, *reference_};  // no date was told before
        reason = reference_reason_;
    } else if (main_.span() && main_.span()->first == main_.span()->last) {
        from = main_.span();
    }
    for (const Written& other : written_) {
        bool long_before = mention.unit == "month" || mention.unit == "year";
        if (!long_before || other.mention.decoy || !other.mention.date || other.said != kNoIndex ||
            other.mention.end > mention.begin || !other.mention.date->span())
            continue;
        from = other.mention.date->span();
        reason = fmt::format("the date told before '{}'",
                             document_.text_of(other.mention.begin, other.mention.end));
    }
    if (!from) return false;
    event.date = shifted(from->first, *mention.shift, mention.unit).date;
    event.date_reasons = mention.reasons;
    event.date_reasons.push_back(distance_text(*mention.shift, reason));
    plan_if_ahead(event, kAhead);
    return true;
}

/// The same was told before, with a date of its own.
bool Calendar::date_as_told(Event& event) const {
    if (event.modality != "happened") return false;
    auto told = told_.find({event.rule->group, actors_of(event)});
    if (told == told_.end()) return false;
    event.date = told->second;
    event.date_reasons.push_back("the same was dated before");
    return true;
}

/// "On 12 September 1973 he came to Laos. At the airport B received him": told right behind what is
/// remembered, by one who took part in it, and without a date.
bool Calendar::date_as_remembered(Event& event) const {
    // A further visit is another journey.
    if (event.rule->group == "VISITED" || event.sentence == 0 ||
        remembered_.sentence != event.sentence - 1)
        return false;
    const std::vector<std::uint32_t> actors = actors_of(event);
    const bool same_people = std::any_of(actors.begin(), actors.end(), [&](std::uint32_t actor) {
        return std::binary_search(remembered_.actors.begin(), remembered_.actors.end(), actor);
    });
    if (!same_people) return false;
    event.date = remembered_.date;
    event.date_reasons.push_back("told right behind what was remembered");
    return true;
}

void Calendar::remember(const Event& event) {
    if (event.modality != "happened" || event.date.is_open()) return;
    told_.try_emplace({event.rule->group, actors_of(event)}, event.date);
}

}  // namespace parley::ingest
