/// Any bytes as an article: as text, JSON and HTML, then read by every pack.
#include <cstddef>
#include <cstdint>
#include <parley/error.hpp>
#include <parley/ingest.hpp>
#include <parley/packs.hpp>
#include <string>

#include "ingest/records.hpp"

namespace {
const parley::Packs& packs() {
    static const parley::Packs all = parley::Packs::built_in();
    return all;
}
}  // namespace

/// Loads the packs, each with its first article: under sanitizers that takes longer than any input
/// may.
extern "C" int LLVMFuzzerInitialize(int* /*argc*/, char*** /*argv*/) {
    for (const std::string& language : parley::pack_languages(packs())) {
        parley::Article article;
        article.id = "first", article.language = language, article.text = "A.";
        parley::read(article, packs());
    }
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace parley;
    const std::string bytes(reinterpret_cast<const char*>(data), size);
    const auto try_reading = [&](auto make_article) {
        try {
            Article article = make_article();
            for (const std::string& language : pack_languages(packs())) {
                article.language = language;
                const Reading reading = read(article, packs());
                // Whatever was found must be written and read back as it is.
                for (const Claim& claim : reading.claims) {
                    if (claim_from_json(to_json(claim)) != claim) __builtin_trap();
                }
            }
        } catch (const ArticleError&) {
            // Refused: that is an answer.
        }
    };
    try_reading([&] { return article_from_text(bytes, "fuzz"); });
    if (size > 0 && data[0] == '{') try_reading([&] { return article_from_json(bytes, "fuzz"); });
    if (size > 0 && data[0] == '<') try_reading([&] { return article_from_html(bytes, "fuzz"); });
    return 0;
}
