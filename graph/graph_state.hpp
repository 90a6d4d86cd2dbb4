#pragma once
/// What a Graph handle holds: a store, the view over it, and who is writing.

#include <condition_variable>
#include <filesystem>
#include <memory>
#include <mutex>
#include <parley/graph.hpp>
#include <string>
#include <thread>

#include "graph/records.hpp"
#include "graph/snapshot_builder.hpp"
#include "graph/store.hpp"
#include "graph/transaction.hpp"
#include "graph/view.hpp"

namespace parley {

/// Ids from here on belong to folded nodes and edges: this bit and 52 bits of their key's hash, so
/// that they stay the same however often the graph is folded, and fit a JSON number. Ids below are
/// handed out one after the other.
inline constexpr std::uint64_t kFoldedIds = std::uint64_t{1} << 52;

/// Numbers of the family `meta`.
struct Counters {
    std::uint64_t store = 0;   ///< random, so that a snapshot is not taken for another's
    std::uint64_t commit = 0;  ///< of the last batch that changed nodes or edges
    std::uint64_t next_node = 0, next_edge = 0;
    std::uint64_t next_assertion = 0;
    std::uint64_t claims_version = 0;  ///< goes up with every change of claims or assertions
    std::uint64_t folded_version = 0;  ///< the claims_version that nodes and edges are folded from
    friend bool operator==(const Counters&, const Counters&) = default;
};

/// How many texts of the dictionaries are in the store.
struct SymbolCounts {
    std::uint32_t labels = 0, types = 0, keys = 0;
};

class GraphState : public Transaction::Keeper {
  public:
    /// Ephemeral.
    GraphState();
    GraphState(const std::filesystem::path& folder, bool writable);
    ~GraphState() override;
    GraphState(const GraphState&) = delete;
    GraphState& operator=(const GraphState&) = delete;

    // Transaction::Keeper
    NodeId next_node_id() override { return NodeId{counters.next_node++}; }
    EdgeId next_edge_id() override { return EdgeId{counters.next_edge++}; }
    void store(const View& view, const Changes& changes) override;
    void end(bool committed) override;
    void settle() override;

    bool is_ephemeral() const { return folder.empty(); }
    /// Throws StoreError where the store is open for reading only.
    void need_writable() const;
    /// Returns when no other thread has a transaction open.
    std::unique_lock<std::mutex> wait_for_writer() const;

    /// Adds to the batch: counters that changed since they were last written.
    void put_counters(Batch& batch);
    void put_symbols(Batch& batch, const Dictionary<LabelId>& labels,
                     const Dictionary<TypeId>& types, const Dictionary<KeyId>& keys);
    /// Puts the finished arrays in place of the view, and, when not ephemeral, into the snapshot
    /// file; forgets the list of changes.
    void adopt(Sections sections);
    /// An edge as stored, also from a block.
    std::optional<StoredEdge> stored_edge(EdgeId id) const;

    std::filesystem::path folder;  ///< empty where ephemeral
    bool writable = true;
    std::unique_ptr<Store> bytes;
    Counters counters, written_counters;
    SymbolCounts written_symbols;
    std::shared_ptr<View> current;
    std::uint64_t snapshot_bytes = 0;

    mutable std::mutex lock;
    mutable std::condition_variable ended;
    /// Ids that a transaction which is taken back had used are used again.
    std::uint64_t begun_node = 0, begun_edge = 0;
    std::thread::id writer;  ///< of the open transaction; no thread where there is none

    // graph_open.cpp
    /// Every node and edge of the store, whatever snapshot there is.
    SnapshotBuilder scan_graph() const;
    std::filesystem::path snapshot_file() const { return folder / "snapshot"; }

  private:
    void create();
    void read_meta();
    void load_view();
    bool load_snapshot();
    bool apply_changes(std::uint64_t after);

    std::mutex sync_lock_;       ///< of written_
    std::mutex flush_lock_;      ///< of synced_, held while the log goes to disk
    std::uint64_t written_ = 0;  ///< batches handed to the store
    std::uint64_t synced_ = 0;   ///< of these, on disk
};

struct Graph::Impl : GraphState {
    using GraphState::GraphState;
};

/// graph_fold.cpp. The caller holds the lock, and no transaction is open.
void refold(GraphState& state);
/// The id of a folded node or edge by its key ("o:luong-cuong").
std::uint64_t folded_id(std::string_view key);

}  // namespace parley
