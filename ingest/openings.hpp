#pragma once
/// Which rules may begin at a token: the index of RuleSet, asked with a document.

#include <algorithm>
#include <boost/container/small_vector.hpp>
#include <span>

#include "ingest/stages.hpp"

namespace parley::ingest {

/// Calls `attempt(rule number)` for each rule of the set that may begin at the token, in the order
/// of the pack. Costs one comparison where none may.
template <typename Attempt>
void for_rules_at(const Document& document, const RuleSet& set, std::uint32_t at, Attempt attempt) {
    if ((document.openings[at] & set.bit) == 0) return;
    boost::container::small_vector<std::span<const std::uint32_t>, 16> sources;
    auto take = [&](std::span<const std::uint32_t> some) {
        if (!some.empty()) sources.push_back(some);
    };
    const Token& token = document.tokens[at];
    auto opening = [&](Opening which) { take(set.by_opening[static_cast<std::size_t>(which)]); };
    opening(Opening::anything);
    if (token.flags & kNumber) opening(Opening::number);
    if (token.flags & kCapital) opening(Opening::capital);
    take(set.by_word.of(token.word));
    for (std::uint32_t i = document.hits_begin[at]; i < document.hits_begin[at + 1]; ++i)
        take(set.by_list.of(document.hits[i].list));
    for (std::uint32_t i = document.first_span[at]; i != kNoIndex; i = document.spans[i].next)
        take(set.by_kind.of(document.spans[i].kind));
    if (sources.size() == 1) {  // the usual case: nothing to merge
        for (std::uint32_t rule : sources.front()) attempt(rule);
        return;
    }
    boost::container::small_vector<std::uint32_t, 64> rules;
    for (auto some : sources) rules.insert(rules.end(), some.begin(), some.end());
    std::sort(rules.begin(), rules.end());
    rules.erase(std::unique(rules.begin(), rules.end()), rules.end());
    for (std::uint32_t rule : rules) attempt(rule);
}

}  // namespace parley::ingest
