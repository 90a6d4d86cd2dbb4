// Headlines in capitals: names and other words look alike in them, and the text tells them apart.
#include <algorithm>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "ingest/text.hpp"

namespace parley::ingest {
namespace {

/// A line in capitals has so many letters at least; shorter ones are places and agencies.
constexpr std::size_t kFewestCapitals = 20;
/// A longer one is no headline, in bytes.
constexpr std::size_t kLongestHeadline = 300;
/// So much of the text is looked at, in bytes.
constexpr std::size_t kLongestLook = 1 << 16;

bool is_in_capitals(std::string_view text) {
    std::size_t capitals = 0;
    for (std::size_t at = 0; at < text.size();) {
        const Letter letter = letter_of(next_code_point(text, at));
        if (letter == Letter::lower) return false;
        capitals += letter == Letter::upper;
    }
    return capitals >= kFewestCapitals;
}

/// Calls `visit(word, opens)` for each word; `opens`: a mark or nothing stands before it, so that
/// its capital may be that of a sentence.
template <typename Visit>
void for_words(std::string_view text, Visit visit) {
    bool opens = true;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        std::size_t end = at;
        while (at < text.size() && is_word(letter_of(next_code_point(text, at)))) end = at;
        if (end > begin) {
            visit(text.substr(begin, end - begin), opens);
            opens = false, at = end;
        } else {
            const char mark = text[begin];
            if (mark != ' ' && mark != '-' && mark != '\'' && mark != ',') opens = true;
        }
    }
}

/// How a word is written in the text; within a sentence rather than at its beginning.
class Spellings {
  public:
    explicit Spellings(std::string_view text) {
        for_words(text, [&](std::string_view word, bool opens) {
            auto [known, fresh] = by_lower_.try_emplace(lower(word), Spelling{word, opens});
            if (!fresh && known->second.opens && !opens) known->second = {word, opens};
        });
    }
    /// As the text has it; in small letters where it does not.
    std::string of(std::string_view word) const {
        std::string small = lower(word);
        auto known = by_lower_.find(small);
        return known == by_lower_.end() ? small : std::string(known->second.word);
    }

  private:
    struct Spelling {
        std::string_view word;
        bool opens;
    };
    std::unordered_map<std::string, Spelling> by_lower_;
};

}  // namespace

void recase_headline(CleanText& clean) {
    const std::size_t end = std::min(clean.text.find('\n'), clean.text.size());
    const std::string_view text = std::string_view(clean.text).substr(end).substr(0, kLongestLook);
    const std::string headline = clean.text.substr(0, end);
    if (end > kLongestHeadline || !is_in_capitals(headline) || is_in_capitals(text)) return;
    const Spellings spellings(text);
    bool first = true;
    for_words(headline, [&](std::string_view word, bool) {
        std::string own = spellings.of(word);
        std::size_t behind = 0;
        next_code_point(word, behind);
        // The headline's first letter is a capital.
        if (std::exchange(first, false) && own.size() == word.size())
            own.replace(0, behind, word.substr(0, behind));
        // Places in the text stay what they are: a letter of another length is left.
        const auto at = static_cast<std::size_t>(word.data() - headline.data());
        if (own.size() == word.size()) clean.text.replace(at, word.size(), own);
    });
}

}  // namespace parley::ingest
