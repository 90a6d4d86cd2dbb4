#pragma once
/// What one article says, as event records. Claims are the truth; nodes and edges are a fold over
/// them (graph/README.md).

#include <cstdint>
#include <map>
#include <parley/date.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace parley {

/// An actor or place as one article knows it. Actors with the same `number` in one article are the
/// same; whether actors of different articles are the same is decided after all claims are in.
struct Actor {
    std::uint32_t number = 0;
    std::string label;               ///< Official, Party, Body or Place
    std::string name;                ///< fullest name in the article, base form
    std::vector<std::string> names;  ///< every spelling in the article, `name` included; sorted
    std::string key;                 ///< gazetteer key ("hanoi"), or empty
    std::string country;             ///< ISO 3166-1 alpha-2 of whom they act for, or empty
    std::string gender;              ///< "f", "m" from an honorific or pronoun, or empty
    friend bool operator==(const Actor&, const Actor&) = default;
};

/// One actor's part in an event.
struct Participant {
    /// MET_WITH, SIGNED: "a" and "b" are the two sides (each a with each b), "each" met all others.
    /// VISITED: "visitor", "destination". HOLDS: "holder", "body".
    std::string role;
    Actor actor;
    std::string mention;  ///< the words that stand for the actor in the sentence ("ông Vượng")
    std::string reason;   ///< how the mention was resolved, empty where the full name stands there
    friend bool operator==(const Participant&, const Participant&) = default;
};

/// Words of the evidence sentence that filled a slot, for highlighting.
struct Mark {
    std::uint32_t start = 0;  ///< code points into the article's text as ingested
    std::uint32_t end = 0;
    std::string slot;  ///< a participant's role, "event", "date", "document", "place"
    friend bool operator==(const Mark&, const Mark&) = default;
};

/// The sentence that says so. `start`..`end` are code points into the article's text as ingested
/// (before any normalisation), half-open, and hold exactly `sentence`.
struct Evidence {
    std::string sentence;
    std::uint32_t start = 0;
    std::uint32_t end = 0;
    std::vector<Mark> marks;
    friend bool operator==(const Evidence&, const Evidence&) = default;
};

/// One event record. Immutable once stored; all of its slots come from one clause or from a
/// reference whose reason is kept. Only `modality == "happened"` makes an edge by default.
struct Claim {
    std::string article;        ///< article id: the file's stem, or the url
    std::uint32_t ordinal = 0;  ///< unique within the article, in text order
    std::string language;       ///< BCP 47: "vi"
    std::string type;           ///< MET_WITH, SIGNED, VISITED, HOLDS
    std::string modality =
        "happened";  ///< or planned, invited, cancelled, denied, wished, hypothetical
    std::vector<Participant> participants;
    Date date;
    std::vector<std::string> date_reasons;  ///< how each part of the date was found; never empty
    std::map<std::string, std::string> properties;  ///< role, document, place, ...
    Evidence evidence;
    std::string rule;             ///< "vi/met-talks"
    std::uint8_t confidence = 0;  ///< percent, from rule and references
    friend bool operator==(const Claim&, const Claim&) = default;
};

/// One canonical JSON line without a line feed: keys sorted, empty members left out.
/// Equal claims give equal bytes.
std::string to_json(const Claim& claim);

/// The inverse. Throws Error that names the member where the text is not a claim.
Claim claim_from_json(std::string_view line);

}  // namespace parley
