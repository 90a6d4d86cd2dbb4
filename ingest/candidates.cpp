// Event rules: matching, subjects, the best reading of a word, negative rules, modality.
#include "ingest/candidates.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "ingest/openings.hpp"

namespace parley::ingest {
namespace {

/// Modality and negative rules may begin this many tokens before the event's word.
constexpr std::uint32_t kReachBack = 40;
/// A subject, or an actor behind a fronted phrase, is looked for this far.
constexpr std::uint32_t kSubjectReach = 160;
/// So many words between a subject and its verb are adverbs.
constexpr std::uint32_t kAdverbs = 2;
/// "A, ..., went": so many tokens stand between the commas at most.
constexpr std::uint32_t kLongestInsertion = 40;
/// A circumstance that holds an actor begins at most this many tokens before.
constexpr std::uint32_t kLongestCircumstance = 30;

}  // namespace

std::uint32_t actor_ending_at(const Document& document, std::uint32_t end,
                              const Sentence& sentence) {
    for (std::uint32_t at = end; at-- > sentence.begin && end - at < 60;) {
        std::uint32_t span = document.span_at(at, document.pack->known.actor);
        if (span != kNoIndex) return document.spans[span].end == end ? span : kNoIndex;
    }
    return kNoIndex;
}

CandidateFinder::CandidateFinder(const Document& document, References& references,
                                 std::vector<Rejected>& rejected)
    : document_(document),
      pack_(*document.pack),
      references_(references),
      rejected_(rejected),
      matcher_(document),
      event_label_(pack_.label("event")) {}

std::vector<Candidate> CandidateFinder::find(std::uint32_t number) {
    const Sentence& sentence = document_.sentences[number];
    sentence_ = number;
    std::vector<Candidate> candidates;
    objects_.clear();
    acted_.clear();
    matcher_.within(sentence);
    viable_events_.within(pack_.events, document_, sentence);
    matcher_.loose(true);
    const bool delegations = sentence.features.has(Features::kind(pack_.known.delegation));
    if (viable_events_.none() && !delegations) return candidates;
    if (document_.costs)
        try_rules<true>(sentence, candidates);
    else
        try_rules<false>(sentence, candidates);
    if (candidates.empty()) return candidates;
    viable_negatives_.within(pack_.negatives, document_, sentence);
    viable_modalities_.within(pack_.modalities, document_, sentence);
    keep_best(candidates);
    return candidates;
}

template <bool kCounted>
void CandidateFinder::try_rules(const Sentence& sentence, std::vector<Candidate>& candidates) {
    Traits wanted = viable_events_.beginnings();
    wanted.present |= folded_kind(pack_.known.delegation);
    for (std::uint32_t at = sentence.begin;; ++at) {
        at = first_with(wanted, document_, at, sentence.end);
        if (at == sentence.end) return;
        for_rules_at(document_, viable_events_, at,
                     [&](const Rule& rule) { try_rule<kCounted>(rule, at, sentence, candidates); });
        // References later in the text look back at who was named.
        for (std::uint32_t i = document_.first_span[at]; i != kNoIndex;
             i = document_.spans[i].next) {
            if (document_.spans[i].kind == pack_.known.delegation) references_.resolve(i);
        }
    }
}

bool CandidateFinder::matches(const Rule& rule, std::uint32_t at, Match& match) {
    return document_.costs ? matcher_.match_rule<true>(rule, at, match)
                           : matcher_.match_rule<false>(rule, at, match);
}

void CandidateFinder::reject(const Candidate& candidate, RejectedFor why, const Rule* by) {
    rejected_.push_back(
        {candidate.rule, by, why, sentence_, candidate.word_begin, candidate.word_end});
}

template <bool kCounted>
void CandidateFinder::try_rule(const Rule& rule, std::uint32_t at, const Sentence& sentence,
                               std::vector<Candidate>& candidates) {
    Candidate candidate;
    candidate.rule = &rule;
    // What is told aside of a visit may be where it goes.
    matcher_.asides(rule.group != "VISITED");
    if (!matcher_.match_rule<kCounted>(rule, at, candidate.match)) return;
    candidate.word_begin = at, candidate.word_end = at + 1;
    if (const Capture* word = candidate.match.find(event_label_))
        candidate.word_begin = word->begin, candidate.word_end = word->end;
    if (rule.pattern.subject >= 0 && !rule.pattern.again) {
        candidate.subject =
            subject_before(at, sentence, rule.pattern.nearest,
                           wanted_cases(rule.pattern, rule.pattern.subject_condition),
                           attribute(rule.attributes, "own") == "yes");
        if (candidate.subject == kNoIndex) return reject(candidate, RejectedFor::no_subject);
        if (!rule.pattern.nearest && document_.spans[candidate.subject].end <= at)
            acted_.emplace_back(at, candidate.subject);
    }
    // "In the presence of A, B and C signed", "X, who leads A, and B signed": who is governed opens
    // no list of those who act.
    if (const Capture* all = candidate.match.find(pack_.known.ab); all && all->begin == at) {
        std::uint32_t first = document_.span_at(at, pack_.known.actor);
        if (first != kNoIndex && (is_governed(first, sentence) || is_circumstance(first, sentence)))
            return reject(candidate, RejectedFor::no_subject);
    }
    if (rule.pattern.next >= 0) {
        const CaseSet cases = wanted_cases(rule.pattern, rule.pattern.next_condition);
        candidate.next = actor_after(candidate.match.end, sentence, cases);
        if (candidate.next == kNoIndex) return reject(candidate, RejectedFor::no_actor);
        // "After talks with O, A and B said": both.
        candidate.next_end =
            matcher_.enumeration(document_.spans[candidate.next].begin, false, cases);
    }
    for (const Capture& capture : candidate.match.captures) {
        // Whom he met and where he went acts in nothing told after it.
        bool object = capture.label == pack_.known.b || capture.label == pack_.known.p;
        if (object && capture.begin >= candidate.word_end)
            objects_.emplace_back(capture.begin, capture.end);
    }
    candidates.push_back(std::move(candidate));
}

bool CandidateFinder::is_governed(std::uint32_t span, const Sentence& sentence) const {
    std::uint32_t begin = document_.spans[span].begin;
    for (std::uint32_t back = 1; back <= 5 && begin >= sentence.begin + back; ++back) {
        for (std::uint32_t i = document_.hits_begin[begin - back];
             i < document_.hits_begin[begin - back + 1]; ++i) {
            const Hit& hit = document_.hits[i];
            if (hit.end != begin) continue;
            // "As part of his visit Minister A ...": the noun closes the circumstance before him.
            if (hit.list == pack_.known.governor) return !ends_circumstance(begin, sentence);
            if (hit.list == pack_.known.list_and && back < begin - sentence.begin) {
                std::uint32_t other = actor_ending_at(document_, begin - back, sentence);
                if (other != kNoIndex) return is_governed(other, sentence);
            }
        }
    }
    return false;
}

bool CandidateFinder::ends_circumstance(std::uint32_t end, const Sentence& sentence) const {
    for (std::uint32_t at = end; at-- > sentence.begin && end - at < kLongestCircumstance;) {
        std::uint32_t where = document_.span_at(at, pack_.known.where);
        if (where != kNoIndex && document_.spans[where].end == end) return true;
    }
    return false;
}

bool CandidateFinder::is_circumstance(std::uint32_t span, const Sentence& sentence) const {
    const Span& actor = document_.spans[span];
    for (std::uint32_t at = actor.begin;
         at-- > sentence.begin && actor.begin - at < kLongestCircumstance;) {
        std::uint32_t where = document_.span_at(at, pack_.known.where);
        if (where != kNoIndex && document_.spans[where].end >= actor.end) return true;
    }
    return false;
}

bool CandidateFinder::is_object(std::uint32_t span) const {
    const Span& actor = document_.spans[span];
    auto is_comma = [&](std::uint32_t at) {
        return at < document_.tokens.size() && document_.mark_at(at) == ',';
    };
    return std::any_of(objects_.begin(), objects_.end(), [&](const auto& object) {
        // "He met A, president B, and laid a wreath": B is joined to A by the comma alone.
        bool joined = object.second + 1 == actor.begin && is_comma(object.second) &&
                      is_comma(actor.end) &&
                      document_.span_at(object.first, pack_.known.actor) != kNoIndex;
        return joined || (object.first <= actor.begin && actor.end <= object.second);
    });
}

bool CandidateFinder::is_place_of_clause(std::uint32_t span) const {
    std::uint32_t next = document_.spans[span].end;
    if (next < document_.tokens.size() && document_.text_of(next, next + 1) == ",") ++next;
    return next < document_.tokens.size() && document_.hit_at(next, pack_.known.list_where);
}

std::uint32_t CandidateFinder::subject_before(std::uint32_t before, const Sentence& sentence,
                                              bool any, CaseSet cases, bool own) {
    if (std::uint32_t span = any ? kNoIndex : subject_before_insertion(before, sentence, cases);
        span != kNoIndex)
        return span;
    for (std::uint32_t at = before; at-- > sentence.begin && before - at < kSubjectReach;) {
        // "The delegation that A led" acts: what stands inside an actor shuts nobody out.
        bool inside = document_.is_inside(at, pack_.known.actor);
        if (!inside && document_.hit_at(at, pack_.known.barrier)) {
            // A verb on this side of the barrier has its subject on the other: so has this one.
            if (!acted_.empty() && acted_.back().first > at) return acted_.back().second;
            if (!own) return kNoIndex;
            continue;  // "A said that his talks with B ..."
        }
        std::uint32_t span = document_.span_at(at, pack_.known.actor);
        // "Der am Sonntag eingetroffene Minister A": what opens an actor is no relative word.
        if (!inside && document_.hit_at(at, pack_.known.relative) &&
            (span == kNoIndex || !document_.capture(document_.spans[span], pack_.known.who)))
            return antecedent(at, sentence);
        if (span == kNoIndex || document_.spans[span].end > before ||
            (document_.spans[span].cases & cases) == 0 ||
            (!any &&
             (is_object(span) || is_governed(span, sentence) || is_circumstance(span, sentence))) ||
            is_place_of_clause(span))
            continue;
        if (!references_.resolve(span).actors.empty()) return span;
        // An office right before the verb: its holder acts, whoever that is.
        if (document_.capture(document_.spans[span], pack_.known.label_office) &&
            before - document_.spans[span].end <= kAdverbs)
            return kNoIndex;
    }
    return kNoIndex;
}

bool CandidateFinder::acts(std::uint32_t span, const Sentence& sentence, CaseSet cases) const {
    return (document_.spans[span].cases & cases) != 0 && !is_object(span) &&
           !is_governed(span, sentence) && !is_circumstance(span, sentence);
}

std::uint32_t CandidateFinder::subject_before_insertion(std::uint32_t before,
                                                        const Sentence& sentence, CaseSet cases) {
    auto is_comma = [&](std::uint32_t at) { return document_.text_of(at, at + 1) == ","; };
    std::uint32_t close = before;
    while (close > sentence.begin && !is_comma(close - 1) && before - close < kAdverbs) --close;
    if (close == sentence.begin || !is_comma(close - 1)) return kNoIndex;
    std::uint32_t last = actor_ending_at(document_, --close, sentence);
    if (std::uint32_t span = subject_before_relative(close, sentence, cases); span != kNoIndex)
        return span;
    if (last != kNoIndex && acts(last, sentence, cases)) return kNoIndex;
    bool shut_in = false;  // by a barrier, or by an office that nobody named holds
    for (std::uint32_t at = close; at-- > sentence.begin && close - at < kLongestInsertion;) {
        if (document_.hit_at(at, pack_.known.relative))
            return shut_in ? antecedent(at, sentence) : kNoIndex;
        if (document_.hit_at(at, pack_.known.barrier)) shut_in = true;
        if (std::uint32_t inner = document_.span_at(at, pack_.known.actor);
            inner != kNoIndex && acts(inner, sentence, cases)) {
            Resolved who = references_.resolve(inner);
            if (who.actors.empty() ||
                references_.cast().actor(who.actors.front()).label == "Official")
                return kNoIndex;
            shut_in = true;
        }
        if (!is_comma(at)) continue;
        std::uint32_t span = actor_ending_at(document_, at, sentence);
        if (span == kNoIndex || !acts(span, sentence, cases)) continue;
        return shut_in && !references_.resolve(span).actors.empty() ? span : kNoIndex;
    }
    return kNoIndex;
}

/// "A, whom B and C accompanied, flew": A, before the clause that ends at the comma `close`, or
/// kNoIndex where none does.
std::uint32_t CandidateFinder::subject_before_relative(std::uint32_t close,
                                                       const Sentence& sentence, CaseSet cases) {
    for (std::uint32_t at = close; at-- > sentence.begin && close - at < kLongestInsertion;) {
        if (document_.text_of(at, at + 1) != "," || !document_.hit_at(at + 1, pack_.known.barrier))
            continue;
        std::uint32_t span = actor_ending_at(document_, at, sentence);
        bool fits = span != kNoIndex && acts(span, sentence, cases);
        return fits && !references_.resolve(span).actors.empty() ? span : kNoIndex;
    }
    return kNoIndex;
}

std::uint32_t CandidateFinder::antecedent(std::uint32_t relative, const Sentence& sentence) {
    std::uint32_t end = relative;
    if (end > sentence.begin && document_.text_of(end - 1, end) == ",") --end;
    std::uint32_t span = actor_ending_at(document_, end, sentence);
    // "Weber, who is also chairman of ..., met": the relative word is part of the actor.
    for (std::uint32_t at = relative; span == kNoIndex && at-- > sentence.begin;) {
        std::uint32_t around = document_.span_at(at, pack_.known.actor);
        if (around == kNoIndex) continue;
        if (document_.spans[around].end > relative) span = around;
        break;
    }
    return span != kNoIndex && !references_.resolve(span).actors.empty() ? span : kNoIndex;
}

std::uint32_t CandidateFinder::actor_after(std::uint32_t from, const Sentence& sentence,
                                           CaseSet cases) const {
    for (std::uint32_t at = from; at < sentence.end && at - from < kSubjectReach; ++at) {
        if (document_.hit_at(at, pack_.known.barrier)) return kNoIndex;
        if (document_.hit_at(at, pack_.known.list_pair)) return kNoIndex;
        if (document_.text_of(at, at + 1) == ";") return kNoIndex;
        std::uint32_t span = document_.span_at(at, pack_.known.actor);
        if (span == kNoIndex) continue;
        if ((document_.spans[span].cases & cases) != 0 && !is_governed(span, sentence) &&
            !is_circumstance(span, sentence) && !is_unknown_speaker(span))
            return span;
        at = document_.spans[span].end - 1;
    }
    return kNoIndex;
}

/// "I", and nobody is told to say so.
bool CandidateFinder::is_unknown_speaker(std::uint32_t span) const {
    const Hit* word = document_.hit_at(document_.spans[span].begin, pack_.known.pronoun);
    return word && attribute(document_.entry(*word).attributes, "speaker") == "yes" &&
           references_.resolve(span).actors.empty();
}

void CandidateFinder::keep_best(std::vector<Candidate>& candidates) {
    auto weight = [](const Candidate& c) {
        return std::tuple(c.match.captures.size() + (c.subject != kNoIndex) + (c.next != kNoIndex),
                          c.match.end - c.match.begin);
    };
    std::stable_sort(candidates.begin(), candidates.end(),
                     [](const auto& a, const auto& b) { return a.word_begin < b.word_begin; });
    std::vector<Candidate> kept;
    // Words kept of one type do not overlap, so that only the last can reach into the next.
    std::map<std::string_view, std::size_t> last;
    for (Candidate& candidate : candidates) {
        auto [found, fresh] = last.try_emplace(candidate.rule->group, kept.size());
        Candidate* rival = fresh ? nullptr : &kept[found->second];
        if (rival == nullptr || rival->word_end <= candidate.word_begin) {
            found->second = kept.size();
            kept.push_back(std::move(candidate));
        } else if (weight(candidate) > weight(*rival)) {
            if (rival->rule != candidate.rule)
                reject(*rival, RejectedFor::better_rule, candidate.rule);
            candidate.weaker = std::exchange(rival->weaker, {});
            candidate.weaker.insert(candidate.weaker.begin(), std::move(*rival));
            *rival = std::move(candidate);
        } else {
            if (rival->rule != candidate.rule)
                reject(candidate, RejectedFor::better_rule, rival->rule);
            rival->weaker.push_back(std::move(candidate));
        }
    }
    for (Candidate& candidate : kept) {
        std::stable_sort(candidate.weaker.begin(), candidate.weaker.end(),
                         [&](const auto& a, const auto& b) { return weight(a) > weight(b); });
    }
    candidates = std::move(kept);
}

const Rule* CandidateFinder::negated_by(const Candidate& candidate, const Sentence& sentence) {
    if (pack_.negatives.rules.empty()) return nullptr;
    std::uint32_t from = std::max(
        sentence.begin, candidate.word_begin > kReachBack ? candidate.word_begin - kReachBack : 0);
    const Rule* by = nullptr;
    matcher_.asides(false);
    for (std::uint32_t at = from; at < candidate.word_end && !by; ++at) {
        for_rules_at(document_, viable_negatives_, at, [&](const Rule& rule) {
            Match match;
            if (by || (!rule.group.empty() && rule.group != candidate.rule->group)) return;
            if (!matches(rule, at, match)) return;
            const Capture* own = match.find(event_label_);
            std::uint32_t begin = own ? own->begin : match.begin, end = own ? own->end : match.end;
            if (begin <= candidate.word_begin && candidate.word_begin < end) by = &rule;
        });
    }
    return by;
}

void CandidateFinder::set_modality(Event& event, const Sentence& sentence) {
    matcher_.event(event.word_begin, event.word_end);
    matcher_.asides(false);
    std::uint32_t from =
        std::max(sentence.begin, event.word_begin > kReachBack ? event.word_begin - kReachBack : 0);
    for (std::uint32_t at = from; at <= event.word_begin; ++at) {
        for_rules_at(document_, viable_modalities_, at, [&](const Rule& rule) {
            Match match;
            if (event.modality != "happened" || !matches(rule, at, match)) return;
            if (match.begin > event.word_begin || match.end < event.word_end) return;
            event.modality = rule.group;
            event.modality_rule = rule.name;
        });
    }
}

}  // namespace parley::ingest
