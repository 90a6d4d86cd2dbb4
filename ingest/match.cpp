// The pattern machine: backtracking over a list of choices, with a bound on steps.
#include "ingest/match.hpp"

#include <utility>

namespace parley::ingest {
namespace {

/// More steps than any sensible pattern takes at one place; past it the pattern does not match.
constexpr std::uint32_t kMaxSteps = 3000;

/// Steps that take one thing or nothing; the others may end in several places.
bool has_one_way(Op op) {
    return op != Op::list && op != Op::slot && op != Op::cap && op != Op::name;
}

bool is_word(const WordSet::Word& word, const Token& token) {
    return token.word == word.word && (!word.capital || (token.flags & kCapital));
}

}  // namespace

const Capture* Match::find(std::uint32_t label) const {
    for (const Capture& capture : captures) {
        if (capture.label == label) return &capture;
    }
    return nullptr;
}

bool Matcher::match(const Pattern& pattern, std::uint32_t at, Match& out) {
    trail_.clear();
    steps_ = 0;
    std::uint32_t end = at;
    if (!run(pattern, 0, at, end)) return false;
    out.begin = at;
    out.end = end;
    out.captures.clear();
    for (std::size_t i = 0; i < trail_.size(); ++i) {
        if (!trail_[i].open) continue;
        std::size_t depth = 0;
        for (std::size_t k = i + 1; k < trail_.size(); ++k) {
            if (trail_[k].label != trail_[i].label) continue;
            if (trail_[k].open) {
                ++depth;
            } else if (depth-- == 0) {
                out.captures.push_back({trail_[i].label, trail_[i].at, trail_[k].at});
                break;
            }
        }
    }
    return true;
}

bool Matcher::run(const Pattern& pattern, std::uint32_t pc, std::uint32_t at, std::uint32_t& end) {
    std::size_t floor = choices_.size();
    std::size_t trail_floor = trail_.size();
    std::uint32_t gap = 0;
    auto fail = [&]() -> bool {
        if (choices_.size() == floor) return false;
        Choice choice = choices_.back();
        choices_.pop_back();
        pc = choice.pc, at = choice.at, gap = choice.gap;
        trail_.resize(choice.trail);
        return true;
    };
    while (true) {
        if (++steps_ > kMaxSteps) {
            choices_.resize(floor);
            trail_.resize(trail_floor);
            return false;
        }
        const Instruction& instruction = pattern.code[pc];
        switch (instruction.op) {
            case Op::accept:
                end = at;
                choices_.resize(floor);
                return true;
            case Op::split: {
                // A way whose first token does not fit fails for certain: it is not tried.
                const Fork& fork = pattern.forks[instruction.fork];
                const Traits& here = traits_at(at);
                const bool stepped = may_step_over(here);
                const bool left = fork.left.meets(here) || stepped;
                const bool right = fork.right.meets(here) || stepped;
                if (left && right)
                    choices_.push_back(
                        {instruction.b, at, static_cast<std::uint32_t>(trail_.size()), 0});
                if (left || right)
                    pc = left ? instruction.a : instruction.b;
                else if (!fail())
                    return false;
                continue;
            }
            case Op::jump:
                pc = instruction.a;
                continue;
            case Op::open:
            case Op::close:
                trail_.push_back({instruction.a, at, instruction.op == Op::open});
                ++pc;
                continue;
            case Op::not_here: {
                const Fork& fork = pattern.forks[instruction.fork];
                const Traits& here = traits_at(at);
                if (!may_step_over(here) && !fork.left.meets(here)) {
                    pc = fork.right.meets(here) ? instruction.b : fork.behind;
                    continue;
                }
                std::uint32_t ignored = at;
                std::size_t kept = trail_.size();
                bool found = !begins_behind_comma(pattern, instruction.a, at) &&
                             run(pattern, instruction.a, at, ignored);
                trail_.resize(kept);
                if (!found) {
                    pc = instruction.b;
                } else if (!fail()) {
                    return false;
                }
                continue;
            }
            case Op::gap: {
                // Shortest first: go on here, and keep the longer gap for later. Where what follows
                // cannot begin here, there is only the longer one.
                const Traits& here = traits_at(at);
                const bool longer = gap < instruction.a && at < end_ && may_pass(at);
                if (pattern.forks[instruction.fork].left.meets(here) || may_step_over(here)) {
                    if (longer)
                        choices_.push_back(
                            {pc, at + 1, static_cast<std::uint32_t>(trail_.size()), gap + 1});
                    gap = 0;
                    ++pc;
                } else if (longer) {
                    ++at, ++gap;
                } else if (!fail()) {
                    return false;
                }
                continue;
            }
            case Op::words: {
                if (!may_step_over(traits_at(at))) break;
                const WordSet& set = pattern.word_sets[instruction.a];
                const std::uint32_t skipped = skip(at);
                std::uint32_t number = std::exchange(gap, 0);
                if (number == 0) {
                    const bool here = has_word(set, at);
                    const bool behind = skipped != at && has_word(set, skipped);
                    if (here && behind) {
                        // One word after the other, each here or behind what may be stepped over.
                        for (auto i = static_cast<std::uint32_t>(set.words.size()); i > 0; --i)
                            choices_.push_back(
                                {pc, at, static_cast<std::uint32_t>(trail_.size()), i});
                    } else if (here || behind) {
                        if (behind) step_over(at, skipped, trail_floor);
                        at = behind ? skipped + 1 : at + 1;
                        ++pc;
                        continue;
                    }
                    if (!fail()) return false;
                    continue;
                }
                const WordSet::Word& only = set.words[number - 1];
                if (!is_word(only, document_.tokens[at])) {
                    if (!is_word(only, document_.tokens[skipped])) {
                        if (!fail()) return false;
                        continue;
                    }
                    step_over(at, skipped, trail_floor);
                    at = skipped;
                }
                ++at, ++pc;
                continue;
            }
            case Op::glue:
            case Op::start:
            case Op::end:
                if (stands(pattern, instruction, at)) {
                    ++pc;
                } else if (!fail()) {
                    return false;
                }
                continue;
            default:
                break;
        }
        std::uint32_t best = at;
        if (has_one_way(instruction.op)) {
            best = only_end(pattern, instruction, at);
        } else if (instruction.op != Op::list ||
                   (traits_at(at).present & instruction.folded) != 0) {
            ends_.clear();
            consume(pattern, instruction, at);
            if (!ends_.empty()) best = ends_.front();
            for (std::size_t i = ends_.size(); i > 1; --i)
                choices_.push_back(
                    {pc + 1, ends_[i - 1], static_cast<std::uint32_t>(trail_.size()), 0});
        }
        if (best != at) {
            at = best;
            ++pc;
            continue;
        }
        std::uint32_t skipped = may_step_over(traits_at(at)) ? skip(at) : at;
        if (skipped != at) {
            step_over(at, skipped, trail_floor);
            at = skipped;
            continue;
        }
        if (!fail()) return false;
    }
}

/// Nothing at `at`: labels just opened begin behind what is stepped over.
void Matcher::step_over(std::uint32_t at, std::uint32_t to, std::size_t trail_floor) {
    for (std::size_t i = trail_.size(); i-- > trail_floor && trail_[i].open && trail_[i].at == at;)
        trail_[i].at = to;
}

/// "went to A on Friday, Minister B said": what an insertion parts from here is not what a word or
/// list behind `!` asks about.
bool Matcher::begins_behind_comma(const Pattern& pattern, std::uint32_t pc,
                                  std::uint32_t at) const {
    Op op = pattern.code[pc].op;
    if (!loose_ || (op != Op::list && op != Op::word)) return false;
    std::uint32_t to = skip(at);
    return to != at && document_.mark_at(to - 1) == ',';
}

bool Matcher::stands(const Pattern&, const Instruction& instruction, std::uint32_t at) const {
    if (instruction.op == Op::start) return (traits_at(at).rest & kOpensSentence) != 0;
    if (instruction.op == Op::end) {
        while (at < end_ && (document_.tokens[at].flags & kMark)) ++at;
        return at == end_;
    }
    return at < end_ && (document_.tokens[at].flags & kGlued);
}

bool Matcher::may_pass(std::uint32_t at) const {
    if (document_.mark_at(at) == ';') return false;
    return document_.hit_at(at, pack_.known.barrier) == nullptr;
}

std::uint32_t Matcher::aside_at(std::uint32_t at) const {
    std::uint32_t span = asides_ ? document_.span_at(at, pack_.known.where) : kNoIndex;
    if (span == kNoIndex || document_.spans[span].end > end_) return kNoIndex;
    bool aside = attribute(document_.spans[span].rule->attributes, "aside") == "yes";
    return aside ? span : kNoIndex;
}

std::uint32_t Matcher::skip(std::uint32_t at) const {
    std::uint32_t from = at;
    bool comma = false, aside = false;
    while (at < end_) {
        std::uint32_t span = document_.span_at(at, pack_.known.date);
        const Hit* hit = nullptr;
        if (span != kNoIndex) {
            at = document_.spans[span].end;
        } else if ((hit = document_.hit_at(at, pack_.known.transparent))) {
            at = hit->end;
        } else if (at - from <= comma && (span = aside_at(at)) != kNoIndex) {
            // One step by itself: behind a date a pattern may ask for it.
            at = document_.spans[span].end;
            aside = true;
        } else if (document_.mark_at(at) == '(') {
            std::uint32_t behind = behind_bracket(at);
            if (behind == at) break;
            at = behind;
        } else if (document_.mark_at(at) == ',' && comma && asides_) {
            comma = false;  // it closes the insertion
            ++at;
        } else if (document_.mark_at(at) == ',' && !comma && at + 1 < end_) {
            // A comma counts as stepped over only with the insertion it encloses.
            std::uint32_t next = at + 1;
            if (document_.span_at(next, pack_.known.date) == kNoIndex &&
                !document_.hit_at(next, pack_.known.transparent) && aside_at(next) == kNoIndex) {
                // "At the talks in Riga, Minister A": the circumstance closes what is fronted.
                if (at > from && !aside) ++at;
                break;
            }
            comma = true;
            ++at;
        } else {
            break;
        }
    }
    return at;
}

std::uint32_t Matcher::only_end(const Pattern& pattern, const Instruction& instruction,
                                std::uint32_t at) const {
    if (at >= end_) return at;
    const Token& token = document_.tokens[at];
    bool takes = false;
    switch (instruction.op) {
        case Op::word:
            takes =
                token.word == instruction.a && (!instruction.capital || (token.flags & kCapital));
            break;
        case Op::words:
            takes = pattern.word_sets[instruction.a].has(token.word, token.flags & kCapital);
            break;
        case Op::span: {
            std::uint32_t span = document_.span_at(at, instruction.a);
            CaseSet cases = wanted_cases(pattern, instruction.condition);
            bool fits = span != kNoIndex && (document_.spans[span].cases & cases) != 0;
            return fits ? document_.spans[span].end : at;
        }
        case Op::all_caps:
            takes = (token.flags & kAllCaps) != 0;
            break;
        case Op::low:
            takes = !(token.flags & (kCapital | kMark | kNumber));
            break;
        case Op::number:
            takes = (token.flags & kNumber) != 0;
            break;
        case Op::any:
            takes = true;
            break;
        case Op::event:
            return at == event_begin_ ? event_end_ : at;
        default:
            break;
    }
    return takes ? at + 1 : at;
}

}  // namespace parley::ingest
