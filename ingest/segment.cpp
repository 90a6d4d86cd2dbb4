// Token splitting over the character table.
#include "ingest/segment.hpp"

#include "ingest/text.hpp"

namespace parley::ingest {
namespace {

/// What may continue a token that began with `first`.
bool continues(Letter first, Letter next) {
    if (first == Letter::digit) return next == Letter::digit;
    return next > Letter::digit;  // upper, lower, caseless, mark
}

/// How many small letters of ASCII the text begins with: most of a word, and any word goes on with
/// them.
std::size_t small_ascii(std::string_view text) {
    std::size_t count = 0;
    while (count < text.size() && static_cast<unsigned char>(text[count]) - unsigned{'a'} < 26)
        ++count;
    return count;
}

/// As next_code_point, without asking at each byte whether the text goes on.
char32_t next_of(std::string_view text, std::size_t& at) {
    constexpr std::size_t kMostBytes = 4;
    if (at + kMostBytes > text.size()) return next_code_point(text, at);
    const auto byte = [&](std::size_t i) -> unsigned {
        return static_cast<unsigned char>(text[at + i]);
    };
    const unsigned lead = byte(0);
    if (lead < 0x80) return ++at, lead;
    char32_t c = (lead & 0x1F) << 6 | (byte(1) & 0x3F);
    if (lead < 0xE0) return at += 2, c;
    c = (lead & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
    if (lead < 0xF0) return at += 3, c;
    return next_code_point(text, at);
}

}  // namespace

std::vector<RawToken> split_tokens(std::string_view text) {
    std::vector<RawToken> tokens;
    split_tokens(text, tokens);
    return tokens;
}

void split_tokens(std::string_view text, std::vector<RawToken>& tokens) {
    const Characters& characters = Characters::all();
    tokens.clear();
    tokens.reserve(text.size() / 5);
    std::size_t at = 0;
    std::uint8_t pending = kNewline;
    while (at < text.size()) {
        std::size_t begin = at;
        Letter first = characters.letter(next_of(text, at));
        if (first == Letter::space) {
            if (text[begin] == '\n') pending |= kNewline;
            pending &= static_cast<std::uint8_t>(~kGlued);
            continue;
        }
        std::uint8_t flags = pending;
        if (first == Letter::upper) flags |= kCapital;
        if (is_word(first)) {
            std::size_t letters = 1, capitals = first == Letter::upper;
            while (true) {
                if (first != Letter::digit && at < text.size()) {
                    const std::size_t small = small_ascii(text.substr(at));
                    at += small, letters += small;
                }
                if (at >= text.size()) break;
                const auto byte = static_cast<unsigned char>(text[at]);
                std::size_t next = at + 1;
                const Letter letter =
                    characters.letter(byte < 0x80 ? byte : next_of(text, next = at));
                if (!continues(first, letter)) break;
                at = next;
                letters += letter != Letter::mark;
                capitals += letter == Letter::upper;
            }
            if (first == Letter::digit) flags |= kNumber;
            if (first != Letter::digit && first != Letter::upper) flags |= kSmall;
            if (letters > 1 && capitals == letters) flags |= kAllCaps;
            if (capitals != letters && capitals > (first == Letter::upper)) flags |= kInnerCapital;
        } else {
            flags |= kMark;
        }
        tokens.push_back(
            {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at), flags});
        pending = kGlued;
    }
}

}  // namespace parley::ingest
