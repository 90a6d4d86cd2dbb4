/// GEXF 1.3 (https://gexf.net/1.3): dynamic, so that Gephi's timeline moves through the dates.

#include <fmt/format.h>

#include <map>

#include "tools/exporters.hpp"
#include "tools/properties.hpp"

namespace parley::tools {
namespace {

/// Attributes of one class ("node", "edge"): "kind" and the properties.
class Attributes {
  public:
    Attributes(std::string_view of, const Columns& columns, std::FILE* out) : out_(out) {
        fmt::print(out, "    <attributes class=\"{}\" mode=\"static\">\n", of);
        declare("kind", "string");
        for (const auto& [key, type] : columns) {
            if (key != "kind") declare(key, xml_type(type));
        }
        fmt::print(out, "    </attributes>\n");
    }
    void write(const std::string& kind, const Map& properties) const {
        fmt::print(out_, "<attvalues>");
        write_one("kind", kind);
        for (const auto& [key, value] : properties) {
            if (key != "kind" && !value.is_null()) write_one(key, plain_text(value));
        }
        fmt::print(out_, "</attvalues>");
    }

  private:
    void declare(const std::string& name, std::string_view type) {
        const std::size_t id = ids_.size();
        ids_.emplace(name, id);
        fmt::print(out_, "      <attribute id=\"{}\" title=\"{}\" type=\"{}\"/>\n", id,
                   xml_text(name), type);
    }
    void write_one(const std::string& name, const std::string& text) const {
        fmt::print(out_, "<attvalue for=\"{}\" value=\"{}\"/>", ids_.at(name), xml_text(text));
    }
    std::FILE* out_;
    std::map<std::string, std::size_t> ids_;
};

}  // namespace

void export_gexf(const ExportSource& source, std::FILE* out) {
    const GraphColumns columns = columns_of(source.listing());
    fmt::print(out,
               "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
               "<gexf xmlns=\"http://gexf.net/1.3\" version=\"1.3\">\n"
               "  <meta><creator>parley</creator></meta>\n"
               "  <graph defaultedgetype=\"directed\" mode=\"dynamic\" timeformat=\"date\""
               " timerepresentation=\"interval\">\n");
    const Attributes of_nodes("node", columns.nodes, out);
    const Attributes of_edges("edge", columns.edges, out);
    fmt::print(out, "    <nodes>\n");
    source.listing().for_each_node([&](const ListedNode& node) {
        fmt::print(out, "      <node id=\"{}\" label=\"{}\">", xml_text(node.id),
                   xml_text(display_name(node)));
        of_nodes.write(kind_of(node), node.properties);
        fmt::print(out, "</node>\n");
    });
    fmt::print(out, "    </nodes>\n    <edges>\n");
    std::uint64_t number = 0;
    source.listing().for_each_edge([&](const ListedEdge& edge) {
        fmt::print(out, "      <edge id=\"{}\" source=\"{}\" target=\"{}\" label=\"{}\"", number++,
                   xml_text(edge.source), xml_text(edge.target), xml_text(edge.type));
        if (const auto days = days_of(edge)) {
            fmt::print(out, " start=\"{}\" end=\"{}\"", iso(days->first), iso(days->last));
        }
        fmt::print(out, ">");
        of_edges.write(edge.type, edge.properties);
        fmt::print(out, "</edge>\n");
    });
    fmt::print(out, "    </edges>\n  </graph>\n</gexf>\n");
}

}  // namespace parley::tools
