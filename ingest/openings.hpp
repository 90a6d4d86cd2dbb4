#pragma once
/// Which rules may begin at a token: the index of RuleSet, asked with a document.

#include <algorithm>
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
    /// rule that needs no list or word that the sentence does not have.
    void within(const RuleSet& set, const Document& document, const Sentence& sentence) {
        set_ = &set;
        begin_ = {};
        end_ = sentence.end;
        const std::uint64_t* may = document.viable.data() + sentence.viable + set.place;
        viable_.assign(may, may + set.words());
        for (std::uint32_t i = 0; i < viable_.size(); ++i) {
            for (std::uint64_t bits = viable_[i]; bits != 0; bits &= bits - 1) {
                const std::uint32_t rule =
                    i * 64 + static_cast<std::uint32_t>(std::countr_zero(bits));
                if (has_kinds(rule, sentence.features))
                    begin_.add(set.gates[rule].begin);
                else
                    viable_[i] ^= bits & -bits;
            }
        }
    }
    const RuleSet& set() const { return *set_; }
    /// Whether the token stands in the sentence.
    bool holds(std::uint32_t token) const { return token < end_; }
    bool none() const { return (begin_.present | begin_.rest) == 0; }
    /// A bit for each rule that may match.
    const std::vector<std::uint64_t>& bits() const { return viable_; }
    bool may_begin(const Document& document, std::uint32_t at) const {
        return begin_.meets(document.traits[at]);
    }

  private:
    bool has_kinds(std::uint32_t rule, const Features& features) const {
        const RuleSet::Gate& gate = set_->gates[rule];
        if ((gate.kinds & ~features.kinds()) != 0) return false;
        if (!gate.more) return true;
        const Needs& mixed = set_->mixed[rule];
        return std::all_of(mixed.begin(), mixed.end(),
                           [&](const Need& need) { return features.has_one_of(need.features); });
    }

    const RuleSet* set_ = nullptr;
    std::vector<std::uint64_t> viable_;
    std::uint32_t end_ = 0;
    Traits begin_;  ///< of all that are viable
};

/// Traits of the tokens that may follow the first thing that a rule takes at `at`; all traits where
/// a rule may step over something there, or a mark joins parts of a name.
inline Traits behind_first(const Document& document, const ViableRules& viable, std::uint32_t at) {
    constexpr Traits all{~std::uint64_t{0}, ~std::uint64_t{0}};
    const WellKnown& known = document.pack->known;
    const Traits stepped_over{
        folded_kind(known.date) | folded_kind(known.where) | folded_list(known.transparent),
        folded_flags(kMark)};
    Traits found = document.traits[at];
    if (stepped_over.meets(found)) return all;
    found = {0, kAnything};
    auto take = [&](std::uint32_t end) {
        if (viable.holds(end)) found.add(document.traits[end]);
    };
    take(at + 1);
    for (std::uint32_t i = document.hits_begin[at]; i < document.hits_begin[at + 1]; ++i)
        take(document.hits[i].end);
    for (std::uint32_t i = document.first_span[at]; i != kNoIndex; i = document.spans[i].next)
        take(document.spans[i].end);
    return stepped_over.meets(found) ? all : found;
}

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
    std::uint64_t any = 0;
    for (std::uint32_t i = 0; i < begins.size(); ++i) any |= begins[i] &= viable.bits()[i];
    if (any == 0) return;
    const Traits second = behind_first(document, viable, at);
    for (std::uint32_t i = 0; i < begins.size(); ++i) {
        for (std::uint64_t bits = begins[i]; bits != 0; bits &= bits - 1) {
            const std::uint32_t rule = i * 64 + static_cast<std::uint32_t>(std::countr_zero(bits));
            if (set.gates[rule].second.meets(second)) attempt(set.rules[rule]);
        }
    }
}

}  // namespace parley::ingest
