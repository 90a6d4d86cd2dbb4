// Opening a store: its numbers, its snapshot, and what changed since.
#include <fmt/format.h>

#include <unordered_map>
#include <unordered_set>

#include "graph/graph_state.hpp"
#include "graph/keys.hpp"

namespace parley {
namespace {

struct OpenOptions {
    /// Smaller snapshots are read through and checked at once; larger ones when `verify` asks, so
    /// that the first answer does not wait for the whole file.
    std::uint64_t check_below_bytes = 32 << 20;
    /// With more changes than this since the snapshot, and more than a tenth of the graph, a writer
    /// makes a new one when it opens the store.
    std::uint32_t min_changes_to_rebuild = 20000;
};

/// For changes that come from the store: nothing to store, nobody to tell.
class NoKeeper : public Transaction::Keeper {
    NodeId next_node_id() override { return {}; }
    EdgeId next_edge_id() override { return {}; }
    void store(const View&, const Changes&) override {}
    void end(bool) override {}
    void settle() override {}
};

void set_node(Transaction& write, NodeId id, const std::optional<StoredNode>& stored) {
    auto node = write.view().find(id);
    if (!stored) {
        if (node) write.remove_node(*node);
        return;
    }
    if (!node) node = write.restore_node(id, {});
    auto now = write.view().labels_of(*node);
    for (LabelId label : std::vector<LabelId>(now.begin(), now.end())) {
        write.remove_label(*node, label);
    }
    for (LabelId label : stored->labels) write.add_label(*node, label);
    for (const auto& [key, value] : write.view().node_properties(*node)) {
        write.set_node_property(*node, key, {});
    }
    for (const auto& [key, value] : stored->properties) write.set_node_property(*node, key, value);
}

void set_edge(Transaction& write, EdgeId id, const std::optional<StoredEdge>& stored) {
    auto edge = write.view().find(id);
    if (!stored) {
        if (edge) write.remove_edge(*edge);
        return;
    }
    if (!edge) {
        auto source = write.view().find(stored->source), target = write.view().find(stored->target);
        if (!source || !target) throw CorruptionError("a stored edge has lost one of its ends");
        edge = write.restore_edge(id, stored->type, *source, *target);
    }
    for (const auto& [key, value] : write.view().edge_properties(*edge)) {
        write.set_edge_property(*edge, key, {});
    }
    for (const auto& [key, value] : stored->properties) write.set_edge_property(*edge, key, value);
}

DateSpan days_of(const Properties& properties, KeyId date) {
    for (const auto& [key, value] : properties) {
        if (key == date) return days_of_date_property(value);
    }
    return {kNoDay, kNoDay};
}

}  // namespace

GraphState::GraphState(const std::filesystem::path& path, bool for_writing)
    : folder(path), writable(for_writing), bytes(open_rocks_store(path, for_writing)) {
    read_meta();
    load_view();
    if (!writable) return;
    // A run that was killed left claims that nobody folded.
    if (counters.claims_version != counters.folded_version) refold(*this);
}

GraphState::~GraphState() = default;

void GraphState::load_view() {
    if (load_snapshot()) return;
    SnapshotBuilder builder = scan_graph();
    adopt(builder.finish());
}

/// False where there is no snapshot that the changes since can be laid over.
bool GraphState::load_snapshot() {
    OpenOptions options;
    std::optional<Sections::File> file;
    try {
        file = Sections::map(snapshot_file(), options.check_below_bytes);
        if (!file || file->stamp.store != counters.store || file->stamp.commit > counters.commit) {
            return false;
        }
        snapshot_bytes = file->sections.total_bytes();
        auto sections = std::make_shared<const Sections>(std::move(file->sections));
        current = std::make_shared<View>(open_snapshot(std::move(sections)), nullptr);
    } catch (const CorruptionError&) {
        return false;  // everything in it is in the store too
    }
    return apply_changes(file->stamp.commit);
}

bool GraphState::apply_changes(std::uint64_t after) {
    std::vector<NodeId> nodes;
    std::vector<EdgeId> edges;
    bool listed = true;
    bytes->scan(Family::changes, keys::number(after + 1), "", [&](auto key, auto) {
        auto change = keys::cut_change(key);
        listed = change && change->kind != '*';
        if (listed && change->kind == 'N') nodes.push_back(NodeId{change->id});
        if (listed && change->kind == 'E') edges.push_back(EdgeId{change->id});
        return listed;
    });
    if (!listed) return false;
    std::size_t many = std::max<std::size_t>(OpenOptions{}.min_changes_to_rebuild,
                                             current->base().edge_count() / 10);
    if (writable && nodes.size() + edges.size() > many) return false;
    auto unique = [](auto& ids) {
        std::sort(ids.begin(), ids.end());
        ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    };
    unique(nodes);
    unique(edges);

    NoKeeper keeper;
    Transaction write(current, keeper);
    bytes->scan(Family::meta, "", "", [&](auto key, auto value) {
        auto symbol = keys::cut_symbol(key);
        if (!symbol) return true;
        if (symbol->kind == 'L') write.label(value);
        if (symbol->kind == 'T') write.type(value);
        if (symbol->kind == 'K') write.key(value);
        return true;
    });
    written_symbols = {current->labels().size(), current->types().size(), current->keys().size()};
    auto stored_node = [&](NodeId id) -> std::optional<StoredNode> {
        auto record = bytes->get(Family::nodes, keys::number(static_cast<std::uint64_t>(id)));
        if (!record) return {};
        return decode_node(*record);
    };
    // Nodes that came before the edges that need them, nodes that went after their edges.
    std::vector<NodeId> gone;
    for (NodeId id : nodes) {
        auto stored = stored_node(id);
        if (stored) {
            set_node(write, id, stored);
        } else {
            gone.push_back(id);
        }
    }
    for (EdgeId id : edges) set_edge(write, id, stored_edge(id));
    for (NodeId id : gone) set_node(write, id, {});
    write.commit();
    return true;
}

SnapshotBuilder GraphState::scan_graph() const {
    SnapshotBuilder builder;
    bytes->scan(Family::meta, "", "", [&](auto key, auto value) {
        auto symbol = keys::cut_symbol(key);
        if (!symbol) return true;
        if (symbol->kind == 'L') builder.label(value);
        if (symbol->kind == 'T') builder.type(value);
        if (symbol->kind == 'K') builder.key(value);
        return true;
    });
    const KeyId date = builder.key(kDateKey);
    std::unordered_map<std::uint64_t, std::uint32_t> row_of;
    bytes->scan(Family::nodes, "", "", [&](auto key, auto value) {
        StoredNode node = decode_node(value);
        std::uint64_t id = keys::number_at(key);
        std::uint32_t row = builder.add_node(NodeId{id}, node.labels);
        row_of.emplace(id, row);
        for (const auto& [k, v] : node.properties) builder.node_column(k).add(row, v);
        return true;
    });
    auto add = [&](std::uint64_t id, const StoredEdge& edge) {
        auto source = row_of.find(static_cast<std::uint64_t>(edge.source));
        auto target = row_of.find(static_cast<std::uint64_t>(edge.target));
        if (source == row_of.end() || target == row_of.end()) {
            throw CorruptionError(fmt::format("the stored edge {} has lost one of its ends", id));
        }
        std::uint32_t row = builder.add_edge(EdgeId{id}, edge.type, source->second, target->second,
                                             days_of(edge.properties, date));
        for (const auto& [k, v] : edge.properties) builder.edge_column(k).add(row, v);
    };
    std::unordered_set<std::uint64_t> single;
    bytes->scan(Family::edges, "", "", [&](auto key, auto value) {
        single.insert(keys::number_at(key));
        if (!value.empty()) add(keys::number_at(key), decode_edge(value));
        return true;
    });
    bytes->scan(Family::edge_blocks, "", "", [&](auto key, auto value) {
        std::uint64_t id = keys::number_at(key);
        for (const StoredEdge& edge : decode_edge_block(value)) {
            if (!single.contains(id)) add(id, edge);
            ++id;
        }
        return true;
    });
    return builder;
}

void GraphState::adopt(Sections sections) {
    auto kept = std::make_shared<const Sections>(std::move(sections));
    snapshot_bytes = kept->total_bytes();
    if (!is_ephemeral() && writable) {
        kept->write(snapshot_file(), {counters.store, counters.commit});
        // From here on the mapped file, so that the heap is free again.
        if (auto file = Sections::map(snapshot_file(), 0)) {
            kept = std::make_shared<const Sections>(std::move(file->sections));
        }
    }
    current = std::make_shared<View>(open_snapshot(std::move(kept)), nullptr);
    written_symbols = {current->labels().size(), current->types().size(), current->keys().size()};
    if (is_ephemeral() || !writable) return;
    Batch batch;
    batch.erase_range(Family::changes, keys::number(0), keys::number(counters.commit + 1));
    bytes->write(batch);
}

}  // namespace parley
