/// Where a pattern is begun: the node or relationship whose scan promises the fewest rows.
#include <algorithm>

#include "query/operators/edge_scan.hpp"
#include "query/planner.hpp"

namespace parley::query {

namespace {

/// A condition that a property of the node has one of some values: `n.key = a`, `n.key IN list`,
/// `n.key = a OR n.key = b`.
struct OneOf {
    const std::string* key = nullptr;
    std::vector<const ast::Expr*> values;
    bool is_list = false;  ///< the values are lists of values
};

std::optional<OneOf> one_of(const ast::Expr& condition, std::int32_t slot) {
    const auto key_of = [slot](const ast::Expr& expr) {
        const bool ours = expr.kind == ast::ExprKind::property &&
                          expr.args[0]->kind == ast::ExprKind::variable &&
                          expr.args[0]->slot == slot;
        return ours ? &expr.text : nullptr;
    };
    if (condition.kind == ast::ExprKind::in) {
        const std::string* key = key_of(*condition.args[0]);
        if (!key) return {};
        return OneOf{key, {condition.args[1].get()}, true};
    }
    if (condition.kind == ast::ExprKind::disjunction) {
        OneOf all;
        for (const ast::ExprPtr& arg : condition.args) {
            const auto one = one_of(*arg, slot);
            if (!one || (all.key && (*all.key != *one->key || all.is_list != one->is_list))) {
                return {};
            }
            all.key = one->key;
            all.is_list = one->is_list;
            all.values.insert(all.values.end(), one->values.begin(), one->values.end());
        }
        return all.key ? std::optional(all) : std::nullopt;
    }
    const bool equality = condition.kind == ast::ExprKind::comparison &&
                          condition.ops.size() == 1 && condition.ops[0] == ast::Comparison::equal;
    if (!equality) return {};
    for (const std::size_t side : {0U, 1U}) {
        const std::string* key = key_of(*condition.args[side]);
        if (key) return OneOf{key, {condition.args[1 - side].get()}, false};
    }
    return {};
}

bool is_plain(const ast::Expr& value, bool is_list) {
    switch (value.kind) {
        case ast::ExprKind::parameter:
        case ast::ExprKind::property:
        case ast::ExprKind::variable:
            return true;
        case ast::ExprKind::literal:
            return is_list || value.literal.as<std::string>() != nullptr;
        case ast::ExprKind::list:
            return is_list && std::all_of(value.args.begin(), value.args.end(),
                                          [](auto& one) { return is_plain(*one, false); });
        default:
            return false;
    }
}

}  // namespace

/// Scans for the unbound node that promises the fewest rows. False where all are bound.
bool PatternPlanner::start() {
    const ast::NodePattern* best = nullptr;
    double least = 0;
    for (const ast::PathPattern* path : input_.paths) {
        for (const auto& node : path->nodes) {
            if (is_bound(node)) continue;
            if (path->search.is_special() && !is_search_start(*path, node)) continue;
            const double estimate = source_of(node).estimate;
            if (best && estimate >= least) continue;
            best = &node;
            least = estimate;
        }
    }
    if (!best) return false;
    if (scan_relationships(*best)) return true;
    scan(*best);
    return true;
}

/// A node without a better start than "all", or a label in a window, at a relationship whose other
/// end is free too: the relationships are gone over once, instead of those of every node.
bool PatternPlanner::scan_relationships(const ast::NodePattern& node) {
    const ScanSource source = source_of(node);
    const bool all = source.kind == ScanSource::Kind::all;
    if (!all && source.kind != ScanSource::Kind::label) return false;
    for (Edge& edge : edges_) {
        const ast::RelPattern& rel = edge.rel();
        const bool here = edge.left().slot == node.slot || edge.right().slot == node.slot;
        if (edge.planned || !here || rel.variable_length || bound_.contains(rel.slot) ||
            is_bound(edge.left()) || is_bound(edge.right())) {
            continue;
        }
        if (!all && !input_.window && !narrows_days(waiting_, rel.slot)) continue;
        edge.planned = true;
        Hop hop{&edge.left(),  &rel,          &edge.right(),
                false,         false,         true,
                rels_before(), input_.window, take_narrowing(waiting_, rel.slot)};
        out_ = std::make_unique<EdgeScan>(std::move(out_), std::move(hop));
        rels_.push_back(rel.slot);
        for (const std::int32_t slot : {rel.slot, edge.left().slot, edge.right().slot}) {
            bound_.insert(slot);
        }
        tested_.insert(&edge.left());
        tested_.insert(&edge.right());
        conditions(false);
        check_bound_nodes();
        return true;
    }
    return false;
}

/// A searched path is scanned for from one end; the search finds the other nodes. Days run from
/// left to right, so with an order it starts at the left.
bool PatternPlanner::is_search_start(const ast::PathPattern& path,
                                     const ast::NodePattern& node) const {
    const ScanSource::Kind kind = source_of(node).kind;
    const bool cheap = kind == ScanSource::Kind::name || kind == ScanSource::Kind::text;
    if (&node == &path.nodes.front()) {
        return cheap || path.search.order != ast::Order::none || !is_bound(path.nodes.back());
    }
    return &node == &path.nodes.back() && cheap;
}

void PatternPlanner::scan(const ast::NodePattern& node) {
    out_ = std::make_unique<NodeScan>(std::move(out_), node, source_of(node));
    bound_.insert(node.slot);
    tested_.insert(&node);
    conditions(false);
    check_bound_nodes();
}

/// `{key: ...}`, `WHERE n.key = ...` or `IN ...` on a property the store indexes.
std::optional<ScanSource> PatternPlanner::text_source(const ast::NodePattern& node) const {
    const auto made = [&](const OneOf& wanted) -> std::optional<ScanSource> {
        if (*wanted.key != "key" && *wanted.key != "name") return {};
        const bool usable =
            std::all_of(wanted.values.begin(), wanted.values.end(), [&](const ast::Expr* value) {
                return is_plain(*value, wanted.is_list) && ready(*value);
            });
        if (!usable) return {};
        double rows = *wanted.key == "key" ? 1.0 : 2.0;
        rows *= static_cast<double>(wanted.values.size());
        for (const ast::Expr* value : wanted.values) {
            if (!wanted.is_list) continue;
            const bool listed = value->kind == ast::ExprKind::list;
            rows *= listed ? static_cast<double>(std::max<std::size_t>(1, value->args.size())) : 4;
        }
        ScanSource out{ScanSource::Kind::text, "", *wanted.key, wanted.values[0], rows};
        out.others.assign(wanted.values.begin() + 1, wanted.values.end());
        out.is_list = wanted.is_list;
        return out;
    };
    if (node.properties && node.properties->kind == ast::ExprKind::map) {
        for (std::size_t i = 0; i < node.properties->keys.size(); ++i) {
            const OneOf wanted{&node.properties->keys[i], {node.properties->args[i].get()}, false};
            if (auto found = made(wanted)) return found;
        }
    }
    std::vector<const ast::Expr*> conditions = waiting_;
    if (node.where) conjuncts_of(*node.where, conditions);
    for (const ast::Expr* one : conditions) {
        const auto wanted = one_of(*one, node.slot);
        if (!wanted) continue;
        if (auto found = made(*wanted)) return found;
    }
    return {};
}

ScanSource PatternPlanner::source_of(const ast::NodePattern& node) const {
    if (auto text = text_source(node)) return *text;
    if (node.name && ready(*node.name)) {
        return {ScanSource::Kind::name, "", "", node.name.get(), 2};
    }
    for (const ast::Expr* one : waiting_) {
        const bool named =
            one->kind == ast::ExprKind::call && one->function && one->function->name == "named" &&
            one->args[0]->kind == ast::ExprKind::variable && one->args[0]->slot == node.slot;
        if (named && ready(*one->args[1])) {
            return {ScanSource::Kind::name, "", "", one->args[1].get(), 2};
        }
    }
    ScanSource out{ScanSource::Kind::all, "", "", nullptr, double(view_.node_count())};
    for (const auto& any : node.labels) {
        if (any.size() != 1) continue;
        const auto id = view_.labels().find(any[0]);
        const double count = id ? view_.count_with(*id) : 0;
        if (out.kind == ScanSource::Kind::label && count >= out.estimate) continue;
        out = {ScanSource::Kind::label, any[0], "", nullptr, count};
    }
    return out;
}

}  // namespace parley::query
