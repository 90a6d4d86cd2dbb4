#include "tests/query/reference_paths.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace parley::test {
namespace {

bool mode_fits(const TestPath& path, const std::string& mode) {
    const std::set<int> nodes(path.nodes.begin(), path.nodes.end());
    const std::set<int> edges(path.edges.begin(), path.edges.end());
    const bool trail = edges.size() == path.edges.size();
    if (mode == "WALK") return true;
    if (mode == "TRAIL") return trail;
    if (mode == "ACYCLIC") return nodes.size() == path.nodes.size();
    const std::set<int> inner(path.nodes.begin() + 1, path.nodes.end());
    const bool closed = path.nodes.size() > 1 && path.nodes.front() == path.nodes.back();
    return trail && inner.size() == path.nodes.size() - 1 &&
           (closed || nodes.size() == path.nodes.size());
}

/// All (departure, arrival) that some choice of days gives.
void choices(const TestGraph& graph, const TestSearch& search, const TestPath& path, std::size_t at,
             std::vector<Day>& days, std::set<std::pair<Day, Day>>& out) {
    if (at == path.edges.size()) {
        out.emplace(days.front(), days.back());
        return;
    }
    const auto& span = graph.edges[static_cast<std::size_t>(path.edges[at])].days;
    if (!span) return;
    for (Day day = span->first; day <= span->last; ++day) {
        if (at > 0) {
            const Day before = days.back();
            if (search.order == "SIMULTANEOUS" && day != before) continue;
            if (search.order == "CHRONOLOGICAL") {
                if (day < before || (search.strict && day == before)) continue;
                if (search.within && day - before > *search.within) continue;
            }
        }
        days.push_back(day);
        choices(graph, search, path, at + 1, days, out);
        days.pop_back();
    }
}

std::set<std::pair<Day, Day>> choices(const TestGraph& graph, const TestSearch& search,
                                      const TestPath& path) {
    std::vector<Day> days;
    std::set<std::pair<Day, Day>> out;
    choices(graph, search, path, 0, days, out);
    return out;
}

bool edge_fits(const TestEdge& edge, const TestSearch& search) {
    const bool typed = search.types.empty() || std::find(search.types.begin(), search.types.end(),
                                                         edge.type) != search.types.end();
    if (!typed) return false;
    if (!search.window) return true;
    return edge.days && edge.days->first <= search.window->last &&
           edge.days->last >= search.window->first;
}

void walk(const TestGraph& graph, const TestSearch& search, TestPath& path,
          std::vector<TestPath>& out) {
    const int length = static_cast<int>(path.edges.size());
    const bool ends = !search.target || path.nodes.back() == *search.target;
    if (length >= search.least && ends && mode_fits(path, search.mode)) {
        const bool ordered =
            search.order.empty() || length == 0 || !choices(graph, search, path).empty();
        if (ordered) out.push_back(path);
    }
    if (length == search.most) return;
    for (std::size_t i = 0; i < graph.edges.size(); ++i) {
        const TestEdge& edge = graph.edges[i];
        if (!edge_fits(edge, search)) continue;
        const int here = path.nodes.back();
        const auto go = [&](int to) {
            path.nodes.push_back(to);
            path.edges.push_back(static_cast<int>(i));
            walk(graph, search, path, out);
            path.nodes.pop_back();
            path.edges.pop_back();
        };
        if (edge.from == here && search.direction != '<') go(edge.to);
        const bool loop = edge.from == edge.to;
        if (edge.to == here && search.direction != '>' && !(loop && search.direction == '-')) {
            go(edge.from);
        }
    }
}

std::int64_t objective(const TestGraph& graph, const TestSearch& search, const TestPath& path) {
    const bool timed = search.selector == "EARLIEST" || search.selector == "LATEST" ||
                       search.selector == "FASTEST";
    if (!timed) return static_cast<std::int64_t>(path.edges.size());
    if (path.edges.empty()) return INT64_MIN;  // no hop takes no time
    std::int64_t best = INT64_MAX;
    for (const auto& [departure, arrival] : choices(graph, search, path)) {
        const std::int64_t one = search.selector == "EARLIEST" ? arrival
                                 : search.selector == "LATEST" ? -std::int64_t{departure}
                                                               : arrival - departure;
        best = std::min(best, one);
    }
    return best;
}

}  // namespace

std::vector<TestPath> all_paths(const TestGraph& graph, const TestSearch& search) {
    std::vector<TestPath> out;
    TestPath path;
    path.nodes.push_back(search.start);
    walk(graph, search, path, out);
    return out;
}

std::vector<TestPath> picked_paths(const TestGraph& graph, const TestSearch& search) {
    using Ranked = std::tuple<std::int64_t, std::size_t, std::vector<int>, TestPath>;
    std::map<int, std::vector<Ranked>> by_end;
    std::vector<TestPath> out;
    for (const TestPath& path : all_paths(graph, search)) {
        if (search.selector.empty()) {
            out.push_back(path);
            continue;
        }
        by_end[path.nodes.back()].emplace_back(objective(graph, search, path), path.edges.size(),
                                               path.edges, path);
    }
    for (auto& [end, paths] : by_end) {
        std::sort(paths.begin(), paths.end());
        std::set<std::size_t> lengths;
        int taken = 0;
        for (const Ranked& one : paths) {
            lengths.insert(std::get<1>(one));
            const bool by_length = search.selector == "ALL SHORTEST" || search.groups;
            const int groups = search.selector == "ALL SHORTEST" ? 1 : search.count;
            if (by_length ? static_cast<int>(lengths.size()) > groups : taken >= search.count) {
                break;
            }
            ++taken;
            out.push_back(std::get<3>(one));
        }
    }
    std::sort(out.begin(), out.end());
    return out;
}

}  // namespace parley::test
