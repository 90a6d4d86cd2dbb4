// Changes to an overlay, each with the step that takes it back.
#include "graph/transaction.hpp"

#include <parley/error.hpp>

namespace parley {
namespace {

Value* find_property(Properties& properties, KeyId key) {
    for (auto& [k, value] : properties) {
        if (k == key) return &value;
    }
    return nullptr;
}

/// Sets, or with null removes; false where nothing changes.
bool put_property(Properties& properties, KeyId key, const Value& value) {
    Value* old = find_property(properties, key);
    if (value.is_null()) {
        if (!old) return false;
        std::erase_if(properties, [&](const auto& p) { return p.first == key; });
        return true;
    }
    if (old) {
        *old = value;
        return true;
    }
    auto at = std::lower_bound(properties.begin(), properties.end(), key,
                               [](const auto& p, KeyId k) { return p.first < k; });
    properties.insert(at, {key, value});
    return true;
}

void check_storable(const Value& value) {
    if (value.as<NodeId>() || value.as<EdgeId>() || value.as<std::shared_ptr<const Path>>()) {
        throw Error("a node, an edge or a path cannot be a property's value",
                    "store its key or id instead");
    }
    if (const auto* list = value.as<std::shared_ptr<const List>>()) {
        for (const Value& item : **list) check_storable(item);
    }
    if (const auto* map = value.as<std::shared_ptr<const Map>>()) {
        for (const auto& [name, item] : **map) check_storable(item);
    }
}

}  // namespace

DateSpan days_of_date_property(const Value& value) {
    std::optional<DateSpan> span;
    if (const auto* date = value.as<Date>()) {
        span = date->span();
    } else if (const auto* text = value.as<std::string>()) {
        if (auto parsed = Date::parse(*text)) span = parsed->span();
    }
    return span.value_or(DateSpan{kNoDay, kNoDay});
}

Transaction::Transaction(std::shared_ptr<View> view, Keeper& keeper)
    : view_(std::move(view)), keeper_(&keeper) {}

Transaction::~Transaction() { rollback(); }

LabelId Transaction::label(std::string_view name) {
    LabelId id = over().labels.intern(name);
    if (over().label_count.size() <= number_of(id)) over().label_count.resize(number_of(id) + 1);
    return id;
}

TypeId Transaction::type(std::string_view name) {
    TypeId id = over().types.intern(name);
    if (number_of(id) > 0xffff) throw Error("a graph can have at most 65536 types of edges");
    if (over().type_count.size() <= number_of(id)) over().type_count.resize(number_of(id) + 1);
    return id;
}

KeyId Transaction::key(std::string_view name) { return over().keys.intern(name); }

/// The entry to change. The first time a snapshot's node is opened its contents are copied.
NodeEntry& Transaction::open_node(NodeIndex node) {
    touched_nodes_.push_back(node);
    if (node >= view_->base_nodes_) return over().new_nodes[node - view_->base_nodes_];
    auto found = over().changed_nodes.find(node);
    if (found != over().changed_nodes.end()) return found->second;
    auto labels = view_->labels_of(node);
    NodeEntry entry{
        view_->node_id(node), {labels.begin(), labels.end()}, view_->node_properties(node), false};
    on_undo([node](Overlay& o) { o.changed_nodes.erase(node); });
    over().unnamed.push_back(node);
    NodeEntry& opened = over().changed_nodes.emplace(node, std::move(entry)).first->second;
    for (const auto& [key, value] : opened.properties) index_text(node, key, value);
    return opened;
}

EdgeEntry& Transaction::open_edge(EdgeIndex edge) {
    touched_edges_.push_back(edge);
    if (edge >= view_->base_edges_) return over().new_edges[edge - view_->base_edges_];
    auto found = over().changed_edges.find(edge);
    if (found != over().changed_edges.end()) return found->second;
    EdgeEnds ends = view_->ends(edge);
    EdgeEntry entry{
        view_->edge_id(edge),         ends.type, ends.source, ends.target, ends.first, ends.last,
        view_->edge_properties(edge), false};
    on_undo([edge](Overlay& o) { o.changed_edges.erase(edge); });
    return over().changed_edges.emplace(edge, std::move(entry)).first->second;
}

NodeIndex Transaction::create_node(std::span<const LabelId> labels) {
    return restore_node(keeper_->next_node_id(), labels);
}

NodeIndex Transaction::restore_node(NodeId id, std::span<const LabelId> labels) {
    NodeIndex node = view_->node_limit();
    NodeEntry entry{id, {labels.begin(), labels.end()}, {}, false};
    std::sort(entry.labels.begin(), entry.labels.end());
    entry.labels.erase(std::unique(entry.labels.begin(), entry.labels.end()), entry.labels.end());
    for (LabelId label : entry.labels) ++over().label_count[number_of(label)];
    over().node_index.emplace(id, node);
    over().new_nodes.push_back(std::move(entry));
    ++over().live_nodes;
    touched_nodes_.push_back(node);
    on_undo([](Overlay& o) {
        for (LabelId label : o.new_nodes.back().labels) --o.label_count[number_of(label)];
        o.node_index.erase(o.new_nodes.back().id);
        o.new_nodes.pop_back();
        --o.live_nodes;
    });
    return node;
}

EdgeIndex Transaction::create_edge(TypeId type, NodeIndex source, NodeIndex target) {
    return restore_edge(keeper_->next_edge_id(), type, source, target);
}

EdgeIndex Transaction::restore_edge(EdgeId id, TypeId type, NodeIndex source, NodeIndex target) {
    for (NodeIndex end : {source, target}) {
        if (!view_->is_live_node(end)) throw Error("an edge cannot begin or end at a deleted node");
    }
    EdgeIndex edge = view_->edge_limit();
    over().new_edges.push_back({id, type, source, target, kNoDay, kNoDay, {}, false});
    over().edge_index.emplace(id, edge);
    ++over().type_count[number_of(type)];
    ++over().live_edges;
    touched_edges_.push_back(edge);
    on_undo([](Overlay& o) {
        --o.type_count[number_of(o.new_edges.back().type)];
        o.edge_index.erase(o.new_edges.back().id);
        o.new_edges.pop_back();
        --o.live_edges;
    });
    place_arcs(edge);
    return edge;
}

/// Half-edges in the overlay for an edge that the snapshot's arrays do not (or no longer) hold.
void Transaction::place_arcs(EdgeIndex edge) {
    EdgeEnds ends = view_->ends(edge);
    over().arcs[ends.source].out.push_back({ends.target, edge, ends.type});
    over().arcs[ends.target].in.push_back({ends.source, edge, ends.type});
    on_undo([source = ends.source, target = ends.target](Overlay& o) {
        o.arcs[source].out.pop_back();
        o.arcs[target].in.pop_back();
    });
}

/// Takes a snapshot's edge out of its arrays, as far as readers see.
void Transaction::hide(EdgeIndex edge) {
    if (edge >= view_->base_edges_) return;
    if (over().hidden.empty()) over().hidden.resize(view_->base_edges_);
    if (over().hidden[edge]) return;
    over().hidden[edge] = true;
    ++over().hidden_count;
    on_undo([edge](Overlay& o) {
        o.hidden[edge] = false;
        --o.hidden_count;
    });
}

bool Transaction::set_node_property(NodeIndex node, KeyId key, const Value& value) {
    check_storable(value);
    NodeEntry& entry = open_node(node);
    Value* now = find_property(entry.properties, key);
    Value old = now ? *now : Value{};
    if (!put_property(entry.properties, key, value)) return false;
    index_text(node, key, value);
    over().unnamed.push_back(node);
    on_undo([this, node, key, old = std::move(old)](Overlay& o) {
        NodeEntry& changed = node >= view_->base_nodes_ ? o.new_nodes[node - view_->base_nodes_]
                                                        : o.changed_nodes.at(node);
        put_property(changed.properties, key, old);
    });
    return true;
}

bool Transaction::set_edge_property(EdgeIndex edge, KeyId key, const Value& value) {
    check_storable(value);
    EdgeEntry& entry = open_edge(edge);
    Value* now = find_property(entry.properties, key);
    Value old = now ? *now : Value{};
    if (!put_property(entry.properties, key, value)) return false;
    on_undo([this, edge, key, old = std::move(old)](Overlay& o) {
        EdgeEntry& changed = edge >= view_->base_edges_ ? o.new_edges[edge - view_->base_edges_]
                                                        : o.changed_edges.at(edge);
        put_property(changed.properties, key, old);
    });
    if (view_->keys().name(key) == kDateKey) redate(edge);
    return true;
}

/// The edge's days follow its date; an edge of the snapshot that changes them moves to the overlay.
void Transaction::redate(EdgeIndex edge) {
    EdgeEntry& entry = open_edge(edge);
    Value* date = find_property(entry.properties, *view_->keys().find(kDateKey));
    DateSpan days = days_of_date_property(date ? *date : Value{});
    if (days.first == entry.first && days.last == entry.last) return;
    on_undo([this, edge, first = entry.first, last = entry.last](Overlay& o) {
        EdgeEntry& changed = edge >= view_->base_edges_ ? o.new_edges[edge - view_->base_edges_]
                                                        : o.changed_edges.at(edge);
        changed.first = first;
        changed.last = last;
    });
    entry.first = days.first;
    entry.last = days.last;
    if (edge < view_->base_edges_ && (over().hidden.empty() || !over().hidden[edge])) {
        hide(edge);
        place_arcs(edge);
    }
}

bool Transaction::add_label(NodeIndex node, LabelId label) {
    if (view_->has_label(node, label)) return false;
    NodeEntry& entry = open_node(node);
    entry.labels.insert(std::lower_bound(entry.labels.begin(), entry.labels.end(), label), label);
    ++over().label_count[number_of(label)];
    on_undo([this, node, label](Overlay& o) {
        NodeEntry& changed = node >= view_->base_nodes_ ? o.new_nodes[node - view_->base_nodes_]
                                                        : o.changed_nodes.at(node);
        std::erase(changed.labels, label);
        --o.label_count[number_of(label)];
    });
    return true;
}

bool Transaction::remove_label(NodeIndex node, LabelId label) {
    if (!view_->has_label(node, label)) return false;
    NodeEntry& entry = open_node(node);
    std::erase(entry.labels, label);
    --over().label_count[number_of(label)];
    on_undo([this, node, label](Overlay& o) {
        NodeEntry& changed = node >= view_->base_nodes_ ? o.new_nodes[node - view_->base_nodes_]
                                                        : o.changed_nodes.at(node);
        auto at = std::lower_bound(changed.labels.begin(), changed.labels.end(), label);
        changed.labels.insert(at, label);
        ++o.label_count[number_of(label)];
    });
    return true;
}

bool Transaction::remove_edge(EdgeIndex edge) {
    if (!view_->is_live_edge(edge)) return false;
    EdgeEntry& entry = open_edge(edge);
    entry.dead = true;
    --over().type_count[number_of(entry.type)];
    --over().live_edges;
    on_undo([this, edge](Overlay& o) {
        EdgeEntry& changed = edge >= view_->base_edges_ ? o.new_edges[edge - view_->base_edges_]
                                                        : o.changed_edges.at(edge);
        changed.dead = false;
        ++o.type_count[number_of(changed.type)];
        ++o.live_edges;
    });
    hide(edge);
    return true;
}

bool Transaction::remove_node(NodeIndex node) {
    if (!view_->is_live_node(node)) return false;
    NodeEntry& entry = open_node(node);
    entry.dead = true;
    for (LabelId label : entry.labels) --over().label_count[number_of(label)];
    --over().live_nodes;
    on_undo([this, node](Overlay& o) {
        NodeEntry& changed = node >= view_->base_nodes_ ? o.new_nodes[node - view_->base_nodes_]
                                                        : o.changed_nodes.at(node);
        changed.dead = false;
        for (LabelId label : changed.labels) ++o.label_count[number_of(label)];
        ++o.live_nodes;
    });
    return true;
}

std::uint32_t Transaction::detach_remove_node(NodeIndex node) {
    std::vector<EdgeIndex> edges;
    view_->expand(node, ArcFilter(*view_),
                  [&](NodeIndex, EdgeIndex edge) { edges.push_back(edge); });
    std::uint32_t removed = 0;
    for (EdgeIndex edge : edges) removed += remove_edge(edge) ? 1 : 0;
    remove_node(node);
    return removed;
}

void Transaction::index_text(NodeIndex node, KeyId key, const Value& value) {
    auto index = over().text_index.find(key);
    if (index == over().text_index.end()) return;
    if (const auto* text = value.as<std::string>()) index->second.emplace(*text, node);
}

Changes Transaction::changes() const {
    Changes changes{touched_nodes_, touched_edges_};
    auto unique = [](auto& items) {
        std::sort(items.begin(), items.end());
        items.erase(std::unique(items.begin(), items.end()), items.end());
    };
    unique(changes.nodes);
    unique(changes.edges);
    return changes;
}

void Transaction::commit() {
    if (!open_) throw Error("this transaction has ended");
    const Changes changed = changes();
    try {
        for (NodeIndex node : changed.nodes) {
            if (view_->is_live_node(node)) continue;
            view_->expand(node, ArcFilter(*view_), [&](NodeIndex, EdgeIndex) {
                throw Error("a node with edges cannot be deleted", "use DETACH DELETE");
            });
        }
        if (!changed.empty()) keeper_->store(*view_, changed);
    } catch (...) {
        rollback();
        throw;
    }
    undo_.clear();
    Keeper* keeper = keeper_;
    finish(true);
    if (!changed.empty()) keeper->settle();
}

void Transaction::rollback() noexcept {
    if (!open_) return;
    for (auto undo = undo_.rbegin(); undo != undo_.rend(); ++undo) (*undo)(over());
    undo_.clear();
    finish(false);
}

void Transaction::finish(bool committed) {
    open_ = false;
    touched_nodes_.clear();
    touched_edges_.clear();
    view_.reset();
    keeper_->end(committed);
}

}  // namespace parley
