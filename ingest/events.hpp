#pragma once
/// Event rules over the sentences: who met, signed, went.

#include <vector>

#include "ingest/cast.hpp"
#include "ingest/dating.hpp"
#include "ingest/stages.hpp"

namespace parley::ingest {

struct EventsFound {
    std::vector<Event> events;
    std::uint32_t capped_sentences = 0;
};

/// All events of the article, in text order. References are resolved and dates found on the way,
/// because both depend on what was told before.
EventsFound find_events(const Document& document, Cast& cast, Calendar& calendar);

/// Claims of events and of offices held, with evidence in the original text.
std::vector<Claim> make_claims(const Document& document, const Article& article, const Cast& cast,
                               const std::vector<Event>& events);

}  // namespace parley::ingest
