#pragma once
// Which sightings of actors in different articles are one actor. Sees only what the claims say and
// what the gazetteer knows, so the answer depends on the set of claims and on nothing else.

#include <cstdint>
#include <map>
#include <parley/gazetteer.hpp>
#include <parley/graph.hpp>
#include <span>
#include <string>
#include <vector>

namespace parley {

/// An office that an article gives an actor.
struct Office {
    std::string role;   ///< folded title
    std::string title;  ///< as written
    std::string body;   ///< folded name or gazetteer key of the body
    Date date;
    friend auto operator<=>(const Office&, const Office&) = default;
};

/// All that claims say about an actor in the same words: equal profiles are one profile, whatever
/// the number of articles. Strings are sorted and without doubles.
struct Profile {
    std::string label;
    std::string name;
    std::vector<std::string> names;
    std::string key;
    std::string country;
    std::string gender;
    std::vector<Office> offices;
    std::uint32_t sightings = 0;  ///< claims' participants with this profile
    /// A sighting (ledger.hpp) that a person spoke of: its profile is kept by itself. Mostly empty.
    std::string pin{};
};

/// Why two profiles are one actor, or why they are not although their names are near.
struct Decision {
    std::uint32_t left;  ///< index of a profile, less than `right`
    std::uint32_t right;
    bool same;
    std::string rule;    ///< an id of resolve_rules.hpp: "same-key", "other-country"
    std::string detail;  ///< the words that decided
    double score = 1;    ///< how alike the names are, 0..1
};

struct Resolution {
    /// For every profile the smallest index of a profile of its actor.
    std::vector<std::uint32_t> actor;
    /// For every profile the gazetteer's key of its actor, or the claims' own, or empty.
    std::vector<std::string> key;
    /// Sorted by left, right, rule. Pairs that differ are told only where their names are near.
    std::vector<Decision> decisions;
};

/// Actors that a person says are not one. A side is a set of folded names and of pins.
struct KeptApart {
    std::string label;
    std::vector<std::string> left, right;
    bool from_all = false;  ///< `left` is apart from every other actor; `right` is then empty
    std::string time;       ///< when it was said: a merge that is said later wins
};

/// A name that a person says an actor has.
struct Alias {
    std::string pin;  ///< of the actor
    std::string name;
};

/// What people decided, as far as it bears on who is who before nodes are named.
struct Told {
    std::vector<KeptApart> kept_apart;
    std::vector<Alias> aliases;
};

/// Profiles must be sorted (profile_less) and distinct. Near-linear: profiles are compared inside
/// blocks of equal or near names only. Deterministic.
Resolution resolve(std::span<const Profile> profiles, const Gazetteer& gazetteer,
                   const Told& told = {});

bool profile_less(const Profile& a, const Profile& b);

}  // namespace parley
