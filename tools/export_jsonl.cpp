/// One JSON object a line: the form that scripts and the scorer read, and that is compared byte by
/// byte. Members of a line are sorted by key.

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "tools/exporters.hpp"
#include "tools/properties.hpp"

namespace parley::tools {
namespace {
using nlohmann::json;

json json_of(const Value& value) {
    if (const auto* flag = value.as<bool>()) return *flag;
    if (const auto* whole = value.as<std::int64_t>()) return *whole;
    if (const auto* real = value.as<double>()) {
        return std::isfinite(*real) ? json(*real) : json(plain_text(value));
    }
    if (const auto* list = value.as<std::shared_ptr<const List>>()) {
        json array = json::array();
        for (const Value& element : **list) array.push_back(json_of(element));
        return array;
    }
    if (const auto* map = value.as<std::shared_ptr<const Map>>()) {
        json object = json::object();
        for (const auto& [key, member] : **map) object[key] = json_of(member);
        return object;
    }
    return value.is_null() ? json(nullptr) : json(plain_text(value));
}

/// Puts the properties beside the line's own members; one whose key is taken goes under
/// "properties".
void add_properties(json& line, const Map& properties) {
    for (const auto& [key, value] : properties) {
        json& place = line.contains(key) ? line["properties"][key] : line[key];
        place = json_of(value);
    }
}

void print_line(const json& line, std::FILE* out) {
    fmt::print(out, "{}\n", line.dump(-1, ' ', false, json::error_handler_t::replace));
}

/// Every name but the best known.
json aliases_of(const Map& properties, const std::string& name) {
    json aliases = json::array();
    const auto found = properties.find("names");
    if (found == properties.end()) return aliases;
    if (const auto* list = found->second.as<std::shared_ptr<const List>>()) {
        for (const Value& value : **list) {
            if (const std::string alias = plain_text(value); alias != name)
                aliases.push_back(alias);
        }
    }
    return aliases;
}

json evidence_of(const Claim& claim) {
    return {{"article", claim.article},
            {"sentence", claim.evidence.sentence},
            {"start", claim.evidence.start},
            {"end", claim.evidence.end},
            {"rule", claim.rule}};
}

}  // namespace

void export_jsonl(const ExportSource& source, std::FILE* out) {
    source.listing().for_each_node([&](const ListedNode& node) {
        const std::string name = display_name(node);
        json line = {{"kind", "node"},
                     {"id", node.id},
                     {"label", kind_of(node)},
                     {"name", name},
                     {"aliases", aliases_of(node.properties, name)}};
        if (node.labels.size() > 1) line["labels"] = node.labels;
        Map others = node.properties;
        others.erase("name");
        others.erase("names");
        add_properties(line, others);
        print_line(line, out);
    });
    source.listing().for_each_edge([&](const ListedEdge& edge) {
        json line = {{"kind", "edge"},
                     {"type", edge.type},
                     {"source", edge.source},
                     {"target", edge.target},
                     {"evidence", json::array()}};
        const std::string date = property_text(edge.properties, "date");
        line["date"] = date.empty() ? json(nullptr) : json(date);
        for (const Claim& claim : source.claims_behind(edge)) {
            line["evidence"].push_back(evidence_of(claim));
        }
        Map others = edge.properties;
        others.erase("date");
        add_properties(line, others);
        print_line(line, out);
    });
}

}  // namespace parley::tools
