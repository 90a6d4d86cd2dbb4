#pragma once
/// Which rules may begin at a token: the index of RuleSet, asked with a document.

#include <algorithm>
#include <boost/container/small_vector.hpp>
#include <iterator>
#include <span>
#include <vector>

#include "ingest/stages.hpp"

namespace parley::ingest {

/// The rules of a set that may match in one sentence: most need a listed word or a span that it
/// does not have.
class ViableRules {
  public:
    /// From now on it is about this set, in this sentence as it stands. Costs a few steps for each
    /// rule that needs what the sentence has.
    void within(const RuleSet& set, const Sentence& sentence) {
        set_ = &set;
        none_ = true;
        at_start_ = false;
        first_ = sentence.begin;
        begin_ = {};
        viable_.assign(set.rules.size(), 0);
        if (!sentence.features.holds(set.required)) return;
        auto consider = [&](std::uint32_t rule) {
            const RuleNeeds& needs = set.needs[rule];
            if (!needs.met_by(sentence.features)) return;
            viable_[rule] = 1;
            none_ = false;
            at_start_ |= needs.at_start;
            begin_.add(needs.begin);
        };
        for (std::uint32_t rule : set.needing_nothing) consider(rule);
        // A rule is under something that it needs: under what is not here stand none that may
        // match.
        sentence.features.for_each_in(set.keys, [&](std::uint32_t feature) {
            for (std::uint32_t rule : set.by_need.of(feature)) consider(rule);
        });
    }
    const RuleSet& set() const { return *set_; }
    bool none() const { return none_; }
    bool at_start(std::uint32_t at) const { return at_start_ && at == first_; }
    bool hold(std::uint32_t rule) const { return viable_[rule] != 0; }
    bool may_begin(const Document& document, std::uint32_t at) const {
        const Token& token = document.tokens[at];
        return begin_.fit(document.present[at], token.word, token.flags) || at_start(at);
    }

  private:
    const RuleSet* set_ = nullptr;
    std::vector<std::uint8_t> viable_;
    bool none_ = true;
    bool at_start_ = false;    ///< a rule that begins with Start is viable
    std::uint32_t first_ = 0;  ///< token of the sentence
    Beginnings begin_;
};

/// Calls `attempt(rule)` for each viable rule that may begin at the token, in the order of the
/// pack. Costs a comparison or two where none may.
template <typename Attempt>
void for_rules_at(const Document& document, const ViableRules& viable, std::uint32_t at,
                  Attempt attempt) {
    if (!viable.may_begin(document, at)) return;
    const RuleSet& set = viable.set();
    auto holds = [&](std::uint32_t rule) { return viable.hold(rule); };
    boost::container::small_vector<std::span<const std::uint32_t>, 16> sources;
    auto take = [&](std::span<const std::uint32_t> some) {
        if (!some.empty()) sources.push_back(some);
    };
    const Token& token = document.tokens[at];
    auto opening = [&](Opening which) { take(set.by_opening[static_cast<std::size_t>(which)]); };
    opening(Opening::anything);
    if (viable.at_start(at)) opening(Opening::sentence);
    if (token.flags & kNumber) opening(Opening::number);
    if (token.flags & kCapital) opening(Opening::capital);
    if (token.flags & kAllCaps) opening(Opening::all_caps);
    take(set.by_word.of(token.word));
    for (std::uint32_t i = document.hits_begin[at]; i < document.hits_begin[at + 1]; ++i)
        take(set.by_list.of(document.hits[i].list));
    for (std::uint32_t i = document.first_span[at]; i != kNoIndex; i = document.spans[i].next)
        take(set.by_kind.of(document.spans[i].kind));
    if (sources.size() == 1) {  // the usual case: nothing to merge
        for (std::uint32_t rule : sources.front())
            if (holds(rule)) attempt(set.rules[rule]);
        return;
    }
    boost::container::small_vector<std::uint32_t, 64> rules;
    for (auto some : sources)
        std::copy_if(some.begin(), some.end(), std::back_inserter(rules), holds);
    std::sort(rules.begin(), rules.end());
    rules.erase(std::unique(rules.begin(), rules.end()), rules.end());
    for (std::uint32_t rule : rules) attempt(set.rules[rule]);
}

}  // namespace parley::ingest
