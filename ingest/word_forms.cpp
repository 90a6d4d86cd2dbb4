// How an entry's short notation becomes its forms: alternatives, optional words, paradigms.
#include <fmt/format.h>

#include <algorithm>
#include <parley/error.hpp>

#include "ingest/lexicon.hpp"

namespace parley::ingest {
namespace {

constexpr std::size_t kMaxForms = 4000;

[[noreturn]] void fail(const std::string& what) { throw PackError(what); }

/// The place of the bracket that closes the one at `open`.
std::size_t closing(std::string_view text, std::size_t open) {
    int depth = 0;
    for (std::size_t i = open; i < text.size(); ++i) {
        if (text[i] == '(' || text[i] == '[') ++depth;
        if ((text[i] == ')' || text[i] == ']') && --depth == 0) return i;
    }
    fail(fmt::format("a bracket is not closed in '{}'", text));
}

/// "(a|b) [c] d" into "a c d", "b c d", "a d", "b d".
std::vector<std::string> alternatives(std::string_view text) {
    std::size_t open = text.find_first_of("([");
    if (open == std::string_view::npos) return {std::string(text)};
    std::size_t close = closing(text, open);
    std::vector<std::string> middle;
    std::size_t begin = open + 1;
    int depth = 0;
    for (std::size_t i = begin; i <= close; ++i) {
        if (i < close && (text[i] == '(' || text[i] == '[')) ++depth;
        if (i < close && (text[i] == ')' || text[i] == ']')) --depth;
        if (i == close || (text[i] == '|' && depth == 0)) {
            auto some = alternatives(text.substr(begin, i - begin));
            middle.insert(middle.end(), some.begin(), some.end());
            begin = i + 1;
        }
    }
    if (text[open] == '[') middle.emplace_back();
    std::vector<std::string> result;
    for (const auto& part : middle) {
        for (const auto& rest : alternatives(text.substr(close + 1))) {
            result.push_back(std::string(text.substr(0, open)) + part + rest);
            if (result.size() > kMaxForms)
                fail(fmt::format("'{}' stands for too many forms", text));
        }
    }
    return result;
}

const Paradigm& find_paradigm(std::string_view name, const std::vector<Paradigm>& paradigms) {
    auto found = std::find_if(paradigms.begin(), paradigms.end(),
                              [&](const Paradigm& p) { return p.name == name; });
    if (found == paradigms.end()) fail(fmt::format("no paradigm '{}'", name));
    return *found;
}

/// One word in all its cases; a word without a paradigm has one form for every case.
std::vector<WrittenForm> inflect(std::string_view word, const std::vector<Paradigm>& paradigms) {
    std::size_t tilde = word.find('~');
    if (tilde == std::string_view::npos) return {{std::string(word), ""}};
    std::string_view base = word.substr(0, tilde);
    const Paradigm& paradigm = find_paradigm(word.substr(tilde + 1), paradigms);
    if (!base.ends_with(paradigm.strip)) {
        fail(fmt::format("'{}' does not end in '{}' as paradigm '{}' wants", base, paradigm.strip,
                         paradigm.name));
    }
    std::vector<WrittenForm> forms{{std::string(base), "nom"}};
    std::string stem(base.substr(0, base.size() - paradigm.strip.size()));
    for (const auto& [name, endings] : paradigm.endings) {
        for (const std::string& ending : endings) forms.push_back({stem + ending, name});
    }
    return forms;
}

/// Words of one alternative, inflected in agreement.
std::vector<WrittenForm> agree(std::string_view text, const std::vector<Paradigm>& paradigms) {
    std::vector<WrittenForm> result{{"", ""}};
    while (!(text = trim(text)).empty()) {
        std::size_t cut = text.find(' ');
        auto forms = inflect(text.substr(0, cut), paradigms);
        text.remove_prefix(std::min(cut, text.size()));
        std::vector<WrittenForm> longer;
        for (const auto& left : result) {
            for (const auto& right : forms) {
                if (!left.grammatical_case.empty() && !right.grammatical_case.empty() &&
                    left.grammatical_case != right.grammatical_case) {
                    continue;
                }
                longer.push_back({left.text + (left.text.empty() ? "" : " ") + right.text,
                                  left.grammatical_case.empty() ? right.grammatical_case
                                                                : left.grammatical_case});
                if (longer.size() > kMaxForms) fail("an entry stands for too many forms");
            }
        }
        result = std::move(longer);
    }
    return result;
}

}  // namespace

std::vector<WrittenForm> write_forms(std::string_view text,
                                     const std::vector<Paradigm>& paradigms) {
    std::vector<WrittenForm> result;
    for (const std::string& one : alternatives(text)) {
        auto forms = agree(one, paradigms);
        result.insert(result.end(), forms.begin(), forms.end());
    }
    return result;
}

}  // namespace parley::ingest
