/// Bytes to text: checks UTF-8, decodes UTF-16, refuses what is no text.

#include "ingest/encoding.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <parley/error.hpp>

namespace parley {
namespace {

std::uint8_t byte_at(std::string_view text, std::size_t at) {
    return static_cast<std::uint8_t>(text[at]);
}

/// Length of the well-formed sequence that begins at `at`; 0 where there is none.
std::size_t sequence_length(std::string_view text, std::size_t at) noexcept {
    const std::uint8_t lead = byte_at(text, at);
    if (lead < 0x80) return 1;
    std::size_t length = 0;
    // Bounds of the second byte shut out overlong forms, surrogates and what lies above U+10FFFF.
    std::uint8_t low = 0x80;
    std::uint8_t high = 0xBF;
    if (lead >= 0xC2 && lead <= 0xDF) {
        length = 2;
    } else if (lead >= 0xE0 && lead <= 0xEF) {
        length = 3;
        if (lead == 0xE0) low = 0xA0;
        if (lead == 0xED) high = 0x9F;
    } else if (lead >= 0xF0 && lead <= 0xF4) {
        length = 4;
        if (lead == 0xF0) low = 0x90;
        if (lead == 0xF4) high = 0x8F;
    } else {
        return 0;
    }
    if (at + length > text.size()) return 0;
    const std::uint8_t second = byte_at(text, at + 1);
    if (second < low || second > high) return 0;
    for (std::size_t i = 2; i < length; ++i) {
        if ((byte_at(text, at + i) & 0xC0) != 0x80) return 0;
    }
    return length;
}

void append_utf8(std::string& out, std::uint32_t code) {
    const auto push = [&out](std::uint32_t byte) { out.push_back(static_cast<char>(byte)); };
    if (code < 0x80) {
        push(code);
    } else if (code < 0x800) {
        push(0xC0 | (code >> 6));
        push(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        push(0xE0 | (code >> 12));
        push(0x80 | ((code >> 6) & 0x3F));
        push(0x80 | (code & 0x3F));
    } else {
        push(0xF0 | (code >> 18));
        push(0x80 | ((code >> 12) & 0x3F));
        push(0x80 | ((code >> 6) & 0x3F));
        push(0x80 | (code & 0x3F));
    }
}

/// Bytes after the mark, two a unit. Throws ArticleError on half a unit or half a pair.
std::string from_utf16(std::string_view bytes, bool big_endian) {
    if (bytes.size() % 2 != 0) throw ArticleError("UTF-16 text ends in the middle of a character");
    const auto unit = [&](std::size_t at) -> std::uint32_t {
        const std::uint32_t first = byte_at(bytes, at);
        const std::uint32_t second = byte_at(bytes, at + 1);
        return big_endian ? (first << 8) | second : (second << 8) | first;
    };
    std::string out;
    out.reserve(bytes.size() * 3 / 2);
    for (std::size_t at = 0; at < bytes.size(); at += 2) {
        std::uint32_t code = unit(at);
        if (code >= 0xD800 && code <= 0xDFFF) {
            const bool leads = code < 0xDC00 && at + 4 <= bytes.size();
            const std::uint32_t trail = leads ? unit(at + 2) : 0;
            if (trail < 0xDC00 || trail > 0xDFFF) {
                throw ArticleError(fmt::format("not UTF-16: half a pair at byte {}", at + 2));
            }
            code = 0x10000 + ((code - 0xD800) << 10) + (trail - 0xDC00);
            at += 2;
        }
        append_utf8(out, code);
    }
    return out;
}

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n\v\f") == std::string_view::npos;
}

void check_text(std::string_view text) {
    if (is_blank(text)) throw ArticleError("empty");
    if (text.find('\0') != std::string_view::npos) throw ArticleError("binary, not text");
    const std::size_t valid = valid_utf8_prefix(text);
    if (valid == text.size()) return;
    throw ArticleError(
        fmt::format("not UTF-8 at byte {} (0x{:02X}); convert it first: iconv -f ENCODING -t UTF-8",
                    valid, byte_at(text, valid)));
}

}  // namespace

std::size_t valid_utf8_prefix(std::string_view text) noexcept {
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t length = sequence_length(text, at);
        if (length == 0) return at;
        at += length;
    }
    return at;
}

std::string decode_text(std::string bytes) {
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
        bytes = from_utf16(std::string_view(bytes).substr(2), bytes[0] == '\xFE');
    } else if (bytes.starts_with("\xEF\xBB\xBF")) {
        bytes.erase(0, 3);
    }
    check_text(bytes);
    return bytes;
}

}  // namespace parley
