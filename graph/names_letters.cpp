#include "graph/names_letters.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <parley/error.hpp>
#include <string>

namespace parley {
namespace {

/// Letters that decomposition does not take apart, lower case. Own knowledge.
struct Special {
    char32_t letter;
    std::string_view text;
};
constexpr Special kSpecials[] = {
    // Latin
    {0xDF, "ss"},
    {0xE6, "ae"},
    {0xF0, "d"},
    {0xF8, "o"},
    {0xFE, "th"},
    {0x111, "d"},
    {0x127, "h"},
    {0x131, "i"},
    {0x133, "ij"},
    {0x138, "k"},
    {0x142, "l"},
    {0x14B, "n"},
    {0x153, "oe"},
    {0x167, "t"},
    {0x180, "b"},
    {0x188, "c"},
    {0x192, "f"},
    {0x199, "k"},
    {0x19A, "l"},
    {0x1A1, "o"},
    {0x1B0, "u"},
    {0x1B4, "y"},
    {0x1B6, "z"},
    {0x1DD, "e"},
    {0x1E5, "g"},
    {0x225, "z"},
    {0x23C, "c"},
    {0x23F, "s"},
    {0x240, "z"},
    {0x253, "b"},
    {0x254, "o"},
    {0x256, "d"},
    {0x257, "d"},
    {0x259, "a"},
    {0x25B, "e"},
    {0x268, "i"},
    {0x26B, "l"},
    {0x272, "n"},
    {0x289, "u"},
    // Cyrillic, near to the spelling English-language news uses
    {0x430, "a"},
    {0x431, "b"},
    {0x432, "v"},
    {0x433, "g"},
    {0x434, "d"},
    {0x435, "e"},
    {0x436, "zh"},
    {0x437, "z"},
    {0x438, "i"},
    {0x439, "y"},
    {0x43A, "k"},
    {0x43B, "l"},
    {0x43C, "m"},
    {0x43D, "n"},
    {0x43E, "o"},
    {0x43F, "p"},
    {0x440, "r"},
    {0x441, "s"},
    {0x442, "t"},
    {0x443, "u"},
    {0x444, "f"},
    {0x445, "kh"},
    {0x446, "ts"},
    {0x447, "ch"},
    {0x448, "sh"},
    {0x449, "shch"},
    {0x44A, ""},
    {0x44B, "y"},
    {0x44C, ""},
    {0x44D, "e"},
    {0x44E, "yu"},
    {0x44F, "ya"},
    {0x450, "e"},
    {0x451, "e"},
    {0x452, "dj"},
    {0x453, "g"},
    {0x454, "ye"},
    {0x455, "dz"},
    {0x456, "i"},
    {0x457, "yi"},
    {0x458, "j"},
    {0x459, "lj"},
    {0x45A, "nj"},
    {0x45B, "c"},
    {0x45C, "k"},
    {0x45D, "i"},
    {0x45E, "u"},
    {0x45F, "dz"},
    {0x491, "g"},
    {0x493, "g"},
    {0x497, "j"},
    {0x499, "z"},
    {0x49B, "q"},
    {0x49D, "k"},
    {0x4A1, "q"},
    {0x4A3, "n"},
    {0x4A5, "ng"},
    {0x4AB, "s"},
    {0x4AF, "u"},
    {0x4B1, "u"},
    {0x4B3, "h"},
    {0x4B7, "j"},
    {0x4B9, "j"},
    {0x4BB, "h"},
    {0x4CF, ""},
    {0x4D9, "a"},
    {0x4E3, "i"},
    {0x4E9, "o"},
    {0x4EF, "u"},
    // Greek
    {0x3B1, "a"},
    {0x3B2, "v"},
    {0x3B3, "g"},
    {0x3B4, "d"},
    {0x3B5, "e"},
    {0x3B6, "z"},
    {0x3B7, "i"},
    {0x3B8, "th"},
    {0x3B9, "i"},
    {0x3BA, "k"},
    {0x3BB, "l"},
    {0x3BC, "m"},
    {0x3BD, "n"},
    {0x3BE, "x"},
    {0x3BF, "o"},
    {0x3C0, "p"},
    {0x3C1, "r"},
    {0x3C2, "s"},
    {0x3C3, "s"},
    {0x3C4, "t"},
    {0x3C5, "y"},
    {0x3C6, "f"},
    {0x3C7, "ch"},
    {0x3C8, "ps"},
    {0x3C9, "o"},
    // Armenian
    {0x561, "a"},
    {0x562, "b"},
    {0x563, "g"},
    {0x564, "d"},
    {0x565, "e"},
    {0x566, "z"},
    {0x567, "e"},
    {0x568, "e"},
    {0x569, "t"},
    {0x56A, "zh"},
    {0x56B, "i"},
    {0x56C, "l"},
    {0x56D, "kh"},
    {0x56E, "ts"},
    {0x56F, "k"},
    {0x570, "h"},
    {0x571, "dz"},
    {0x572, "gh"},
    {0x573, "ch"},
    {0x574, "m"},
    {0x575, "y"},
    {0x576, "n"},
    {0x577, "sh"},
    {0x578, "o"},
    {0x579, "ch"},
    {0x57A, "p"},
    {0x57B, "j"},
    {0x57C, "r"},
    {0x57D, "s"},
    {0x57E, "v"},
    {0x57F, "t"},
    {0x580, "r"},
    {0x581, "ts"},
    {0x582, "u"},
    {0x583, "p"},
    {0x584, "k"},
    {0x585, "o"},
    {0x586, "f"},
    {0x587, "ev"},
};

void set(FoldedLetter& entry, std::string_view text) {
    entry.kind = text.empty() ? FoldedLetter::nothing : FoldedLetter::letters;
    entry.length = static_cast<std::uint8_t>(text.size());
    std::copy(text.begin(), text.end(), entry.text.begin());
}

std::string_view special(char32_t lower, bool& found) {
    for (const auto& entry : kSpecials) {
        found = entry.letter == lower;
        if (found) return entry.text;
    }
    return {};
}

FoldedLetter entry_for(char32_t c, const icu::Normalizer2& nfkd) {
    FoldedLetter entry;
    if (is_silent(c)) {
        entry.kind = FoldedLetter::nothing;
        return entry;
    }
    auto code = static_cast<UChar32>(c);
    if (!u_isalnum(code)) return entry;
    UChar32 lower = u_tolower(code);
    bool found = false;
    std::string_view text = special(static_cast<char32_t>(lower), found);
    if (found) {
        set(entry, text);
        return entry;
    }
    icu::UnicodeString parts;
    if (!nfkd.getDecomposition(lower, parts)) parts = icu::UnicodeString(lower);
    std::string letters;
    for (std::int32_t i = 0; i < parts.length(); i = parts.moveIndex32(i, 1)) {
        auto part = static_cast<char32_t>(u_tolower(parts.char32At(i)));
        if (part < 0x80) {
            if (u_isalnum(static_cast<UChar32>(part))) letters += static_cast<char>(part);
        } else if (!is_silent(part)) {
            letters += special(part, found);
            if (!found) entry.kind = FoldedLetter::elsewhere;
        }
    }
    if (entry.kind != FoldedLetter::elsewhere && letters.size() <= entry.text.size())
        set(entry, letters);
    else
        entry.kind = FoldedLetter::elsewhere;
    return entry;
}

}  // namespace

LetterTable::LetterTable() {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfkd = icu::Normalizer2::getNFKDInstance(status);
    if (U_FAILURE(status)) throw Error("ICU has no normalisation data", "reinstall libicu");
    for (char32_t c = 0; c < kEnd; ++c) entries_[c] = entry_for(c, *nfkd);
    for (char32_t c = kAdditional; c < kAdditionalEnd; ++c)
        entries_[kEnd + (c - kAdditional)] = entry_for(c, *nfkd);
}

const LetterTable& letter_table() {
    static const LetterTable kTable;
    return kTable;
}

bool is_silent(char32_t c) {
    return c == '\'' || c == 0x60 || c == 0xB4 || c == 0xAD || c == 0xB7 || c == 0x2018 ||
           c == 0x2019 || c == 0x201B || c == 0x2032 || (c >= 0x2B0 && c <= 0x36F) ||
           (c >= 0x200B && c <= 0x200F) || c == 0xFEFF;
}

}  // namespace parley
