#pragma once
/// Bytes of a file to text: the one door through which text comes in.

#include <cstddef>
#include <string>
#include <string_view>

namespace parley {

/// Bytes up to the first that is not part of well-formed UTF-8 (RFC 3629: no surrogates, nothing
/// above U+10FFFF, no overlong forms); the text's size where all are.
std::size_t valid_utf8_prefix(std::string_view text) noexcept;

/// UTF-8 text without byte-order mark from UTF-8 (with or without mark) or UTF-16 (with mark).
/// Line ends and everything else stay as they are. Throws ArticleError where the bytes are empty or
/// only white space, binary (a zero byte), or in another encoding; the message names the place.
std::string decode_text(std::string bytes);

}  // namespace parley
