#include "graph/overlay.hpp"

namespace parley {

Overlay::Overlay(const Snapshot& base) : labels(base.labels), types(base.types), keys(base.keys) {
    live_nodes = base.node_count();
    live_edges = base.edge_count();
    for (const auto& nodes : base.label_nodes) {
        label_count.push_back(static_cast<std::uint32_t>(nodes.size()));
    }
    type_count = base.type_count;
    label_count.resize(labels.size());
    type_count.resize(types.size());
    for (KeyId key : {kKeyKey, kNameKey}) text_index[key];
}

Overlay::Overlay(const Overlay& other)
    : labels(other.labels),
      types(other.types),
      keys(other.keys),
      changed_nodes(other.changed_nodes),
      changed_edges(other.changed_edges),
      new_nodes(other.new_nodes),
      new_edges(other.new_edges),
      node_index(other.node_index),
      edge_index(other.edge_index),
      arcs(other.arcs),
      hidden(other.hidden),
      hidden_count(other.hidden_count),
      live_nodes(other.live_nodes),
      live_edges(other.live_edges),
      label_count(other.label_count),
      type_count(other.type_count),
      text_index(other.text_index) {
    std::lock_guard lock(other.name_lock);
    names = other.names;
    unnamed = other.unnamed;
}

}  // namespace parley
