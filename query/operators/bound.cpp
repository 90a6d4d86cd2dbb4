#include "query/operators/bound.hpp"

#include <algorithm>

namespace parley::query {

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
