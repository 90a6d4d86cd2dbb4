#pragma once
/// What queries, exports and algorithms read: a snapshot and the changes over it as one graph.
///
/// Nodes and edges have dense 32-bit indices within a view: 0..node_limit(), 0..edge_limit(). An
/// index below the limit may belong to a deleted entity: is_live() tells. NodeId and EdgeId are the
/// persistent ids, find() leads back. A view never changes, except under its own Transaction.

#include <functional>
#include <memory>
#include <optional>
#include <parley/date.hpp>
#include <parley/value.hpp>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include "graph/dictionary.hpp"
#include "graph/overlay.hpp"
#include "graph/read_counts.hpp"
#include "graph/snapshot.hpp"

namespace parley {

enum class Direction : std::uint8_t { out, in, both };

class View;

/// Which half-edges an expansion takes: direction, types, window of days. Made once a query, since
/// it looks up the window's range of edge numbers.
class ArcFilter {
  public:
    /// `types`: none is every type, an empty list is no type. `window`: edges whose days may meet
    /// it; undated edges then never match.
    explicit ArcFilter(const View& view, Direction direction = Direction::both,
                       std::optional<std::vector<TypeId>> types = {},
                       std::optional<DateSpan> window = {});

    Direction direction() const { return direction_; }
    void set_direction(Direction direction) { direction_ = direction; }
    /// Takes only relationships of the snapshot with numbers from `begin` to before `end`, which
    /// all have days and none more than one; they are in the window, where there is one.
    void narrow(EdgeIndex begin, EdgeIndex end) {
        if (!window_) window_ = DateSpan{std::numeric_limits<Day>::min(), kNoDay - 1};
        begin_ = sure_ = begin;
        end_ = end;
    }
    bool takes_all() const { return all_types_ && !window_; }
    bool takes(TypeId type) const {
        return all_types_ || (number_of(type) < types_.size() && types_[number_of(type)]);
    }
    bool takes_all_types() const { return all_types_; }
    const std::optional<DateSpan>& window() const { return window_; }
    bool meets(Day first, Day last) const {
        return !window_ || (first <= window_->last && last >= window_->first && first != kNoDay);
    }
    /// Snapshot edges outside [begin, end) never match; those from `sure` on match by their days.
    EdgeIndex begin() const { return begin_; }
    EdgeIndex sure() const { return sure_; }
    EdgeIndex end() const { return end_; }

  private:
    Direction direction_;
    bool all_types_;
    std::vector<bool> types_;
    std::optional<DateSpan> window_;
    EdgeIndex begin_ = 0, sure_ = 0, end_ = std::numeric_limits<EdgeIndex>::max();
};

/// One edge without its properties.
struct EdgeEnds {
    TypeId type;
    NodeIndex source, target;
    Day first, last;  ///< kNoDay where undated
};

class View {
  public:
    /// An empty graph.
    View();
    View(std::shared_ptr<const Snapshot> base, std::shared_ptr<Overlay> overlay);

    /// The same graph over changes of its own.
    std::shared_ptr<View> copy() const {
        return std::make_shared<View>(base_, std::make_shared<Overlay>(*overlay_));
    }

    // ---- Dictionaries: labels().find("Official"), types().name(id)
    const Dictionary<LabelId>& labels() const { return overlay_->labels; }
    const Dictionary<TypeId>& types() const { return overlay_->types; }
    const Dictionary<KeyId>& keys() const { return overlay_->keys; }

    // ---- Counts; constant time
    NodeIndex node_limit() const { return base_nodes_ + size32(overlay_->new_nodes); }
    EdgeIndex edge_limit() const { return base_edges_ + size32(overlay_->new_edges); }
    std::uint32_t node_count() const { return overlay_->live_nodes; }
    std::uint32_t edge_count() const { return overlay_->live_edges; }
    std::uint32_t count_with(LabelId label) const {
        return overlay_->label_count[number_of(label)];
    }
    std::uint32_t count_with(TypeId type) const { return overlay_->type_count[number_of(type)]; }
    /// Half-edges of a node, all types, self-loops twice in `both`; deleted edges of the snapshot
    /// may still be counted: an estimate for planners and search frontiers. Constant time.
    std::uint32_t degree_estimate(NodeIndex node, Direction direction) const;
    /// Exact, with the filter; linear in the half-edges taken.
    std::uint32_t degree(NodeIndex node, const ArcFilter& filter) const;

    // ---- Identity
    NodeId node_id(NodeIndex node) const;
    EdgeId edge_id(EdgeIndex edge) const;
    /// Also finds entities that the running transaction deleted; ask is_live().
    std::optional<NodeIndex> find(NodeId id) const;
    std::optional<EdgeIndex> find(EdgeId id) const;
    bool is_live_node(NodeIndex node) const;
    bool is_live_edge(EdgeIndex edge) const;

    // ---- Contents. Of deleted entities: what they had.
    std::span<const LabelId> labels_of(NodeIndex node) const;  ///< sorted; valid until a change
    bool has_label(NodeIndex node, LabelId label) const;
    EdgeEnds ends(EdgeIndex edge) const;
    TypeId type_of(EdgeIndex edge) const { return ends(edge).type; }
    /// Null where absent.
    Value node_property(NodeIndex node, KeyId key) const;
    Value edge_property(EdgeIndex edge, KeyId key) const;
    /// The property to `to`; false, and nothing given, where absent.
    bool give_node_property(NodeIndex node, KeyId key, ValueSink& to) const;
    bool give_edge_property(EdgeIndex edge, KeyId key, ValueSink& to) const;
    /// The property of these nodes is asked for next. Nodes that the snapshot lacks are passed
    /// over.
    void prefetch_node_property(std::span<const NodeIndex> nodes, KeyId key) const {
        const auto& columns = base_->node_columns;
        if (number_of(key) < columns.size() && columns[number_of(key)]) {
            columns[number_of(key)]->prefetch(nodes);
        }
    }
    /// In order of KeyId.
    Properties node_properties(NodeIndex node) const;
    Properties edge_properties(EdgeIndex edge) const;

    /// Has every node a text of its own under this key? Only keys with an index are looked at. The
    /// first time linear in the nodes.
    bool tells_nodes_apart(KeyId key) const;

    /// Does every relationship that has this property have it as a date, its own days, and those of
    /// the snapshot a single one? Linear in the changes since the snapshot.
    bool dates_are_days(KeyId date) const;

    // ---- Scans, live entities only, ascending. `visit(index)`; to stop early return false from
    // it.
    template <class Visit>
    void for_each_node(Visit&& visit) const;
    template <class Visit>
    void for_each_edge(Visit&& visit) const;
    template <class Visit>
    void for_each_with_label(LabelId label, Visit&& visit) const;
    /// Edges of the window (those that may meet it), snapshot edges in order of first day.
    template <class Visit>
    void for_each_edge_in(DateSpan window, Visit&& visit) const;

    // ---- Look-ups, live nodes, ascending and without repeats
    /// Nodes whose property `key` equals `text`. None where this key has no index: scan then.
    /// Indexed are `key` and `name`.
    std::optional<std::vector<NodeIndex>> nodes_with_text(KeyId key, std::string_view text) const;
    /// By any of a node's names (`name`, `names`, `aliases`), folded (parley/names.hpp).
    std::vector<NodeIndex> nodes_named(std::string_view name) const;
    /// Names that begin with the folded prefix, in order of folded name, at most `limit`.
    std::vector<std::pair<std::string, NodeIndex>> names_from(std::string_view prefix,
                                                              std::size_t limit) const;
    /// Every folded name with its node, in order of folded name; to stop return false.
    void for_each_name(
        const std::function<bool(std::string_view folded, NodeIndex node)>& visit) const;

    // ---- Neighbours: visit(NodeIndex other, EdgeIndex edge), to stop early return false from it.
    // A self-loop comes once. Of snapshot edges: per direction and type in order of first day.
    /// False where stopped. Works on deleted nodes too (their edges are gone).
    template <class Visit>
    bool expand(NodeIndex node, const ArcFilter& filter, Visit&& visit) const;

    // ---- For algorithms that run over the arrays themselves
    const Snapshot& base() const { return *base_; }
    /// Nothing changed since the snapshot: its arrays are the whole truth.
    bool is_pure() const {
        return overlay_->changed_nodes.empty() && overlay_->changed_edges.empty() &&
               overlay_->new_nodes.empty() && overlay_->new_edges.empty();
    }
    /// Edges of the snapshot are all still as they are there (new ones may have come).
    bool base_edges_hold() const { return overlay_->hidden_count == 0; }
    /// New edges, also those whose days were changed; null where the node has none.
    const LooseArcs* loose_arcs(NodeIndex node) const {
        if (overlay_->arcs.empty()) return nullptr;
        auto found = overlay_->arcs.find(node);
        return found == overlay_->arcs.end() ? nullptr : &found->second;
    }

    const Overlay& overlay() const { return *overlay_; }

  private:
    friend class Transaction;
    template <class T>
    static std::uint32_t size32(const T& items) {
        return static_cast<std::uint32_t>(items.size());
    }
    static void count_list(std::size_t half_edges) {
        ++read_counts.seeks;
        read_counts.half_edges += half_edges;
    }
    const NodeEntry* node_entry(NodeIndex node) const;  // null: as in the snapshot
    const EdgeEntry* edge_entry(EdgeIndex edge) const;
    template <class Visit>
    bool expand_one(NodeIndex node, bool outgoing, const ArcFilter& filter, bool skip_loops,
                    Visit& visit) const;
    template <class Visit>
    bool expand_loose(NodeIndex node, bool outgoing, const ArcFilter& filter, bool skip_loops,
                      Visit& visit) const;
    template <class Visit, class... Index>
    static bool goes_on(Visit& visit, Index... index) {
        if constexpr (std::is_same_v<std::invoke_result_t<Visit&, Index...>, bool>) {
            return visit(index...);
        } else {
            visit(index...);
            return true;
        }
    }

    std::shared_ptr<const Snapshot> base_;
    std::shared_ptr<Overlay> overlay_;
    NodeIndex base_nodes_ = 0;
    EdgeIndex base_edges_ = 0;
};

/// Properties whose text, or list of texts, are names of a node.
inline constexpr const char* kNameKeys[] = {"name", "names", "aliases"};

/// All names of a node as written, sorted, each once.
std::vector<std::string> names_of(const View& view, NodeIndex node);

template <class Visit>
void View::for_each_node(Visit&& visit) const {
    base_->read_ahead();
    for (NodeIndex n = 0, limit = node_limit(); n < limit; ++n) {
        if (is_live_node(n) && !goes_on(visit, n)) return;
    }
}

template <class Visit>
void View::for_each_edge(Visit&& visit) const {
    base_->read_ahead();
    for (EdgeIndex e = 0, limit = edge_limit(); e < limit; ++e) {
        if (is_live_edge(e) && !goes_on(visit, e)) return;
    }
}

template <class Visit>
void View::for_each_with_label(LabelId label, Visit&& visit) const {
    const Overlay& over = *overlay_;
    if (number_of(label) < base_->label_nodes.size()) {
        for (NodeIndex n : base_->label_nodes[number_of(label)]) {
            if (!over.changed_nodes.empty() && over.changed_nodes.contains(n)) continue;
            if (!goes_on(visit, n)) return;
        }
    }
    std::vector<NodeIndex> changed;
    for (const auto& [n, entry] : over.changed_nodes) {
        if (!entry.dead && has_label(n, label)) changed.push_back(n);
    }
    std::sort(changed.begin(), changed.end());
    for (NodeIndex n : changed) {
        if (!goes_on(visit, n)) return;
    }
    for (NodeIndex n = base_nodes_; n < node_limit(); ++n) {
        if (is_live_node(n) && has_label(n, label) && !goes_on(visit, n)) return;
    }
}

template <class Visit>
void View::for_each_edge_in(DateSpan window, Visit&& visit) const {
    ArcFilter filter(*this, Direction::out, {}, window);
    for (EdgeIndex e = filter.begin(); e < filter.end(); ++e) {
        if (overlay_->hidden_count != 0 && overlay_->hidden[e]) continue;
        if (e < filter.sure() && base_->last(e) < window.first) continue;
        if (!goes_on(visit, e)) return;
    }
    auto meets = [&](const EdgeEntry& e) { return !e.dead && filter.meets(e.first, e.last); };
    for (const auto& [e, entry] : overlay_->changed_edges) {
        bool moved = overlay_->hidden_count != 0 && overlay_->hidden[e];
        if (moved && meets(entry) && !goes_on(visit, e)) return;
    }
    for (EdgeIndex e = base_edges_; e < edge_limit(); ++e) {
        if (meets(overlay_->new_edges[e - base_edges_]) && !goes_on(visit, e)) return;
    }
}

template <class Visit>
bool View::expand_one(NodeIndex node, bool outgoing, const ArcFilter& filter, bool skip_loops,
                      Visit& visit) const {
    if (node < base_nodes_) {
        const Adjacency& side = outgoing ? base_->out : base_->in;
        const bool check_hidden = overlay_->hidden_count != 0;
        const bool windowed = filter.window().has_value();
        if (filter.takes_all() && !check_hidden) {
            const std::uint32_t begin = side.begin_of(node), end = side.end_of(node);
            count_list(end - begin);
            for (std::uint32_t i = begin; i < end; ++i) {
                if (skip_loops && side.other[i] == node) continue;
                if (!goes_on(visit, side.other[i], side.edge[i])) {
                    read_counts.half_edges -= end - i - 1;
                    return false;
                }
            }
            return expand_loose(node, outgoing, filter, skip_loops, visit);
        }
        std::uint32_t run_end = side.run_offset[node + 1];
        for (std::uint32_t run = side.run_offset[node]; run < run_end; ++run) {
            if (!filter.takes(TypeId{side.run_type[run]})) continue;
            const EdgeIndex* edge = side.edge.data() + side.run_start[run];
            const EdgeIndex* end = side.edge.data() + side.run_start[run + 1];
            if (windowed) edge = std::lower_bound(edge, end, filter.begin());
            const EdgeIndex* begin = edge;
            for (; edge != end && (!windowed || *edge < filter.end()); ++edge) {
                if (check_hidden && overlay_->hidden[*edge]) continue;
                if (windowed && *edge < filter.sure() &&
                    base_->last(*edge) < filter.window()->first) {
                    continue;
                }
                NodeIndex other = side.other[static_cast<std::size_t>(edge - side.edge.data())];
                if (skip_loops && other == node) continue;
                if (!goes_on(visit, other, *edge)) {
                    count_list(static_cast<std::size_t>(edge - begin) + 1);
                    return false;
                }
            }
            count_list(static_cast<std::size_t>(edge - begin));
        }
    }
    return expand_loose(node, outgoing, filter, skip_loops, visit);
}

template <class Visit>
bool View::expand_loose(NodeIndex node, bool outgoing, const ArcFilter& filter, bool skip_loops,
                        Visit& visit) const {
    const LooseArcs* loose = loose_arcs(node);
    if (!loose) return true;
    // By index, and the size read each time: the visitor may add edges through its transaction.
    const std::size_t count = (outgoing ? loose->out : loose->in).size();
    count_list(count);
    for (std::size_t i = 0; i < count; ++i) {
        const LooseArcs* now = loose_arcs(node);
        const auto& arcs = outgoing ? now->out : now->in;
        if (i >= arcs.size()) break;
        const LooseArc arc = arcs[i];
        if (!filter.takes(arc.type) || (skip_loops && arc.other == node)) continue;
        const EdgeEntry* entry = edge_entry(arc.edge);
        if (entry->dead || !filter.meets(entry->first, entry->last)) continue;
        if (!goes_on(visit, arc.other, arc.edge)) return false;
    }
    return true;
}

template <class Visit>
bool View::expand(NodeIndex node, const ArcFilter& filter, Visit&& visit) const {
    if (filter.direction() != Direction::in && !expand_one(node, true, filter, false, visit)) {
        return false;
    }
    bool skip_loops = filter.direction() == Direction::both;
    return filter.direction() == Direction::out ||
           expand_one(node, false, filter, skip_loops, visit);
}

}  // namespace parley
