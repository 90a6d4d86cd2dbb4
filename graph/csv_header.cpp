#include "graph/csv_header.hpp"

#include <fmt/format.h>

#include <charconv>
#include <map>
#include <optional>
#include <parley/error.hpp>

namespace parley {
namespace {

using Part = CsvColumn::Part;
using Type = CsvColumn::Type;

const std::map<std::string_view, Type>& types_by_name() {
    static const std::map<std::string_view, Type> types = {
        {"int", Type::integer},       {"long", Type::integer},
        {"short", Type::integer},     {"byte", Type::integer},
        {"integer", Type::integer},   {"float", Type::real},
        {"double", Type::real},       {"boolean", Type::boolean},
        {"string", Type::text},       {"char", Type::text},
        {"date", Type::date},         {"localtime", Type::local_time},
        {"time", Type::time},         {"localdatetime", Type::local_datetime},
        {"datetime", Type::datetime}, {"duration", Type::duration},
    };
    return types;
}

std::optional<Part> part_named(std::string_view name) {
    static const std::map<std::string_view, Part> parts = {
        {"ID", Part::id},      {"LABEL", Part::label}, {"START_ID", Part::start},
        {"END_ID", Part::end}, {"TYPE", Part::type},   {"IGNORE", Part::ignored},
    };
    auto found = parts.find(name);
    if (found == parts.end()) return {};
    return found->second;
}

CsvColumn read_column(std::string_view field, const std::string& file) {
    CsvColumn column;
    std::size_t colon = field.rfind(':');
    column.name = std::string(field.substr(0, colon));
    if (colon == std::string_view::npos) return column;
    std::string_view kind = field.substr(colon + 1);
    // Options of a type in braces, as `{id-type: long}`, say nothing that is needed here.
    kind = kind.substr(0, kind.find('{'));
    std::size_t bracket = kind.find('(');
    if (bracket != std::string_view::npos && kind.ends_with(')')) {
        column.space = std::string(kind.substr(bracket + 1, kind.size() - bracket - 2));
        kind = kind.substr(0, bracket);
    }
    if (auto part = part_named(kind)) {
        column.part = *part;
        return column;
    }
    if (kind.ends_with("[]")) {
        column.is_list = true;
        kind.remove_suffix(2);
    }
    auto type = types_by_name().find(kind);
    if (type == types_by_name().end()) {
        throw Error(fmt::format("{}:1: unknown type '{}' of column '{}'", file, kind, column.name),
                    "types are int, float, boolean, string, date, time, datetime, duration; and "
                    ":ID, :LABEL, :START_ID, :END_ID, :TYPE, :IGNORE");
    }
    column.type = type->second;
    return column;
}

double read_real(std::string_view text, bool& good) {
    double value = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    good = error == std::errc() && end == text.data() + text.size();
    return value;
}

[[noreturn]] void not_a(std::string_view text, const char* what) {
    constexpr std::size_t kShown = 40;
    throw Error(fmt::format("'{}' is not {}", text.substr(0, kShown), what));
}

Value read_moment(MomentKind kind, std::string_view text, const char* what) {
    auto moment = parse_moment(kind, text);
    if (!moment) not_a(text, what);
    return {std::make_shared<const Moment>(*moment)};
}

Value read_one(std::string_view text, Type type) {
    switch (type) {
        case Type::text:
            return {std::string(text)};
        case Type::integer: {
            std::int64_t value = 0;
            if (!read_integer(text, value)) not_a(text, "an integer");
            return {value};
        }
        case Type::real: {
            bool good = false;
            double value = read_real(text, good);
            if (!good) not_a(text, "a number");
            return {value};
        }
        case Type::boolean:
            if (text == "true" || text == "TRUE" || text == "True") return {true};
            if (text == "false" || text == "FALSE" || text == "False") return {false};
            not_a(text, "true or false");
        case Type::date: {
            auto date = Date::parse(text);
            if (!date) not_a(text, "a date");
            return {*date};
        }
        case Type::local_time:
            return read_moment(MomentKind::local_time, text, "a time of day");
        case Type::time:
            return read_moment(MomentKind::time, text, "a time with an offset");
        case Type::local_datetime:
            return read_moment(MomentKind::local_datetime, text, "a date and time");
        case Type::datetime:
            return read_moment(MomentKind::datetime, text, "a date and time with a zone");
        case Type::duration: {
            auto duration = parse_duration(text);
            if (!duration) not_a(text, "a duration");
            return {std::make_shared<const Duration>(*duration)};
        }
    }
    return {};
}

}  // namespace

std::vector<CsvColumn> read_header(const std::vector<std::string_view>& fields, bool of_nodes,
                                   const std::string& file) {
    std::vector<CsvColumn> columns;
    std::map<Part, int> parts;
    std::map<std::string, int> names;
    for (std::string_view field : fields) {
        columns.push_back(read_column(field, file));
        const CsvColumn& column = columns.back();
        ++parts[column.part];
        bool named = column.part == Part::property || column.part == Part::id;
        if (column.part == Part::property && column.name.empty()) {
            throw Error(fmt::format("{}:1: column {} has no name", file, columns.size()));
        }
        if (named && !column.name.empty() && ++names[column.name] > 1) {
            throw Error(fmt::format("{}:1: two columns are named '{}'", file, column.name));
        }
    }
    auto need = [&](Part part, const char* name) {
        if (parts[part] == 1) return;
        throw Error(fmt::format("{}:1: {} {} column", file,
                                parts[part] == 0 ? "no" : "more than one", name),
                    of_nodes ? "a node file begins like id:ID,name,:LABEL"
                             : "an edge file begins like :START_ID,:END_ID,:TYPE");
    };
    if (of_nodes) {
        need(Part::id, ":ID");
    } else {
        need(Part::start, ":START_ID");
        need(Part::end, ":END_ID");
        need(Part::type, ":TYPE");
    }
    return columns;
}

bool read_integer(std::string_view text, std::int64_t& value) {
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc() && end == text.data() + text.size() && !text.empty();
}

bool read_plain_day(std::string_view text, Day& day) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return false;
    auto number = [&](std::size_t from, std::size_t digits, int& out) {
        out = 0;
        for (std::size_t i = from; i < from + digits; ++i) {
            if (text[i] < '0' || text[i] > '9') return false;
            out = out * 10 + (text[i] - '0');
        }
        return true;
    };
    int year = 0, month = 0, month_day = 0;
    if (!number(0, 4, year) || !number(5, 2, month) || !number(8, 2, month_day)) return false;
    auto found = day_of(year, month, month_day);
    if (!found) return false;
    day = *found;
    return true;
}

Value read_cell(std::string_view text, const CsvColumn& column) {
    if (!column.is_list) return read_one(text, column.type);
    List items;
    while (true) {
        std::size_t end = text.find(';');
        items.push_back(read_one(text.substr(0, end), column.type));
        if (end == std::string_view::npos) break;
        text.remove_prefix(end + 1);
    }
    return {std::make_shared<const List>(std::move(items))};
}

}  // namespace parley
