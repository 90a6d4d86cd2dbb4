/// One self-contained page: the graph, a timeline, search, the evidence of each edge. The page is
/// tools/export_page.html; the graph goes into it as JSON.

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <string_view>

#include "tools/exporters.hpp"
#include "tools/properties.hpp"

extern const char parley_export_page[];
extern const char parley_export_page_end[];

namespace parley::tools {
namespace {
using nlohmann::json;

/// Where the graph goes in the page.
constexpr std::string_view place = "/*GRAPH*/null";

/// JSON that can stand inside <script>: "</script>" in a sentence must not end it.
std::string script_json(const json& value) {
    std::string text = value.dump(-1, ' ', false, json::error_handler_t::replace);
    std::string safe;
    safe.reserve(text.size());
    for (const char c : text) {
        if (c == '<') {
            safe += "\\u003c";
        } else {
            safe += c;
        }
    }
    return safe;
}

json node_json(const ListedNode& node) {
    return {{"id", node.id},
            {"name", display_name(node)},
            {"kind", kind_of(node)},
            {"role", property_text(node.properties, "role")},
            {"names", property_text(node.properties, "names")}};
}

json edge_json(const ExportSource& source, const ListedEdge& edge) {
    json line = {{"source", edge.source},
                 {"target", edge.target},
                 {"type", edge.type},
                 {"date", property_text(edge.properties, "date")},
                 {"evidence", json::array()}};
    if (const auto days = days_of(edge)) {
        line["first"] = days->first;
        line["last"] = days->last;
    }
    for (const Claim& claim : source.claims_behind(edge)) {
        line["evidence"].push_back({{"article", claim.article},
                                    {"sentence", claim.evidence.sentence},
                                    {"rule", claim.rule}});
    }
    return line;
}

}  // namespace

void export_html(const ExportSource& source, std::FILE* out) {
    const std::string_view page(
        parley_export_page, static_cast<std::size_t>(parley_export_page_end - parley_export_page));
    const std::size_t at = page.find(place);
    fmt::print(out, "{}{{\"nodes\":[", page.substr(0, at));
    bool first = true;
    source.listing().for_each_node([&](const ListedNode& node) {
        fmt::print(out, "{}\n{}", first ? "" : ",", script_json(node_json(node)));
        first = false;
    });
    fmt::print(out, "],\"edges\":[");
    first = true;
    source.listing().for_each_edge([&](const ListedEdge& edge) {
        fmt::print(out, "{}\n{}", first ? "" : ",", script_json(edge_json(source, edge)));
        first = false;
    });
    fmt::print(out, "]}}{}", page.substr(at + place.size()));
}

}  // namespace parley::tools
