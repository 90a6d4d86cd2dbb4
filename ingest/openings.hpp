#pragma once
/// Which rules may begin at a token: the index of RuleSet, asked with a document.

#include <algorithm>
#include <bit>
#include <boost/container/small_vector.hpp>
#include <optional>
#include <vector>

#include "ingest/stages.hpp"

namespace parley::ingest {

inline constexpr Traits kAllTraits{~std::uint64_t{0}, ~std::uint64_t{0}};

/// What loose patterns may step over (Matcher::skip).
inline Traits stepped_over(const Pack& pack) {
    return {folded_kind(pack.known.date) | folded_kind(pack.known.where) |
                folded_list(pack.known.transparent),
            folded_flags(kMark)};
}

/// The first token from `at` on that shares a trait; `end` if none does.
inline std::uint32_t first_with(const Traits& wanted, const Document& document, std::uint32_t at,
                                std::uint32_t end) {
    const Traits own = wanted;  // which no token's can be: the loop need not fetch it again
    const Traits* const traits = document.traits.data();
    while (at < end && !own.meets(traits[at])) ++at;
    return at;
}

/// The rules of a set that may match in one sentence: most need a listed word or a span that it
/// does not have.
class ViableRules {
  public:
    /// From now on it is about this set, in this sentence as it stands; its first token may still
    /// become `more`. Costs a few steps for each rule that needs no list or word that the sentence
    /// does not have.
    void within(const RuleSet& set, const Document& document, const Sentence& sentence,
                const Traits& more = {}) {
        set_ = &set;
        begin_ = {};
        end_ = sentence.end;
        const std::uint64_t* may = document.viable.data() + sentence.viable + set.place;
        viable_.assign(may, may + set.words());
        Traits first = document.traits[sentence.begin];
        if (sentence.opens != sentence.begin) first.add(document.traits[sentence.opens]);
        first.add(more);
        if (stepped_over(*document.pack).meets(first)) first.add(kAllTraits);
        for (std::uint32_t i = 0; i < viable_.size(); ++i) {
            for (std::uint64_t bits = viable_[i]; bits != 0; bits &= bits - 1) {
                const std::uint32_t rule =
                    i * 64 + static_cast<std::uint32_t>(std::countr_zero(bits));
                if (has_kinds(rule, sentence.features) && set.gates[rule].opening.meets(first))
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
    /// What a token is with which one of them may begin.
    const Traits& beginnings() const { return begin_; }

  private:
    bool has_kinds(std::uint32_t rule, const Features& features) const {
        const RuleSet::Gate& gate = set_->gates[rule];
        if ((gate.kinds & ~features.kinds()) != 0) return false;
        return gate.mixed == RuleSet::Gate::kNone || set_->mixed.are_met(gate.mixed, features);
    }

    const RuleSet* set_ = nullptr;
    std::vector<std::uint64_t> viable_;
    std::uint32_t end_ = 0;
    Traits begin_;  ///< of all that are viable
};

/// Traits of the tokens that may follow the first thing that a rule takes at `at`; all traits where
/// a rule may step over something there, or a mark joins parts of a name.
inline Traits behind_first(const Document& document, const ViableRules& viable, std::uint32_t at) {
    const Traits skipped = stepped_over(*document.pack);
    Traits found = document.traits[at];
    if (skipped.meets(found)) return kAllTraits;
    found = {0, kAnything};
    auto take = [&](std::uint32_t end) {
        if (viable.holds(end)) found.add(document.traits[end]);
    };
    take(at + 1);
    for (std::uint32_t i = document.hits_begin[at]; i < document.hits_begin[at + 1]; ++i)
        take(document.hits[i].end);
    for (std::uint32_t i = document.first_span[at]; i != kNoIndex; i = document.spans[i].next)
        take(document.spans[i].end);
    return skipped.meets(found) ? kAllTraits : found;
}

/// Calls `attempt(rule)` for each viable rule that may begin at the token, in the order of the
/// pack. Costs a comparison where none may.
template <typename Attempt>
void for_rules_at(const Document& document, const ViableRules& viable, std::uint32_t at,
                  Attempt attempt) {
    if (!viable.may_begin(document, at)) return;
    const RuleSet& set = viable.set();
    // A bit for each rule puts them in order, takes each once and asks whether it is viable.
    boost::container::small_vector<const std::uint64_t*, 24> rows;
    auto take = [&](const std::uint64_t* row) {
        if (row != nullptr) rows.push_back(row);
    };
    const Token& token = document.tokens[at];
    for (std::uint64_t traits = document.traits[at].rest & kExactTraits; traits != 0;
         traits &= traits - 1)
        take(set.by_trait.of(static_cast<std::uint32_t>(std::countr_zero(traits))));
    if (token.opener != 0) take(set.by_opener.of(token.opener));
    for (std::uint32_t i = document.hits_begin[at]; i < document.hits_begin[at + 1]; ++i)
        take(set.by_list.of(document.hits[i].list));
    for (std::uint32_t i = document.first_span[at]; i != kNoIndex; i = document.spans[i].next)
        take(set.by_kind.of(document.spans[i].kind));
    std::optional<Traits> second;  // not asked for where no rule is left
    for (std::uint32_t i = 0; i < viable.bits().size(); ++i) {
        std::uint64_t bits = 0;
        for (const std::uint64_t* row : rows) bits |= row[i];
        for (bits &= viable.bits()[i]; bits != 0; bits &= bits - 1) {
            if (!second) second = behind_first(document, viable, at);
            const std::uint32_t rule = i * 64 + static_cast<std::uint32_t>(std::countr_zero(bits));
            if (set.gates[rule].second.meets(*second)) attempt(set.rules[rule]);
        }
    }
}

}  // namespace parley::ingest
