#pragma once
/// The immutable part of a graph: arrays of 32-bit numbers, both directions, in memory or mapped
/// from a file. Built by snapshot_builder.hpp, kept by sections.hpp.
///
/// Edges are numbered in order of their first day (undated edges last), so a window of days is a
/// range of edge numbers, and an adjacency that is sorted by edge number is sorted by day.

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <parley/value.hpp>
#include <span>
#include <string_view>
#include <vector>

#include "graph/dictionary.hpp"

namespace parley {

/// Dense numbers within one view; persistent ids are NodeId and EdgeId.
using NodeIndex = std::uint32_t;
using EdgeIndex = std::uint32_t;

/// `first` of an edge without days; such an edge is in no window.
inline constexpr Day kNoDay = std::numeric_limits<Day>::max();

class Sections;

/// Half-edges of one direction. Those of node n lie in runs run_offset[n]..run_offset[n+1]; run r
/// has one type, run_type[r], and its half-edges run_start[r]..run_start[r+1] of `other` and
/// `edge`, sorted by edge number, so by first day.
struct Adjacency {
    std::span<const std::uint32_t> run_offset;
    std::span<const std::uint16_t> run_type;
    std::span<const std::uint32_t> run_start;
    std::span<const NodeIndex> other;
    std::span<const EdgeIndex> edge;

    std::uint32_t begin_of(NodeIndex node) const { return run_start[run_offset[node]]; }
    std::uint32_t end_of(NodeIndex node) const { return run_start[run_offset[node + 1]]; }
    std::uint32_t degree(NodeIndex node) const { return end_of(node) - begin_of(node); }
};

/// First days of edges, which are numbered in their order: each day once, with its first edge.
struct DayTable {
    std::span<const Day> days;             ///< ascending; kNoDay last where edges have no days
    std::span<const std::uint32_t> start;  ///< edges of days[i] are start[i]..start[i+1]

    /// O(log days), from a table that fits a processor's cache.
    Day at(std::uint32_t edge) const { return days[place_of(edge)]; }
    /// Where in `days` the edge's day is.
    std::size_t place_of(std::uint32_t edge) const {
        auto after = std::upper_bound(start.begin(), start.end(), edge);
        return static_cast<std::size_t>(after - start.begin()) - 1;
    }
    /// The first edge whose day is at least `day`.
    std::uint32_t edges_from(Day day) const {
        auto found = std::lower_bound(days.begin(), days.end(), day);
        return start[static_cast<std::size_t>(found - days.begin())];
    }
};

/// One property of all nodes or of all edges.
class Column {
  public:
    virtual ~Column() = default;
    /// Null where the entity has no such property.
    virtual Value at(std::uint32_t index) const = 0;
    /// The same without a Value between; false where the entity has no such property.
    virtual bool give(std::uint32_t index, ValueSink& to) const = 0;
    /// give() will be asked for these soon: has the processor fetch them all at once, not one
    /// after the other.
    virtual void prefetch(std::span<const std::uint32_t> indices) const { (void)indices; }
    /// How many entities have it.
    virtual std::uint32_t count() const = 0;
    /// The cells of relationships are exactly their first days.
    virtual bool is_edge_day() const { return false; }
};

class Snapshot {
  public:
    Snapshot();
    std::uint32_t node_count() const { return static_cast<std::uint32_t>(label_set.size()); }
    std::uint32_t edge_count() const { return static_cast<std::uint32_t>(source.size()); }

    NodeId node_id(NodeIndex node) const {
        return node_ids.empty() ? NodeId{node} : NodeId{node_ids[node]};
    }
    EdgeId edge_id(EdgeIndex edge) const {
        return edge_ids.empty() ? EdgeId{edge} : EdgeId{edge_ids[edge]};
    }
    std::optional<NodeIndex> find(NodeId id) const;
    std::optional<EdgeIndex> find(EdgeId id) const;

    Day first(EdgeIndex edge) const { return first_day.at(edge); }
    Day last(EdgeIndex edge) const { return last_day.empty() ? first(edge) : last_day[edge]; }
    TypeId type(EdgeIndex edge) const {
        if (wide_type.empty()) return TypeId{narrow_type[edge]};
        return TypeId{wide_type[edge]};
    }
    /// Edges whose first day is at least `day` begin here. O(log days).
    EdgeIndex edges_from(Day day) const { return first_day.edges_from(day); }

    /// Has every node a text of its own under this indexed key? Looked up once.
    bool tells_nodes_apart(KeyId key) const;

    /// Nodes whose property `key` is exactly `text`: only for the keys in `indexed_keys`.
    std::vector<NodeIndex> find_text(KeyId key, std::string_view text) const;

    // Dictionaries as they were when this was built.
    Dictionary<LabelId> labels;
    Dictionary<TypeId> types;
    Dictionary<KeyId> keys;

    // Nodes, in order of their ids. No ids: the id is the index.
    std::span<const std::uint64_t> node_ids;
    std::span<const std::uint16_t> label_set;             ///< into label_sets
    std::vector<std::vector<LabelId>> label_sets;         ///< each sorted
    std::vector<std::span<const NodeIndex>> label_nodes;  ///< by label, sorted

    // Edges, in order of (first day, id).
    std::span<const std::uint64_t> edge_ids;
    std::span<const std::uint32_t>
        edge_by_id;  ///< edge numbers in order of id, when edge_ids is kept
    std::span<const NodeIndex> source, target;
    std::span<const std::uint8_t> narrow_type;  ///< or, with more than 256 types, wide_type
    std::span<const std::uint16_t> wide_type;
    DayTable first_day;
    std::span<const Day> last_day;          ///< empty when every edge is of one day or undated
    Day longest_span = 0;                   ///< greatest last - first of a dated edge
    EdgeIndex dated_end = 0;                ///< edges from here on have no days
    std::vector<std::uint32_t> type_count;  ///< edges by type

    Adjacency out, in;

    // Properties, by KeyId; no pointer where no entity has the key.
    std::vector<std::unique_ptr<Column>> node_columns, edge_columns;
    std::vector<KeyId> indexed_keys;

    /// Folded names in order of their bytes: name i is name_text(i), of node name_node[i].
    std::span<const std::uint32_t> name_offset;  ///< into name_bytes, one more than names
    std::span<const NodeIndex> name_node;
    std::span<const char> name_bytes;
    std::string_view name_text(std::uint32_t i) const {
        return {name_bytes.data() + name_offset[i], name_offset[i + 1] - name_offset[i]};
    }

    /// The first name not less than `folded`. O(log names).
    std::uint32_t first_name_from(std::string_view folded) const;

    // Open-addressing tables of node numbers (+1, 0 is free), one for each indexed key.
    std::vector<std::span<const std::uint32_t>> text_index;
    /// What is known of tells_nodes_apart(), one for each indexed key.
    enum class Apart : std::uint8_t { unknown, no, yes };
    mutable std::array<std::atomic<Apart>, 4> apart{};
    /// What the spans point into: heap arrays or a mapped file.
    std::shared_ptr<const Sections> memory;
    /// Much of it will be read: called by whatever goes over many nodes or edges. Cheap.
    void read_ahead() const;
    mutable std::atomic<bool> reads_ahead{false};
};

/// The snapshot whose arrays are these sections. Throws CorruptionError where they do not fit each
/// other.
std::shared_ptr<const Snapshot> open_snapshot(std::shared_ptr<const Sections> sections);

}  // namespace parley
