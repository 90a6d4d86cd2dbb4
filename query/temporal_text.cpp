/// Moments and durations to ISO 8601 text and back.
#include <cctype>
#include <cmath>
#include <cstdlib>
#include <parley/temporal.hpp>

#include "query/temporal.hpp"
#include "query/temporal_arithmetic.hpp"
#include "query/time_zone.hpp"

namespace parley {

using namespace query;

namespace {

std::string two(std::int64_t number) { return (number < 10 ? "0" : "") + std::to_string(number); }

/// ".645" of nanoseconds; empty for none.
std::string fraction(std::int64_t nanos) {
    if (nanos == 0) return {};
    std::string digits = std::to_string(nanos);
    digits.insert(0, 9 - digits.size(), '0');
    digits.erase(digits.find_last_not_of('0') + 1);
    return "." + digits;
}

std::string time_text(std::int64_t nanos) {
    const std::int64_t seconds = nanos / nanos_of_second;
    const std::int64_t rest = nanos % nanos_of_second;
    std::string out = two(seconds / 3600) + ":" + two(seconds / 60 % 60);
    if (seconds % 60 != 0 || rest != 0) out += ":" + two(seconds % 60) + fraction(rest);
    return out;
}

bool digits(std::string_view text, std::size_t at, std::size_t count) {
    if (at + count > text.size()) return false;
    for (std::size_t i = at; i < at + count; ++i) {
        if (text[i] < '0' || text[i] > '9') return false;
    }
    return true;
}

int number(std::string_view text, std::size_t at, std::size_t count) {
    return std::atoi(std::string(text.substr(at, count)).c_str());
}

/// [number][letter]... of a duration's date or time half.
bool read_parts(std::string_view text, std::string_view letters, long double* values, bool& any) {
    std::size_t at = 0;
    std::size_t letter = 0;
    while (at < text.size()) {
        const std::size_t begin = at;
        if (text[at] == '-' || text[at] == '+') ++at;
        while (at < text.size() && (std::isdigit(static_cast<unsigned char>(text[at])) ||
                                    text[at] == '.' || text[at] == ',')) {
            ++at;
        }
        if (at == begin || at >= text.size()) return false;
        std::string amount(text.substr(begin, at - begin));
        for (char& c : amount) {
            if (c == ',') c = '.';
        }
        const std::size_t found = letters.find(text[at], letter);
        if (found == std::string_view::npos) return false;
        char* end = nullptr;
        values[found] = std::strtold(amount.c_str(), &end);
        if (*end != '\0') return false;
        letter = found + 1;
        any = true;
        ++at;
    }
    return true;
}

/// P2012-02-02T14:37:21.545
std::optional<Duration> parse_dated_duration(std::string_view text) {
    if (text.size() < 10 || !digits(text, 0, 4) || text[4] != '-' || !digits(text, 5, 2) ||
        text[7] != '-' || !digits(text, 8, 2)) {
        return {};
    }
    Duration out;
    out.months = number(text, 0, 4) * 12 + number(text, 5, 2);
    out.days = number(text, 8, 2);
    if (text.size() == 10) return out;
    std::string_view rest = text.substr(11);
    const auto time = text[10] == 'T' ? parse_time_of_day(rest) : std::nullopt;
    if (!time || !rest.empty()) return {};
    out.seconds = *time / nanos_of_second;
    out.nanos = static_cast<std::int32_t>(*time % nanos_of_second);
    return out;
}

}  // namespace

std::string to_text(const Moment& m) {
    std::string out;
    if (m.has_day()) out = iso(m.day) + "T";
    out += time_text(m.nanos);
    if (m.has_offset()) out += offset_text(m.offset);
    if (!m.zone.empty()) out += "[" + m.zone + "]";
    return out;
}

std::string to_text(const Duration& d) {
    std::string out = "P";
    const auto part = [&](std::int64_t amount, char letter) {
        if (amount != 0) out += std::to_string(amount) + letter;
    };
    part(d.months / 12, 'Y');
    part(d.months % 12, 'M');
    part(d.days, 'D');
    std::int64_t seconds = d.seconds;
    std::int64_t nanos = d.nanos;
    const bool negative = seconds < 0;
    if (negative && nanos > 0) {  // -1.5 s is kept as -2 s and 0.5 s
        ++seconds;
        nanos = nanos_of_second - nanos;
    }
    if (seconds != 0 || nanos != 0 || out == "P") out += "T";
    part(seconds / 3600, 'H');
    part(seconds / 60 % 60, 'M');
    const std::int64_t rest = seconds % 60;
    if (rest != 0 || nanos != 0) {
        const bool sign = rest == 0 && negative;
        out += (sign ? "-" : "") + std::to_string(rest) + fraction(nanos) + "S";
    }
    if (out == "PT") out += "0S";
    return out;
}

std::optional<Duration> parse_duration(std::string_view text) {
    int sign = 1;
    if (text.starts_with('-')) {
        sign = -1;
        text.remove_prefix(1);
    }
    if (!text.starts_with('P') || text.size() < 2) return {};
    text.remove_prefix(1);
    if (auto dated = parse_dated_duration(text)) return dated;
    const std::size_t t = text.find('T');
    const std::string_view dates = text.substr(0, t);
    const std::string_view times =
        t == std::string_view::npos ? std::string_view() : text.substr(t + 1);
    long double d[4] = {0, 0, 0, 0};
    long double s[3] = {0, 0, 0};
    bool any = false;
    if (!read_parts(dates, "YMWD", d, any) || !read_parts(times, "HMS", s, any) || !any) return {};
    return make_duration(sign * (d[0] * 12 + d[1]), sign * (d[2] * 7 + d[3]),
                         sign * (s[0] * 3600 + s[1] * 60 + s[2]), 0);
}

std::optional<Moment> parse_moment(MomentKind kind, std::string_view text) {
    Moment out;
    out.kind = kind;
    if (out.has_day()) {
        const std::size_t t = text.find('T');
        const auto day = parse_day(text.substr(0, t));
        if (!day) return {};
        out.day = *day;
        text = t == std::string_view::npos ? std::string_view() : text.substr(t + 1);
    }
    const bool day_only = out.has_day() && text.empty();
    const auto time = day_only ? std::optional<std::int64_t>(0) : parse_time_of_day(text);
    if (!time) return {};
    out.nanos = *time;
    if (!out.has_offset()) return text.empty() ? std::optional(out) : std::nullopt;
    const std::size_t bracket = text.find('[');
    if (bracket != std::string_view::npos) {
        if (!text.ends_with(']')) return {};
        out.zone = text.substr(bracket + 1, text.size() - bracket - 2);
        text = text.substr(0, bracket);
        const auto offset = offset_at_local(out.zone, out.day, out.nanos);
        if (!offset) return {};
        if (text.empty()) {
            out.offset = *offset;
            settle_instant(out);
            return out;
        }
    }
    if (text.empty()) return out;
    const auto offset = parse_offset(text);
    if (!offset) return {};
    out.offset = *offset;
    return out;
}

namespace query {

std::optional<Day> parse_day(std::string_view t) {
    const bool signed_year = t.starts_with('-') || t.starts_with('+');
    const int sign = t.starts_with('-') ? -1 : 1;
    if (signed_year) t.remove_prefix(1);
    const std::size_t n = t.size();
    if (n < 4 || !digits(t, 0, 4)) return {};
    const int year = sign * number(t, 0, 4);
    const auto week_day = [&](int week, int day) -> std::optional<Day> {
        if (week < 1 || week > 53 || day < 1 || day > 7) return {};
        const Day found = first_of_week_year(year) + (week - 1) * 7 + day - 1;
        return iso_week(found).year == year ? std::optional(found) : std::nullopt;
    };
    const auto ordinal = [&](int day) -> std::optional<Day> {
        const Day found = *day_of(year, 1, 1) + day - 1;
        return day > 0 && civil(found).year == year ? std::optional(found) : std::nullopt;
    };
    if (n == 4) return day_of(year, 1, 1);
    const bool dashed = t[4] == '-';
    const std::size_t at = dashed ? 5 : 4;
    if (at < n && t[at] == 'W') {
        if (!digits(t, at + 1, 2)) return {};
        const int week = number(t, at + 1, 2);
        if (n == at + 3) return week_day(week, 1);
        const std::size_t last = at + 3 + (dashed ? 1 : 0);
        if (n != last + 1 || !digits(t, last, 1)) return {};
        return week_day(week, number(t, last, 1));
    }
    if (n == at + 3 && digits(t, at, 3)) return ordinal(number(t, at, 3));
    if (!digits(t, at, 2)) return {};
    if (n == at + 2) return day_of(year, number(t, at, 2), 1);
    const std::size_t last = at + 2 + (dashed ? 1 : 0);
    if (n != last + 2 || !digits(t, last, 2) || (dashed && t[7] != '-')) return {};
    return day_of(year, number(t, at, 2), number(t, last, 2));
}

std::optional<std::int64_t> parse_time_of_day(std::string_view& t) {
    if (!digits(t, 0, 2)) return {};
    std::int64_t parts[3] = {number(t, 0, 2), 0, 0};
    std::size_t at = 2;
    for (int i = 1; i < 3; ++i) {
        const std::size_t colon = at < t.size() && t[at] == ':' ? 1 : 0;
        if (!digits(t, at + colon, 2)) break;
        parts[i] = number(t, at + colon, 2);
        at += 2 + colon;
    }
    std::int64_t nanos = 0;
    if (at < t.size() && (t[at] == '.' || t[at] == ',')) {
        ++at;
        std::int64_t unit = nanos_of_second / 10;
        for (; at < t.size() && digits(t, at, 1); ++at, unit /= 10) {
            nanos += unit * (t[at] - '0');
        }
    }
    if (parts[0] > 23 || parts[1] > 59 || parts[2] > 59) return {};
    t.remove_prefix(at);
    return ((parts[0] * 60 + parts[1]) * 60 + parts[2]) * nanos_of_second + nanos;
}

std::optional<std::int32_t> parse_offset(std::string_view t) {
    if (t == "Z" || t == "z") return 0;
    if (t.empty() || (t[0] != '+' && t[0] != '-')) return {};
    const int sign = t[0] == '-' ? -1 : 1;
    t.remove_prefix(1);
    std::int32_t parts[3] = {0, 0, 0};
    std::size_t at = 0;
    for (std::int32_t& part : parts) {
        if (at > 0 && at < t.size() && t[at] == ':') ++at;
        if (!digits(t, at, 2)) break;
        part = number(t, at, 2);
        at += 2;
    }
    if (at != t.size() || at == 0 || parts[0] > 18 || parts[1] > 59 || parts[2] > 59) return {};
    return sign * (parts[0] * 3600 + parts[1] * 60 + parts[2]);
}

std::string offset_text(std::int32_t seconds) {
    if (seconds == 0) return "Z";
    const std::int32_t size = std::abs(seconds);
    std::string out = (seconds < 0 ? "-" : "+") + two(size / 3600) + ":" + two(size / 60 % 60);
    if (size % 60 != 0) out += ":" + two(size % 60);
    return out;
}

}  // namespace query
}  // namespace parley
