#pragma once
/// The graph spelled out: what exports, counts and completion read. One line a node and an edge,
/// with texts instead of indices.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <parley/claim.hpp>
#include <parley/value.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace parley {

class Graph;
class View;

/// What a graph holds.
struct GraphCounts {
    std::uint64_t nodes = 0;
    std::uint64_t edges = 0;
    std::map<std::string, std::uint64_t> nodes_with_label;
    std::map<std::string, std::uint64_t> edges_of_type;
};

/// Constant time but for the labels and types.
GraphCounts counts_of(const View& view);

struct ListedNode {
    /// "o:luong-cuong": the label's letter and the node's key where it has one, so that equal
    /// graphs give equal ids; else "n:" and the node's number. Unique in the graph.
    std::string id;
    NodeId number{};
    std::vector<std::string> labels;  ///< sorted
    Map properties;
};

struct ListedEdge {
    EdgeId number{};
    std::string type;
    std::string source;  ///< id of a listed node
    std::string target;
    Map properties;
};

/// The part of a graph that a listing keeps.
struct Selection {
    std::set<NodeId> nodes;
    std::set<EdgeId> edges;  ///< their ends are kept too
};

/// A graph in canonical order: nodes by id, edges by type, ends, date and properties, so that equal
/// graphs are listed alike whatever way they came about. Holds ids and order in memory (about 40
/// bytes a node and an edge), not the properties.
class Listing {
  public:
    /// All of the graph, or what is selected.
    explicit Listing(std::shared_ptr<const View> view, const Selection* selection = nullptr);
    ~Listing();
    Listing(const Listing&) = delete;
    Listing& operator=(const Listing&) = delete;

    void for_each_node(const std::function<void(const ListedNode&)>& visit) const;
    void for_each_edge(const std::function<void(const ListedEdge&)>& visit) const;

  private:
    struct Impl;
    std::unique_ptr<const Impl> impl_;
};

/// Nodes that have this name, folded, among theirs; in order of number.
std::vector<NodeId> nodes_called(const View& view, std::string_view name);

/// Edges between two sets of nodes, whatever their direction; in order of date, then number.
std::vector<EdgeId> edges_between(const View& view, const std::vector<NodeId>& ones,
                                  const std::vector<NodeId>& others);

/// Names in the graph, as written, that begin so when folded; in order, at most `limit`.
std::vector<std::string> names_beginning(const View& view, std::string_view beginning,
                                         std::size_t limit);

}  // namespace parley
