/// Functions on text. Lengths and places count code points.
#include <algorithm>

#include "query/arithmetic.hpp"
#include "query/function.hpp"
#include "query/run.hpp"
#include "query/text.hpp"

namespace parley::query {
namespace {

const std::string& text(const Value& value, const char* function) {
    const auto* found = value.as<std::string>();
    if (!found) bad_argument(function, value);
    return *found;
}

std::size_t count(const Value& value, const char* function) {
    const auto* number = value.as<std::int64_t>();
    if (!number) bad_argument(function, value);
    if (*number < 0) {
        throw runtime_fault("ArgumentError", "NegativeIntegerArgument",
                            std::string(function) + " takes no negative number.");
    }
    return static_cast<std::size_t>(*number);
}

/// Simple case mapping of Latin, Greek and Cyrillic letters, one code point to one.
char32_t change_case(char32_t c, bool up) {
    if (c < 0x80) {
        if (up && c >= 'a' && c <= 'z') return c - 32;
        if (!up && c >= 'A' && c <= 'Z') return c + 32;
        return c;
    }
    if (c >= 0xC0 && c <= 0xDE && c != 0xD7) return up ? c : c + 32;
    if (c >= 0xE0 && c <= 0xFE && c != 0xF7) return up ? c - 32 : c;
    if (c == 0xFF) return up ? 0x178 : c;
    if (c == 0x178) return up ? c : 0xFF;
    if (c >= 0x391 && c <= 0x3A9 && c != 0x3A2) return up ? c : c + 32;
    if (c >= 0x3B1 && c <= 0x3C9 && c != 0x3C2) return up ? c - 32 : c;
    if (c >= 0x400 && c <= 0x40F) return up ? c : c + 80;
    if (c >= 0x450 && c <= 0x45F) return up ? c - 80 : c;
    if (c >= 0x410 && c <= 0x42F) return up ? c : c + 32;
    if (c >= 0x430 && c <= 0x44F) return up ? c - 32 : c;
    const bool odd_lower = (c >= 0x100 && c <= 0x137) || (c >= 0x14A && c <= 0x177) ||
                           (c >= 0x1A0 && c <= 0x1A5) || (c >= 0x1DE && c <= 0x1EF) ||
                           (c >= 0x1F8 && c <= 0x21F) || (c >= 0x460 && c <= 0x481) ||
                           (c >= 0x48A && c <= 0x4BF) || (c >= 0x4D0 && c <= 0x52F) ||
                           (c >= 0x1E00 && c <= 0x1E95) || (c >= 0x1EA0 && c <= 0x1EFF);
    if (odd_lower && c != 0x130 && c != 0x131) return up ? c & ~1U : c | 1U;
    const bool odd_upper =
        (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E) || (c >= 0x1CD && c <= 0x1DC);
    if (odd_upper) return up ? (c % 2 == 0 ? c - 1 : c) : (c % 2 == 1 ? c + 1 : c);
    if (c == 0x1AF || c == 0x1B0) return up ? 0x1AF : 0x1B0;
    return c;
}

Value with_case(const std::string& in, bool up) {
    std::string out;
    out.reserve(in.size());
    for (std::size_t at = 0; at < in.size();) {
        const CodePoint c = code_point_at(in, at);
        append_utf8(out, change_case(c.value, up));
        at += c.bytes;
    }
    return Value{std::move(out)};
}

Value to_upper(std::span<Value> a, Run&) { return with_case(text(a[0], "toUpper()"), true); }
Value to_lower(std::span<Value> a, Run&) { return with_case(text(a[0], "toLower()"), false); }

Value trim(std::string in, bool left, bool right) {
    constexpr const char* blanks = " \t\r\n\f\v";
    if (right) in.erase(in.find_last_not_of(blanks) + 1);
    if (left) in.erase(0, std::min(in.find_first_not_of(blanks), in.size()));
    return Value{std::move(in)};
}

Value trim_both(std::span<Value> a, Run&) { return trim(text(a[0], "trim()"), true, true); }
Value trim_left(std::span<Value> a, Run&) { return trim(text(a[0], "lTrim()"), true, false); }
Value trim_right(std::span<Value> a, Run&) { return trim(text(a[0], "rTrim()"), false, true); }

Value substring(std::span<Value> a, Run&) {
    const std::string& in = text(a[0], "substring()");
    const std::size_t begin = byte_of(in, count(a[1], "substring()"));
    const std::string rest = in.substr(begin);
    if (a.size() == 2) return Value{rest};
    return Value{rest.substr(0, byte_of(rest, count(a[2], "substring()")))};
}

Value left(std::span<Value> a, Run&) {
    const std::string& in = text(a[0], "left()");
    return Value{in.substr(0, byte_of(in, count(a[1], "left()")))};
}

Value right(std::span<Value> a, Run&) {
    const std::string& in = text(a[0], "right()");
    const std::size_t length = code_points(in);
    const std::size_t wanted = std::min(length, count(a[1], "right()"));
    return Value{in.substr(byte_of(in, length - wanted))};
}

Value replace(std::span<Value> a, Run&) {
    const std::string& in = text(a[0], "replace()");
    const std::string& from = text(a[1], "replace()");
    const std::string& to = text(a[2], "replace()");
    if (from.empty()) return a[0];
    std::string out;
    std::size_t at = 0;
    for (std::size_t found = in.find(from); found != std::string::npos; found = in.find(from, at)) {
        out.append(in, at, found - at).append(to);
        at = found + from.size();
    }
    return Value{out.append(in, at)};
}

Value split(std::span<Value> a, Run&) {
    const std::string& in = text(a[0], "split()");
    const std::string& by = text(a[1], "split()");
    List out;
    std::size_t at = 0;
    if (by.empty()) {
        for (; at < in.size(); at += code_point_at(in, at).bytes) {
            out.push_back(Value{in.substr(at, code_point_at(in, at).bytes)});
        }
        return list_value(std::move(out));
    }
    for (std::size_t found = in.find(by); found != std::string::npos; found = in.find(by, at)) {
        out.push_back(Value{in.substr(at, found - at)});
        at = found + by.size();
    }
    out.push_back(Value{in.substr(at)});
    return list_value(std::move(out));
}

}  // namespace

std::span<const Function> string_functions() {
    constexpr std::uint32_t s = Type::string;
    constexpr std::uint32_t n = Type::integer;
    static const std::vector<Function> all{
        {"toUpper", 1, 1, {s}, s, to_upper}, {"upper", 1, 1, {s}, s, to_upper},
        {"toLower", 1, 1, {s}, s, to_lower}, {"lower", 1, 1, {s}, s, to_lower},
        {"trim", 1, 1, {s}, s, trim_both},   {"lTrim", 1, 1, {s}, s, trim_left},
        {"rTrim", 1, 1, {s}, s, trim_right}, {"substring", 2, 3, {s, n, n}, s, substring},
        {"left", 2, 2, {s, n}, s, left},     {"right", 2, 2, {s, n}, s, right},
        {"replace", 3, 3, {s}, s, replace},  {"split", 2, 2, {s}, Type::list, split},
    };
    return all;
}

}  // namespace parley::query
