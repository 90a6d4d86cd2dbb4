// Reading a snapshot and the changes over it as one graph.
#include "graph/view.hpp"

#include <parley/names.hpp>

namespace parley {
namespace {

Value property_in(const Properties& properties, KeyId key) {
    for (const auto& [k, value] : properties) {
        if (k == key) return value;
    }
    return {};
}

Properties all_of(const std::vector<std::unique_ptr<Column>>& columns, std::uint32_t index) {
    Properties found;
    for (std::uint32_t key = 0; key < columns.size(); ++key) {
        if (!columns[key]) continue;
        Value value = columns[key]->at(index);
        if (!value.is_null()) found.emplace_back(KeyId{key}, std::move(value));
    }
    read_counts.properties += found.size();
    return found;
}

void add_names(const Value& value, std::vector<std::string>& names) {
    if (const auto* text = value.as<std::string>()) names.push_back(*text);
    if (const auto* list = value.as<std::shared_ptr<const List>>()) {
        for (const Value& item : **list) {
            if (const auto* text = item.as<std::string>()) names.push_back(*text);
        }
    }
}

void sort_unique(std::vector<NodeIndex>& nodes) {
    std::sort(nodes.begin(), nodes.end());
    nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
}

/// Folds the names of nodes that changed since the last look-up.
void fold_pending(const View& view) {
    const Overlay& over = view.overlay();
    for (NodeIndex node : over.unnamed) {
        if (node >= view.node_limit()) continue;
        for (const std::string& name : names_of(view, node)) {
            std::string folded = fold_name(name);
            if (folded.empty()) continue;
            auto [from, to] = over.names.equal_range(folded);
            bool known = std::any_of(from, to, [&](const auto& e) { return e.second == node; });
            if (!known) over.names.emplace(std::move(folded), node);
        }
    }
    over.unnamed.clear();
}

/// Changed nodes keep entries of names they once had: a hit is checked against what they have now.
bool still_named(const View& view, NodeIndex node, std::string_view folded) {
    if (node >= view.node_limit() || !view.is_live_node(node)) return false;
    auto names = names_of(view, node);
    return std::any_of(names.begin(), names.end(),
                       [&](const std::string& name) { return fold_name(name) == folded; });
}

}  // namespace

std::vector<std::string> names_of(const View& view, NodeIndex node) {
    std::vector<std::string> names;
    for (const char* key : kNameKeys) {
        if (auto id = view.keys().find(key)) add_names(view.node_property(node, *id), names);
    }
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

ArcFilter::ArcFilter(const View& view, Direction direction,
                     std::optional<std::vector<TypeId>> types, std::optional<DateSpan> window)
    : direction_(direction), all_types_(!types), window_(window) {
    if (types) {
        types_.resize(view.types().size());
        for (TypeId type : *types) types_.at(number_of(type)) = true;
    }
    const Snapshot& base = view.base();
    end_ = base.edge_count();
    if (!window_) return;
    // An edge that begins before the window may last into it, by at most the longest span.
    std::int64_t earliest = std::int64_t{window_->first} - base.longest_span;
    begin_ = base.edges_from(
        static_cast<Day>(std::max<std::int64_t>(earliest, std::numeric_limits<Day>::min())));
    sure_ = base.edges_from(window_->first);
    end_ = window_->last >= kNoDay - 1 ? base.dated_end : base.edges_from(window_->last + 1);
    end_ = std::max(end_, begin_);
}

View::View() : View(std::make_shared<Snapshot>(), nullptr) {}

View::View(std::shared_ptr<const Snapshot> base, std::shared_ptr<Overlay> overlay)
    : base_(std::move(base)),
      overlay_(overlay ? std::move(overlay) : std::make_shared<Overlay>(*base_)),
      base_nodes_(base_->node_count()),
      base_edges_(base_->edge_count()) {}

const NodeEntry* View::node_entry(NodeIndex node) const {
    if (node >= base_nodes_) return &overlay_->new_nodes[node - base_nodes_];
    if (overlay_->changed_nodes.empty()) return nullptr;
    auto found = overlay_->changed_nodes.find(node);
    return found == overlay_->changed_nodes.end() ? nullptr : &found->second;
}

const EdgeEntry* View::edge_entry(EdgeIndex edge) const {
    if (edge >= base_edges_) return &overlay_->new_edges[edge - base_edges_];
    if (overlay_->changed_edges.empty()) return nullptr;
    auto found = overlay_->changed_edges.find(edge);
    return found == overlay_->changed_edges.end() ? nullptr : &found->second;
}

std::uint32_t View::degree_estimate(NodeIndex node, Direction direction) const {
    std::uint32_t degree = 0;
    const LooseArcs* loose = loose_arcs(node);
    if (direction != Direction::in) {
        if (node < base_nodes_) degree += base_->out.degree(node);
        if (loose) degree += size32(loose->out);
    }
    if (direction != Direction::out) {
        if (node < base_nodes_) degree += base_->in.degree(node);
        if (loose) degree += size32(loose->in);
    }
    return degree;
}

std::uint32_t View::degree(NodeIndex node, const ArcFilter& filter) const {
    std::uint32_t degree = 0;
    expand(node, filter, [&](NodeIndex, EdgeIndex) { ++degree; });
    return degree;
}

NodeId View::node_id(NodeIndex node) const {
    return node < base_nodes_ ? base_->node_id(node) : overlay_->new_nodes[node - base_nodes_].id;
}

EdgeId View::edge_id(EdgeIndex edge) const {
    return edge < base_edges_ ? base_->edge_id(edge) : overlay_->new_edges[edge - base_edges_].id;
}

std::optional<NodeIndex> View::find(NodeId id) const {
    auto found = overlay_->node_index.find(id);
    if (found != overlay_->node_index.end()) return found->second;
    return base_->find(id);
}

std::optional<EdgeIndex> View::find(EdgeId id) const {
    auto found = overlay_->edge_index.find(id);
    if (found != overlay_->edge_index.end()) return found->second;
    return base_->find(id);
}

bool View::is_live_node(NodeIndex node) const {
    const NodeEntry* entry = node_entry(node);
    return !entry || !entry->dead;
}

bool View::is_live_edge(EdgeIndex edge) const {
    const EdgeEntry* entry = edge_entry(edge);
    return !entry || !entry->dead;
}

std::span<const LabelId> View::labels_of(NodeIndex node) const {
    if (const NodeEntry* entry = node_entry(node)) return entry->labels;
    return base_->label_sets[base_->label_set[node]];
}

bool View::has_label(NodeIndex node, LabelId label) const {
    auto labels = labels_of(node);
    return std::find(labels.begin(), labels.end(), label) != labels.end();
}

EdgeEnds View::ends(EdgeIndex edge) const {
    if (const EdgeEntry* e = edge_entry(edge))
        return {e->type, e->source, e->target, e->first, e->last};
    return {base_->type(edge), base_->source[edge], base_->target[edge], base_->first(edge),
            base_->last(edge)};
}

Value View::node_property(NodeIndex node, KeyId key) const {
    ++read_counts.properties;
    if (const NodeEntry* entry = node_entry(node)) return property_in(entry->properties, key);
    const auto& columns = base_->node_columns;
    if (number_of(key) >= columns.size() || !columns[number_of(key)]) return {};
    return columns[number_of(key)]->at(node);
}

Value View::edge_property(EdgeIndex edge, KeyId key) const {
    ++read_counts.properties;
    if (const EdgeEntry* entry = edge_entry(edge)) return property_in(entry->properties, key);
    const auto& columns = base_->edge_columns;
    if (number_of(key) >= columns.size() || !columns[number_of(key)]) return {};
    return columns[number_of(key)]->at(edge);
}

namespace {

bool give(const Value& value, ValueSink& to) {
    if (value.is_null()) return false;
    to.value(value);
    return true;
}

}  // namespace

bool View::give_node_property(NodeIndex node, KeyId key, ValueSink& to) const {
    ++read_counts.properties;
    if (const NodeEntry* e = node_entry(node)) return give(property_in(e->properties, key), to);
    const auto& columns = base_->node_columns;
    return number_of(key) < columns.size() && columns[number_of(key)] &&
           columns[number_of(key)]->give(node, to);
}

bool View::give_edge_property(EdgeIndex edge, KeyId key, ValueSink& to) const {
    ++read_counts.properties;
    if (const EdgeEntry* e = edge_entry(edge)) return give(property_in(e->properties, key), to);
    const auto& columns = base_->edge_columns;
    return number_of(key) < columns.size() && columns[number_of(key)] &&
           columns[number_of(key)]->give(edge, to);
}

Properties View::node_properties(NodeIndex node) const {
    if (const NodeEntry* entry = node_entry(node)) return entry->properties;
    return all_of(base_->node_columns, node);
}

Properties View::edge_properties(EdgeIndex edge) const {
    if (const EdgeEntry* entry = edge_entry(edge)) return entry->properties;
    return all_of(base_->edge_columns, edge);
}

std::optional<std::vector<NodeIndex>> View::nodes_with_text(KeyId key,
                                                            std::string_view text) const {
    auto index = overlay_->text_index.find(key);
    if (index == overlay_->text_index.end()) return {};
    ++read_counts.seeks;
    std::vector<NodeIndex> found = base_->find_text(key, text);
    std::erase_if(found, [&](NodeIndex n) { return node_entry(n) != nullptr; });
    if (!index->second.empty()) {
        auto [from, to] = index->second.equal_range(std::string(text));
        for (auto at = from; at != to; ++at) {
            NodeIndex node = at->second;
            if (node >= node_limit() || !is_live_node(node)) continue;
            Value value = node_property(node, key);
            const auto* now = value.as<std::string>();
            if (now && *now == text) found.push_back(node);
        }
        sort_unique(found);
    }
    return found;
}

bool View::tells_nodes_apart(KeyId key) const {
    return overlay_->changed_nodes.empty() && overlay_->new_nodes.empty() &&
           base_->tells_nodes_apart(key);
}

bool View::dates_are_days(KeyId date) const {
    const auto& columns = base_->edge_columns;
    const bool has_column = number_of(date) < columns.size() && columns[number_of(date)];
    if (has_column && !columns[number_of(date)]->is_edge_day()) return false;
    const auto fits = [date](const EdgeEntry& entry) {
        if (entry.dead) return true;
        const Value value = property_in(entry.properties, date);
        return value.is_null() || value.as<Date>() != nullptr;
    };
    return std::all_of(overlay_->new_edges.begin(), overlay_->new_edges.end(), fits) &&
           std::all_of(overlay_->changed_edges.begin(), overlay_->changed_edges.end(),
                       [&](const auto& one) { return fits(one.second); });
}

std::vector<NodeIndex> View::nodes_named(std::string_view name) const {
    std::vector<NodeIndex> found;
    std::string folded = fold_name(name);
    if (folded.empty()) return found;
    ++read_counts.seeks;
    for (std::uint32_t i = base_->first_name_from(folded);
         i < base_->name_node.size() && base_->name_text(i) == folded; ++i) {
        if (!node_entry(base_->name_node[i])) found.push_back(base_->name_node[i]);
    }
    std::lock_guard lock(overlay_->name_lock);
    fold_pending(*this);
    auto [from, to] = overlay_->names.equal_range(folded);
    for (auto at = from; at != to; ++at) {
        if (still_named(*this, at->second, folded)) found.push_back(at->second);
    }
    sort_unique(found);
    return found;
}

std::vector<std::pair<std::string, NodeIndex>> View::names_from(std::string_view prefix,
                                                                std::size_t limit) const {
    std::string folded = fold_name(prefix);
    std::vector<std::pair<std::string, NodeIndex>> found;
    for (std::uint32_t i = base_->first_name_from(folded);
         i < base_->name_node.size() && found.size() < limit; ++i) {
        std::string_view text = base_->name_text(i);
        if (!text.starts_with(folded)) break;
        if (!node_entry(base_->name_node[i])) found.emplace_back(text, base_->name_node[i]);
    }
    std::lock_guard lock(overlay_->name_lock);
    fold_pending(*this);
    std::size_t more = 0;
    for (auto at = overlay_->names.lower_bound(folded);
         at != overlay_->names.end() && at->first.starts_with(folded) && more < limit; ++at) {
        if (!still_named(*this, at->second, at->first)) continue;
        found.emplace_back(at->first, at->second);
        ++more;
    }
    std::sort(found.begin(), found.end());
    if (found.size() > limit) found.resize(limit);
    return found;
}

void View::for_each_name(
    const std::function<bool(std::string_view folded, NodeIndex node)>& visit) const {
    std::lock_guard lock(overlay_->name_lock);
    fold_pending(*this);
    auto loose = overlay_->names.begin();
    auto visit_loose_before = [&](const std::string_view* bound) {
        for (; loose != overlay_->names.end() && (!bound || loose->first < *bound); ++loose) {
            if (still_named(*this, loose->second, loose->first) &&
                !visit(loose->first, loose->second)) {
                return false;
            }
        }
        return true;
    };
    for (std::uint32_t i = 0; i < base_->name_node.size(); ++i) {
        std::string_view text = base_->name_text(i);
        if (!visit_loose_before(&text)) return;
        if (!node_entry(base_->name_node[i]) && !visit(text, base_->name_node[i])) return;
    }
    visit_loose_before(nullptr);
}

}  // namespace parley
