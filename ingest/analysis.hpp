#pragma once
/// Everything found in one article, for claims, `explain` and the checks of packs.

#include <optional>

#include "ingest/dating.hpp"
#include "ingest/events.hpp"
#include "ingest/references.hpp"
#include "ingest/stages.hpp"

namespace parley::ingest {

/// How much of an article is looked at.
enum class Look {
    at_all,      ///< every span, for `explain` and the checks of packs
    for_claims,  ///< what claims can come of: the same claims in less time
};

/// The stages run on construction, in the order of stages.hpp. Not movable: the parts point to each
/// other.
struct Analysis {
    /// What each rule costs is added to `costs`, if it is given.
    Analysis(const Article& article, const Pack& pack, Look look = Look::at_all,
             RuleCosts* costs = nullptr);
    Analysis(const Analysis&) = delete;
    Analysis& operator=(const Analysis&) = delete;

    Document document;
    std::optional<Calendar> calendar;
    std::optional<Cast> cast;
    std::optional<References> references;
    EventsFound found;
};

/// Claims of events and of offices held, with evidence in the original text.
std::vector<Claim> make_claims(const Article& article, const Analysis& analysis);

}  // namespace parley::ingest
