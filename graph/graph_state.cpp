// Commits: from a transaction's changes to one batch.
#include "graph/graph_state.hpp"

#include <random>

#include "graph/keys.hpp"

namespace parley {
namespace {

/// Counters by their names in the family `meta`.
struct NamedCounter {
    const char* name;
    std::uint64_t Counters::*member;
};
constexpr NamedCounter kCounters[] = {
    {"store", &Counters::store},
    {"commit", &Counters::commit},
    {"next_node", &Counters::next_node},
    {"next_edge", &Counters::next_edge},
    {"next_assertion", &Counters::next_assertion},
    {"claims_version", &Counters::claims_version},
    {"folded_version", &Counters::folded_version},
};
constexpr const char* kFormatKey = "format";
constexpr std::uint64_t kFormat = 1;

template <class Id>
void put_new(Batch& batch, char kind, const Dictionary<Id>& names, std::uint32_t& written) {
    for (; written < names.size(); ++written) {
        batch.put(Family::meta, keys::symbol(kind, written), names.name(Id{written}));
    }
}

}  // namespace

GraphState::GraphState() : bytes(make_memory_store()), current(std::make_shared<View>()) {}

void GraphState::create() {
    std::random_device random;
    counters.store = std::uint64_t{random()} << 32 | random();
    Batch batch;
    batch.put(Family::meta, kFormatKey, keys::number(kFormat));
    put_counters(batch);
    bytes->write(batch);
    bytes->sync();
}

void GraphState::read_meta() {
    auto format = bytes->get(Family::meta, kFormatKey);
    if (!format) {
        bool empty = true;
        bytes->scan(Family::meta, "", "", [&](auto, auto) { return empty = false; });
        if (!empty) throw CorruptionError("the store " + folder.string() + " has lost its format");
        if (!writable) throw StoreError("the store " + folder.string() + " is empty");
        create();
    } else if (format->size() != 8 || keys::number_at(*format) > kFormat) {
        throw StoreError("the store " + folder.string() + " was written by a newer parley",
                         "use that version, or export there and import here");
    }
    for (const NamedCounter& counter : kCounters) {
        auto value = bytes->get(Family::meta, counter.name);
        if (value && value->size() == 8) counters.*counter.member = keys::number_at(*value);
    }
    written_counters = counters;
}

void GraphState::put_counters(Batch& batch) {
    for (const NamedCounter& counter : kCounters) {
        if (counters.*counter.member == written_counters.*counter.member) continue;
        batch.put(Family::meta, counter.name, keys::number(counters.*counter.member));
    }
    written_counters = counters;
}

void GraphState::put_symbols(Batch& batch, const Dictionary<LabelId>& labels,
                             const Dictionary<TypeId>& types, const Dictionary<KeyId>& keys) {
    put_new(batch, 'L', labels, written_symbols.labels);
    put_new(batch, 'T', types, written_symbols.types);
    put_new(batch, 'K', keys, written_symbols.keys);
}

void GraphState::need_writable() const {
    if (!writable) {
        throw StoreError("the store " + folder.string() + " is open for reading only");
    }
}

std::unique_lock<std::mutex> GraphState::wait_for_writer() const {
    std::unique_lock held(lock);
    ended.wait(held, [this] {
        return writer == std::thread::id{} || writer == std::this_thread::get_id();
    });
    return held;
}

void GraphState::store(const View& view, const Changes& changes) {
    if (is_ephemeral()) return;
    Batch batch;
    ++counters.commit;
    for (NodeIndex node : changes.nodes) {
        auto id = static_cast<std::uint64_t>(view.node_id(node));
        if (view.is_live_node(node)) {
            batch.put(Family::nodes, keys::number(id),
                      encode_node(view.labels_of(node), view.node_properties(node)));
        } else {
            batch.erase(Family::nodes, keys::number(id));
        }
        batch.put(Family::changes, keys::change(counters.commit, 'N', id), "");
    }
    for (EdgeIndex edge : changes.edges) {
        EdgeId id = view.edge_id(edge);
        auto number = static_cast<std::uint64_t>(id);
        if (view.is_live_edge(edge)) {
            EdgeEnds ends = view.ends(edge);
            StoredEdge stored{ends.type,
                              view.node_id(ends.source),
                              view.node_id(ends.target),
                              view.edge_properties(edge),
                              {}};
            // What an edge was folded from stays with it.
            if (number >= kFoldedIds) {
                if (auto before = stored_edge(id)) stored.claims = std::move(before->claims);
            }
            batch.put(Family::edges, keys::number(number), encode_edge(stored));
        } else {
            // Empty rather than erased: the edge may also be in a block.
            batch.put(Family::edges, keys::number(number), "");
        }
        batch.put(Family::changes, keys::change(counters.commit, 'E', number), "");
    }
    put_symbols(batch, view.labels(), view.types(), view.keys());
    put_counters(batch);
    bytes->write(batch);
    std::lock_guard held(sync_lock_);
    ++written_;
}

void GraphState::end(bool committed) {
    std::lock_guard held(lock);
    if (!committed) {
        counters.next_node = begun_node;
        counters.next_edge = begun_edge;
    }
    writer = {};
    ended.notify_all();
}

/// One flush serves every commit that was written before it began: those that come while a flush
/// runs wait for the lock and find their batch already on disk.
void GraphState::settle() {
    if (is_ephemeral()) return;
    std::unique_lock held(sync_lock_);
    const std::uint64_t mine = written_;
    held.unlock();
    std::lock_guard flushing(flush_lock_);
    if (synced_ >= mine) return;
    held.lock();
    std::uint64_t covered = written_;
    held.unlock();
    bytes->sync();
    synced_ = covered;
}

std::optional<StoredEdge> GraphState::stored_edge(EdgeId id) const {
    auto number = static_cast<std::uint64_t>(id);
    if (auto single = bytes->get(Family::edges, keys::number(number))) {
        if (single->empty()) return {};
        return decode_edge(*single);
    }
    if (number >= kFoldedIds) return {};
    auto block = bytes->at_or_before(Family::edge_blocks, keys::number(number));
    if (!block) return {};
    std::uint64_t first = keys::number_at(block->first);
    std::vector<StoredEdge> edges = decode_edge_block(block->second);
    if (number - first >= edges.size()) return {};
    return std::move(edges[number - first]);
}

}  // namespace parley
