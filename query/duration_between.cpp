#include "query/arithmetic.hpp"
#include "query/fault.hpp"
#include "query/function.hpp"
#include "query/temporal.hpp"
#include "query/temporal_arithmetic.hpp"
#include "query/time_zone.hpp"
#include "query/wide.hpp"

namespace parley::query {
namespace {

/// One end: a day and a time of day on a common clock.
struct End {
    bool has_day = false;
    bool has_offset = false;
    Day day = 0;
    std::int64_t nanos = 0;
    std::int32_t offset = 0;
    std::string zone;
};

End end_of(const Value& value) {
    End out;
    if (const auto* date = value.as<Date>()) {
        if (!date->span()) bad_argument("duration.between()", value);
        out.has_day = true;
        out.day = date->span()->first;
        return out;
    }
    const auto* m = value.as<std::shared_ptr<const Moment>>();
    if (!m) bad_argument("duration.between()", value);
    out.has_day = (*m)->has_day();
    out.has_offset = (*m)->has_offset();
    out.day = (*m)->day;
    out.nanos = (*m)->nanos;
    out.offset = (*m)->offset;
    out.zone = (*m)->zone;
    return out;
}

/// Puts an end without a zone into the zone of the other.
void adopt_zone(End& end, const End& other) {
    if (end.has_offset || !other.has_offset) return;
    end.offset = other.zone.empty() || !end.has_day
                     ? other.offset
                     : offset_at_local(other.zone, end.day, end.nanos).value_or(other.offset);
    end.has_offset = true;
    end.zone = other.zone;
}

Wide total_nanos(const End& end) {
    return (Wide{end.day} * 86'400 - end.offset) * nanos_of_second + end.nanos;
}

Duration of_nanos(Wide nanos) {
    Duration out;
    Wide seconds = nanos / nanos_of_second;
    Wide rest = nanos % nanos_of_second;
    if (rest < 0) {
        rest += nanos_of_second;
        --seconds;
    }
    out.seconds = static_cast<std::int64_t>(seconds);
    out.nanos = static_cast<std::int32_t>(rest);
    return out;
}

/// Whole months from `from` to `to`, toward zero.
std::int64_t whole_months(const End& from, const End& to) {
    const CivilDate a = civil(from.day);
    const CivilDate b = civil(to.day);
    std::int64_t months = std::int64_t{b.year - a.year} * 12 + b.month - a.month;
    const auto after = [&](std::int64_t by) {
        End moved = from;
        moved.day = add_months(from.day, by);
        return std::pair(moved.day, moved.nanos);
    };
    const std::pair target(to.day, to.nanos);
    if (months > 0 && after(months) > target) --months;
    if (months < 0 && after(months) < target) ++months;
    return months;
}

}  // namespace

Duration duration_between(const Value& a, const Value& b, Between how) {
    End from = end_of(a);
    End to = end_of(b);
    if (!from.has_day || !to.has_day) {
        if (how == Between::months || how == Between::days) return {};
        // Only the times of day can be compared: both are put on the same day.
        const Day day = from.has_day ? from.day : to.day;
        from.day = to.day = from.has_day || to.has_day ? day : 0;
    }
    adopt_zone(from, to);
    adopt_zone(to, from);
    if (how == Between::seconds) return of_nanos(total_nanos(to) - total_nanos(from));
    // The later parts are counted on the clock of `from`.
    const std::int64_t shift = std::int64_t{from.offset - to.offset} * nanos_of_second;
    if (from.zone.empty() || from.zone != to.zone) {
        const std::int64_t moved = to.nanos + shift;
        const std::int64_t days = moved < 0 ? -1 : moved >= nanos_of_day ? 1 : 0;
        to.nanos = moved - days * nanos_of_day;
        if (to.has_day || from.has_day) to.day += static_cast<Day>(days);
    }
    Duration out;
    if (how != Between::days) {
        out.months = whole_months(from, to);
        if (how == Between::months) return out;
        from.day = add_months(from.day, out.months);
    }
    std::int64_t days = to.day - from.day;
    std::int64_t nanos = to.nanos - from.nanos;
    if (days > 0 && nanos < 0) {
        --days;
        nanos += nanos_of_day;
    } else if (days < 0 && nanos > 0) {
        ++days;
        nanos -= nanos_of_day;
    }
    out.days = days;
    if (how == Between::days) return out;
    const Duration time = of_nanos(nanos);
    out.seconds = time.seconds;
    out.nanos = time.nanos;
    return out;
}

}  // namespace parley::query
