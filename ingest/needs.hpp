#pragma once
/// What a sentence must have, or a rule cannot match in it: found while the rule's pattern is
/// compiled, asked of a sentence before the rule is tried in it.

#include <array>
#include <bit>
#include <cstdint>
#include <vector>

namespace parley::ingest {

/// Lists, kinds of span and words of which something is in a sentence or must be. A pack that has
/// more of them than there are bits folds some: it may say yes where it should say no, never the
/// other way round.
class Features {
  public:
    static constexpr std::uint32_t list(std::uint32_t number) { return number % (64 * kLists); }
    static constexpr std::uint32_t kind(std::uint32_t number) { return 64 * kLists + number % 64; }
    /// Of a word by its number among those that rules need (Lexicon::word_features).
    static constexpr std::uint32_t word(std::uint32_t number) {
        return 64 * (kLists + 1) + number % (64 * kWords);
    }
    /// A set of many words counts as one feature.
    static constexpr std::uint32_t word_set(std::uint32_t number) {
        return 64 * (kLists + 1 + kWords) + number % (64 * kWordSets);
    }
    static constexpr bool is_kind(std::uint32_t feature) { return feature / 64 == kLists; }
    static constexpr std::uint32_t kLists = 6, kWords = 24, kWordSets = 3;  ///< in words of 64 bits
    static constexpr std::uint32_t kCount = 64 * (kLists + 1 + kWords + kWordSets);

    void add(std::uint32_t feature) { bits_[feature / 64] |= std::uint64_t{1} << feature % 64; }
    void add_word_sets(const std::array<std::uint64_t, kWordSets>& sets) {
        for (std::size_t i = 0; i < kWordSets; ++i) bits_[kLists + 1 + kWords + i] |= sets[i];
    }
    /// A bit for each kind, 64 numbers apart share one.
    std::uint64_t kinds() const { return bits_[kLists]; }
    bool has(std::uint32_t feature) const { return bits_[feature / 64] >> feature % 64 & 1; }
    std::uint64_t word_at(std::uint32_t number) const { return bits_[number]; }
    /// Calls `visit(feature)` for each that is in both.
    template <typename Visit>
    void for_each_in(const Features& other, Visit visit) const {
        for (std::uint32_t i = 0; i < bits_.size(); ++i)
            for (std::uint64_t both = bits_[i] & other.bits_[i]; both != 0; both &= both - 1)
                visit(i * 64 + static_cast<std::uint32_t>(std::countr_zero(both)));
    }

  private:
    std::array<std::uint64_t, kCount / 64> bits_{};
};

/// Some step of a pattern takes one of these, whichever way it goes.
struct Need {
    std::vector<std::uint32_t> features;  ///< ascending, each once
    /// How often one of them is met, roughly: rare ones exclude more.
    std::uint64_t frequency = 0;

    bool has_kinds() const {
        for (std::uint32_t feature : features)
            if (Features::is_kind(feature)) return true;
        return false;
    }
};

/// Needs of several rules as they are asked, one behind the other: of each the bits of its
/// features, by their word of Features.
class NeedMasks {
  public:
    /// Where the next that is added begins.
    std::uint32_t size() const { return static_cast<std::uint32_t>(parts_.size()); }
    void add(const Need& need) {
        std::size_t first = parts_.size();
        for (std::uint32_t feature : need.features) {
            if (parts_.size() == first || parts_.back().word != feature / 64)
                parts_.push_back({0, static_cast<std::uint16_t>(feature / 64), false});
            parts_.back().bits |= std::uint64_t{1} << feature % 64;
        }
        parts_.back().last = true;
    }
    /// Closes those added since the last call.
    void end() { parts_.push_back({0, kEnd, true}); }
    /// Whether a sentence with these features has what each of them asks that were added from here
    /// to the next end.
    bool are_met(std::uint32_t from, const Features& features) const {
        for (const Part* part = parts_.data() + from; part->word != kEnd;) {
            std::uint64_t found = 0;
            do {
                found |= features.word_at(part->word) & part->bits;
            } while (!(part++)->last);
            if (found == 0) return false;
        }
        return true;
    }

  private:
    static constexpr std::uint16_t kEnd = 0xFFFF;
    struct Part {
        std::uint64_t bits;
        std::uint16_t word;  ///< of Features, or kEnd
        bool last;           ///< of its need
    };
    std::vector<Part> parts_;
};

/// What a part of a pattern needs, the rarest first; a few are kept. Empty: it may match anywhere.
using Needs = std::vector<Need>;

/// One part behind the other: what each needs.
void need_both(Needs& all, const Needs& more);
/// Alternatives: of each some need.
Needs need_one_of(const std::vector<Needs>& branches);

}  // namespace parley::ingest
