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
    // That of the day before, where it still holds: so of two times the first.
    const std::int64_t clock = std::int64_t{day} * 86'400 + nanos / 1'000'000'000;
    const auto before = offset_at_instant(zone, clock - 86'400);
    if (!before || offset_at_instant(zone, clock - *before) == before) return before;
    return offset(zone, static_cast<double>(clock) * 1000, true);
}

std::optional<std::int32_t> offset_at_instant(const std::string& zone, std::int64_t seconds) {
    return offset(zone, static_cast<double>(seconds) * 1000, false);
}

std::int64_t instant_of(const Moment& m) {
    return std::int64_t{m.day} * 86'400 + m.nanos / 1'000'000'000 - m.offset;
}

void move_clock(Moment& m, std::int32_t seconds) {
    constexpr std::int64_t day_nanos = 86'400'000'000'000;
    const std::int64_t moved = m.nanos + std::int64_t{seconds} * 1'000'000'000;
    const std::int64_t days = (moved - (moved < 0 ? day_nanos - 1 : 0)) / day_nanos;
    m.nanos = moved - days * day_nanos;
    if (m.has_day()) m.day += static_cast<Day>(days);
    m.offset += seconds;
}

void settle_local(Moment& m) {
    if (m.zone.empty() || offset_at_instant(m.zone, instant_of(m)) == m.offset) return;
    m.offset = offset_at_local(m.zone, m.day, m.nanos).value_or(m.offset);
    settle_instant(m);
}

void settle_instant(Moment& m) {
    if (m.zone.empty()) return;
    const auto offset = offset_at_instant(m.zone, instant_of(m));
    if (offset && *offset != m.offset) move_clock(m, *offset - m.offset);
}

}  // namespace parley::query
