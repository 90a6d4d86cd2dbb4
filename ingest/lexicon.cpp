// Vocabulary and automaton.
#include "ingest/lexicon.hpp"

#include <algorithm>

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

std::uint32_t Vocabulary::add_ending(std::string_view folded) {
    if (folded.size() < 2) return kUnknownWord;
    std::uint32_t number = add("*" + std::string(folded));
    endings_.emplace(std::string(folded), number);
    may_end_.resize(256 * 256);
    may_end_[last_two(folded)] = true;
    longest_ending_ = std::max(longest_ending_, folded.size());
    shortest_ending_ =
        shortest_ending_ == 0 ? folded.size() : std::min(shortest_ending_, folded.size());
    return number;
}

std::uint32_t Vocabulary::find_ending(std::string_view folded) const {
    constexpr std::size_t kShortestStem = 3;
    if (endings_.empty() || folded.size() < kShortestStem + shortest_ending_ ||
        !may_end_[last_two(folded)])
        return kUnknownWord;
    for (std::size_t size = std::min(longest_ending_, folded.size() - kShortestStem);
         size >= shortest_ending_; --size) {
        auto found = endings_.find(folded.substr(folded.size() - size));
        if (found != endings_.end()) return found->second;
    }
    return kUnknownWord;
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
