#pragma once
/// Which rules may begin at a token: the index of RuleSet, asked with a document.

#include <bit>
#include <boost/container/small_vector.hpp>
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
        begin_ = {};
        viable_.assign((set.rules.size() + 63) / 64, 0);
        if (!sentence.features.holds(set.required)) return;
        auto consider = [&](std::uint32_t rule) {
            if (!set.needs[rule].met_by(sentence.features)) return;
            viable_[rule / 64] |= std::uint64_t{1} << rule % 64;
            begin_.add(set.begins[rule]);
        };
        for (std::uint32_t rule : set.needing_nothing) consider(rule);
        // A rule is under something that it needs: under what is not here stand none that may
        // match.
        sentence.features.for_each_in(set.keys, [&](std::uint32_t feature) {
            for (std::uint32_t rule : set.by_need.of(feature)) consider(rule);
        });
    }
    const RuleSet& set() const { return *set_; }
    bool none() const { return (begin_.present | begin_.rest) == 0; }
    /// A bit for each rule that may match.
    const std::vector<std::uint64_t>& bits() const { return viable_; }
    bool may_begin(const Document& document, std::uint32_t at) const {
        return begin_.meets(document.traits[at]);
    }

  private:
    const RuleSet* set_ = nullptr;
    std::vector<std::uint64_t> viable_;
    Traits begin_;  ///< of all that are viable
};

/// Calls `attempt(rule)` for each viable rule that may begin at the token, in the order of the
/// pack. Costs a comparison where none may.
template <typename Attempt>
void for_rules_at(const Document& document, const ViableRules& viable, std::uint32_t at,
                  Attempt attempt) {
    if (!viable.may_begin(document, at)) return;
    const RuleSet& set = viable.set();
    // A bit for each rule puts them in order, takes each once and asks whether it is viable, all
    // without a branch.
    boost::container::small_vector<std::uint64_t, 16> begins(viable.bits().size(), 0);
    auto take = [&](std::span<const std::uint32_t> rules) {
        for (std::uint32_t rule : rules) begins[rule / 64] |= std::uint64_t{1} << rule % 64;
    };
    for (std::uint64_t traits = document.traits[at].rest & kExactTraits; traits != 0;
         traits &= traits - 1)
        take(set.by_trait.of(static_cast<std::uint32_t>(std::countr_zero(traits))));
    take(set.by_word.of(document.tokens[at].word));
    for (std::uint32_t i = document.hits_begin[at]; i < document.hits_begin[at + 1]; ++i)
        take(set.by_list.of(document.hits[i].list));
    for (std::uint32_t i = document.first_span[at]; i != kNoIndex; i = document.spans[i].next)
        take(set.by_kind.of(document.spans[i].kind));
    for (std::uint32_t i = 0; i < begins.size(); ++i)
        for (std::uint64_t bits = begins[i] & viable.bits()[i]; bits != 0; bits &= bits - 1)
            attempt(set.rules[i * 64 + static_cast<std::uint32_t>(std::countr_zero(bits))]);
}

}  // namespace parley::ingest
