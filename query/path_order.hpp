#pragma once
/// The order of days that a path must keep, hop by hop.
///
/// A partial path carries the interval of days on which its last hop can be: exactly those days
/// for which days of all hops before can be chosen. CHRONOLOGICAL keeps that set an interval, with
/// WITHIN too: from [lo, hi] one reaches [lo, hi + d].

#include <cstdint>
#include <optional>
#include <parley/date.hpp>
#include <parley/temporal.hpp>
#include <span>

#include "query/ast.hpp"

namespace parley::query {

struct DayOrder {
    ast::Order order = ast::Order::none;
    bool strict = false;
    std::optional<Duration> within;

    /// The interval after one more hop; none where it cannot follow. `before` is none at the first.
    std::optional<DateSpan> extend(const std::optional<DateSpan>& before, DateSpan hop) const;
    /// The latest day the first hop can be on; the hops can follow one another.
    Day latest_departure(std::span<const DateSpan> hops) const;
    /// The earliest day the last hop can be on when the first is on `departure`.
    Day arrival_from(Day departure, std::span<const DateSpan> hops) const;
};

}  // namespace parley::query
