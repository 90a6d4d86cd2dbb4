#pragma once
/// Named time zones (IANA), through ICU.

#include <cstdint>
#include <optional>
#include <parley/date.hpp>
#include <parley/temporal.hpp>
#include <string>

namespace parley::query {

/// Seconds east of UTC at a local time of that zone; none where the zone is unknown. Of a time that
/// the clock shows twice the first one is meant.
std::optional<std::int32_t> offset_at_local(const std::string& zone, Day day, std::int64_t nanos);
/// The same at an instant, in seconds since 1970 UTC.
std::optional<std::int32_t> offset_at_instant(const std::string& zone, std::int64_t seconds);

/// Seconds since 1970 UTC, rounded down.
std::int64_t instant_of(const Moment& moment);
/// Puts the clock of a moment forward, its offset with it: the instant stays.
void move_clock(Moment& moment, std::int32_t seconds);
/// The clock has been set by hand: gives a moment in a named zone the offset of that time there. An
/// offset that fits is kept; a time that the clock leaves out is as much later.
void settle_local(Moment& moment);
/// The instant has been set by hand, by the clock with the offset it had: gives a moment in a named
/// zone the clock and offset of that instant.
void settle_instant(Moment& moment);

}  // namespace parley::query
