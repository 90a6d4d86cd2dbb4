#pragma once
/// One property of many nodes or edges as compact arrays.
///
/// form        holds                                                  bytes a row
/// sequence    base + row: ids of an imported file                    0
/// number      integers, decimal texts, single days, from a base      1, 2, 4 or 8
/// edge_days   a date that is exactly the edge's day                  0
/// value       reference into a heap where equal values stand once    4, or 1 to 2 if few values
///
/// Where few rows have the property, the rows that do are listed and only they take space.

#include <cstdint>
#include <memory>
#include <parley/value.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "graph/sections.hpp"
#include "graph/snapshot.hpp"

namespace parley {

/// Collects one column's cells; each row at most once, in any order.
class ColumnBuilder {
  public:
    void add_integer(std::uint32_t row, std::int64_t value) { add(row, Number::integer, value); }
    void add_day(std::uint32_t row, Day day) { add(row, Number::day, day); }
    void add_text(std::uint32_t row, std::string_view text);
    void add(std::uint32_t row, const Value& value);

    bool empty() const { return count_ == 0; }
    /// The cell as a value; null where nothing was added.
    Value at(std::uint32_t row) const;
    /// All cells are single days, or no cell: then it is the day, else kNoDay.
    bool holds_days() const { return !values_ && (count_ == 0 || kind_ == Number::day); }
    Day day_at(std::uint32_t row) const;

    /// Writes the column's sections, whose names begin with `name`, with rows taken in the order
    /// `order` (empty: as they are). `edge_days`: each row's day where the rows are edges, so that
    /// a date equal to it takes no space. The builder is empty afterwards.
    void finish(Sections& sections, const std::string& name, std::uint32_t rows,
                std::span<const std::uint32_t> order, std::span<const Day> edge_days);

  private:
    enum class Number : std::uint8_t { integer = 0, decimal_text = 1, day = 2 };
    friend struct ColumnForm;
    friend class NumberColumn;
    void add(std::uint32_t row, Number kind, std::int64_t value);
    void add_bytes(std::uint32_t row, std::string_view encoded);
    void to_values();
    std::uint32_t keep(std::string_view encoded);
    void grow_table();
    static Value number_value(Number kind, std::int64_t value);

    Number kind_ = Number::integer;
    bool values_ = false;                ///< refs_ is used, not numbers_
    std::vector<std::int64_t> numbers_;  ///< kMissing where absent
    std::vector<std::uint32_t> refs_;    ///< into heap_, 0 where absent
    std::string heap_ = std::string(1, '\0');
    std::vector<std::uint32_t> table_;  ///< open addressing over heap_ places
    std::uint32_t distinct_ = 0;
    std::uint32_t count_ = 0;
};

/// Reads what finish() wrote. `days`: of the edges, for columns of edges. None where there are no
/// such sections. Throws CorruptionError where the sections do not fit each other.
std::unique_ptr<Column> open_column(const Sections& sections, const std::string& name,
                                    std::span<const Day> days);

}  // namespace parley
