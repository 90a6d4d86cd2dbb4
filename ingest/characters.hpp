#pragma once
/// Characters: UTF-8, what they are, their lower case and their normal form.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace parley::ingest {

bool is_valid_utf8(std::string_view text);

/// Reads the code point at `at` and moves `at` behind it. `text` must be valid UTF-8.
inline char32_t next_code_point(std::string_view text, std::size_t& at) {
    auto byte = [&](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    unsigned lead = byte(at);
    if (lead < 0x80) return ++at, lead;
    if (lead < 0xE0) return at += 2, (lead & 0x1F) << 6 | (byte(at - 1) & 0x3F);
    if (lead < 0xF0) {
        at += 3;
        return (lead & 0x0F) << 12 | (byte(at - 2) & 0x3F) << 6 | (byte(at - 1) & 0x3F);
    }
    at += 4;
    return (lead & 0x07) << 18 | (byte(at - 3) & 0x3F) << 12 | (byte(at - 2) & 0x3F) << 6 |
           (byte(at - 1) & 0x3F);
}

/// Writes the character, and gives the place behind it.
inline char* put_utf8(char* to, char32_t c) {
    auto put = [&](char32_t byte) { *to++ = static_cast<char>(byte); };
    if (c < 0x80) {
        put(c);
    } else if (c < 0x800) {
        put(0xC0 | c >> 6), put(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        put(0xE0 | c >> 12), put(0x80 | (c >> 6 & 0x3F)), put(0x80 | (c & 0x3F));
    } else {
        put(0xF0 | c >> 18), put(0x80 | (c >> 12 & 0x3F)), put(0x80 | (c >> 6 & 0x3F));
        put(0x80 | (c & 0x3F));
    }
    return to;
}

inline void append_utf8(std::string& out, char32_t c) {
    std::array<char, 4> bytes;
    out.append(bytes.data(), put_utf8(bytes.data(), c));
}

enum class Letter : std::uint8_t { other, space, digit, upper, lower, caseless, mark };
inline bool is_word(Letter letter) { return letter >= Letter::digit; }

/// ICU's properties of characters, copied once into tables of the first plane. Passes over a whole
/// text fetch it once, so that they pay one look-up a character.
class Characters {
  public:
    static const Characters& all();
    Letter letter(char32_t c) const { return static_cast<Letter>(bits(c) & kLetterBits); }
    char32_t lower(char32_t c) const { return c < kTableEnd ? lower_[c] : rare_lower(c); }
    /// NFC already, whatever plain character follows.
    bool is_plain(char32_t c) const { return bits(c) & kPlain; }
    /// Zero width: dropped.
    bool is_nothing(char32_t c) const { return bits(c) & kNothing; }
    /// Cleaning leaves it as it is, unless something behind it joins it.
    bool is_kept(char32_t c) const { return bits(c) & kKept; }
    bool is_latin(char32_t c) const { return bits(c) & kLatin; }
    bool is_greek_or_cyrillic(char32_t c) const { return bits(c) & kGreekOrCyrillic; }

  private:
    Characters();
    static constexpr char32_t kTableEnd = 0x10000;
    static constexpr std::uint8_t kLetterBits = 0x07, kPlain = 0x08, kNothing = 0x10, kKept = 0x20,
                                  kLatin = 0x40, kGreekOrCyrillic = 0x80;
    std::uint8_t bits(char32_t c) const { return c < kTableEnd ? bits_[c] : properties(c); }
    static std::uint8_t properties(char32_t c);
    static char32_t rare_lower(char32_t c);
    std::array<std::uint8_t, kTableEnd> bits_;
    std::array<char16_t, kTableEnd> lower_;
};

/// Appends the text in lower case. Whether there is more than ASCII in it.
bool append_lower(std::string& out, std::string_view text, const Characters& characters);

/// For single characters.
inline Letter letter_of(char32_t c) { return Characters::all().letter(c); }
inline char32_t to_lower(char32_t c) { return Characters::all().lower(c); }
char32_t to_upper(char32_t c);

/// Lower case of valid UTF-8.
std::string lower(std::string_view text);

/// NFC, runs of combining marks cut at 30 (normalising longer ones is quadratic). Valid UTF-8 only.
std::string normalise(std::string_view text);

}  // namespace parley::ingest
