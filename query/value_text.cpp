/// Values as text.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <parley/value.hpp>

namespace parley {

std::string float_text(double number) {
    if (std::isnan(number)) return "NaN";
    if (std::isinf(number)) return number > 0 ? "Infinity" : "-Infinity";
    char buffer[64];
    const double size = std::abs(number);
    const bool is_plain = size == 0 || (size >= 1e-5 && size < 1e15);
    const auto format = is_plain ? std::chars_format::fixed : std::chars_format::scientific;
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, number, format);
    std::string text(buffer, end.ptr);
    // "1e+16" and "1e-07" are written 1e16 and 1e-7.
    if (const auto e = text.find('e'); e != std::string::npos) {
        const std::size_t digits = e + 2;
        const std::size_t first = std::min(text.find_first_not_of('0', digits), text.size() - 1);
        text.erase(digits, first - digits);
        if (text[e + 1] == '+') text.erase(e + 1, 1);
    }
    if (text.find_first_of(".e") == std::string::npos) text += ".0";
    return text;
}

namespace {

std::string quoted(const std::string& text) {
    std::string out = "'";
    for (const char c : text) {
        if (c == '\'' || c == '\\') out += '\\';
        if (c == '\n') {
            out += "\\n";
        } else {
            out += c;
        }
    }
    return out + "'";
}

struct TextVisitor {
    std::string operator()(std::monostate) const { return "null"; }
    std::string operator()(bool b) const { return b ? "true" : "false"; }
    std::string operator()(std::int64_t i) const { return std::to_string(i); }
    std::string operator()(double d) const { return float_text(d); }
    std::string operator()(const std::string& s) const { return quoted(s); }
    std::string operator()(const Date& d) const { return d.text(); }
    std::string operator()(const std::shared_ptr<const List>& list) const {
        std::string out = "[";
        for (const Value& v : *list) {
            if (out.size() > 1) out += ", ";
            out += to_text(v);
        }
        return out + "]";
    }
    std::string operator()(const std::shared_ptr<const Map>& map) const {
        std::string out = "{";
        for (const auto& [k, v] : *map) {
            if (out.size() > 1) out += ", ";
            out += k + ": " + to_text(v);
        }
        return out + "}";
    }
    std::string operator()(NodeId id) const {
        return "(#" + std::to_string(static_cast<std::uint64_t>(id)) + ")";
    }
    std::string operator()(EdgeId id) const {
        return "[#" + std::to_string(static_cast<std::uint64_t>(id)) + "]";
    }
    std::string operator()(const std::shared_ptr<const Path>& path) const {
        std::string out;
        for (std::size_t i = 0; i < path->nodes.size(); ++i) {
            if (i > 0) out += "-" + (*this)(path->edges[i - 1]) + "-";
            out += (*this)(path->nodes[i]);
        }
        return out;
    }
    std::string operator()(const std::shared_ptr<const Moment>& m) const { return to_text(*m); }
    std::string operator()(const std::shared_ptr<const Duration>& d) const { return to_text(*d); }
};

}  // namespace

std::string to_text(const Value& value) { return std::visit(TextVisitor{}, value.data); }

}  // namespace parley
