#include "graph/column_builder.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <parley/error.hpp>

#include "graph/bytes.hpp"
#include "graph/snapshot.hpp"

namespace parley {
namespace {

constexpr std::uint32_t kFreeSlot = 0;

std::string encoded(const Value& value) {
    std::string bytes;
    ByteWriter(bytes).value(value);
    return bytes;
}

/// The number that a text stands for when writing the number gives the text back.
std::optional<std::int64_t> canonical_decimal(std::string_view text) {
    if (text.empty() || text.size() > 18 || (text[0] == '0' && text.size() > 1)) return {};
    std::int64_t number = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size() || number < 0) return {};
    return number;
}

/// Numbers as `width` bytes each, least significant first.
class Packed {
  public:
    Packed(std::uint8_t width, std::size_t rows) : width_(width) { bytes_.reserve(rows * width); }
    void add(std::uint64_t value) { bytes_.append(reinterpret_cast<const char*>(&value), width_); }
    std::string take() { return std::move(bytes_); }

  private:
    std::uint8_t width_;
    std::string bytes_;
};

/// All ones stands for a missing cell, so it must not be a value.
std::uint8_t width_for(std::uint64_t greatest) {
    if (greatest < 0xff) return 1;
    if (greatest < 0xffff) return 2;
    if (greatest < 0xffffff) return 3;
    return greatest < 0xffffffff ? 4 : 8;
}

}  // namespace

void ColumnBuilder::add(std::uint32_t row, Number kind, std::int64_t value) {
    if (!values_ && (count_ == 0 || kind_ == kind) && value != kMissing) {
        kind_ = kind;
        if (numbers_.size() <= row) numbers_.resize(std::size_t{row} + 1, kMissing);
        numbers_[row] = value;
        ++count_;
        return;
    }
    add_bytes(row, encoded(number_value(kind, value)));
}

void ColumnBuilder::add_text(std::uint32_t row, std::string_view text) {
    // While all texts are decimal numbers they are kept as such: identifiers of other systems.
    if (!values_ && (count_ == 0 || kind_ == Number::decimal_text)) {
        if (auto number = canonical_decimal(text)) return add(row, Number::decimal_text, *number);
    }
    std::string bytes;
    bytes += '\x05';
    ByteWriter(bytes).text(text);
    add_bytes(row, bytes);
}

void ColumnBuilder::add(std::uint32_t row, const Value& value) {
    if (const auto* number = value.as<std::int64_t>()) return add_integer(row, *number);
    if (const auto* text = value.as<std::string>()) return add_text(row, *text);
    if (const auto* date = value.as<Date>()) {
        if (date->span() && date->span()->first == date->span()->last &&
            date->text().find('/') == std::string::npos) {
            return add_day(row, date->span()->first);
        }
    }
    if (!value.is_null()) add_bytes(row, encoded(value));
}

void ColumnBuilder::add_bytes(std::uint32_t row, std::string_view bytes) {
    if (!values_) to_values();
    if (refs_.size() <= row) refs_.resize(std::size_t{row} + 1, 0);
    refs_[row] = keep(bytes);
    ++count_;
}

/// From numbers to references: a cell came that is none.
void ColumnBuilder::to_values() {
    values_ = true;
    refs_.assign(numbers_.size(), 0);
    for (std::size_t row = 0; row < numbers_.size(); ++row) {
        if (numbers_[row] != kMissing)
            refs_[row] = keep(encoded(number_value(kind_, numbers_[row])));
    }
    std::vector<std::int64_t>().swap(numbers_);
}

Value ColumnBuilder::number_value(Number kind, std::int64_t value) {
    switch (kind) {
        case Number::decimal_text:
            return {std::to_string(value)};
        case Number::day:
            return {Date::of_day(static_cast<Day>(value))};
        case Number::integer:
            break;
    }
    return {value};
}

/// The heap place of these bytes; equal bytes share one.
std::uint32_t ColumnBuilder::keep(std::string_view bytes) {
    if (std::size_t{distinct_} * 2 >= table_.size()) grow_table();
    const std::size_t mask = table_.size() - 1;
    std::size_t slot = hash_bytes(bytes) & mask;
    for (; table_[slot] != kFreeSlot; slot = (slot + 1) & mask) {
        if (std::string_view(heap_).substr(table_[slot]).starts_with(bytes)) return table_[slot];
    }
    if (heap_.size() + bytes.size() > std::numeric_limits<std::uint32_t>::max()) {
        throw Error("the texts of one property take more than 4 GB", "split the graph");
    }
    table_[slot] = static_cast<std::uint32_t>(heap_.size());
    heap_ += bytes;
    ++distinct_;
    return table_[slot];
}

void ColumnBuilder::grow_table() {
    std::vector<std::uint32_t> old = std::move(table_);
    table_.assign(std::max<std::size_t>(64, old.size() * 2), kFreeSlot);
    const std::size_t mask = table_.size() - 1;
    for (std::uint32_t place : old) {
        if (place == kFreeSlot) continue;
        std::string_view rest = std::string_view(heap_).substr(place);
        ByteReader reader(rest);
        reader.skip_value();
        std::string_view bytes = rest.substr(0, rest.size() - reader.size());
        std::size_t slot = hash_bytes(bytes) & mask;
        while (table_[slot] != kFreeSlot) slot = (slot + 1) & mask;
        table_[slot] = place;
    }
}

Value ColumnBuilder::at(std::uint32_t row) const {
    if (!values_) {
        if (row >= numbers_.size() || numbers_[row] == kMissing) return {};
        return number_value(kind_, numbers_[row]);
    }
    if (row >= refs_.size() || refs_[row] == 0) return {};
    return ByteReader(std::string_view(heap_).substr(refs_[row])).value();
}

std::string ColumnBuilder::encoded_at(std::uint32_t row) const {
    if (!values_) {
        std::int64_t number = number_at(row);
        return number == kMissing ? "" : encoded(number_value(kind_, number));
    }
    if (row >= refs_.size() || refs_[row] == 0) return {};
    std::string_view rest = std::string_view(heap_).substr(refs_[row]);
    ByteReader reader(rest);
    reader.skip_value();
    return std::string(rest.substr(0, rest.size() - reader.size()));
}

/// Rows as they will be, and which row of the builder each one was.
struct ColumnBuilder::Rows {
    std::uint32_t count;
    std::span<const std::uint32_t> order;

    template <class Cell>
    Cell of(const std::vector<Cell>& cells, std::uint32_t row, Cell absent) const {
        const std::uint32_t old = order.empty() ? row : order[row];
        return old < cells.size() ? cells[old] : absent;
    }
    /// Cells into the section ".d", and where the column is sparse the rows that have one into
    /// ".r".
    template <class Cell, class Pack>
    void write(Sections& sections, const std::string& name, const ColumnForm& form,
               const std::vector<Cell>& cells, Cell absent, Pack&& pack) const {
        Packed packed(form.width, form.sparse ? form.count : count);
        std::vector<std::uint32_t> listed;
        for (std::uint32_t row = 0; row < count; ++row) {
            const Cell cell = of(cells, row, absent);
            if (form.sparse && cell == absent) continue;
            if (form.sparse) listed.push_back(row);
            packed.add(pack(cell));
        }
        if (form.sparse) sections.add(name + ".r", std::move(listed));
        sections.add(name + ".d", packed.take());
    }
};

void ColumnBuilder::finish(Sections& sections, const std::string& name, std::uint32_t rows,
                           std::span<const std::uint32_t> order, std::span<const Day> edge_days) {
    ColumnForm form;
    form.kind = kind_;
    form.count = count_;
    form.sparse = std::uint64_t{count_} * 2 < rows;
    const Rows all{rows, order};
    if (values_) {
        finish_values(sections, name, all, form);
    } else {
        finish_numbers(sections, name, all, edge_days, form);
    }
    sections.add(name, form.encode());
    *this = ColumnBuilder();
}

void ColumnBuilder::finish_numbers(Sections& sections, const std::string& name, const Rows& rows,
                                   std::span<const Day> edge_days, ColumnForm& form) const {
    bool follows_days = !edge_days.empty() && kind_ == Number::day;
    bool in_sequence = count_ == rows.count;
    std::int64_t least = std::numeric_limits<std::int64_t>::max();
    std::int64_t greatest = std::numeric_limits<std::int64_t>::min();
    const std::int64_t start = rows.count > 0 ? rows.of(numbers_, 0, kMissing) : 0;
    for (std::uint32_t row = 0; row < rows.count; ++row) {
        const std::int64_t value = rows.of(numbers_, row, kMissing);
        follows_days = follows_days && edge_days[row] == (value == kMissing ? kNoDay : value);
        in_sequence = in_sequence && value == start + row;
        if (value == kMissing) continue;
        least = std::min(least, value);
        greatest = std::max(greatest, value);
    }
    form.base = in_sequence ? start : least;
    if (follows_days || in_sequence) {
        form.layout = follows_days ? ColumnForm::Layout::edge_days : ColumnForm::Layout::sequence;
        return;
    }
    const auto from_base = [least](std::int64_t value) {
        return static_cast<std::uint64_t>(value) - static_cast<std::uint64_t>(least);
    };
    form.width = width_for(from_base(greatest));
    rows.write(sections, name, form, numbers_, kMissing, [&](std::int64_t value) {
        return value == kMissing ? missing_of(form.width) : from_base(value);
    });
}

void ColumnBuilder::finish_values(Sections& sections, const std::string& name, const Rows& rows,
                                  ColumnForm& form) {
    form.layout = ColumnForm::Layout::value;
    std::vector<std::uint32_t> places;
    for (std::uint32_t place : table_) {
        if (place != kFreeSlot) places.push_back(place);
    }
    std::sort(places.begin(), places.end());
    // Few different values: a short code a row and one table of their places.
    const bool coded = places.size() < 0xffff;
    form.width = width_for(coded ? places.size() : heap_.size());
    rows.write(sections, name, form, refs_, 0U, [&](std::uint32_t place) -> std::uint64_t {
        if (!coded || place == 0) return place;
        const auto at = std::lower_bound(places.begin(), places.end(), place);
        return static_cast<std::uint64_t>(at - places.begin()) + 1;
    });
    if (coded) sections.add(name + ".c", std::move(places));
    sections.add(name + ".h", std::move(heap_));
}

}  // namespace parley
