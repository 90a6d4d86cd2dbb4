#pragma once
// How far apart two words sound.

#include "graph/names_phones.hpp"

namespace parley {

/// 0 (nothing in common) to 1 (the same sounds). Weighted edit distance: near sounds and vowels are
/// cheap. Gives 0 as soon as the result would be under `floor`. At most kMaxPhones squared steps.
double sound_similarity(const Phones& a, const Phones& b, double floor);

/// 0 (nothing in common) to 1 (the same sounds), where the second word is of a script that leaves
/// vowels out (is_abjad): vowels of the first that it does not write cost next to nothing, those
/// that it writes count. As sound_similarity otherwise.
double abjad_similarity(const Phones& a, const Phones& written, bool a_is_abjad, double floor);

}  // namespace parley
