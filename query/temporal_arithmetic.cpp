#include "query/temporal_arithmetic.hpp"

#include <algorithm>
#include <cmath>

#include "query/arithmetic.hpp"
#include "query/fault.hpp"
#include "query/time_zone.hpp"
#include "query/wide.hpp"

namespace parley::query {
namespace {

constexpr std::int64_t billion = 1'000'000'000;
constexpr std::int64_t day_nanos = 86'400 * billion;
// A Gregorian year is 365.2425 days, so a month 2,629,746 seconds.
constexpr long double month_seconds = 2'629'746;

const Duration* duration(const Value& v) {
    const auto* d = v.as<std::shared_ptr<const Duration>>();
    return d ? d->get() : nullptr;
}
const Moment* moment(const Value& v) {
    const auto* m = v.as<std::shared_ptr<const Moment>>();
    return m ? m->get() : nullptr;
}

[[noreturn]] void out_of_range() {
    throw runtime_fault("ArithmeticError", "TemporalOverflow",
                        "The result lies outside the years -9999 to 9999.");
}

[[noreturn]] void too_long() {
    throw runtime_fault("ArithmeticError", "IntegerOverflow", "The duration is too long.");
}

std::int64_t narrow(Wide number) {
    if (number > INT64_MAX || number < INT64_MIN) too_long();
    return static_cast<std::int64_t>(number);
}

Day day_in_range(Wide day) {
    static const Day first = *day_of(-9999, 1, 1), last = *day_of(9999, 12, 31);
    if (day < first || day > last) out_of_range();
    return static_cast<Day>(day);
}

Duration combine(const Duration& a, const Duration& b, int sign) {
    Duration out;
    const Wide nanos = static_cast<Wide>(a.seconds) * billion + a.nanos +
                       sign * (static_cast<Wide>(b.seconds) * billion + b.nanos);
    Wide seconds = nanos / billion;
    std::int64_t rest = static_cast<std::int64_t>(nanos % billion);
    if (rest < 0) {
        rest += billion;
        --seconds;
    }
    out.months = narrow(Wide{a.months} + sign * Wide{b.months});
    out.days = narrow(Wide{a.days} + sign * Wide{b.days});
    out.seconds = narrow(seconds);
    out.nanos = static_cast<std::int32_t>(rest);
    return out;
}

/// A day so many months and days later.
Day moved(Day day, const Duration& d, int sign, Wide days) {
    const std::int64_t months = narrow(sign * Wide{d.months});
    return day_in_range(Wide{add_months(day, months)} + sign * Wide{d.days} + days);
}

}  // namespace

bool is_temporal(const Value& value) {
    return value.as<Date>() || moment(value) || duration(value);
}

Day add_months(Day day, std::int64_t months) {
    const CivilDate c = civil(day);
    if (months > 1'000'000 || months < -1'000'000) out_of_range();
    const std::int64_t month = static_cast<std::int64_t>(c.year) * 12 + c.month - 1 + months;
    const std::int64_t year = month >= 0 ? month / 12 : -((11 - month) / 12);
    if (year < -9999 || year > 9999) out_of_range();
    const int in_year = static_cast<int>(month - year * 12) + 1;
    const int last = days_in_month(static_cast<int>(year), in_year);
    return *day_of(static_cast<int>(year), in_year, std::min(c.day, last));
}

Date add_to_date(const Date& date, const Duration& d, int sign) {
    if (!date.span()) return date;
    const Wide days = sign * Wide{d.seconds / 86'400};
    return Date::of_span(
        {moved(date.span()->first, d, sign, days), moved(date.span()->last, d, sign, days)});
}

/// Months and days go by the calendar, what is shorter by the clock that never jumps.
Moment add_to_moment(const Moment& m, const Duration& d, int sign) {
    Moment out = m;
    if (m.has_day()) {
        out.day = moved(m.day, d, sign, 0);
        settle_local(out);
    }
    Wide nanos = out.nanos + sign * (static_cast<Wide>(d.seconds) * billion + d.nanos);
    Wide days = nanos / day_nanos;
    nanos %= day_nanos;
    if (nanos < 0) {
        nanos += day_nanos;
        --days;
    }
    out.nanos = static_cast<std::int64_t>(nanos);
    if (m.has_day()) {
        out.day = day_in_range(out.day + days);
        settle_instant(out);
    }
    return out;
}

Duration make_duration(long double months, long double days, long double seconds,
                       long double nanos) {
    Duration out;
    const long double whole_months = std::trunc(months);
    const long double all_seconds_of_months = (months - whole_months) * month_seconds;
    const long double days_of_months = std::trunc(all_seconds_of_months / 86'400);
    const long double rest = all_seconds_of_months - days_of_months * 86'400;
    const long double whole_days = std::trunc(days);
    const long double seconds_of_days = (days - whole_days) * 86'400;
    const long double whole_seconds = std::trunc(seconds);
    const long double total_nanos =
        (seconds - whole_seconds) * billion + nanos + rest * billion + seconds_of_days * billion;
    constexpr long double limit = 9.2e18L;
    if (std::abs(whole_months) > limit || std::abs(whole_days) > limit ||
        std::abs(whole_seconds) > limit || std::abs(total_nanos) > limit * billion) {
        too_long();
    }
    Wide all = static_cast<Wide>(whole_seconds) * billion +
               static_cast<Wide>(std::trunc(total_nanos + (total_nanos < 0 ? -1e-4L : 1e-4L)));
    Wide second = all / billion;
    Wide left = all % billion;
    if (left < 0) {
        left += billion;
        --second;
    }
    out.months = static_cast<std::int64_t>(whole_months);
    out.days = narrow(static_cast<Wide>(whole_days + days_of_months));
    out.seconds = narrow(second);
    out.nanos = static_cast<std::int32_t>(left);
    return out;
}

std::optional<Value> add_temporal(const Value& a, const Value& b) {
    if (const Duration* x = duration(a)) {
        if (const Duration* y = duration(b)) return duration_value(combine(*x, *y, 1));
        return is_temporal(b) ? add_temporal(b, a) : std::nullopt;
    }
    const Duration* d = duration(b);
    if (!d) return {};
    if (const auto* date = a.as<Date>()) return Value{add_to_date(*date, *d, 1)};
    if (const Moment* m = moment(a)) return moment_value(add_to_moment(*m, *d, 1));
    return {};
}

std::optional<Value> subtract_temporal(const Value& a, const Value& b) {
    const Duration* d = duration(b);
    if (!d) return {};
    if (const Duration* x = duration(a)) return duration_value(combine(*x, *d, -1));
    if (const auto* date = a.as<Date>()) return Value{add_to_date(*date, *d, -1)};
    if (const Moment* m = moment(a)) return moment_value(add_to_moment(*m, *d, -1));
    return {};
}

std::optional<Value> scale_temporal(const Value& value, double factor, double divisor) {
    const Duration* d = duration(value);
    if (!d) return {};
    const auto scaled = [&](std::int64_t part) {
        const auto wide = static_cast<long double>(part);
        return divisor != 0 ? wide / divisor : wide * factor;
    };
    return duration_value(
        make_duration(scaled(d->months), scaled(d->days), scaled(d->seconds), scaled(d->nanos)));
}

}  // namespace parley::query
