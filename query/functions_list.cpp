/// Functions on lists (some on strings too).
#include <algorithm>
#include <new>

#include "query/arithmetic.hpp"
#include "query/function.hpp"
#include "query/run.hpp"
#include "query/text.hpp"

namespace parley::query {
namespace {

const List& list(const Value& value, const char* function) {
    const auto* found = value.as<std::shared_ptr<const List>>();
    if (!found) bad_argument(function, value);
    return **found;
}

Value size(std::span<Value> a, Run&) {
    if (const auto* text = a[0].as<std::string>()) {
        return Value{static_cast<std::int64_t>(code_points(*text))};
    }
    return Value{static_cast<std::int64_t>(list(a[0], "size()").size())};
}

Value is_empty(std::span<Value> a, Run&) {
    if (const auto* text = a[0].as<std::string>()) return Value{text->empty()};
    if (const auto* map = a[0].as<std::shared_ptr<const Map>>()) return Value{(*map)->empty()};
    return Value{list(a[0], "isEmpty()").empty()};
}

Value head(std::span<Value> a, Run&) {
    const List& items = list(a[0], "head()");
    return items.empty() ? Value{} : items.front();
}

Value last(std::span<Value> a, Run&) {
    const List& items = list(a[0], "last()");
    return items.empty() ? Value{} : items.back();
}

Value tail(std::span<Value> a, Run&) {
    const List& items = list(a[0], "tail()");
    if (items.empty()) return list_value({});
    return list_value(List(items.begin() + 1, items.end()));
}

Value reverse(std::span<Value> a, Run&) {
    if (const auto* text = a[0].as<std::string>()) {
        std::string out;
        std::size_t at = 0;
        while (at < text->size()) {
            const std::uint32_t bytes = code_point_at(*text, at).bytes;
            out.insert(0, *text, at, bytes);
            at += bytes;
        }
        return Value{std::move(out)};
    }
    const List& items = list(a[0], "reverse()");
    return list_value(List(items.rbegin(), items.rend()));
}

Value range(std::span<Value> a, Run& run) {
    std::int64_t bounds[3] = {0, 0, 1};
    for (std::size_t i = 0; i < a.size(); ++i) {
        const auto* number = a[i].as<std::int64_t>();
        if (!number) {
            throw runtime_fault("ArgumentError", "InvalidArgumentType",
                                "range() takes integers, not " + kind_name(a[i]) + ".");
        }
        bounds[i] = *number;
    }
    const auto [from, to, by] = bounds;
    if (by == 0) {
        throw runtime_fault("ArgumentError", "NumberOutOfRange", "The step of range() is 0.");
    }
    List out;
    // All at once: growing would take half as much again.
    if (by > 0 ? from <= to : from >= to) {
        const double count =
            (static_cast<double>(to) - static_cast<double>(from)) / static_cast<double>(by) + 1;
        if (count > static_cast<double>(out.max_size() / 2)) throw std::bad_alloc();
        const auto known = static_cast<std::size_t>(count);
        run.keep(known * sizeof(Value));
        run.release(known * sizeof(Value));
        out.reserve(known);
    }
    for (std::int64_t i = from; by > 0 ? i <= to : i >= to;) {
        run.step();
        out.push_back(Value{i});
        if (__builtin_add_overflow(i, by, &i)) break;
    }
    return list_value(std::move(out));
}

template <class Convert>
Value convert_each(const Value& value, const char* function, Convert convert) {
    List out;
    for (const Value& item : list(value, function)) out.push_back(convert(item));
    return list_value(std::move(out));
}

Value sorted(std::span<Value> a, Run&) {
    List out = list(a[0], "sort()");
    std::stable_sort(out.begin(), out.end(),
                     [](const Value& x, const Value& y) { return compare(x, y) < 0; });
    return list_value(std::move(out));
}

Type element(std::span<const Type> types) {
    return types[0].is_only(Type::list) ? types[0].element_type() : Type();
}
Type like_argument(std::span<const Type> types) { return types[0]; }
Type integers(std::span<const Type>) { return Type::list_of(Type::integer); }

}  // namespace

std::span<const Function> list_functions() {
    constexpr std::uint32_t l = Type::list;
    constexpr std::uint32_t any = Type::anything;
    constexpr Aggregate none = Aggregate::none;
    static const std::vector<Function> all{
        {"size", 1, 1, {l | Type::string}, Type::integer, size},
        {"isEmpty", 1, 1, {l | Type::string | Type::map}, Type::boolean, is_empty},
        {"head", 1, 1, {l}, any, head, false, false, none, element},
        {"last", 1, 1, {l}, any, last, false, false, none, element},
        {"tail", 1, 1, {l}, l, tail, false, false, none, like_argument},
        {"reverse", 1, 1, {l | Type::string}, any, reverse, false, false, none, like_argument},
        {"range", 2, 3, {Type::integer}, l, range, false, false, none, integers},
        {"sort", 1, 1, {l}, l, sorted, false, false, none, like_argument},
    };
    return all;
}

}  // namespace parley::query
