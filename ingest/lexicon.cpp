// Vocabulary and automaton.
#include "ingest/lexicon.hpp"

#include <algorithm>

namespace parley::ingest {
namespace {

constexpr std::size_t kFewestSlots = 1024;

}  // namespace

void TextTable::put(std::uint32_t hash, std::uint32_t number, std::uint32_t text) {
    std::size_t at = hash & (slots_.size() - 1);
    while (tags_[at] != 0) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = {hash, number, text};
    tags_[at] = tag_of(hash);
}

void TextTable::add(std::string_view text, std::uint32_t number) {
    texts_.emplace_back(text);
    if (2 * texts_.size() > slots_.size()) {
        std::vector<Slot> old(std::max(kFewestSlots, 2 * slots_.size()));
        old.swap(slots_);
        std::vector<std::uint8_t> full(slots_.size());
        full.swap(tags_);
        for (std::size_t i = 0; i < full.size(); ++i)
            if (full[i] != 0) put(old[i].hash, old[i].number, old[i].text);
    }
    put(hash_of(text), number, static_cast<std::uint32_t>(texts_.size() - 1));
}

std::uint32_t TextTable::find(std::string_view text) const {
    if (slots_.empty()) return 0;
    std::uint32_t hash = hash_of(text);
    const std::uint8_t tag = tag_of(hash);
    for (std::size_t at = hash & (slots_.size() - 1); tags_[at] != 0;
         at = (at + 1) & (slots_.size() - 1))
        if (tags_[at] == tag && slots_[at].hash == hash && texts_[slots_[at].text] == text)
            return slots_[at].number;
    return 0;
}

std::uint32_t Vocabulary::add(std::string_view folded) {
    if (std::uint32_t known = words_.find(folded)) return known;
    auto number = static_cast<std::uint32_t>(words_.size() + 1);
    words_.add(folded, number);
    return number;
}

std::uint32_t Vocabulary::add_ending(std::string_view folded) {
    if (folded.size() < 2) return kUnknownWord;
    std::uint32_t number = add("*" + std::string(folded));
    if (endings_.find(folded) == 0) endings_.add(folded, number);
    may_end_.resize(256 * 256);
    may_end_[last_two(folded)] = true;
    longest_ending_ = std::max(longest_ending_, folded.size());
    shortest_ending_ =
        shortest_ending_ == 0 ? folded.size() : std::min(shortest_ending_, folded.size());
    return number;
}

std::uint32_t Vocabulary::find_ending(std::string_view folded) const {
    const std::size_t size = ending_size(folded);
    return size == 0 ? kUnknownWord : endings_.find(folded.substr(folded.size() - size));
}

std::size_t Vocabulary::ending_size(std::string_view folded) const {
    constexpr std::size_t kShortestStem = 3;
    if (endings_.size() == 0 || folded.size() < kShortestStem + shortest_ending_ ||
        !may_end_[last_two(folded)])
        return 0;
    for (std::size_t size = std::min(longest_ending_, folded.size() - kShortestStem);
         size >= shortest_ending_; --size) {
        if (endings_.find(folded.substr(folded.size() - size))) return size;
    }
    return 0;
}

void Automaton::add(const std::vector<std::uint32_t>& words, std::uint32_t form) {
    std::uint32_t node = 0;
    for (std::uint32_t word : words) {
        auto [edge, added] = added_.try_emplace(std::uint64_t{node} << 32 | word,
                                                static_cast<std::uint32_t>(ends_.size()));
        if (added) ends_.emplace_back();
        node = edge->second;
    }
    ends_[node].push_back(form);
}

void Automaton::finish(const std::vector<Form>& forms) {
    std::vector<std::pair<std::uint64_t, std::uint32_t>> all(added_.begin(), added_.end());
    std::sort(all.begin(), all.end());
    // Nodes get their numbers: behind the root the word's, the others any behind those.
    std::vector<std::uint32_t> number(ends_.size());
    std::uint32_t size = 1;
    for (const auto& [key, node] : all) {
        const auto word = static_cast<std::uint32_t>(key);
        if (key >> 32 == 0) number[node] = word, size = std::max(size, word + 1);
    }
    behind_root_ = size;
    for (std::uint32_t node = 1; node < number.size(); ++node)
        if (number[node] == 0) number[node] = size++;
    std::vector<const std::vector<std::uint32_t>*> ends(size);
    std::vector<std::vector<Edge>> edges(size);
    for (std::uint32_t node = 0; node < number.size(); ++node) ends[number[node]] = &ends_[node];
    for (const auto& [key, node] : all)
        if (key >> 32 != 0)
            edges[number[key >> 32]].push_back({static_cast<std::uint32_t>(key), number[node]});
    for (std::uint32_t node = 0; node < size; ++node) {
        nodes_.push_back(
            {static_cast<std::uint32_t>(forms_.size()), static_cast<std::uint32_t>(edges_.size())});
        edges_.insert(edges_.end(), edges[node].begin(), edges[node].end());
        if (ends[node] == nullptr) continue;
        for (std::uint32_t form : *ends[node]) {
            const Form& f = forms[form];
            const CapitalsAsked asked{f.capitals, f.all_caps, f.small};
            auto same = std::find(asked_.begin(), asked_.end(), asked);
            if (same == asked_.end()) same = asked_.insert(same, asked);
            forms_.push_back({form, f.list, static_cast<std::uint32_t>(same - asked_.begin())});
        }
    }
    nodes_.push_back(
        {static_cast<std::uint32_t>(forms_.size()), static_cast<std::uint32_t>(edges_.size())});
    added_.clear();
    ends_ = {};
}

std::uint32_t Automaton::step_on(std::uint32_t node, std::uint32_t word) const {
    auto begin = edges_.begin() + nodes_[node].edges, end = edges_.begin() + nodes_[node + 1].edges;
    auto found = std::lower_bound(begin, end, word,
                                  [](const Edge& edge, std::uint32_t w) { return edge.word < w; });
    return found != end && found->word == word ? found->node : 0;
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
