/// nodes.csv and edges.csv: columns with types, as neo4j-admin and `parley import` read them.

#include <fmt/format.h>

#include "tools/exporters.hpp"
#include "tools/properties.hpp"

namespace parley::tools {
namespace {

/// Parts a list in a cell; a semicolon inside an element would part it again, so it becomes a
/// comma.
constexpr char list_separator = ';';

std::string csv_text(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == text.npos) return text;
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"') out += '"';
        out += c;
    }
    return out + '"';
}

std::string_view type_suffix(const std::string& key, ColumnType type) {
    if (key == "date") return ":date";
    switch (type) {
        case ColumnType::boolean:
            return ":boolean";
        case ColumnType::integer:
            return ":int";
        case ColumnType::real:
            return ":float";
        case ColumnType::list:
            return ":string[]";
        case ColumnType::text:
            return "";
    }
    return "";
}

std::string cell(const Value& value) {
    const auto* list = value.as<std::shared_ptr<const List>>();
    if (list == nullptr) return plain_text(value);
    std::string joined;
    for (const Value& element : **list) {
        if (!joined.empty()) joined += list_separator;
        for (const char c : plain_text(element)) joined += c == list_separator ? ',' : c;
    }
    return joined;
}

void print_header(const Columns& columns, std::FILE* out) {
    for (const auto& [key, type] : columns) {
        fmt::print(out, ",{}", csv_text(key + std::string(type_suffix(key, type))));
    }
    fmt::print(out, "\r\n");
}

void print_properties(const Columns& columns, const Map& properties, std::FILE* out) {
    for (const auto& [key, type] : columns) {
        const auto found = properties.find(key);
        fmt::print(out, ",{}", found == properties.end() ? "" : csv_text(cell(found->second)));
    }
    fmt::print(out, "\r\n");
}

}  // namespace

void export_csv(const ExportSource& source, std::FILE* nodes, std::FILE* edges) {
    const GraphColumns columns = columns_of(source.listing());
    fmt::print(nodes, "id:ID,:LABEL");
    print_header(columns.nodes, nodes);
    source.listing().for_each_node([&](const ListedNode& node) {
        std::string labels;
        for (const std::string& label : node.labels) {
            if (!labels.empty()) labels += list_separator;
            labels += label;
        }
        fmt::print(nodes, "{},{}", csv_text(node.id), csv_text(labels));
        print_properties(columns.nodes, node.properties, nodes);
    });
    fmt::print(edges, ":START_ID,:END_ID,:TYPE");
    print_header(columns.edges, edges);
    source.listing().for_each_edge([&](const ListedEdge& edge) {
        fmt::print(edges, "{},{},{}", csv_text(edge.source), csv_text(edge.target),
                   csv_text(edge.type));
        print_properties(columns.edges, edge.properties, edges);
    });
}

}  // namespace parley::tools
