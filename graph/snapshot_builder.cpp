#include "graph/snapshot_builder.hpp"

#include <algorithm>
#include <bit>
#include <numeric>
#include <parley/error.hpp>
#include <parley/names.hpp>

#include "graph/bytes.hpp"
#include "graph/view.hpp"

namespace parley {
namespace {

using Numbers = std::vector<std::uint32_t>;

constexpr std::uint32_t kMaxTypes = 65536;
constexpr std::uint32_t kMaxRows = 0xfffffff0;

template <class Id>
std::string dictionary_bytes(const Dictionary<Id>& dictionary) {
    std::string bytes;
    ByteWriter out(bytes);
    out.number(dictionary.size());
    for (std::uint32_t i = 0; i < dictionary.size(); ++i) out.text(dictionary.name(Id{i}));
    return bytes;
}

/// Row numbers in ascending order of id; empty where they are so already.
Numbers order_of(const std::vector<std::uint64_t>& ids) {
    if (std::is_sorted(ids.begin(), ids.end())) return {};
    Numbers order(ids.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), [&](auto a, auto b) { return ids[a] < ids[b]; });
    return order;
}

template <class T>
std::vector<T> in_order(std::vector<T> items, std::span<const std::uint32_t> order) {
    if (order.empty() || items.empty()) return items;
    std::vector<T> sorted(items.size());
    for (std::size_t i = 0; i < order.size(); ++i) sorted[i] = items[order[i]];
    return sorted;
}

/// Ids that are just 0, 1, 2... are left out.
bool is_identity(const std::vector<std::uint64_t>& ids) {
    for (std::size_t i = 0; i < ids.size(); ++i) {
        if (ids[i] != i) return false;
    }
    return true;
}

/// Slots hold node + 1; at most four fifths of them are taken.
Numbers text_table(const ColumnBuilder& column, std::uint32_t rows,
                   std::span<const std::uint32_t> order) {
    Numbers table(std::bit_ceil(std::size_t{rows} * 5 / 4 + 2), 0);
    const std::size_t mask = table.size() - 1;
    for (std::uint32_t row = 0; row < rows; ++row) {
        Value value = column.at(order.empty() ? row : order[row]);
        const auto* text = value.as<std::string>();
        if (!text) continue;
        std::size_t slot = hash_bytes(*text) & mask;
        while (table[slot] != 0) slot = (slot + 1) & mask;
        table[slot] = row + 1;
    }
    return table;
}

void add_folded(const Value& value, NodeIndex node,
                std::vector<std::pair<std::string, NodeIndex>>& names) {
    if (const auto* text = value.as<std::string>()) {
        std::string folded = fold_name(*text);
        if (!folded.empty()) names.emplace_back(std::move(folded), node);
    } else if (const auto* list = value.as<std::shared_ptr<const List>>()) {
        for (const Value& item : **list) {
            if (item.as<std::string>()) add_folded(item, node, names);
        }
    }
}

void add_names(Sections& sections, const std::vector<std::pair<std::string, NodeIndex>>& names) {
    Numbers offsets{0}, nodes;
    std::string bytes;
    for (const auto& [name, node] : names) {
        bytes += name;
        offsets.push_back(static_cast<std::uint32_t>(bytes.size()));
        nodes.push_back(node);
    }
    sections.add("name.offset", std::move(offsets));
    sections.add("name.node", std::move(nodes));
    sections.add("name.bytes", std::move(bytes));
}

/// Half-edges of one direction, by counting: first edges by type, then these by node, each pass
/// keeping the order of the one before, so that a node's half-edges end up by (type, edge).
void add_adjacency(Sections& sections, const std::string& name, const Numbers& from,
                   const Numbers& to, const std::vector<std::uint16_t>& type,
                   const Numbers& by_type, std::uint32_t nodes) {
    Numbers next(std::size_t{nodes} + 1, 0);
    for (NodeIndex node : from) ++next[node + 1];
    std::partial_sum(next.begin(), next.end(), next.begin());
    Numbers start = next;
    Numbers other(from.size()), edge(from.size());
    for (EdgeIndex e : by_type) {
        std::uint32_t place = next[from[e]]++;
        other[place] = to[e];
        edge[place] = e;
    }
    Numbers run_offset{0}, run_start;
    std::vector<std::uint16_t> run_type;
    run_offset.reserve(std::size_t{nodes} + 1);
    for (NodeIndex node = 0; node < nodes; ++node) {
        for (std::uint32_t i = start[node]; i < start[node + 1]; ++i) {
            if (i > start[node] && type[edge[i]] == run_type.back()) continue;
            run_start.push_back(i);
            run_type.push_back(type[edge[i]]);
        }
        run_offset.push_back(static_cast<std::uint32_t>(run_start.size()));
    }
    run_start.push_back(static_cast<std::uint32_t>(from.size()));
    sections.add(name + ".run_offset", std::move(run_offset));
    sections.add(name + ".run_type", std::move(run_type));
    sections.add(name + ".run_start", std::move(run_start));
    sections.add(name + ".other", std::move(other));
    sections.add(name + ".edge", std::move(edge));
}

/// Days come in order: each once, with its first edge.
void add_days(Sections& sections, const std::vector<Day>& first) {
    std::vector<Day> days;
    Numbers start;
    for (EdgeIndex e = 0; e < first.size(); ++e) {
        if (e > 0 && first[e] == first[e - 1]) continue;
        days.push_back(first[e]);
        start.push_back(e);
    }
    start.push_back(static_cast<std::uint32_t>(first.size()));
    sections.add("edge.days", std::move(days));
    sections.add("edge.day_start", std::move(start));
}

}  // namespace

TypeId SnapshotBuilder::type(std::string_view name) {
    TypeId id = types_.intern(name);
    if (number_of(id) >= kMaxTypes) throw Error("a graph can have at most 65536 types of edges");
    return id;
}

std::uint32_t SnapshotBuilder::add_node(NodeId id, std::span<const LabelId> labels) {
    if (node_ids_.size() >= kMaxRows) throw Error("a graph can have at most 4 billion nodes");
    std::vector<LabelId> set(labels.begin(), labels.end());
    std::sort(set.begin(), set.end());
    set.erase(std::unique(set.begin(), set.end()), set.end());
    // The newest sets first: files list nodes of one kind together.
    auto found = std::find(label_sets_.rbegin(), label_sets_.rend(), set);
    std::size_t number = 0;
    if (found == label_sets_.rend()) {
        number = label_sets_.size();
        if (number > 0xffff) throw Error("nodes have more than 65536 combinations of labels");
        label_sets_.push_back(std::move(set));
    } else {
        number = static_cast<std::size_t>(label_sets_.rend() - found) - 1;
    }
    node_ids_.push_back(static_cast<std::uint64_t>(id));
    label_set_.push_back(static_cast<std::uint16_t>(number));
    return node_rows() - 1;
}

std::uint32_t SnapshotBuilder::add_edge(EdgeId id, TypeId type, std::uint32_t source,
                                        std::uint32_t target, DateSpan days) {
    if (edge_ids_.size() >= kMaxRows) throw Error("a graph can have at most 4 billion edges");
    if (days.first != days.last && lasts_.empty()) lasts_ = firsts_;
    edge_ids_.push_back(static_cast<std::uint64_t>(id));
    types_of_.push_back(static_cast<std::uint16_t>(number_of(type)));
    sources_.push_back(source);
    targets_.push_back(target);
    firsts_.push_back(days.first);
    if (!lasts_.empty() || days.first != days.last) lasts_.push_back(days.last);
    return edge_rows() - 1;
}

std::vector<std::uint32_t> SnapshotBuilder::edge_order() const {
    auto before = [&](std::uint32_t a, std::uint32_t b) {
        return firsts_[a] != firsts_[b] ? firsts_[a] < firsts_[b] : edge_ids_[a] < edge_ids_[b];
    };
    bool sorted = true;
    for (std::uint32_t e = 1; e < edge_rows() && sorted; ++e) sorted = before(e - 1, e);
    if (sorted) return {};
    Numbers order(edge_ids_.size());
    std::iota(order.begin(), order.end(), 0U);
    std::sort(order.begin(), order.end(), before);
    return order;
}

std::vector<KeyId> SnapshotBuilder::name_keys() const {
    std::vector<KeyId> found;
    for (const char* name : kNameKeys) {
        auto key = keys_.find(name);
        if (key && number_of(*key) < node_columns_.size()) found.push_back(*key);
    }
    return found;
}

SnapshotBuilder::Names SnapshotBuilder::folded_names(const std::vector<KeyId>& keys) const {
    Names names;
    for (KeyId key : keys) {
        const ColumnBuilder& texts = node_columns_[number_of(key)];
        if (texts.empty()) continue;
        for (std::uint32_t row = 0; row < node_rows(); ++row) add_folded(texts.at(row), row, names);
    }
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

void SnapshotBuilder::fold_names_ahead() {
    // Columns of nodes do not change while edges come; the dictionary of keys may.
    names_ =
        std::async(std::launch::async, [this, keys = name_keys()] { return folded_names(keys); });
}

/// Returns each row's node number; empty where they are the same.
std::vector<std::uint32_t> SnapshotBuilder::finish_nodes(Sections& sections) {
    const std::uint32_t rows = node_rows();
    Names names = names_.valid() ? names_.get() : folded_names(name_keys());
    const Numbers order = order_of(node_ids_);
    Numbers place(order.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) place[order[i]] = i;
    if (!order.empty() || !is_identity(node_ids_)) {
        sections.add("node.id", in_order(std::move(node_ids_), order));
    }
    auto sets = in_order(std::move(label_set_), order);
    std::vector<Numbers> with_label(labels_.size());
    for (NodeIndex node = 0; node < rows; ++node) {
        for (LabelId label : label_sets_[sets[node]]) with_label[number_of(label)].push_back(node);
    }
    for (std::size_t i = 0; i < with_label.size(); ++i) {
        sections.add("label." + std::to_string(i), std::move(with_label[i]));
    }
    std::string set_bytes;
    ByteWriter out(set_bytes);
    out.number(label_sets_.size());
    for (const auto& set : label_sets_) {
        out.number(set.size());
        for (LabelId label : set) out.number(number_of(label));
    }
    sections.add("label_sets", std::move(set_bytes));
    sections.add("node.labels", std::move(sets));

    for (KeyId key : {kKeyKey, kNameKey}) {
        const ColumnBuilder& texts = node_column(key);
        if (!texts.empty()) {
            sections.add("text." + std::to_string(number_of(key)), text_table(texts, rows, order));
        }
    }
    if (!place.empty()) {
        for (auto& [name, node] : names) node = place[node];
        std::sort(names.begin(), names.end());
    }
    add_names(sections, names);
    for (std::size_t i = 0; i < node_columns_.size(); ++i) {
        if (node_columns_[i].empty()) continue;
        node_columns_[i].finish(sections, "node." + std::to_string(i), rows, order, {});
    }
    return place;
}

void SnapshotBuilder::finish_edges(Sections& sections, std::span<const std::uint32_t> node_place) {
    const std::uint32_t rows = edge_rows();
    const Numbers order = edge_order();
    if (!order.empty() || !is_identity(edge_ids_)) {
        auto ids = in_order(std::move(edge_ids_), order);
        Numbers by_id = order_of(ids);
        if (by_id.empty()) {
            by_id.resize(ids.size());
            std::iota(by_id.begin(), by_id.end(), 0U);
        }
        sections.add("edge.id", std::move(ids));
        sections.add("edge.by_id", std::move(by_id));
    } else {
        std::vector<std::uint64_t>().swap(edge_ids_);
    }
    auto source = in_order(std::move(sources_), order);
    auto target = in_order(std::move(targets_), order);
    if (!node_place.empty()) {
        for (NodeIndex& node : source) node = node_place[node];
        for (NodeIndex& node : target) node = node_place[node];
    }
    auto type = in_order(std::move(types_of_), order);
    auto first = in_order(std::move(firsts_), order);
    for (std::size_t i = 0; i < edge_columns_.size(); ++i) {
        if (edge_columns_[i].empty()) continue;
        edge_columns_[i].finish(sections, "edge." + std::to_string(i), rows, order, first);
    }
    Numbers type_count(types_.size(), 0), next(types_.size() + 1, 0), by_type(rows);
    for (std::uint16_t t : type) ++type_count[t];
    std::partial_sum(type_count.begin(), type_count.end(), next.begin() + 1);
    for (EdgeIndex e = 0; e < rows; ++e) by_type[next[type[e]]++] = e;
    const auto nodes =
        static_cast<std::uint32_t>(sections.get<std::uint16_t>("node.labels").size());
    add_adjacency(sections, "out", source, target, type, by_type, nodes);
    add_adjacency(sections, "in", target, source, type, by_type, nodes);
    Numbers().swap(by_type);
    sections.add("edge.source", std::move(source));
    sections.add("edge.target", std::move(target));
    if (types_.size() > 256) {
        sections.add("edge.wide_type", std::move(type));
    } else {
        sections.add("edge.type", std::vector<std::uint8_t>(type.begin(), type.end()));
    }
    add_days(sections, first);
    sections.add("edge.last", in_order(std::move(lasts_), order));
    sections.add("type_count", std::move(type_count));
}

Sections SnapshotBuilder::finish() {
    Sections sections;
    Numbers node_place = finish_nodes(sections);
    finish_edges(sections, node_place);
    sections.add("labels", dictionary_bytes(labels_));
    sections.add("types", dictionary_bytes(types_));
    sections.add("keys", dictionary_bytes(keys_));
    *this = SnapshotBuilder();
    return sections;
}

void add_view(SnapshotBuilder& builder, const View& view) {
    // Numbers of labels, types and keys stay what they are.
    for (std::uint32_t i = 0; i < view.labels().size(); ++i)
        builder.label(view.labels().name(LabelId{i}));
    for (std::uint32_t i = 0; i < view.types().size(); ++i)
        builder.type(view.types().name(TypeId{i}));
    for (std::uint32_t i = 0; i < view.keys().size(); ++i) builder.key(view.keys().name(KeyId{i}));
    Numbers row_of(view.node_limit());
    view.for_each_node([&](NodeIndex node) {
        std::uint32_t row = builder.add_node(view.node_id(node), view.labels_of(node));
        row_of[node] = row;
        for (const auto& [key, value] : view.node_properties(node)) {
            builder.node_column(key).add(row, value);
        }
    });
    view.for_each_edge([&](EdgeIndex edge) {
        EdgeEnds ends = view.ends(edge);
        std::uint32_t row = builder.add_edge(view.edge_id(edge), ends.type, row_of[ends.source],
                                             row_of[ends.target], {ends.first, ends.last});
        for (const auto& [key, value] : view.edge_properties(edge)) {
            builder.edge_column(key).add(row, value);
        }
    });
}

}  // namespace parley
