#pragma once
// The sound of a word as any of the romanisations may have meant it. Zhukov, Joukov, Schukow and
// Żukow differ in letters and hardly in phones; what a letter leaves open ("j", "c", "x", "ch")
// stays open as a phone that lies near all of its readings.

#include <array>
#include <cstdint>
#include <string_view>

namespace parley {

/// At most this many phones of a word are kept: longer words differ earlier or not at all.
inline constexpr std::size_t kMaxPhones = 32;

struct Phones {
    std::array<char, kMaxPhones> sounds{};
    std::uint8_t count = 0;
    std::string_view view() const { return {sounds.data(), count}; }
};

/// Sounds of one word, in any script that fold_name reads; diacritics that tell sounds apart
/// (š, ç, ż, ğ) are heard. Linear in the word.
Phones phones_of(std::string_view word);

/// Scripts that leave short vowels out: Hebrew, Arabic.
bool is_abjad(std::string_view word);

}  // namespace parley
