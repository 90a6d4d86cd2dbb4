#pragma once
/// Base forms of inflected names. The declensions are the pack's (packs/README.md, "Declensions");
/// here is only the search: every word of a name has readings (base, gender, case), a name is the
/// cheapest choice in which all its words agree, and an article's mentions support each other.

#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ingest/pack_file.hpp"

namespace parley::ingest {

/// A set of cases, one bit each, in the order nom gen dat acc ins prep.
using CaseSet = std::uint8_t;
inline constexpr CaseSet kNominative = 1;
inline constexpr CaseSet kAllCases = 0x3F;
inline constexpr std::size_t kCaseCount = 6;
inline constexpr std::array<std::string_view, kCaseCount> kCaseNames = {"nom", "gen", "dat",
                                                                        "acc", "ins", "prep"};

/// "gen,acc" into a set; words that are no case are left out. Empty text is the empty set.
CaseSet cases_from(std::string_view text);
/// The inverse, in the order of kCaseNames.
std::string to_text(CaseSet cases);

/// 'm', 'f', 'n', 'p' (plural), or 0 where nothing tells.
using Gender = char;

/// Which declensions a word may follow.
enum class WordPart : std::uint8_t { given, patronymic, family, adjective };

/// One way to read one word.
struct WordReading {
    std::string base;
    Gender gender = 0;
    CaseSet cases = kAllCases;
    int cost = 0;  ///< tenths; 0 is a regular reading, a listed given name is below
};

/// A name as it stands in the text, with what its surroundings say about it.
struct NameMention {
    std::vector<std::string_view> words;
    CaseSet cases = kAllCases;  ///< those that an office or a preposition before it leaves open
    Gender gender = 0;          ///< from an honorific, else 0
};

/// What a mention is called when nobody does anything to it.
struct NameBase {
    std::vector<std::string> words;  ///< as many as the mention has
    Gender gender = 0;
    CaseSet cases = kAllCases;  ///< in which it may stand here
};

/// Reads a pack's sections `declension`, `letters`, `unlikely` and the list `given`. Immutable
/// afterwards.
class Inflection {
  public:
    Inflection() = default;

    /// Adds a section if it is one of ours (else does nothing). Throws PackError with file and
    /// line.
    void add(const PackSection& section);
    /// Adds a given name that costs less than an unknown word. `base` in any case of letters.
    void add_given(std::string_view base, Gender gender);

    /// No declension: names are taken as they stand.
    bool empty() const noexcept { return endings_.empty(); }

    /// Letters of the longest ending: what stands before stays in every base form.
    std::size_t longest_ending() const noexcept { return longest_; }

    /// All readings of a word, cheapest first; a word that follows no declension reads as itself.
    std::vector<WordReading> readings(std::string_view word, WordPart part) const;

    /// The base forms of one article's names, in the order of the mentions. Linear in their words
    /// times the readings of a word (at most a dozen).
    /// `known` tells whether a name in its base form is somebody's known beforehand: it is
    /// likelier.
    std::vector<NameBase> name_bases(std::span<const NameMention> mentions,
                                     const std::function<bool(std::string_view)>& known = {}) const;

    /// "Государственной" with a feminine head gives "Государственная". The word itself where no
    /// declension of that gender fits.
    /// Of several ("областный", "областной") the first that `known` says yes to, else the first.
    std::string adjective_base(std::string_view word, Gender head,
                               const std::function<bool(std::string_view)>& known = {}) const;

  private:
    struct Ending {
        std::u32string base;    ///< what replaces the ending in the nominative
        std::u32string before;  ///< letters of which one must stand before, empty: any
        WordPart part;
        Gender gender;
        CaseSet cases;
        int cost;
        bool whole;  ///< the ending is the whole word
    };

    struct Unlikely {
        std::u32string ending;
        WordPart part;
        int cost;
    };

    void add_declension(const PackSection& section);
    void add_unlikely(const PackSection& section);
    void add_line(const PackSection& section, const PackLine& line, WordPart part, Gender gender);
    /// Readings of the hyphenated parts of one of a mention's words.
    std::vector<std::vector<WordReading>> part_readings(const NameMention& mention,
                                                        std::size_t number) const;
    int unlikely_cost(std::u32string_view lowered, WordPart part) const;
    void collect(std::u32string_view word, std::u32string_view lowered, WordPart part,
                 std::vector<WordReading>& out) const;

    /// Looked up by a part of a word, without a copy of it.
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::u32string_view text) const {
            return std::hash<std::u32string_view>()(text);
        }
    };
    std::unordered_map<std::u32string, std::vector<Ending>, Hash, std::equal_to<>> endings_;
    std::unordered_map<std::string, std::u32string> letters_;
    std::vector<Unlikely> unlikely_;                 ///< endings that look like another case
    std::unordered_map<std::string, Gender> given_;  ///< lower case
    std::size_t longest_ = 0;                        ///< of the endings, in letters
};

}  // namespace parley::ingest
