/// Clauses in order, each seeing the variables the ones before left.
#include "query/binder.hpp"
#include "query/procedure.hpp"
#include "query/text.hpp"

namespace parley::query {

using namespace ast;

Bound bind(std::unique_ptr<Query> query, const ProcedureTable& procedures) {
    Bound out;
    Binder(out, procedures).query(*query, false);
    out.query = std::move(query);
    return out;
}

void Binder::query(Query& query, bool imports) {
    const Scope outer = scope_;
    Scope columns;  // in the slots of the first part, with what any part puts there
    for (SingleQuery& part : query.parts) {
        scope_ = outer;
        const auto* first = std::get_if<Projection>(&part.clauses.front().node);
        if (imports && !(first && !first->is_return)) scope_.clear();
        single(part, false);
        if (&part == &query.parts.front()) columns = scope_;
        for (auto& [name, column] : columns) {
            const auto here = scope_.find(name);
            if (here != scope_.end()) column.type = join(column.type, here->second.type);
        }
    }
    for (const SingleQuery& part : query.parts) {
        if (part.columns == query.parts[0].columns) continue;
        throw syntax_fault("DifferentColumnsInUnion",
                           "The parts of a UNION need the same columns in the same order.",
                           part.span, "name the columns alike with AS");
    }
    scope_ = columns;
}

void Binder::single(SingleQuery& part, bool inner) {
    composition(part, inner);
    for (Clause& one : part.clauses) {
        if (auto* call = std::get_if<Call>(&one.node)) {
            call->standalone = part.clauses.size() == 1 && !inner;
        }
        std::visit([this](auto& node) { clause(node); }, one.node);
    }
    Clause& last = part.clauses.back();
    if (auto* projection = std::get_if<Projection>(&last.node)) {
        for (const Item& item : projection->items) {
            part.columns.push_back(item.name);
            part.column_slots.push_back(item.slot);
        }
    } else if (auto* call = std::get_if<Call>(&last.node); call && call->standalone) {
        for (const Yield& one : call->yields) {
            part.columns.push_back(one.variable);
            part.column_slots.push_back(one.slot);
        }
    }
}

void Binder::composition(const SingleQuery& part, bool inner) const {
    const auto fail = [](std::string message, Span span, std::string hint = {}) {
        throw syntax_fault("InvalidClauseComposition", std::move(message), span, std::move(hint));
    };
    const auto is = [](const Clause& clause, auto* tag) {
        return std::holds_alternative<std::remove_pointer_t<decltype(tag)>>(clause.node);
    };
    for (const Clause& one : part.clauses) {
        const bool writes =
            is(one, static_cast<Create*>(nullptr)) || is(one, static_cast<Merge*>(nullptr)) ||
            is(one, static_cast<Set*>(nullptr)) || is(one, static_cast<Remove*>(nullptr)) ||
            is(one, static_cast<Delete*>(nullptr)) || is(one, static_cast<Foreach*>(nullptr));
        const Span span = std::visit([](const auto& node) { return node.span; }, one.node);
        if (writes && inner) fail("EXISTS { } cannot change the graph.", span);
        if (writes) out_.writes = true;
    }
    const Clause& last = part.clauses.back();
    const Span span = std::visit([](const auto& node) { return node.span; }, last.node);
    const auto* projection = std::get_if<Projection>(&last.node);
    if (projection && !projection->is_return) {
        fail("A query cannot end with WITH.", span, "end it with RETURN");
    }
    const bool reads_last =
        is(last, static_cast<Match*>(nullptr)) || is(last, static_cast<Unwind*>(nullptr));
    if (reads_last && !inner) fail("This query returns nothing.", span, "add RETURN");
    if (is(last, static_cast<Call*>(nullptr)) && part.clauses.size() > 1 && !inner) {
        const auto& call = std::get<Call>(last.node);
        if (call.has_yield) fail("This query returns nothing.", span, "add RETURN");
    }
}

void Binder::clause(Match& match) {
    std::set<std::int32_t> rels;
    for (PathPattern& path : match.patterns) pattern(path, Use::match, rels);
    if (match.window) window(*match.window);
    if (match.where) condition(*match.where);
}

void Binder::clause(Unwind& unwind) {
    const Type list = type(*unwind.list);
    if (scope_.contains(unwind.variable)) {
        throw syntax_fault("VariableAlreadyBound",
                           "Variable '" + unwind.variable + "' already stands for something else.",
                           unwind.span);
    }
    const Type element = list.is_only(Type::list) ? list.element_type() : Type();
    unwind.slot = declare(unwind.variable, element).slot;
}

void Binder::clause(Create& create) {
    std::set<std::int32_t> rels;
    for (PathPattern& path : create.patterns) pattern(path, Use::create, rels);
}

void Binder::clause(Merge& merge) {
    std::set<std::int32_t> rels;
    pattern(merge.pattern, Use::merge, rels);
    for (SetItem& item : merge.on_create) set_item(item);
    for (SetItem& item : merge.on_match) set_item(item);
}

void Binder::clause(Set& set) {
    for (SetItem& item : set.items) set_item(item);
}

void Binder::clause(Remove& remove) {
    for (SetItem& item : remove.items) set_item(item);
}

void Binder::set_item(SetItem& item) {
    const Type target = type(*item.target);
    const bool labels = item.kind == SetItem::Kind::labels;
    require(*item.target, target, labels ? std::uint32_t{Type::node} : Type::entity | Type::map,
            "to be changed");
    for (const auto& any : item.labels) {
        if (any.size() > 1) {
            throw syntax_fault("UnexpectedSyntax", "Labels are set one by one.", item.span,
                               "write :A:B");
        }
    }
    if (item.value) type(*item.value);
}

void Binder::clause(Delete& remove) {
    for (ExprPtr& target : remove.targets) {
        if (target->kind == ExprKind::has_labels) {
            throw syntax_fault("InvalidDelete", "DELETE takes nodes and relationships, not labels.",
                               target->span, "use REMOVE to take a label off");
        }
        require(*target, type(*target), Type::entity | Type::path, "after DELETE");
    }
}

void Binder::clause(Call& call) {
    call.bound = procedures_.find(call.procedure);
    if (!call.bound) {
        const std::vector<std::string> known = procedures_.names();
        const std::string near = nearest_word(call.procedure, known);
        std::string all = "there are";
        for (const std::string& name : known) all += " " + name;
        throw Fault{Phase::compile,      "ProcedureError",
                    "ProcedureNotFound", "There is no procedure '" + call.procedure + "'.",
                    call.span,           near.empty() ? all : "did you mean " + near + "?"};
    }
    const BoundProcedure& procedure = *call.bound;
    if (!call.has_arguments) {
        if (!call.standalone && procedure.required > 0) {
            throw syntax_fault("InvalidArgumentPassingMode",
                               "Arguments are written in brackets here.", call.span);
        }
        for (const Field& input : procedure.inputs) {
            if (procedure.required == 0) break;
            auto argument = std::make_unique<Expr>();
            argument->kind = ExprKind::parameter;
            argument->text = input.name;
            argument->span = call.span;
            call.arguments.push_back(std::move(argument));
        }
    } else if (call.arguments.size() < procedure.required ||
               call.arguments.size() > procedure.inputs.size()) {
        throw syntax_fault("InvalidNumberOfArguments",
                           procedure.name + " takes " + std::to_string(procedure.inputs.size()) +
                               " arguments, not " + std::to_string(call.arguments.size()) + ".",
                           call.span);
    }
    for (std::size_t i = 0; i < call.arguments.size(); ++i) {
        const Type given = type(*call.arguments[i]);
        std::uint32_t kinds = procedure.inputs[i].type.kinds;
        if (procedure.inputs[i].is_float) kinds |= Type::number;
        require(*call.arguments[i], given, kinds, "as argument of " + procedure.name);
    }
    call_yields(call);
    if (call.where) condition(*call.where);
}

void Binder::call_yields(Call& call) {
    const BoundProcedure& procedure = *call.bound;
    if (call.standalone && (call.yields_all || !call.has_yield)) {
        for (const Field& field : procedure.outputs) {
            call.yields.push_back({field.name, field.name, call.span, -1});
        }
    } else if (!call.has_yield && !procedure.outputs.empty()) {
        // In a larger query the fields are named; without YIELD there is nothing to name.
        return;
    }
    for (Yield& one : call.yields) {
        const Field* field = nullptr;
        for (const Field& candidate : procedure.outputs) {
            if (candidate.name == one.field) field = &candidate;
        }
        if (!field) undefined(one.field, one.span);
        if (scope_.contains(one.variable)) {
            throw syntax_fault("VariableAlreadyBound",
                               "Variable '" + one.variable + "' already stands for something else.",
                               one.span, "rename the field with AS");
        }
        one.slot = declare(one.variable, field->type).slot;
    }
}

void Binder::clause(CallQuery& call) {
    const Scope before = scope_;
    const bool wrote_before = std::exchange(out_.writes, false);
    query(*call.query, true);
    call.writes = std::exchange(out_.writes, out_.writes || wrote_before);
    const Scope inner = std::exchange(scope_, before);
    for (const std::string& name : call.query->parts[0].columns) {
        call.returns = true;
        if (!scope_.emplace(name, inner.at(name)).second) {
            throw syntax_fault("VariableAlreadyBound",
                               "Variable '" + name + "' already stands for something else.",
                               call.span, "rename the column of CALL { } with AS");
        }
    }
}

void Binder::clause(Foreach& loop) {
    const Type list = type(*loop.list);
    require(*loop.list, list, Type::list, "after IN");
    const Scope before = scope_;
    loop.slot = declare(loop.variable, list.element_type()).slot;
    for (Clause& one : loop.body) {
        const bool writes = !std::holds_alternative<Match>(one.node) &&
                            !std::holds_alternative<Projection>(one.node) &&
                            !std::holds_alternative<Unwind>(one.node) &&
                            !std::holds_alternative<Call>(one.node) &&
                            !std::holds_alternative<CallQuery>(one.node);
        if (!writes) {
            throw syntax_fault("InvalidClauseComposition", "FOREACH holds only writing clauses.",
                               loop.span, "use UNWIND");
        }
        std::visit([this](auto& node) { clause(node); }, one.node);
    }
    scope_ = before;
}

}  // namespace parley::query
