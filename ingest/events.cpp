// Event rules: matching, subjects, negative rules, modality.
#include "ingest/events.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "ingest/match.hpp"
#include "ingest/openings.hpp"

namespace parley::ingest {
namespace {

/// More events in one sentence are not news but noise; they are cut and counted.
constexpr std::size_t kMaxEventsInSentence = 40;
/// Modality and negative rules may begin this many tokens before the event's word.
constexpr std::uint32_t kReachBack = 40;
/// A subject, or an actor behind a fronted phrase, is looked for this far.
constexpr std::uint32_t kSubjectReach = 160;

/// So many words between a subject and its verb are adverbs.
constexpr std::uint32_t kAdverbs = 2;

struct Candidate {
    const Rule* rule = nullptr;
    Match match;
    std::uint32_t subject = kNoIndex, next = kNoIndex;
    std::uint32_t word_begin = 0, word_end = 0;
    std::vector<Candidate> weaker;  ///< other readings of the same word
};

class EventFinder {
  public:
    EventFinder(const Document& document, Cast& cast, Calendar& calendar)
        : document_(document),
          pack_(*document.pack),
          cast_(cast),
          calendar_(calendar),
          matcher_(document),
          event_label_(pack_.label("event")) {}

    EventsFound run() {
        for (std::uint32_t s = 0; s < document_.sentences.size(); ++s) {
            if (document_.sentences[s].kind == LineKind::dateline) continue;
            read_sentence(s);
        }
        return std::move(found_);
    }

  private:
    void read_sentence(std::uint32_t number) {
        const Sentence& sentence = document_.sentences[number];
        sentence_ = number;
        std::vector<Candidate> candidates;
        objects_.clear();
        matcher_.within(sentence);
        matcher_.loose(true);
        for (std::uint32_t at = sentence.begin; at < sentence.end; ++at) {
            for_rules(pack_.events, at,
                      [&](const Rule& rule) { try_rule(rule, at, sentence, candidates); });
            // References later in the text look back at who was named.
            for (std::uint32_t i = document_.first_span[at]; i != kNoIndex;
                 i = document_.spans[i].next) {
                if (document_.spans[i].kind == pack_.known.delegation) cast_.resolve(i);
            }
        }
        keep_best(candidates);
        std::size_t kept = 0;
        for (const Candidate& candidate : candidates) {
            if (const Rule* by = negated_by(candidate, sentence)) {
                reject(candidate, RejectedFor::negative, by);
                continue;
            }
            Event event;
            if (!build_one(candidate, number, event)) continue;
            if (++kept > kMaxEventsInSentence) {
                reject(candidate, RejectedFor::cap);
                ++found_.capped_sentences;
                break;
            }
            set_modality(event, sentence);
            calendar_.date(event, sentence);
            cast_.note_event(event);
            found_.events.push_back(std::move(event));
        }
        for (std::uint32_t at = sentence.begin; at < sentence.end;
             ++at) {  // for "he" in the next sentence
            std::uint32_t span = document_.span_at(at, pack_.known.actor);
            if (span != kNoIndex) cast_.resolve(span);
        }
    }

    /// The event by the best reading, or by the next one where that has nobody act or somebody
    /// visit his own country: "A received B on the visit to C" tells only by the countries who
    /// visits.
    bool build_one(const Candidate& best, std::uint32_t sentence, Event& event) {
        auto why = build(best, sentence, event);
        if (!why) return true;
        if (why == RejectedFor::nobody) cast_.note_actor(event);
        reject(best, *why);
        for (const Candidate& other : best.weaker) {
            if (why != RejectedFor::own_country && why != RejectedFor::nobody) return false;
            event = Event();
            why = build(other, sentence, event);
            if (!why) return true;
        }
        return false;
    }

    void reject(const Candidate& candidate, RejectedFor why, const Rule* by = nullptr) {
        found_.rejected.push_back(
            {candidate.rule, by, why, sentence_, candidate.word_begin, candidate.word_end});
    }

    template <typename Try>
    void for_rules(const RuleSet& set, std::uint32_t at, Try attempt) {
        for_rules_at(document_, set, at, [&](std::uint32_t rule) { attempt(set.rules[rule]); });
    }

    void try_rule(const Rule& rule, std::uint32_t at, const Sentence& sentence,
                  std::vector<Candidate>& candidates) {
        Candidate candidate;
        candidate.rule = &rule;
        if (!matcher_.match(rule.pattern, at, candidate.match)) return;
        candidate.word_begin = at, candidate.word_end = at + 1;
        if (const Capture* word = candidate.match.find(event_label_))
            candidate.word_begin = word->begin, candidate.word_end = word->end;
        if (rule.pattern.subject >= 0 && !rule.pattern.again) {
            candidate.subject =
                subject_before(at, sentence, rule.pattern.nearest,
                               wanted_cases(rule.pattern, rule.pattern.subject_condition));
            if (candidate.subject == kNoIndex) return reject(candidate, RejectedFor::no_subject);
        }
        if (rule.pattern.next >= 0) {
            candidate.next = actor_after(candidate.match.end, sentence,
                                         wanted_cases(rule.pattern, rule.pattern.next_condition));
            if (candidate.next == kNoIndex) return reject(candidate, RejectedFor::no_actor);
        }
        for (const Capture& capture : candidate.match.captures) {
            if (capture.label == pack_.known.b && capture.begin >= candidate.word_end)
                objects_.emplace_back(capture.begin, capture.end);
        }
        candidates.push_back(std::move(candidate));
    }

    /// A preposition or a transitive verb stands right before the actor, or before the one it is
    /// joined to by "and".
    bool is_governed(std::uint32_t span, const Sentence& sentence) const {
        std::uint32_t begin = document_.spans[span].begin;
        for (std::uint32_t back = 1; back <= 5 && begin >= sentence.begin + back; ++back) {
            for (std::uint32_t i = document_.hits_begin[begin - back];
                 i < document_.hits_begin[begin - back + 1]; ++i) {
                const Hit& hit = document_.hits[i];
                if (hit.end != begin) continue;
                if (hit.list == pack_.known.governor) return true;
                if (hit.list == pack_.known.list_and && back < begin - sentence.begin) {
                    std::uint32_t other = actor_ending_at(begin - back, sentence);
                    if (other != kNoIndex) return is_governed(other, sentence);
                }
            }
        }
        return false;
    }

    /// Inside a circumstance ("at the session of the conference"): such an actor does nothing.
    bool is_circumstance(std::uint32_t span, const Sentence& sentence) const {
        const Span& actor = document_.spans[span];
        for (std::uint32_t at = actor.begin; at-- > sentence.begin && actor.begin - at < 12;) {
            std::uint32_t where = document_.span_at(at, pack_.known.where);
            if (where != kNoIndex && document_.spans[where].end >= actor.end) return true;
        }
        return false;
    }

    /// Met by an event before: "X received Y, Z and held talks with W" tells of X.
    bool is_object(std::uint32_t span) const {
        const Span& actor = document_.spans[span];
        return std::any_of(objects_.begin(), objects_.end(), [&](const auto& object) {
            return object.first <= actor.begin && actor.end <= object.second;
        });
    }

    std::uint32_t actor_ending_at(std::uint32_t end, const Sentence& sentence) const {
        for (std::uint32_t at = end; at-- > sentence.begin && end - at < 60;) {
            std::uint32_t span = document_.span_at(at, pack_.known.actor);
            if (span != kNoIndex) return document_.spans[span].end == end ? span : kNoIndex;
        }
        return kNoIndex;
    }

    /// The nearest actor to the left that nothing governs; with `any`, governed ones count too.
    /// "visited the ministry, where he met ...": the ministry is the place, not who acts.
    bool is_place_of_clause(std::uint32_t span) const {
        std::uint32_t next = document_.spans[span].end;
        if (next < document_.tokens.size() && document_.text_of(next, next + 1) == ",") ++next;
        return next < document_.tokens.size() && document_.hit_at(next, pack_.known.list_where);
    }

    std::uint32_t subject_before(std::uint32_t before, const Sentence& sentence, bool any,
                                 CaseSet cases) {
        for (std::uint32_t at = before; at-- > sentence.begin && before - at < kSubjectReach;) {
            if (document_.hit_at(at, pack_.known.barrier)) return kNoIndex;
            if (document_.hit_at(at, pack_.known.relative)) return antecedent(at, sentence);
            std::uint32_t span = document_.span_at(at, pack_.known.actor);
            if (span == kNoIndex || document_.spans[span].end > before ||
                (document_.spans[span].cases & cases) == 0 ||
                (!any && (is_object(span) || is_governed(span, sentence) ||
                          is_circumstance(span, sentence))) ||
                is_place_of_clause(span))
                continue;
            if (!cast_.resolve(span).actors.empty()) return span;
            // An office right before the verb: its holder acts, whoever that is.
            if (document_.capture(document_.spans[span], pack_.known.label_office) &&
                before - document_.spans[span].end <= kAdverbs)
                return kNoIndex;
        }
        return kNoIndex;
    }

    /// "told the president, who visited ...": the actor right before the relative word acts in its
    /// clause, whatever governs him in the one before.
    std::uint32_t antecedent(std::uint32_t relative, const Sentence& sentence) {
        std::uint32_t end = relative;
        if (end > sentence.begin && document_.text_of(end - 1, end) == ",") --end;
        std::uint32_t span = actor_ending_at(end, sentence);
        // "Weber, who is also chairman of ..., met": the relative word is part of the actor.
        for (std::uint32_t at = relative; span == kNoIndex && at-- > sentence.begin;) {
            std::uint32_t around = document_.span_at(at, pack_.known.actor);
            if (around == kNoIndex) continue;
            if (document_.spans[around].end > relative) span = around;
            break;
        }
        return span != kNoIndex && !cast_.resolve(span).actors.empty() ? span : kNoIndex;
    }

    std::uint32_t actor_after(std::uint32_t from, const Sentence& sentence, CaseSet cases) const {
        for (std::uint32_t at = from; at < sentence.end && at - from < kSubjectReach; ++at) {
            if (document_.hit_at(at, pack_.known.barrier)) return kNoIndex;
            if (document_.hit_at(at, pack_.known.list_pair)) return kNoIndex;
            std::uint32_t span = document_.span_at(at, pack_.known.actor);
            if (span == kNoIndex) continue;
            if ((document_.spans[span].cases & cases) != 0 && !is_governed(span, sentence) &&
                !is_circumstance(span, sentence))
                return span;
            at = document_.spans[span].end - 1;
        }
        return kNoIndex;
    }

    /// Of the rules that read one event word as one type, the one with the most slots, then the
    /// longest, then the first wins. Words that overlap ("official visit", "visit") are one.
    void keep_best(std::vector<Candidate>& candidates) {
        auto weight = [](const Candidate& c) {
            return std::tuple(
                c.match.captures.size() + (c.subject != kNoIndex) + (c.next != kNoIndex),
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

    /// The negative rule that covers the candidate's word, or null.
    const Rule* negated_by(const Candidate& candidate, const Sentence& sentence) {
        if (pack_.negatives.rules.empty()) return nullptr;
        std::uint32_t from =
            std::max(sentence.begin,
                     candidate.word_begin > kReachBack ? candidate.word_begin - kReachBack : 0);
        const Rule* by = nullptr;
        for (std::uint32_t at = from; at < candidate.word_end && !by; ++at) {
            for_rules(pack_.negatives, at, [&](const Rule& rule) {
                Match match;
                if (by || (!rule.group.empty() && rule.group != candidate.rule->group)) return;
                if (!matcher_.match(rule.pattern, at, match)) return;
                const Capture* own = match.find(event_label_);
                std::uint32_t begin = own ? own->begin : match.begin,
                              end = own ? own->end : match.end;
                if (begin <= candidate.word_begin && candidate.word_begin < end) by = &rule;
            });
        }
        return by;
    }

    void set_modality(Event& event, const Sentence& sentence) {
        matcher_.event(event.word_begin, event.word_end);
        std::uint32_t from = std::max(
            sentence.begin, event.word_begin > kReachBack ? event.word_begin - kReachBack : 0);
        for (std::uint32_t at = from; at <= event.word_begin; ++at) {
            for_rules(pack_.modalities, at, [&](const Rule& rule) {
                Match match;
                if (event.modality != "happened" || !matcher_.match(rule.pattern, at, match))
                    return;
                if (match.begin > event.word_begin || match.end < event.word_end) return;
                event.modality = rule.group;
                event.modality_rule = rule.name;
            });
        }
    }

    void add_parts(Event& event, const std::string& role, std::uint32_t begin, std::uint32_t end,
                   bool places) {
        // "Both ministers" are two, whatever "ministers" would stand for alone.
        const Hit* pair = document_.hit_at(begin, pack_.known.list_pair);
        bool pair_word = !places && pair && pair->end == end && event.parts.empty();
        if (pair_word && add_pair(event, role, begin, end)) return;
        bool any = false;
        for (std::uint32_t at = begin; at < end; ++at) {
            std::uint32_t span = kNoIndex;
            if (places) {
                span = document_.span_at(at, pack_.known.place);
                if (span == kNoIndex) span = document_.span_at(at, pack_.known.body);
            } else {
                span = document_.span_at(at, pack_.known.actor);
            }
            if (span == kNoIndex || document_.spans[span].end > end) continue;
            any = true;
            add_part(event, role, span);
            at = document_.spans[span].end - 1;
        }
        if (!places && !any) add_pair(event, role, begin, end);
    }

    bool add_pair(Event& event, const std::string& role, std::uint32_t begin, std::uint32_t end) {
        Resolved both = cast_.resolve_pair(begin, end);
        for (std::uint32_t actor : both.actors)
            event.parts.push_back({role, actor, begin, end, both.reason});
        return !both.actors.empty();
    }

    void add_part(Event& event, const std::string& role, std::uint32_t span) {
        Resolved resolved = cast_.resolve(span);
        if (resolved.actors.empty()) {
            std::vector<std::uint32_t> others;
            for (const Event::Part& part : event.parts) others.push_back(part.actor);
            if (!others.empty()) resolved = cast_.resolve_counterpart(span, others);
        }
        for (std::uint32_t actor : resolved.actors) {
            bool known = std::any_of(event.parts.begin(), event.parts.end(), [&](const auto& part) {
                return part.actor == actor && part.role == role;
            });
            if (!known)
                event.parts.push_back({role, actor, document_.spans[span].begin,
                                       document_.spans[span].end, resolved.reason});
        }
    }

    /// Fills the event's slots; why there is no event, where they stay empty.
    std::optional<RejectedFor> build(const Candidate& candidate, std::uint32_t sentence,
                                     Event& event) {
        const WellKnown& known = pack_.known;
        const Rule& rule = *candidate.rule;
        bool visit = rule.group == "VISITED";
        event.rule = &rule, event.sentence = sentence;
        event.word_begin = candidate.word_begin, event.word_end = candidate.word_end;
        event.begin = candidate.match.begin, event.end = candidate.match.end;
        auto role_of = [&](std::uint32_t label) -> std::string {
            if (label == known.ab) return "each";
            if (label == known.p) return "destination";
            if (label == known.a) return visit ? "visitor" : "a";
            return label == known.b ? "b" : "";
        };
        if (candidate.subject != kNoIndex)
            add_subject(event, role_of(static_cast<std::uint32_t>(rule.pattern.subject)),
                        candidate.subject, sentence);
        if (rule.pattern.again) {
            Resolved again = cast_.acted_before();
            if (again.actors.empty()) return RejectedFor::no_subject;
            event.parts.push_back({role_of(static_cast<std::uint32_t>(rule.pattern.subject)),
                                   again.actors.front(), candidate.word_begin, candidate.word_end,
                                   again.reason});
        }
        if (candidate.next != kNoIndex)
            add_part(event, role_of(static_cast<std::uint32_t>(rule.pattern.next)), candidate.next);
        for (const Capture& capture : candidate.match.captures) {
            std::string role = role_of(capture.label);
            if (!role.empty())
                add_parts(event, role, capture.begin, capture.end, role == "destination");
            if (capture.label == known.doc)
                event.document =
                    document_title(capture.begin, title_end(candidate, capture, sentence));
            if (capture.label == known.label_place) {
                std::uint32_t span = document_.span_at(capture.begin, known.place);
                if (span != kNoIndex) {
                    Resolved place = cast_.resolve(span);
                    if (!place.actors.empty()) event.place = place.actors.front();
                }
            }
        }
        if (auto told = attribute(rule.attributes, "confidence"); !told.empty())
            event.confidence = std::atoi(std::string(told).c_str());
        if (auto why = incomplete(event, visit)) return why;
        if (!is_public(event, visit)) return RejectedFor::private_side;
        return {};
    }

    /// A visitor in office, or one side of a meeting or signature: matches, readings and holidays
    /// are told in the same words.
    bool is_public(const Event& event, bool visit) const {
        return std::any_of(event.parts.begin(), event.parts.end(), [&](const Event::Part& part) {
            return (!visit || part.role == "visitor") && cast_.is_public(part.actor);
        });
    }

    /// "The minister of Poland, A, and B": the comma behind A closes what stands beside his office.
    std::uint32_t apposed_before(std::uint32_t end, const Sentence& sentence) const {
        auto is_comma = [&](std::uint32_t at) { return document_.text_of(at, at + 1) == ","; };
        if (end <= sentence.begin || !is_comma(end - 1)) return kNoIndex;
        std::uint32_t span = actor_ending_at(end - 1, sentence);
        if (span == kNoIndex) return kNoIndex;
        for (std::uint32_t at = document_.spans[span].begin; at < end - 1; ++at)
            if (is_comma(at)) return span;
        return kNoIndex;
    }

    /// The subject, with those it is joined to by "and" before it.
    void add_subject(Event& event, const std::string& role, std::uint32_t span,
                     std::uint32_t sentence) {
        add_part(event, role, span);
        std::uint32_t begin = document_.spans[span].begin;
        const Sentence& all = document_.sentences[sentence];
        bool joined = false;  // "A, B and C": behind the "and", commas join as well
        for (std::uint32_t at = begin; at > all.begin;) {
            const Hit* join = document_.hit_at(at - 1, pack_.known.list_and);
            bool comma = joined && document_.text_of(at - 1, at) == ",";
            if (!comma && (!join || join->end != at)) break;
            joined = true;
            std::uint32_t other = actor_ending_at(at - 1, all);
            if (other == kNoIndex) other = apposed_before(at - 1, all);
            if (other == kNoIndex) break;
            add_part(event, role, other);
            at = document_.spans[other].begin;
        }
    }

    /// Two sides, or a visitor and where to; nobody meets himself, nobody visits his own country.
    std::optional<RejectedFor> incomplete(Event& event, bool visit) const {
        auto has = [&](const std::string& role) {
            return std::count_if(event.parts.begin(), event.parts.end(),
                                 [&](const auto& part) { return part.role == role; });
        };
        if (visit) {
            bool at_home = false;
            std::erase_if(event.parts, [&](const Event::Part& part) {
                if (part.role != "destination") return false;
                const Actor& place = cast_.actor(part.actor);
                return std::any_of(
                    event.parts.begin(), event.parts.end(), [&](const Event::Part& visitor) {
                        const Actor& who = cast_.actor(visitor.actor);
                        bool own_country = place.label == "Place" && !place.country.empty() &&
                                           who.country == place.country &&
                                           pack_.countries.contains(place.country) &&
                                           pack_.countries.at(place.country).slug == place.key;
                        bool visits = visitor.role == "visitor";
                        at_home = at_home || (visits && own_country);
                        return visits && (visitor.actor == part.actor || own_country);
                    });
            });
            if (has("visitor") > 0 && has("destination") > 0) return {};
            return at_home ? RejectedFor::own_country : RejectedFor::nobody;
        }
        std::erase_if(event.parts, [&](const Event::Part& part) {
            return part.role == "b" &&
                   std::any_of(event.parts.begin(), event.parts.end(), [&](const auto& other) {
                       return other.role == "a" && other.actor == part.actor;
                   });
        });
        std::erase_if(event.parts, [&](const Event::Part& part) {
            return part.role != "visitor" && acts_for_other(part, event);
        });
        if ((has("a") > 0 && has("b") > 0) || has("each") > 1) return {};
        return RejectedFor::nobody;
    }

    /// Where a title must have ended: at the event's word or the next actor, if they stand behind.
    std::uint32_t title_end(const Candidate& candidate, const Capture& title,
                            std::uint32_t sentence) const {
        std::uint32_t end = document_.sentences[sentence].end;
        if (candidate.word_begin > title.begin) end = candidate.word_begin;
        for (const Capture& other : candidate.match.captures) {
            bool side = other.label == pack_.known.a || other.label == pack_.known.b ||
                        other.label == pack_.known.ab;
            if (side && other.begin > title.begin) end = std::min(end, other.begin);
        }
        return end;
    }

    /// A body meets nobody who holds an office in it: the person acts for it.
    bool acts_for_other(const Event::Part& body, const Event& event) const {
        if (cast_.actor(body.actor).label == "Official") return false;
        return std::any_of(event.parts.begin(), event.parts.end(), [&](const Event::Part& other) {
            return std::any_of(cast_.held().begin(), cast_.held().end(), [&](const Held& held) {
                return held.actor == other.actor && held.body == body.actor;
            });
        });
    }

    /// The title that begins here: up to the closing quote, else to the comma or the sentence's
    /// end.
    std::string document_title(std::uint32_t begin, std::uint32_t end) const {
        std::uint32_t stop = begin;
        while (stop < end) {
            std::string_view mark = document_.text_of(stop, stop + 1);
            bool closes = (mark == "," || mark == ";" || mark == ".") &&
                          (document_.tokens[stop].flags & kMark);
            if (closes && stop > begin) break;
            ++stop;
        }
        return std::string(document_.text_of(begin, stop));
    }

    const Document& document_;
    const Pack& pack_;
    Cast& cast_;
    Calendar& calendar_;
    Matcher matcher_;
    std::uint32_t event_label_;
    std::uint32_t sentence_ = 0;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> objects_;  ///< of the sentence, tokens
    EventsFound found_;
};

}  // namespace

std::string reason_of(const Rejected& rejected) {
    switch (rejected.why) {
        case RejectedFor::no_subject:
            return "nobody before it acts";
        case RejectedFor::no_actor:
            return "nobody behind it acts";
        case RejectedFor::better_rule:
            return "read by " + rejected.by->name;
        case RejectedFor::negative:
            return "ruled out by " + rejected.by->name;
        case RejectedFor::nobody:
            return "a side stands for nobody in the article, or both for one";
        case RejectedFor::own_country:
            return "nobody visits his own country";
        case RejectedFor::private_side:
            return "nobody in it is known to hold an office";
        case RejectedFor::cap:
            return "too many events in one sentence";
    }
    return {};
}

EventsFound find_events(const Document& document, Cast& cast, Calendar& calendar) {
    return EventFinder(document, cast, calendar).run();
}

}  // namespace parley::ingest
