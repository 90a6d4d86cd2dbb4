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

/// So many features are looked for one by one; of more words, folded, nearly every sentence has
/// one.
constexpr std::size_t kLargestSet = 12;

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

/// The kinds of span with which a slot begins; none where it may begin with something else.
std::vector<std::uint32_t> kinds_of_slot(std::uint32_t slot, PatternNames& names) {
    if (slot == names.kind("actors")) return {names.kind("actor")};
    if (slot == names.kind("places") || slot == names.kind("dest"))
        return {names.kind("place"), names.kind("body")};
    return {};
}

/// Features of which a sentence has one where one of the atoms takes something; empty where an atom
/// takes what is no feature.
std::vector<std::uint32_t> features_of(const Pattern& pattern,
                                       const std::vector<const Instruction*>& atoms,
                                       PatternNames& names) {
    std::vector<std::uint32_t> features, words;
    for (const Instruction* atom : atoms) {
        std::vector<std::uint32_t> kinds;
        if (atom->op == Op::word) {
            words.push_back(atom->a);
        } else if (atom->op == Op::words) {
            for (const WordSet::Word& own : pattern.word_sets[atom->a].words)
                words.push_back(own.word);
        } else if (atom->op == Op::list) {
            features.push_back(Features::list(atom->a));
        } else if (atom->op == Op::span) {
            features.push_back(Features::kind(atom->a));
        } else if (atom->op == Op::slot && !(kinds = kinds_of_slot(atom->a, names)).empty()) {
            for (std::uint32_t kind : kinds) features.push_back(Features::kind(kind));
        } else {
            return {};
        }
    }
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    if (words.size() > kLargestSet) {
        features.push_back(Features::word_set(names.word_set(words)));
    } else {
        for (std::uint32_t word : words) features.push_back(Features::word(word));
    }
    std::sort(features.begin(), features.end());
    features.erase(std::unique(features.begin(), features.end()), features.end());
    return features;
}

/// Keeps the smallest sets of features of which every way takes one; a set of one is required.
void find_sets(Pattern& pattern, PatternNames& names) {
    SentenceNeeds& needs = pattern.needs;
    std::vector<std::vector<std::uint32_t>> sets;
    for (std::uint32_t at : unavoidable(pattern)) {
        auto features = features_of(pattern, first_atoms(pattern, at), names);
        if (features.size() == 1) needs.required.add(features.front());
        if (features.size() > 1 && features.size() <= kLargestSet &&
            std::find(sets.begin(), sets.end(), features) == sets.end())
            sets.push_back(std::move(features));
    }
    // What is required anyhow meets its sets.
    std::erase_if(sets, [&](const auto& set) {
        return std::any_of(set.begin(), set.end(),
                           [&](std::uint32_t feature) { return needs.required.has(feature); });
    });
    std::stable_sort(sets.begin(), sets.end(),
                     [](const auto& a, const auto& b) { return a.size() < b.size(); });
    for (; needs.sets < std::min(sets.size(), SentenceNeeds::kSets); ++needs.sets)
        for (std::uint32_t feature : sets[needs.sets]) needs.any[needs.sets].add(feature);
}

}  // namespace

std::vector<const Instruction*> first_atoms(const Pattern& pattern, std::uint32_t at) {
    std::vector<bool> seen(pattern.code.size());
    std::vector<const Instruction*> atoms;
    walk_to_atoms(pattern, at, seen, atoms);
    return atoms;
}

void find_needs(Pattern& pattern, PatternNames& names) {
    Features& required = pattern.needs.required;
    for (std::uint32_t list : pattern.lists) {
        if (must_pass(pattern, Op::list, list)) required.add(Features::list(list));
    }
    for (const Instruction& step : pattern.code) {
        if (step.op == Op::span && must_pass(pattern, Op::span, step.a))
            required.add(Features::kind(step.a));
        if (step.op == Op::slot && step.a == names.kind("actors") &&
            must_pass(pattern, Op::slot, step.a))
            required.add(Features::kind(names.kind("actor")));
    }
    find_sets(pattern, names);
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
