#pragma once
// A name cut into tokens, each with what comparison needs to know about it.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "graph/names_phones.hpp"

namespace parley {

/// Names longer than this are compared by their first tokens and by their folded rest.
inline constexpr std::size_t kMaxTokens = 10;

enum class TokenKind : std::uint8_t { word, initial, particle, addition };

struct NameToken {
    std::string text;    ///< as written, hyphens inside a spelled-out word left out
    std::string folded;  ///< one word, see fold_name
    Phones phones;
    TokenKind kind = TokenKind::word;
    bool is_abjad = false;  ///< Hebrew or Arabic: short vowels are not written
};

struct NameTokens {
    std::vector<NameToken> tokens;
    bool is_vietnamese = false;  ///< two or more words, all of them syllables Vietnamese can write
    bool has_marks = false;      ///< something in it is not ASCII; in Vietnamese: its tones stand
    bool is_latin = true;        ///< no letter of another script
    bool is_syllabic = false;    ///< in Han, Hangul or kana: one character, one syllable
    std::uint8_t systems = 0;    ///< of syllables it can be cut into (names_syllables.hpp), as bits
    bool is_cut = false;         ///< there were more than kMaxTokens
};

/// "Kay Rala Xa-na-na Gu-xmao" gives Kay, Rala, Xanana, Guxmao: a hyphen before a small letter
/// joins the syllables of a name spelled out, one before a capital parts a double name.
NameTokens cut_name(std::string_view name);

/// The score that compare_names gives, without its steps: for names compared again and again.
double name_similarity(const NameTokens& a, const NameTokens& b);

}  // namespace parley
