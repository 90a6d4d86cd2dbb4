// A language told by its commonest words.
#include "ingest/common_words.hpp"

#include <algorithm>

#include "ingest/segment.hpp"
#include "ingest/text.hpp"

namespace parley::ingest {
namespace {

/// News tells its language in its first paragraph.
constexpr std::size_t kLookedAt = 640;  // bytes
/// So many common words must be there, one of so many words must be one, and of another language
/// there may be so much fewer.
constexpr std::size_t kFewest = 8, kOneOf = 10, kTimesFewer = 6;

}  // namespace

void CommonWords::add(std::string_view language, const std::vector<std::string>& words) {
    if (words.empty()) return;
    languages_.emplace_back(language);
    for (const std::string& word : words)
        if (words_.find(word) == 0) words_.add(word, static_cast<std::uint32_t>(languages_.size()));
}

std::string_view CommonWords::tell(std::string_view text) const {
    const Characters& characters = Characters::all();
    text = text.substr(0, kLookedAt);
    std::vector<std::size_t> found(languages_.size() + 1);
    std::size_t words = 0;
    std::string word;
    for (const RawToken& token : split_tokens(text)) {
        if (token.flags & (kMark | kNumber)) continue;
        ++words;
        word.clear();
        append_lower(word, text.substr(token.begin, token.end - token.begin), characters);
        ++found[words_.find(word)];
    }
    found.front() = 0;  // words of no language
    const auto best = std::max_element(found.begin(), found.end());
    const auto number = static_cast<std::size_t>(best - found.begin());
    const std::size_t times = *best;
    *best = 0;
    const std::size_t other = *std::max_element(found.begin(), found.end());
    if (times < kFewest || times * kOneOf < words || other * kTimesFewer > times) return {};
    return languages_[number - 1];
}

}  // namespace parley::ingest
