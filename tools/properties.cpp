#include "tools/properties.hpp"

#include <parley/date.hpp>

namespace parley::tools {
namespace {

ColumnType type_of(const Value& value) {
    if (value.as<bool>()) return ColumnType::boolean;
    if (value.as<std::int64_t>()) return ColumnType::integer;
    if (value.as<double>()) return ColumnType::real;
    if (value.as<std::shared_ptr<const List>>()) return ColumnType::list;
    return ColumnType::text;
}

void add_columns(const Map& properties, Columns& columns) {
    for (const auto& [key, value] : properties) {
        if (value.is_null()) continue;
        const ColumnType type = type_of(value);
        const auto [known, is_new] = columns.try_emplace(key, type);
        if (is_new || known->second == type) continue;
        const auto is_number = [](ColumnType t) {
            return t == ColumnType::integer || t == ColumnType::real;
        };
        const bool both_numbers = is_number(type) && is_number(known->second);
        known->second = both_numbers ? ColumnType::real : ColumnType::text;
    }
}

}  // namespace

GraphColumns columns_of(const Listing& listing) {
    GraphColumns columns;
    listing.for_each_node(
        [&](const ListedNode& node) { add_columns(node.properties, columns.nodes); });
    listing.for_each_edge(
        [&](const ListedEdge& edge) { add_columns(edge.properties, columns.edges); });
    return columns;
}

std::string plain_text(const Value& value) {
    if (const auto* text = value.as<std::string>()) return *text;
    if (const auto* date = value.as<Date>()) return date->text();
    if (const auto* list = value.as<std::shared_ptr<const List>>()) {
        std::string joined;
        for (const Value& element : **list) {
            if (!joined.empty()) joined += "; ";
            joined += plain_text(element);
        }
        return joined;
    }
    return value.is_null() ? std::string{} : to_text(value);
}

std::string property_text(const Map& properties, std::string_view key) {
    const auto found = properties.find(std::string(key));
    return found == properties.end() ? std::string{} : plain_text(found->second);
}

std::string display_name(const ListedNode& node) {
    std::string name = property_text(node.properties, "name");
    return name.empty() ? node.id : name;
}

std::string kind_of(const ListedNode& node) {
    return node.labels.empty() ? "Node" : node.labels.front();
}

std::optional<DateSpan> days_of(const ListedEdge& edge) {
    const std::optional<Date> date = Date::parse(property_text(edge.properties, "date"));
    return date ? date->span() : std::nullopt;
}

std::string_view xml_type(ColumnType type) {
    switch (type) {
        case ColumnType::boolean:
            return "boolean";
        case ColumnType::integer:
            return "long";
        case ColumnType::real:
            return "double";
        case ColumnType::text:
        case ColumnType::list:
            return "string";
    }
    return "string";
}

std::string xml_text(std::string_view text) {
    constexpr std::string_view replacement = "\xEF\xBF\xBD";
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        switch (c) {
            case '&':
                out += "&amp;";
                continue;
            case '<':
                out += "&lt;";
                continue;
            case '>':
                out += "&gt;";
                continue;
            case '"':
                out += "&quot;";
                continue;
            case '\t':
            case '\n':
            case '\r':
                // As references, or a reader makes spaces of them in attributes.
                out += c == '\t' ? "&#9;" : c == '\n' ? "&#10;" : "&#13;";
                continue;
            default:
                break;
        }
        const bool is_noncharacter = c == 0xEF && text.substr(i, 2) == "\xEF\xBF" &&
                                     i + 2 < text.size() &&
                                     static_cast<unsigned char>(text[i + 2]) >= 0xBE;
        if (c < 0x20 || is_noncharacter) {
            out += replacement;
            if (is_noncharacter) i += 2;
        } else {
            out += static_cast<char>(c);
        }
    }
    return out;
}

}  // namespace parley::tools
