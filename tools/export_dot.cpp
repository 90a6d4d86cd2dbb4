/// Graphviz: for a picture of a small part (`dot -Tsvg`, `neato`).

#include <fmt/format.h>

#include "tools/exporters.hpp"
#include "tools/properties.hpp"

namespace parley::tools {
namespace {

std::string dot_text(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
    return out + '"';
}

std::string_view shape_of(const std::string& kind) {
    if (kind == "Official") return "ellipse";
    if (kind == "Place") return "house";
    return "box";
}

}  // namespace

void export_dot(const ExportSource& source, std::FILE* out) {
    fmt::print(out, "digraph parley {{\n  graph [overlap=false, splines=true];\n");
    source.listing().for_each_node([&](const ListedNode& node) {
        fmt::print(out, "  {} [label={}, shape={}];\n", dot_text(node.id),
                   dot_text(display_name(node)), shape_of(kind_of(node)));
    });
    source.listing().for_each_edge([&](const ListedEdge& edge) {
        const bool mutual = edge.type == "MET_WITH" || edge.type == "SIGNED";
        const std::string date = property_text(edge.properties, "date");
        fmt::print(out, "  {} -> {} [label={}{}];\n", dot_text(edge.source), dot_text(edge.target),
                   dot_text(date.empty() ? edge.type : edge.type + " " + date),
                   mutual ? ", dir=none" : "");
    });
    fmt::print(out, "}}\n");
}

}  // namespace parley::tools
