/// Language identification (CLD2), for articles that do not declare their language.

#include "ingest/language.hpp"

// The header of CLD2 uses FILE and forgets to include this.
#include <cstdio>
//
#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

#include "ingest/pack_shelf.hpp"

namespace parley {
namespace {
/// A news text tells its language in its first paragraph; more is looked at only where that one
/// leaves a doubt.
constexpr std::size_t first_look_bytes = 1024;
constexpr std::size_t second_look_bytes = 4096;

/// The longest prefix of at most `limit` bytes that does not cut a code point.
std::string_view prefix(std::string_view text, std::size_t limit) {
    if (text.size() <= limit) return text;
    while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xC0U) == 0x80U) --limit;
    return text.substr(0, limit);
}

struct Guess {
    CLD2::Language language = CLD2::UNKNOWN_LANGUAGE;
    bool is_reliable = false;
};

Guess guess(std::string_view looked_at) {
    const CLD2::CLDHints no_hints = {nullptr, nullptr, CLD2::UNKNOWN_ENCODING,
                                     CLD2::UNKNOWN_LANGUAGE};
    CLD2::Language three[3];
    int percent[3];
    double scores[3];
    int counted_bytes = 0;
    Guess found;
    // The plain DetectLanguage says English where it knows nothing; this one says so. Its best
    // effort is asked for, or a single sentence would be too short for it.
    found.language = CLD2::ExtDetectLanguageSummary(
        looked_at.data(), static_cast<int>(looked_at.size()), /*is_plain_text=*/true, &no_hints,
        CLD2::kCLDFlagBestEffort, three, percent, scores, nullptr, &counted_bytes,
        &found.is_reliable);
    return found;
}
}  // namespace

std::string language_of(const Article& article, const Packs& packs) {
    if (!article.language.empty()) return article.language;
    const std::string_view told = packs.data().shelf.common_words().tell(article.text);
    return told.empty() ? detect_language(article.text) : std::string(told);
}

std::string detect_language(std::string_view text) {
    Guess found = guess(prefix(text, first_look_bytes));
    if (!found.is_reliable && text.size() > first_look_bytes)
        found = guess(prefix(text, second_look_bytes));
    if (found.language == CLD2::UNKNOWN_LANGUAGE) return {};
    // Unreliable means a close race or a short text. The best guess is still kept: a headline of
    // six words is worth reading, and a wrong pack finds nothing in it.
    return CLD2::LanguageCode(found.language);
}

}  // namespace parley
