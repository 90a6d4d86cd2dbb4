#pragma once
/// Event rules over the sentences: who met, signed, went.

#include <string>
#include <vector>

#include "ingest/dating.hpp"
#include "ingest/references.hpp"
#include "ingest/stages.hpp"

namespace parley::ingest {

/// Why a rule that matched gave no event.
enum class RejectedFor : std::uint8_t {
    no_subject,    ///< nobody to the left acts
    no_actor,      ///< nobody to the right acts
    better_rule,   ///< `by` reads the same word with more slots
    negative,      ///< `by` says that this is no such event
    nobody,        ///< a side is nobody whom the article tells apart, or both are one
    own_country,   ///< the visitor would be at home there
    private_side,  ///< nobody in it holds an office
    remote,        ///< who "they" are have only spoken by telephone
    cap,           ///< the sentence has too many events
};

struct Rejected {
    const Rule* rule;
    const Rule* by;  ///< the rule that won, or null
    RejectedFor why;
    std::uint32_t sentence;
    std::uint32_t begin, end;  ///< the event's word, tokens
};

/// In a few words, for people.
std::string reason_of(const Rejected& rejected);

struct EventsFound {
    std::vector<Event> events;
    std::vector<Rejected> rejected;  ///< in text order
    std::uint32_t capped_sentences = 0;
};

/// All events of the article, in text order. References are resolved and dates found on the way,
/// because both depend on what was told before.
EventsFound find_events(const Document& document, References& references, Calendar& calendar);

/// A visit told by a day gets the interval that another telling of the same visit gives.
void take_stays(std::vector<Event>& events);

/// A body no longer acts where a member whom the article names does the same with the same side.
void drop_stand_ins(std::vector<Event>& events, const Cast& cast);

}  // namespace parley::ingest
