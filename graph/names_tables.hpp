#pragma once
// What names mean beyond their letters: short forms, particles, Sino-Vietnamese readings. Tables of
// our own knowledge, kept as text in graph/names/*.txt and built into the library.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace parley {

/// Groups of given names that stand for each other (Dick, Richard; Volodymyr, Vladimir) which a
/// folded word belongs to; empty for most words. Sorted.
const std::vector<std::uint16_t>& given_name_groups(std::string_view folded);

/// "von", "de", "al", "bin": a name is the same with or without it.
bool is_particle(std::string_view folded);

/// "jr", "iii", "dr", "sir": says nothing about who it is, or comes and goes.
bool is_addition(std::string_view folded);

/// "of the Socialist Republic of": may stand between a body's kind and its country.
bool is_between(std::string_view folded);

/// A folded Vietnamese syllable, as a reading of a Chinese character, and a folded pinyin syllable:
/// can they be one character? "tap" and "xi".
bool is_sino_reading(std::string_view vietnamese, std::string_view pinyin);

/// All pinyin syllables of the characters that a folded Vietnamese syllable reads; sorted.
std::vector<std::string> sino_readings(std::string_view vietnamese);

/// Syllables that several spellings write: by number, sorted.
enum class SyllableSystem : std::uint8_t { chinese, korean };
using SyllableIds = std::vector<std::uint16_t>;
/// The syllables that a folded Latin spelling, or a Cyrillic one (small Russian letters, е for э),
/// can stand for; null where it stands for none.
const SyllableIds* syllable_ids(SyllableSystem system, std::string_view spelling);
/// Those of a folded Vietnamese syllable that reads a Chinese character.
const SyllableIds* sino_ids(SyllableSystem system, std::string_view vietnamese);

/// A syllable that Vietnamese can write, folded.
bool is_vietnamese_syllable(std::string_view folded);
/// One that Vietnamese writes with a tone wherever it begins a name, or stands inside one.
bool has_tone_in_front(std::string_view folded);
bool has_tone_inside(std::string_view folded);
bool is_pinyin_syllable(std::string_view folded);

}  // namespace parley
