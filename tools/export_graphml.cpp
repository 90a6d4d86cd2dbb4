/// GraphML 1.0 (http://graphml.graphdrawing.org/specification.html).
///
/// The graph is declared directed as a whole: networkx refuses files that mix both. The attribute
/// `mutual` tells which edges have no direction.

#include <fmt/format.h>

#include <map>

#include "tools/exporters.hpp"
#include "tools/properties.hpp"

namespace parley::tools {
namespace {

/// Names that readers keep for themselves, and those written here beside the properties.
std::string attribute_name(const std::string& key) {
    constexpr std::string_view taken[] = {"id",  "label",  "kind",   "weight",   "mutual",
                                          "key", "source", "target", "sentence", "articles"};
    for (const std::string_view name : taken) {
        if (name == key) return key + "_";
    }
    return key;
}

/// Keys of one domain ("node", "edge"): declares them, then writes their values.
class Keys {
  public:
    Keys(std::string domain, std::FILE* out) : domain_(std::move(domain)), out_(out) {}

    void declare(const std::string& name, std::string_view type) {
        const std::string id = fmt::format("{}{}", domain_.front(), ids_.size());
        if (!ids_.emplace(name, id).second) return;
        fmt::print(out_, "  <key id=\"{}\" for=\"{}\" attr.name=\"{}\" attr.type=\"{}\"/>\n", id,
                   domain_, xml_text(name), type);
    }
    void declare(const Columns& columns) {
        for (const auto& [key, type] : columns) declare(attribute_name(key), xml_type(type));
    }
    void write(const std::string& name, const std::string& text) const {
        fmt::print(out_, "      <data key=\"{}\">{}</data>\n", ids_.at(name), xml_text(text));
    }
    void write(const Map& properties) const {
        for (const auto& [key, value] : properties) {
            if (!value.is_null()) write(attribute_name(key), plain_text(value));
        }
    }

  private:
    std::string domain_;
    std::FILE* out_;
    std::map<std::string, std::string> ids_;
};

/// "a; b", each once, in order of first use.
std::string articles_of(const std::vector<Claim>& claims) {
    std::string articles;
    std::string last;
    for (const Claim& claim : claims) {  // sorted by article
        if (claim.article == last) continue;
        if (!articles.empty()) articles += "; ";
        articles += last = claim.article;
    }
    return articles;
}

bool is_mutual(const std::string& type) { return type == "MET_WITH" || type == "SIGNED"; }

}  // namespace

void export_graphml(const ExportSource& source, std::FILE* out) {
    const GraphColumns columns = columns_of(source.listing());
    fmt::print(out,
               "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
               "<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\""
               " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
               " xsi:schemaLocation=\"http://graphml.graphdrawing.org/xmlns"
               " http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd\">\n");
    Keys node_keys("node", out);
    node_keys.declare("label", "string");
    node_keys.declare("kind", "string");
    node_keys.declare(columns.nodes);
    Keys edge_keys("edge", out);
    edge_keys.declare("label", "string");
    edge_keys.declare("kind", "string");
    edge_keys.declare("mutual", "boolean");
    edge_keys.declare("weight", "double");
    edge_keys.declare("articles", "string");
    edge_keys.declare("sentence", "string");
    edge_keys.declare(columns.edges);

    fmt::print(out, "  <graph id=\"parley\" edgedefault=\"directed\">\n");
    source.listing().for_each_node([&](const ListedNode& node) {
        fmt::print(out, "    <node id=\"{}\">\n", xml_text(node.id));
        node_keys.write("label", display_name(node));
        node_keys.write("kind", kind_of(node));
        node_keys.write(node.properties);
        fmt::print(out, "    </node>\n");
    });
    std::uint64_t number = 0;
    source.listing().for_each_edge([&](const ListedEdge& edge) {
        fmt::print(out, "    <edge id=\"e{}\" source=\"{}\" target=\"{}\">\n", number++,
                   xml_text(edge.source), xml_text(edge.target));
        const std::string date = property_text(edge.properties, "date");
        const std::vector<Claim> claims = source.claims_behind(edge);
        edge_keys.write("label", date.empty() ? edge.type : edge.type + " " + date);
        edge_keys.write("kind", edge.type);
        edge_keys.write("mutual", is_mutual(edge.type) ? "true" : "false");
        edge_keys.write("weight", claims.empty() ? "1.0" : fmt::format("{}.0", claims.size()));
        if (!claims.empty()) {
            edge_keys.write("articles", articles_of(claims));
            edge_keys.write("sentence", claims.front().evidence.sentence);
        }
        edge_keys.write(edge.properties);
        fmt::print(out, "    </edge>\n");
    });
    fmt::print(out, "  </graph>\n</graphml>\n");
}

}  // namespace parley::tools
