#include "query/operators/expand.hpp"

#include <algorithm>
#include <array>

#include "query/arithmetic.hpp"
#include "query/ast_text.hpp"
#include "query/evaluate.hpp"

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

std::optional<DateSpan> window_span(const ast::Window& window, Run& run) {
    const Value from = evaluate(*window.from, run);
    if (from.is_null()) return {};
    const auto first = days_of(from);
    if (!window.to || !first) return first;
    const Value to = evaluate(*window.to, run);
    if (to.is_null()) return {};
    const auto last = days_of(to);
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

std::string NodeScan::describe() const {
    std::string out;
    switch (source_.kind) {
        case ScanSource::Kind::all:
            out = "AllNodes ";
            break;
        case ScanSource::Kind::label:
            out = "NodesByLabel ";
            break;
        case ScanSource::Kind::name:
            out = "NodesByName ";
            break;
        case ScanSource::Kind::text:
            out = "NodesByKey ";
            break;
    }
    return out + to_text(test_.pattern()) + ", about " +
           std::to_string(static_cast<std::int64_t>(source_.estimate)) + " rows";
}

void NodeScan::do_open(Run& run) {
    found_.clear();
    listed_ = true;
    next_ = 0;
    input_->open(run);
}

void NodeScan::start(Run& run) {
    found_.clear();
    next_ = 0;
    listed_ = source_.kind != ScanSource::Kind::all;
    limit_ = run.view->node_limit();
    test_.prepare(run);
    if (source_.kind == ScanSource::Kind::label) {
        const auto label = run.view->labels().find(source_.label);
        if (!label) return;
        run.view->for_each_with_label(*label, [this](NodeIndex n) { found_.push_back(n); });
    } else if (source_.kind == ScanSource::Kind::name) {
        const Value name = evaluate(*source_.value, run);
        if (const auto* text = name.as<std::string>()) found_ = run.named(*text);
    } else if (source_.kind == ScanSource::Kind::text) {
        find_text(run);
    }
}

/// The nodes that have one of the texts; all are to be tried where one value is no text.
void NodeScan::find_text(Run& run) {
    const auto key = run.view->keys().find(source_.key);
    if (!key) return;
    const auto add = [&](const Value& wanted) {
        if (wanted.is_null()) return true;
        const auto* text = wanted.as<std::string>();
        auto found = text ? run.view->nodes_with_text(*key, *text) : std::nullopt;
        if (!found) return false;
        found_.insert(found_.end(), found->begin(), found->end());
        return true;
    };
    const auto add_all = [&](const ast::Expr& expr) {
        Value scratch;
        const Value& wanted = read(expr, run, scratch);
        if (!source_.is_list || wanted.is_null()) return add(wanted);
        const auto* list = wanted.as<std::shared_ptr<const List>>();
        return list && std::all_of((*list)->begin(), (*list)->end(), add);
    };
    listed_ = add_all(*source_.value);
    for (const ast::Expr* other : source_.others) listed_ = listed_ && add_all(*other);
    if (!listed_) {
        found_.clear();
    } else if (source_.is_list || !source_.others.empty()) {
        std::sort(found_.begin(), found_.end());
        found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
    }
}

bool NodeScan::do_next(Run& run) {
    const std::int32_t slot = test_.pattern().slot;
    while (true) {
        run.step();
        if (listed_ ? next_ >= found_.size() : next_ >= limit_) {
            if (!input_->next(run)) return false;
            start(run);
            continue;
        }
        const NodeIndex node = listed_ ? found_[next_] : next_;
        ++next_;
        if (!run.view->is_live_node(node)) continue;
        run.slot(slot) = node_value(node);
        if (test_.fits(node, run)) return true;
    }
}

std::string NodeCheck::describe() const { return "Check " + to_text(test_.pattern()); }

bool NodeCheck::do_next(Run& run) {
    while (input_->next(run)) {
        const auto* node = run.slot(test_.pattern().slot).as<NodeId>();
        if (!node) continue;
        test_.prepare(run);
        if (test_.fits(index_of(*node), run)) return true;
    }
    return false;
}

std::string describe(const Hop& hop, const char* verb) {
    ast::PathPattern shown;
    std::string out = std::string(verb) + (hop.to_is_bound ? "Into " : " ");
    const auto* left = hop.reversed ? hop.to : hop.from;
    const auto* right = hop.reversed ? hop.from : hop.to;
    out += to_text(*left) + to_text(*hop.rel) + to_text(*right);
    if (hop.reversed) out += " from the right";
    if (hop.window) {
        out += hop.window->to ? " BETWEEN " : " AS OF ";
        out += to_text(*hop.window->from);
        if (hop.window->to) out += " AND " + to_text(*hop.window->to);
    }
    for (std::size_t i = 0; i < hop.narrowing.taken.size(); ++i) {
        out += (i > 0 ? " AND " : " WHERE ") + to_text(*hop.narrowing.taken[i]);
    }
    return out;
}

bool in_slot(EdgeIndex edge, const Value& slot) {
    if (const auto* id = slot.as<EdgeId>()) return index_of(*id) == edge;
    const auto* list = slot.as<std::shared_ptr<const List>>();
    if (!list) return false;
    return std::any_of((*list)->begin(), (*list)->end(), [edge](const Value& one) {
        const auto* id = one.as<EdgeId>();
        return id && index_of(*id) == edge;
    });
}

Expand::Expand(OperatorPtr input, Hop hop)
    : Step(std::move(input)),
      hop_(std::move(hop)),
      rel_(*hop_.rel, hop_.window, hop_.reversed, &hop_.narrowing),
      to_(*hop_.to) {}

void Expand::do_open(Run& run) {
    found_.clear();
    next_ = 0;
    input_->open(run);
    rel_.prepare(run);
    to_.prepare(run);
}

void Expand::will_read(std::int32_t slot, KeyId key) {
    if (slot != hop_.to->slot || hop_.to_is_bound) return input_->will_read(slot, key);
    if (std::find(read_.begin(), read_.end(), key) == read_.end()) read_.push_back(key);
}

/// Neighbours lie all over memory: waiting for each in turn is most of what a wide row costs.
void Expand::fetch_ahead(const Run& run) {
    constexpr std::size_t block = 64;
    std::array<NodeIndex, block> nodes;
    const std::size_t count = std::min(block, found_.size() - fetched_);
    for (std::size_t i = 0; i < count; ++i) nodes[i] = found_[fetched_ + i].first;
    for (const KeyId key : read_) run.view->prefetch_node_property({nodes.data(), count}, key);
    fetched_ += count;
}

bool Expand::do_next(Run& run) {
    while (true) {
        while (next_ < found_.size()) {
            run.step();
            if (next_ == fetched_ && !read_.empty()) fetch_ahead(run);
            const auto [node, edge] = found_[next_++];
            const auto used = [&](std::int32_t slot) { return in_slot(edge, run.slot(slot)); };
            if (std::any_of(hop_.other_rels.begin(), hop_.other_rels.end(), used)) continue;
            run.slot(hop_.rel->slot) = edge_value(edge);
            if (!rel_.fits(edge, run)) continue;
            if (!hop_.to_is_bound) {
                run.slot(hop_.to->slot) = node_value(node);
                if (!to_.fits(node, run)) continue;
            }
            return true;
        }
        if (!input_->next(run)) return false;
        found_.clear();
        next_ = fetched_ = 0;
        const auto* from = run.slot(hop_.from->slot).as<NodeId>();
        if (!from) continue;
        if (rel_.has_window() || run.transaction) rel_.prepare(run);
        if (run.transaction) to_.prepare(run);
        if (hop_.to_is_bound) {
            const auto* to = run.slot(hop_.to->slot).as<NodeId>();
            if (!to || !to_.fits(index_of(*to), run)) continue;
            const NodeIndex wanted = index_of(*to);
            run.view->expand(index_of(*from), rel_.filter(), [&](NodeIndex n, EdgeIndex e) {
                if (n == wanted) found_.emplace_back(n, e);
            });
        } else {
            run.view->expand(index_of(*from), rel_.filter(),
                             [&](NodeIndex n, EdgeIndex e) { found_.emplace_back(n, e); });
        }
    }
}

Expand::Column Expand::column_of(std::int32_t slot) const {
    const bool plain =
        !hop_.to_is_bound && rel_.takes_all() && to_.is_simple() && hop_.other_rels.empty();
    if (plain && slot == hop_.to->slot) return Column::nodes;
    return plain && slot == hop_.rel->slot ? Column::edges : Column::none;
}

bool Expand::next_column(Run& run, std::int32_t slot, std::vector<std::uint32_t>& out) {
    out.clear();
    if (!input_->next(run)) return false;
    run.step();
    const auto* from = run.slot(hop_.from->slot).as<NodeId>();
    if (!from) return true;
    if (rel_.has_window() || run.transaction) rel_.prepare(run);
    const bool nodes = slot == hop_.to->slot;
    const bool all = to_.takes_all();
    run.view->expand(index_of(*from), rel_.filter(), [&](NodeIndex n, EdgeIndex e) {
        if (all || to_.fits(n, run)) out.push_back(nodes ? n : e);
    });
    return true;
}

ExpandVariable::ExpandVariable(OperatorPtr input, Hop hop)
    : Step(std::move(input)),
      hop_(std::move(hop)),
      rel_(*hop_.rel, hop_.window, hop_.reversed, &hop_.narrowing),
      to_(*hop_.to),
      most_(hop_.rel->most.value_or(INT64_MAX)) {}

void ExpandVariable::do_open(Run& run) {
    active_ = false;
    input_->open(run);
    rel_.prepare(run);
    to_.prepare(run);
}

bool ExpandVariable::used(EdgeIndex edge, Run& run) const {
    if (std::find(trail_.begin(), trail_.end(), edge) != trail_.end()) return true;
    return std::any_of(hop_.other_rels.begin(), hop_.other_rels.end(),
                       [&](std::int32_t slot) { return in_slot(edge, run.slot(slot)); });
}

bool ExpandVariable::begin(Run& run) {
    const auto* from = run.slot(hop_.from->slot).as<NodeId>();
    bound_to_ = hop_.to_is_bound ? run.slot(hop_.to->slot) : Value{};
    if (!from || (hop_.to_is_bound && !bound_to_.as<NodeId>())) return false;
    if (rel_.has_window() || run.transaction) rel_.prepare(run);
    if (run.transaction) to_.prepare(run);
    start_ = index_of(*from);
    trail_.clear();
    depth_ = 0;
    zero_pending_ = hop_.rel->least == 0;
    if (most_ > 0) descend(start_, run);
    return true;
}

void ExpandVariable::descend(NodeIndex node, Run& run) {
    if (levels_.size() == depth_) levels_.emplace_back();
    Level& level = levels_[depth_++];
    level.found.clear();
    level.next = 0;
    run.view->expand(node, rel_.filter(),
                     [&](NodeIndex n, EdgeIndex e) { level.found.emplace_back(n, e); });
}

bool ExpandVariable::emit(NodeIndex node, Run& run) {
    if (hop_.to_is_bound) {
        if (index_of(*bound_to_.as<NodeId>()) != node) return false;
    } else {
        run.slot(hop_.to->slot) = node_value(node);
    }
    if (!to_.fits(node, run)) return false;
    if (hop_.needs_list) {
        List list;
        list.reserve(trail_.size());
        for (const EdgeIndex e : trail_) list.push_back(edge_value(e));
        if (hop_.reversed) std::reverse(list.begin(), list.end());
        run.slot(hop_.rel->slot) = list_value(std::move(list));
    }
    return true;
}

bool ExpandVariable::do_next(Run& run) {
    while (true) {
        if (!active_) {
            if (!input_->next(run)) return false;
            if (!begin(run)) continue;
            active_ = true;
        }
        if (std::exchange(zero_pending_, false) && emit(start_, run)) return true;
        while (depth_ > 0) {
            run.step();
            Level& level = levels_[depth_ - 1];
            trail_.resize(depth_ - 1);
            if (level.next >= level.found.size()) {
                --depth_;
                continue;
            }
            const auto [node, edge] = level.found[level.next++];
            if (used(edge, run) || !rel_.fits(edge, run)) continue;
            trail_.push_back(edge);
            const auto length = static_cast<std::int64_t>(trail_.size());
            const bool hit = length >= hop_.rel->least && emit(node, run);
            if (length < most_) descend(node, run);
            if (hit) return true;
        }
        active_ = false;
    }
}

FromRelationship::FromRelationship(OperatorPtr input, Hop hop, bool from_is_bound)
    : Step(std::move(input)),
      hop_(std::move(hop)),
      rel_(*hop_.rel, hop_.window, hop_.reversed),
      from_(*hop_.from),
      to_(*hop_.to),
      from_is_bound_(from_is_bound) {}

void FromRelationship::do_open(Run& run) {
    tries_ = 2;
    input_->open(run);
}

std::vector<EdgeIndex> FromRelationship::bound_edges(Run& run) const {
    std::vector<EdgeIndex> out;
    const Value& bound = run.slot(hop_.rel->slot);
    if (const auto* id = bound.as<EdgeId>()) out.push_back(index_of(*id));
    if (const auto* list = bound.as<std::shared_ptr<const List>>()) {
        for (const Value& one : **list) {
            if (const auto* id = one.as<EdgeId>()) out.push_back(index_of(*id));
        }
    }
    return out;
}

bool FromRelationship::place(NodeIndex from, NodeIndex to, Run& run) {
    const auto put = [&](const ast::NodePattern& pattern, NodeIndex node, bool bound) {
        if (bound) {
            const auto* there = run.slot(pattern.slot).as<NodeId>();
            return there && index_of(*there) == node;
        }
        run.slot(pattern.slot) = node_value(node);
        return true;
    };
    if (!put(*hop_.from, from, from_is_bound_)) return false;
    // (a)-[r]->(a): the second occurrence is bound by the first.
    const bool to_bound = hop_.to_is_bound || hop_.to->slot == hop_.from->slot;
    if (!put(*hop_.to, to, to_bound)) return false;
    from_.prepare(run);
    to_.prepare(run);
    return from_.fits(from, run) && to_.fits(to, run);
}

/// Walks the bound relationships from the first one's one end or the other.
bool FromRelationship::try_direction(const std::vector<EdgeIndex>& edges, bool forwards, Run& run) {
    const EdgeEnds first = run.view->ends(edges.front());
    NodeIndex at = forwards ? first.source : first.target;
    const NodeIndex start = at;
    for (const EdgeIndex edge : edges) {
        const EdgeEnds ends = run.view->ends(edge);
        const ArcFilter& filter = rel_.filter();
        const bool out_fits = filter.direction() != Direction::in && ends.source == at;
        const bool in_fits = filter.direction() != Direction::out && ends.target == at;
        if (!out_fits && !in_fits) return false;
        if (!filter.takes(ends.type) || !filter.meets(ends.first, ends.last)) return false;
        if (!run.view->is_live_edge(edge) || !rel_.fits(edge, run)) return false;
        at = out_fits ? ends.target : ends.source;
    }
    return place(start, at, run);
}

bool FromRelationship::do_next(Run& run) {
    while (true) {
        run.step();
        if (tries_ >= 2) {
            if (!input_->next(run)) return false;
            tries_ = 0;
            rel_.prepare(run);
            edges_ = bound_edges(run);
            const auto length = static_cast<std::int64_t>(edges_.size());
            const bool wrong_length =
                hop_.rel->variable_length &&
                (length < hop_.rel->least || length > hop_.rel->most.value_or(INT64_MAX));
            const auto taken = [&](EdgeIndex edge) {
                return std::any_of(hop_.other_rels.begin(), hop_.other_rels.end(),
                                   [&](std::int32_t s) { return in_slot(edge, run.slot(s)); });
            };
            if (edges_.empty() || wrong_length ||
                std::any_of(edges_.begin(), edges_.end(), taken)) {
                tries_ = 2;
                continue;
            }
            if (hop_.reversed) std::reverse(edges_.begin(), edges_.end());
        }
        const bool forwards = tries_++ == 0;
        const EdgeEnds first = run.view->ends(edges_.front());
        if (!forwards && first.source == first.target) continue;  // a loop has one way only
        if (try_direction(edges_, forwards, run)) return true;
    }
}

bool BuildPath::do_next(Run& run) {
    while (input_->next(run)) {
        const auto* start = run.slot(pattern_.nodes[0].slot).as<NodeId>();
        if (!start) continue;
        Path path;
        path.nodes.push_back(*start);
        const auto walk = [&](EdgeId id) {
            const EdgeEnds ends = run.view->ends(index_of(id));
            const NodeIndex at = index_of(path.nodes.back());
            path.edges.push_back(id);
            path.nodes.push_back(NodeId{ends.source == at ? ends.target : ends.source});
        };
        for (const ast::RelPattern& rel : pattern_.rels) {
            const Value& value = run.slot(rel.slot);
            if (const auto* id = value.as<EdgeId>()) walk(*id);
            if (const auto* list = value.as<std::shared_ptr<const List>>()) {
                for (const Value& one : **list) walk(*one.as<EdgeId>());
            }
        }
        run.slot(pattern_.slot) = Value{std::make_shared<const Path>(std::move(path))};
        return true;
    }
    return false;
}

}  // namespace parley::query
