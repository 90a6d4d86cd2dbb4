#pragma once
/// Named time zones (IANA), through ICU.

#include <cstdint>
#include <optional>
#include <parley/date.hpp>
#include <string>

namespace parley::query {

/// Seconds east of UTC at a local time of that zone; none where the zone is unknown.
std::optional<std::int32_t> offset_at_local(const std::string& zone, Day day, std::int64_t nanos);
/// The same at an instant, in seconds since 1970 UTC.
std::optional<std::int32_t> offset_at_instant(const std::string& zone, std::int64_t seconds);

}  // namespace parley::query
