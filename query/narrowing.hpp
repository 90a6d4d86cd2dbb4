#pragma once
/// Conditions of WHERE that a relationship's own filter can answer: `e.date >= date("2010")`,
/// `e.date.year = 2010`, `type(e) IN ["MET_WITH"]`, `e:SIGNED`. However a window or a type is
/// written, it is looked up and not tried on every relationship.

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "query/ast.hpp"
#include "query/run.hpp"

namespace parley::query {

struct Narrowing {
    /// `e.date OP value`, or `e.date.year OP value`.
    struct Bound {
        ast::Comparison op;
        const ast::Expr* value;
        bool year, strict;
    };
    std::vector<Bound> bounds;
    std::vector<const ast::Expr*> dated;          ///< the conditions that the bounds are made of
    std::vector<std::vector<std::string>> types;  ///< the relationship's is in each of these lists
    std::vector<const ast::Expr*> taken;          ///< all conditions, for EXPLAIN
    bool empty() const { return taken.empty(); }
};

/// The parts of a condition that AND joins; the condition itself where there is no AND.
void conjuncts_of(const ast::Expr& condition, std::vector<const ast::Expr*>& out);

/// Moves the conditions that narrow the relationship in `slot` out of `conditions`.
Narrowing take_narrowing(std::vector<const ast::Expr*>& conditions, std::int32_t slot);
/// Would it find any about days?
bool narrows_days(const std::vector<const ast::Expr*>& conditions, std::int32_t slot);

/// Days that relationships must meet to fulfil the bounds.
struct BoundDays {
    DateSpan span;  ///< first may be after last: what spans both still meets it
    /// Whoever meets the span fulfils all conditions.
    bool exact = true;
};
/// None where days cannot tell, for the graph has dates that are no days.
std::optional<BoundDays> days_within(const Narrowing& narrowing, Run& run);

/// Names of types that are in all lists; none where nothing is asked of the type.
std::optional<std::set<std::string>> types_within(const Narrowing& narrowing);

}  // namespace parley::query
