// ICU's properties are copied once into a table of the first plane, so that the passes over an
// article cost one look-up a character.
#include "ingest/characters.hpp"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>

#include <bit>
#include <cstring>
#include <parley/error.hpp>

namespace parley::ingest {
namespace {

/// Longer runs of combining marks are cut.
constexpr std::size_t kMaxMarks = 30;

const UNormalizer2* nfc() {
    UErrorCode status = U_ZERO_ERROR;
    const UNormalizer2* instance = unorm2_getNFCInstance(&status);
    if (U_FAILURE(status)) throw Error(std::string("ICU has no NFC data: ") + u_errorName(status));
    return instance;
}

Letter classify(char32_t c) {
    auto code = static_cast<UChar32>(c);
    if (c == '\n' || u_isUWhiteSpace(code) || u_iscntrl(code)) return Letter::space;
    switch (u_charType(code)) {
        case U_UPPERCASE_LETTER:
        case U_TITLECASE_LETTER:
            return Letter::upper;
        case U_LOWERCASE_LETTER:
            return Letter::lower;
        case U_MODIFIER_LETTER:
        case U_OTHER_LETTER:
            return Letter::caseless;
        case U_DECIMAL_DIGIT_NUMBER:
            return Letter::digit;
        case U_NON_SPACING_MARK:
        case U_COMBINING_SPACING_MARK:
        case U_ENCLOSING_MARK:
            return Letter::mark;
        default:
            return Letter::other;
    }
}

bool is_zero_width(char32_t c) {
    return c == 0x200B || c == 0x200C || c == 0x200D || c == 0xFEFF || c == 0x2060 || c == 0xAD;
}

bool is_latin(char32_t c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0x24F) ||
           (c >= 0x1E00 && c <= 0x1EFF);
}
bool is_greek_or_cyrillic(char32_t c) { return c >= 0x370 && c <= 0x52F; }

}  // namespace

std::uint8_t Characters::properties(char32_t c) {
    auto bits = static_cast<std::uint8_t>(classify(c));
    if (is_zero_width(c)) bits |= kNothing;
    auto code = static_cast<UChar32>(c);
    if (unorm2_isInert(nfc(), code) ||
        (unorm2_hasBoundaryBefore(nfc(), code) &&
         u_getIntPropertyValue(code, UCHAR_NFC_QUICK_CHECK) == UNORM_YES)) {
        bits |= kPlain;
    }
    const bool white = static_cast<Letter>(bits & kLetterBits) == Letter::space && c != ' ';
    if ((bits & kPlain) && !(bits & kNothing) && !white) bits |= kKept;
    if (ingest::is_latin(c)) bits |= kLatin;
    if (ingest::is_greek_or_cyrillic(c)) bits |= kGreekOrCyrillic;
    return bits;
}

Characters::Characters() {
    for (char32_t c = 0; c < kTableEnd; ++c) {
        bits_[c] = c >= 0xD800 && c < 0xE000 ? 0 : properties(c);
        lower_[c] = static_cast<char16_t>(u_tolower(static_cast<UChar32>(c)));
    }
}

const Characters& Characters::all() {
    static const Characters instance;
    return instance;
}

char32_t Characters::rare_lower(char32_t c) {
    return static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
}

bool is_valid_utf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        auto lead = static_cast<unsigned char>(text[i]);
        if (lead < 0x80) {  // by eight, as long as all are
            std::uint64_t eight = 0;
            if (i + sizeof eight <= text.size()) std::memcpy(&eight, text.data() + i, sizeof eight);
            const bool all = i + sizeof eight <= text.size() && (eight & 0x8080808080808080U) == 0;
            i += all ? sizeof eight : 1;
            continue;
        }
        if (lead >= 0xE1 && lead < 0xED && i + 3 <= text.size()) {  // most of three bytes
            const auto second = static_cast<unsigned char>(text[i + 1]),
                       third = static_cast<unsigned char>(text[i + 2]);
            if ((second & 0xC0) != 0x80 || (third & 0xC0) != 0x80) return false;
            i += 3;
            continue;
        }
        std::size_t length = lead >= 0xC2 && lead < 0xE0   ? 2
                             : (lead & 0xF0) == 0xE0       ? 3
                             : lead >= 0xF0 && lead < 0xF5 ? 4
                                                           : 0;
        if (length == 0 || i + length > text.size()) return false;
        char32_t c = lead & (0xFFU >> (length + 1));
        for (std::size_t k = 1; k < length; ++k) {
            auto byte = static_cast<unsigned char>(text[i + k]);
            if ((byte & 0xC0) != 0x80) return false;
            c = (c << 6) | (byte & 0x3F);
        }
        if ((length == 3 && (c < 0x800 || (c >= 0xD800 && c < 0xE000))) ||
            (length == 4 && (c < 0x10000 || c > 0x10FFFF))) {
            return false;
        }
        i += length;
    }
    return true;
}

char32_t to_upper(char32_t c) { return static_cast<char32_t>(u_toupper(static_cast<UChar32>(c))); }

namespace {

/// Lower case of eight ASCII letters at once: a byte from 'A' to 'Z' carries into its highest bit
/// by the one sum and not by the other. Where one is not ASCII, those behind it come out wrong.
std::uint64_t lower_eight(std::uint64_t eight) {
    constexpr std::uint64_t kEach = 0x0101010101010101U;
    const std::uint64_t from_a = eight + kEach * (0x80 - 'A'),
                        behind_z = eight + kEach * (0x7F - 'Z');
    return eight | ((from_a ^ behind_z) & kEach * 0x80) >> 2;
}

}  // namespace

bool append_lower(std::string& out, std::string_view text, const Characters& characters) {
    // In lower case two bytes may become three, never more; a cut character at the end may grow to
    // four. Words fit where nothing has to be asked for.
    const std::size_t most = text.size() + text.size() / 2 + 4;
    std::array<char, 128> small;
    std::string large;
    if (most > small.size()) large.resize(most);
    char* const begin = most > small.size() ? large.data() : small.data();
    char* to = begin;
    bool ascii = true;
    for (std::size_t at = 0; at < text.size();) {
        if (std::uint64_t eight = 0;
            std::endian::native == std::endian::little && at + sizeof eight <= text.size()) {
            std::memcpy(&eight, text.data() + at, sizeof eight);
            const std::uint64_t others = eight & 0x8080808080808080U;
            const std::size_t ascii_bytes = static_cast<std::size_t>(std::countr_zero(others)) / 8;
            if (ascii_bytes > 0) {
                eight = lower_eight(eight);
                std::memcpy(to, &eight, sizeof eight);
                at += ascii_bytes, to += ascii_bytes;
                continue;
            }
        }
        const auto byte = static_cast<unsigned char>(text[at]);
        if (byte < 0x80) {
            *to++ = static_cast<char>(byte | (static_cast<unsigned>(byte) - 'A' < 26 ? 0x20 : 0));
            ++at;
        } else {
            ascii = false;
            to = put_utf8(to, characters.lower(next_code_point(text, at)));
        }
    }
    out.append(begin, to);
    return !ascii;
}

std::string lower(std::string_view text) {
    std::string out;
    append_lower(out, text, Characters::all());
    return out;
}

namespace {

bool is_all_plain(std::string_view text) {
    const Characters& characters = Characters::all();
    for (std::size_t at = 0; at < text.size();)
        if (!characters.is_plain(next_code_point(text, at))) return false;
    return true;
}

}  // namespace

std::string normalise(std::string_view text) {
    if (is_all_plain(text)) return std::string(text);
    std::u16string wide;
    std::size_t marks = 0;
    for (std::size_t at = 0; at < text.size();) {
        char32_t c = next_code_point(text, at);
        marks = letter_of(c) == Letter::mark ? marks + 1 : 0;
        if (marks > kMaxMarks) continue;
        if (c >= 0x10000) {
            wide.push_back(static_cast<char16_t>(0xD7C0 + (c >> 10)));
            wide.push_back(static_cast<char16_t>(0xDC00 + (c & 0x3FF)));
        } else {
            wide.push_back(static_cast<char16_t>(c));
        }
    }
    std::u16string composed(wide.size() * 3 + 16, u'\0');
    UErrorCode status = U_ZERO_ERROR;
    int32_t length =
        unorm2_normalize(nfc(), wide.data(), static_cast<int32_t>(wide.size()), composed.data(),
                         static_cast<int32_t>(composed.size()), &status);
    if (U_FAILURE(status)) throw Error(std::string("normalising text: ") + u_errorName(status));
    composed.resize(static_cast<std::size_t>(length));
    std::string out;
    for (std::size_t i = 0; i < composed.size(); ++i) {
        char32_t c = composed[i];
        if (c >= 0xD800 && c < 0xDC00 && i + 1 < composed.size()) {
            c = 0x10000 + ((c - 0xD800) << 10) + (composed[++i] - 0xDC00U);
        }
        append_utf8(out, c);
    }
    return out;
}

}  // namespace parley::ingest
