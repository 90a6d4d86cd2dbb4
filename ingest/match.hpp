#pragma once
/// Runs a compiled pattern at a place of the text.

#include <cstdint>
#include <vector>

#include "ingest/stages.hpp"

namespace parley::ingest {

struct Match {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::vector<Capture> captures;
    const Capture* find(std::uint32_t label) const;
};

class Matcher {
  public:
    explicit Matcher(const Document& document)
        : document_(document),
          pack_(*document.pack),
          steps_over_{folded_kind(pack_.known.date) | folded_kind(pack_.known.where) |
                          folded_list(pack_.known.transparent),
                      folded_flags(kMark)} {}

    /// Tokens outside the sentence are not seen.
    void within(const Sentence& sentence) { begin_ = sentence.begin, end_ = sentence.end; }
    /// Where EVENT stands, for modality patterns.
    void event(std::uint32_t begin, std::uint32_t end) { event_begin_ = begin, event_end_ = end; }
    /// Event patterns may step over dates, brackets and transparent words.
    void loose(bool loose) { loose_ = loose; }
    /// Whether circumstances told aside (rule attribute `aside`) are stepped over, too, and the
    /// comma that closes an insertion.
    void asides(bool asides) { asides_ = asides; }

    /// The preferred match at `at`, if any. Bounded by a fixed number of steps, so that a whole
    /// text costs linear time whatever its content.
    bool match(const Pattern& pattern, std::uint32_t at, Match& out);

    /// The same, and notes what it took where that is asked for: not known before the program
    /// runs, else an ordinary reading would pay for the question.
    template <bool kCounted>
    bool match_rule(const Rule& rule, std::uint32_t at, Match& out) {
        const bool found = match(rule.pattern, at, out);
        if constexpr (kCounted) {
            Cost& cost = (*document_.costs)[&rule];
            ++cost.attempts, cost.matches += found ? 1 : 0, cost.steps += steps_;
        }
        return found;
    }

    /// The token behind what may be stepped over at `at`, or `at`.
    std::uint32_t skip(std::uint32_t at) const;
    /// The circumstance that begins here and whose rule says `aside=yes`, or kNoIndex.
    std::uint32_t aside_at(std::uint32_t at) const;

    std::uint32_t behind_bracket(std::uint32_t at) const;
    bool is_repeated(const Hit& again, std::uint32_t first) const;
    std::uint32_t behind_circumstances(std::uint32_t at, std::uint32_t lead) const;
    std::uint32_t behind_semicolon(std::uint32_t at) const;
    bool joins_far(std::uint32_t at) const;
    std::uint32_t behind_age(std::uint32_t at) const;
    bool is_named_object(std::uint32_t span) const;
    bool closes_member(std::uint32_t span) const;
    bool closes_with_others(std::uint32_t at) const;
    std::uint32_t behind_apposition(std::uint32_t at) const;
    std::uint32_t behind_relative(std::uint32_t at) const;
    std::uint32_t behind_aside(std::uint32_t at) const;
    /// End of the enumeration of actors (places) that begins at `at`, or `at`. Its members may
    /// stand in one of these cases.
    std::uint32_t enumeration(std::uint32_t at, bool places, CaseSet cases = kAllCases) const;

  private:
    struct Choice {
        std::uint32_t pc;
        std::uint32_t at;
        std::uint32_t trail;
        std::uint32_t gap;  ///< tokens already taken by the gap at pc
    };
    struct Mark {
        std::uint32_t label;
        std::uint32_t at;
        bool open;
    };

    bool begins_behind_comma(const Pattern& pattern, std::uint32_t pc, std::uint32_t at) const;
    void step_over(std::uint32_t at, std::uint32_t to, std::size_t trail_floor);
    bool run(const Pattern& pattern, std::uint32_t pc, std::uint32_t at, std::uint32_t& end);
    /// The end of the only way in which the instruction consumes at `at`; `at` where it does not.
    std::uint32_t only_end(const Pattern& pattern, const Instruction& instruction,
                           std::uint32_t at) const;
    /// Ends of the ways in which the instruction consumes at `at`, best first.
    void consume(const Pattern& pattern, const Instruction& instruction, std::uint32_t at);
    void consume_list(const Pattern& pattern, const Instruction& instruction, std::uint32_t at);
    void consume_name(std::uint32_t at, bool ordinary_too);
    void consume_slot(std::uint32_t kind, std::uint32_t at, CaseSet cases);
    bool may_pass(std::uint32_t at) const;
    bool has_word(const WordSet& set, std::uint32_t at) const {
        return at < end_ &&
               set.has(document_.tokens[at].word, document_.tokens[at].flags & kCapital);
    }
    /// What the token is; behind the sentence what ends it is.
    const Traits& traits_at(std::uint32_t at) const {
        static constexpr Traits behind{0, kAnything};
        return at < end_ ? document_.traits[at] : behind;
    }
    /// False where skip() would stay at a token with these traits.
    bool may_step_over(const Traits& token) const { return loose_ && steps_over_.meets(token); }
    bool stands(const Pattern& pattern, const Instruction& instruction, std::uint32_t at) const;

    const Document& document_;
    const Pack& pack_;
    Traits steps_over_;
    std::uint32_t begin_ = 0, end_ = 0, event_begin_ = 0, event_end_ = 0;
    bool loose_ = false;
    bool asides_ = false;
    std::vector<Choice> choices_;
    std::vector<Mark> trail_;
    std::vector<std::uint32_t> ends_;
    std::uint32_t steps_ = 0;
};

}  // namespace parley::ingest
