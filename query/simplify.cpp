#include "query/simplify.hpp"

#include <algorithm>
#include <functional>

namespace parley::query {
namespace {

using namespace ast;

// ---- Which slots are read ------------------------------------------------------------------

class ReadSlots {
  public:
    void add(const Query& query) {
        for (const SingleQuery& part : query.parts) {
            add_columns(part);
            for (const Clause& one : part.clauses) add(one);
        }
    }
    void add(const Clause& one) {
        std::visit([this](const auto& clause) { add(clause); }, one.node);
    }
    void add_columns(const SingleQuery& part) {
        slots_.insert(part.column_slots.begin(), part.column_slots.end());
    }
    bool has(std::int32_t slot) const { return slots_.contains(slot); }

  private:
    void add(const ExprPtr& expr) {
        if (expr) add(*expr);
    }
    void add(const Expr& expr) {
        if (expr.kind == ExprKind::variable) slots_.insert(expr.slot);
        for (const ExprPtr& arg : expr.args) add(arg);
        if (expr.pattern) add(*expr.pattern);
        if (expr.query) add(*expr.query);
    }
    void add(const PathPattern& path) {
        for (const NodePattern& node : path.nodes) {
            if (!node.introduces) slots_.insert(node.slot);
            add(node.properties);
            add(node.name);
            add(node.where);
        }
        for (const RelPattern& rel : path.rels) {
            if (!rel.introduces) slots_.insert(rel.slot);
            add(rel.properties);
            if (rel.where) add_others(*rel.where, rel.slot);
        }
        add(path.search.within);
    }
    /// A condition in the pattern sees the relationship at hand under its own name.
    void add_others(const Expr& expr, std::int32_t own) {
        const bool is_read = slots_.contains(own);
        add(expr);
        if (!is_read) slots_.erase(own);
    }
    void add(const Match& match) {
        for (const PathPattern& path : match.patterns) add(path);
        if (match.window) {
            add(match.window->from);
            add(match.window->to);
        }
        add(match.where);
    }
    void add(const Projection& projection) {
        for (const Item& item : projection.items) add(item.expr);
        for (const SortKey& key : projection.order) add(key.expr);
        add(projection.skip);
        add(projection.limit);
        add(projection.where);
    }
    void add(const Unwind& unwind) { add(unwind.list); }
    void add(const Create& create) {
        for (const PathPattern& path : create.patterns) add(path);
    }
    void add(const std::vector<SetItem>& items) {
        for (const SetItem& item : items) {
            add(item.target);
            add(item.value);
        }
    }
    void add(const Merge& merge) {
        add(merge.pattern);
        add(merge.on_create);
        add(merge.on_match);
    }
    void add(const Set& set) { add(set.items); }
    void add(const Remove& remove) { add(remove.items); }
    void add(const Delete& remove) {
        for (const ExprPtr& target : remove.targets) add(target);
    }
    void add(const Call& call) {
        for (const ExprPtr& argument : call.arguments) add(argument);
        add(call.where);
    }
    void add(const CallQuery& call) { add(*call.query); }
    void add(const Foreach& loop) {
        add(loop.list);
        for (const Clause& one : loop.body) add(one);
    }

    std::set<std::int32_t> slots_;
};

void forget_names(Match& match, const ReadSlots& read) {
    for (PathPattern& path : match.patterns) {
        if (path.slot >= 0 && !read.has(path.slot)) {
            path.slot = -1;
            path.variable.clear();
        }
        for (RelPattern& rel : path.rels) {
            // Single ones keep it: they are in their slot anyway, and EXPLAIN shows the name.
            const bool unread = rel.variable_length && rel.introduces && !read.has(rel.slot);
            if (unread) rel.variable.clear();
        }
    }
}

void note_reads(Match& match, const ReadSlots& later) {
    for (PathPattern& path : match.patterns) {
        for (NodePattern& node : path.nodes) node.read_later = later.has(node.slot);
        for (RelPattern& rel : path.rels) rel.read_later = later.has(rel.slot);
    }
}

// ---- Expressions in the place of variables -------------------------------------------------

/// The same whenever it is evaluated, from values of the row alone; so it may stand elsewhere.
bool is_movable(const Expr& expr) {
    switch (expr.kind) {
        case ExprKind::call:
            if (expr.function->varies || expr.function->aggregate != Aggregate::none) return false;
            break;
        case ExprKind::literal:
        case ExprKind::parameter:
        case ExprKind::variable:
        case ExprKind::property:
        case ExprKind::has_labels:
        case ExprKind::negate:
        case ExprKind::add:
        case ExprKind::subtract:
        case ExprKind::multiply:
        case ExprKind::divide:
        case ExprKind::modulo:
            break;
        default:
            return false;
    }
    return std::all_of(expr.args.begin(), expr.args.end(),
                       [](const ExprPtr& arg) { return arg && is_movable(*arg); });
}

/// Only of movable ones.
Expr copy_of(const Expr& expr) {
    Expr out;
    out.kind = expr.kind;
    out.span = expr.span;
    out.text = expr.text;
    out.literal = expr.literal;
    out.labels = expr.labels;
    out.slot = expr.slot;
    out.strict = expr.strict;
    out.function = expr.function;
    for (const ExprPtr& arg : expr.args) out.args.push_back(std::make_unique<Expr>(copy_of(*arg)));
    return out;
}

/// What the columns of a projection stand for.
class Columns {
  public:
    explicit Columns(const Projection& projection) {
        for (const Item& item : projection.items) {
            if (!passes(item)) columns_[item.slot] = item.expr.get();
        }
    }
    static bool passes(const Item& item) {
        return item.expr->kind == ExprKind::variable && item.expr->slot == item.slot;
    }
    bool are_movable() const {
        return std::all_of(columns_.begin(), columns_.end(),
                           [](const auto& one) { return is_movable(*one.second); });
    }
    /// How often the expression reads each column; false where it does so inside a sub-query.
    bool count(const Expr& expr, std::map<std::int32_t, int>& reads) const {
        if (expr.pattern || expr.query) return false;
        if (expr.kind == ExprKind::variable && columns_.contains(expr.slot)) ++reads[expr.slot];
        return std::all_of(expr.args.begin(), expr.args.end(),
                           [&](const ExprPtr& arg) { return !arg || count(*arg, reads); });
    }
    /// Puts copies of the expressions where their columns are read.
    void put_into(Expr& expr) const {
        if (expr.kind == ExprKind::variable) {
            const auto found = columns_.find(expr.slot);
            if (found != columns_.end()) expr = copy_of(*found->second);
            return;
        }
        for (const ExprPtr& arg : expr.args) {
            if (arg) put_into(*arg);
        }
    }
    void leave_out(const std::vector<std::int32_t>& slots) {
        for (const std::int32_t slot : slots) columns_.erase(slot);
    }
    const std::map<std::int32_t, const Expr*>& all() const { return columns_; }

  private:
    std::map<std::int32_t, const Expr*> columns_;
};

/// Nothing but columns, and perhaps WHERE.
bool only_names(const Projection& p) {
    return !p.aggregates && !p.distinct && p.order.empty() && !p.skip && !p.limit;
}

// ---- Clauses -------------------------------------------------------------------------------

/// MATCH ... WITH ... WHERE: the condition into the MATCH.
void push_condition(Match& match, Projection& with) {
    if (match.optional || !with.where || !only_names(with)) return;
    const Columns columns(with);
    std::map<std::int32_t, int> reads;
    if (!columns.are_movable() || !columns.count(*with.where, reads)) return;
    columns.put_into(*with.where);
    match.where = both(std::move(match.where), std::move(with.where));
}

/// WITH that only names things, before another projection: true where it is dissolved in that.
bool dissolve(const Projection& with, Projection& next) {
    if (with.is_return || with.where || !only_names(with)) return false;
    const Columns columns(with);
    Columns behind = columns;  // ORDER BY and WHERE see the columns of `next` under these slots
    behind.leave_out(next.output_slots);
    if (!columns.are_movable()) return false;
    std::map<std::int32_t, int> reads, reads_behind;
    for (const Item& item : next.items) {
        if (!columns.count(*item.expr, reads)) return false;
    }
    for (const SortKey& key : next.order) {
        if (!behind.count(*key.expr, reads_behind)) return false;
    }
    if (next.where && !behind.count(*next.where, reads_behind)) return false;
    for (const auto& [slot, count] : reads_behind) reads[slot] += count;
    for (const auto& [slot, expr] : columns.all()) {
        // What nobody reads may still be a mistake; what is read often is computed once.
        const bool plain = expr->kind == ExprKind::variable || expr->kind == ExprKind::literal ||
                           expr->kind == ExprKind::parameter;
        const bool cheap = plain || (expr->kind == ExprKind::property &&
                                     expr->args[0]->kind == ExprKind::variable);
        if (!plain && reads[slot] == 0) return false;
        if (!cheap && reads[slot] > 1) return false;
    }
    for (Item& item : next.items) columns.put_into(*item.expr);
    for (SortKey& key : next.order) behind.put_into(*key.expr);
    if (next.where) behind.put_into(*next.where);
    next.kept_slots = with.kept_slots;
    return true;
}

/// WITH groups, then rows of them in order, the first few: ordered before they are shown.
void push_order(Projection& with, Projection& show) {
    const bool groups = (with.aggregates || with.distinct) && with.order.empty() && !with.skip &&
                        !with.limit && !with.where;
    const bool shows =
        !show.aggregates && !show.distinct && !show.where && !show.order.empty() && show.limit;
    if (!groups || !shows) return;
    const Columns columns(show);
    std::map<std::int32_t, int> reads;
    for (const SortKey& key : show.order) {
        if (!columns.count(*key.expr, reads)) return;
    }
    for (const auto& [slot, count] : reads) {
        if (!is_movable(*columns.all().at(slot))) return;
    }
    // Only what the groups show is known where they are ordered.
    std::vector<SortKey> order;
    for (SortKey& key : show.order) {
        columns.put_into(*key.expr);
        order.push_back(std::move(key));
    }
    show.order.clear();
    with.order = std::move(order);
    with.skip = std::move(show.skip);
    with.limit = std::move(show.limit);
}

void simplify(Query& query, const ReadSlots& read);

void simplify(SingleQuery& part, const ReadSlots& read) {
    std::vector<Clause>& clauses = part.clauses;
    for (std::size_t i = 0; i < clauses.size(); ++i) {
        if (auto* match = std::get_if<Match>(&clauses[i].node)) forget_names(*match, read);
        if (auto* call = std::get_if<CallQuery>(&clauses[i].node)) simplify(*call->query, read);
    }
    for (std::size_t i = 1; i < clauses.size(); ++i) {
        auto* match = std::get_if<Match>(&clauses[i - 1].node);
        auto* with = std::get_if<Projection>(&clauses[i].node);
        if (match && with) push_condition(*match, *with);
    }
    for (std::size_t i = clauses.size(); i-- > 1;) {
        const auto* with = std::get_if<Projection>(&clauses[i - 1].node);
        auto* next = std::get_if<Projection>(&clauses[i].node);
        if (with && next && dissolve(*with, *next)) {
            clauses.erase(clauses.begin() + static_cast<std::ptrdiff_t>(i - 1));
        }
    }
    for (std::size_t i = 1; i < clauses.size(); ++i) {
        auto* with = std::get_if<Projection>(&clauses[i - 1].node);
        auto* show = std::get_if<Projection>(&clauses[i].node);
        if (with && show) push_order(*with, *show);
    }
    ReadSlots later;
    later.add_columns(part);
    for (std::size_t i = clauses.size(); i-- > 0; later.add(clauses[i])) {
        if (auto* match = std::get_if<Match>(&clauses[i].node)) note_reads(*match, later);
    }
}

void simplify(Query& query, const ReadSlots& read) {
    for (SingleQuery& part : query.parts) simplify(part, read);
}

}  // namespace

void simplify(Bound& bound) {
    push_to_hops(*bound.query);
    ReadSlots read;
    read.add(*bound.query);
    simplify(*bound.query, read);
}

}  // namespace parley::query
