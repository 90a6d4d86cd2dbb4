#pragma once
/// Scores of nodes over a whole graph or a part of it: who stands in the middle, who belongs
/// together. Edges count in both directions, whatever the filter's direction; a self-loop once.

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "graph/view.hpp"

namespace parley {

/// The nodes with one of these labels (none: all nodes), and the edges between them that pass.
struct Subgraph {
    const View& view;
    std::optional<std::vector<LabelId>> labels;
    ArcFilter filter;
    /// Asked now and then; throws to stop.
    std::function<void()> pause = [] {};

    explicit Subgraph(const View& whole) : view(whole), filter(whole) {}
};

/// A number for each node of the subgraph, in order of index.
struct NodeScores {
    std::vector<NodeIndex> nodes;
    std::vector<double> scores;
};

/// Edges of each node; parallel edges all count.
NodeScores degree_scores(const Subgraph& graph);

struct PageRankOptions {
    double damping = 0.85;      ///< the share of walkers that go on
    std::uint32_t rounds = 20;  ///< after 20 the order of the first hundred has settled
};
/// Sums to 1. Parallel edges weigh more. O(rounds * edges).
NodeScores pagerank(const Subgraph& graph, const PageRankOptions& options = {});

/// Nodes that a path joins have one number; numbers count from 0 in order of least index.
NodeScores components(const Subgraph& graph);

/// The greatest k so that the node is in a part where everybody has k neighbours.
NodeScores core_numbers(const Subgraph& graph);

/// Shortest paths through a node, over unordered pairs (Brandes 2001). O(nodes * edges).
NodeScores betweenness(const Subgraph& graph);

/// Reachable share times the inverse of the mean distance (Wasserman and Faust 1994), 0..1.
/// O(nodes * edges).
NodeScores closeness(const Subgraph& graph);

/// Parts with many edges inside and few between (Louvain, Blondel et al. 2008, nodes in order of
/// index, so that the same graph gives the same parts). Numbered as components() does.
NodeScores communities(const Subgraph& graph);

}  // namespace parley
