#pragma once
/// Which days a path can be walked on. Source of the vocabulary: Wu et al., "Path problems in
/// temporal graphs" (VLDB 2014).

#include <optional>
#include <parley/value.hpp>

#include "graph/view.hpp"
#include "query/value_order.hpp"

namespace parley::query {

struct PathDays {
    Day departure;  ///< the day of the first hop
    Day arrival;    ///< the day of the last hop
};

/// The choice of days in chronological order that arrives first, and of those departs last. None
/// for a path without hops, with an undated hop, or that cannot be walked in this order.
std::optional<PathDays> path_days(const Path& path, const View& view);

/// Is every choice of days chronological? Unknown where a hop has no days.
Truth certainly_chronological(const Path& path, const View& view);

}  // namespace parley::query
