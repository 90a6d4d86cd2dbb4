#include "query/arithmetic.hpp"
#include "query/fault.hpp"
#include "query/function.hpp"
#include "query/temporal.hpp"
#include "query/temporal_arithmetic.hpp"
#include "query/time_zone.hpp"
#include "query/wide.hpp"

namespace parley::query {
namespace {

/// A date is its first day's midnight.
Moment end_of(const Value& value) {
    if (const auto* date = value.as<Date>()) {
        if (!date->span()) bad_argument("duration.between()", value);
        Moment out;
        out.kind = MomentKind::local_datetime;
        out.day = date->span()->first;
        return out;
    }
    const auto* m = value.as<std::shared_ptr<const Moment>>();
    if (!m) bad_argument("duration.between()", value);
    return **m;
}

/// Puts an end without a zone into the zone of the other.
void adopt_zone(Moment& end, const Moment& other) {
    if (end.has_offset() || !other.has_offset()) return;
    const bool has_day = end.has_day();
    end.kind = has_day ? MomentKind::datetime : MomentKind::time;
    end.offset = other.offset;
    if (!has_day || other.zone.empty()) return;
    end.zone = other.zone;
    settle_local(end);
}

Wide total_nanos(const Moment& end) {
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
std::int64_t whole_months(const Moment& from, const Moment& to) {
    const CivilDate a = civil(from.day);
    const CivilDate b = civil(to.day);
    std::int64_t months = std::int64_t{b.year - a.year} * 12 + b.month - a.month;
    const auto after = [&](std::int64_t by) {
        return std::pair(add_months(from.day, by), from.nanos);
    };
    const std::pair target(to.day, to.nanos);
    if (months > 0 && after(months) > target) --months;
    if (months < 0 && after(months) < target) ++months;
    return months;
}

}  // namespace

Duration duration_between(const Value& a, const Value& b, Between how) {
    Moment from = end_of(a);
    Moment to = end_of(b);
    const bool have_days = from.has_day() && to.has_day();
    if (!have_days) {
        if (how == Between::months || how == Between::days) return {};
        // Only the times of day can be compared: both are put on the same day.
        from.day = to.day = from.has_day() ? from.day : to.has_day() ? to.day : 0;
    }
    adopt_zone(from, to);
    adopt_zone(to, from);
    if (how == Between::seconds || !have_days) return of_nanos(total_nanos(to) - total_nanos(from));
    // Months and days are counted on the clock of `from`, what is left by the clock that never
    // jumps: so that adding the answer to `from` gives `to`.
    if (from.has_offset() && from.zone.empty()) move_clock(to, from.offset - to.offset);
    if (!from.zone.empty() && from.zone != to.zone) {
        to.zone = from.zone;
        settle_instant(to);
    }
    Duration out;
    if (how != Between::days) {
        out.months = whole_months(from, to);
        if (how == Between::months) return out;
        from.day = add_months(from.day, out.months);
    }
    out.days = to.day - from.day;
    if (out.days > 0 && to.nanos < from.nanos) --out.days;
    if (out.days < 0 && to.nanos > from.nanos) ++out.days;
    if (how == Between::days) return out;
    from.day += static_cast<Day>(out.days);
    settle_local(from);
    const Duration time = of_nanos(total_nanos(to) - total_nanos(from));
    out.seconds = time.seconds;
    out.nanos = time.nanos;
    return out;
}

}  // namespace parley::query
