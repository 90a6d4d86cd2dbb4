#pragma once
/// The graph in the formats of other programs.

#include <cstdio>
#include <parley/graph.hpp>
#include <parley/listing.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace parley::tools {

/// A graph to write out: nodes and edges in canonical order, and the claims behind each edge.
class ExportSource {
  public:
    ExportSource(const Graph& graph, const Selection* selection)
        : graph_(graph), listing_(graph.view(), selection) {}

    const Listing& listing() const { return listing_; }
    /// In order of article and place in its text.
    std::vector<Claim> claims_behind(const ListedEdge& edge) const {
        return graph_.claims_behind(edge.number);
    }

  private:
    const Graph& graph_;
    Listing listing_;
};

/// One JSON object a line, nodes then edges with their evidence (README.md, "Exports"). Equal
/// graphs give equal bytes.
void export_jsonl(const ExportSource& source, std::FILE* out);
/// GraphML 1.0 with declared, typed keys: opens in Gephi, yEd, Cytoscape, networkx, igraph.
void export_graphml(const ExportSource& source, std::FILE* out);
/// GEXF 1.3, dynamic: every dated edge has its interval.
void export_gexf(const ExportSource& source, std::FILE* out);
/// Graphviz.
void export_dot(const ExportSource& source, std::FILE* out);
/// One self-contained page: graph, timeline, search, evidence.
void export_html(const ExportSource& source, std::FILE* out);
/// nodes.csv and edges.csv as `parley import` reads them (the neo4j-admin convention).
void export_csv(const ExportSource& source, std::FILE* nodes, std::FILE* edges);

}  // namespace parley::tools
