// What is known of a pattern before it runs: steps that no way through it avoids, and the step that
// decides whether a branch is worth trying.
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

void find_required(Pattern& pattern, PatternNames& names) {
    for (std::uint32_t list : pattern.lists) {
        if (must_pass(pattern, Op::list, list)) pattern.required.add_list(list);
    }
    for (const Instruction& step : pattern.code) {
        if (step.op == Op::span && must_pass(pattern, Op::span, step.a))
            pattern.required.add_kind(step.a);
        if (step.op == Op::slot && step.a == names.kind("actors") &&
            must_pass(pattern, Op::slot, step.a))
            pattern.required.add_kind(names.kind("actor"));
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
