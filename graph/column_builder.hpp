#pragma once
/// One property of many nodes or edges as compact arrays.
///
/// form        holds                                                  bytes a row
/// sequence    base + row: ids of an imported file                    0
/// number      integers, decimal texts, single days, from a base      1, 2, 3, 4 or 8
/// edge_days   a date that is exactly the edge's day                  0
/// value       reference into a heap where equal values stand once    1 to 4
///
/// Where few rows have the property, the rows that do are listed and only they take space.

#include <cstdint>
#include <limits>
#include <optional>
#include <parley/value.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/column_form.hpp"
#include "graph/sections.hpp"

namespace parley {

/// Collects one column's cells; each row at most once, in any order.
class ColumnBuilder {
  public:
    using Number = ColumnNumber;

    void add_integer(std::uint32_t row, std::int64_t value) { add(row, Number::integer, value); }
    void add_day(std::uint32_t row, Day day) { add(row, Number::day, day); }
    void add_text(std::uint32_t row, std::string_view text);
    void add(std::uint32_t row, const Value& value);

    bool empty() const { return count_ == 0; }
    /// The cell as a value; null where nothing was added.
    Value at(std::uint32_t row) const;
    static constexpr std::int64_t kMissing = std::numeric_limits<std::int64_t>::min();
    /// While all cells are numbers of one kind: that kind.
    std::optional<Number> number_kind() const {
        return values_ ? std::nullopt : std::optional(kind_);
    }
    /// Where number_kind() is one: the number, or kMissing.
    std::int64_t number_at(std::uint32_t row) const {
        return row < numbers_.size() ? numbers_[row] : kMissing;
    }
    /// The cell as ByteWriter::value() writes it; empty where absent.
    std::string encoded_at(std::uint32_t row) const;

    /// Writes the column's sections, whose names begin with `name`, with rows taken in the order
    /// `order` (empty: as they are). `edge_days`: each row's day, in that order, where the rows are
    /// edges, so that a date equal to it takes no space. The builder is empty afterwards.
    void finish(Sections& sections, const std::string& name, std::uint32_t rows,
                std::span<const std::uint32_t> order, std::span<const Day> edge_days);

  private:
    void add(std::uint32_t row, Number kind, std::int64_t value);
    void add_bytes(std::uint32_t row, std::string_view encoded);
    void to_values();
    std::uint32_t keep(std::string_view encoded);
    void grow_table();
    static Value number_value(Number kind, std::int64_t value);
    struct Rows;
    void finish_numbers(Sections& sections, const std::string& name, const Rows& rows,
                        std::span<const Day> edge_days, ColumnForm& form) const;
    void finish_values(Sections& sections, const std::string& name, const Rows& rows,
                       ColumnForm& form);

    Number kind_ = Number::integer;
    bool values_ = false;                ///< refs_ is used, not numbers_
    std::vector<std::int64_t> numbers_;  ///< kMissing where absent
    std::vector<std::uint32_t> refs_;    ///< into heap_, 0 where absent
    std::string heap_ = std::string(1, '\0');
    std::vector<std::uint32_t> table_;  ///< open addressing over heap_ places
    std::uint32_t distinct_ = 0;
    std::uint32_t count_ = 0;
};

}  // namespace parley
