#pragma once
/// The header line of an import file, and cells by its types.

#include <cstdint>
#include <parley/value.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace parley {

/// What one column of an import file holds.
struct CsvColumn {
    enum class Part : std::uint8_t { id, label, start, end, type, property, ignored };
    enum class Type : std::uint8_t {
        text,
        integer,
        real,
        boolean,
        date,
        local_time,
        time,
        local_datetime,
        datetime,
        duration,
    };
    Part part = Part::property;
    Type type = Type::text;
    bool is_list = false;
    std::string name;   ///< of the property; of an id column may be empty
    std::string space;  ///< of ids: "Person" of `:ID(Person)`
};

/// Throws Error, with file and line 1, for an unknown type, a missing or repeated column.
std::vector<CsvColumn> read_header(const std::vector<std::string_view>& fields, bool of_nodes,
                                   const std::string& file);

/// A cell as a value of the column's type; null for an empty one (an empty list item is kept).
/// Throws Error that says what is wrong with the text, without its place.
Value read_cell(std::string_view text, const CsvColumn& column);

/// The fast ways of the two commonest types. False, and nothing in `value`, where the text is no
/// such value.
bool read_integer(std::string_view text, std::int64_t& value);
/// "2017-12-07" only: other EDTF forms go through read_cell.
bool read_plain_day(std::string_view text, Day& day);

}  // namespace parley
