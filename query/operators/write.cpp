#include "query/operators/write.hpp"

#include <algorithm>
#include <set>

#include "query/arithmetic.hpp"
#include "query/ast_text.hpp"
#include "query/evaluate.hpp"
#include "query/members.hpp"

namespace parley::query {
namespace {

void check_storable(const Value& value, const std::string& key) {
    const auto refuse = [&](const Value& bad) {
        throw runtime_fault(
            "TypeError", "InvalidPropertyType",
            "Property '" + key + "' cannot hold " + kind_name(bad) + ".",
            "properties hold numbers, texts, truth values, dates and lists of them");
    };
    const bool bad = value.as<std::shared_ptr<const Map>>() || value.as<NodeId>() ||
                     value.as<EdgeId>() || value.as<std::shared_ptr<const Path>>();
    if (bad) refuse(value);
    if (const auto* list = value.as<std::shared_ptr<const List>>()) {
        for (const Value& one : **list) {
            if (one.is_null() || one.as<std::shared_ptr<const List>>()) refuse(one);
            check_storable(one, key);
        }
    }
}

/// Counts properties as the line protocol does: a changed one is added and removed.
void set_property(const Value& owner, const std::string& key, const Value& value, Run& run) {
    check_storable(value, key);
    const KeyId id = run.transaction->key(key);
    Value before;
    if (const auto* node = owner.as<NodeId>()) {
        before = run.view->node_property(index_of(*node), id);
        run.transaction->set_node_property(index_of(*node), id, value);
    } else {
        const EdgeIndex edge = index_of(*owner.as<EdgeId>());
        before = run.view->edge_property(edge, id);
        run.transaction->set_edge_property(edge, id, value);
    }
    if (!value.is_null()) ++run.stats.properties_added;
    if (!before.is_null()) ++run.stats.properties_removed;
}

void set_all(const Value& owner, const ast::Expr* properties, bool merging, Run& run) {
    if (!properties) return;
    const Value value = evaluate(*properties, run);
    if (value.is_null()) return;
    const auto* map = value.as<std::shared_ptr<const Map>>();
    if (!map) bad_argument("a pattern's properties", value);
    for (const auto& [key, one] : **map) {
        if (one.is_null() && merging) {
            throw runtime_fault("SemanticError", "MergeReadOwnWrites",
                                "MERGE cannot look for '" + key + "' being null.");
        }
        if (!one.is_null()) set_property(owner, key, one, run);
    }
}

void create_node(const ast::NodePattern& pattern, bool merging, Run& run) {
    std::vector<LabelId> labels;
    for (const auto& any : pattern.labels) {
        for (const std::string& name : any) {
            if (!run.view->labels().find(name)) run.new_labels.insert(name);
            labels.push_back(run.transaction->label(name));
        }
    }
    std::sort(labels.begin(), labels.end());
    labels.erase(std::unique(labels.begin(), labels.end()), labels.end());
    const Value node = node_value(run.transaction->create_node(labels));
    ++run.stats.nodes_created;
    run.stats.labels_added += labels.size();
    set_all(node, pattern.properties.get(), merging, run);
    run.slot(pattern.slot) = node;
}

NodeIndex end_of(const ast::NodePattern& pattern, Run& run) {
    const auto* node = run.slot(pattern.slot).as<NodeId>();
    if (!node) {
        Fault fault = runtime_fault(
            "SemanticError", "InvalidArgumentValue",
            "A relationship needs a node at each end, but '" + pattern.variable + "' is null.");
        fault.span = pattern.span;
        throw fault;
    }
    if (!run.view->is_live_node(index_of(*node))) {
        throw runtime_fault("EntityNotFound", "DeletedEntityAccess",
                            "A relationship cannot end at a deleted node.");
    }
    return index_of(*node);
}

void create_rel(const ast::PathPattern& path, std::size_t i, bool merging, Run& run) {
    const ast::RelPattern& rel = path.rels[i];
    NodeIndex source = end_of(path.nodes[i], run);
    NodeIndex target = end_of(path.nodes[i + 1], run);
    if (rel.direction == ast::Direction::left) std::swap(source, target);
    const TypeId type = run.transaction->type(rel.types.front());
    const Value edge = edge_value(run.transaction->create_edge(type, source, target));
    ++run.stats.relationships_created;
    set_all(edge, rel.properties.get(), merging, run);
    run.slot(rel.slot) = edge;
}

void build_path(const ast::PathPattern& pattern, Run& run) {
    if (pattern.variable.empty()) return;
    Path path;
    for (const ast::NodePattern& node : pattern.nodes) {
        path.nodes.push_back(*run.slot(node.slot).as<NodeId>());
    }
    for (const ast::RelPattern& rel : pattern.rels) {
        path.edges.push_back(*run.slot(rel.slot).as<EdgeId>());
    }
    run.slot(pattern.slot) = Value{std::make_shared<const Path>(std::move(path))};
}

void set_labels(const Value& target, const ast::LabelTest& labels, bool removes, Run& run) {
    const auto* node = target.as<NodeId>();
    if (!node) bad_argument("a label", target);
    for (const auto& any : labels) {
        for (const std::string& name : any) {
            const LabelId label = run.transaction->label(name);
            if (removes) {
                run.stats.labels_removed += run.transaction->remove_label(index_of(*node), label);
            } else {
                run.stats.labels_added += run.transaction->add_label(index_of(*node), label);
            }
        }
    }
}

void set_map(const Value& target, const ast::SetItem& item, Run& run) {
    const Value value = evaluate(*item.value, run);
    Map wanted;
    if (!value.is_null()) wanted = properties_of(value, run);
    if (item.kind == ast::SetItem::Kind::replace) {
        for (const auto& [key, before] : properties_of(target, run)) {
            const auto found = wanted.find(key);
            if (found == wanted.end()) set_property(target, key, Value{}, run);
        }
    }
    for (const auto& [key, one] : wanted) set_property(target, key, one, run);
}

void apply_item(const ast::SetItem& item, bool removes, Run& run) {
    const Value target = evaluate(*item.target, run);
    if (target.is_null()) return;
    const auto* node = target.as<NodeId>();
    const auto* edge = target.as<EdgeId>();
    if (!node && !edge) bad_argument(removes ? "REMOVE" : "SET", target);
    const bool live =
        node ? run.view->is_live_node(index_of(*node)) : run.view->is_live_edge(index_of(*edge));
    if (!live) {
        throw runtime_fault("EntityNotFound", "DeletedEntityAccess",
                            "This query changes something it deleted.");
    }
    switch (item.kind) {
        case ast::SetItem::Kind::labels:
            return set_labels(target, item.labels, removes, run);
        case ast::SetItem::Kind::property:
            return set_property(target, item.key, removes ? Value{} : evaluate(*item.value, run),
                                run);
        case ast::SetItem::Kind::replace:
        case ast::SetItem::Kind::merge:
            return set_map(target, item, run);
    }
}

}  // namespace

void Eager::do_open(Run& run) {
    rows_.clear();
    next_ = 0;
    loaded_ = false;
    input_->open(run);
}

void Eager::emit(Run& run) {
    std::size_t bytes = run.frame.size() * sizeof(Value);
    for (const Value& value : run.frame) bytes += extra_bytes(value);
    run.keep(bytes);
    rows_.push_back(run.frame);
}

void Eager::load(Run& run) {
    loaded_ = true;
    std::vector<std::vector<Value>> incoming;
    while (input_->next(run)) {
        run.step();
        run.keep(run.frame.size() * sizeof(Value));
        incoming.push_back(run.frame);
    }
    const std::vector<Value> outer = run.frame;
    for (std::vector<Value>& row : incoming) {
        run.step();
        run.frame = std::move(row);
        try {
            change(run);
        } catch (Fault& fault) {
            if (fault.span.end == 0) fault.span = clause_span_;
            throw;
        }
    }
    run.release(incoming.size() * run.frame.size() * sizeof(Value));
    run.frame = outer;
}

bool Eager::do_next(Run& run) {
    if (!loaded_) load(run);
    if (next_ >= rows_.size()) return false;
    run.frame = std::move(rows_[next_++]);
    return true;
}

void create_path(const ast::PathPattern& path, bool merging, Run& run) {
    for (const ast::NodePattern& node : path.nodes) {
        if (node.introduces) create_node(node, merging, run);
    }
    for (std::size_t i = 0; i < path.rels.size(); ++i) create_rel(path, i, merging, run);
    build_path(path, run);
}

void apply_set(const std::vector<ast::SetItem>& items, bool removes, Run& run) {
    for (const ast::SetItem& item : items) {
        try {
            apply_item(item, removes, run);
        } catch (Fault& fault) {
            if (fault.span.end == 0) fault.span = item.span;
            throw;
        }
    }
}

std::string CreateStep::describe() const {
    std::string out = "Create ";
    for (std::size_t i = 0; i < create_.patterns.size(); ++i) {
        out += (i > 0 ? ", " : "") + to_text(create_.patterns[i]);
    }
    return out;
}

void CreateStep::change(Run& run) {
    for (const ast::PathPattern& path : create_.patterns) create_path(path, false, run);
    emit(run);
}

std::string MergeStep::describe() const { return "Merge " + to_text(merge_.pattern); }

void MergeStep::change(Run& run) {
    const auto refuse_null = [&](const ast::ExprPtr& properties) {
        if (!properties) return;
        const Value value = evaluate(*properties, run);
        const auto* map = value.as<std::shared_ptr<const Map>>();
        if (!map) return;
        for (const auto& [key, one] : **map) {
            if (!one.is_null()) continue;
            throw runtime_fault("SemanticError", "MergeReadOwnWrites",
                                "MERGE cannot look for '" + key + "' being null.");
        }
    };
    std::set<std::int32_t> made_here;
    for (const auto& node : merge_.pattern.nodes) {
        refuse_null(node.properties);
        if (node.introduces) made_here.insert(node.slot);
        if (!made_here.contains(node.slot)) end_of(node, run);
    }
    for (const auto& rel : merge_.pattern.rels) refuse_null(rel.properties);
    const std::vector<Value> outer = run.frame;
    std::vector<std::vector<Value>> found;
    match_->open(run);
    while (match_->next(run)) found.push_back(run.frame);
    if (found.empty()) {
        run.frame = outer;
        create_path(merge_.pattern, true, run);
        apply_set(merge_.on_create, false, run);
        emit(run);
        return;
    }
    for (std::vector<Value>& row : found) {
        run.frame = std::move(row);
        apply_set(merge_.on_match, false, run);
        emit(run);
    }
}

void SetStep::change(Run& run) {
    apply_set(items_, removes_, run);
    emit(run);
}

void DeleteStep::change(Run& run) {
    run.deletes = clause_.span;
    const auto remove = [&](auto&& self, const Value& target) -> void {
        if (target.is_null()) return;
        if (const auto* edge = target.as<EdgeId>()) {
            run.stats.relationships_deleted += run.transaction->remove_edge(index_of(*edge));
        } else if (const auto* node = target.as<NodeId>()) {
            if (!run.view->is_live_node(index_of(*node))) return;
            if (clause_.detach) {
                run.stats.relationships_deleted +=
                    run.transaction->detach_remove_node(index_of(*node));
                ++run.stats.nodes_deleted;
            } else {
                run.stats.nodes_deleted += run.transaction->remove_node(index_of(*node));
            }
        } else if (const auto* path = target.as<std::shared_ptr<const Path>>()) {
            for (const EdgeId id : (*path)->edges) self(self, Value{id});
            for (const NodeId id : (*path)->nodes) self(self, Value{id});
        } else {
            bad_argument("DELETE", target);
        }
    };
    for (const auto& target : clause_.targets) remove(remove, evaluate(*target, run));
    emit(run);
}

void ForeachStep::change(Run& run) {
    const Value list = evaluate(*loop_.list, run);
    const std::vector<Value> outer = run.frame;
    if (const auto* items = list.as<std::shared_ptr<const List>>()) {
        for (const Value& item : **items) {
            run.frame = outer;
            run.slot(loop_.slot) = item;
            body_->open(run);
            while (body_->next(run)) run.step();
        }
    } else if (!list.is_null()) {
        bad_argument("FOREACH", list);
    }
    run.frame = outer;
    emit(run);
}

void CallStep::change(Run& run) {
    const std::vector<Value> outer = run.frame;
    query_->open(run);
    while (query_->next(run)) {
        run.step();
        if (returns_) emit(run);
    }
    if (returns_) return;
    run.frame = outer;
    emit(run);
}

}  // namespace parley::query
