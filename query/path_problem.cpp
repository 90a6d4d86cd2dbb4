#include <algorithm>

#include "query/evaluate.hpp"
#include "query/path_search.hpp"

namespace parley::query {

PathProblem::PathProblem(const ast::PathPattern& pattern, const ast::Window* window, bool reversed)
    : pattern_(pattern), reversed_(reversed) {
    const std::size_t count = pattern.rels.size();
    narrowings_.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
        const ast::RelPattern& rel = pattern.rels[reversed ? count - 1 - i : i];
        std::vector<const ast::Expr*> asked;
        if (rel.where) conjuncts_of(*rel.where, asked);
        narrowings_.push_back(take_narrowing(asked, rel.slot));
        rels_.emplace_back(rel, window, reversed, &narrowings_.back());
    }
    for (std::size_t i = 0; i <= count; ++i) {
        nodes_.emplace_back(pattern.nodes[reversed ? count - i : i]);
    }
    order_.order = pattern.search.order;
    order_.strict = pattern.search.strict;
}

void PathProblem::prepare(Run& run, NodeIndex start, std::optional<NodeIndex> target) {
    start_ = start;
    target_ = target;
    for (RelTest& rel : rels_) rel.prepare(run);
    for (NodeTest& node : nodes_) node.prepare(run);
    order_.within.reset();
    if (!pattern_.search.within) return;
    const Value value = evaluate(*pattern_.search.within, run);
    const auto* duration = value.as<std::shared_ptr<const Duration>>();
    if (!duration) {
        Fault fault = runtime_fault("TypeError", "InvalidArgumentType",
                                    "WITHIN takes a duration, for example duration('P30D').");
        fault.span = pattern_.search.within->span;
        throw fault;
    }
    order_.within = **duration;
}

void PathProblem::hops(NodeIndex node, std::size_t place, Run& run,
                       std::vector<std::pair<NodeIndex, EdgeIndex>>& out) const {
    const std::size_t begin = out.size();
    const RelTest& rel = rels_[place];
    const bool tests = rel.pattern().properties || rel.pattern().where;
    run.view->expand(node, rel.filter(), [&](NodeIndex other, EdgeIndex edge) {
        run.step();
        if (!tests || rel.fits(edge, run)) out.emplace_back(other, edge);
    });
    std::sort(out.begin() + static_cast<std::ptrdiff_t>(begin), out.end(),
              [&](const auto& a, const auto& b) {
                  return run.view->edge_id(a.second) < run.view->edge_id(b.second);
              });
}

bool PathProblem::may_leave(NodeIndex node, std::size_t place, std::int64_t count, Run& run) const {
    if (count < rel(place).least) return false;
    const bool last = place + 1 == places();
    if (last && target_ && *target_ != node) return false;
    const NodeTest& test = nodes_[place + 1];
    Value& slot = run.slot(test.pattern().slot);
    if (!last && !test.pattern().introduces) {
        const auto* bound = slot.as<NodeId>();
        return bound && index_of(*bound) == node && test.fits(node, run);
    }
    const Value before = slot;
    slot = node_value(node);
    const bool fits = test.fits(node, run);
    slot = before;
    return fits;
}

std::optional<DateSpan> PathProblem::extend(const std::optional<DateSpan>& before, EdgeIndex edge,
                                            const View& view) const {
    if (order_.order == ast::Order::none) return DateSpan{0, 0};
    const EdgeEnds ends = view.ends(edge);
    if (ends.first == kNoDay) return {};
    return order_.extend(before, DateSpan{ends.first, ends.last});
}

bool PathProblem::is_plain() const {
    return rels_.size() == 1 && rel(0).variable_length && rel(0).least <= 1;
}

bool mode_allows(ast::Mode mode, const std::vector<NodeIndex>& nodes,
                 const std::vector<EdgeIndex>& edges, NodeIndex next, EdgeIndex by) {
    const auto visited = [&](std::size_t from) {
        return std::find(nodes.begin() + static_cast<std::ptrdiff_t>(from), nodes.end(), next) !=
               nodes.end();
    };
    switch (mode) {
        case ast::Mode::walk:
            return true;
        case ast::Mode::trail:
            return std::find(edges.begin(), edges.end(), by) == edges.end();
        case ast::Mode::acyclic:
            return !visited(0);
        case ast::Mode::simple: {
            // Only the ends may be the same, and a path that came back goes no further.
            const bool closed = nodes.size() > 1 && nodes.front() == nodes.back();
            const bool repeats = std::find(edges.begin(), edges.end(), by) != edges.end();
            return !closed && !visited(1) && !repeats;
        }
    }
    return true;
}

}  // namespace parley::query
