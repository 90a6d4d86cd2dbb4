#pragma once
/// Changes over a snapshot. Written by Transaction, read through View; nobody else looks inside.

#include <map>
#include <mutex>
#include <parley/value.hpp>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "graph/dictionary.hpp"
#include "graph/snapshot.hpp"

namespace parley {

/// Properties in order of KeyId; never a null value.
using Properties = std::vector<std::pair<KeyId, Value>>;

struct NodeEntry {
    NodeId id{};
    std::vector<LabelId> labels;  ///< sorted
    Properties properties;
    bool dead = false;
};

struct EdgeEntry {
    EdgeId id{};
    TypeId type{};
    NodeIndex source = 0, target = 0;
    Day first = kNoDay, last = kNoDay;
    Properties properties;
    bool dead = false;
};

/// A half-edge that the snapshot does not have.
struct LooseArc {
    NodeIndex other;
    EdgeIndex edge;
    TypeId type;
};
struct LooseArcs {
    std::vector<LooseArc> out, in;
};

struct Overlay {
    Dictionary<LabelId> labels;
    Dictionary<TypeId> types;
    Dictionary<KeyId> keys;

    // Entities of the snapshot that changed (or died), by index; and new ones, whose index is the
    // snapshot's count plus their place here.
    std::unordered_map<NodeIndex, NodeEntry> changed_nodes;
    std::unordered_map<EdgeIndex, EdgeEntry> changed_edges;
    std::vector<NodeEntry> new_nodes;
    std::vector<EdgeEntry> new_edges;
    std::unordered_map<NodeId, NodeIndex> node_index;  // of new nodes
    std::unordered_map<EdgeId, EdgeIndex> edge_index;  // of new edges

    std::unordered_map<NodeIndex, LooseArcs> arcs;
    /// Snapshot edges whose half-edges there no longer hold: dead, or moved to `arcs` because their
    /// days changed. Empty when there are none.
    std::vector<bool> hidden;
    std::uint32_t hidden_count = 0;

    std::uint32_t live_nodes = 0, live_edges = 0;
    std::vector<std::uint32_t> label_count, type_count;  // live, by id

    /// Nodes by the text of an indexed key. May name nodes that no longer have it.
    std::map<KeyId, std::unordered_multimap<std::string, NodeIndex>> text_index;

    /// Folded names, brought up to date on look-up: `unnamed` waits to be folded.
    mutable std::mutex name_lock;
    mutable std::multimap<std::string, NodeIndex, std::less<>> names;
    mutable std::vector<NodeIndex> unnamed;

    Overlay() = default;
    explicit Overlay(const Snapshot& base);
    Overlay(const Overlay& other);
    Overlay& operator=(const Overlay&) = delete;
};

}  // namespace parley
