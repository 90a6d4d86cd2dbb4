#include "query/operators/pattern_test.hpp"

#include <algorithm>

#include "query/arithmetic.hpp"
#include "query/evaluate.hpp"
#include "query/members.hpp"

namespace parley::query {

void NodeTest::prepare(Run& run) {
    labels_.clear();
    impossible_ = false;
    for (const auto& any : pattern_->labels) {
        std::vector<LabelId> ids;
        for (const std::string& name : any) {
            if (const auto id = run.view->labels().find(name)) ids.push_back(*id);
        }
        impossible_ = impossible_ || ids.empty();
        labels_.push_back(std::move(ids));
    }
}

bool NodeTest::fits(NodeIndex node, Run& run) const {
    if (impossible_) return false;
    for (const auto& any : labels_) {
        const bool has = std::any_of(any.begin(), any.end(),
                                     [&](LabelId id) { return run.view->has_label(node, id); });
        if (!has) return false;
    }
    if (pattern_->name) {
        Value scratch;
        const auto* name = read(*pattern_->name, run, scratch).as<std::string>();
        if (!name) return false;
        const auto& named = run.named(*name);
        if (!std::binary_search(named.begin(), named.end(), node)) return false;
    }
    if (pattern_->properties && !has_properties(node_value(node), *pattern_->properties, run)) {
        return false;
    }
    return !pattern_->where || truth(*pattern_->where, run) == Truth::yes;
}

bool has_properties(const Value& owner, const ast::Expr& properties, Run& run) {
    if (properties.kind == ast::ExprKind::map) {
        for (std::size_t i = 0; i < properties.keys.size(); ++i) {
            Value scratch;
            const Value& wanted = read(*properties.args[i], run, scratch);
            const Value found = property_of(owner, properties.keys[i], run);
            if (equals(found, wanted) != Truth::yes) return false;
        }
        return true;
    }
    const Value wanted = evaluate(properties, run);
    const auto* map = wanted.as<std::shared_ptr<const Map>>();
    if (!map) return false;
    return std::all_of((*map)->begin(), (*map)->end(), [&](const auto& entry) {
        return equals(property_of(owner, entry.first, run), entry.second) == Truth::yes;
    });
}

namespace {

/// The days of one date of a window; none where it is null or its year is unknown.
std::optional<DateSpan> window_days(const ast::Expr& date, Run& run) {
    const Value value = evaluate(date, run);
    if (value.is_null()) return {};
    try {
        return days_of(value);
    } catch (Fault& fault) {
        fault.span = date.span;
        throw;
    }
}

}  // namespace

std::optional<DateSpan> window_span(const ast::Window& window, Run& run) {
    const auto first = window_days(*window.from, run);
    if (!window.to || !first) return first;
    const auto last = window_days(*window.to, run);
    if (!last) return {};
    return DateSpan{first->first, last->last};
}

void RelTest::prepare(Run& run) {
    std::optional<std::vector<TypeId>> types;
    if (!pattern_->types.empty()) {
        types.emplace();
        for (const std::string& name : pattern_->types) {
            if (const auto id = run.view->types().find(name)) types->push_back(*id);
        }
    }
    std::optional<DateSpan> days;
    if (window_) {
        days = window_span(*window_, run);
        // An unknown or empty window: no relationship, said as "no type".
        if (!days || days->first > days->last) {
            types.emplace();
            days.reset();
        }
    }
    if (narrowing_) {
        if (const auto names = types_within(*narrowing_)) {
            if (!types) {
                types.emplace();
                for (const std::string& name : *names) {
                    if (const auto id = run.view->types().find(name)) types->push_back(*id);
                }
            } else {
                std::erase_if(*types, [&](TypeId id) {
                    return !names->contains(run.view->types().name(id));
                });
            }
        }
        const auto bound = days_within(*narrowing_, run);
        exact_ = bound && bound->exact;
        if (bound && !days) days = bound->span;
        if (bound && window_) {
            days = {std::max(days->first, bound->span.first),
                    std::min(days->last, bound->span.last)};
        }
    }
    Direction direction = Direction::both;
    if (pattern_->direction != ast::Direction::either) {
        const bool right = pattern_->direction == ast::Direction::right;
        direction = right != reversed_ ? Direction::out : Direction::in;
    }
    filter_.emplace(*run.view, direction, std::move(types), days);
}

bool RelTest::fits(EdgeIndex edge, Run& run) const {
    if (pattern_->properties && !has_properties(edge_value(edge), *pattern_->properties, run)) {
        return false;
    }
    if (!pattern_->where && !tests_conditions()) return true;
    const Value before = run.slot(pattern_->slot);
    run.slot(pattern_->slot) = edge_value(edge);
    bool fits = !pattern_->where || truth(*pattern_->where, run) == Truth::yes;
    if (tests_conditions()) {
        fits = fits && std::all_of(narrowing_->dated.begin(), narrowing_->dated.end(),
                                   [&](auto* one) { return truth(*one, run) == Truth::yes; });
    }
    run.slot(pattern_->slot) = before;
    return fits;
}

}  // namespace parley::query
