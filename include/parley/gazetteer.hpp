#pragma once
/// Actors and places that news names so often that parley knows them beforehand: countries, cities,
/// parties, bodies, leaders, with their names in each language and a key that is one for all.

#include <filesystem>
#include <map>
#include <memory>
#include <parley/date.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace parley {

/// Keys are slugs of names in this language (ISO 639-1), whatever the articles are written in.
inline constexpr const char* kKeyLanguage = "en";

/// An office somebody held. `office` is one of the kinds in graph/gazetteer/offices.txt
/// ("president", "foreign-minister"); `of` is an ISO 3166-1 alpha-2 country, or a body's key.
struct GazetteerOffice {
    std::string office;
    std::string of;
    Day first;  ///< a year or month as written counts from its first day
    Day last;   ///< and to its last; open ends reach to 9999-12-31
    friend bool operator==(const GazetteerOffice&, const GazetteerOffice&) = default;
};

struct GazetteerEntry {
    std::string label;    ///< Official, Party, Body, Place
    std::string key;      ///< ASCII slug of the best-known English name: "moscow"
    std::string country;  ///< ISO 3166-1 alpha-2, or empty
    std::string gender;   ///< "f", "m", or empty
    std::string kind;     ///< the generic body or office that this is in its country, or empty
    /// Language ("vi", "de", "en", "ru", "fr", ...) to names, the usual one first. "*" holds for
    /// all languages in Latin script. Nominative; inflection is the reader's business.
    std::map<std::string, std::vector<std::string>> names;
    std::vector<GazetteerOffice> offices;
    /// Found by a family name alone, and by spellings that sound like it; false for who is not so
    /// well known: one of the listed names must be told in full.
    bool by_sound = true;
    std::string where;  ///< "leaders.txt:12"
};

/// One line of a gazetteer file, as Gazetteer::parse reads it under the head of the entry's label.
std::string to_line(const GazetteerEntry& entry);

/// Immutable once built; copies share. Safe to use from many threads.
class Gazetteer {
  public:
    /// What is built into the library; loaded at the first call (some 40 ms), then shared.
    static const Gazetteer& built_in();

    /// Reads the text of one file (format: graph/gazetteer/README.md). `file` is for messages.
    /// Throws PackError with file and line.
    static std::vector<GazetteerEntry> parse(std::string_view file, std::string_view text);

    explicit Gazetteer(std::vector<GazetteerEntry> entries);

    /// Parties, bodies, places, officials; countries are Places whose key country_key gives.
    const std::vector<GazetteerEntry>& entries() const;
    /// Generic bodies and offices, without a country: "ministry-of-defence", "president".
    const std::vector<GazetteerEntry>& kinds() const;

    /// Offices and their names, without a country: "prime-minister".
    const std::vector<GazetteerEntry>& offices() const;

    /// Null where there is none.
    const GazetteerEntry* find(std::string_view label, std::string_view key) const;
    /// Entries one of whose names folds (names.hpp) to `folded`; empty where there is none.
    std::vector<const GazetteerEntry*> named(std::string_view folded) const;
    /// Officials who held an office on a day; `of` as in GazetteerOffice.
    std::vector<const GazetteerEntry*> holders(std::string_view office, std::string_view of,
                                               Day day) const;

    /// "russia" for "RU"; empty for a code that is none.
    std::string country_key(std::string_view country) const;
    /// The key of a country's generic body: ("ministry-of-defence", "RU") gives
    /// "ministry-of-defence-of-russia"; where the country calls it otherwise, that body's key:
    /// ("ministry-of-foreign-affairs", "US") gives "united-states-department-of-state".
    std::string body_key(std::string_view kind, std::string_view country) const;
    /// What a generic kind means in a country, or null: ("capital", "SY") is Damascus.
    const GazetteerEntry* of_kind(std::string_view kind, std::string_view country) const;
    /// "Ministry of Defence of Russia": English name of a body_key, or empty. A ministry that no
    /// list names is called by its key: "ministry-of-sport" is a Ministry of Sport.
    std::string body_name(std::string_view kind, std::string_view country) const;

    /// What looks wrong, one line each: a name or key that two entries share, a country or office
    /// that is none, offices of a sole holder that overlap. Empty for a sound gazetteer.
    std::vector<std::string> check() const;

  private:
    void check_offices(std::vector<std::string>& wrong) const;

    struct Data;
    std::shared_ptr<const Data> data_;
};

/// The gazetteer with entries that a user adds. An entry of a known label and key adds its names
/// and offices to what is known, and its country and gender win.
Gazetteer with_known(const Gazetteer& gazetteer, const std::vector<GazetteerEntry>& entries);

class Graph;

/// What is built in, and what users added to this store.
Gazetteer gazetteer_of(const Graph& graph);

/// What was found in a file.
struct GazetteerFile {
    std::vector<GazetteerEntry> entries;
    std::vector<std::string> remarks;  ///< what was left out and why, one line each
};

/// Reads a file of people, parties and bodies: this gazetteer's own format (by its `origin =`),
/// Popolo JSON, FollowTheMoney JSON Lines, or CSV with a header (name, and any of label, key,
/// country, gender, is, aliases, name:LANGUAGE, office, of, from, to); told apart by content. An
/// entry that `known` has by name, label and country gets its key, so that it adds to it.
/// `country` is whose they are where the file does not say. Throws Error with file and line.
GazetteerFile read_gazetteer(const std::filesystem::path& file, const Gazetteer& known,
                             std::string_view country = {});

/// Keeps entries with the store; gives how many are new or changed. They win over what they change,
/// are taken in by Graph::unite, and take effect with refold().
std::uint64_t add_to_gazetteer(Graph& graph, const std::vector<GazetteerEntry>& entries);

}  // namespace parley
