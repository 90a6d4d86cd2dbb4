#include "query/value_order.hpp"

#include <bit>
#include <cmath>
#include <functional>
#include <optional>

#include "query/wide.hpp"

namespace parley {
namespace {

template <class T>
int three_way(const T& a, const T& b) {
    return a < b ? -1 : b < a ? 1 : 0;
}

/// Exact: long double holds every int64 and every double on this platform.
int compare_numbers(const Value& a, const Value& b) {
    const auto wide = [](const Value& v) {
        const auto* i = v.as<std::int64_t>();
        return i ? static_cast<long double>(*i) : static_cast<long double>(*v.as<double>());
    };
    if (a.as<std::int64_t>() && b.as<std::int64_t>()) {
        return three_way(*a.as<std::int64_t>(), *b.as<std::int64_t>());
    }
    return three_way(wide(a), wide(b));
}

enum Rank {
    rank_map,
    rank_node,
    rank_edge,
    rank_list,
    rank_path,
    rank_datetime,
    rank_local_datetime,
    rank_date,
    rank_time,
    rank_local_time,
    rank_duration,
    rank_string,
    rank_boolean,
    rank_number,
    rank_nan,
    rank_null
};

Rank rank_of(const Value& value) {
    struct Visitor {
        Rank operator()(std::monostate) const { return rank_null; }
        Rank operator()(bool) const { return rank_boolean; }
        Rank operator()(std::int64_t) const { return rank_number; }
        Rank operator()(double d) const { return std::isnan(d) ? rank_nan : rank_number; }
        Rank operator()(const std::string&) const { return rank_string; }
        Rank operator()(const Date&) const { return rank_date; }
        Rank operator()(const std::shared_ptr<const List>&) const { return rank_list; }
        Rank operator()(const std::shared_ptr<const Map>&) const { return rank_map; }
        Rank operator()(NodeId) const { return rank_node; }
        Rank operator()(EdgeId) const { return rank_edge; }
        Rank operator()(const std::shared_ptr<const Path>&) const { return rank_path; }
        Rank operator()(const std::shared_ptr<const Moment>& m) const {
            switch (m->kind) {
                case MomentKind::local_time:
                    return rank_local_time;
                case MomentKind::time:
                    return rank_time;
                case MomentKind::local_datetime:
                    return rank_local_datetime;
                case MomentKind::datetime:
                    return rank_datetime;
            }
            return rank_datetime;
        }
        Rank operator()(const std::shared_ptr<const Duration>&) const { return rank_duration; }
    };
    return std::visit(Visitor{}, value.data);
}

int compare_lists(const List& a, const List& b) {
    for (std::size_t i = 0; i < a.size() && i < b.size(); ++i) {
        if (const int c = compare(a[i], b[i])) return c;
    }
    return three_way(a.size(), b.size());
}

int compare_maps(const Map& a, const Map& b) {
    auto x = a.begin();
    auto y = b.begin();
    for (; x != a.end() && y != b.end(); ++x, ++y) {
        if (const int c = x->first.compare(y->first)) return c;
        if (const int c = compare(x->second, y->second)) return c;
    }
    return three_way(a.size(), b.size());
}

int compare_paths(const Path& a, const Path& b) {
    if (a.nodes != b.nodes) return a.nodes < b.nodes ? -1 : 1;
    if (a.edges != b.edges) return a.edges < b.edges ? -1 : 1;
    return 0;
}

int compare_dates(const Date& a, const Date& b) {
    if (a.span() && b.span()) {
        if (const int c = three_way(a.span()->first, b.span()->first)) return c;
        if (const int c = three_way(a.span()->last, b.span()->last)) return c;
        return 0;
    }
    if (a.span() || b.span()) return a.span() ? -1 : 1;
    return a.text().compare(b.text());
}

/// Nanoseconds since 1970 in UTC (of a time of day: since midnight UTC).
query::Wide instant(const Moment& m) {
    constexpr std::int64_t second = 1'000'000'000;
    return static_cast<query::Wide>(m.day) * 86'400 * second + m.nanos -
           static_cast<query::Wide>(m.offset) * second;
}

/// Where in a year of 365.2425 days: durations have no true order.
query::Wide length_of(const Duration& d) {
    constexpr std::int64_t month = 2'629'746;
    return (static_cast<query::Wide>(d.months) * month + static_cast<query::Wide>(d.days) * 86'400 +
            d.seconds) *
               1'000'000'000 +
           d.nanos;
}

int compare_durations(const Duration& a, const Duration& b) {
    if (const int c = three_way(length_of(a), length_of(b))) return c;
    if (const int c = three_way(a.months, b.months)) return c;
    return three_way(a.days, b.days);
}

}  // namespace

int compare(const Value& a, const Value& b) {
    const Rank rank = rank_of(a);
    if (const int c = three_way<int>(rank, rank_of(b))) return c;
    switch (rank) {
        case rank_map:
            return compare_maps(**a.as<std::shared_ptr<const Map>>(),
                                **b.as<std::shared_ptr<const Map>>());
        case rank_node:
            return three_way(*a.as<NodeId>(), *b.as<NodeId>());
        case rank_edge:
            return three_way(*a.as<EdgeId>(), *b.as<EdgeId>());
        case rank_list:
            return compare_lists(**a.as<std::shared_ptr<const List>>(),
                                 **b.as<std::shared_ptr<const List>>());
        case rank_path:
            return compare_paths(**a.as<std::shared_ptr<const Path>>(),
                                 **b.as<std::shared_ptr<const Path>>());
        case rank_date:
            return compare_dates(*a.as<Date>(), *b.as<Date>());
        case rank_datetime:
        case rank_local_datetime:
        case rank_time:
        case rank_local_time: {
            const Moment& x = **a.as<std::shared_ptr<const Moment>>();
            const Moment& y = **b.as<std::shared_ptr<const Moment>>();
            if (const int c = three_way(instant(x), instant(y))) return c;
            return three_way(x.offset, y.offset);
        }
        case rank_duration:
            return compare_durations(**a.as<std::shared_ptr<const Duration>>(),
                                     **b.as<std::shared_ptr<const Duration>>());
        case rank_string:
            return a.as<std::string>()->compare(*b.as<std::string>());
        case rank_boolean:
            return three_way(*a.as<bool>(), *b.as<bool>());
        case rank_number:
            return compare_numbers(a, b);
        case rank_nan:
        case rank_null:
            return 0;
    }
    return 0;
}

namespace query {

Value to_value(Truth truth) {
    if (truth == Truth::unknown) return {};
    return Value{truth == Truth::yes};
}

namespace {

bool is_number(const Value& v) { return v.as<std::int64_t>() || v.as<double>(); }
bool is_nan(const Value& v) { return v.as<double>() && std::isnan(*v.as<double>()); }

/// A date compared with a year or EDTF text: what that stands for. None where it is no date.
std::optional<Date> as_date(const Value& v) {
    if (const auto* d = v.as<Date>()) return *d;
    if (const auto* i = v.as<std::int64_t>(); i && *i >= 1 && *i <= 9999) {
        std::string year = std::to_string(*i);
        return Date::parse(std::string(4 - year.size(), '0') + year);
    }
    if (const auto* s = v.as<std::string>()) return Date::parse(*s);
    return {};
}

struct Spans {
    DateSpan a, b;
};

/// The days of two dates, where at least one is a date value and both have days.
std::optional<Spans> spans_of(const Value& a, const Value& b) {
    const auto x = as_date(a);
    const auto y = as_date(b);
    if (!x || !y || !x->span() || !y->span()) return {};
    return Spans{*x->span(), *y->span()};
}

Truth equal_lists(const List& a, const List& b, Reading reading) {
    if (a.size() != b.size()) return Truth::no;
    Truth all = Truth::yes;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const Truth one = equals(a[i], b[i], reading);
        if (one == Truth::no) return one;
        if (one == Truth::unknown) all = one;
    }
    return all;
}

Truth equal_maps(const Map& a, const Map& b, Reading reading) {
    if (a.size() != b.size()) return Truth::no;
    Truth all = Truth::yes;
    for (auto x = a.begin(), y = b.begin(); x != a.end(); ++x, ++y) {
        if (x->first != y->first) return Truth::no;
        const Truth one = equals(x->second, y->second, reading);
        if (one == Truth::no) return one;
        if (one == Truth::unknown) all = one;
    }
    return all;
}

Truth equal_dates(const Value& a, const Value& b, Reading reading) {
    const auto spans = spans_of(a, b);
    if (!spans) {
        const bool comparable = as_date(a) && as_date(b);
        return comparable ? Truth::unknown : Truth::no;
    }
    const auto& [x, y] = *spans;
    if (reading == Reading::certainly) {
        return truth_of(x.first == x.last && x == y);
    }
    return truth_of(x.first <= y.last && y.first <= x.last);
}

/// Order of lists: by the first pair that differs, then by length.
Truth less_lists(const List& a, const List& b, bool or_equal, Reading reading) {
    for (std::size_t i = 0; i < a.size() && i < b.size(); ++i) {
        const Truth same = equals(a[i], b[i], reading);
        if (same == Truth::unknown) return same;
        if (same == Truth::no) return less(a[i], b[i], reading);
    }
    return truth_of(or_equal ? a.size() <= b.size() : a.size() < b.size());
}

Truth ordered(const Value& a, const Value& b, bool or_equal, Reading reading) {
    if (a.is_null() || b.is_null()) return Truth::unknown;
    if (a.as<Date>() || b.as<Date>()) {
        const auto spans = spans_of(a, b);
        if (!spans) return Truth::unknown;
        const auto& [x, y] = *spans;
        const Day from = reading == Reading::certainly ? x.last : x.first;
        const Day to = reading == Reading::certainly ? y.first : y.last;
        return truth_of(or_equal ? from <= to : from < to);
    }
    if (is_number(a) && is_number(b)) {
        if (is_nan(a) || is_nan(b)) return Truth::no;
    } else if (a.data.index() != b.data.index()) {
        return Truth::unknown;
    }
    if (const auto* x = a.as<std::shared_ptr<const List>>()) {
        return less_lists(**x, **b.as<std::shared_ptr<const List>>(), or_equal, reading);
    }
    if (const auto* x = a.as<std::shared_ptr<const Moment>>()) {
        const Moment& y = **b.as<std::shared_ptr<const Moment>>();
        if ((*x)->kind != y.kind) return Truth::unknown;
    } else if (!is_number(a) && !a.as<std::string>() && !a.as<bool>()) {
        return Truth::unknown;  // maps, entities, paths and durations have no order
    }
    const int c = compare(a, b);
    return truth_of(or_equal ? c <= 0 : c < 0);
}

}  // namespace

Truth equals(const Value& a, const Value& b, Reading reading) {
    if (a.is_null() || b.is_null()) return Truth::unknown;
    if (a.as<Date>() || b.as<Date>()) return equal_dates(a, b, reading);
    if (is_number(a) && is_number(b)) {
        if (is_nan(a) || is_nan(b)) return Truth::no;
        return truth_of(compare(a, b) == 0);
    }
    if (a.data.index() != b.data.index()) return Truth::no;
    if (const auto* x = a.as<std::shared_ptr<const List>>()) {
        return equal_lists(**x, **b.as<std::shared_ptr<const List>>(), reading);
    }
    if (const auto* x = a.as<std::shared_ptr<const Map>>()) {
        return equal_maps(**x, **b.as<std::shared_ptr<const Map>>(), reading);
    }
    if (const auto* x = a.as<std::shared_ptr<const Duration>>()) {
        return truth_of(**x == **b.as<std::shared_ptr<const Duration>>());
    }
    return truth_of(compare(a, b) == 0);
}

Truth less(const Value& a, const Value& b, Reading reading) {
    return ordered(a, b, false, reading);
}

Truth less_equal(const Value& a, const Value& b, Reading reading) {
    return ordered(a, b, true, reading);
}

std::size_t hash_of(const Value& value) {
    struct Visitor {
        std::size_t mix(std::size_t seed, std::size_t more) const {
            return (seed ^ more) * 0x9E3779B97F4A7C15ULL + (seed >> 29);
        }
        std::size_t operator()(std::monostate) const { return 11; }
        std::size_t operator()(bool b) const { return b ? 13 : 17; }
        std::size_t operator()(std::int64_t i) const {
            return mix(19, static_cast<std::size_t>(i));
        }
        std::size_t operator()(double d) const {
            if (std::isnan(d)) return 23;
            if (d >= -9.2e18 && d <= 9.2e18 && d == std::floor(d)) {
                return (*this)(static_cast<std::int64_t>(d));  // 1.0 groups with 1
            }
            return mix(29, std::bit_cast<std::size_t>(d));
        }
        std::size_t operator()(const std::string& s) const { return std::hash<std::string>{}(s); }
        std::size_t operator()(const Date& d) const {
            if (!d.span()) return std::hash<std::string>{}(d.text());
            const auto first = static_cast<std::size_t>(d.span()->first);
            const auto last = static_cast<std::size_t>(d.span()->last);
            return mix(mix(41, first), last);  // not of each other: most are one day
        }
        std::size_t operator()(const std::shared_ptr<const List>& list) const {
            std::size_t seed = 31;
            for (const Value& v : *list) seed = mix(seed, hash_of(v));
            return seed;
        }
        std::size_t operator()(const std::shared_ptr<const Map>& map) const {
            std::size_t seed = 37;
            for (const auto& [k, v] : *map) {
                seed = mix(mix(seed, std::hash<std::string>{}(k)), hash_of(v));
            }
            return seed;
        }
        std::size_t operator()(NodeId id) const { return mix(41, static_cast<std::size_t>(id)); }
        std::size_t operator()(EdgeId id) const { return mix(43, static_cast<std::size_t>(id)); }
        std::size_t operator()(const std::shared_ptr<const Path>& path) const {
            std::size_t seed = 47;
            for (const NodeId n : path->nodes) seed = mix(seed, static_cast<std::size_t>(n));
            for (const EdgeId e : path->edges) seed = mix(seed, static_cast<std::size_t>(e));
            return seed;
        }
        std::size_t operator()(const std::shared_ptr<const Moment>& m) const {
            return mix(static_cast<std::size_t>(instant(*m) & 0x7FFFFFFFFFFFFFFF), 53);
        }
        std::size_t operator()(const std::shared_ptr<const Duration>& d) const {
            return mix(static_cast<std::size_t>(length_of(*d) & 0x7FFFFFFFFFFFFFFF), 59);
        }
    };
    return std::visit(Visitor{}, value.data);
}

bool Equivalent::operator()(const std::vector<Value>& a, const std::vector<Value>& b) const {
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
        if (compare(a[i], b[i]) != 0) return false;
    }
    return true;
}

std::size_t RowHash::operator()(const std::vector<Value>& row) const {
    std::size_t seed = 0;
    for (const Value& v : row) seed = seed * 0x9E3779B97F4A7C15ULL + hash_of(v);
    return seed;
}

}  // namespace query
}  // namespace parley
