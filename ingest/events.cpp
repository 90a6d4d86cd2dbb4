// Event rules over an article: sentence by sentence, candidates become events.
#include "ingest/events.hpp"

#include <algorithm>
#include <optional>

#include "ingest/event_builder.hpp"

namespace parley::ingest {
namespace {

/// More events in one sentence are not news but noise; they are cut and counted.
constexpr std::size_t kMaxEventsInSentence = 40;
/// A first sentence in capitals with fewer tokens is the place and the agency.
constexpr std::uint32_t kShortestLead = 12;
/// A rule of so little confidence may read that people who telephoned have met.
constexpr int kMayTellOfCall = 70;

class EventFinder {
  public:
    EventFinder(const Document& document, References& references, Calendar& calendar)
        : document_(document),
          cast_(references.cast()),
          references_(references),
          calendar_(calendar),
          candidates_(document, references, found_.rejected),
          builder_(document, references) {}

    EventsFound run() {
        for (std::uint32_t s = 0; s < document_.sentences.size(); ++s) {
            if (document_.sentences[s].kind == LineKind::dateline) continue;
            read_sentence(s);
        }
        drop_remote_title();
        return std::move(found_);
    }

  private:
    void read_sentence(std::uint32_t number) {
        const Sentence& sentence = document_.sentences[number];
        const std::vector<Candidate> candidates = candidates_.find(number);
        std::size_t kept = 0;
        bool met = false;
        for (const Candidate& candidate : candidates) {
            if (const Rule* by = candidates_.negated_by(candidate, sentence)) {
                candidates_.reject(candidate, RejectedFor::negative, by);
                continue;
            }
            Event event;
            if (!build_one(candidate, sentence, number, event)) continue;
            if (is_remote(event)) {
                candidates_.reject(candidate, RejectedFor::remote);
                continue;
            }
            met = met || event.rule->group == "MET_WITH";
            if (++kept > kMaxEventsInSentence) {
                candidates_.reject(candidate, RejectedFor::cap);
                ++found_.capped_sentences;
                break;
            }
            candidates_.set_modality(event, sentence);
            calendar_.date(event, sentence);
            for (Event& one : builder_.by_side(std::move(event))) {
                // "Both sides" stay those who met.
                if (!joins(*one.rule)) references_.note_event(one);
                found_.events.push_back(std::move(one));
            }
        }
        // "A telephoned B. The two leaders discussed trade": that is no meeting either.
        if (met) {
            remote_ = false;
        } else if (document_.hit_in(sentence.begin, sentence.end, document_.pack->known.remote)) {
            remote_ = true;
            spoke_ = number;
        }
        // For "he" in the next sentence.
        std::vector<std::uint32_t> named;
        for (std::uint32_t at = sentence.begin; at < sentence.end; ++at) {
            std::uint32_t span = document_.span_at(at, document_.pack->known.actor);
            if (span == kNoIndex) continue;
            const Resolved who = references_.resolve(span);
            if (who.actors.empty()) references_.note_guest(span);
            named.insert(named.end(), who.actors.begin(), who.actors.end());
        }
        if (remote_ && spoke_ == number) drop_told_as_call(number, named);
    }

    /// "A discussed trade with B. A and B spoke by phone": that was the call.
    void drop_told_as_call(std::uint32_t call, const std::vector<std::uint32_t>& named) {
        std::erase_if(found_.events, [&](const Event& event) {
            return event.rule->group == "MET_WITH" && event.confidence <= kMayTellOfCall &&
                   event.sentence + 1 == call &&
                   document_.sentences[event.sentence].kind == LineKind::text &&
                   std::all_of(
                       event.parts.begin(), event.parts.end(), [&](const Event::Part& part) {
                           return std::find(named.begin(), named.end(), part.actor) != named.end();
                       });
        });
    }

    /// The event by the best reading, or by the next one where that has nobody act or somebody
    /// visit his own country: "A received B on the visit to C" tells only by the countries who
    /// visits.
    bool build_one(const Candidate& best, const Sentence& sentence, std::uint32_t number,
                   Event& event) {
        auto why = builder_.build(best, number, event);
        if (!why) return true;
        if (why == RejectedFor::nobody) references_.note_actor(event);
        candidates_.reject(best, *why);
        for (const Candidate& other : best.weaker) {
            if (why != RejectedFor::own_country && why != RejectedFor::nobody) return false;
            if (other.word_begin != best.word_begin && candidates_.negated_by(other, sentence))
                continue;
            event = Event();
            why = builder_.build(other, number, event);
            if (!why) return true;
        }
        return false;
    }

    /// "A and B discussed trade": the title leaves out that they did so by telephone, as the text
    /// begins, and nothing else tells of those two together.
    void drop_remote_title() {
        const auto& sentences = document_.sentences;
        const auto lead =
            std::find_if(sentences.begin(), sentences.end(), [&](const Sentence& sentence) {
                // "MOSCOW, 12 March — RIA Novosti." tells nothing yet.
                const bool agency = sentence.end - sentence.begin < kShortestLead &&
                                    (document_.tokens[sentence.begin].flags & kAllCaps) != 0;
                return sentence.kind == LineKind::text && !agency;
            });
        if (lead == sentences.end() ||
            !document_.hit_in(lead->begin, lead->end, document_.pack->known.remote))
            return;
        auto is_of_title = [&](const Event& event) {
            return event.rule->group == "MET_WITH" &&
                   sentences[event.sentence].kind == LineKind::title;
        };
        auto takes_part = [](const Event& event, std::uint32_t actor) {
            return std::any_of(event.parts.begin(), event.parts.end(),
                               [&](const Event::Part& part) { return part.actor == actor; });
        };
        auto told_again = [&](const Event& title) {
            return std::any_of(found_.events.begin(), found_.events.end(), [&](const Event& other) {
                if (other.rule->group != "MET_WITH" || is_of_title(other)) return false;
                return std::count_if(title.parts.begin(), title.parts.end(),
                                     [&](const Event::Part& part) {
                                         return takes_part(other, part.actor);
                                     }) > 1;
            });
        };
        std::vector<bool> gone;
        for (const Event& event : found_.events)
            gone.push_back(is_of_title(event) && !told_again(event));
        std::size_t at = 0;
        std::erase_if(found_.events, [&](const Event&) { return gone[at++]; });
    }

    /// Who has only telephoned meets nobody by "the two discussed", nor by a verb that may tell of
    /// the call again ("A and B discussed trade").
    bool is_remote(const Event& event) const {
        if (!remote_ || event.rule->group != "MET_WITH") return false;
        if (names_nobody(event)) return true;
        return event.confidence <= kMayTellOfCall &&
               std::all_of(event.parts.begin(), event.parts.end(), [&](const Event::Part& part) {
                   return document_.sentence_at(cast_.members()[part.actor].first_token) <= spoke_;
               });
    }

    /// All take part by one mention: "both sides", "they".
    static bool names_nobody(const Event& event) {
        return std::all_of(event.parts.begin(), event.parts.end(), [&](const Event::Part& part) {
            return part.begin == event.parts.front().begin && !part.reason.empty();
        });
    }

    const Document& document_;
    const Cast& cast_;
    References& references_;
    Calendar& calendar_;
    bool remote_ = false;      ///< the last that anybody did together was to telephone,
    std::uint32_t spoke_ = 0;  ///< in this sentence
    EventsFound found_;
    CandidateFinder candidates_;
    EventBuilder builder_;
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
        case RejectedFor::remote:
            return "they have only spoken by telephone";
        case RejectedFor::cap:
            return "too many events in one sentence";
    }
    return {};
}

EventsFound find_events(const Document& document, References& references, Calendar& calendar) {
    return EventFinder(document, references, calendar).run();
}

}  // namespace parley::ingest
