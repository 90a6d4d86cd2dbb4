#pragma once
/// Writing to a graph: all of it, or nothing.

#include <functional>
#include <memory>
#include <parley/value.hpp>
#include <span>
#include <string_view>
#include <vector>

#include "graph/view.hpp"

namespace parley {

/// The property of an edge that says when it happened.
inline constexpr std::string_view kDateKey = "date";

/// The days that a value of the property `date` stands for; kNoDay twice where there are none.
DateSpan days_of_date_property(const Value& value);

/// What a commit changed; each index once.
struct Changes {
    std::vector<NodeIndex> nodes;
    std::vector<EdgeIndex> edges;
    bool empty() const { return nodes.empty() && edges.empty(); }
};

/// One writer's changes. `view()` shows them at once; commit() makes them durable, and destruction
/// without it takes them back. Indices stay valid until the end: a deleted entity can still be
/// named, is no longer live, and keeps its labels, type, ends and properties.
/// Made by Graph::begin().
class Transaction {
  public:
    /// Hands out ids that were never used, and stores a commit. Called by commit() with the view
    /// as it then stands; an exception from it rolls back.
    struct Keeper {
        virtual ~Keeper() = default;
        virtual NodeId next_node_id() = 0;
        virtual EdgeId next_edge_id() = 0;
        virtual void store(const View& view, const Changes& changes) = 0;
        /// Called once, after commit or rollback: the next writer may begin.
        virtual void end(bool committed) = 0;
        /// Called after end() of a commit that stored something: returns when it is durable.
        virtual void settle() = 0;
    };

    Transaction(std::shared_ptr<View> view, Keeper& keeper);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;

    /// Not after commit() or rollback().
    const View& view() const { return *view_; }

    LabelId label(std::string_view name);
    TypeId type(std::string_view name);
    KeyId key(std::string_view name);

    NodeIndex create_node(std::span<const LabelId> labels);
    /// Throws Error where an end is deleted.
    EdgeIndex create_edge(TypeId type, NodeIndex source, NodeIndex target);
    /// The same with an id that is known from before: for reading a store back.
    NodeIndex restore_node(NodeId id, std::span<const LabelId> labels);
    EdgeIndex restore_edge(EdgeId id, TypeId type, NodeIndex source, NodeIndex target);
    /// Null removes. An edge's days are those of its property `date`: a date value, or EDTF text.
    /// Returns whether something changed. Throws Error where the value cannot be stored (nodes,
    /// edges, paths).
    bool set_node_property(NodeIndex node, KeyId key, const Value& value);
    bool set_edge_property(EdgeIndex edge, KeyId key, const Value& value);
    bool add_label(NodeIndex node, LabelId label);
    bool remove_label(NodeIndex node, LabelId label);
    /// False where it is deleted already.
    bool remove_edge(EdgeIndex edge);
    /// Leaves the node's edges: commit() throws Error when one of them is still alive then.
    bool remove_node(NodeIndex node);
    /// Removes the node and its edges; returns how many edges.
    std::uint32_t detach_remove_node(NodeIndex node);

    bool has_changes() const { return !undo_.empty(); }
    /// Durable once it returns. Throws Error (dangling edge) or StoreError, and has then rolled
    /// back; only where the disk fails in the last step, the flush, it may be there or not.
    void commit();
    void rollback() noexcept;

  private:
    Overlay& over() { return *view_->overlay_; }
    NodeEntry& open_node(NodeIndex node);
    EdgeEntry& open_edge(EdgeIndex edge);
    void redate(EdgeIndex edge);
    void place_arcs(EdgeIndex edge);
    void hide(EdgeIndex edge);
    void index_text(NodeIndex node, KeyId key, const Value& value);
    template <class F>
    void on_undo(F&& undo) {
        undo_.emplace_back(std::forward<F>(undo));
    }
    Changes changes() const;
    void finish(bool committed);

    std::shared_ptr<View> view_;
    Keeper* keeper_;
    std::vector<std::function<void(Overlay&)>> undo_;
    std::vector<NodeIndex> touched_nodes_;
    std::vector<EdgeIndex> touched_edges_;
    bool open_ = true;
};

}  // namespace parley
