#include "graph/utf8.hpp"

namespace parley {

CodePoint code_point_at(std::string_view text, std::size_t at) noexcept {
    constexpr CodePoint kIll{0xFFFD, 1, false};
    auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    auto continues = [&](std::size_t i) { return i < text.size() && (byte(i) & 0xC0) == 0x80; };
    auto low = [&](std::size_t i) { return static_cast<char32_t>(byte(i) & 0x3F); };
    unsigned char lead = byte(at);
    if (lead < 0x80) return {lead, 1, true};
    if (lead >= 0xC2 && lead <= 0xDF) {
        if (!continues(at + 1)) return kIll;
        return {(static_cast<char32_t>(lead & 0x1F) << 6) | low(at + 1), 2, true};
    }
    if (lead >= 0xE0 && lead <= 0xEF) {
        if (!continues(at + 1) || !continues(at + 2)) return kIll;
        char32_t value =
            (static_cast<char32_t>(lead & 0x0F) << 12) | (low(at + 1) << 6) | low(at + 2);
        if (value < 0x800 || (value >= 0xD800 && value <= 0xDFFF)) return kIll;
        return {value, 3, true};
    }
    if (lead >= 0xF0 && lead <= 0xF4) {
        if (!continues(at + 1) || !continues(at + 2) || !continues(at + 3)) return kIll;
        char32_t value = (static_cast<char32_t>(lead & 0x07) << 18) | (low(at + 1) << 12) |
                         (low(at + 2) << 6) | low(at + 3);
        if (value < 0x10000 || value > 0x10FFFF) return kIll;
        return {value, 4, true};
    }
    return kIll;
}

void append_utf8(std::string& out, char32_t value) {
    auto add = [&](char32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
    if (value < 0x80) {
        add(value);
    } else if (value < 0x800) {
        add(0xC0 | (value >> 6));
        add(0x80 | (value & 0x3F));
    } else if (value < 0x10000) {
        add(0xE0 | (value >> 12));
        add(0x80 | ((value >> 6) & 0x3F));
        add(0x80 | (value & 0x3F));
    } else {
        add(0xF0 | (value >> 18));
        add(0x80 | ((value >> 12) & 0x3F));
        add(0x80 | ((value >> 6) & 0x3F));
        add(0x80 | (value & 0x3F));
    }
}

bool is_valid_utf8(std::string_view text) noexcept {
    for (std::size_t at = 0; at < text.size();) {
        if (static_cast<unsigned char>(text[at]) < 0x80) {
            ++at;
            continue;
        }
        CodePoint point = code_point_at(text, at);
        if (!point.valid) return false;
        at += point.length;
    }
    return true;
}

}  // namespace parley
