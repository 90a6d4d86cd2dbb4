// Finding the dates of an article as they are written, with what their words say.
#include <algorithm>
#include <array>
#include <charconv>

#include "ingest/dating.hpp"
#include "ingest/distance.hpp"
#include "ingest/match.hpp"

namespace parley::ingest {
namespace {

/// A future verb this far behind a date makes it future.
constexpr std::uint32_t kFutureReach = 10;
/// So does a future marker so far before it.
constexpr std::uint32_t kFutureBefore = 8;
/// A date opens a sentence with so many words before it at most.
constexpr std::uint32_t kOpening = 2;
/// A date's clause is looked at so far either way.
constexpr std::uint32_t kClauseReach = 30;
/// Marks that end a clause, as far as a date is concerned.
constexpr std::array<std::string_view, 13> kClauseMarks = {
    ",",      ";",      ":",      "(",      ")",      "\"",    "\u2013",
    "\u2014", "\u201c", "\u201d", "\u201e", "\u00ab", "\u00bb"};
constexpr int kFirstYear = 1000, kLastYear = 2999;
/// Two-digit years are of this century up to here, else of the last.
constexpr int kTwoDigitPivot = 69;

std::optional<int> to_int(std::string_view text) {
    int value = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return {};
    return value;
}

/// What a unit of time counts in days.
int days_in_unit(std::string_view unit) {
    return unit == "week" ? 7 : unit == "month" ? kMonthDays : unit == "year" ? kYearDays : 1;
}

}  // namespace

template <bool kCounted>
void Calendar::find(Document& document) {
    ViableRules dates, decoys;
    Matcher matcher(document);
    for (std::uint32_t s = 0; s < document.sentences.size(); ++s) {
        const Sentence& sentence = document.sentences[s];
        dates.within(pack_.dates, document, sentence);
        decoys.within(pack_.decoys, document, sentence);
        if (dates.none() && decoys.none()) continue;
        matcher.within(sentence);
        for (std::uint32_t at = sentence.begin;;) {
            Traits wanted = dates.beginnings();
            wanted.add(decoys.beginnings());
            at = first_with(wanted, document, at, sentence.end);
            if (at == sentence.end) break;
            // A decoy wins over a date of the same length.
            std::size_t known = written_.size();
            bool found = decoys.may_begin(document, at) &&
                         read_rules<kCounted>(matcher, decoys, at, s, true);
            if (dates.may_begin(document, at))
                found = read_rules<kCounted>(matcher, dates, at, s, false) || found;
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
            const std::uint64_t before = sentence.features.kinds();
            document.add_span({pack_.known.date, mention.begin, mention.end, nullptr, 0, 0});
            if (sentence.features.kinds() != before) dates.within(pack_.dates, document, sentence);
            at = std::max(at + 1, mention.end);
        }
    }
}

template <bool kCounted>
bool Calendar::read_rules(Matcher& matcher, const ViableRules& rules, std::uint32_t at,
                          std::uint32_t sentence, bool decoy) {
    std::optional<Match> best;
    bool own = false, attached = false, undated = false, gone = false;
    for_rules_at(document_, rules, at, [&](const Rule& rule) {
        Match match;
        if (!matcher.match_rule<kCounted>(rule, at, match) || (best && match.end <= best->end))
            return;
        best = std::move(match);
        own = rule.group == "own";
        attached = attribute(rule.attributes, "attached") == "yes";
        undated = attribute(rule.attributes, "undated") == "yes";
        gone = attribute(rule.attributes, "gone") == "yes";
    });
    if (!best || best->end <= at) return false;
    Written written = read_match(*best, decoy);
    written.own = own;
    written.mention.attached = attached;
    written.mention.undated = undated;
    if (!decoy && !undated && !written.mention.date && !written.first.year &&
        !written.first.month && !written.first.day && !written.weekday && !written.days &&
        !written.mention.back && !written.mention.shift)
        return false;
    written.sentence = sentence;
    if (!gone && !written.over) find_future(written);
    find_clause(written);
    written_.push_back(std::move(written));
    return true;
}

template void Calendar::find<true>(Document& document);
template void Calendar::find<false>(Document& document);

void Calendar::find_future(Written& written) const {
    const Sentence& sentence = document_.sentences[written.sentence];
    std::uint32_t at = written.mention.begin, end = written.mention.end;
    // A future marker shortly before it in the clause.
    if (pack_.known.future != kNoIndex) {
        std::uint32_t from = std::max(sentence.begin, at > kFutureBefore ? at - kFutureBefore : 0);
        // "Nothing will be signed, X said on Monday": what is said ends before the verb of saying.
        for (std::uint32_t i = from; i + 1 < at; ++i)
            if (document_.mark_at(i) == ',' && document_.hit_at(i + 1, pack_.known.saying))
                from = i + 1;
        written.future = document_.hit_in(from, at, pack_.known.future) != nullptr;
    }
    // "On Monday the minister will meet ...": the verb may stand behind the date, in its clause.
    std::uint32_t to = std::min(end + kFutureReach, sentence.end);
    for (std::uint32_t next = end; next < to && !written.future; ++next) {
        // A comma that closes what opens the sentence ends no clause.
        if (next == end && document_.mark_at(next) == ',' && at <= sentence.begin + kOpening)
            continue;
        if (document_.mark_at(next) == ',' || document_.hit_at(next, pack_.known.barrier)) break;
        written.future = document_.hit_at(next, pack_.known.future_verb) != nullptr;
    }
    if (!written.future && written.weekday && sentence.kind == LineKind::text)
        written.future = written.present = is_told_as_present(written);
}

/// "On Tuesday he meets the minister": a weekday with a verb in the present is to come, in running
/// text (titles tell what has happened in the present).
bool Calendar::is_told_as_present(const Written& written) const {
    const Sentence& sentence = document_.sentences[written.sentence];
    const DateMention& mention = written.mention;
    std::uint32_t from = mention.begin, to = mention.end;
    auto ends = [&](std::uint32_t at) {
        return document_.mark_at(at) == ',' || document_.hit_at(at, pack_.known.barrier);
    };
    while (from > sentence.begin && mention.begin - from < kFutureBefore && !ends(from - 1)) --from;
    while (to < sentence.end && to - mention.end < kFutureReach && !ends(to)) ++to;
    return document_.hit_in(from, to, pack_.known.present_verb) &&
           !document_.hit_in(from, to, pack_.known.past);
}

/// How far its clause goes, roughly: to the next mark or barrier either way, but over the comma
/// behind a date that opens the sentence. The nearest verb of saying in it, if there is one.
void Calendar::find_clause(Written& written) const {
    const Sentence& sentence = document_.sentences[written.sentence];
    const DateMention& mention = written.mention;
    std::uint32_t best = kNoIndex;
    auto is_end = [&](std::uint32_t at) {
        if (const Hit* said = document_.hit_at(at, pack_.known.saying)) {
            std::uint32_t distance = at < mention.begin
                                         ? mention.begin - std::min(said->end, mention.begin)
                                         : at - mention.end;
            if (distance < best) best = distance, written.said = at, written.said_end = said->end;
            return false;
        }
        bool mark = (document_.tokens[at].flags & kMark) &&
                    std::find(kClauseMarks.begin(), kClauseMarks.end(),
                              document_.text_of(at, at + 1)) != kClauseMarks.end();
        return mark || document_.hit_at(at, pack_.known.barrier) != nullptr;
    };
    std::uint32_t begin = mention.begin, end = mention.end;
    const std::uint32_t first =
        std::max(sentence.begin, begin > kClauseReach ? begin - kClauseReach : 0);
    while (begin > first && !is_end(begin - 1)) --begin;
    if (begin == sentence.begin && mention.begin == begin && end < sentence.end &&
        document_.mark_at(end) == ',')
        ++end;
    const std::uint32_t last = std::min(sentence.end, end + kClauseReach);
    while (end < last && !is_end(end)) ++end;
    written.clause_begin = begin, written.clause_end = end;
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

/// "From 24 to 4 December": the month is the last day's, and the first day is of the one before.
void Calendar::begin_in_month_before(Point& first, Point& last) {
    bool one_month = first.month.has_value() != last.month.has_value();
    if (!first.day || !last.day || !one_month || *first.day <= *last.day) return;
    last.month = first.month ? first.month : last.month;
    first.month = *last.month == 1 ? 12 : *last.month - 1;
    if (*last.month != 1) return;
    if (!last.year) last.year = first.year;
    if (last.year) first.year = *last.year - 1;
}

Calendar::Written Calendar::read_match(const Match& match, bool decoy) const {
    Written written;
    written.mention.begin = match.begin, written.mention.end = match.end,
    written.mention.decoy = decoy;
    if (const Capture* own = match.find(pack_.known.own))
        written.mention.begin = own->begin, written.mention.end = own->end;
    Distance distance;
    for (const Capture& capture : match.captures) read_label(capture, written, distance);
    auto valid = [](Point& point) {
        if (point.month && (*point.month < 1 || *point.month > 12)) point = {};
        if (point.day && (*point.day < 1 || *point.day > 31)) point = {};
    };
    valid(written.first), valid(written.last);
    begin_in_month_before(written.first, written.last);
    take_distance(written, distance);
    written.mention.unit = written.unit;
    written.mention.year_written = written.first.year.has_value() || written.last.year.has_value();
    return written;
}

std::string Calendar::unit_at(std::uint32_t token) const {
    std::string_view unit;
    for (std::uint32_t i = document_.hits_begin[token]; i < document_.hits_begin[token + 1]; ++i) {
        auto told = attribute(document_.entry(document_.hits[i]).attributes, "unit");
        if (!told.empty()) unit = told;
    }
    return std::string(unit);
}

/// What one label of a rule says.
void Calendar::read_label(const Capture& capture, Written& written, Distance& distance) const {
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
    if (label == "span" || label == "unit" || label == "shift") {
        if (std::string unit = unit_at(capture.begin); !unit.empty()) written.unit = unit;
    }
    if (label == "season") {
        written.first.month = value("from"), written.last.month = value("to");
        written.interval = written.season = true;
    }
    if (label == "last") written.over = true;
    if (label == "back") written.mention.back = true;
}

void Calendar::take_distance(Written& written, const Distance& distance) const {
    if (distance.sign == 0 || (!distance.count && written.unit.empty())) return;
    int days = distance.sign * distance.count.value_or(1) * days_in_unit(written.unit);
    if (distance.from_told)
        written.mention.shift = days;
    else
        written.days = days;
}

}  // namespace parley::ingest
