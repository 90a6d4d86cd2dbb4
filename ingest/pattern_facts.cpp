// What is known of a pattern before it runs: steps that no way through it avoids, and the tokens
// with which a branch is worth trying.
#include <algorithm>

#include "ingest/pattern.hpp"
#include "ingest/segment.hpp"

namespace parley::ingest {
namespace {

/// Can the end be reached without passing such a step?
bool matches_without(const Pattern& pattern, Op op, std::uint32_t what, std::uint32_t at,
                     std::vector<bool>& seen) {
    while (!seen[at]) {
        seen[at] = true;
        const Instruction& step = pattern.code[at];
        if (step.op == Op::accept) return true;
        if (step.op == op && step.a == what) return false;
        if (step.op == Op::split && matches_without(pattern, op, what, step.b, seen)) return true;
        at = step.op == Op::split || step.op == Op::jump ? step.a
             : step.op == Op::not_here                   ? step.b
                                                         : at + 1;
    }
    return false;
}

}  // namespace

bool must_pass(const Pattern& pattern, Op op, std::uint32_t what) {
    std::vector<bool> seen(pattern.code.size());
    return !matches_without(pattern, op, what, 0, seen);
}

namespace {

void walk_to_atoms(const Pattern& pattern, std::uint32_t at, std::vector<bool>& seen,
                   std::vector<const Instruction*>& out) {
    if (seen[at]) return;
    seen[at] = true;
    const Instruction& step = pattern.code[at];
    switch (step.op) {
        case Op::open:
        case Op::close:
        case Op::glue:
        case Op::gap:
        case Op::start:
            return walk_to_atoms(pattern, at + 1, seen, out);
        case Op::split:
            walk_to_atoms(pattern, step.a, seen, out);
            return walk_to_atoms(pattern, step.b, seen, out);
        case Op::jump:
            return walk_to_atoms(pattern, step.a, seen, out);
        case Op::not_here:
            return walk_to_atoms(pattern, step.b, seen, out);
        default:
            out.push_back(&step);
    }
}

/// The kinds of span with which a slot begins; none where it may begin with something else.
std::vector<std::uint32_t> kinds_of_slot(std::uint32_t slot, PatternNames& names) {
    if (slot == names.kind("actors")) return {names.kind("actor")};
    if (slot == names.kind("places") || slot == names.kind("dest"))
        return {names.kind("place"), names.kind("body")};
    return {};
}

}  // namespace

std::vector<const Instruction*> first_atoms(const Pattern& pattern, std::uint32_t at) {
    std::vector<bool> seen(pattern.code.size());
    std::vector<const Instruction*> atoms;
    walk_to_atoms(pattern, at, seen, atoms);
    return atoms;
}

namespace {

/// Adds what the way on from `at` may begin with: tokens that its first taking steps fit. What
/// takes no token is stepped over, as if it always stood there; a gap may take any token first.
void add_beginnings(const Pattern& pattern, std::uint32_t at, PatternNames& names,
                    std::vector<bool>& seen, Traits& out) {
    for (; !seen[at] && (out.rest & kAnything) == 0;) {
        seen[at] = true;
        const Instruction& step = pattern.code[at];
        switch (step.op) {
            case Op::open:
            case Op::close:
            case Op::glue:
            case Op::start:
                ++at;
                continue;
            case Op::jump:
                at = step.a;
                continue;
            case Op::not_here:
                at = step.b;
                continue;
            case Op::split:
                add_beginnings(pattern, step.a, names, seen, out);
                at = step.b;
                continue;
            case Op::word:
                out.rest |= folded_word(step.a);
                return;
            case Op::words:
                out.rest |= pattern.word_sets[step.a].folded;
                return;
            case Op::list:
                out.present |= folded_list(step.a);
                return;
            case Op::span:
                out.present |= folded_kind(step.a);
                return;
            case Op::slot:
                for (std::uint32_t kind : kinds_of_slot(step.a, names))
                    out.present |= folded_kind(kind);
                if (kinds_of_slot(step.a, names).empty()) out.rest |= kAnything;
                return;
            case Op::cap:
            case Op::name:
                out.rest |= folded_flags(kCapital);
                return;
            case Op::all_caps:
                out.rest |= folded_flags(kAllCaps);
                return;
            case Op::low:
                out.rest |= folded_flags(kSmall);
                return;
            case Op::number:
                out.rest |= folded_flags(kNumber);
                return;
            default:
                out.rest |= kAnything;
                return;
        }
    }
}

Traits beginnings_at(const Pattern& pattern, std::uint32_t at, PatternNames& names) {
    std::vector<bool> seen(pattern.code.size());
    Traits found;
    add_beginnings(pattern, at, names, seen, found);
    return found;
}

Fork fork_at(const Pattern& pattern, std::uint32_t at, PatternNames& names) {
    const Instruction& step = pattern.code[at];
    if (step.op == Op::split)
        return {beginnings_at(pattern, step.a, names), beginnings_at(pattern, step.b, names)};
    if (step.op == Op::gap) return {beginnings_at(pattern, at + 1, names), {}};
    Fork fork{beginnings_at(pattern, step.a, names), {}};
    for (fork.behind = at; pattern.code[fork.behind].op == Op::not_here;
         fork.behind = pattern.code[fork.behind].b)
        fork.right.add(beginnings_at(pattern, pattern.code[fork.behind].a, names));
    return fork;
}

/// Whether a step ends where something in the chart ends that begins with the same token, or behind
/// that token, and nowhere else. A name does, but for marks that join its parts.
bool ends_in_chart(Op op) {
    return op == Op::word || op == Op::words || op == Op::list || op == Op::span || op == Op::cap ||
           op == Op::name || op == Op::all_caps || op == Op::low || op == Op::number ||
           op == Op::any;
}

/// What may follow the first thing that the pattern takes.
Traits second_of(const Pattern& pattern, PatternNames& names) {
    constexpr Traits unknown{0, kAnything};
    // A gap before it may take any token.
    if ((beginnings_at(pattern, 0, names).rest & kAnything) != 0) return unknown;
    Traits second;
    for (const Instruction* atom : first_atoms(pattern, 0)) {
        if (!ends_in_chart(atom->op)) return unknown;
        const auto at = static_cast<std::uint32_t>(atom - pattern.code.data());
        second.add(beginnings_at(pattern, at + 1, names));
    }
    return second;
}

}  // namespace

void look_ahead(Pattern& pattern, PatternNames& names) {
    pattern.second = second_of(pattern, names);
    if (pattern.code.front().op == Op::start) pattern.opening = beginnings_at(pattern, 0, names);
    for (std::uint32_t at = 0; at < pattern.code.size(); ++at) {
        Instruction& step = pattern.code[at];
        if (step.op == Op::list) step.folded = folded_list(step.a);
        if (step.op == Op::span) step.folded = folded_kind(step.a);
        if (step.op != Op::split && step.op != Op::not_here && step.op != Op::gap) continue;
        step.fork = static_cast<std::uint32_t>(pattern.forks.size());
        pattern.forks.push_back(fork_at(pattern, at, names));
    }
}

}  // namespace parley::ingest
