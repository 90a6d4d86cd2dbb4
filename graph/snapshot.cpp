// Look-ups in a snapshot.
#include "graph/snapshot.hpp"

#include "graph/bytes.hpp"

namespace parley {
namespace {

constexpr std::uint32_t kZero[2] = {0, 0};

}  // namespace

Snapshot::Snapshot() {
    intern_common_keys(keys);
    out.run_offset = in.run_offset = std::span(kZero, 1);
    out.run_start = in.run_start = std::span(kZero, 1);
    first_day.start = std::span(kZero, 1);
    name_offset = std::span(kZero, 1);
}

std::optional<NodeIndex> Snapshot::find(NodeId id) const {
    auto number = static_cast<std::uint64_t>(id);
    if (node_ids.empty()) {
        if (number >= node_count()) return {};
        return static_cast<NodeIndex>(number);
    }
    auto found = std::lower_bound(node_ids.begin(), node_ids.end(), number);
    if (found == node_ids.end() || *found != number) return {};
    return static_cast<NodeIndex>(found - node_ids.begin());
}

std::optional<EdgeIndex> Snapshot::find(EdgeId id) const {
    auto number = static_cast<std::uint64_t>(id);
    if (edge_ids.empty()) {
        if (number >= edge_count()) return {};
        return static_cast<EdgeIndex>(number);
    }
    auto found = std::lower_bound(edge_by_id.begin(), edge_by_id.end(), number,
                                  [&](EdgeIndex e, std::uint64_t n) { return edge_ids[e] < n; });
    if (found == edge_by_id.end() || edge_ids[*found] != number) return {};
    return *found;
}

std::vector<NodeIndex> Snapshot::find_text(KeyId key, std::string_view text) const {
    std::vector<NodeIndex> found;
    for (std::size_t i = 0; i < indexed_keys.size(); ++i) {
        if (indexed_keys[i] != key || text_index[i].empty()) continue;
        std::span<const std::uint32_t> table = text_index[i];
        const Column& column = *node_columns[number_of(key)];
        std::size_t mask = table.size() - 1;
        for (std::size_t slot = hash_bytes(text) & mask; table[slot] != 0;
             slot = (slot + 1) & mask) {
            Value value = column.at(table[slot] - 1);
            const auto* stored = value.as<std::string>();
            if (stored && *stored == text) found.push_back(table[slot] - 1);
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

std::uint32_t Snapshot::first_name_from(std::string_view folded) const {
    std::uint32_t from = 0, to = static_cast<std::uint32_t>(name_node.size());
    while (from < to) {
        std::uint32_t middle = from + (to - from) / 2;
        if (name_text(middle) < folded) {
            from = middle + 1;
        } else {
            to = middle;
        }
    }
    return from;
}

}  // namespace parley
