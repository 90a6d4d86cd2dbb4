#pragma once
/// Code points, case and nearness of words, for the lexer, string functions and hints.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace parley::query {

struct CodePoint {
    char32_t value;
    std::uint32_t bytes;  ///< 1..4
};

/// The code point at a byte offset; ill-formed bytes stand for themselves, 0 at the end.
CodePoint code_point_at(std::string_view text, std::size_t at);
void append_utf8(std::string& out, char32_t value);
/// Number of code points.
std::size_t code_points(std::string_view text);
/// Byte offset of a code point index; the size of the text where it is beyond.
std::size_t byte_of(std::string_view text, std::size_t index);

/// ASCII only.
bool equal_ignoring_case(std::string_view a, std::string_view b);
std::string ascii_upper(std::string_view text);
std::string ascii_lower(std::string_view text);

/// The candidate nearest to a word: at most 2 edits (1 where the word has fewer than 4 letters),
/// ignoring case; empty where none is.
std::string nearest_word(std::string_view word, std::span<const std::string> candidates);

}  // namespace parley::query
