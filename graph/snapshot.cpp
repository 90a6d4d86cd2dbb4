// Look-ups in a snapshot.
#include "graph/snapshot.hpp"

#include "graph/bytes.hpp"
#include "graph/sections.hpp"

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

namespace {

/// Equal texts stand in one unbroken stretch of the table, which is short.
bool holds_no_text_twice(std::span<const std::uint32_t> table, const Column& column) {
    std::vector<std::string> stretch;
    const auto differ = [&] {
        std::sort(stretch.begin(), stretch.end());
        return std::adjacent_find(stretch.begin(), stretch.end()) == stretch.end();
    };
    // From a free place on, once round.
    std::size_t begin = 0;
    while (begin < table.size() && table[begin] != 0) ++begin;
    for (std::size_t i = 0; i <= table.size(); ++i) {
        const std::uint32_t entry = table[(begin + i) % table.size()];
        if (entry != 0) {
            const Value value = column.at(entry - 1);
            const auto* text = value.as<std::string>();
            if (!text) return false;
            stretch.push_back(*text);
            continue;
        }
        if (stretch.size() > 1 && !differ()) return false;
        stretch.clear();
    }
    return true;
}

}  // namespace

bool Snapshot::tells_nodes_apart(KeyId key) const {
    for (std::size_t i = 0; i < indexed_keys.size() && i < apart.size(); ++i) {
        if (indexed_keys[i] != key || text_index[i].empty()) continue;
        if (apart[i] == Apart::unknown) {
            const Column& column = *node_columns[number_of(key)];
            const bool yes =
                column.count() == node_count() && holds_no_text_twice(text_index[i], column);
            apart[i] = yes ? Apart::yes : Apart::no;
        }
        return apart[i] == Apart::yes;
    }
    return false;
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

void Snapshot::read_ahead() const {
    if (!memory || reads_ahead.load(std::memory_order_relaxed)) return;
    if (!reads_ahead.exchange(true)) memory->read_ahead();
}

}  // namespace parley
