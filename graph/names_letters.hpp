#pragma once
// What single letters fold to: Latin, Cyrillic, Greek and Armenian from a table made once.

#include <array>
#include <cstdint>
#include <string_view>

namespace parley {

/// What a letter becomes: up to seven ASCII letters.
struct FoldedLetter {
    std::array<char, 7> text{};
    std::uint8_t length = 0;
    enum Kind : std::uint8_t {
        gap,       ///< no letter: a word ends here
        nothing,   ///< a mark inside a word that a name can do without
        letters,   ///< `text`
        elsewhere  ///< a letter that the table cannot tell
    } kind = gap;
};

class LetterTable {
  public:
    /// All letters that have a place. Throws Error where ICU has no data.
    LetterTable();
    /// Null for letters without a place: those of other scripts.
    const FoldedLetter* find(char32_t letter) const {
        if (letter < kEnd) return &entries_[letter];
        if (letter < kAdditional || letter >= kAdditionalEnd) return nullptr;
        return &entries_[kEnd + (letter - kAdditional)];
    }

  private:
    /// Code points below kEnd, and Latin Extended Additional, have a place.
    static constexpr char32_t kEnd = 0x590, kAdditional = 0x1E00, kAdditionalEnd = 0x1F00;
    std::array<FoldedLetter, kEnd + (kAdditionalEnd - kAdditional)> entries_;
};

/// The one table. Thread-safe.
const LetterTable& letter_table();

/// Marks inside a word that a name can do without: d'Estaing, Kar'takov, middle dots, soft hyphens.
bool is_silent(char32_t letter);

}  // namespace parley
