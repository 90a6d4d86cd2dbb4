#include "graph/import.hpp"

#include <fmt/format.h>

#include <charconv>

#include "graph/transaction.hpp"
#include "graph/utf8.hpp"

namespace parley {
namespace {

using Part = CsvColumn::Part;
using Type = CsvColumn::Type;

constexpr std::size_t kShownProblems = 20;
constexpr std::uint64_t kRowsBetweenProgress = 65536;
/// A table by number may have this many places for each id in it, beyond the first thousand.
constexpr std::uint64_t kSparseness = 8;

std::optional<std::uint64_t> plain_number(std::string_view id) {
    if (id.empty() || id.size() > 10 || (id[0] == '0' && id.size() > 1)) return {};
    std::uint64_t number = 0;
    auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), number);
    if (error != std::errc() || end != id.data() + id.size()) return {};
    return number;
}

bool has_high_bytes(std::string_view text) {
    for (char c : text) {
        if (static_cast<signed char>(c) < 0) return true;
    }
    return false;
}

}  // namespace

bool ImportIds::add(std::string_view id, std::uint32_t row) {
    if (find(id)) return false;
    auto number = plain_number(id);
    if (number && *number < 1000 + kSparseness * (by_number_.size() + 1)) {
        if (by_number_.size() <= *number) by_number_.resize(*number + 1, kNone);
        by_number_[*number] = row;
    } else {
        by_text_.emplace(id, row);
    }
    return true;
}

std::optional<std::uint32_t> ImportIds::find(std::string_view id) const {
    if (auto number = plain_number(id);
        number && *number < by_number_.size() && by_number_[*number] != kNone) {
        return by_number_[*number];
    }
    if (by_text_.empty()) return {};
    auto found = by_text_.find(std::string(id));
    if (found == by_text_.end()) return {};
    return found->second;
}

void CsvImport::read() {
    for (const auto& file : options_.nodes) {
        read_file(file, true, [this](const CsvReader& csv, const auto& t) { node_row(csv, t); });
    }
    builder_.fold_names_ahead();
    for (const auto& file : options_.edges) {
        read_file(file, false, [this](const CsvReader& csv, const auto& t) { edge_row(csv, t); });
    }
}

template <class Row>
void CsvImport::read_file(const std::filesystem::path& file, bool of_nodes, Row&& row) {
    CsvReader csv(file);
    if (!csv.next()) throw Error(fmt::format("{}: the file has no header line", file.string()));
    std::vector<Target> targets;
    for (CsvColumn& column : read_header(csv.fields(), of_nodes, csv.name())) {
        bool kept =
            column.part == Part::property || (column.part == Part::id && !column.name.empty());
        KeyId key = kept ? builder_.key(column.name) : KeyId{};
        targets.push_back({std::move(column), key});
    }
    const char* phase = of_nodes ? "nodes" : "edges";
    std::uint64_t rows = 0;
    while (true) {
        try {
            if (!csv.next()) break;
            row(csv, targets);
        } catch (const RowError& error) {
            bad_row(error.what());
        }
        if (++rows % kRowsBetweenProgress == 0) tell(phase, csv);
    }
    tell(phase, csv);
}

void CsvImport::tell(const char* phase, const CsvReader& csv) {
    if (options_.progress) options_.progress(phase, csv.position(), csv.size());
}

void CsvImport::bad_row(const std::string& problem) {
    if (++report_.skipped > options_.skip_bad) {
        throw Error(problem, options_.skip_bad == 0
                                 ? "mend the row, or leave bad rows out with --skip-bad N"
                                 : fmt::format("more than {} bad rows", options_.skip_bad));
    }
    if (report_.problems.size() < kShownProblems) report_.problems.push_back(problem);
}

/// All cells of the row, or an exception and no cell.
void CsvImport::read_cells(const CsvReader& csv, const std::vector<Target>& targets) {
    const auto& fields = csv.fields();
    if (fields.size() != targets.size()) {
        throw RowError(fmt::format("{}:{}: {} fields, the header has {}", csv.name(), csv.line(),
                                   fields.size(), targets.size()));
    }
    cells_.resize(fields.size());
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const CsvColumn& column = targets[i].column;
        std::string_view text = fields[i];
        Cell& cell = cells_[i];
        cell.kind = Cell::Kind::missing;
        if (has_high_bytes(text) && !is_valid_utf8(text)) {
            throw RowError(fmt::format("{}:{}: column '{}' is not UTF-8", csv.name(), csv.line(),
                                       column.name));
        }
        if (column.part == Part::ignored) continue;
        bool is_text =
            column.part != Part::property || (column.type == Type::text && !column.is_list);
        if (text.empty() && !(is_text && csv.was_quoted(i))) continue;
        if (is_text) {
            cell.kind = Cell::Kind::text;
            cell.text = text;
            continue;
        }
        Day day = 0;
        if (column.type == Type::integer && !column.is_list && read_integer(text, cell.number)) {
            cell.kind = Cell::Kind::number;
        } else if (column.type == Type::date && !column.is_list && read_plain_day(text, day)) {
            cell.kind = Cell::Kind::day;
            cell.number = day;
        } else {
            try {
                cell.value = read_cell(text, column);
            } catch (const Error& error) {
                throw RowError(fmt::format("{}:{}: column '{}': {}", csv.name(), csv.line(),
                                           column.name, error.what()));
            }
            cell.kind = Cell::Kind::value;
        }
    }
}

void CsvImport::put(ColumnBuilder& column, std::uint32_t row, const Cell& cell) {
    switch (cell.kind) {
        case Cell::Kind::missing:
            break;
        case Cell::Kind::number:
            column.add_integer(row, cell.number);
            break;
        case Cell::Kind::day:
            column.add_day(row, static_cast<Day>(cell.number));
            break;
        case Cell::Kind::text:
            column.add_text(row, cell.text);
            break;
        case Cell::Kind::value:
            column.add(row, cell.value);
            break;
    }
}

void CsvImport::node_row(const CsvReader& csv, const std::vector<Target>& targets) {
    read_cells(csv, targets);
    labels_.clear();
    const std::uint32_t row = builder_.node_rows();
    for (std::size_t i = 0; i < targets.size(); ++i) {
        const CsvColumn& column = targets[i].column;
        if (column.part == Part::id) {
            if (cells_[i].kind == Cell::Kind::missing) {
                throw RowError(fmt::format("{}:{}: the node has no id", csv.name(), csv.line()));
            }
            if (!spaces_[column.space].add(cells_[i].text, row)) {
                throw RowError(fmt::format("{}:{}: the id '{}' was used before", csv.name(),
                                           csv.line(), cells_[i].text));
            }
        } else if (column.part == Part::label) {
            std::string_view rest = cells_[i].kind == Cell::Kind::text ? cells_[i].text : "";
            while (!rest.empty()) {
                std::size_t end = rest.find(';');
                if (end != 0) labels_.push_back(builder_.label(rest.substr(0, end)));
                rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
            }
        }
    }
    builder_.add_node(NodeId{next_node_++}, labels_);
    for (std::size_t i = 0; i < targets.size(); ++i) {
        const CsvColumn& column = targets[i].column;
        bool kept =
            column.part == Part::property || (column.part == Part::id && !column.name.empty());
        if (kept) put(builder_.node_column(targets[i].key), row, cells_[i]);
    }
    ++report_.nodes;
}

DateSpan CsvImport::days_of(const Cell& cell) const {
    if (cell.kind == Cell::Kind::day) {
        return {static_cast<Day>(cell.number), static_cast<Day>(cell.number)};
    }
    if (cell.kind == Cell::Kind::text) return days_of_date_property({std::string(cell.text)});
    if (cell.kind == Cell::Kind::value) return days_of_date_property(cell.value);
    return {kNoDay, kNoDay};
}

void CsvImport::edge_row(const CsvReader& csv, const std::vector<Target>& targets) {
    read_cells(csv, targets);
    std::uint32_t ends[2] = {0, 0};
    DateSpan days{kNoDay, kNoDay};
    std::string_view type;
    for (std::size_t i = 0; i < targets.size(); ++i) {
        const CsvColumn& column = targets[i].column;
        std::string_view text = cells_[i].kind == Cell::Kind::text ? cells_[i].text : "";
        if (column.part == Part::start || column.part == Part::end) {
            auto space = spaces_.find(column.space);
            auto row = space == spaces_.end() ? std::nullopt : space->second.find(text);
            if (!row) {
                throw RowError(fmt::format("{}:{}: no node has the id '{}'{}", csv.name(),
                                           csv.line(), text,
                                           column.space.empty() ? "" : " in " + column.space));
            }
            ends[column.part == Part::end ? 1 : 0] = *row;
        } else if (column.part == Part::type) {
            if (text.empty()) {
                throw RowError(fmt::format("{}:{}: the edge has no type", csv.name(), csv.line()));
            }
            type = text;
        } else if (column.part == Part::property && column.name == kDateKey) {
            days = days_of(cells_[i]);
        }
    }
    // Ids follow the order of days, once all edges are known; until then the row stands in.
    std::uint32_t row = builder_.edge_rows();
    builder_.add_edge(EdgeId{~std::uint64_t{0} - 0xffffffff + row}, builder_.type(type), ends[0],
                      ends[1], days);
    for (std::size_t i = 0; i < targets.size(); ++i) {
        if (targets[i].column.part == Part::property) {
            put(builder_.edge_column(targets[i].key), row, cells_[i]);
        }
    }
    ++report_.edges;
}

}  // namespace parley
