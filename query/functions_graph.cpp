/// Functions on nodes and relationships.
#include <parley/names.hpp>

#include "query/arithmetic.hpp"
#include "query/function.hpp"
#include "query/members.hpp"

namespace parley::query {
namespace {

[[noreturn]] void deleted() {
    throw runtime_fault("EntityNotFound", "DeletedEntityAccess",
                        "This query asks something of what it deleted.");
}

NodeIndex live_node(const Value& value, const char* function, Run& run) {
    const auto* node = value.as<NodeId>();
    if (!node) bad_argument(function, value);
    if (!run.view->is_live_node(index_of(*node))) deleted();
    return index_of(*node);
}

EdgeIndex edge(const Value& value, const char* function) {
    const auto* found = value.as<EdgeId>();
    if (!found) bad_argument(function, value);
    return index_of(*found);
}

Value id(std::span<Value> a, Run& run) {
    if (const auto* node = a[0].as<NodeId>()) {
        return Value{static_cast<std::int64_t>(run.view->node_id(index_of(*node)))};
    }
    return Value{static_cast<std::int64_t>(run.view->edge_id(edge(a[0], "id()")))};
}

Value element_id(std::span<Value> a, Run& run) {
    return Value{std::to_string(*id(a, run).as<std::int64_t>())};
}

Value type(std::span<Value> a, Run& run) {
    return Value{run.view->types().name(run.view->type_of(edge(a[0], "type()")))};
}

Value labels(std::span<Value> a, Run& run) {
    List out;
    for (const LabelId label : run.view->labels_of(live_node(a[0], "labels()", run))) {
        out.push_back(Value{run.view->labels().name(label)});
    }
    return list_value(std::move(out));
}

Value keys(std::span<Value> a, Run& run) {
    List out;
    const bool map = a[0].as<std::shared_ptr<const Map>>() != nullptr;
    for (const auto& [key, value] : properties_of(a[0], run)) {
        if (map || !value.is_null()) out.push_back(Value{key});
    }
    return list_value(std::move(out));
}

Value properties(std::span<Value> a, Run& run) { return map_value(properties_of(a[0], run)); }

Value start_node(std::span<Value> a, Run& run) {
    return node_value(run.view->ends(edge(a[0], "startNode()")).source);
}
Value end_node(std::span<Value> a, Run& run) {
    return node_value(run.view->ends(edge(a[0], "endNode()")).target);
}

Value degree(std::span<Value> a, Run& run) {
    const ArcFilter all(*run.view);
    return Value{
        static_cast<std::int64_t>(run.view->degree(live_node(a[0], "degree()", run), all))};
}

Value named(std::span<Value> a, Run& run) {
    const NodeIndex node = live_node(a[0], "named()", run);
    const auto* name = a[1].as<std::string>();
    if (!name) bad_argument("named()", a[1]);
    const auto& found = run.named(*name);
    return Value{std::binary_search(found.begin(), found.end(), node)};
}

/// Best score of any of the node's names.
Value similar(std::span<Value> a, Run& run) {
    const auto* name = a[1].as<std::string>();
    if (!name) bad_argument("similar()", a[1]);
    if (const auto* other = a[0].as<std::string>()) {
        return Value{compare_names(*other, *name).score};
    }
    const Value node = node_value(live_node(a[0], "similar()", run));
    double best = 0;
    const auto consider = [&](const Value& candidate) {
        if (const auto* text = candidate.as<std::string>()) {
            best = std::max(best, compare_names(*text, *name).score);
        }
    };
    for (const char* key : {"name", "names", "aliases"}) {
        const Value value = property_of(node, key, run);
        consider(value);
        if (const auto* list = value.as<std::shared_ptr<const List>>()) {
            for (const Value& item : **list) consider(item);
        }
    }
    return Value{best};
}

Type strings(std::span<const Type>) { return Type::list_of(Type::string); }

}  // namespace

std::span<const Function> graph_functions() {
    constexpr std::uint32_t node = Type::node;
    constexpr std::uint32_t rel = Type::relationship;
    constexpr std::uint32_t owner = Type::entity | Type::map;
    constexpr Aggregate none = Aggregate::none;
    static const std::vector<Function> all{
        {"id", 1, 1, {Type::entity}, Type::integer, id},
        {"elementId", 1, 1, {Type::entity}, Type::string, element_id},
        {"type", 1, 1, {rel}, Type::string, type},
        {"labels", 1, 1, {node}, Type::list, labels, false, false, none, strings},
        {"keys", 1, 1, {owner}, Type::list, keys, false, false, none, strings},
        {"properties", 1, 1, {owner}, Type::map, properties},
        {"startNode", 1, 1, {rel}, node, start_node},
        {"endNode", 1, 1, {rel}, node, end_node},
        {"degree", 1, 1, {node}, Type::integer, degree},
        {"named", 2, 2, {node, Type::string}, Type::boolean, named},
        {"similar", 2, 2, {node | Type::string, Type::string}, Type::floating, similar},
    };
    return all;
}

}  // namespace parley::query
