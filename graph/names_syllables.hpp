#pragma once
// Names of languages whose names are made of few syllables, and which each other language spells by
// a table: Chinese in pinyin, Wade-Giles, Russian and Vietnamese; Korean; Vietnamese in Cyrillic
// letters. Compared syllable by syllable: a similar sound is another name.

#include "graph/names_tokens.hpp"

namespace parley {

/// Systems whose syllables all words of the name can be cut into: a bit for each SyllableSystem.
std::uint8_t syllable_systems(const NameTokens& name);

/// Why two names are the same syllables in two spellings, or null where they are not.
const char* same_syllables(const NameTokens& a, const NameTokens& b);

/// A family name of one syllable and one or two more, in one of these systems: two such names that
/// are not the same syllables are two names, however near they sound.
bool are_of_syllables(const NameTokens& a, const NameTokens& b);

/// In Cyrillic letters, and every word can be a Vietnamese one: "Ван" is then no particle.
bool may_spell_vietnamese(const NameTokens& name);

/// Two such names of three words or more that differ in one of them.
bool spell_others(const NameTokens& a, const NameTokens& b);

/// One name in Vietnamese, the other in Cyrillic letters, of equally many words.
bool is_vietnamese_and_cyrillic(const NameTokens& a, const NameTokens& b);

/// Keys under which a name's spellings meet: the readings of a Chinese or Korean family name, and
/// how the syllables of a name that may be Vietnamese begin and end. Few; none for most names.
std::vector<std::string> syllable_keys(const NameTokens& name);

/// Of such a pair: does every Cyrillic word spell the Vietnamese one? Where marks are left out, as
/// far as the letters tell.
bool spells_vietnamese(const NameTokens& a, const NameTokens& b);

}  // namespace parley
