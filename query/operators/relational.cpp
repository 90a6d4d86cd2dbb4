#include "query/operators/relational.hpp"

#include <algorithm>
#include <unordered_set>

#include "query/arithmetic.hpp"
#include "query/ast_text.hpp"
#include "query/distinct_values.hpp"
#include "query/evaluate.hpp"

namespace parley::query {

void announce_reads(const ast::Expr& expr, Run& run, Operator& input) {
    if (expr.kind == ast::ExprKind::property && expr.args[0]->kind == ast::ExprKind::variable) {
        if (const auto key = run.key(expr.slot)) input.will_read(expr.args[0]->slot, *key);
        return;
    }
    for (const ast::ExprPtr& arg : expr.args) {
        if (arg) announce_reads(*arg, run, input);
    }
}

std::string Filter::describe() const {
    std::string out = "Filter ";
    for (std::size_t i = 0; i < conditions_.size(); ++i) {
        out += (i > 0 ? " AND " : "") + to_text(*conditions_[i]);
    }
    return out;
}

void Filter::do_open(Run& run) {
    input_->open(run);
    for (const ast::Expr* one : conditions_) announce_reads(*one, run, *input_);
}

bool Filter::do_next(Run& run) {
    while (input_->next(run)) {
        run.step();
        const bool fits = std::all_of(conditions_.begin(), conditions_.end(),
                                      [&](auto* one) { return truth(*one, run) == Truth::yes; });
        if (fits) return true;
    }
    return false;
}

std::string Project::describe() const {
    std::string out = "Project ";
    for (std::size_t i = 0; i < projection_.items.size(); ++i) {
        out += (i > 0 ? ", " : "") + projection_.items[i].name;
    }
    return out;
}

bool Project::do_next(Run& run) {
    if (!input_->next(run)) return false;
    for (const ast::Item& item : projection_.items) {
        const bool passes =
            item.expr->kind == ast::ExprKind::variable && item.expr->slot == item.slot;
        if (!passes) run.slot(item.slot) = evaluate(*item.expr, run);
    }
    return true;
}

void Project::do_open(Run& run) {
    columns_.clear();
    input_->open(run);
    for (const ast::Item& item : projection_.items) announce_reads(*item.expr, run, *input_);
}

void Project::will_read(std::int32_t slot, KeyId key) {
    for (const ast::Item& item : projection_.items) {
        if (item.slot == slot && item.expr->kind == ast::ExprKind::variable) {
            input_->will_read(item.expr->slot, key);
        }
    }
}

bool Project::do_next_row(Run& run, std::span<const std::int32_t> slots, RowReader& to) {
    if (!input_->next(run)) return false;
    if (columns_.size() != slots.size()) {
        for (const std::int32_t slot : slots) {
            const auto found = std::find_if(projection_.items.begin(), projection_.items.end(),
                                            [&](const ast::Item& one) { return one.slot == slot; });
            columns_.push_back(found == projection_.items.end() ? nullptr : &*found);
        }
    }
    to.row();
    for (std::size_t i = 0; i < slots.size(); ++i) {
        if (columns_[i]) {
            give(*columns_[i]->expr, run, to);
        } else {
            to.value(run.slot(slots[i]));
        }
    }
    return true;
}

struct Distinct::Seen {
    std::unordered_set<std::vector<Value>, RowHash, Equivalent> rows;
    DistinctValues values;  ///< of a single column
};

Distinct::Distinct(OperatorPtr input, std::vector<std::int32_t> slots)
    : Step(std::move(input)), slots_(std::move(slots)), seen_(std::make_unique<Seen>()) {}
Distinct::~Distinct() = default;

void Distinct::do_open(Run& run) {
    seen_->rows.clear();
    seen_->values = {};
    input_->open(run);
}

bool Distinct::do_next(Run& run) {
    while (input_->next(run)) {
        run.step();
        if (slots_.size() == 1) {
            if (seen_->values.add(run.slot(slots_[0]), run)) return true;
            continue;
        }
        std::vector<Value> row;
        row.reserve(slots_.size());
        std::size_t bytes = 64;
        for (const std::int32_t slot : slots_) {
            row.push_back(run.slot(slot));
            bytes += sizeof(Value) + extra_bytes(row.back());
        }
        if (!seen_->rows.insert(std::move(row)).second) continue;
        run.keep(bytes);
        return true;
    }
    return false;
}

std::string Sort::describe() const {
    std::string out = "Sort ";
    for (std::size_t i = 0; i < projection_.order.size(); ++i) {
        const ast::SortKey& key = projection_.order[i];
        out += (i > 0 ? ", " : "") + to_text(*key.expr) + (key.descending ? " DESC" : "");
    }
    return out;
}

bool Sort::before(const Row& a, const Row& b) const {
    for (std::size_t i = 0; i < a.keys.size(); ++i) {
        const int c = compare(a.keys[i], b.keys[i]);
        if (c != 0) return projection_.order[i].descending ? c > 0 : c < 0;
    }
    return a.place < b.place;
}

void Sort::do_open(Run& run) {
    rows_.clear();
    next_ = 0;
    loaded_ = false;
    input_->open(run);
}

void Sort::load(Run& run) {
    loaded_ = true;
    std::size_t most = SIZE_MAX;
    if (projection_.limit) {
        most = static_cast<std::size_t>(row_count(*projection_.limit, run, "LIMIT"));
        if (projection_.skip) {
            most += static_cast<std::size_t>(row_count(*projection_.skip, run, "SKIP"));
        }
    }
    const auto ordered = [this](const Row& a, const Row& b) { return before(a, b); };
    std::size_t place = 0;
    while (input_->next(run)) {
        run.step();
        Row row;
        row.place = place++;
        for (const ast::SortKey& key : projection_.order) {
            row.keys.push_back(evaluate(*key.expr, run));
        }
        if (rows_.size() >= most) {  // a heap whose top is the worst row kept
            if (most == 0 || !before(row, rows_.front())) continue;
            std::pop_heap(rows_.begin(), rows_.end(), ordered);
            rows_.pop_back();
        }
        std::size_t bytes = sizeof(Row);
        for (const std::int32_t slot : slots_) {
            row.slots.push_back(run.slot(slot));
            bytes += sizeof(Value) + extra_bytes(row.slots.back());
        }
        rows_.push_back(std::move(row));
        if (rows_.size() <= most) run.keep(bytes);
        if (most != SIZE_MAX) std::push_heap(rows_.begin(), rows_.end(), ordered);
    }
    std::sort(rows_.begin(), rows_.end(), ordered);
}

bool Sort::do_next(Run& run) {
    if (!loaded_) load(run);
    if (next_ >= rows_.size()) return false;
    Row& row = rows_[next_++];
    for (std::size_t i = 0; i < slots_.size(); ++i) run.slot(slots_[i]) = std::move(row.slots[i]);
    return true;
}

std::int64_t row_count(const ast::Expr& expr, Run& run, const char* what) {
    const Value value = evaluate(expr, run);
    const auto* number = value.as<std::int64_t>();
    if (!number) {
        Fault fault = runtime_fault(
            "SyntaxError", "InvalidArgumentType",
            std::string(what) + " takes a whole number, not " + kind_name(value) + ".");
        fault.span = expr.span;
        throw fault;
    }
    if (*number < 0) {
        Fault fault = runtime_fault("SyntaxError", "NegativeIntegerArgument",
                                    std::string(what) + " cannot be negative.");
        fault.span = expr.span;
        throw fault;
    }
    return *number;
}

std::string SkipLimit::describe() const {
    std::string out;
    if (skip_) out += "Skip " + to_text(*skip_);
    if (limit_) out += (out.empty() ? "Limit " : ", Limit ") + to_text(*limit_);
    return out;
}

void SkipLimit::do_open(Run& run) {
    skipped_ = skip_ ? row_count(*skip_, run, "SKIP") : 0;
    left_ = limit_ ? row_count(*limit_, run, "LIMIT") : INT64_MAX;
    pulled_ = false;
    input_->open(run);
}

bool SkipLimit::wants_row(Run& run) {
    for (; skipped_ > 0; --skipped_) {
        if (!input_->next(run)) return false;
    }
    if (left_ <= 0) {
        // LIMIT takes rows away, not the writes that made them.
        if (run.transaction && !std::exchange(pulled_, true)) input_->next(run);
        return false;
    }
    --left_;
    pulled_ = true;
    return true;
}

bool SkipLimit::do_next(Run& run) { return wants_row(run) && input_->next(run); }

bool SkipLimit::do_next_row(Run& run, std::span<const std::int32_t> slots, RowReader& to) {
    return wants_row(run) && input_->next_row(run, slots, to);
}

std::string Unwind::describe() const {
    return "Unwind " + to_text(*unwind_.list) + " AS " + unwind_.variable;
}

void Unwind::do_open(Run& run) {
    list_ = {};
    next_ = 0;
    input_->open(run);
}

bool Unwind::do_next(Run& run) {
    while (true) {
        run.step();
        if (const auto* list = list_.as<std::shared_ptr<const List>>()) {
            if (next_ < (*list)->size()) {
                run.slot(unwind_.slot) = (**list)[next_++];
                return true;
            }
        }
        if (!input_->next(run)) return false;
        list_ = evaluate(*unwind_.list, run);
        next_ = 0;
        if (!list_.is_null() && !list_.as<std::shared_ptr<const List>>()) {
            list_ = list_value({list_});
        }
    }
}

std::vector<const Operator*> Union::inputs() const {
    std::vector<const Operator*> out;
    for (const OperatorPtr& part : parts_) out.push_back(part.get());
    return out;
}

void Union::do_open(Run& run) {
    at_ = 0;
    parts_[0]->open(run);
}

bool Union::do_next(Run& run) {
    while (true) {
        if (parts_[at_]->next(run)) {
            if (at_ == 0) return true;
            for (std::size_t i = 0; i < slots_[0].size(); ++i) {
                run.slot(slots_[0][i]) = run.slot(slots_[at_][i]);
            }
            return true;
        }
        if (at_ + 1 == parts_.size()) return false;
        parts_[++at_]->open(run);
    }
}

void Apply::do_open(Run& run) {
    inside_ = false;
    input_->open(run);
}

bool Apply::do_next(Run& run) {
    while (true) {
        if (!inside_) {
            if (!input_->next(run)) return false;
            inside_ = true;
            found_ = false;
            inner_->open(run);
        }
        if (inner_->next(run)) {
            found_ = true;
            return true;
        }
        inside_ = false;
        if (optional_ && !found_) {
            for (const std::int32_t slot : introduced_) run.slot(slot) = Value{};
            return true;
        }
    }
}

std::string CallProcedure::describe() const {
    std::string out = "Call " + call_.procedure + "(";
    for (std::size_t i = 0; i < call_.arguments.size(); ++i) {
        out += (i > 0 ? ", " : "") + to_text(*call_.arguments[i]);
    }
    return out + ")";
}

void CallProcedure::do_open(Run& run) {
    table_ = {};
    next_ = 0;
    columns_.clear();
    for (const ast::Yield& one : call_.yields) {
        const auto& outputs = call_.bound->outputs;
        for (std::size_t i = 0; i < outputs.size(); ++i) {
            if (outputs[i].name == one.field) columns_.push_back(i);
        }
    }
    input_->open(run);
}

void CallProcedure::invoke(Run& run) {
    run.look();
    std::vector<Value> arguments;
    for (const auto& argument : call_.arguments) arguments.push_back(evaluate(*argument, run));
    try {
        table_ = call_.bound->call(std::move(arguments), run);
    } catch (Fault& fault) {
        if (fault.span.end == 0) fault.span = call_.span;
        throw;
    }
    next_ = 0;
}

bool CallProcedure::do_next(Run& run) {
    while (true) {
        if (next_ < table_.rows) {
            run.step();
            for (std::size_t i = 0; i < columns_.size(); ++i) {
                run.slot(call_.yields[i].slot) = table_.cell(next_, columns_[i]);
            }
            ++next_;
            if (call_.where && truth(*call_.where, run) != Truth::yes) continue;
            return true;
        }
        if (!input_->next(run)) return false;
        invoke(run);
        // A procedure without output, or one called for its effect alone, keeps the row.
        if (call_.bound->outputs.empty() && !call_.standalone) return true;
    }
}

}  // namespace parley::query
