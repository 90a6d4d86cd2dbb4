#pragma once
/// The stored form of a column: what its builder writes and its reader reads.
///
/// A column named `c` has a descriptor in the section "c"; its cells, `width` bytes each and least
/// significant first, in "c.d"; where it is sparse the rows that have a cell in "c.r"; values in a
/// heap "c.h", and where few differ their places in "c.c".

#include <cstdint>
#include <string>
#include <string_view>

#include "graph/bytes.hpp"

namespace parley {

/// What the numbers of a column stand for. Part of the stored format: never renumber.
enum class ColumnNumber : std::uint8_t { integer = 0, decimal_text = 1, day = 2 };

/// What the descriptor section of a column holds. Part of the stored format: never renumber.
struct ColumnForm {
    enum class Layout : std::uint8_t { sequence = 0, number = 1, edge_days = 2, value = 3 };
    Layout layout = Layout::number;
    ColumnNumber kind = ColumnNumber::integer;
    std::uint8_t width = 4;  ///< bytes a cell
    bool sparse = false;     ///< only rows that have a cell are there, and listed
    std::uint32_t count = 0;
    std::int64_t base = 0;

    std::string encode() const;
    static ColumnForm decode(std::string_view bytes);
};

/// The cell of a row without one: all ones, so that is never a value.
inline std::uint64_t missing_of(std::uint8_t width) {
    return width == 8 ? ~std::uint64_t{0} : (std::uint64_t{1} << (8 * width)) - 1;
}

}  // namespace parley
