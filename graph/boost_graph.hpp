#pragma once
/// A snapshot, and a part of a view, as Boost.Graph sees them: the library's algorithms run on our
/// arrays unchanged. Include it only where such an algorithm runs: it is slow to compile.

#include <boost/graph/graph_traits.hpp>
#include <boost/graph/properties.hpp>
#include <boost/iterator/counting_iterator.hpp>
#include <boost/iterator/transform_iterator.hpp>
#include <boost/property_map/property_map.hpp>

#include "graph/snapshot.hpp"

namespace parley {

/// Directed, with in-edges; an edge's descriptor is its number.
struct SnapshotTraversal : boost::bidirectional_graph_tag,
                           boost::vertex_list_graph_tag,
                           boost::edge_list_graph_tag {};

/// Nodes of a part of a view, numbered densely, with an arc each way for every edge.
struct ArcGraph {
    std::vector<NodeIndex> nodes;       ///< node of the view by vertex
    std::vector<std::uint32_t> offset;  ///< arcs of vertex v: offset[v]..offset[v + 1]
    std::vector<std::uint32_t> target;  ///< vertex by arc
    std::vector<std::uint32_t> source;  ///< vertex by arc
    std::uint32_t size() const { return static_cast<std::uint32_t>(nodes.size()); }
};
struct ArcTraversal : boost::incidence_graph_tag,
                      boost::vertex_list_graph_tag,
                      boost::edge_list_graph_tag {};

}  // namespace parley

namespace boost {

template <>
struct graph_traits<parley::Snapshot> {
    using vertex_descriptor = parley::NodeIndex;
    using edge_descriptor = parley::EdgeIndex;
    using directed_category = directed_tag;
    using edge_parallel_category = allow_parallel_edge_tag;
    using traversal_category = parley::SnapshotTraversal;
    using vertices_size_type = std::uint32_t;
    using edges_size_type = std::uint32_t;
    using degree_size_type = std::uint32_t;
    using vertex_iterator = counting_iterator<parley::NodeIndex>;
    using edge_iterator = counting_iterator<parley::EdgeIndex>;
    using out_edge_iterator = const parley::EdgeIndex*;
    using in_edge_iterator = const parley::EdgeIndex*;
    static vertex_descriptor null_vertex() { return ~vertex_descriptor{0}; }
};

template <>
struct graph_traits<parley::ArcGraph> {
    using vertex_descriptor = std::uint32_t;
    using edge_descriptor = std::uint32_t;
    using directed_category = directed_tag;
    using edge_parallel_category = allow_parallel_edge_tag;
    using traversal_category = parley::ArcTraversal;
    using vertices_size_type = std::uint32_t;
    using edges_size_type = std::uint32_t;
    using degree_size_type = std::uint32_t;
    using vertex_iterator = counting_iterator<std::uint32_t>;
    using edge_iterator = counting_iterator<std::uint32_t>;
    using out_edge_iterator = counting_iterator<std::uint32_t>;
    static vertex_descriptor null_vertex() { return ~vertex_descriptor{0}; }
};

// Some algorithms ask for the traits of the constant type.
template <>
struct graph_traits<const parley::Snapshot> : graph_traits<parley::Snapshot> {};
template <>
struct graph_traits<const parley::ArcGraph> : graph_traits<parley::ArcGraph> {};

template <>
struct property_map<parley::Snapshot, vertex_index_t> {
    using type = typed_identity_property_map<std::uint32_t>;
    using const_type = type;
};

template <>
struct property_map<parley::ArcGraph, vertex_index_t> {
    using type = typed_identity_property_map<std::uint32_t>;
    using const_type = type;
};

}  // namespace boost

namespace parley {

// Free functions that Boost finds by the type of their argument.

inline auto vertices(const Snapshot& g) {
    using It = boost::graph_traits<Snapshot>::vertex_iterator;
    return std::pair(It(0), It(g.node_count()));
}
inline std::uint32_t num_vertices(const Snapshot& g) { return g.node_count(); }
inline auto edges(const Snapshot& g) {
    using It = boost::graph_traits<Snapshot>::edge_iterator;
    return std::pair(It(0), It(g.edge_count()));
}
inline std::uint32_t num_edges(const Snapshot& g) { return g.edge_count(); }
inline NodeIndex source(EdgeIndex e, const Snapshot& g) { return g.source[e]; }
inline NodeIndex target(EdgeIndex e, const Snapshot& g) { return g.target[e]; }
inline auto out_edges(NodeIndex v, const Snapshot& g) {
    return std::pair(g.out.edge.data() + g.out.begin_of(v), g.out.edge.data() + g.out.end_of(v));
}
inline auto in_edges(NodeIndex v, const Snapshot& g) {
    return std::pair(g.in.edge.data() + g.in.begin_of(v), g.in.edge.data() + g.in.end_of(v));
}
inline std::uint32_t out_degree(NodeIndex v, const Snapshot& g) { return g.out.degree(v); }
inline std::uint32_t in_degree(NodeIndex v, const Snapshot& g) { return g.in.degree(v); }
inline std::uint32_t degree(NodeIndex v, const Snapshot& g) {
    return g.out.degree(v) + g.in.degree(v);
}
inline boost::typed_identity_property_map<std::uint32_t> get(boost::vertex_index_t,
                                                             const Snapshot&) {
    return {};
}

inline std::uint32_t num_edges(const ArcGraph& g) {
    return static_cast<std::uint32_t>(g.target.size());
}
inline auto vertices(const ArcGraph& g) {
    using It = boost::counting_iterator<std::uint32_t>;
    return std::pair(It(0), It(g.size()));
}
inline std::uint32_t num_vertices(const ArcGraph& g) { return g.size(); }
inline auto edges(const ArcGraph& g) {
    using It = boost::counting_iterator<std::uint32_t>;
    return std::pair(It(0), It(num_edges(g)));
}
inline std::uint32_t source(std::uint32_t arc, const ArcGraph& g) { return g.source[arc]; }
inline std::uint32_t target(std::uint32_t arc, const ArcGraph& g) { return g.target[arc]; }
inline auto out_edges(std::uint32_t v, const ArcGraph& g) {
    using It = boost::counting_iterator<std::uint32_t>;
    return std::pair(It(g.offset[v]), It(g.offset[v + 1]));
}
inline std::uint32_t out_degree(std::uint32_t v, const ArcGraph& g) {
    return g.offset[v + 1] - g.offset[v];
}
inline boost::typed_identity_property_map<std::uint32_t> get(boost::vertex_index_t,
                                                             const ArcGraph&) {
    return {};
}

}  // namespace parley
