#pragma once
// What the steps of the fold hand to each other: strings as numbers, events, actors of articles.
// Inside graph/fold*.cpp only; the outside sees graph/fold.hpp.

#include <deque>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "graph/fold.hpp"
#include "graph/ledger.hpp"

namespace parley::folding {

using Index = std::uint32_t;

/// Each string once, known by its number. Views stay valid while the table lives.
class Strings {
  public:
    Index add(std::string_view text) {
        auto found = numbers_.find(text);
        if (found != numbers_.end()) return found->second;
        texts_.emplace_back(text);
        auto number = static_cast<Index>(texts_.size() - 1);
        numbers_.emplace(texts_.back(), number);
        return number;
    }
    std::string_view operator[](Index number) const { return texts_[number]; }
    std::size_t size() const { return texts_.size(); }

  private:
    std::deque<std::string> texts_;
    std::unordered_map<std::string_view, Index> numbers_;
};

/// One participant of one claim.
struct Part {
    Index role;
    Index number;     ///< of the actor, within its article
    Index raw;        ///< of the actor's description, in Collected::descriptions
    Index actor = 0;  ///< of the article's actor; set by gather_actors
};

/// One claim, without its texts.
struct Event {
    Index article;
    std::uint32_t ordinal;
    Index type;
    bool happened;
    std::uint8_t confidence;
    Index date;
    std::uint32_t start;                 ///< of the evidence
    Index first_part, end_part;          ///< into Collected::parts
    Index first_property, end_property;  ///< into Collected::properties
};

struct Collected {
    Strings strings;
    std::vector<Actor> descriptions;  ///< distinct actors as claims give them, number left out
    std::unordered_map<std::string, Index> description_numbers;
    std::vector<Part> parts;
    std::vector<std::pair<Index, Index>> properties;
    std::vector<Event> events;
};

/// One article's actor for every (article, number, label, name), with the profile it shows.
struct Gathered {
    std::vector<Index> profile_of_actor;
    std::vector<ActorSighting> sightings;  ///< of each actor
    std::vector<Profile> profiles;         ///< sorted, distinct
};

/// Sets Part::actor. Sightings that the ledger pins have a profile of their own.
Gathered gather_actors(Collected& collected, const Ledger& ledger);

/// Names, keys and ids of the actors that `resolution` found; sorted by id. What people merged is
/// written into `resolution`.
std::vector<FoldedNode> make_nodes(const std::vector<Profile>& profiles, Resolution& resolution,
                                   const Ledger& ledger, const Gazetteer& gazetteer);

struct Edges {
    std::vector<FoldedEdge> edges;
    std::uint64_t without_edge = 0;
    std::uint64_t rejected = 0;  ///< claims of which people rejected some pair of ends
};

/// `node_of_actor` leads from Part::actor to a node. What people rejected makes no edge.
Edges make_edges(const Collected& collected, const std::vector<Index>& node_of_actor,
                 const std::vector<FoldedNode>& nodes, const Ledger& ledger);

/// Distinct dates of claims with the same type and ends, put together where they can be one event.
/// Gives for every date the number of its group; groups count from 0. `lasting`: the event takes
/// several days, so an interval takes up the days inside it.
struct DateGroups {
    std::vector<Index> group_of_date;
    std::vector<Date> date_of_group;  ///< the sharpest; where the event lasts, its interval
};
DateGroups group_dates(const std::vector<Date>& dates, bool lasting);

}  // namespace parley::folding
