// What is known of a pattern before it runs: steps that no way through it avoids, and the step that
// decides whether a branch is worth trying.
#include <algorithm>

#include "ingest/pattern.hpp"

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

/// Larger sets of words are met by nearly every sentence.
constexpr std::size_t kMostWords = 8;

/// Steps that no way through the pattern goes round. All ways lead forward, so a step is avoided
/// only where one leads from before it to behind it.
std::vector<std::uint32_t> unavoidable(const Pattern& pattern) {
    std::vector<std::uint32_t> steps;
    std::uint32_t reach = 0;  // the farthest step that those before lead to
    for (std::uint32_t at = 0; at < pattern.code.size(); ++at) {
        const Instruction& step = pattern.code[at];
        if (reach <= at) steps.push_back(at);
        std::uint32_t to = at + 1;
        if (step.op == Op::split) to = std::max(step.a, step.b);
        if (step.op == Op::jump) to = step.a;
        if (step.op == Op::not_here) to = step.b;
        reach = std::max(reach, to);
    }
    return steps;
}

/// Keeps the smallest sets of words of which every way takes one.
void find_word_sets(Pattern& pattern) {
    std::vector<std::vector<std::uint32_t>> sets;
    for (std::uint32_t at : unavoidable(pattern)) {
        const auto atoms = first_atoms(pattern, at);
        std::vector<std::uint32_t> words;
        for (const Instruction* atom : atoms)
            if (atom->op == Op::word) words.push_back(atom->a);
        if (words.size() == atoms.size() && !words.empty() && words.size() <= kMostWords &&
            (sets.empty() || sets.back() != words))
            sets.push_back(std::move(words));
    }
    std::stable_sort(sets.begin(), sets.end(),
                     [](const auto& a, const auto& b) { return a.size() < b.size(); });
    for (std::size_t i = 0; i < sets.size() && i < SentenceNeeds::kWordSets;
         ++i, ++pattern.needs.word_sets)
        for (std::uint32_t word : sets[i]) pattern.needs.any_word[i].add(word);
}

}  // namespace

std::vector<const Instruction*> first_atoms(const Pattern& pattern, std::uint32_t at) {
    std::vector<bool> seen(pattern.code.size());
    std::vector<const Instruction*> atoms;
    walk_to_atoms(pattern, at, seen, atoms);
    return atoms;
}

void find_needs(Pattern& pattern, PatternNames& names) {
    find_word_sets(pattern);
    for (std::uint32_t list : pattern.lists) {
        if (must_pass(pattern, Op::list, list)) pattern.needs.required.add_list(list);
    }
    for (const Instruction& step : pattern.code) {
        if (step.op == Op::span && must_pass(pattern, Op::span, step.a))
            pattern.needs.required.add_kind(step.a);
        if (step.op == Op::slot && step.a == names.kind("actors") &&
            must_pass(pattern, Op::slot, step.a))
            pattern.needs.required.add_kind(names.kind("actor"));
    }
}

namespace {

/// The first step behind `at` that takes a token, or kNoStep where there may be several.
std::uint32_t first_taking(const Pattern& pattern, std::uint32_t at) {
    while (true) {
        const Instruction& step = pattern.code[at];
        switch (step.op) {
            case Op::open:
            case Op::close:
                ++at;
                continue;
            case Op::jump:
                at = step.a;
                continue;
            case Op::not_here:
                at = step.b;
                continue;
            case Op::word:
            case Op::list:
            case Op::span:
            case Op::cap:
            case Op::name:
            case Op::all_caps:
            case Op::low:
            case Op::number:
            case Op::glue:
                return at;
            default:
                return kNoStep;
        }
    }
}

}  // namespace

void look_ahead(Pattern& pattern) {
    for (Instruction& step : pattern.code) {
        if (step.op == Op::list) step.folded = folded_list(step.a);
        if (step.op == Op::span) step.folded = folded_kind(step.a);
        if (step.op == Op::split || step.op == Op::not_here)
            step.first = first_taking(pattern, step.a);
    }
}

}  // namespace parley::ingest
