// Searches against slow, obvious twins, on random graphs with loops, parallel edges, equal days,
// spans and undated edges: as a snapshot, as changes, and as both.
#include "graph/search.hpp"

#include <catch2/catch.hpp>
#include <map>
#include <parley/graph.hpp>
#include <random>
#include <set>

#include "graph/transaction.hpp"

using namespace parley;

namespace {

constexpr std::uint32_t kNodes = 14;

/// `kept` first as a snapshot (when asked for), the rest over it.
struct World {
    Graph graph = Graph::ephemeral();
    std::shared_ptr<const View> view;

    World(std::mt19937& random, bool spans, int in_snapshot, int over_it) {
        grow(random, spans, in_snapshot, true);
        if (in_snapshot > 0) graph.compact();
        grow(random, spans, over_it, false);
        view = graph.view();
    }

    void grow(std::mt19937& random, bool spans, int edges, bool with_nodes) {
        auto write = graph.begin();
        auto some = [&](std::uint32_t count) {
            return static_cast<std::uint32_t>(random() % count);
        };
        if (with_nodes) {
            for (std::uint32_t i = 0; i < kNodes; ++i) write->create_node({});
        }
        for (int i = 0; i < edges; ++i) {
            EdgeIndex edge = write->create_edge(write->type(random() % 3 ? "MET" : "SIGNED"),
                                                some(kNodes), some(kNodes));
            if (random() % 8 == 0) continue;
            Day first = static_cast<Day>(random() % 12);
            Day last = spans && random() % 3 == 0 ? first + static_cast<Day>(random() % 4) : first;
            write->set_edge_property(edge, write->key("date"), {Date::of_span({first, last})});
        }
        if (!with_nodes && write->view().edge_count() > 4) {
            write->remove_edge(some(3));
            write->set_edge_property(3, write->key("date"), {Date::of_day(5)});
        }
        write->commit();
    }
};

std::vector<ArcFilter> filters(const View& view) {
    std::vector<ArcFilter> all;
    std::optional<std::vector<TypeId>> met;
    if (auto type = view.types().find("MET")) met = std::vector{*type};
    for (Direction direction : {Direction::both, Direction::out, Direction::in}) {
        all.emplace_back(view, direction);
        all.emplace_back(view, direction, met);
        all.emplace_back(view, direction, std::nullopt, DateSpan{3, 8});
        all.emplace_back(view, direction, met, DateSpan{2, 9});
    }
    return all;
}

/// (from, to, edge) in the direction of travel, for every edge that passes.
struct Step {
    NodeIndex from, to;
    EdgeIndex edge;
};
std::vector<Step> steps(const View& view, const ArcFilter& filter) {
    std::vector<Step> all;
    view.for_each_edge([&](EdgeIndex e) {
        EdgeEnds ends = view.ends(e);
        if (!filter.takes(ends.type) || !filter.meets(ends.first, ends.last)) return;
        if (filter.direction() != Direction::in) all.push_back({ends.source, ends.target, e});
        if (filter.direction() != Direction::out) all.push_back({ends.target, ends.source, e});
    });
    return all;
}

std::vector<std::uint32_t> distances(const View& view, NodeIndex start, const ArcFilter& filter) {
    std::vector<std::uint32_t> distance(view.node_limit(), kAnyHops);
    distance[start] = 0;
    auto all = steps(view, filter);
    for (std::uint32_t round = 0; round < kNodes; ++round) {
        for (const Step& step : all) {
            if (distance[step.from] == round && distance[step.to] == kAnyHops) {
                distance[step.to] = round + 1;
            }
        }
    }
    return distance;
}

std::optional<Day> slow_arrival(const View& view, NodeIndex from, NodeIndex to,
                                const ArcFilter& filter) {
    std::map<NodeIndex, Day> least;
    auto all = steps(view, filter);
    for (std::uint32_t round = 0; round < kNodes * 2; ++round) {
        for (const Step& step : all) {
            EdgeEnds ends = view.ends(step.edge);
            if (ends.first == kNoDay) continue;
            std::vector<Day> departures;
            if (step.from == from) departures.push_back(ends.first);
            if (least.contains(step.from)) departures.push_back(least[step.from]);
            for (Day day : departures) {
                if (day > ends.last) continue;
                Day arrival = std::max(day, ends.first);
                if (!least.contains(step.to) || least[step.to] > arrival) least[step.to] = arrival;
            }
        }
    }
    if (!least.contains(to)) return {};
    return least[to];
}

template <class Check>
void on_random_worlds(Check&& check) {
    std::mt19937 random(11);
    SearchMarks marks;
    for (int round = 0; round < 30; ++round) {
        bool spans = round % 2 == 1;
        int in_snapshot = round % 3 == 0 ? 0 : 20, over = round % 3 == 1 ? 0 : 12;
        World world(random, spans, in_snapshot, over);
        for (const ArcFilter& filter : filters(*world.view)) check(*world.view, filter, marks);
    }
}

}  // namespace

TEST_CASE("Nodes within some hops are those a plain search finds", "[graph][search]") {
    on_random_worlds([](const View& view, const ArcFilter& filter, SearchMarks& marks) {
        for (NodeIndex start = 0; start < 3; ++start) {
            auto distance = distances(view, start, filter);
            for (std::uint32_t hops : {1U, 2U, 3U, kAnyHops - 1}) {
                std::set<NodeIndex> expected;
                for (NodeIndex n = 0; n < kNodes; ++n) {
                    if (n != start && distance[n] <= hops) expected.insert(n);
                }
                auto found = nodes_within(view, start, hops, filter, marks);
                REQUIRE(std::set<NodeIndex>(found.begin(), found.end()) == expected);
                REQUIRE(found.size() == expected.size());
                REQUIRE(count_within(view, start, hops, filter, marks) == expected.size());
            }
        }
    });
}

TEST_CASE("A shortest path is as long as it must be, and every step of it is there",
          "[graph][search]") {
    on_random_worlds([](const View& view, const ArcFilter& filter, SearchMarks& marks) {
        auto all = steps(view, filter);
        auto is_step = [&](NodeIndex a, NodeIndex b, EdgeIndex e) {
            return std::any_of(all.begin(), all.end(), [&](const Step& s) {
                return s.from == a && s.to == b && s.edge == e;
            });
        };
        for (NodeIndex from = 0; from < 4; ++from) {
            auto distance = distances(view, from, filter);
            for (NodeIndex to = 0; to < kNodes; ++to) {
                auto path = shortest_path(view, from, to, kAnyHops, filter, marks);
                REQUIRE(path.has_value() == (distance[to] != kAnyHops));
                if (!path) continue;
                REQUIRE(path->edges.size() == distance[to]);
                REQUIRE(path->nodes.size() == path->edges.size() + 1);
                REQUIRE(path->nodes.front() == from);
                REQUIRE(path->nodes.back() == to);
                for (std::size_t i = 0; i < path->edges.size(); ++i) {
                    REQUIRE(is_step(path->nodes[i], path->nodes[i + 1], path->edges[i]));
                }
                if (distance[to] > 0) {
                    REQUIRE_FALSE(shortest_path(view, from, to, distance[to] - 1, filter, marks));
                }
            }
        }
    });
}

TEST_CASE("The earliest arrival is the least over all chronological walks", "[graph][search]") {
    on_random_worlds([](const View& view, const ArcFilter& filter, SearchMarks& marks) {
        for (NodeIndex from = 0; from < 4; ++from) {
            for (NodeIndex to = 0; to < kNodes; ++to) {
                REQUIRE(earliest_arrival(view, from, to, filter, marks) ==
                        slow_arrival(view, from, to, filter));
            }
        }
    });
}

TEST_CASE("Degrees, the top of them, and counts by day are those of a plain scan",
          "[graph][search]") {
    on_random_worlds([](const View& view, const ArcFilter& filter, SearchMarks&) {
        auto degree = degrees(view, filter);
        view.for_each_node([&](NodeIndex n) { REQUIRE(degree[n] == view.degree(n, filter)); });
        std::vector<std::pair<NodeIndex, std::uint32_t>> expected;
        for (NodeIndex n = 0; n < kNodes; ++n) {
            if (degree[n] > 0) expected.emplace_back(n, degree[n]);
        }
        std::sort(expected.begin(), expected.end(), [](const auto& a, const auto& b) {
            return a.second != b.second ? a.second > b.second : a.first < b.first;
        });
        if (expected.size() > 5) expected.resize(5);
        REQUIRE(top_degrees(view, filter, 5) == expected);

        std::map<Day, std::uint32_t> days;
        std::size_t others = 0;
        view.for_each_edge([&](EdgeIndex e) {
            EdgeEnds ends = view.ends(e);
            if (!filter.takes(ends.type) || !filter.meets(ends.first, ends.last)) return;
            if (ends.first == kNoDay || ends.first != ends.last) {
                ++others;
            } else {
                ++days[ends.first];
            }
        });
        DayCounts counts = count_by_day(view, filter);
        REQUIRE(counts.days ==
                std::vector<std::pair<Day, std::uint32_t>>(days.begin(), days.end()));
        REQUIRE(counts.others.size() == others);
    });
}
