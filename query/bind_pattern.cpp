/// Variables of patterns: declared, or already there and of the right kind.
#include <utility>

#include "query/binder.hpp"

namespace parley::query {

using namespace ast;

void Binder::pattern(PathPattern& path, Use use, std::set<std::int32_t>& rels_here) {
    if (!path.variable.empty() && scope_.contains(path.variable)) {
        throw syntax_fault("VariableAlreadyBound",
                           "Variable '" + path.variable + "' already stands for something else.",
                           path.span);
    }
    for (std::size_t i = 0; i < path.nodes.size(); ++i) {
        if (i > 0) {
            // Ends first, so that (r)-[r]-() is told as a conflict of the relationship.
            node(path.nodes[i - 1], use, false, path.variable);
            rel(path.rels[i - 1], use, rels_here, path.variable);
        }
        if (i + 1 == path.nodes.size()) {
            node(path.nodes[i], use, path.rels.empty(), path.variable);
        }
    }
    if (path.search.within) type(*path.search.within);
    if (!path.variable.empty()) path.slot = declare(path.variable, Type::path).slot;
}

void Binder::node(NodePattern& node, Use use, bool alone, const std::string& path_variable) {
    if (!node.variable.empty() && node.variable == path_variable) {
        throw syntax_fault("VariableAlreadyBound",
                           "Variable '" + node.variable + "' is the name of the path.", node.span);
    }
    const auto found = node.variable.empty() ? scope_.end() : scope_.find(node.variable);
    if (found != scope_.end()) {
        if (!found->second.type.can_be(Type::node)) {
            throw syntax_fault("VariableTypeConflict",
                               "Variable '" + node.variable + "' is " +
                                   describe(found->second.type) + ", not a node.",
                               node.span);
        }
        const bool creates = use == Use::create || use == Use::merge;
        if (creates && (alone || !node.labels.empty() || node.properties)) {
            throw syntax_fault("VariableAlreadyBound",
                               "Variable '" + node.variable + "' already stands for a node.",
                               node.span, "use another variable, or SET to change the node");
        }
        node.slot = found->second.slot;
    } else if (use == Use::predicate && !node.variable.empty()) {
        undefined(node.variable, node.span);
    } else {
        node.introduces = true;
        node.slot = node.variable.empty() ? new_slot() : declare(node.variable, Type::node).slot;
    }
    for (const auto& any : node.labels) out_.labels.insert(any.begin(), any.end());
    pattern_map(node.properties, use);
    if (node.name) require(*node.name, type(*node.name), Type::string, "after ~");
    if (node.where) condition(*node.where);
}

void Binder::rel(RelPattern& rel, Use use, std::set<std::int32_t>& rels_here,
                 const std::string& path_variable) {
    const bool creates = use == Use::create || use == Use::merge;
    if (!rel.variable.empty() && rel.variable == path_variable) {
        throw syntax_fault("VariableAlreadyBound",
                           "Variable '" + rel.variable + "' is the name of the path.", rel.span);
    }
    const auto found = rel.variable.empty() ? scope_.end() : scope_.find(rel.variable);
    if (found != scope_.end()) {
        const Type& known = found->second.type;
        const bool fits = rel.variable_length ? known.can_be(Type::list) &&
                                                    known.element_type().can_be(Type::relationship)
                                              : known.can_be(Type::relationship);
        if (!fits && !(creates && known.can_be(Type::relationship))) {
            throw syntax_fault(
                "VariableTypeConflict",
                "Variable '" + rel.variable + "' is " + describe(known) + ", not a relationship.",
                rel.span);
        }
        if (creates) {
            throw syntax_fault("VariableAlreadyBound",
                               "Variable '" + rel.variable + "' already stands for a relationship.",
                               rel.span);
        }
        if (rels_here.contains(found->second.slot)) {
            throw syntax_fault("RelationshipUniquenessViolation",
                               "Relationship '" + rel.variable + "' stands twice in one pattern.",
                               rel.span);
        }
        rel.slot = found->second.slot;
    } else if (use == Use::predicate && !rel.variable.empty()) {
        undefined(rel.variable, rel.span);
    } else {
        if (creates) created_rel(rel, use);
        rel.introduces = true;
        const Type type =
            rel.variable_length ? Type::list_of(Type::relationship) : Type(Type::relationship);
        rel.slot = rel.variable.empty() ? new_slot() : declare(rel.variable, type).slot;
    }
    rels_here.insert(rel.slot);
    out_.types.insert(rel.types.begin(), rel.types.end());
    pattern_map(rel.properties, use);
    if (!rel.where) return;
    if (rel.variable_length && rel.introduces && !rel.variable.empty()) {
        // Asked of each hop: there the name is the relationship's, behind it the list's.
        const Type list = std::exchange(scope_[rel.variable].type, Type::relationship);
        condition(*rel.where);
        scope_[rel.variable].type = list;
    } else {
        condition(*rel.where);
    }
}

void Binder::created_rel(const RelPattern& rel, Use use) const {
    if (rel.variable_length) {
        throw syntax_fault("CreatingVarLength",
                           "A relationship of variable length cannot be created.", rel.span);
    }
    if (rel.types.size() != 1) {
        throw syntax_fault("NoSingleRelationshipType",
                           "A relationship is created with exactly one type.", rel.span,
                           "for example: -[:MET_WITH]->");
    }
    if (rel.direction == ast::Direction::either && (use == Use::create || rel.both_arrows)) {
        throw syntax_fault("RequiresDirectedRelationship",
                           "A relationship is created in one direction.", rel.span, "use -> or <-");
    }
}

void Binder::pattern_map(ExprPtr& properties, Use use) {
    if (!properties) return;
    if (properties->kind == ExprKind::parameter && use != Use::create) {
        throw syntax_fault("InvalidParameterUse",
                           "A parameter cannot stand for all properties of a pattern.",
                           properties->span, "write {name: $" + properties->text + ".name}");
    }
    type(*properties);
    for (const std::string& key : properties->keys) out_.properties.insert(key);
}

void Binder::window(Window& window) {
    constexpr std::uint32_t kinds = Type::date | Type::string | Type::integer | Type::moment;
    require(*window.from, type(*window.from), kinds, "as a date");
    if (window.to) require(*window.to, type(*window.to), kinds, "as a date");
}

}  // namespace parley::query
