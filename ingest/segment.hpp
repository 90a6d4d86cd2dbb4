#pragma once
/// Tokens: words, numbers, single marks.

#include <cstdint>
#include <string_view>
#include <vector>

namespace parley::ingest {

/// Half-open byte range of one token.
struct RawToken {
    std::uint32_t begin;
    std::uint32_t end;
    std::uint8_t flags;  ///< TokenFlag bits
};

enum TokenFlag : std::uint8_t {
    kCapital = 1,         ///< first letter is upper case
    kAllCaps = 2,         ///< more than one letter, all upper case
    kNumber = 4,          ///< digits only
    kMark = 8,            ///< a single character that is no letter or digit
    kGlued = 16,          ///< no space before it
    kNewline = 32,        ///< first token of a line
    kSmall = 64,          ///< a word that begins with no capital
    kInnerCapital = 128,  ///< a word of which not all is upper case has a capital behind its first
};

/// Splits clean text into tokens: a run of letters, a run of digits, or one other character.
/// Linear.
std::vector<RawToken> split_tokens(std::string_view text);
/// The same into a vector that is there already.
void split_tokens(std::string_view text, std::vector<RawToken>& tokens);

}  // namespace parley::ingest
