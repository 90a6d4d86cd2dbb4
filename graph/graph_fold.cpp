// From claims to the stored nodes and edges.
#include <algorithm>
#include <unordered_map>

#include "graph/bytes.hpp"
#include "graph/fold.hpp"
#include "graph/graph_state.hpp"
#include "graph/keys.hpp"

namespace parley {
namespace {

/// Two keys with one hash: the later in order of key takes the next free id.
class FoldedIds {
  public:
    std::uint64_t of(std::string_view key) {
        std::uint64_t id = folded_id(key);
        while (!taken_.emplace(id, true).second) id = kFoldedIds | ((id + 1) & (kFoldedIds - 1));
        return id;
    }

  private:
    std::unordered_map<std::uint64_t, bool> taken_;
};

Value list_of(const std::vector<std::string>& texts) {
    List list;
    for (const std::string& text : texts) list.push_back({text});
    return {std::make_shared<const List>(std::move(list))};
}

void put(Properties& properties, KeyId key, Value value) {
    if (!value.is_null()) properties.emplace_back(key, std::move(value));
}

Value text_or_null(const std::string& text) { return text.empty() ? Value{} : Value{text}; }

/// Writes one folded graph into a builder, and into a batch what differs from the store.
class FoldWriter {
  public:
    FoldWriter(GraphState& state, SnapshotBuilder& builder) : state_(state), builder_(builder) {}

    Batch write(const FoldedGraph& graph) {
        read_old(Family::nodes);
        read_old(Family::edges);
        std::vector<std::uint32_t> rows;
        std::vector<NodeId> ids;
        FoldedIds node_ids, edge_ids;
        for (const FoldedNode& node : graph.nodes) {
            ids.push_back(NodeId{node_ids.of(node.id)});
            rows.push_back(add_node(node, ids.back()));
        }
        for (std::size_t i = 0; i < ids.size(); ++i) row_of_.emplace(ids[i], rows[i]);
        keep_what_people_made();
        for (const FoldedEdge& edge : graph.edges) {
            add_edge(edge, EdgeId{edge_ids.of(edge.id)}, {ids[edge.source], ids[edge.target]},
                     {rows[edge.source], rows[edge.target]});
        }
        for (const auto& [key, value] : old_nodes_) batch_.erase(Family::nodes, key);
        for (const auto& [key, value] : old_edges_) batch_.erase(Family::edges, key);
        return std::move(batch_);
    }

  private:
    using Old = std::unordered_map<std::string, std::string>;

    Old& old(Family family) { return family == Family::nodes ? old_nodes_ : old_edges_; }

    void read_old(Family family) {
        state_.bytes->scan(family, keys::number(kFoldedIds), "", [&](auto key, auto value) {
            old(family).emplace(key, value);
            return true;
        });
    }

    /// What is in `old` at the end has gone.
    void put_if_new(Family family, std::uint64_t id, std::string value) {
        std::string key = keys::number(id);
        auto found = old(family).find(key);
        bool same = found != old(family).end() && found->second == value;
        if (found != old(family).end()) old(family).erase(found);
        if (!same) batch_.put(family, std::move(key), std::move(value));
    }

    std::uint32_t add_node(const FoldedNode& node, NodeId id) {
        LabelId label = builder_.label(node.label);
        std::uint32_t row = builder_.add_node(id, {&label, 1});
        Properties properties;
        put(properties, builder_.key("key"), text_or_null(node.key));
        put(properties, builder_.key("name"), text_or_null(node.name));
        put(properties, builder_.key("names"), list_of(node.names));
        put(properties, builder_.key("country"), text_or_null(node.country));
        put(properties, builder_.key("role"), text_or_null(node.role));
        std::sort(properties.begin(), properties.end(),
                  [](const auto& a, const auto& b) { return a.first < b.first; });
        for (const auto& [key, value] : properties) builder_.node_column(key).add(row, value);
        put_if_new(Family::nodes, static_cast<std::uint64_t>(id),
                   encode_node({&label, 1}, properties));
        return row;
    }

    void add_edge(const FoldedEdge& edge, EdgeId id, std::pair<NodeId, NodeId> ends,
                  std::pair<std::uint32_t, std::uint32_t> rows) {
        StoredEdge stored{builder_.type(edge.type), ends.first, ends.second, {}, {}};
        DateSpan days{kNoDay, kNoDay};
        if (!edge.date.is_open()) put(stored.properties, builder_.key(kDateKey), {edge.date});
        if (edge.date.span()) {
            days = *edge.date.span();
            put(stored.properties, builder_.key("first"), {Date::of_day(days.first)});
            put(stored.properties, builder_.key("last"), {Date::of_day(days.last)});
        }
        put(stored.properties, builder_.key("sources"), {std::int64_t{edge.sources}});
        put(stored.properties, builder_.key("confidence"), {std::int64_t{edge.confidence}});
        for (const auto& [name, text] : edge.properties) {
            put(stored.properties, builder_.key(name), text_or_null(text));
        }
        std::sort(stored.properties.begin(), stored.properties.end(),
                  [](const auto& a, const auto& b) { return a.first < b.first; });
        for (const ClaimRef& claim : edge.claims) {
            stored.claims.push_back({std::string(claim.article), claim.ordinal});
        }
        std::uint32_t row = builder_.add_edge(id, stored.type, rows.first, rows.second, days);
        for (const auto& [key, value] : stored.properties)
            builder_.edge_column(key).add(row, value);
        put_if_new(Family::edges, static_cast<std::uint64_t>(id), encode_edge(stored));
    }

    /// Imported and created nodes and edges; and folded nodes that such an edge still needs.
    void keep_what_people_made() {
        const View& view = *state_.current;
        auto row_of = [&](NodeIndex node) {
            NodeId id = view.node_id(node);
            auto found = row_of_.find(id);
            if (found != row_of_.end()) return found->second;
            std::uint32_t row = builder_.add_node(id, view.labels_of(node));
            Properties properties = view.node_properties(node);
            for (const auto& [key, value] : properties) builder_.node_column(key).add(row, value);
            row_of_.emplace(id, row);
            if (static_cast<std::uint64_t>(id) >= kFoldedIds) {
                put_if_new(Family::nodes, static_cast<std::uint64_t>(id),
                           encode_node(view.labels_of(node), properties));
            }
            return row;
        };
        view.for_each_node([&](NodeIndex node) {
            if (static_cast<std::uint64_t>(view.node_id(node)) < kFoldedIds) row_of(node);
        });
        view.for_each_edge([&](EdgeIndex edge) {
            if (static_cast<std::uint64_t>(view.edge_id(edge)) >= kFoldedIds) return;
            EdgeEnds ends = view.ends(edge);
            std::uint32_t row =
                builder_.add_edge(view.edge_id(edge), ends.type, row_of(ends.source),
                                  row_of(ends.target), {ends.first, ends.last});
            for (const auto& [key, value] : view.edge_properties(edge)) {
                builder_.edge_column(key).add(row, value);
            }
        });
    }

    GraphState& state_;
    SnapshotBuilder& builder_;
    Batch batch_;
    Old old_nodes_, old_edges_;
    std::unordered_map<NodeId, std::uint32_t> row_of_;
};

void keep_symbols(SnapshotBuilder& builder, const View& view) {
    for (std::uint32_t i = 0; i < view.labels().size(); ++i) {
        builder.label(view.labels().name(LabelId{i}));
    }
    for (std::uint32_t i = 0; i < view.types().size(); ++i) {
        builder.type(view.types().name(TypeId{i}));
    }
    for (std::uint32_t i = 0; i < view.keys().size(); ++i) builder.key(view.keys().name(KeyId{i}));
}

}  // namespace

std::uint64_t folded_id(std::string_view key) {
    return kFoldedIds | (hash_bytes(key) & (kFoldedIds - 1));
}

void refold(GraphState& state) {
    if (state.counters.claims_version == state.counters.folded_version) return;
    state.need_writable();
    Fold fold;
    state.bytes->scan(Family::claims, "", "", [&](auto, auto line) {
        fold.add(claim_from_json(line));
        return true;
    });
    std::vector<Assertion> assertions;
    state.bytes->scan(Family::assertions, "", "", [&](auto, auto value) {
        assertions.push_back(decode_assertion(value));
        return true;
    });
    SnapshotBuilder builder;
    keep_symbols(builder, *state.current);
    Batch batch = FoldWriter(state, builder).write(fold.finish(assertions));
    state.put_symbols(batch, builder.labels(), builder.types(), builder.keys());
    state.counters.folded_version = state.counters.claims_version;
    ++state.counters.commit;
    // Until the new snapshot is in place, a reader has to look at everything.
    batch.put(Family::changes, keys::change(state.counters.commit, '*'), "");
    state.put_counters(batch);
    state.bytes->write(batch);
    state.bytes->sync();
    state.adopt(builder.finish());
}

}  // namespace parley
