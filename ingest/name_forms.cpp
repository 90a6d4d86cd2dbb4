// One name, many spellings: parts, initials, cases.
#include "ingest/name_forms.hpp"

#include <algorithm>
#include <cstdlib>

#include "ingest/segment.hpp"
#include "ingest/text.hpp"

namespace parley::ingest {
namespace {

bool is_initial(std::string_view word) {
    std::size_t at = 0;
    next_code_point(word, at);
    return at == word.size();
}

bool shares_base(BaseForms& bases, const std::string& a, const std::string& b) {
    if (a == b) return true;
    const auto &left = bases.of(a), &right = bases.of(b);
    return std::any_of(left.begin(), left.end(), [&](const auto& base) {
        return std::find(right.begin(), right.end(), base) != right.end();
    });
}

bool same_word(BaseForms& bases, const std::string& a, const std::string& b) {
    if (is_initial(a) || is_initial(b)) {
        std::string left = lower(a), right = lower(b);
        std::size_t i = 0, k = 0;
        return next_code_point(left, i) == next_code_point(right, k);
    }
    return shares_base(bases, a, b);
}

std::string with_case_of(std::string_view model, std::string folded) {
    std::string out;
    std::size_t at = 0, from = 0;
    while (from < folded.size()) {
        char32_t c = next_code_point(folded, from);
        bool upper = false;
        if (at < model.size()) upper = letter_of(next_code_point(model, at)) == Letter::upper;
        append_utf8(out, upper ? to_upper(c) : c);
    }
    return out;
}

}  // namespace

std::vector<std::string> base_forms(const Pack& pack, std::string_view word) {
    std::vector<std::string> result{pack.fold(word)};
    if (!pack.inflection.empty()) {
        std::vector<std::string> seen;  // many readings have one base: each is folded once
        for (WordPart part : {WordPart::family, WordPart::given}) {
            for (const WordReading& reading : pack.inflection.readings(word, part)) {
                if (std::find(seen.begin(), seen.end(), reading.base) != seen.end()) continue;
                seen.push_back(reading.base);
                std::string base = pack.fold(reading.base);
                if (std::find(result.begin(), result.end(), base) == result.end())
                    result.push_back(std::move(base));
            }
        }
        return result;
    }
    for (const NameEnding& ending : pack.name_endings) {
        const std::string& folded = result.front();
        if (folded.size() <= ending.ending.size() + 2 || !folded.ends_with(ending.ending)) continue;
        std::string base = folded.substr(0, folded.size() - ending.ending.size()) + ending.base;
        if (std::find(result.begin(), result.end(), base) == result.end())
            result.push_back(std::move(base));
    }
    return result;
}

std::string base_name(const Pack& pack, std::string_view name, std::string_view grammatical_case) {
    std::string out;
    std::size_t done = 0;
    for (const RawToken& token : split_tokens(name)) {
        std::string_view word = name.substr(token.begin, token.end - token.begin);
        out += name.substr(done, token.begin - done);
        done = token.end;
        std::string folded = pack.fold(word), base;
        for (const NameEnding& ending : pack.name_endings) {
            if (ending.grammatical_case != grammatical_case ||
                folded.size() <= ending.ending.size() + 2 || !folded.ends_with(ending.ending))
                continue;
            base = with_case_of(
                word, folded.substr(0, folded.size() - ending.ending.size()) + ending.base);
            break;
        }
        out += base.empty() ? std::string(word) : base;
    }
    return out;
}

std::vector<std::string> name_words(std::string_view name) {
    std::vector<std::string> words;
    for (const RawToken& token : split_tokens(name)) {
        if (!(token.flags & kMark))
            words.emplace_back(name.substr(token.begin, token.end - token.begin));
    }
    return words;
}

bool same_name(BaseForms& bases, const std::vector<std::string>& a,
               const std::vector<std::string>& b) {
    const auto& part = a.size() <= b.size() ? a : b;
    const auto& whole = a.size() <= b.size() ? b : a;
    std::size_t next = 0;
    bool word_agrees = false;
    for (const std::string& word : part) {
        // "Truman" is the last word of "Harry T Truman", not its initial.
        std::size_t full = is_initial(word) ? whole.size() : next;
        while (full < whole.size() &&
               (is_initial(whole[full]) || !shares_base(bases, word, whole[full])))
            ++full;
        if (full < whole.size()) next = full;
        while (next < whole.size() && !same_word(bases, word, whole[next])) ++next;
        if (next == whole.size()) return false;
        word_agrees |= !is_initial(word) && !is_initial(whole[next]);
        ++next;
    }
    return word_agrees;
}

std::string initials_of(const std::vector<std::string>& words) {
    std::string initials;
    for (const std::string& word : words) {
        std::size_t at = 0;
        append_utf8(initials, next_code_point(word, at));
    }
    return initials;
}

bool is_acronym(std::string_view name) {
    std::size_t letters = 0;
    for (std::size_t at = 0; at < name.size(); ++letters)
        if (Characters::all().letter(next_code_point(name, at)) != Letter::upper) return false;
    return letters >= kShortestAcronym && letters <= kLongestAcronym;
}

bool are_initials(std::string_view acronym, std::string_view name) {
    constexpr std::size_t kSmallWord = 3;  // letters
    std::string all, capitals, weighty;
    for (const std::string& word : name_words(name)) {
        std::size_t at = 0;
        const char32_t first = next_code_point(word, at);
        const bool capital = Characters::all().letter(first) == Letter::upper;
        const std::size_t letters = static_cast<std::size_t>(
            std::count_if(word.begin(), word.end(), [](char c) { return (c & 0xC0) != 0x80; }));
        append_utf8(all, to_upper(first));
        if (capital) append_utf8(capitals, first);
        if (capital || letters > kSmallWord) append_utf8(weighty, to_upper(first));
    }
    return acronym == all || acronym == capitals || acronym == weighty;
}

}  // namespace parley::ingest
