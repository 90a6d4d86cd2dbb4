#pragma once
/// Characters: what they are, how they fold, and an article's text cleaned for reading with the way
/// back to where each byte came from.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace parley::ingest {

bool is_valid_utf8(std::string_view text);

/// Reads the code point at `at` and moves `at` behind it. `text` must be valid UTF-8.
char32_t next_code_point(std::string_view text, std::size_t& at);
void append_utf8(std::string& out, char32_t c);

enum class Letter : std::uint8_t { other, space, digit, upper, lower, caseless, mark };
/// The class of a character; a table look-up.
Letter letter_of(char32_t c);
inline bool is_word(Letter letter) { return letter >= Letter::digit; }
char32_t to_lower(char32_t c);
char32_t to_upper(char32_t c);

/// Lower case of valid UTF-8.
std::string lower(std::string_view text);

/// NFC, runs of combining marks cut at 30 (normalising longer ones is quadratic). Valid UTF-8 only.
std::string normalise(std::string_view text);

/// An article's text as the stages read it: NFC, one kind of space, zero-width characters gone,
/// look-alike letters of another script inside a word put right.
struct CleanText {
    std::string text;
    /// Pieces in which clean bytes and original code points run in step, sorted; the last one is a
    /// sentinel at the end.
    struct Step {
        std::uint32_t clean;     ///< byte offset into `text`
        std::uint32_t original;  ///< code point offset into the original
        std::uint32_t byte;      ///< byte offset into the original
    };
    std::vector<Step> steps;
};

/// Linear in the text.
CleanText clean(std::string_view original);

/// Where a clean byte offset lies in the original. `steps` is searched (logarithmic).
struct OriginalPlace {
    std::uint32_t code_point;
    std::uint32_t byte;
};
OriginalPlace original_place(const CleanText& clean, std::uint32_t clean_byte);

}  // namespace parley::ingest
