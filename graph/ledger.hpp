#pragma once
// What people decided, read from assertions: who is one actor and who is not, other names, edges
// that are wrong, actors known beforehand. Assertions are a set: stores that are merged unite them,
// and an undo is one more.
//
// An actor is named in an assertion by a *sighting*, "Official|Gennadi Sjuganow|article-17": the
// actor whom that article calls so. Articles do not change, so a sighting means the same actor
// after a rebuild and in every store that has the article, while the ids of nodes follow the names
// that most articles use. An id ("o:gennadi-sjuganow") is understood too.

#include <map>
#include <optional>
#include <parley/gazetteer.hpp>
#include <parley/graph.hpp>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "graph/resolve.hpp"

namespace parley {

/// An actor as one article calls it.
struct Sighting {
    std::string label, name, article;
};
std::string to_text(const Sighting& sighting);
/// None where the text is something else: an id, a name.
std::optional<Sighting> sighting_of(std::string_view text);
/// How the resolver knows a sighting: the text with its name folded.
std::string pin_of(const Sighting& sighting);

/// One pair of ends of a claim, as an assertion names it: the claim's place in its article's text
/// stays, its number does not survive better rules.
struct ClaimEnds {
    std::string type, one, other;  ///< names in the article; order does not matter
    std::uint32_t start;           ///< of the evidence
    std::string article;
};
std::string to_text(const ClaimEnds& ends);

/// Arguments by kind; ACTOR is a sighting or an id, TERM a sighting or a name:
///   merge      ACTOR ACTOR           the two are one actor, under the first one's id
///   different  LABEL TERM... | TERM...   actors on the two sides are never one; "*" stands for all
///                                    others
///   alias      ACTOR NAME            the actor has this name too
///   reject     EDGE CLAIM-ENDS...    the edge (its id in fold.hpp) is wrong, and what these say
///   known      LABEL LINE            a line of a gazetteer file under [LABEL]
///   undo       ASSERTION             assertion_id of what no longer holds
struct Ledger {
    struct Merge {
        std::string into, from;
        std::string time;
    };
    std::vector<Merge> merges;
    Told told;
    std::multimap<std::string, std::string> aliases;  ///< ACTOR to name
    std::set<std::string> rejected_edges;
    std::set<std::string> rejected_ends;      ///< ClaimEnds as text
    std::set<std::string> rejected_articles;  ///< that those are of
    std::set<std::string> pins;
    std::set<std::string> pinned_articles;
    std::vector<GazetteerEntry> known;
};

/// "2024-05-03T10:11:12.123456Z": to the microsecond, so that two decisions have an order.
std::string time_now();

/// 16 hexadecimal digits that the assertion's kind, arguments and time give; its note does not
/// count.
std::string assertion_id(const Assertion& assertion);

/// Throws Error that says what is wrong with an assertion, before it is stored.
void check_assertion(const Assertion& assertion);

/// What still holds, in order of time: not undone, or the undo is undone. Undos are left out.
std::vector<Assertion> holding(std::span<const Assertion> assertions);

/// Assertions of unknown kinds, of newer programs, are passed by.
Ledger read_ledger(std::span<const Assertion> assertions);

}  // namespace parley
