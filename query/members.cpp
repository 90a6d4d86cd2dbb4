#include "query/members.hpp"

#include <algorithm>

#include "query/arithmetic.hpp"
#include "query/temporal.hpp"

namespace parley::query {

using ast::LabelTest;

Value property_of(const Value& owner, const std::string& key, Run& run) {
    if (owner.is_null()) return {};
    if (const auto* map = owner.as<std::shared_ptr<const Map>>()) {
        const auto found = (*map)->find(key);
        return found == (*map)->end() ? Value{} : found->second;
    }
    const auto* node = owner.as<NodeId>();
    const auto* edge = owner.as<EdgeId>();
    if (!node && !edge) return component_of(owner, key);
    const bool live =
        node ? run.view->is_live_node(index_of(*node)) : run.view->is_live_edge(index_of(*edge));
    if (!live) {
        throw runtime_fault("EntityNotFound", "DeletedEntityAccess",
                            "Property '" + key + "' is asked of something this query deleted.");
    }
    const auto id = run.view->keys().find(key);
    Value found;
    if (id) {
        found = node ? run.view->node_property(index_of(*node), *id)
                     : run.view->edge_property(index_of(*edge), *id);
    }
    if (found.is_null() && edge && (key == "first" || key == "last")) {
        const EdgeEnds ends = run.view->ends(index_of(*edge));
        if (ends.first != kNoDay)
            return Value{Date::of_day(key == "first" ? ends.first : ends.last)};
    }
    return found;
}

Map properties_of(const Value& owner, Run& run) {
    if (const auto* map = owner.as<std::shared_ptr<const Map>>()) return **map;
    Map out;
    const auto* node = owner.as<NodeId>();
    const auto* edge = owner.as<EdgeId>();
    if (!node && !edge) bad_argument("properties()", owner);
    const bool live =
        node ? run.view->is_live_node(index_of(*node)) : run.view->is_live_edge(index_of(*edge));
    if (!live) {
        throw runtime_fault("EntityNotFound", "DeletedEntityAccess",
                            "Properties are asked of something this query deleted.");
    }
    const Properties all = node ? run.view->node_properties(index_of(*node))
                                : run.view->edge_properties(index_of(*edge));
    for (const auto& [key, value] : all) out[run.view->keys().name(key)] = value;
    return out;
}

bool has_labels(NodeIndex node, const LabelTest& labels, const View& view) {
    return std::all_of(labels.begin(), labels.end(), [&](const std::vector<std::string>& any) {
        return std::any_of(any.begin(), any.end(), [&](const std::string& name) {
            const auto id = view.labels().find(name);
            return id && view.has_label(node, *id);
        });
    });
}

std::optional<DateSpan> days_of(const Value& value) {
    if (const auto* date = value.as<Date>()) return date->span();
    if (const auto* m = value.as<std::shared_ptr<const Moment>>(); m && (*m)->has_day()) {
        return DateSpan{(*m)->day, (*m)->day};
    }
    std::optional<Date> parsed;
    if (const auto* text = value.as<std::string>()) parsed = Date::parse(*text);
    if (const auto* year = value.as<std::int64_t>(); year && *year > 0 && *year <= 9999) {
        const std::string digits = std::to_string(*year);
        parsed = Date::parse(std::string(4 - digits.size(), '0') + digits);
    }
    if (!parsed) {
        throw runtime_fault("TypeError", "InvalidArgumentValue",
                            "A date is needed here, but this is " + to_text(value) + ".",
                            "for example 2017, \"2017-12-07\" or date(\"2017-12\")");
    }
    return parsed->span();
}

Value element_of(const Value& owner, const Value& index, Run& run) {
    if (owner.is_null() || index.is_null()) return {};
    if (const auto* list = owner.as<std::shared_ptr<const List>>()) {
        const auto* at = index.as<std::int64_t>();
        if (!at) {
            throw runtime_fault("TypeError", "ListElementAccessByNonInteger",
                                "A list element is asked for by " + kind_name(index) + ".",
                                "lists begin at 0: list[0]");
        }
        const auto size = static_cast<std::int64_t>((*list)->size());
        const std::int64_t place = *at < 0 ? *at + size : *at;
        if (place < 0 || place >= size) return {};
        return (**list)[static_cast<std::size_t>(place)];
    }
    const bool has_keys =
        owner.as<std::shared_ptr<const Map>>() || owner.as<NodeId>() || owner.as<EdgeId>();
    if (!has_keys) {
        throw runtime_fault("TypeError", "InvalidElementAccess",
                            kind_name(owner) + " has no elements.");
    }
    const auto* key = index.as<std::string>();
    if (!key) {
        throw runtime_fault("TypeError", "MapElementAccessByNonString",
                            "A map element is asked for by " + kind_name(index) + ".");
    }
    return property_of(owner, *key, run);
}

}  // namespace parley::query
