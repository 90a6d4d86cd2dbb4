#include "query/time_zone.hpp"

#include <unicode/timezone.h>

#include <memory>

namespace parley::query {
namespace {

std::optional<std::int32_t> offset(const std::string& name, double milliseconds, bool local) {
    const std::unique_ptr<icu::TimeZone> zone(
        icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(name)));
    if (*zone == icu::TimeZone::getUnknown()) return {};
    std::int32_t raw = 0, daylight = 0;
    UErrorCode status = U_ZERO_ERROR;
    zone->getOffset(milliseconds, local, raw, daylight, status);
    if (U_FAILURE(status)) return {};
    return (raw + daylight) / 1000;
}

}  // namespace

std::optional<std::int32_t> offset_at_local(const std::string& zone, Day day, std::int64_t nanos) {
    return offset(
        zone, static_cast<double>(day) * 86'400'000 + static_cast<double>(nanos / 1'000'000), true);
}

std::optional<std::int32_t> offset_at_instant(const std::string& zone, std::int64_t seconds) {
    return offset(zone, static_cast<double>(seconds) * 1000, false);
}

}  // namespace parley::query
