#include "query/path_order.hpp"

#include <algorithm>

#include "query/temporal_arithmetic.hpp"

namespace parley::query {
namespace {

Day moved(Day day, const Duration& by, int sign) {
    return add_to_date(Date::of_day(day), by, sign).span()->first;
}

}  // namespace

std::optional<DateSpan> DayOrder::extend(const std::optional<DateSpan>& before,
                                         DateSpan hop) const {
    if (!before) return hop;
    DateSpan out = hop;
    if (order == ast::Order::simultaneous) {
        out = {std::max(before->first, hop.first), std::min(before->last, hop.last)};
    } else {
        out.first = std::max(hop.first, before->first + (strict ? 1 : 0));
        if (within) {
            const Day latest = moved(before->last, *within, 1);
            if (strict && latest == before->last) return {};  // not even the next day is near
            out.last = std::min(hop.last, latest);
        }
    }
    if (out.first > out.last) return {};
    return out;
}

Day DayOrder::latest_departure(std::span<const DateSpan> hops) const {
    // Backwards the days of a hop that allow all later ones are an interval too.
    DateSpan can = hops.back();
    for (std::size_t i = hops.size() - 1; i > 0; --i) {
        const DateSpan hop = hops[i - 1];
        if (order == ast::Order::simultaneous) {
            can = {std::max(can.first, hop.first), std::min(can.last, hop.last)};
            continue;
        }
        DateSpan earlier{hop.first, std::min(hop.last, can.last - (strict ? 1 : 0))};
        if (within) earlier.first = std::max(hop.first, moved(can.first, *within, -1));
        can = earlier;
    }
    return can.last;
}

Day DayOrder::arrival_from(Day departure, std::span<const DateSpan> hops) const {
    if (order == ast::Order::simultaneous) return departure;
    Day at = departure;
    for (std::size_t i = 1; i < hops.size(); ++i) {
        at = std::max(hops[i].first, at + (strict ? 1 : 0));
    }
    return at;
}

}  // namespace parley::query
