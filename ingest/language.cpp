/// Language identification (CLD2), for articles that do not declare their language.

#include "ingest/language.hpp"

// The header of CLD2 uses FILE and forgets to include this.
#include <cstdio>
//
#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

namespace parley {
namespace {
/// A news text tells its language in its first paragraphs; more only costs time.
constexpr std::size_t looked_at_bytes = std::size_t{2} * 1024;

/// The longest prefix of at most `limit` bytes that does not cut a code point.
std::string_view prefix(std::string_view text, std::size_t limit) {
    if (text.size() <= limit) return text;
    while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xC0U) == 0x80U) --limit;
    return text.substr(0, limit);
}
}  // namespace

std::string detect_language(std::string_view text) {
    const std::string_view looked_at = prefix(text, looked_at_bytes);
    const CLD2::CLDHints no_hints = {nullptr, nullptr, CLD2::UNKNOWN_ENCODING,
                                     CLD2::UNKNOWN_LANGUAGE};
    CLD2::Language three[3];
    int percent[3];
    double scores[3];
    int counted_bytes = 0;
    bool reliable = false;
    // The plain DetectLanguage says English where it knows nothing; this one says so. Its best
    // effort is asked for, or a single sentence would be too short for it.
    const CLD2::Language language = CLD2::ExtDetectLanguageSummary(
        looked_at.data(), static_cast<int>(looked_at.size()), /*is_plain_text=*/true, &no_hints,
        CLD2::kCLDFlagBestEffort, three, percent, scores, nullptr, &counted_bytes, &reliable);
    if (language == CLD2::UNKNOWN_LANGUAGE) return {};
    // Unreliable means a close race or a short text. The best guess is still kept: a headline of
    // six words is worth reading, and a wrong pack finds nothing in it.
    return CLD2::LanguageCode(language);
}

}  // namespace parley
