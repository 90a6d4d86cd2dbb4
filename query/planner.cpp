#include "query/planner.hpp"

#include <algorithm>

#include "query/operators/aggregate.hpp"
#include "query/operators/edge_scan.hpp"
#include "query/operators/relational.hpp"
#include "query/operators/write.hpp"

namespace parley::query {

OperatorPtr plan(Bound& bound, const View& view) {
    Planner planner(view);
    for (ast::Expr* expr : bound.subqueries) planner.subquery(*expr);
    return planner.query(*bound.query, std::make_unique<Once>());
}

OperatorPtr Planner::query(const ast::Query& query, OperatorPtr input, bool exists) {
    if (query.parts.size() == 1) return single(query.parts[0], std::move(input), exists);
    std::vector<OperatorPtr> parts;
    std::vector<std::vector<std::int32_t>> slots;
    for (const ast::SingleQuery& part : query.parts) {
        parts.push_back(single(part, std::make_unique<Once>(), exists));
        slots.push_back(part.column_slots);
    }
    const std::vector<std::int32_t> columns = slots[0];
    OperatorPtr out = std::make_unique<Union>(std::move(parts), std::move(slots));
    if (query.union_all) return out;
    return std::make_unique<Distinct>(std::move(out), columns);
}

void Planner::subquery(ast::Expr& expr) {
    auto subplan = std::make_shared<Subplan>();
    if (expr.kind == ast::ExprKind::exists) {
        subplan->root = query(*expr.query, std::make_unique<Once>(), true);
    } else {
        const bool only_whether = expr.kind == ast::ExprKind::pattern_predicate;
        PatternPlanner patterns(view_, {{expr.pattern.get()}, nullptr, nullptr, only_whether});
        subplan->root = patterns.plan(std::make_unique<Once>());
    }
    expr.plan = std::move(subplan);
}

namespace {

bool ignores_repeats(const ast::Expr& aggregate) {
    if (aggregate.kind == ast::ExprKind::count_star) return false;
    const Aggregate kind = aggregate.function->aggregate;
    return aggregate.distinct || kind == Aggregate::least || kind == Aggregate::greatest;
}

/// Do the clauses from here on give the same, however often a row comes to them?
bool only_distinct_from(const std::vector<ast::Clause>& clauses, std::size_t at) {
    for (; at < clauses.size(); ++at) {
        if (const auto* p = std::get_if<ast::Projection>(&clauses[at].node)) {
            if (p->aggregates) {
                return std::all_of(p->aggregate_calls.begin(), p->aggregate_calls.end(),
                                   [](const ast::Expr* call) { return ignores_repeats(*call); });
            }
            if (p->distinct) return true;
            if (p->skip || p->limit) return false;
        } else if (!std::holds_alternative<ast::Match>(clauses[at].node) &&
                   !std::holds_alternative<ast::Unwind>(clauses[at].node)) {
            return false;
        }
    }
    return false;
}

}  // namespace

OperatorPtr Planner::single(const ast::SingleQuery& part, OperatorPtr input, bool exists) {
    for (std::size_t i = 0; i < part.clauses.size(); ++i) {
        if (const auto* match = std::get_if<ast::Match>(&part.clauses[i].node)) {
            const bool distinct =
                only_distinct_from(part.clauses, i + 1) || (exists && i + 1 == part.clauses.size());
            input = clause(*match, std::move(input), distinct);
            continue;
        }
        input = std::visit([&](const auto& node) { return clause(node, std::move(input)); },
                           part.clauses[i].node);
    }
    return input;
}

OperatorPtr Planner::clause(const ast::Match& match, OperatorPtr input) {
    return clause(match, std::move(input), false);
}

OperatorPtr Planner::clause(const ast::Match& match, OperatorPtr input, bool only_distinct) {
    std::vector<const ast::PathPattern*> paths;
    for (const ast::PathPattern& path : match.patterns) paths.push_back(&path);
    PatternPlanner patterns(
        view_, {paths, match.window ? &*match.window : nullptr, match.where.get(), only_distinct});
    if (!match.optional) return patterns.plan(std::move(input));
    OperatorPtr inner = patterns.plan(std::make_unique<Once>());
    const auto& introduced = patterns.introduced();
    return std::make_unique<Apply>(std::move(input), std::move(inner), true,
                                   std::vector<std::int32_t>(introduced.begin(), introduced.end()));
}

OperatorPtr Planner::clause(const ast::Projection& p, OperatorPtr input) {
    // Different values of what a scan goes over are groups that nothing is counted of.
    const bool groups = p.aggregates || (p.distinct && (!p.limit || !p.order.empty()) &&
                                         dynamic_cast<const EdgeScan*>(input.get()));
    if (groups) {
        input = std::make_unique<GroupBy>(std::move(input), p);
    } else {
        input = std::make_unique<Project>(std::move(input), p);
    }
    if (p.distinct && (p.aggregates || !groups))
        input = std::make_unique<Distinct>(std::move(input), p.output_slots);
    if (!p.order.empty()) {
        std::set<std::int32_t> slots(p.output_slots.begin(), p.output_slots.end());
        // WHERE and later ORDER BY parts may still look at the scope before.
        if (p.where && !p.aggregates && !p.distinct) {
            slots.insert(p.kept_slots.begin(), p.kept_slots.end());
        }
        input = std::make_unique<Sort>(std::move(input), p,
                                       std::vector<std::int32_t>(slots.begin(), slots.end()));
    }
    if (p.skip || p.limit) {
        input = std::make_unique<SkipLimit>(std::move(input), p.skip.get(), p.limit.get());
    }
    if (p.where) {
        input = std::make_unique<Filter>(std::move(input),
                                         std::vector<const ast::Expr*>{p.where.get()});
    }
    return input;
}

OperatorPtr Planner::clause(const ast::Unwind& unwind, OperatorPtr input) {
    return std::make_unique<Unwind>(std::move(input), unwind);
}

OperatorPtr Planner::clause(const ast::Create& create, OperatorPtr input) {
    return std::make_unique<CreateStep>(std::move(input), create);
}

OperatorPtr Planner::clause(const ast::Merge& merge, OperatorPtr input) {
    PatternPlanner patterns(view_, {{&merge.pattern}, nullptr, nullptr, false});
    OperatorPtr match = patterns.plan(std::make_unique<Once>());
    return std::make_unique<MergeStep>(std::move(input), std::move(match), merge);
}

OperatorPtr Planner::clause(const ast::Set& set, OperatorPtr input) {
    return std::make_unique<SetStep>(std::move(input), set.items, false);
}

OperatorPtr Planner::clause(const ast::Remove& remove, OperatorPtr input) {
    return std::make_unique<SetStep>(std::move(input), remove.items, true);
}

OperatorPtr Planner::clause(const ast::Delete& remove, OperatorPtr input) {
    return std::make_unique<DeleteStep>(std::move(input), remove);
}

OperatorPtr Planner::clause(const ast::Call& call, OperatorPtr input) {
    return std::make_unique<CallProcedure>(std::move(input), call);
}

OperatorPtr Planner::clause(const ast::CallQuery& call, OperatorPtr input) {
    OperatorPtr inner = query(*call.query, std::make_unique<Once>());
    if (call.writes) {
        return std::make_unique<CallStep>(std::move(input), std::move(inner), call);
    }
    return std::make_unique<Apply>(std::move(input), std::move(inner), false,
                                   std::vector<std::int32_t>{});
}

OperatorPtr Planner::clause(const ast::Foreach& loop, OperatorPtr input) {
    OperatorPtr body = std::make_unique<Once>();
    for (const ast::Clause& one : loop.body) {
        body =
            std::visit([&](const auto& node) { return clause(node, std::move(body)); }, one.node);
    }
    return std::make_unique<ForeachStep>(std::move(input), std::move(body), loop);
}

}  // namespace parley::query
