#pragma once
// Cutting and checking UTF-8 without a library: names are folded by the million.

#include <cstdint>
#include <string>
#include <string_view>

namespace parley {

/// A code point and the bytes it takes. Ill-formed input gives U+FFFD and one byte.
struct CodePoint {
    char32_t value;
    std::uint8_t length;
    bool valid;
};

/// The code point at `text[at]`; `at` must be less than the size. Surrogates, overlong forms and
/// values above U+10FFFF are ill-formed.
CodePoint code_point_at(std::string_view text, std::size_t at) noexcept;

void append_utf8(std::string& out, char32_t value);

bool is_valid_utf8(std::string_view text) noexcept;

}  // namespace parley
