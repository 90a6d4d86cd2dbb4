#include "query/path_dates.hpp"

#include <algorithm>

#include "query/run.hpp"

namespace parley::query {

std::optional<PathDays> path_days(const Path& path, const View& view) {
    if (path.edges.empty()) return {};
    std::optional<Day> at;
    for (const EdgeId id : path.edges) {
        const EdgeEnds ends = view.ends(index_of(id));
        if (ends.first == kNoDay) return {};
        at = at ? std::max(*at, ends.first) : ends.first;
        if (*at > ends.last) return {};
    }
    // Backwards from the earliest arrival: each hop as late as the next one allows.
    Day latest = *at;
    for (auto id = path.edges.rbegin(); id != path.edges.rend(); ++id) {
        latest = std::min(latest, view.ends(index_of(*id)).last);
    }
    return PathDays{latest, *at};
}

Truth certainly_chronological(const Path& path, const View& view) {
    std::optional<Day> latest;
    for (const EdgeId id : path.edges) {
        const EdgeEnds ends = view.ends(index_of(id));
        if (ends.first == kNoDay) return Truth::unknown;
        if (latest && ends.first < *latest) return Truth::no;
        latest = latest ? std::max(*latest, ends.last) : ends.last;
    }
    return Truth::yes;
}

}  // namespace parley::query
