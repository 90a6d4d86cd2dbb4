#pragma once
/// Patterns of a pack (packs/README.md, "Patterns"): compiled to a small program that match.cpp
/// runs.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace parley::ingest {

enum class Op : std::uint8_t {
    word,      ///< one token with this folded word; `a` word id
    list,      ///< a lexicon entry; `a` list id, `condition` if any
    span,      ///< a span of an earlier level; `a` kind id
    slot,      ///< an event slot; `a` kind id (subject, next, pair, document ...)
    cap,       ///< a capitalised word with what is glued to it
    name,      ///< the same, and not an ordinary word of the pack
    all_caps,  ///< a word of capitals
    low,       ///< a word without a capital
    number,    ///< digits
    any,       ///< any one token
    start,     ///< sentence start
    end,       ///< sentence end
    glue,      ///< no space here
    gap,       ///< up to `a` tokens, shortest first
    event,     ///< the event's own word (modality patterns)
    split,     ///< try `a`, then `b`
    jump,      ///< go to `a`
    open,      ///< label `a` begins
    close,     ///< label `a` ends
    not_here,  ///< the program at `a` must not match; go on at `b`
    loop,      ///< at most `b` further rounds through `a` (kept per instruction)
    accept,    ///< matched
};

struct Condition {
    std::string key;
    std::string value;
    std::uint8_t cases = 0xFF;  ///< of a `case=` condition, as bits (inflect.hpp); else all
};

inline constexpr std::uint32_t kNoStep = 0xFFFFFFFF;

struct Instruction {
    Op op;
    std::uint32_t a = 0;
    std::uint32_t b = 0;
    bool capital = false;           ///< word: only with a capital
    std::int32_t condition = -1;    ///< index into Pattern::conditions
    std::uint32_t first = kNoStep;  ///< split, not_here: the step that `a` cannot begin without
    std::uint64_t folded = 0;       ///< list, span: the bit it needs of Document::present
};

/// Lists and kinds of span at one token, folded into one word: a bit that is missing says no for
/// certain, one that is there says perhaps.
inline constexpr std::uint32_t kFoldedLists = 44;
constexpr std::uint64_t folded_list(std::uint32_t list) {
    return std::uint64_t{1} << list % kFoldedLists;
}
constexpr std::uint64_t folded_kind(std::uint32_t kind) {
    return std::uint64_t{1} << (kFoldedLists + kind % (64 - kFoldedLists));
}
constexpr std::uint64_t folded_word(std::uint32_t word) { return std::uint64_t{1} << word % 64; }

/// Label of the `=x` part: the span's own extent.
inline constexpr std::string_view kOwnExtent = "=";

/// Lists and kinds of span, by number, of which something is there or must be. Folded into some
/// bits: it may say yes where it should say no, never the other way round.
class Presence {
  public:
    void add_list(std::uint32_t list) { add(list % (64 * kListWords)); }
    void add_kind(std::uint32_t kind) { add(64 * kListWords + kind % 64); }
    bool holds(const Presence& all) const {
        std::uint64_t missing = 0;
        for (std::size_t i = 0; i < bits_.size(); ++i) missing |= all.bits_[i] & ~bits_[i];
        return missing == 0;
    }

    /// Takes away what is not in the other as well.
    void keep(const Presence& other) {
        for (std::size_t i = 0; i < bits_.size(); ++i) bits_[i] &= other.bits_[i];
    }

  private:
    static constexpr std::uint32_t kListWords = 4;
    void add(std::uint32_t bit) { bits_[bit / 64] |= std::uint64_t{1} << bit % 64; }
    std::array<std::uint64_t, kListWords + 1> bits_{};
};

/// Words, folded into some bits like Presence.
class FoldedWords {
  public:
    void add(std::uint32_t word) { bits_[word / 64 % kBlocks] |= std::uint64_t{1} << word % 64; }
    bool meets(const FoldedWords& other) const {
        std::uint64_t both = 0;
        for (std::size_t i = 0; i < kBlocks; ++i) both |= bits_[i] & other.bits_[i];
        return both != 0;
    }

  private:
    static constexpr std::size_t kBlocks = 4;
    std::array<std::uint64_t, kBlocks> bits_{};
};

/// What a sentence must have, or a pattern cannot match in it.
struct SentenceNeeds {
    static constexpr std::size_t kWordSets = 2;  ///< so many are kept

    Presence required;                              ///< lists and kinds of span
    std::array<FoldedWords, kWordSets> any_word{};  ///< of each set a word
    std::uint8_t word_sets = 0;

    bool met_by(const Presence& present, const FoldedWords& words) const {
        if (!present.holds(required)) return false;
        for (std::size_t i = 0; i < word_sets; ++i)
            if (!words.meets(any_word[i])) return false;
        return true;
    }
};

struct Pattern {
    std::vector<Instruction> code;
    std::vector<Condition> conditions;
    std::int32_t subject = -1;  ///< label of a leading `<x:subject>`, which is no part of the code
    bool nearest = false;       ///< it was `<x:nearest>`: an actor that a word governs will do too
    bool again = false;         ///< it was `<x:again>`: who acted in the event before acts again
    std::int32_t next = -1;     ///< label of a closing `<x:next>`
    std::int32_t subject_condition = -1;  ///< index into conditions, of `<x:subject/case=nom>`
    std::int32_t next_condition = -1;     ///< the same for `<x:next>`
    std::vector<std::uint32_t> lists;     ///< every list it names
    SentenceNeeds needs;
};

/// Whether every way through the pattern passes a step of this kind.
bool must_pass(const Pattern& pattern, Op op, std::uint32_t what);

/// The cases a condition leaves open; all where there is none.
std::uint8_t wanted_cases(const Pattern& pattern, std::int32_t condition);

/// Names a pack's patterns share; numbers are given in order of first use.
class Names {
  public:
    std::uint32_t number(std::string_view name);
    /// The name's number, or -1.
    std::int32_t find(std::string_view name) const;
    const std::string& name(std::uint32_t number) const { return names_[number]; }
    std::size_t size() const { return names_.size(); }

  private:
    std::vector<std::string> names_;
};

/// What a pattern's names mean; implemented by the loader.
struct PatternNames {
    virtual ~PatternNames() = default;
    virtual std::uint32_t word(std::string_view folded) = 0;
    virtual std::uint32_t list(std::string_view name) = 0;
    virtual std::uint32_t kind(std::string_view name) = 0;
    virtual std::uint32_t label(std::string_view name) = 0;
    /// The tokens of a literal: "US-" is two.
    virtual std::vector<std::string> tokens(std::string_view literal) = 0;
};

/// Steps that the pattern may begin with behind `at`, walking all ways to what takes a token first.
std::vector<const Instruction*> first_atoms(const Pattern& pattern, std::uint32_t at);

/// Fills `needs`: what every way through the pattern passes.
void find_needs(Pattern& pattern, PatternNames& names);

/// Tells each choice and each "not here" which step decides whether trying it is worth while.
void look_ahead(Pattern& pattern);

/// Compiles a pattern. Throws PackError (without place) with the part that is wrong.
Pattern compile_pattern(std::string_view text, PatternNames& names);

}  // namespace parley::ingest
