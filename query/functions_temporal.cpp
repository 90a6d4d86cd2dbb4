/// date, time, localtime, datetime, localdatetime, duration and what belongs to them.
#include <chrono>

#include "query/arithmetic.hpp"
#include "query/function.hpp"
#include "query/run.hpp"
#include "query/temporal.hpp"

namespace parley::query {
namespace {

Moment now_of(const Run& run, MomentKind kind) {
    const auto nanos =
        std::chrono::duration_cast<std::chrono::nanoseconds>(run.now.time_since_epoch()).count();
    Moment out;
    out.kind = kind;
    if (out.has_day()) out.day = static_cast<Day>(nanos / nanos_of_day);
    out.nanos = nanos % nanos_of_day;
    return out;
}

/// EDTF first, since a bare month or year is the whole of it; then the other forms of ISO 8601.
Value date_from_text(const std::string& text) {
    if (const auto date = Date::parse(text)) return Value{*date};
    const auto day = parse_day(text);
    if (!day) {
        throw runtime_fault("ArgumentError", "InvalidArgumentValue", "Not a date: '" + text + "'.",
                            "for example '2017-12-07', '2017-12', '2017' or "
                            "'2017-12-01/2017-12-07'");
    }
    return Value{Date::of_day(*day)};
}

Value date(std::span<Value> a, Run& run) {
    if (a.empty()) return Value{Date::of_day(now_of(run, MomentKind::datetime).day)};
    if (const auto* text = a[0].as<std::string>()) return date_from_text(*text);
    if (a[0].as<Date>()) return a[0];
    if (const auto* year = a[0].as<std::int64_t>(); year && *year >= 0 && *year <= 9999) {
        const std::string digits = std::to_string(*year);
        return date_from_text(std::string(4 - digits.size(), '0') + digits);
    }
    if (const auto* map = a[0].as<std::shared_ptr<const Map>>()) {
        std::optional<Day> base;
        for (const char* key : {"date", "datetime"}) {
            const auto found = (*map)->find(key);
            if (found == (*map)->end()) continue;
            base = moment_from(found->second, MomentKind::local_datetime).day;
        }
        return Value{Date::of_day(day_from(**map, base))};
    }
    return Value{Date::of_day(moment_from(a[0], MomentKind::local_datetime).day)};
}

template <MomentKind kind>
Value moment(std::span<Value> a, Run& run) {
    if (a.empty()) return moment_value(now_of(run, kind));
    return moment_value(moment_from(a[0], kind));
}

Value duration(std::span<Value> a, Run&) {
    if (a[0].as<std::shared_ptr<const Duration>>()) return a[0];
    if (const auto* map = a[0].as<std::shared_ptr<const Map>>()) {
        return duration_value(duration_from(**map));
    }
    const auto* text = a[0].as<std::string>();
    if (!text) bad_argument("duration()", a[0]);
    const auto parsed = parse_duration(*text);
    if (!parsed) {
        throw runtime_fault("ArgumentError", "InvalidArgumentValue",
                            "Not a duration: '" + *text + "'.", "for example 'P1Y2M3DT4H5M6S'");
    }
    return duration_value(*parsed);
}

Map changes(std::span<Value> a) {
    if (a.size() < 3) return {};
    const auto* map = a[2].as<std::shared_ptr<const Map>>();
    if (!map) bad_argument("truncate()", a[2]);
    return **map;
}

const std::string& unit(const Value& value) {
    const auto* text = value.as<std::string>();
    if (!text) bad_argument("truncate()", value);
    return *text;
}

Value cut_date(std::span<Value> a, Run&) { return truncate_date(unit(a[0]), a[1], changes(a)); }

template <MomentKind kind>
Value cut(std::span<Value> a, Run&) {
    return truncate_moment(kind, unit(a[0]), a[1], changes(a));
}

template <Between how>
Value between(std::span<Value> a, Run&) {
    return duration_value(duration_between(a[0], a[1], how));
}

Value from_epoch(std::span<Value> a, Run&) {
    Map map{{"epochSeconds", a[0]}, {"nanosecond", a[1]}};
    return moment_value(moment_from(map_value(std::move(map)), MomentKind::datetime));
}

Value from_epoch_millis(std::span<Value> a, Run&) {
    Map map{{"epochMillis", a[0]}};
    return moment_value(moment_from(map_value(std::move(map)), MomentKind::datetime));
}

}  // namespace

std::span<const Function> temporal_functions() {
    constexpr std::uint32_t text_or_map =
        Type::string | Type::map | Type::date | Type::moment | Type::integer;
    constexpr std::uint32_t any = Type::anything;
    static const std::vector<Function> all = [] {
        using enum MomentKind;
        std::vector<Function> out{
            {"duration",
             1,
             1,
             {Type::string | Type::map | Type::duration},
             Type::duration,
             duration},
            {"date.truncate", 2, 3, {any}, Type::date, cut_date},
            {"time.truncate", 2, 3, {any}, Type::moment, cut<time>},
            {"localtime.truncate", 2, 3, {any}, Type::moment, cut<local_time>},
            {"datetime.truncate", 2, 3, {any}, Type::moment, cut<datetime>},
            {"localdatetime.truncate", 2, 3, {any}, Type::moment, cut<local_datetime>},
            {"duration.between", 2, 2, {any}, Type::duration, between<Between::parts>},
            {"duration.inMonths", 2, 2, {any}, Type::duration, between<Between::months>},
            {"duration.inDays", 2, 2, {any}, Type::duration, between<Between::days>},
            {"duration.inSeconds", 2, 2, {any}, Type::duration, between<Between::seconds>},
            {"datetime.fromepoch", 2, 2, {Type::integer}, Type::moment, from_epoch},
            {"datetime.fromepochmillis", 1, 1, {Type::integer}, Type::moment, from_epoch_millis},
        };
        // date(), date.transaction(), date.statement(), date.realtime() are one clock here: a
        // query sees one time.
        for (const char* clock : {"", ".transaction", ".statement", ".realtime"}) {
            const auto add = [&](const char* name, std::uint32_t gives, Function::Call call) {
                out.push_back({std::string(name) + clock, 0, 1, {text_or_map}, gives, call});
            };
            add("date", Type::date, date);
            add("time", Type::moment, moment<time>);
            add("localtime", Type::moment, moment<local_time>);
            add("datetime", Type::moment, moment<datetime>);
            add("localdatetime", Type::moment, moment<local_datetime>);
        }
        return out;
    }();
    return all;
}

}  // namespace parley::query
