// People, parties and bodies from CSV: a header, then one a row; rows of one id are one.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <parley/error.hpp>
#include <parley/office.hpp>

#include "graph/csv.hpp"
#include "graph/known.hpp"

namespace parley {
namespace {

/// What a column means. Names that other programs use stand beside ours.
enum class Column {
    name,
    more_names,
    label,
    key,
    id,
    country,
    gender,
    kind,
    office,
    of,
    first,
    last,
    ignored
};

struct Heading {
    std::string_view name;
    Column column;
};
constexpr Heading kHeadings[] = {
    {"name", Column::name},
    {"sort_name", Column::more_names},
    {"alias", Column::more_names},
    {"aliases", Column::more_names},
    {"names", Column::more_names},
    {"label", Column::label},
    {"key", Column::key},
    {"id", Column::id},
    {"country", Column::country},
    {"gender", Column::gender},
    {"is", Column::kind},
    {"kind", Column::kind},
    {"office", Column::office},
    {"role", Column::office},
    {"of", Column::of},
    {"from", Column::first},
    {"start_date", Column::first},
    {"to", Column::last},
    {"end_date", Column::last},
};

struct Meaning {
    Column column = Column::ignored;
    std::string language = "*";
};

std::vector<Meaning> read_heading(const CsvReader& csv) {
    std::vector<Meaning> meanings;
    bool has_name = false;
    for (std::string_view field : csv.fields()) {
        Meaning meaning;
        auto colon = field.find(':');
        std::string_view name = field.substr(0, colon);
        for (const auto& heading : kHeadings)
            if (heading.name == name) meaning.column = heading.column;
        if (colon != field.npos) meaning.language = field.substr(colon + 1);
        has_name = has_name || meaning.column == Column::name;
        meanings.push_back(std::move(meaning));
    }
    if (!has_name)
        throw Error(fmt::format("{}:1: no column is called name", csv.name()),
                    "columns: name, label, key, country, gender, is, aliases, name:LANGUAGE, "
                    "office, of, from, to");
    return meanings;
}

void add_names(GazetteerEntry& entry, const std::string& language, std::string_view cell) {
    while (!cell.empty()) {
        auto end = cell.find(';');
        std::string name(cell.substr(0, end));
        auto first = name.find_first_not_of(' ');
        if (first != name.npos) {
            name = name.substr(first, name.find_last_not_of(' ') - first + 1);
            auto& names = entry.names[language];
            if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
        }
        cell.remove_prefix(end == cell.npos ? cell.size() : end + 1);
    }
}

/// One row: an entry, and under which id rows are one.
struct Row {
    GazetteerEntry entry;
    std::string id, office, of, first, last;
};

Row read_row(const CsvReader& csv, const std::vector<Meaning>& meanings) {
    Row row;
    GazetteerEntry& entry = row.entry;
    entry.where = fmt::format("{}:{}", csv.name(), csv.line());
    entry.label = "Official";
    for (std::size_t i = 0; i < std::min(meanings.size(), csv.fields().size()); ++i) {
        std::string cell(csv.fields()[i]);
        if (cell.empty()) continue;
        switch (meanings[i].column) {
            case Column::name:
            case Column::more_names:
                add_names(entry, meanings[i].language, cell);
                break;
            case Column::label:
                entry.label = cell;
                break;
            case Column::key:
                entry.key = cell;
                break;
            case Column::id:
                row.id = cell;
                break;
            case Column::country:
                for (char& c : cell)
                    c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
                entry.country = cell;
                break;
            case Column::gender:
                if (cell == "female" || cell == "male") cell.resize(1);
                if (cell == "f" || cell == "m") entry.gender = cell;
                break;
            case Column::kind:
                entry.kind = cell;
                break;
            case Column::office:
                row.office = cell;
                break;
            case Column::of:
                row.of = cell;
                break;
            case Column::first:
                row.first = cell;
                break;
            case Column::last:
                row.last = cell;
                break;
            case Column::ignored:
                break;
        }
    }
    for (const char* known : {"Official", "Party", "Body", "Place"})
        if (entry.label == known) return row;
    throw Error(fmt::format("{}: \"{}\" is no label", entry.where, entry.label),
                "labels are Official, Party, Body and Place");
}

Day bound(const std::string& text, bool is_last, const std::string& where) {
    if (text.empty()) return is_last ? *day_of(9999, 12, 31) : *day_of(-9999, 1, 1);
    auto date = Date::parse(text);
    if (!date || !date->span())
        throw Error(fmt::format("{}: \"{}\" is not a date", where, text), "write it as 2024-05-03");
    return is_last ? date->span()->last : date->span()->first;
}

/// The office of the row, by our key for it or in words.
void add_office(const Row& row, GazetteerEntry& entry, const Gazetteer& known,
                const OfficeReader& offices, std::vector<std::string>& remarks) {
    if (row.office.empty()) return;
    GazetteerOffice office{row.office, row.of, bound(row.first, false, row.entry.where),
                           bound(row.last, true, row.entry.where)};
    const bool is_key = std::any_of(known.offices().begin(), known.offices().end(),
                                    [&](const auto& other) { return other.key == row.office; });
    if (!is_key) {
        const MeantOffice meant = offices.read(row.office);
        if (meant.kinds.empty()) {
            remarks.push_back(
                fmt::format("{}: no office is known in \"{}\"", row.entry.where, row.office));
            return;
        }
        office.office = meant.kinds.front();
        if (office.of.empty()) office.of = meant.body.empty() ? meant.country : meant.body;
    }
    if (office.last < office.first)
        throw Error(fmt::format("{}: the office ends before it begins", row.entry.where));
    entry.offices.push_back(std::move(office));
}

}  // namespace

ForeignEntries read_gazetteer_csv(std::string_view text, const std::string& file,
                                  const Gazetteer& known) {
    CsvReader csv(text, file);
    const OfficeReader offices(known);
    ForeignEntries read;
    if (!csv.next()) throw Error(fmt::format("{} is empty", file));
    const std::vector<Meaning> meanings = read_heading(csv);
    std::map<std::string, std::size_t> by_id;
    while (csv.next()) {
        Row row = read_row(csv, meanings);
        if (row.entry.names.empty()) {
            read.remarks.push_back(row.entry.where + " is left out: it has no name");
            continue;
        }
        if (row.entry.key.empty()) row.entry.key = key_of_name(row.entry.names.begin()->second[0]);
        if (row.entry.key.empty()) {
            read.remarks.push_back(row.entry.where + " is left out: its name has no letter");
            continue;
        }
        auto [place, fresh] = row.id.empty() ? std::pair(by_id.end(), true)
                                             : by_id.emplace(row.id, read.entries.size());
        if (fresh) read.entries.push_back(row.entry);
        GazetteerEntry& entry = fresh ? read.entries.back() : read.entries[place->second];
        for (const auto& [language, names] : row.entry.names)
            for (const auto& name : names) add_names(entry, language, name);
        add_office(row, entry, known, offices, read.remarks);
    }
    if (read.entries.empty()) throw Error(fmt::format("{} has no row with a name", file));
    return read;
}

}  // namespace parley
