/// Query results as tables, JSON, CSV and the like.

#include "tools/printer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numeric>

#include "tools/messages.hpp"
#include "tools/text_width.hpp"

namespace parley::tools {
namespace {
// Columns keep their order.
using json = nlohmann::ordered_json;
using Row = std::vector<Value>;

/// A column is not cut below this, however narrow the terminal is.
constexpr std::size_t least_width = 8;
constexpr std::string_view column_gap = "  ";

// ---- JSON

class ToJson {
  public:
    explicit ToJson(const QueryResult& result) : result_(result) {}

    json operator()(const Value& value) const {
        return std::visit([this](const auto& held) { return of(held); }, value.data);
    }
    json row(const Row& values) const {
        json object = json::object();
        for (std::size_t i = 0; i < values.size(); ++i) {
            object[result_.columns[i]] = (*this)(values[i]);
        }
        return object;
    }

  private:
    json of(std::monostate) const { return nullptr; }
    json of(bool value) const { return value; }
    json of(std::int64_t value) const { return value; }
    json of(double value) const {
        // JSON has no word for these.
        return std::isfinite(value) ? json(value) : json(float_text(value));
    }
    json of(const std::string& value) const { return value; }
    json of(const Date& value) const { return value.text(); }
    json of(const std::shared_ptr<const List>& list) const {
        json array = json::array();
        for (const Value& value : *list) array.push_back((*this)(value));
        return array;
    }
    json of(const std::shared_ptr<const Map>& map) const { return members(*map); }
    json of(NodeId id) const {
        const NodeRecord node = result_.node(id);
        return {{"id", node.id}, {"labels", node.labels}, {"properties", members(node.properties)}};
    }
    json of(EdgeId id) const {
        const EdgeRecord edge = result_.edge(id);
        return {{"id", edge.id},
                {"type", edge.type},
                {"start", result_.node(edge.start).id},
                {"end", result_.node(edge.end).id},
                {"properties", members(edge.properties)}};
    }
    json of(const std::shared_ptr<const Path>& path) const {
        json nodes = json::array();
        json edges = json::array();
        for (const NodeId node : path->nodes) nodes.push_back(of(node));
        for (const EdgeId edge : path->edges) edges.push_back(of(edge));
        return {{"nodes", std::move(nodes)}, {"edges", std::move(edges)}};
    }
    json of(const std::shared_ptr<const Moment>& moment) const { return to_text(*moment); }
    json of(const std::shared_ptr<const Duration>& duration) const { return to_text(*duration); }

    json members(const Map& map) const {
        json object = json::object();
        for (const auto& [key, value] : map) object[key] = (*this)(value);
        return object;
    }

    const QueryResult& result_;
};

std::string dump(const json& value) {
    // Text comes from files that were checked; a name given on the command line may be ill-formed.
    return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

void print_json(const QueryResult& result, bool lines, std::FILE* out) {
    const ToJson to_json(result);
    if (!lines) fmt::print(out, "[");
    bool first = true;
    for (const Row& row : result.rows) {
        if (!lines) fmt::print(out, "{}\n  ", first ? "" : ",");
        fmt::print(out, "{}{}", dump(to_json.row(row)), lines ? "\n" : "");
        first = false;
    }
    if (!lines) fmt::print(out, "{}]\n", first ? "" : "\n");
}

// ---- Separated values

std::string csv_cell(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == text.npos) return text;
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

std::string tsv_cell(const std::string& text) {
    std::string escaped;
    for (const char c : text) {
        switch (c) {
            case '\t':
                escaped += "\\t";
                break;
            case '\n':
                escaped += "\\n";
                break;
            case '\r':
                escaped += "\\r";
                break;
            case '\\':
                escaped += "\\\\";
                break;
            default:
                escaped += c;
        }
    }
    return escaped;
}

std::string markdown_cell(const std::string& text) {
    std::string escaped;
    for (const char c : one_line(text)) {
        if (c == '|' || c == '\\') escaped += '\\';
        escaped += c;
    }
    return escaped;
}

template <class Cell>
void print_separated(const QueryResult& result, std::string_view separator, std::string_view end,
                     Cell cell, std::FILE* out) {
    const auto print_line = [&](const auto& items, auto text_of) {
        for (std::size_t i = 0; i < items.size(); ++i) {
            fmt::print(out, "{}{}", i == 0 ? "" : separator, cell(text_of(items[i])));
        }
        fmt::print(out, "{}", end);
    };
    print_line(result.columns, [](const std::string& name) { return name; });
    for (const Row& row : result.rows) {
        print_line(row, [&](const Value& v) { return v.is_null() ? "" : result.text(v); });
    }
}

void print_markdown(const QueryResult& result, std::FILE* out) {
    const auto print_line = [out](const auto& cells, auto text_of) {
        fmt::print(out, "|");
        for (const auto& cell : cells) fmt::print(out, " {} |", text_of(cell));
        fmt::print(out, "\n");
    };
    print_line(result.columns, markdown_cell);
    print_line(result.columns, [](const std::string&) { return "---"; });
    for (const Row& row : result.rows) {
        print_line(row, [&](const Value& value) { return markdown_cell(result.text(value)); });
    }
}

void print_lines(const QueryResult& result, std::FILE* out) {
    bool first = true;
    for (const Row& row : result.rows) {
        if (!first) fmt::print(out, "\n");
        first = false;
        for (std::size_t i = 0; i < row.size(); ++i) {
            fmt::print(out, "{}: {}\n", result.columns[i], one_line(result.text(row[i])));
        }
    }
}

// ---- Tables

/// Narrows the widest columns until all fit; never below least_width.
void fit(std::vector<std::size_t>& widths, std::size_t available) {
    const std::size_t gaps = column_gap.size() * (widths.size() - 1);
    while (std::accumulate(widths.begin(), widths.end(), gaps) > available) {
        const auto widest = std::max_element(widths.begin(), widths.end());
        if (*widest <= least_width) return;
        --*widest;
    }
}

bool is_number(const Value& value) { return value.as<std::int64_t>() || value.as<double>(); }

void print_table(const QueryResult& result, std::FILE* out) {
    if (result.columns.empty()) return;
    std::vector<std::vector<std::string>> cells;
    std::vector<std::size_t> widths;
    for (const std::string& column : result.columns) widths.push_back(columns_of(column));
    for (const Row& row : result.rows) {
        std::vector<std::string>& line = cells.emplace_back();
        for (std::size_t i = 0; i < row.size(); ++i) {
            line.push_back(one_line(result.text(row[i])));
            widths[i] = std::max(widths[i], columns_of(line.back()));
        }
    }
    const bool on_terminal = out == stdout && output_is_terminal();
    if (on_terminal) fit(widths, terminal_width(80));

    const bool colour = out == stdout && wants_colour();
    const auto padded = [&](const std::string& text, std::size_t column, bool right) {
        const std::string cut = on_terminal ? cut_to(text, widths[column]) : text;
        const std::string space(widths[column] - std::min(widths[column], columns_of(cut)), ' ');
        if (right) return space + cut;
        return column + 1 == widths.size() ? cut : cut + space;
    };
    std::string header;
    std::string rule;
    for (std::size_t i = 0; i < widths.size(); ++i) {
        if (i > 0) header += column_gap, rule += column_gap;
        header += padded(result.columns[i], i, false);
        rule += std::string(widths[i], '-');
    }
    fmt::print(out, "{}{}{}\n{}\n", colour ? "\x1b[1m" : "", header, colour ? "\x1b[0m" : "", rule);
    for (std::size_t r = 0; r < cells.size(); ++r) {
        for (std::size_t i = 0; i < widths.size(); ++i) {
            fmt::print(out, "{}{}", i == 0 ? "" : column_gap,
                       padded(cells[r][i], i, is_number(result.rows[r][i])));
        }
        fmt::print(out, "\n");
    }
}

}  // namespace

std::optional<Format> format_named(std::string_view name) {
    constexpr std::array<std::pair<std::string_view, Format>, 7> formats = {{
        {"table", Format::table},
        {"json", Format::json},
        {"jsonl", Format::jsonl},
        {"csv", Format::csv},
        {"tsv", Format::tsv},
        {"markdown", Format::markdown},
        {"line", Format::line},
    }};
    for (const auto& [known, format] : formats) {
        if (known == name) return format;
    }
    return std::nullopt;
}

Format default_format() { return output_is_terminal() ? Format::table : Format::jsonl; }

void print_rows(const QueryResult& result, Format format, std::FILE* out) {
    switch (format) {
        case Format::table:
            return print_table(result, out);
        case Format::json:
            return print_json(result, false, out);
        case Format::jsonl:
            return print_json(result, true, out);
        case Format::csv:
            return print_separated(result, ",", "\r\n", csv_cell, out);
        case Format::tsv:
            return print_separated(result, "\t", "\n", tsv_cell, out);
        case Format::markdown:
            return print_markdown(result, out);
        case Format::line:
            return print_lines(result, out);
    }
}

std::string closing_line(const QueryResult& result) {
    const QueryStats& stats = result.stats;
    std::string changes;
    const auto tell = [&](std::uint64_t count, std::string_view one, std::string_view many) {
        if (count == 0) return;
        changes +=
            fmt::format("{}{} {}", changes.empty() ? "" : ", ", count, count == 1 ? one : many);
    };
    tell(stats.nodes_created, "node created", "nodes created");
    tell(stats.nodes_deleted, "node deleted", "nodes deleted");
    tell(stats.relationships_created, "relationship created", "relationships created");
    tell(stats.relationships_deleted, "relationship deleted", "relationships deleted");
    tell(stats.properties_added + stats.properties_removed, "property set", "properties set");
    tell(stats.labels_added + stats.labels_removed, "label changed", "labels changed");
    const std::string rows =
        result.rows.size() == 1 ? "1 row" : fmt::format("{} rows", result.rows.size());
    return fmt::format("({}{}{}, {:.2f} ms)", result.columns.empty() ? "" : rows,
                       result.columns.empty() || changes.empty() ? "" : ", ",
                       result.columns.empty() && changes.empty() ? "done" : changes,
                       static_cast<double>(result.elapsed_micros) / 1000);
}

}  // namespace parley::tools
