// The one home of Boost.Graph's algorithms. Components and PageRank run on the arrays themselves,
// at several times the speed of the library's.
#include "graph/algorithms.hpp"

#include <algorithm>
#include <boost/concept/assert.hpp>
#include <boost/graph/betweenness_centrality.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/graph_concepts.hpp>
#include <numeric>

#include "graph/boost_graph.hpp"

namespace parley {
namespace {

BOOST_CONCEPT_ASSERT((boost::BidirectionalGraphConcept<Snapshot>));
BOOST_CONCEPT_ASSERT((boost::VertexListGraphConcept<Snapshot>));
BOOST_CONCEPT_ASSERT((boost::EdgeListGraphConcept<Snapshot>));
BOOST_CONCEPT_ASSERT((boost::IncidenceGraphConcept<ArcGraph>));
BOOST_CONCEPT_ASSERT((boost::VertexListGraphConcept<ArcGraph>));
BOOST_CONCEPT_ASSERT((boost::EdgeListGraphConcept<ArcGraph>));

constexpr std::uint32_t kOutside = 0xffffffff;

/// Which nodes are in, and how to go over them and their neighbours.
class Part {
  public:
    explicit Part(const Subgraph& graph) : graph_(graph), filter_(graph.filter) {
        filter_.set_direction(Direction::both);
        if (!graph.labels) {
            graph.view.for_each_node([&](NodeIndex n) { nodes_.push_back(n); });
            all_ = nodes_.size() == graph.view.node_limit();
        } else {
            graph.view.for_each_node([&](NodeIndex n) {
                for (LabelId label : *graph.labels) {
                    if (!graph.view.has_label(n, label)) continue;
                    nodes_.push_back(n);
                    return;
                }
            });
        }
        is_plain_ = all_ && graph.view.is_pure() && filter_.takes_all();
        if (all_) return;
        inside_.resize(graph.view.node_limit());
        for (NodeIndex n : nodes_) inside_[n] = true;
    }

    const std::vector<NodeIndex>& nodes() const { return nodes_; }
    std::size_t limit() const { return graph_.view.node_limit(); }
    bool has(NodeIndex node) const { return all_ || inside_[node]; }

    template <class Visit>
    void neighbours(NodeIndex node, Visit&& visit) const {
        if (is_plain_) {
            const Snapshot& base = graph_.view.base();
            for (const Adjacency* side : {&base.out, &base.in}) {
                const NodeIndex* other = side->other.data();
                const bool skips_loops = side == &base.in;
                ++read_counts.seeks;
                read_counts.half_edges += side->degree(node);
                for (std::uint32_t i = side->begin_of(node), end = side->end_of(node); i < end;
                     ++i) {
                    if (skips_loops && other[i] == node) continue;
                    visit(other[i]);
                }
            }
            return;
        }
        graph_.view.expand(node, filter_, [&](NodeIndex other, EdgeIndex) {
            if (has(other)) visit(other);
        });
    }

    /// Each edge inside once: visit(source, target).
    template <class Visit>
    void edges(Visit&& visit) const {
        const View& view = graph_.view;
        const Snapshot& base = view.base();
        read_counts.half_edges += view.edge_count();
        if (is_plain_) {
            for (EdgeIndex e = 0; e < base.edge_count(); ++e) visit(base.source[e], base.target[e]);
            return;
        }
        auto one = [&](EdgeIndex e) {
            EdgeEnds ends = view.ends(e);
            if (filter_.takes(ends.type) && has(ends.source) && has(ends.target)) {
                visit(ends.source, ends.target);
            }
        };
        if (filter_.window()) {
            view.for_each_edge_in(*filter_.window(), one);
        } else {
            view.for_each_edge(one);
        }
    }

    void pause() const { graph_.pause(); }

    /// With distinct neighbours and no self-loops, or as they are.
    ArcGraph arcs(bool distinct) const {
        ArcGraph made;
        made.nodes = nodes_;
        made.offset = {0};
        std::vector<std::uint32_t> vertex(limit(), kOutside);
        for (std::uint32_t v = 0; v < nodes_.size(); ++v) vertex[nodes_[v]] = v;
        std::vector<std::uint32_t> seen_by(nodes_.size(), kOutside);
        for (std::uint32_t v = 0; v < nodes_.size(); ++v) {
            neighbours(nodes_[v], [&](NodeIndex other) {
                std::uint32_t w = vertex[other];
                if (distinct && (w == v || seen_by[w] == v)) return;
                seen_by[w] = v;
                made.target.push_back(w);
                made.source.push_back(v);
            });
            made.offset.push_back(static_cast<std::uint32_t>(made.target.size()));
        }
        return made;
    }

  private:
    const Subgraph& graph_;
    ArcFilter filter_;
    std::vector<NodeIndex> nodes_;
    std::vector<bool> inside_;
    bool all_ = false;
    bool is_plain_ = false;  ///< the whole snapshot, nothing else
};

/// Groups numbered from 0 in order of their first member.
NodeScores numbered(std::vector<NodeIndex> nodes, const std::vector<std::uint32_t>& group) {
    std::vector<std::uint32_t> number(group.size(), kOutside);
    std::uint32_t next = 0;
    NodeScores result{std::move(nodes), {}};
    result.scores.reserve(group.size());
    for (std::uint32_t g : group) {
        if (number[g] == kOutside) number[g] = next++;
        result.scores.push_back(number[g]);
    }
    return result;
}

}  // namespace

NodeScores degree_scores(const Subgraph& graph) {
    Part part(graph);
    std::vector<std::uint32_t> degree(part.limit(), 0);
    part.edges([&](NodeIndex source, NodeIndex target) {
        ++degree[source];
        if (source != target) ++degree[target];
    });
    NodeScores result{part.nodes(), {}};
    for (NodeIndex node : result.nodes) result.scores.push_back(degree[node]);
    return result;
}

NodeScores pagerank(const Subgraph& graph, const PageRankOptions& options) {
    Part part(graph);
    const auto& nodes = part.nodes();
    const auto count = static_cast<double>(nodes.size());
    std::vector<std::uint32_t> degree(part.limit(), 0);
    part.edges([&](NodeIndex source, NodeIndex target) {
        ++degree[source];
        if (source != target) ++degree[target];
    });
    // Gone over every round, so the neighbours of all nodes one after the other.
    std::vector<std::uint32_t> offset{0};
    std::vector<NodeIndex> neighbour;
    offset.reserve(nodes.size() + 1);
    for (NodeIndex n : nodes) {
        part.neighbours(n, [&](NodeIndex other) { neighbour.push_back(other); });
        offset.push_back(static_cast<std::uint32_t>(neighbour.size()));
    }
    std::vector<double> rank(part.limit(), 1.0 / count), given(part.limit(), 0);
    for (std::uint32_t round = 0; round < options.rounds; ++round) {
        double stranded = 0;
        for (NodeIndex n : nodes) {
            if (degree[n] == 0) stranded += rank[n];
            given[n] = degree[n] == 0 ? 0 : rank[n] / degree[n];
        }
        const double base = (1 - options.damping) / count + options.damping * stranded / count;
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            if (i % 8192 == 0) part.pause();
            double sum = 0;
            for (std::uint32_t k = offset[i]; k < offset[i + 1]; ++k) sum += given[neighbour[k]];
            rank[nodes[i]] = base + options.damping * sum;
        }
    }
    NodeScores result{nodes, {}};
    result.scores.reserve(nodes.size());
    for (NodeIndex node : nodes) result.scores.push_back(rank[node]);
    return result;
}

NodeScores components(const Subgraph& graph) {
    Part part(graph);
    std::vector<NodeIndex> parent(part.limit());
    std::iota(parent.begin(), parent.end(), 0U);
    auto root = [&](NodeIndex node) {
        while (parent[node] != node) node = parent[node] = parent[parent[node]];
        return node;
    };
    part.edges([&](NodeIndex source, NodeIndex target) {
        NodeIndex a = root(source), b = root(target);
        if (a != b) parent[std::max(a, b)] = std::min(a, b);
    });
    // Roots are least members, so they come before the others and numbers go up with them.
    NodeScores result{part.nodes(), {}};
    result.scores.reserve(result.nodes.size());
    std::vector<std::uint32_t> number(part.limit());
    std::uint32_t next = 0;
    for (NodeIndex node : result.nodes) {
        NodeIndex at = root(node);
        if (at == node) number[node] = next++;
        result.scores.push_back(number[at]);
    }
    return result;
}

/// Batagelj and Zaversnik 2003: nodes in order of degree, each taken away lowers its neighbours.
NodeScores core_numbers(const Subgraph& graph) {
    const ArcGraph arcs = Part(graph).arcs(true);
    const std::uint32_t count = arcs.size();
    std::vector<std::uint32_t> degree(count), order(count), place(count);
    std::uint32_t most = 0;
    for (std::uint32_t v = 0; v < count; ++v)
        most = std::max(most, degree[v] = out_degree(v, arcs));
    std::vector<std::uint32_t> bin(std::size_t{most} + 2, 0);
    for (std::uint32_t d : degree) ++bin[d + 1];
    std::partial_sum(bin.begin(), bin.end(), bin.begin());
    std::vector<std::uint32_t> next(bin.begin(), bin.end() - 1);
    for (std::uint32_t v = 0; v < count; ++v) order[place[v] = next[degree[v]]++] = v;
    for (std::uint32_t i = 0; i < count; ++i) {
        std::uint32_t v = order[i];
        for (std::uint32_t arc = arcs.offset[v]; arc < arcs.offset[v + 1]; ++arc) {
            std::uint32_t w = arcs.target[arc];
            if (degree[w] <= degree[v]) continue;
            // w changes places with the first of its bin, which then begins one later.
            std::uint32_t first = bin[degree[w]]++, other = order[first];
            std::swap(order[place[w]], order[first]);
            std::swap(place[w], place[other]);
            --degree[w];
        }
    }
    return {arcs.nodes, {degree.begin(), degree.end()}};
}

NodeScores betweenness(const Subgraph& graph) {
    const ArcGraph arcs = Part(graph).arcs(true);
    std::vector<double> score(arcs.size(), 0);
    auto index = get(boost::vertex_index, arcs);
    boost::brandes_betweenness_centrality(arcs,
                                          boost::make_iterator_property_map(score.begin(), index));
    // Each unordered pair was walked both ways.
    for (double& s : score) s /= 2;
    return {arcs.nodes, std::move(score)};
}

NodeScores closeness(const Subgraph& graph) {
    const ArcGraph arcs = Part(graph).arcs(true);
    NodeScores result{arcs.nodes, {}};
    std::vector<std::uint32_t> distance(arcs.size());
    auto index = get(boost::vertex_index, arcs);
    auto distances = boost::make_iterator_property_map(distance.begin(), index);
    for (std::uint32_t v = 0; v < arcs.size(); ++v) {
        graph.pause();
        std::fill(distance.begin(), distance.end(), 0U);
        boost::breadth_first_search(arcs, v,
                                    boost::visitor(boost::make_bfs_visitor(boost::record_distances(
                                        distances, boost::on_tree_edge()))));
        double sum = 0, reached = 0;
        for (std::uint32_t d : distance) {
            sum += d;
            reached += d > 0 ? 1 : 0;
        }
        double others = std::max(1.0, static_cast<double>(arcs.size()) - 1);
        result.scores.push_back(sum > 0 ? reached / sum * (reached / others) : 0);
    }
    return result;
}

namespace {

/// Arcs with weights: parallel edges of the graph below are one.
struct WeightedGraph {
    std::vector<std::uint32_t> offset{0};
    std::vector<std::pair<std::uint32_t, double>> arcs;  ///< target, weight; self-arcs count twice
    std::vector<double> weight;                          ///< of all arcs of a vertex
    std::uint32_t size() const { return static_cast<std::uint32_t>(weight.size()); }
};

/// The groups of a graph as vertices, joined by the sum of what joined their members.
WeightedGraph gathered(const WeightedGraph& below, const std::vector<std::uint32_t>& group,
                       std::uint32_t groups) {
    std::vector<std::vector<std::uint32_t>> members(groups);
    for (std::uint32_t v = 0; v < below.size(); ++v) members[group[v]].push_back(v);
    WeightedGraph made;
    std::vector<double> sum(groups, 0);
    std::vector<std::uint32_t> touched;
    for (std::uint32_t g = 0; g < groups; ++g) {
        touched.clear();
        double total = 0;
        for (std::uint32_t v : members[g]) {
            for (std::uint32_t a = below.offset[v]; a < below.offset[v + 1]; ++a) {
                auto [target, weight] = below.arcs[a];
                if (sum[group[target]] == 0) touched.push_back(group[target]);
                sum[group[target]] += weight;
                total += weight;
            }
        }
        std::sort(touched.begin(), touched.end());
        for (std::uint32_t t : touched) {
            made.arcs.emplace_back(t, sum[t]);
            sum[t] = 0;
        }
        made.offset.push_back(static_cast<std::uint32_t>(made.arcs.size()));
        made.weight.push_back(total);
    }
    return made;
}

/// Moves vertices to the neighbouring group that gains most, until nobody gains. True where
/// somebody moved; groups are then numbered from 0.
bool settle(const WeightedGraph& graph, std::vector<std::uint32_t>& group, double total) {
    constexpr int kMaxPasses = 50;  // it settles in under ten; a bound keeps ties from going round
    std::vector<double> group_weight = graph.weight, to(graph.size(), 0);
    std::vector<std::uint32_t> touched;
    bool moved_ever = false, moved = true;
    for (int pass = 0; pass < kMaxPasses && moved; ++pass) {
        moved = false;
        for (std::uint32_t v = 0; v < graph.size(); ++v) {
            touched.assign(1, group[v]);
            for (std::uint32_t a = graph.offset[v]; a < graph.offset[v + 1]; ++a) {
                auto [target, weight] = graph.arcs[a];
                if (target == v) continue;
                if (to[group[target]] == 0) touched.push_back(group[target]);
                to[group[target]] += weight;
            }
            const std::uint32_t from = group[v];
            group_weight[from] -= graph.weight[v];
            auto gain = [&](std::uint32_t g) {
                return to[g] - graph.weight[v] * group_weight[g] / total;
            };
            std::uint32_t best = from;
            for (std::uint32_t g : touched) {
                if (gain(g) > gain(best) + 1e-12) best = g;
            }
            group_weight[best] += graph.weight[v];
            group[v] = best;
            moved = moved || best != from;
            for (std::uint32_t g : touched) to[g] = 0;
        }
        moved_ever = moved_ever || moved;
    }
    std::vector<std::uint32_t> number(graph.size(), kOutside);
    std::uint32_t next = 0;
    for (std::uint32_t& g : group) {
        if (number[g] == kOutside) number[g] = next++;
        g = number[g];
    }
    return moved_ever;
}

}  // namespace

NodeScores communities(const Subgraph& graph) {
    const ArcGraph arcs = Part(graph).arcs(false);
    std::vector<std::uint32_t> member(arcs.size());
    std::iota(member.begin(), member.end(), 0U);
    WeightedGraph level;
    double total = 0;
    for (std::uint32_t v = 0; v < arcs.size(); ++v) {
        for (std::uint32_t a = arcs.offset[v]; a < arcs.offset[v + 1]; ++a) {
            // An edge is an arc each way, a self-loop one arc: it weighs as much as both.
            level.arcs.emplace_back(arcs.target[a], arcs.target[a] == v ? 2.0 : 1.0);
        }
        level.offset.push_back(static_cast<std::uint32_t>(level.arcs.size()));
        double weight = 0;
        for (std::uint32_t a = level.offset[v]; a < level.offset[v + 1]; ++a) {
            weight += level.arcs[a].second;
        }
        level.weight.push_back(weight);
        total += weight;
    }
    while (total > 0) {
        graph.pause();
        std::vector<std::uint32_t> group(level.size());
        std::iota(group.begin(), group.end(), 0U);
        if (!settle(level, group, total)) break;
        for (std::uint32_t& m : member) m = group[m];
        std::uint32_t groups = *std::max_element(group.begin(), group.end()) + 1;
        if (groups == level.size()) break;
        level = gathered(level, group, groups);
    }
    return numbered(arcs.nodes, member);
}

}  // namespace parley
