// The pattern machine: backtracking over a list of choices, with a bound on steps.
#include "ingest/match.hpp"

#include <algorithm>

namespace parley::ingest {
namespace {

/// So many words of an office may stand before the body it names.
constexpr std::uint32_t kLongestOffice = 12;

/// More steps than any sensible pattern takes at one place; past it the pattern does not match.
constexpr std::uint32_t kMaxSteps = 3000;
/// An enumeration is read up to this many members.
constexpr std::uint32_t kMaxMembers = 40;
/// A bracket that may be stepped over ends within this many tokens.
constexpr std::uint32_t kMaxBracket = 30;

char mark_of(const Document& document, std::uint32_t at) {
    const Token& token = document.tokens[at];
    return token.end - token.begin == 1 ? document.clean.text[token.begin] : '\0';
}

bool is_joiner(const Document& document, std::uint32_t at) {
    const Token& token = document.tokens[at];
    if (!(token.flags & kMark)) return false;
    std::string_view text = document.text_of(at, at + 1);
    return text == "-" || text == "'" || text == "\u2019" || text == "\u2011" || text == "\u2010";
}

/// Steps that take one thing or nothing; the others may end in several places.
bool has_one_way(Op op) {
    return op != Op::list && op != Op::slot && op != Op::cap && op != Op::name;
}

/// One letter, capital: "A" of "A.V".
bool is_initial(const Document& document, std::uint32_t at) {
    const Token& token = document.tokens[at];
    if (!(token.flags & kCapital)) return false;
    std::size_t begin = token.begin;
    next_code_point(document.clean.text, begin);
    return begin == token.end;
}

}  // namespace

std::uint32_t Document::add_span(Span span) {
    auto number = static_cast<std::uint32_t>(spans.size());
    span.next = first_span[span.begin];
    first_span[span.begin] = number;
    std::uint64_t opens =
        span.kind < pack->openings.kind.size() ? pack->openings.kind[span.kind] : 0;
    openings[span.begin] |= opens;
    auto behind = std::upper_bound(
        sentences.begin(), sentences.end(), span.begin,
        [](std::uint32_t token, const Sentence& sentence) { return token < sentence.begin; });
    if (behind != sentences.begin()) {
        Sentence& sentence = *std::prev(behind);
        sentence.present.add_kind(span.kind);
        sentence.openings |= opens;
    }
    spans.push_back(span);
    return number;
}

std::uint32_t Document::span_at(std::uint32_t token, std::uint32_t kind) const {
    for (std::uint32_t i = first_span[token]; i != kNoIndex; i = spans[i].next) {
        if (spans[i].kind == kind) return i;
    }
    return kNoIndex;
}

bool Document::is_inside(std::uint32_t token, std::uint32_t kind) const {
    for (std::uint32_t at = token; at-- > 0 && token - at <= kLongestOffice;) {
        std::uint32_t span = span_at(at, kind);
        if (span != kNoIndex) return spans[span].end > token;
    }
    return false;
}

const Hit* Document::hit_at(std::uint32_t token, std::uint32_t list) const {
    for (std::uint32_t i = hits_begin[token]; i < hits_begin[token + 1]; ++i) {
        if (hits[i].list == list) return &hits[i];
    }
    return nullptr;
}

const Hit* Document::hit_in(std::uint32_t begin, std::uint32_t end, std::uint32_t list,
                            std::uint32_t* where) const {
    for (std::uint32_t at = begin; at < end; ++at) {
        const Hit* hit = hit_at(at, list);
        if (!hit || hit->end > end) continue;
        if (where) *where = at;
        return hit;
    }
    return nullptr;
}

const Capture* Document::capture(const Span& span, std::uint32_t label) const {
    for (std::uint32_t i = span.captures_begin; i < span.captures_end; ++i) {
        if (captures[i].label == label) return &captures[i];
    }
    return nullptr;
}

const Capture* Match::find(std::uint32_t label) const {
    for (const Capture& capture : captures) {
        if (capture.label == label) return &capture;
    }
    return nullptr;
}

bool Matcher::match(const Pattern& pattern, std::uint32_t at, Match& out) {
    if (sentence_ && !sentence_->present.holds(pattern.required)) return false;
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
            case Op::split:
                choices_.push_back(
                    {instruction.b, at, static_cast<std::uint32_t>(trail_.size()), 0});
                pc = instruction.a;
                continue;
            case Op::jump:
                pc = instruction.a;
                continue;
            case Op::open:
            case Op::close:
                trail_.push_back({instruction.a, at, instruction.op == Op::open});
                ++pc;
                continue;
            case Op::not_here: {
                std::uint32_t ignored = at;
                std::size_t kept = trail_.size();
                bool found = run(pattern, instruction.a, at, ignored);
                trail_.resize(kept);
                if (!found) {
                    pc = instruction.b;
                } else if (!fail()) {
                    return false;
                }
                continue;
            }
            case Op::gap:
                // Shortest first: go on here, and keep the longer gap for later.
                if (gap < instruction.a && at < end_ && may_pass(at)) {
                    choices_.push_back(
                        {pc, at + 1, static_cast<std::uint32_t>(trail_.size()), gap + 1});
                }
                gap = 0;
                ++pc;
                continue;
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
        std::size_t first = ends_.size();
        std::uint32_t best = at;
        if (has_one_way(instruction.op)) {
            best = only_end(pattern, instruction, at);
        } else {
            consume(pattern, instruction, at);
            if (ends_.size() > first) best = ends_[first];
        }
        if (best != at) {
            for (std::size_t i = ends_.size(); i > first + 1; --i)
                choices_.push_back(
                    {pc + 1, ends_[i - 1], static_cast<std::uint32_t>(trail_.size()), 0});
            ends_.resize(first);
            at = best;
            ++pc;
            continue;
        }
        std::uint32_t skipped = loose_ ? skip(at) : at;
        if (skipped != at) {
            // Nothing here: step over it; labels just opened begin behind it.
            for (std::size_t i = trail_.size();
                 i-- > trail_floor && trail_[i].open && trail_[i].at == at;) {
                trail_[i].at = skipped;
            }
            at = skipped;
            continue;
        }
        if (!fail()) return false;
    }
}

bool Matcher::stands(const Pattern&, const Instruction& instruction, std::uint32_t at) const {
    if (instruction.op == Op::start) return at == begin_;
    if (instruction.op == Op::end) {
        while (at < end_ && (document_.tokens[at].flags & kMark)) ++at;
        return at == end_;
    }
    return at < end_ && (document_.tokens[at].flags & kGlued);
}

bool Matcher::may_pass(std::uint32_t at) const {
    if (mark_of(document_, at) == ';') return false;
    return document_.hit_at(at, pack_.known.barrier) == nullptr;
}

std::uint32_t Matcher::skip(std::uint32_t at) const {
    std::uint32_t from = at;
    bool comma = false;
    while (at < end_) {
        std::uint32_t span = document_.span_at(at, pack_.known.date);
        const Hit* hit = nullptr;
        if (span != kNoIndex) {
            at = document_.spans[span].end;
        } else if ((hit = document_.hit_at(at, pack_.known.transparent))) {
            at = hit->end;
        } else if (mark_of(document_, at) == '(') {
            std::uint32_t close = at + 1;
            while (close < end_ && close < at + kMaxBracket && mark_of(document_, close) != ')')
                ++close;
            if (close >= end_ || mark_of(document_, close) != ')') break;
            at = close + 1;
        } else if (mark_of(document_, at) == ',' && !comma && at + 1 < end_) {
            // A comma counts as stepped over only with the insertion it encloses.
            std::uint32_t next = at + 1;
            if (document_.span_at(next, pack_.known.date) == kNoIndex &&
                !document_.hit_at(next, pack_.known.transparent)) {
                if (at > from) ++at;
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

/// Behind the bracket that opens here, or here.
std::uint32_t Matcher::behind_bracket(std::uint32_t at) const {
    if (mark_of(document_, at) != '(') return at;
    for (std::uint32_t close = at + 1; close < end_ && close < at + kMaxBracket; ++close) {
        if (mark_of(document_, close) == ')') return close + 1;
    }
    return at;
}

std::uint32_t Matcher::enumeration(std::uint32_t at, bool places, CaseSet cases) const {
    const WellKnown& known = pack_.known;
    auto member = [&](std::uint32_t where) {
        if (where >= end_) return kNoIndex;
        std::uint32_t span = places ? kNoIndex : document_.span_at(where, known.actor);
        if (places) {
            span = document_.span_at(where, known.place);
            if (span == kNoIndex) span = document_.span_at(where, known.body);
            // "Committee" in "member of the Committee A. visited B" tells who goes, not where to.
            if (span != kNoIndex && document_.is_inside(where, known.office)) return kNoIndex;
        }
        if (span != kNoIndex && (document_.spans[span].cases & cases) == 0) return kNoIndex;
        return span;
    };
    std::uint32_t span = member(at);
    if (span == kNoIndex) return at;
    std::uint32_t end = document_.spans[span].end;
    std::uint32_t sure =
        end;  // commas alone join actors only where an "and" or "and others" follows
    std::uint32_t lead = at > begin_ ? document_.tokens[at - 1].word : kUnknownWord;
    for (std::uint32_t count = 1; count < kMaxMembers && end < end_; ++count) {
        std::uint32_t next = behind_bracket(end);  // "A (of B), C (of D) and E"
        if (next >= end_) break;
        char mark = mark_of(document_, next);
        bool joined = mark == ',' || mark == ';', last = places;
        if (joined) ++next;
        if (next < end_) {
            if (document_.hit_at(next, known.list_others)) return end;  // "A, B and others"
            if (const Hit* hit = document_.hit_at(next, known.list_and)) {
                next = hit->end, joined = true, last = true;
            }
        }
        if (!joined) break;
        // "with A; with B": the word before the first may be repeated.
        if (next < end_ && lead != kUnknownWord && document_.tokens[next].word == lead) {
            ++next;
            last = true;
        }
        span = member(next);
        if (span == kNoIndex) break;
        end = document_.spans[span].end;
        if (last) sure = end;
    }
    return sure;
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

void Matcher::consume(const Pattern& pattern, const Instruction& instruction, std::uint32_t at) {
    if (at >= end_) return;
    switch (instruction.op) {
        case Op::list:
            return consume_list(pattern, instruction, at);
        case Op::slot:
            return consume_slot(instruction.a, at, wanted_cases(pattern, instruction.condition));
        case Op::cap:
            return consume_name(at, true);
        case Op::name:
            return consume_name(at, false);
        default:
            return;
    }
}

void Matcher::consume_list(const Pattern& pattern, const Instruction& instruction,
                           std::uint32_t at) {
    for (std::uint32_t i = document_.hits_begin[at]; i < document_.hits_begin[at + 1]; ++i) {
        const Hit& hit = document_.hits[i];
        if (hit.list != instruction.a || hit.end > end_) continue;
        if (instruction.condition >= 0) {
            const Condition& condition =
                pattern.conditions[static_cast<std::size_t>(instruction.condition)];
            if (!form_has(pack_.lexicon, hit.form, condition.key, condition.value)) continue;
        }
        if (ends_.empty() || ends_.back() != hit.end) ends_.push_back(hit.end);
    }
}

void Matcher::consume_name(std::uint32_t at, bool ordinary_too) {
    const WellKnown& known = pack_.known;
    if (!(document_.tokens[at].flags & kCapital)) return;
    if (!ordinary_too) {
        for (std::uint32_t list :
             {known.not_name, known.country, known.list_office, known.topic, known.list_head}) {
            if (document_.hit_at(at, list)) return;
        }
    }
    std::uint32_t end = at + 1;
    // "A.V Petrov", "V.Petrov", "A. Petrov": the initial's dot belongs to it; the sentence's does
    // not.
    while (end + 1 < end_ && is_initial(document_, end - 1) && mark_of(document_, end) == '.' &&
           (document_.tokens[end].flags & kGlued)) {
        ++end;
        if (end < end_ && (document_.tokens[end].flags & kGlued) &&
            (document_.tokens[end].flags & kCapital))
            ++end;
    }
    std::uint32_t plain = end;
    while (end + 1 < end_ && is_joiner(document_, end) && (document_.tokens[end].flags & kGlued) &&
           (document_.tokens[end + 1].flags & kGlued) &&
           !(document_.tokens[end + 1].flags & (kMark | kNumber)) &&
           !document_.hit_at(end + 1, known.clitic)) {
        end += 2;
    }
    ends_.push_back(end);
    if (plain != end) ends_.push_back(plain);
}

void Matcher::consume_slot(std::uint32_t kind, std::uint32_t at, CaseSet cases) {
    const WellKnown& known = pack_.known;
    std::uint32_t end = at;
    if (kind == known.actors) {
        end = enumeration(at, false, cases);
    } else if (kind == known.places) {
        end = enumeration(at, true, cases);
    } else if (kind == known.dest) {
        std::uint32_t span = document_.span_at(at, known.place);
        if (span == kNoIndex) span = document_.span_at(at, known.body);
        if (span != kNoIndex && (document_.spans[span].cases & cases) != 0)
            end = document_.spans[span].end;
    } else if (kind == known.pair) {
        if (const Hit* hit = document_.hit_at(at, known.list_pair)) end = hit->end;
    } else if (kind == known.document) {
        end = at + 1;  // how far the title goes is found when the event is built
    }
    if (end > at) ends_.push_back(end);
}

}  // namespace parley::ingest
