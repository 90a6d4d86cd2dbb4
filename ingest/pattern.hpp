#pragma once
/// Patterns of a pack (packs/README.md, "Patterns"): compiled to a small program that match.cpp
/// runs.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/needs.hpp"

namespace parley::ingest {

enum class Op : std::uint8_t {
    word,      ///< one token with this folded word; `a` word id
    words,     ///< one token with one of several; `a` index into Pattern::word_sets
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

struct Instruction {
    Op op;
    std::uint32_t a = 0;
    std::uint32_t b = 0;
    bool capital = false;         ///< word: only with a capital
    std::int32_t condition = -1;  ///< index into Pattern::conditions
    std::uint32_t fork = 0;       ///< split, not_here, gap: index into Pattern::forks
    std::uint64_t folded = 0;     ///< list, span: the bit it needs of Traits::present
};

/// Lists, kinds of span and words, each folded into few bits: a bit that is missing says no for
/// certain, one that is there says perhaps.
inline constexpr std::uint32_t kFoldedLists = 44;
constexpr std::uint64_t folded_list(std::uint32_t list) {
    return std::uint64_t{1} << list % kFoldedLists;
}
constexpr std::uint64_t folded_kind(std::uint32_t kind) {
    return std::uint64_t{1} << (kFoldedLists + kind % (64 - kFoldedLists));
}
inline constexpr std::uint32_t kFoldedWords = 48;
/// Not for word 0, which is every word that no pattern names.
constexpr std::uint64_t folded_word(std::uint32_t word) {
    return std::uint64_t{1} << word % kFoldedWords;
}
constexpr std::uint64_t folded_flags(std::uint8_t flags) {
    return std::uint64_t{flags} << kFoldedWords;
}
/// Every token has it, and so has the place behind the last.
inline constexpr std::uint64_t kAnything = std::uint64_t{1} << 63;
/// The first token of a sentence.
inline constexpr std::uint64_t kOpensSentence = std::uint64_t{1} << 62;

/// Traits that are no folded word.
inline constexpr std::uint64_t kExactTraits = ~((std::uint64_t{1} << kFoldedWords) - 1);

/// What a token is, or what something may begin with: a token that shares none of the traits begins
/// it for certain not. Two words, so that to ask costs no branch.
struct Traits {
    std::uint64_t present = 0;  ///< lists, and kinds of span, that begin there
    std::uint64_t rest = 0;     ///< its word, its flags, kAnything, kOpensSentence
    void add(const Traits& other) { present |= other.present, rest |= other.rest; }
    bool meets(const Traits& other) const {
        return ((present & other.present) | (rest & other.rest)) != 0;
    }
};

/// What the ways on may begin with. Of a split: its two. Of a gap: `left` what follows it. Of a
/// "not here": `left` what it asks about, `right` that and all such questions that stand next to
/// it, up to the step `behind`.
struct Fork {
    Traits left, right;
    std::uint32_t behind = 0;
};

/// Alternatives of one word each, as one step: they are compared at once, not one after the other.
struct WordSet {
    struct Word {
        std::uint32_t word;
        bool capital;  ///< only with a capital
    };
    std::uint64_t folded = 0;  ///< bits of its words
    std::vector<Word> words;

    void add(std::uint32_t word, bool capital) {
        folded |= folded_word(word);
        words.push_back({word, capital});
    }
    bool has(std::uint32_t word, bool capital) const {
        if ((folded & folded_word(word)) == 0) return false;
        for (const Word& own : words)
            if (own.word == word && (capital || !own.capital)) return true;
        return false;
    }
};

/// Label of the `=x` part: the span's own extent.
inline constexpr std::string_view kOwnExtent = "=";

struct Pattern {
    std::vector<Instruction> code;
    std::vector<WordSet> word_sets;
    std::vector<Fork> forks;
    std::vector<Condition> conditions;
    std::int32_t subject = -1;  ///< label of a leading `<x:subject>`, which is no part of the code
    bool nearest = false;       ///< it was `<x:nearest>`: an actor that a word governs will do too
    bool again = false;         ///< it was `<x:again>`: who acted in the event before acts again
    std::int32_t next = -1;     ///< label of a closing `<x:next>`
    std::int32_t subject_condition = -1;  ///< index into conditions, of `<x:subject/case=nom>`
    std::int32_t next_condition = -1;     ///< the same for `<x:next>`
    std::vector<std::uint32_t> lists;     ///< every list it names
    Needs needs;                          ///< what every way through it passes
    /// What the token is that follows the first thing taken; kAnything where that is not known.
    Traits second{0, kAnything};
    /// What the first token of the sentence is, of a pattern that begins with `Start`; else
    /// kAnything.
    Traits opening{0, kAnything};
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
    /// Features of a sentence: of a word, and of these words, the same for the same words.
    virtual std::uint32_t word_feature(std::uint32_t word) = 0;
    virtual std::uint32_t word_set(const std::vector<std::uint32_t>& words) = 0;
    /// How often a word, one of a list's entries, is met in text, roughly.
    virtual std::uint64_t word_frequency(std::uint32_t word) = 0;
    virtual std::uint64_t list_frequency(std::uint32_t list) = 0;
    /// The tokens of a literal: "US-" is two.
    virtual std::vector<std::string> tokens(std::string_view literal) = 0;
};

/// Steps that the pattern may begin with behind `at`, walking all ways to what takes a token first.
std::vector<const Instruction*> first_atoms(const Pattern& pattern, std::uint32_t at);

/// Fills `second` and `opening`. Tells each choice, each gap and each "not here" which tokens make
/// a way worth trying.
void look_ahead(Pattern& pattern, PatternNames& names);

/// Compiles a pattern. Throws PackError (without place) with the part that is wrong.
Pattern compile_pattern(std::string_view text, PatternNames& names);

}  // namespace parley::ingest
