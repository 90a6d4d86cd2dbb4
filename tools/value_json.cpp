#include "tools/value_json.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>

namespace parley::tools {
namespace {

using nlohmann::json;

Value moment_from(MomentKind kind, const std::string& text) {
    const auto moment = parse_moment(kind, text);
    if (!moment) throw Error("not a time: " + text);
    return Value{std::make_shared<const Moment>(*moment)};
}

Value tagged(const std::string& tag, const json& body) {
    if (tag == "$float" || !body.is_string()) {
        if (tag == "$float" && body == "NaN") return Value{std::nan("")};
        if (tag == "$float" && body == "Infinity") return Value{HUGE_VAL};
        if (tag == "$float" && body == "-Infinity") return Value{-HUGE_VAL};
        throw Error("unknown tag " + tag);
    }
    const auto& text = body.get_ref<const std::string&>();
    if (tag == "$date") {
        const auto date = Date::parse(text);
        if (!date) throw Error("not a date: " + text);
        return Value{*date};
    }
    if (tag == "$time") return moment_from(MomentKind::time, text);
    if (tag == "$localtime") return moment_from(MomentKind::local_time, text);
    if (tag == "$datetime") return moment_from(MomentKind::datetime, text);
    if (tag == "$localdatetime") return moment_from(MomentKind::local_datetime, text);
    if (tag == "$duration") {
        const auto duration = parse_duration(text);
        if (!duration) throw Error("not a duration: " + text);
        return Value{std::make_shared<const Duration>(*duration)};
    }
    throw Error("unknown tag " + tag);
}

Value map_from(const json& body) {
    Map out;
    for (const auto& [key, value] : body.items()) out[key] = value_from_json(value);
    return Value{std::make_shared<const Map>(std::move(out))};
}

void append_map(std::string& out, const Map& map, const QueryResult& result) {
    out += '{';
    bool first = true;
    for (const auto& [key, value] : map) {
        if (!std::exchange(first, false)) out += ',';
        append_json_text(out, key);
        out += ':';
        append_json(out, value, result);
    }
    out += '}';
}

void append_node(std::string& out, NodeId id, const QueryResult& result) {
    const NodeRecord node = result.node(id);
    out += "{\"id\":" + node.id + ",\"labels\":[";
    for (std::size_t i = 0; i < node.labels.size(); ++i) {
        if (i > 0) out += ',';
        append_json_text(out, node.labels[i]);
    }
    out += "],\"properties\":";
    append_map(out, node.properties, result);
    out += '}';
}

void append_edge(std::string& out, EdgeId id, const QueryResult& result) {
    const EdgeRecord edge = result.edge(id);
    out += "{\"id\":" + edge.id + ",\"type\":";
    append_json_text(out, edge.type);
    out += ",\"start\":" + result.node(edge.start).id + ",\"end\":" + result.node(edge.end).id +
           ",\"properties\":";
    append_map(out, edge.properties, result);
    out += '}';
}

/// Needs no escapes.
bool is_plain(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) {
        return c >= 0x20 && c != '"' && c != '\\' && static_cast<unsigned char>(c) < 0x80;
    });
}

struct Writer {
    std::string& out;
    const QueryResult& result;

    void tag(const char* name, const std::string& text) const {
        out += "{\"";
        out += name;
        out += "\":";
        append_json_text(out, text);
        out += '}';
    }
    void operator()(std::monostate) const { out += "null"; }
    void operator()(bool b) const { out += b ? "true" : "false"; }
    void operator()(std::int64_t i) const { out += std::to_string(i); }
    void operator()(double d) const {
        if (std::isfinite(d)) {
            out += float_text(d);
        } else {
            tag("$float", float_text(d));
        }
    }
    void operator()(const std::string& s) const { append_json_text(out, s); }
    void operator()(const Date& d) const { tag("$date", d.text()); }
    void operator()(const std::shared_ptr<const List>& list) const {
        out += '[';
        for (std::size_t i = 0; i < list->size(); ++i) {
            if (i > 0) out += ',';
            append_json(out, (*list)[i], result);
        }
        out += ']';
    }
    void operator()(const std::shared_ptr<const Map>& map) const {
        const bool wrapped = map->size() == 1 && map->begin()->first.starts_with('$');
        if (wrapped) out += "{\"$map\":";
        append_map(out, *map, result);
        if (wrapped) out += '}';
    }
    void operator()(NodeId id) const {
        out += "{\"$node\":";
        append_node(out, id, result);
        out += '}';
    }
    void operator()(EdgeId id) const {
        out += "{\"$rel\":";
        append_edge(out, id, result);
        out += '}';
    }
    void operator()(const std::shared_ptr<const Path>& path) const {
        out += "{\"$path\":{\"nodes\":[";
        for (std::size_t i = 0; i < path->nodes.size(); ++i) {
            if (i > 0) out += ',';
            append_node(out, path->nodes[i], result);
        }
        out += "],\"rels\":[";
        for (std::size_t i = 0; i < path->edges.size(); ++i) {
            if (i > 0) out += ',';
            append_edge(out, path->edges[i], result);
        }
        out += "]}}";
    }
    void operator()(const std::shared_ptr<const Moment>& m) const {
        static constexpr const char* tags[] = {"$localtime", "$time", "$localdatetime",
                                               "$datetime"};
        tag(tags[static_cast<int>(m->kind)], to_text(*m));
    }
    void operator()(const std::shared_ptr<const Duration>& d) const {
        tag("$duration", to_text(*d));
    }
};

}  // namespace

Value value_from_json(const json& value) {
    switch (value.type()) {
        case json::value_t::null:
            return {};
        case json::value_t::boolean:
            return Value{value.get<bool>()};
        case json::value_t::number_integer:
            return Value{value.get<std::int64_t>()};
        case json::value_t::number_unsigned: {
            if (value.get<std::uint64_t>() > INT64_MAX) {
                throw Error("does not fit into 64 bits: " + value.dump());
            }
            return Value{value.get<std::int64_t>()};
        }
        case json::value_t::number_float:
            return Value{value.get<double>()};
        case json::value_t::string:
            return Value{value.get<std::string>()};
        case json::value_t::array: {
            List out;
            for (const json& item : value) out.push_back(value_from_json(item));
            return Value{std::make_shared<const List>(std::move(out))};
        }
        case json::value_t::object: {
            if (value.size() != 1 || !value.begin().key().starts_with('$')) return map_from(value);
            if (value.begin().key() == "$map") return map_from(value.begin().value());
            return tagged(value.begin().key(), value.begin().value());
        }
        default:
            throw Error("of an unknown kind");
    }
}

void append_json(std::string& out, const Value& value, const QueryResult& result) {
    std::visit(Writer{out, result}, value.data);
}

void append_json_text(std::string& out, std::string_view text) {
    if (is_plain(text)) {
        out += '"';
        out += text;
        out += '"';
        return;
    }
    out += json(text).dump(-1, ' ', false, json::error_handler_t::replace);
}

void JsonRows::begin(const QueryResult& result) {
    result_ = &result;
    first_row_ = true;
    out += ",\"columns\":[";
    for (std::size_t i = 0; i < result.columns.size(); ++i) {
        if (i > 0) out += ',';
        append_json_text(out, result.columns[i]);
    }
    out += "],\"rows\":[";
}

void JsonRows::row() {
    // One append where it can be: an answer may hold a million cells.
    static constexpr std::string_view first = "[", next = "],[";
    make_room();
    out += std::exchange(first_row_, false) ? first : next;
    first_value_ = true;
}

void JsonRows::end() { out += first_row_ ? "]" : "]]"; }

void JsonRows::value(const Value& value) {
    comma();
    append_json(out, value, *result_);
}

void JsonRows::text(std::string_view text) {
    char cell[64];
    char* at = cell;
    if (text.size() > sizeof cell - 3 || !is_plain(text)) {
        comma();
        return append_json_text(out, text);
    }
    if (!std::exchange(first_value_, false)) *at++ = ',';
    *at++ = '"';
    at = std::copy(text.begin(), text.end(), at);
    *at++ = '"';
    out.append(cell, at);
}

void JsonRows::integer(std::int64_t number) {
    comma();
    char digits[24];
    out.append(digits, std::to_chars(std::begin(digits), std::end(digits), number).ptr);
}

void JsonRows::day(Day day) {
    DayText& kept = days_[static_cast<std::uint32_t>(day) % days_.size()];
    if (kept.day != day) {
        const std::string text = iso(day);
        if (text.size() != DayText::length) {
            comma();
            return append_json(out, Value{Date::of_day(day)}, *result_);
        }
        std::copy(text.begin(), text.end(), kept.text + DayText::place);
        kept.day = day;
    }
    const std::size_t comma_or_not = std::exchange(first_value_, false) ? 1 : 0;
    out.append(kept.text + comma_or_not, sizeof kept.text - 1 - comma_or_not);
}

}  // namespace parley::tools
