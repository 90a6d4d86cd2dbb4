// The graph spelled out in canonical order, for exports.
#include <fmt/format.h>

#include <algorithm>
#include <parley/listing.hpp>
#include <parley/names.hpp>

#include "graph/fold.hpp"
#include "graph/view.hpp"

namespace parley {
namespace {

std::vector<std::string> labels_of(const View& view, NodeIndex node) {
    std::vector<std::string> labels;
    for (const LabelId label : view.labels_of(node)) labels.emplace_back(view.labels().name(label));
    std::sort(labels.begin(), labels.end());
    return labels;
}

template <class Properties>
Map named(const View& view, const Properties& properties) {
    Map map;
    for (const auto& [key, value] : properties) {
        map.emplace(std::string(view.keys().name(key)), value);
    }
    return map;
}

std::string sort_text(const Value& value) {
    if (const auto* text = value.as<std::string>()) return *text;
    if (const auto* date = value.as<Date>()) return date->text();
    if (const auto* whole = value.as<std::int64_t>()) return fmt::format("{:020}", *whole);
    if (const auto* real = value.as<double>()) return fmt::format("{}", *real);
    if (const auto* flag = value.as<bool>()) return *flag ? "1" : "0";
    return {};
}

/// Tells edges apart that have type, ends and days in common: only has to be the same wherever the
/// properties are. Lists and maps are left out.
template <class Properties>
std::string sort_text(const Properties& properties, const View& view) {
    std::map<std::string_view, std::string> texts;
    for (const auto& [key, value] : properties) texts[view.keys().name(key)] = sort_text(value);
    std::string all;
    for (const auto& [key, text] : texts) all += fmt::format("{}={}\x1f", key, text);
    return all;
}

/// Text of a property, or empty where it is absent or no text.
std::string text_property(const View& view, NodeIndex node, std::optional<KeyId> key) {
    if (!key) return {};
    const Value value = view.node_property(node, *key);
    const std::string* text = value.as<std::string>();
    return text == nullptr ? std::string{} : *text;
}

}  // namespace

struct Listing::Impl {
    std::shared_ptr<const View> view;
    std::vector<std::string> ids;     // by NodeIndex; empty where the node is gone
    std::vector<NodeIndex> nodes;     // in order of id
    std::vector<std::uint32_t> rank;  // of a node among `nodes`
    std::vector<EdgeIndex> edges;     // in canonical order

    void name_nodes() {
        const std::optional<KeyId> key = view->keys().find("key");
        ids.resize(view->node_limit());
        view->for_each_node([&](NodeIndex node) {
            const std::string slug = text_property(*view, node, key);
            const auto labels = labels_of(*view, node);
            ids[node] = slug.empty() || labels.empty()
                            ? fmt::format("n:{}", static_cast<std::uint64_t>(view->node_id(node)))
                            : label_letter(labels.front()) + ":" + slug;
            nodes.push_back(node);
        });
        sort_nodes();
        // Keys that people set may repeat: the node's number tells them apart.
        for (std::size_t i = 1; i < nodes.size(); ++i) {
            if (ids[nodes[i]] == ids[nodes[i - 1]]) {
                for (std::size_t j = i; j < nodes.size() && ids[nodes[j]] == ids[nodes[i - 1]];
                     ++j) {
                    ids[nodes[j]] +=
                        fmt::format("#{}", static_cast<std::uint64_t>(view->node_id(nodes[j])));
                }
            }
        }
        sort_nodes();
        rank.resize(ids.size());
        for (std::size_t i = 0; i < nodes.size(); ++i)
            rank[nodes[i]] = static_cast<std::uint32_t>(i);
    }

    void sort_nodes() {
        std::sort(nodes.begin(), nodes.end(), [this](NodeIndex a, NodeIndex b) {
            return std::tie(ids[a], a) < std::tie(ids[b], b);
        });
    }

    void take_edges() {
        view->for_each_edge([&](EdgeIndex edge) { edges.push_back(edge); });
    }

    void keep(const Selection& selection) {
        std::set<NodeId> kept = selection.nodes;
        std::erase_if(edges, [&](EdgeIndex edge) {
            if (!selection.edges.contains(view->edge_id(edge))) return true;
            const EdgeEnds ends = view->ends(edge);
            kept.insert(view->node_id(ends.source));
            kept.insert(view->node_id(ends.target));
            return false;
        });
        std::erase_if(nodes, [&](NodeIndex node) { return !kept.contains(view->node_id(node)); });
    }

    void order_edges() {
        const auto place = [this](EdgeIndex edge) {
            const EdgeEnds ends = view->ends(edge);
            return std::make_tuple(std::string_view(view->types().name(ends.type)),
                                   rank[ends.source], rank[ends.target], ends.first, ends.last);
        };
        std::sort(edges.begin(), edges.end(), [&](EdgeIndex a, EdgeIndex b) {
            const auto left = place(a);
            const auto right = place(b);
            if (left != right) return left < right;
            const std::string mine = sort_text(view->edge_properties(a), *view);
            const std::string theirs = sort_text(view->edge_properties(b), *view);
            const int order = mine.compare(theirs);
            return order != 0 ? order < 0 : a < b;
        });
    }
};

Listing::Listing(std::shared_ptr<const View> view, const Selection* selection) {
    auto impl = std::make_unique<Impl>();
    impl->view = std::move(view);
    impl->name_nodes();
    impl->take_edges();
    if (selection != nullptr) impl->keep(*selection);
    impl->order_edges();
    impl_ = std::move(impl);
}
Listing::~Listing() = default;

void Listing::for_each_node(const std::function<void(const ListedNode&)>& visit) const {
    const View& view = *impl_->view;
    for (const NodeIndex node : impl_->nodes) {
        visit({impl_->ids[node], view.node_id(node), labels_of(view, node),
               named(view, view.node_properties(node))});
    }
}

void Listing::for_each_edge(const std::function<void(const ListedEdge&)>& visit) const {
    const View& view = *impl_->view;
    for (const EdgeIndex edge : impl_->edges) {
        const EdgeEnds ends = view.ends(edge);
        visit({view.edge_id(edge), std::string(view.types().name(ends.type)),
               impl_->ids[ends.source], impl_->ids[ends.target],
               named(view, view.edge_properties(edge))});
    }
}

GraphCounts counts_of(const View& view) {
    GraphCounts counts;
    counts.nodes = view.node_count();
    counts.edges = view.edge_count();
    for (std::uint32_t i = 0; i < view.labels().size(); ++i) {
        const LabelId label{i};
        if (const auto count = view.count_with(label)) {
            counts.nodes_with_label.emplace(view.labels().name(label), count);
        }
    }
    for (std::uint32_t i = 0; i < view.types().size(); ++i) {
        const TypeId type{i};
        if (const auto count = view.count_with(type)) {
            counts.edges_of_type.emplace(view.types().name(type), count);
        }
    }
    return counts;
}

std::vector<NodeId> nodes_called(const View& view, std::string_view name) {
    std::vector<NodeId> found;
    for (const NodeIndex node : view.nodes_named(name)) found.push_back(view.node_id(node));
    return found;
}

std::vector<EdgeId> edges_between(const View& view, const std::vector<NodeId>& ones,
                                  const std::vector<NodeId>& others) {
    const std::set<NodeId> wanted(others.begin(), others.end());
    std::vector<std::tuple<Day, EdgeId>> found;
    for (const NodeId one : ones) {
        const auto node = view.find(one);
        if (!node) continue;
        view.expand(*node, ArcFilter(view), [&](NodeIndex other, EdgeIndex edge) {
            if (wanted.contains(view.node_id(other))) {
                found.emplace_back(view.ends(edge).first, view.edge_id(edge));
            }
        });
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    std::vector<EdgeId> edges;
    for (const auto& [day, edge] : found) edges.push_back(edge);
    return edges;
}

std::vector<std::string> names_beginning(const View& view, std::string_view beginning,
                                         std::size_t limit) {
    std::vector<std::string> names;
    const std::optional<KeyId> best_known = view.keys().find("name");
    for (const auto& [folded, node] : view.names_from(beginning, limit)) {
        // Of several spellings that fold alike, the one that the node shows.
        if (std::string name = text_property(view, node, best_known); fold_name(name) == folded) {
            names.push_back(std::move(name));
            continue;
        }
        for (const std::string& name : names_of(view, node)) {
            if (fold_name(name) == folded) {
                names.push_back(name);
                break;
            }
        }
    }
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return names;
}

}  // namespace parley
