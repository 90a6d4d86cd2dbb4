#include "query/planner.hpp"

#include "query/operators/aggregate.hpp"
#include "query/operators/relational.hpp"
#include "query/operators/write.hpp"

namespace parley::query {

OperatorPtr plan(Bound& bound, const View& view) {
    Planner planner(view);
    for (ast::Expr* expr : bound.subqueries) planner.subquery(*expr);
    return planner.query(*bound.query, std::make_unique<Once>());
}

OperatorPtr Planner::query(const ast::Query& query, OperatorPtr input) {
    if (query.parts.size() == 1) return single(query.parts[0], std::move(input));
    std::vector<OperatorPtr> parts;
    std::vector<std::vector<std::int32_t>> slots;
    for (const ast::SingleQuery& part : query.parts) {
        parts.push_back(single(part, std::make_unique<Once>()));
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
        subplan->root = query(*expr.query, std::make_unique<Once>());
    } else {
        PatternPlanner patterns(view_, {{expr.pattern.get()}, nullptr, nullptr});
        subplan->root = patterns.plan(std::make_unique<Once>());
    }
    expr.plan = std::move(subplan);
}

OperatorPtr Planner::single(const ast::SingleQuery& part, OperatorPtr input) {
    for (const ast::Clause& one : part.clauses) {
        input =
            std::visit([&](const auto& node) { return clause(node, std::move(input)); }, one.node);
    }
    return input;
}

OperatorPtr Planner::clause(const ast::Match& match, OperatorPtr input) {
    std::vector<const ast::PathPattern*> paths;
    for (const ast::PathPattern& path : match.patterns) paths.push_back(&path);
    PatternPlanner patterns(view_,
                            {paths, match.window ? &*match.window : nullptr, match.where.get()});
    if (!match.optional) return patterns.plan(std::move(input));
    OperatorPtr inner = patterns.plan(std::make_unique<Once>());
    const auto& introduced = patterns.introduced();
    return std::make_unique<Apply>(std::move(input), std::move(inner), true,
                                   std::vector<std::int32_t>(introduced.begin(), introduced.end()));
}

OperatorPtr Planner::clause(const ast::Projection& p, OperatorPtr input) {
    if (p.aggregates) {
        input = std::make_unique<GroupBy>(std::move(input), p);
    } else {
        input = std::make_unique<Project>(std::move(input), p);
    }
    if (p.distinct) input = std::make_unique<Distinct>(std::move(input), p.output_slots);
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
    PatternPlanner patterns(view_, {{&merge.pattern}, nullptr, nullptr});
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
    return std::make_unique<Apply>(std::move(input), query(*call.query, std::make_unique<Once>()),
                                   false, std::vector<std::int32_t>{});
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
