#pragma once
/// Makes a snapshot from nodes and edges in any order.

#include <future>
#include <memory>
#include <parley/value.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/column_builder.hpp"
#include "graph/sections.hpp"
#include "graph/snapshot.hpp"

namespace parley {

class View;

/// Nodes first, then edges. About 40 bytes an edge and its properties' size until finish().
class SnapshotBuilder {
  public:
    SnapshotBuilder() { intern_common_keys(keys_); }
    LabelId label(std::string_view name) { return labels_.intern(name); }
    /// Throws Error beyond 65,536 types.
    TypeId type(std::string_view name);
    KeyId key(std::string_view name) { return keys_.intern(name); }

    /// Rows count from 0 in the order of adding.
    std::uint32_t add_node(NodeId id, std::span<const LabelId> labels);
    ColumnBuilder& node_column(KeyId key) { return column(node_columns_, key); }

    /// `source` and `target` are rows of nodes. The days are those of the date (kNoDay twice where
    /// there is none); the property `date` itself goes to edge_column().
    std::uint32_t add_edge(EdgeId id, TypeId type, std::uint32_t source, std::uint32_t target,
                           DateSpan days);
    ColumnBuilder& edge_column(KeyId key) { return column(edge_columns_, key); }

    std::uint32_t node_rows() const { return static_cast<std::uint32_t>(node_ids_.size()); }
    std::uint32_t edge_rows() const { return static_cast<std::uint32_t>(edge_ids_.size()); }
    /// Edge rows in the order they will have: by first day, then id. Cheap when they are already.
    std::vector<std::uint32_t> edge_order() const;
    void set_edge_id(std::uint32_t row, EdgeId id) {
        edge_ids_[row] = static_cast<std::uint64_t>(id);
    }

    /// Read-back of an added edge, for writing it to the store.
    struct EdgeRow {
        TypeId type;
        std::uint32_t source, target;
        DateSpan days;
    };
    EdgeRow edge_row(std::uint32_t row) const {
        return {TypeId{types_of_[row]},
                sources_[row],
                targets_[row],
                {firsts_[row], lasts_.empty() ? firsts_[row] : lasts_[row]}};
    }
    /// All nodes and their properties are in: their names are folded in a thread of its own, while
    /// the caller adds edges; the builder must stay where it is. finish() does it otherwise.
    void fold_names_ahead();

    const Dictionary<LabelId>& labels() const { return labels_; }
    const Dictionary<TypeId>& types() const { return types_; }
    const Dictionary<KeyId>& keys() const { return keys_; }
    const std::vector<ColumnBuilder>& node_columns() const { return node_columns_; }
    const std::vector<ColumnBuilder>& edge_columns() const { return edge_columns_; }
    NodeId node_id(std::uint32_t row) const { return NodeId{node_ids_[row]}; }
    const std::vector<LabelId>& labels_of(std::uint32_t row) const {
        return label_sets_[label_set_[row]];
    }

    /// O((nodes + edges) log) at worst. The builder is empty afterwards.
    Sections finish();

  private:
    ColumnBuilder& column(std::vector<ColumnBuilder>& columns, KeyId key) {
        if (columns.size() <= number_of(key)) columns.resize(number_of(key) + 1);
        return columns[number_of(key)];
    }
    /// A folded name and the row of its node, sorted by name.
    using Names = std::vector<std::pair<std::string, std::uint32_t>>;
    std::vector<KeyId> name_keys() const;
    Names folded_names(const std::vector<KeyId>& keys) const;
    std::vector<std::uint32_t> finish_nodes(Sections& sections);
    void finish_edges(Sections& sections, std::span<const std::uint32_t> node_place);

    Dictionary<LabelId> labels_;
    Dictionary<TypeId> types_;
    Dictionary<KeyId> keys_;
    std::vector<std::uint64_t> node_ids_, edge_ids_;
    std::vector<std::uint16_t> label_set_;
    std::vector<std::vector<LabelId>> label_sets_;
    std::vector<std::uint32_t> sources_, targets_;
    std::vector<std::uint16_t> types_of_;
    std::vector<Day> firsts_, lasts_;  ///< lasts_ stays empty while all edges are of one day
    std::vector<ColumnBuilder> node_columns_, edge_columns_;
    std::future<Names> names_;
};

/// Copies a view's live nodes and edges, with their ids.
void add_view(SnapshotBuilder& builder, const View& view);

}  // namespace parley
