#pragma once
/// An article's text cleaned for reading, with the way back to where each byte came from.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/characters.hpp"

namespace parley::ingest {

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

/// Where the first line is a headline in capitals: its words get the letters that they have in the
/// text below, small ones where they are not in it. Linear in the text, up to 64 KiB of it.
void recase_headline(CleanText& clean);

/// Where a clean byte offset lies in the original. `steps` is searched (logarithmic).
struct OriginalPlace {
    std::uint32_t code_point;
    std::uint32_t byte;
};
OriginalPlace original_place(const CleanText& clean, std::uint32_t clean_byte);

}  // namespace parley::ingest
