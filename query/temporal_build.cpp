/// Dates and moments from maps.
#include <algorithm>

#include "query/arithmetic.hpp"
#include "query/fault.hpp"
#include "query/function.hpp"
#include "query/temporal.hpp"
#include "query/temporal_arithmetic.hpp"
#include "query/time_zone.hpp"
#include "query/wide.hpp"

namespace parley::query {
namespace {

[[noreturn]] void refuse(const std::string& message) {
    throw runtime_fault("ArgumentError", "InvalidArgumentValue", message);
}

std::optional<std::int64_t> field(const Map& map, const char* key) {
    const auto found = map.find(key);
    if (found == map.end() || found->second.is_null()) return {};
    const auto* number = found->second.as<std::int64_t>();
    if (!number) refuse(std::string(key) + " takes a whole number.");
    return *number;
}

int in_range(std::int64_t number, std::int64_t least, std::int64_t most, const char* what) {
    if (number < least || number > most) {
        refuse(std::string(what) + " lies between " + std::to_string(least) + " and " +
               std::to_string(most) + ", not at " + std::to_string(number) + ".");
    }
    return static_cast<int>(number);
}

std::optional<Day> day_in(const Value& value) {
    if (const auto* date = value.as<Date>()) {
        if (!date->span()) refuse("This date has no day: " + date->text() + ".");
        return date->span()->first;
    }
    const auto* m = value.as<std::shared_ptr<const Moment>>();
    if (m && (*m)->has_day()) return (*m)->day;
    return {};
}

const Moment* moment_in(const Map& map, const char* key) {
    const auto found = map.find(key);
    if (found == map.end()) return nullptr;
    const auto* m = found->second.as<std::shared_ptr<const Moment>>();
    return m ? m->get() : nullptr;
}

struct Zone {
    std::string name;                    ///< or empty
    std::optional<std::int32_t> offset;  ///< of fixed zones
};

Zone zone_from(const std::string& text) {
    if (const auto offset = parse_offset(text)) return {"", *offset};
    if (!offset_at_instant(text, 0)) refuse("Unknown time zone '" + text + "'.");
    return {text, {}};
}

std::optional<Zone> zone_in(const Map& map) {
    const auto found = map.find("timezone");
    if (found == map.end() || found->second.is_null()) return {};
    const auto* text = found->second.as<std::string>();
    if (!text) refuse("timezone takes a text such as '+01:00' or 'Europe/Berlin'.");
    return zone_from(*text);
}

void settle_offset(Moment& m, const Zone& zone) {
    m.zone = zone.name;
    m.offset = zone.offset ? *zone.offset : offset_at_local(zone.name, m.day, m.nanos).value_or(0);
    settle_instant(m);
}

/// The same instant seen from another zone.
void move_to(Moment& m, const Zone& zone) {
    m.zone = zone.name;
    if (zone.offset) move_clock(m, *zone.offset - m.offset);
    settle_instant(m);
}

/// A day counted in a week year, a year or a quarter that is as long.
Day checked(Day day, bool fits) {
    if (!fits) refuse("There is no such day.");
    return day;
}

}  // namespace

Day day_from(const Map& map, std::optional<Day> base) {
    const auto part = [&](const char* key, int from_base, int fallback) {
        return field(map, key).value_or(base ? from_base : fallback);
    };
    const CivilDate b = civil(base.value_or(0));
    const auto year = [&](int from_base) {
        const auto told = field(map, "year");
        if (!told && !base) refuse("A date needs a year.");
        return in_range(told.value_or(from_base), -9999, 9999, "year");
    };
    if (map.contains("week") || map.contains("dayOfWeek")) {
        const IsoWeek w = base ? iso_week(*base) : IsoWeek{0, 1};
        const int y = year(w.year);
        const int week = in_range(part("week", w.week, 1), 1, 53, "week");
        const int day =
            in_range(part("dayOfWeek", base ? day_of_week(*base) : 1, 1), 1, 7, "dayOfWeek");
        const Day found = first_of_week_year(y) + (week - 1) * 7 + day - 1;
        return checked(found, iso_week(found).year == y);
    }
    if (map.contains("ordinalDay")) {
        const int day = in_range(*field(map, "ordinalDay"), 1, 366, "ordinalDay");
        const int y = year(b.year);
        const Day found = *day_of(y, 1, 1) + day - 1;
        return checked(found, civil(found).year == y);
    }
    if (map.contains("dayOfQuarter") || (map.contains("quarter") && !base)) {
        const int quarter = in_range(part("quarter", (b.month - 1) / 3 + 1, 1), 1, 4, "quarter");
        const int day = in_range(field(map, "dayOfQuarter").value_or(1), 1, 92, "dayOfQuarter");
        const Day found = *day_of(year(b.year), quarter * 3 - 2, 1) + day - 1;
        return checked(found, (civil(found).month + 2) / 3 == quarter);
    }
    int month = in_range(part("month", b.month, 1), 1, 12, "month");
    if (map.contains("quarter")) {  // keeps the month's place in its quarter
        const int quarter = in_range(*field(map, "quarter"), 1, 4, "quarter");
        month = (quarter - 1) * 3 + (b.month - 1) % 3 + 1;
    }
    const int day = in_range(part("day", b.day, 1), 1, 31, "day");
    const auto out = day_of(year(b.year), month, day);
    if (!out) refuse("There is no such day.");
    return *out;
}

std::int64_t nanos_from(const Map& map, std::optional<std::int64_t> base) {
    const std::int64_t b = base.value_or(0);
    const std::int64_t seconds = b / nanos_of_second;
    const std::int64_t rest = b % nanos_of_second;
    const std::int64_t hour = in_range(field(map, "hour").value_or(seconds / 3600), 0, 23, "hour");
    const std::int64_t minute =
        in_range(field(map, "minute").value_or(seconds / 60 % 60), 0, 59, "minute");
    const std::int64_t second =
        in_range(field(map, "second").value_or(seconds % 60), 0, 59, "second");
    const auto milli = field(map, "millisecond");
    const auto micro = field(map, "microsecond");
    const auto nano = field(map, "nanosecond");
    // What stands left of the first part told is kept; parts may be told as totals (645876123).
    std::int64_t sub = milli ? *milli * 1'000'000 : rest / 1'000'000 * 1'000'000;
    if (micro) {
        sub = *micro > 999 ? *micro * 1'000 : sub + *micro * 1'000;
    } else if (!milli) {
        sub += rest % 1'000'000 / 1'000 * 1'000;
    }
    if (nano) {
        sub = *nano > 999 ? (milli || micro ? sub + *nano : *nano) : sub + *nano;
    } else if (!milli && !micro) {
        sub = rest;
    }
    if (sub < 0 || sub >= nanos_of_second) refuse("The fraction of a second is out of range.");
    return ((hour * 60 + minute) * 60 + second) * nanos_of_second + sub;
}

namespace {

/// So many nanoseconds after 1970 began, UTC.
Moment of_epoch(Wide nanos, std::int64_t more, MomentKind kind) {
    static const Day first = *day_of(-9999, 1, 1), last = *day_of(9999, 12, 31);
    in_range(more, 0, nanos_of_second - 1, "nanosecond");
    nanos += more;
    const Wide day = (nanos - (nanos < 0 ? nanos_of_day - 1 : 0)) / nanos_of_day;
    if (day < first || day > last) refuse("This instant lies outside the years -9999 to 9999.");
    Moment out;
    out.kind = kind;
    out.day = static_cast<Day>(day);
    out.nanos = static_cast<std::int64_t>(nanos - day * nanos_of_day);
    return out;
}

/// From the parts a map selects and tells.
Moment moment_from_map(const Map& map, MomentKind kind) {
    Moment out;
    out.kind = kind;
    const Moment* both = moment_in(map, "datetime");
    const Moment* clock = both ? both : moment_in(map, "time");
    std::optional<Day> base_day;
    for (const char* key : {"datetime", "date"}) {
        const auto found = map.find(key);
        if (found != map.end() && !base_day) base_day = day_in(found->second);
    }
    auto zone = zone_in(map);
    const auto seconds = field(map, "epochSeconds");
    const auto millis = field(map, "epochMillis");
    if (seconds || millis) {
        out = of_epoch(seconds ? Wide{*seconds} * nanos_of_second : Wide{*millis} * 1'000'000,
                       field(map, "nanosecond").value_or(0), kind);
        if (zone) move_to(out, *zone);
        return out;
    }
    std::optional<std::int64_t> base_nanos;
    if (clock) {
        Moment seen = *clock;
        if (!both && !seen.zone.empty() && out.has_day()) {  // its offset on the day asked for
            seen.offset = offset_at_local(seen.zone, day_from(map, base_day), seen.nanos)
                              .value_or(seen.offset);
        }
        if (zone && clock->has_offset() && out.has_offset()) {
            const Day before = seen.day;
            move_to(seen, *zone);
            if (base_day && both) *base_day += seen.day - before;
        }
        base_nanos = seen.nanos;
        if (!zone && clock->has_offset()) {
            zone = Zone{clock->zone,
                        clock->zone.empty() ? std::optional(clock->offset) : std::nullopt};
            if (!out.has_day() && !clock->zone.empty()) zone = Zone{"", clock->offset};
        }
    }
    if (out.has_day()) out.day = day_from(map, base_day);
    out.nanos = nanos_from(map, base_nanos);
    if (out.has_offset() && zone) settle_offset(out, *zone);
    if (!out.has_day()) out.zone.clear();
    return out;
}

Moment convert(const Moment& from, MomentKind kind) {
    Moment out = from;
    out.kind = kind;
    if (!out.has_day()) out.day = 0;
    if (!out.has_offset()) {
        out.offset = 0;
        out.zone.clear();
    }
    if (!out.has_day()) out.zone.clear();
    return out;
}

}  // namespace

Moment moment_from(const Value& value, MomentKind kind) {
    if (const auto* m = value.as<std::shared_ptr<const Moment>>()) {
        Moment target;
        target.kind = kind;
        if (target.has_day() && !(*m)->has_day()) refuse("A time of day has no date.");
        return convert(**m, kind);
    }
    if (value.as<Date>()) {
        Moment out;
        out.kind = kind;
        if (out.has_day()) out.day = *day_in(value);
        return out;
    }
    if (const auto* map = value.as<std::shared_ptr<const Map>>()) {
        return moment_from_map(**map, kind);
    }
    const auto* text = value.as<std::string>();
    if (!text) bad_argument("a time", value);
    const auto parsed = parse_moment(kind, *text);
    if (!parsed) refuse("Not a time: '" + *text + "'.");
    return *parsed;
}

Duration duration_from(const Map& map) {
    const auto amount = [&](const char* key) -> long double {
        const auto found = map.find(key);
        if (found == map.end() || found->second.is_null()) return 0;
        if (const auto* i = found->second.as<std::int64_t>()) return static_cast<long double>(*i);
        if (const auto* d = found->second.as<double>()) return *d;
        refuse(std::string(key) + " takes a number.");
    };
    static const std::vector<std::string> known{
        "years",   "quarters", "months",       "weeks",        "days",       "hours",
        "minutes", "seconds",  "milliseconds", "microseconds", "nanoseconds"};
    for (const auto& [key, value] : map) {
        if (std::find(known.begin(), known.end(), key) == known.end()) {
            refuse("A duration has no part '" + key + "'.");
        }
    }
    return make_duration(amount("years") * 12 + amount("quarters") * 3 + amount("months"),
                         amount("weeks") * 7 + amount("days"),
                         amount("hours") * 3600 + amount("minutes") * 60 + amount("seconds"),
                         amount("milliseconds") * 1'000'000 + amount("microseconds") * 1'000 +
                             amount("nanoseconds"));
}

namespace {

/// The first day of the unit a day lies in; none for units below a day.
std::optional<Day> truncated_day(const std::string& unit, Day day) {
    const CivilDate c = civil(day);
    const auto year = [](int y) { return *day_of(y, 1, 1); };
    if (unit == "millennium") return year(c.year / 1000 * 1000);
    if (unit == "century") return year(c.year / 100 * 100);
    if (unit == "decade") return year(c.year / 10 * 10);
    if (unit == "year") return year(c.year);
    if (unit == "weekYear") return first_of_week_year(iso_week(day).year);
    if (unit == "quarter") return *day_of(c.year, (c.month - 1) / 3 * 3 + 1, 1);
    if (unit == "month") return *day_of(c.year, c.month, 1);
    if (unit == "week") return day - (day_of_week(day) - 1);
    if (unit == "day") return day;
    return {};
}

std::optional<std::int64_t> truncated_nanos(const std::string& unit, std::int64_t nanos) {
    const auto cut = [nanos](std::int64_t size) { return nanos / size * size; };
    if (unit == "hour") return cut(3600 * nanos_of_second);
    if (unit == "minute") return cut(60 * nanos_of_second);
    if (unit == "second") return cut(nanos_of_second);
    if (unit == "millisecond") return cut(1'000'000);
    if (unit == "microsecond") return cut(1'000);
    return {};
}

}  // namespace

Value truncate_date(const std::string& unit, const Value& value, const Map& changes) {
    const auto day = day_in(value);
    if (!day) bad_argument("date.truncate()", value);
    const auto cut = truncated_day(unit, *day);
    if (!cut) refuse("A date cannot be cut to '" + unit + "'.");
    return Value{Date::of_day(changes.empty() ? *cut : day_from(changes, cut))};
}

Value truncate_moment(MomentKind kind, const std::string& unit, const Value& value,
                      const Map& changes) {
    Moment out;
    if (const auto* m = value.as<std::shared_ptr<const Moment>>()) {
        out = **m;
    } else if (const auto day = day_in(value)) {
        out.day = *day;
    } else {
        bad_argument("truncate()", value);
    }
    const bool had_offset = out.has_offset() && !value.as<Date>();
    out = convert(out, kind);
    if (!had_offset) {
        out.offset = 0;
        out.zone.clear();
    }
    if (const auto nanos = truncated_nanos(unit, out.nanos)) {
        out.nanos = *nanos;
    } else {
        const auto day = truncated_day(unit, out.day);
        if (!day || (!out.has_day() && unit != "day")) refuse("Cannot be cut to '" + unit + "'.");
        if (out.has_day()) out.day = *day;
        out.nanos = 0;
    }
    if (out.has_day()) out.day = day_from(changes, out.day);
    out.nanos = nanos_from(changes, out.nanos);
    if (!out.has_offset()) return moment_value(out);
    if (const auto zone = zone_in(changes)) {
        settle_offset(out, *zone);
        if (!out.has_day()) out.zone.clear();
    } else if (!out.zone.empty()) {
        settle_offset(out, Zone{out.zone, {}});
    }
    return moment_value(out);
}

}  // namespace parley::query
