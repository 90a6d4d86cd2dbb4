#pragma once
// The resolver's inside: clusters of profiles, what speaks against joining two of them, and the
// steps that join them. Steps run from sure to less sure; each has rules with ids, kept in the
// decisions.

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "graph/resolve.hpp"

namespace parley::resolving {

using Index = std::uint32_t;

// Ids of rules that join ...
inline constexpr const char* kSameKey = "same-key";            ///< the gazetteer's key
inline constexpr const char* kSameName = "same-name";          ///< equal full name, nothing against
inline constexpr const char* kSameSpelling = "same-spelling";  ///< sounds alike in all its words
inline constexpr const char* kSameReading = "same-reading";    ///< Sino-Vietnamese and pinyin
inline constexpr const char* kShortName = "short-name";        ///< only one actor fits a short name
inline constexpr const char* kSameWords = "same-words";        ///< told in the same words
inline constexpr const char* kAlias = "alias";                 ///< a person said so
// ... and of rules that part.
inline constexpr const char* kOtherKey = "other-key";
inline constexpr const char* kOtherCountry = "other-country";
inline constexpr const char* kOtherGender = "other-gender";
inline constexpr const char* kOtherMarks = "other-marks";  ///< Vietnamese tones and vowels
inline constexpr const char* kOfficesOverlap = "offices-overlap";
inline constexpr const char* kKeptApart = "kept-apart";  ///< a person said so
inline constexpr const char* kNamesNear = "names-near";  ///< alike, and not alike enough
inline constexpr const char* kAmbiguous = "ambiguous";   ///< fits two that are not one

/// When somebody was seen in a role at a body.
struct Held {
    std::string role, body;
    Day first, last;
};

/// One side of a KeptApart, by the number of it.
struct ApartSide {
    std::uint32_t number;
    bool is_left;
    friend auto operator<=>(const ApartSide&, const ApartSide&) = default;
};

/// Profiles taken for one actor so far, and what they say together.
struct Cluster {
    std::string label;
    std::set<std::string> countries, genders, names, folded;  ///< names: of profiles, as written
    /// Names with Vietnamese marks, under the same names folded.
    std::map<std::string, std::set<std::string>> marked;
    std::vector<Held> held;
    std::set<ApartSide> apart;
    std::string key;
    bool is_known = false;  ///< holds a gazetteer entry
};

/// All profiles, then the gazetteer's officials as profiles of their own, in clusters.
class Clusters {
  public:
    Clusters(std::span<const Profile> profiles, const Gazetteer& gazetteer, const Told& told);

    const Profile& profile(Index i) const { return profiles_[i]; }
    std::size_t size() const { return profiles_.size(); }
    std::size_t given() const { return given_; }  ///< profiles that came from claims
    /// The smallest index among the profiles of its cluster.
    Index root(Index i);
    Cluster& of(Index i) { return clusters_[root(i)]; }

    /// The rule against joining two clusters, or none. Exact: their full names are equal.
    const char* against(Cluster& a, Cluster& b, bool exact) const;
    /// Joins unless something speaks against it; keeps the decision either way.
    bool join(Index a, Index b, const char* rule, const std::string& detail, bool exact,
              double score = 1);
    void decline(Index a, Index b, const char* rule, const std::string& detail, double score);

    Resolution take();

  private:
    void record(Index a, Index b, bool same, const char* rule, const std::string& detail,
                double score);
    void mark_kept_apart();
    bool is_kept_apart(const Cluster& a, const Cluster& b) const;

    std::vector<Profile> profiles_;
    std::size_t given_;
    std::vector<Index> parent_;
    std::vector<Cluster> clusters_;
    std::vector<KeptApart> kept_apart_;
    std::vector<Decision> decisions_;
};

/// What the gazetteer says about parties, bodies and places.
class Known {
  public:
    explicit Known(const Gazetteer& gazetteer);
    ~Known();
    /// The key that the profile's name and country give; empty where they give none or several.
    /// Understands "Parliament of the Republic of Moldova".
    std::string key(const Profile& profile);

  private:
    struct Data;
    std::unique_ptr<Data> data_;
};

/// Words of a full name: a single word is a family name, or a given one, and names many.
bool is_full_name(std::string_view folded);

// The steps, in the order in which resolve() takes them.
void join_same_words(Clusters& clusters);
void join_same_key(Clusters& clusters);
void join_same_name(Clusters& clusters);
void join_aliases(Clusters& clusters, std::span<const Alias> aliases);
void join_spellings(Clusters& clusters);
void join_short_names(Clusters& clusters);

}  // namespace parley::resolving
