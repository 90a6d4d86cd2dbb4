#pragma once
/// Dates, moments and durations added, subtracted and scaled.

#include <optional>
#include <parley/value.hpp>

namespace parley::query {

/// A date, moment or duration.
bool is_temporal(const Value& value);

/// None where the two do not go together.
std::optional<Value> add_temporal(const Value& a, const Value& b);
std::optional<Value> subtract_temporal(const Value& a, const Value& b);
/// A duration times a factor; none for other values. `divisor`, when not 0, is divided by instead,
/// which keeps exact quotients exact.
std::optional<Value> scale_temporal(const Value& duration, double factor, double divisor = 0);

/// The duration of months, days, seconds and nanoseconds of which each may have a fraction:
/// fractions go down to the next part (a month is 30.436875 days).
Duration make_duration(long double months, long double days, long double seconds,
                       long double nanos);
/// Adds to a date (its days and larger) or a moment; wraps around midnight where there is no day.
Date add_to_date(const Date& date, const Duration& duration, int sign);
Moment add_to_moment(const Moment& moment, const Duration& duration, int sign);
/// The same day of the month so many months later, at most the month's last day.
Day add_months(Day day, std::int64_t months);

}  // namespace parley::query
