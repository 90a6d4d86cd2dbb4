// Characters and the cleaned text. ICU's properties are copied once into a table of the first
// plane, so that the passes over an article cost one look-up a character.
#include "ingest/text.hpp"

#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <parley/error.hpp>

namespace parley::ingest {
namespace {

constexpr std::size_t kMaxMarks = 30;
/// A place in the original is found by walking from the step before it: this bounds the walk.
constexpr std::size_t kMaxStepBytes = 256;

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

void add_step(CleanText& out, std::size_t original, std::size_t byte) {
    out.steps.push_back({static_cast<std::uint32_t>(out.text.size()),
                         static_cast<std::uint32_t>(original), static_cast<std::uint32_t>(byte)});
}

/// Latin letters and the Cyrillic (or Greek) ones that look the same.
struct LookAlike {
    char32_t latin;
    char32_t other;
};
constexpr LookAlike kLookAlikes[] = {
    {'A', 0x410}, {'B', 0x412}, {'C', 0x421}, {'E', 0x415}, {'H', 0x41D}, {'I', 0x406},
    {'J', 0x408}, {'K', 0x41A}, {'M', 0x41C}, {'O', 0x41E}, {'P', 0x420}, {'S', 0x405},
    {'T', 0x422}, {'X', 0x425}, {'Y', 0x423}, {'a', 0x430}, {'c', 0x441}, {'e', 0x435},
    {'i', 0x456}, {'j', 0x458}, {'o', 0x43E}, {'p', 0x440}, {'s', 0x455}, {'x', 0x445},
    {'y', 0x443}, {'A', 0x391}, {'B', 0x392}, {'E', 0x395}, {'H', 0x397}, {'I', 0x399},
    {'K', 0x39A}, {'M', 0x39C}, {'N', 0x39D}, {'O', 0x39F}, {'P', 0x3A1}, {'T', 0x3A4},
    {'X', 0x3A7}, {'o', 0x3BF}};

bool is_latin(char32_t c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0x24F) ||
           (c >= 0x1E00 && c <= 0x1EFF);
}
bool is_greek_or_cyrillic(char32_t c) { return c >= 0x370 && c <= 0x52F; }

struct Scripts {
    std::size_t latin = 0, other = 0;
};

Scripts scripts_of(std::string_view word) {
    Scripts found;
    for (std::size_t at = 0; at < word.size();) {
        char32_t c = next_code_point(word, at);
        found.latin += is_latin(c);
        found.other += is_greek_or_cyrillic(c);
    }
    return found;
}

/// The letter of the word's main script that looks like `c`; `c` itself where there is none.
char32_t put_right(char32_t c, bool to_latin) {
    for (const auto& pair : kLookAlikes) {
        if (to_latin && c == pair.other) return pair.latin;
        if (!to_latin && c == pair.latin && pair.other >= 0x400) return pair.other;
    }
    return c;
}

/// Rewrites words that mix scripts. Only called where the text has letters of both.
CleanText unmix(const CleanText& in) {
    CleanText out;
    std::string_view text = in.text;
    std::size_t step = 0;
    auto copy = [&](std::size_t from, std::size_t to) {  // unchanged bytes: steps move along
        while (step < in.steps.size() && in.steps[step].clean < to) {
            auto place = in.steps[step++];
            place.clean = static_cast<std::uint32_t>(out.text.size() + place.clean - from);
            out.steps.push_back(place);
        }
        out.text.append(text.substr(from, to - from));
    };
    std::size_t done = 0;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t begin = at;
        while (at < text.size()) {
            std::size_t next = at;
            if (!is_word(letter_of(next_code_point(text, next)))) break;
            at = next;
        }
        std::string_view word = text.substr(begin, at - begin);
        if (word.empty()) {
            next_code_point(text, at);
            continue;
        }
        Scripts scripts = scripts_of(word);
        if (!scripts.latin || !scripts.other) continue;
        copy(done, begin);
        while (step < in.steps.size() && in.steps[step].clean < at) ++step;
        for (std::size_t i = begin; i < at;) {
            auto place = original_place(in, static_cast<std::uint32_t>(i));
            add_step(out, place.code_point, place.byte);
            append_utf8(out.text,
                        put_right(next_code_point(text, i), scripts.latin >= scripts.other));
        }
        auto place = original_place(in, static_cast<std::uint32_t>(at));
        add_step(out, place.code_point, place.byte);
        if (step < in.steps.size() && in.steps[step].clean == at && at < text.size()) ++step;
        done = at;
    }
    copy(done, text.size());
    auto end = in.steps.back();
    add_step(out, end.original, end.byte);
    return out;
}

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

namespace {

/// A stretch of the original that is copied as it is.
struct Kept {
    std::size_t end = 0, points = 0;
    bool latin = false, other = false;
};

/// From `at`: characters that stay as they are and that nothing behind them joins, at most so many
/// bytes and one more character.
Kept kept_from(std::string_view text, std::size_t at, std::size_t most,
               const Characters& characters) {
    Kept kept{at};
    std::size_t last = at;  // the character before `end`
    const std::size_t stop = std::min(text.size(), at + most);
    while (kept.end < stop) {
        const auto byte = static_cast<unsigned char>(text[kept.end]);
        if (byte >= ' ' && byte <= '~') {
            kept.latin |= static_cast<unsigned>(byte | 0x20) - 'a' < 26;
            last = kept.end++;
            ++kept.points;
            continue;
        }
        std::size_t next = kept.end;
        const char32_t c = next_code_point(text, next);
        if (!characters.is_kept(c)) break;
        kept.latin |= characters.is_latin(c), kept.other |= characters.is_greek_or_cyrillic(c);
        last = kept.end, kept.end = next;
        ++kept.points;
    }
    // A mark that belongs to the last one takes it away.
    std::size_t next = kept.end;
    if (kept.points > 0 && next < text.size() && !characters.is_plain(next_code_point(text, next)))
        kept.end = last, --kept.points;
    return kept;
}

}  // namespace

CleanText clean(std::string_view original) {
    const Characters& characters = Characters::all();
    CleanText out;
    out.text.reserve(original.size());
    bool latin = false, other = false;
    std::size_t count = 0;  // code points of the original so far
    bool in_step = false;
    for (std::size_t at = 0; at < original.size();) {
        std::size_t begin = at;
        char32_t c = next_code_point(original, at);
        if (characters.is_nothing(c)) {
            ++count;
            in_step = false;
            continue;
        }
        if (!in_step || out.text.size() - out.steps.back().clean >= kMaxStepBytes) {
            add_step(out, count, begin);
            in_step = true;
        }
        // Most text is copied as it is.
        if (const Kept kept =
                kept_from(original, begin,
                          kMaxStepBytes - (out.text.size() - out.steps.back().clean), characters);
            kept.end > begin) {
            latin |= kept.latin, other |= kept.other;
            out.text.append(original.substr(begin, kept.end - begin));
            count += kept.points;
            at = kept.end;
            continue;
        }
        std::size_t end = at, in_chunk = 1;
        while (end < original.size()) {  // what NFC may join with c
            std::size_t next = end;
            if (characters.is_plain(next_code_point(original, next))) break;
            end = next;
            ++in_chunk;
        }
        count += in_chunk;
        at = end;
        if (in_chunk == 1 && characters.is_plain(c)) {
            if (characters.letter(c) == Letter::space) {
                char space = c == '\n' || c == 0x2028 || c == 0x2029 || c == 0x85 ? '\n' : ' ';
                out.text.push_back(space);
                in_step = end - begin == 1;
            } else {
                latin |= is_latin(c);
                other |= is_greek_or_cyrillic(c);
                out.text.append(original.substr(begin, end - begin));
            }
            continue;
        }
        out.text += normalise(original.substr(begin, end - begin));
        in_step = false;
    }
    add_step(out, count, original.size());
    return latin && other ? unmix(out) : out;
}

OriginalPlace original_place(const CleanText& clean, std::uint32_t clean_byte) {
    auto after = std::upper_bound(
        clean.steps.begin(), clean.steps.end(), clean_byte,
        [](std::uint32_t byte, const CleanText::Step& step) { return byte < step.clean; });
    if (after == clean.steps.begin()) return {0, 0};
    const auto& step = *(after - 1);
    std::uint32_t points = 0;
    for (std::uint32_t i = step.clean; i < clean_byte; ++i) {
        points += (static_cast<unsigned char>(clean.text[i]) & 0xC0) != 0x80;
    }
    OriginalPlace place{step.original + points, step.byte + (clean_byte - step.clean)};
    // Inside a rewritten character there is no place of its own: its end is the next step.
    if (after != clean.steps.end() && place.code_point > after->original)
        return {after->original, after->byte};
    return place;
}

}  // namespace parley::ingest
