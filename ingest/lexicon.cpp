// Vocabulary and automaton.
#include "ingest/lexicon.hpp"

namespace parley::ingest {

std::uint32_t Vocabulary::add(std::string_view folded) {
    auto found = words_.find(folded);
    if (found != words_.end()) return found->second;
    auto number = static_cast<std::uint32_t>(words_.size() + 1);
    words_.emplace(std::string(folded), number);
    return number;
}

std::uint32_t Vocabulary::find(std::string_view folded) const {
    auto found = words_.find(folded);
    return found == words_.end() ? kUnknownWord : found->second;
}

void Automaton::add(const std::vector<std::uint32_t>& words, std::uint32_t form) {
    std::uint32_t node = 0;
    for (std::uint32_t word : words) {
        auto [edge, added] = edges_.try_emplace(std::uint64_t{node} << 32 | word,
                                                static_cast<std::uint32_t>(nodes_.size()));
        if (added) nodes_.emplace_back();
        node = edge->second;
    }
    nodes_[node].push_back(form);
}

bool form_has(const Lexicon& lexicon, std::uint32_t form, std::string_view key,
              std::string_view value) {
    const Form& found = lexicon.forms[form];
    if (key == "case") {
        return found.cases.empty() ||
               found.cases.find(" " + std::string(value) + " ") != std::string::npos;
    }
    return attribute(lexicon.entries[found.entry].attributes, key) == value;
}

}  // namespace parley::ingest
