// What the pattern machine takes in several ways: listed forms, capitalised names, enumerations.
#include "ingest/match.hpp"

namespace parley::ingest {
namespace {

/// What is told of one member of an enumeration takes so many tokens at most.
constexpr std::uint32_t kMaxMember = 30;

/// An enumeration is read up to this many members.
constexpr std::uint32_t kMaxMembers = 40;
/// The word before an enumeration has at most this many tokens ("de la").
constexpr std::uint32_t kMaxLead = 3;
/// An age has so many tokens: "52 years old".
constexpr std::uint32_t kLongestAge = 3;
/// What somebody is, between commas, in words the pack does not know as an office.
constexpr std::uint32_t kLongestApposition = 14;
/// A bracket that may be stepped over ends within this many tokens.
constexpr std::uint32_t kMaxBracket = 30;

bool is_joiner(const Document& document, std::uint32_t at) {
    const Token& token = document.tokens[at];
    if (!(token.flags & kMark)) return false;
    std::string_view text = document.text_of(at, at + 1);
    return text == "-" || text == "'" || text == "\u2019" || text == "\u2011" || text == "\u2010";
}

/// One letter, capital: "A" of "A.V".
bool is_initial(const Document& document, std::uint32_t at) {
    const Token& token = document.tokens[at];
    if (!(token.flags & kCapital)) return false;
    std::size_t begin = token.begin;
    next_code_point(document.clean.text, begin);
    return begin == token.end;
}

}  // namespace

/// Behind the bracket that opens here, or here.
std::uint32_t Matcher::behind_bracket(std::uint32_t at) const {
    if (document_.mark_at(at) != '(') return at;
    for (std::uint32_t close = at + 1; close < end_ && close < at + kMaxBracket; ++close) {
        if (document_.mark_at(close) == ')') return close + 1;
    }
    return at;
}

/// Whether this hit of list `repeat` is a form of what stands before the first member of an
/// enumeration.
bool Matcher::is_repeated(const Hit& again, std::uint32_t first) const {
    std::uint32_t from = first > begin_ + kMaxLead ? first - kMaxLead : begin_;
    for (std::uint32_t i = document_.hits_begin[from]; i < document_.hits_begin[first]; ++i) {
        const Hit& hit = document_.hits[i];
        if (hit.list == again.list && hit.end == first &&
            pack_.lexicon.forms[hit.form].entry == pack_.lexicon.forms[again.form].entry)
            return true;
    }
    return false;
}

/// What joins here does so over what stands between (entry attribute `far`).
bool Matcher::joins_far(std::uint32_t at) const {
    for (std::uint32_t i = document_.hits_begin[at]; i < document_.hits_begin[at + 1]; ++i) {
        const Hit& hit = document_.hits[i];
        if (hit.list == pack_.known.list_and &&
            attribute(document_.entry(hit).attributes, "far") == "yes")
            return true;
    }
    return false;
}

/// "with A in Riga on Sunday and with B": before the "and" that the word before the first member
/// follows again, or one that joins over what stands between (entry attribute `far`: "as well as");
/// else `at`.
std::uint32_t Matcher::behind_circumstances(std::uint32_t at, std::uint32_t lead) const {
    std::uint32_t to = at;
    auto comma_at = [&](std::uint32_t where) {
        return where < end_ && document_.mark_at(where) == ',';
    };
    while (to < end_) {
        std::uint32_t span = document_.span_at(to, pack_.known.date);
        if (span == kNoIndex) span = document_.span_at(to, pack_.known.where);
        if (span == kNoIndex && to > at && comma_at(to) && to + 1 < end_)  // "at the palace, Riga"
            span = document_.span_at(to + 1, pack_.known.place);
        if (span == kNoIndex) break;
        to = document_.spans[span].end;
    }
    if (to == at) return at;
    const std::uint32_t join = comma_at(to) ? to + 1 : to;
    const Hit* hit = join < end_ ? document_.hit_at(join, pack_.known.list_and) : nullptr;
    if (!hit || hit->end >= end_) return at;
    if (joins_far(join)) return to;
    // "And with" may be one entry of the list.
    bool repeated =
        join == to && lead != kUnknownWord &&
        (document_.tokens[hit->end].word == lead || document_.tokens[hit->end - 1].word == lead);
    return repeated ? to : at;
}

/// Somebody named with his office, in no case in which he could act: a comma alone joins him to
/// those before.
bool Matcher::is_named_object(std::uint32_t span) const {
    const Span& actor = document_.spans[span];
    // "A, whom (den) President B received": what looks like an article opens a clause.
    return (actor.cases & kNominative) == 0 && !document_.capture(actor, pack_.known.determiner) &&
           document_.capture(actor, pack_.known.label_office) &&
           document_.capture(actor, pack_.known.who);
}

/// "A, head of X; B, head of Y.": named with his office, and a mark or the end stands behind him,
/// no verb.
bool Matcher::closes_member(std::uint32_t span) const {
    const Span& actor = document_.spans[span];
    return document_.capture(actor, pack_.known.label_office) &&
           document_.capture(actor, pack_.known.who) &&
           (actor.end >= end_ || document_.mark_at(actor.end) == ';' ||
            (actor.end + 1 >= end_ && (document_.tokens[actor.end].flags & kMark)));
}

/// "A, 52, and B": at the comma behind the age, or `at`.
std::uint32_t Matcher::behind_age(std::uint32_t at) const {
    if (at + 2 >= end_ || document_.mark_at(at) != ',' ||
        !(document_.tokens[at + 1].flags & kNumber))
        return at;
    for (std::uint32_t to = at + 2; to < end_ && to <= at + 1 + kLongestAge; ++to) {
        if (document_.mark_at(to) == ',') return to;
        if (document_.tokens[to].flags & (kMark | kNumber | kCapital)) break;
    }
    return at;
}

/// "A, a friend of the family, and B": at the comma behind what somebody is, in words that begin
/// with one of list `apposition` and hold neither a verb nor somebody else, or `at`.
std::uint32_t Matcher::behind_apposition(std::uint32_t at) const {
    if (at + 2 >= end_ || document_.mark_at(at) != ',' ||
        !document_.hit_at(at + 1, pack_.known.apposition))
        return at;
    for (std::uint32_t to = at + 1; to < end_ && to <= at + kLongestApposition; ++to) {
        const char mark = document_.mark_at(to);
        if (mark == ',') return to;
        if (mark == ';' || mark == ':' || mark == '"' ||
            document_.span_at(to, pack_.known.actor) != kNoIndex ||
            document_.hit_at(to, pack_.known.past) || document_.hit_at(to, pack_.known.barrier) ||
            document_.hit_at(to, pack_.known.relative))
            break;
    }
    return at;
}

/// "A, who heads a unit at the mint; B": behind the semicolon that parts what is told of A from the
/// next actor, or `at`.
std::uint32_t Matcher::behind_semicolon(std::uint32_t at) const {
    for (std::uint32_t stop = at; stop + 1 < end_ && stop < at + kMaxMember; ++stop) {
        if (document_.mark_at(stop) == ':' || document_.hit_at(stop, pack_.known.barrier)) break;
        // A verb: what stands behind the semicolon is a sentence of its own.
        if (document_.hit_at(stop, pack_.known.past)) break;
        if (document_.mark_at(stop) == ';') return stop + 1;
    }
    return at;
}

/// "And others", and nobody whose mention begins with those words ("and senior General A").
bool Matcher::closes_with_others(std::uint32_t at) const {
    const Hit* others = document_.hit_at(at, pack_.known.list_others);
    if (!others) return false;
    for (std::uint32_t to = at; to < others->end; ++to) {
        const std::uint32_t span = document_.span_at(to, pack_.known.actor);
        if (span != kNoIndex && document_.spans[span].end > others->end &&
            document_.capture(document_.spans[span], pack_.known.who))
            return false;
    }
    return true;
}

/// "A, who came on Sunday, and B": at the comma that closes what is told of A, before an "and";
/// else `at`.
std::uint32_t Matcher::behind_relative(std::uint32_t at) const {
    if (at + 2 >= end_ || document_.mark_at(at) != ',' ||
        !(document_.hit_at(at + 1, pack_.known.relative) ||
          document_.hit_at(at + 1, pack_.known.barrier)))
        return at;
    for (std::uint32_t to = at + 2; to + 1 < end_ && to <= at + kMaxMember; ++to) {
        const char mark = document_.mark_at(to);
        if (mark == ';' || mark == ':' || mark == '"' ||
            document_.span_at(to, pack_.known.actor) != kNoIndex)
            break;
        if (mark != ',') continue;
        const Hit* join = document_.hit_at(to + 1, pack_.known.list_and);
        return join && join->end < end_ &&
                       document_.span_at(join->end, pack_.known.actor) != kNoIndex
                   ? to
                   : at;
    }
    return at;
}

/// "With A and (in Riga since Monday) B": behind what is told aside of the next member.
std::uint32_t Matcher::behind_aside(std::uint32_t at) const {
    const std::uint32_t span = at < end_ ? aside_at(at) : kNoIndex;
    if (span == kNoIndex) return at;
    const std::uint32_t end = document_.spans[span].end;
    for (std::uint32_t inside = at; inside < end; ++inside)
        if (document_.span_at(inside, pack_.known.actor) != kNoIndex) return at;
    return end;
}

std::uint32_t Matcher::enumeration(std::uint32_t at, bool places, CaseSet cases) const {
    const WellKnown& known = pack_.known;
    auto member = [&](std::uint32_t where) {
        if (where >= end_) return kNoIndex;
        std::uint32_t span = places ? kNoIndex : document_.span_at(where, known.actor);
        if (places) {
            span = document_.span_at(where, known.place);
            if (span == kNoIndex) span = document_.span_at(where, known.body);
            // "Committee" in "member of the Committee A. visited B" tells who goes, not where to.
            if (span != kNoIndex && document_.is_inside(where, known.office)) return kNoIndex;
        }
        if (span != kNoIndex && (document_.spans[span].cases & cases) == 0) return kNoIndex;
        return span;
    };
    // "The Netherlands"; not "the Latvian capital", nor "Accra, au Ghana".
    const auto is_country = [&](std::uint32_t where) {
        const Hit* land = document_.hit_at(where, known.country);
        return land && document_.spans[member(where)].end == land->end &&
               !document_.hit_at(where - 1, known.governor);
    };
    std::uint32_t span = member(at);
    if (span == kNoIndex) return at;
    std::uint32_t end = document_.spans[span].end;
    std::uint32_t sure =
        end;  // commas alone join actors only where an "and" or "and others" follows
    std::uint32_t lead = at > begin_ ? document_.tokens[at - 1].word : kUnknownWord;
    for (std::uint32_t count = 1; count < kMaxMembers && end < end_; ++count) {
        std::uint32_t next = behind_bracket(end);  // "A (of B), C (of D) and E"
        if (!places)
            next = behind_relative(behind_apposition(behind_age(behind_circumstances(next, lead))));
        if (next >= end_) break;
        char mark = document_.mark_at(next);
        bool joined = mark == ',' || mark == ';', last = places, told_and = false;
        if (joined) ++next;
        if (next < end_) {
            if (closes_with_others(next)) return end;  // "A, B and others"
            if (const Hit* hit = document_.hit_at(next, known.list_and)) {
                const bool far = joins_far(next);
                next = hit->end, joined = true, last = true, told_and = true;
                const std::uint32_t date = !places && far && next < end_
                                               ? document_.span_at(next, known.date)
                                               : std::uint32_t{kNoIndex};
                if (date != kNoIndex) next = document_.spans[date].end;  // "as well as today B"
            }
        }
        // "with A; with B": the word before the first may be repeated, in another form too ("du
        // ministre A et de B").
        auto step_over_lead = [&] {
            if (next >= end_) return;
            std::uint32_t behind = next;
            if (lead != kUnknownWord && document_.tokens[next].word == lead) ++behind;
            for (std::uint32_t i = document_.hits_begin[next]; i < document_.hits_begin[next + 1];
                 ++i) {
                const Hit& again = document_.hits[i];
                // "Riga and the Hague", "Israel, the Netherlands": a place has its article.
                if (again.list == known.list_repeat && member(again.end) != kNoIndex &&
                    ((places && (told_and || is_country(again.end))) || is_repeated(again, at)))
                    behind = again.end;
            }
            last = last || behind != next;
            next = behind;
        };
        if (joined) step_over_lead();
        if (joined && !places) next = behind_aside(next);
        if (!joined || (!places && next < end_ && member(next) == kNoIndex)) {
            bool told = joined || (next < end_ && document_.hit_at(next, known.governor));
            std::uint32_t semicolon = places || !told ? next : behind_semicolon(next);
            if (semicolon == next) {
                // "met A, B, C and opened a fair": three are no apposition.
                if (last && count >= 3) sure = end;
                break;
            }
            const Hit* hit = document_.hit_at(next = semicolon, known.list_and);
            if (closes_with_others(next)) return end;
            if (hit) next = hit->end, last = true;
            step_over_lead();
        }
        span = member(next);
        if (span == kNoIndex) break;
        end = document_.spans[span].end;
        if (last || is_named_object(span) || (mark == ';' && closes_member(span))) sure = end;
    }
    return sure;
}

void Matcher::consume(const Pattern& pattern, const Instruction& instruction, std::uint32_t at) {
    if (at >= end_) return;
    switch (instruction.op) {
        case Op::list:
            return consume_list(pattern, instruction, at);
        case Op::slot:
            return consume_slot(instruction.a, at, wanted_cases(pattern, instruction.condition));
        case Op::cap:
            return consume_name(at, true);
        case Op::name:
            return consume_name(at, false);
        default:
            return;
    }
}

void Matcher::consume_list(const Pattern& pattern, const Instruction& instruction,
                           std::uint32_t at) {
    for (std::uint32_t i = document_.hits_begin[at]; i < document_.hits_begin[at + 1]; ++i) {
        const Hit& hit = document_.hits[i];
        if (hit.list != instruction.a || hit.end > end_) continue;
        if (instruction.condition >= 0) {
            const Condition& condition =
                pattern.conditions[static_cast<std::size_t>(instruction.condition)];
            if (!form_has(pack_.lexicon, hit.form, condition.key, condition.value)) continue;
        }
        if (ends_.empty() || ends_.back() != hit.end) ends_.push_back(hit.end);
    }
}

void Matcher::consume_name(std::uint32_t at, bool ordinary_too) {
    const WellKnown& known = pack_.known;
    if (!(document_.tokens[at].flags & kCapital)) return;
    if (!ordinary_too) {
        for (std::uint32_t list :
             {known.not_name, known.country, known.list_office, known.topic, known.list_head}) {
            if (document_.hit_at(at, list)) return;
        }
    }
    std::uint32_t end = at + 1;
    // "A.V Petrov", "V.Petrov", "A. Petrov": the initial's dot belongs to it; the sentence's does
    // not.
    while (end + 1 < end_ && is_initial(document_, end - 1) && document_.mark_at(end) == '.' &&
           (document_.tokens[end].flags & kGlued)) {
        ++end;
        if (end < end_ && (document_.tokens[end].flags & kGlued) &&
            (document_.tokens[end].flags & kCapital))
            ++end;
    }
    std::uint32_t plain = end;
    while (end + 1 < end_ && is_joiner(document_, end) && (document_.tokens[end].flags & kGlued) &&
           (document_.tokens[end + 1].flags & kGlued) &&
           !(document_.tokens[end + 1].flags & (kMark | kNumber)) &&
           !document_.hit_at(end + 1, known.clitic)) {
        end += 2;
    }
    ends_.push_back(end);
    if (plain != end) ends_.push_back(plain);
}

void Matcher::consume_slot(std::uint32_t kind, std::uint32_t at, CaseSet cases) {
    const WellKnown& known = pack_.known;
    std::uint32_t end = at;
    if (kind == known.actors) {
        end = enumeration(at, false, cases);
    } else if (kind == known.places) {
        end = enumeration(at, true, cases);
    } else if (kind == known.dest) {
        std::uint32_t span = document_.span_at(at, known.place);
        if (span == kNoIndex) span = document_.span_at(at, known.body);
        if (span != kNoIndex && (document_.spans[span].cases & cases) != 0)
            end = document_.spans[span].end;
    } else if (kind == known.pair) {
        if (const Hit* hit = document_.hit_at(at, known.list_pair)) end = hit->end;
    } else if (kind == known.document) {
        end = at + 1;  // how far the title goes is found when the event is built
    }
    if (end > at) ends_.push_back(end);
}

}  // namespace parley::ingest
