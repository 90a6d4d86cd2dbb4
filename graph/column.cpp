#include "graph/column.hpp"

#include <algorithm>
#include <atomic>
#include <charconv>
#include <cstring>
#include <limits>
#include <parley/error.hpp>

#include "graph/bytes.hpp"

namespace parley {

/// What the descriptor section of a column holds. Part of the stored format: never renumber.
struct ColumnForm {
    enum class Layout : std::uint8_t { sequence = 0, number = 1, edge_days = 2, value = 3 };
    Layout layout = Layout::number;
    ColumnBuilder::Number kind = ColumnBuilder::Number::integer;
    std::uint8_t width = 4;  ///< bytes a row in the section ".d"
    bool sparse = false;     ///< rows are listed in the section ".r"
    std::uint32_t count = 0;
    std::int64_t base = 0;
};

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

std::string encode_form(const ColumnForm& form) {
    std::string bytes;
    ByteWriter out(bytes);
    out.byte(static_cast<std::uint8_t>(form.layout));
    out.byte(static_cast<std::uint8_t>(form.kind));
    out.byte(form.width);
    out.byte(form.sparse ? 1 : 0);
    out.number(form.count);
    out.integer(form.base);
    return bytes;
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

template <class Number>
std::uint64_t unpack_as(const char* at) {
    Number value = 0;
    std::memcpy(&value, at, sizeof value);
    return value;
}

/// By cases: a copy of a width that is not known beforehand stalls on its own stores.
std::uint64_t unpack(const char* data, std::uint8_t width, std::size_t row) {
    const char* at = data + row * width;
    switch (width) {
        case 1:
            return unpack_as<std::uint8_t>(at);
        case 2:
            return unpack_as<std::uint16_t>(at);
        case 3:
            return unpack_as<std::uint16_t>(at) | unpack_as<std::uint8_t>(at + 2) << 16;
        case 4:
            return unpack_as<std::uint32_t>(at);
        default:
            return unpack_as<std::uint64_t>(at);
    }
}

/// All ones stands for a missing cell, so it must not be a value.
std::uint8_t width_for(std::uint64_t greatest) {
    if (greatest < 0xff) return 1;
    if (greatest < 0xffff) return 2;
    if (greatest < 0xffffff) return 3;
    return greatest < 0xffffffff ? 4 : 8;
}

std::uint64_t missing_of(std::uint8_t width) {
    return width == 8 ? ~std::uint64_t{0} : (std::uint64_t{1} << (8 * width)) - 1;
}

}  // namespace

// ---- Building --------------------------------------------------------------------------------

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

void ColumnBuilder::finish(Sections& sections, const std::string& name, std::uint32_t rows,
                           std::span<const std::uint32_t> order, std::span<const Day> edge_days) {
    auto old_row = [&](std::uint32_t row) { return order.empty() ? row : order[row]; };
    auto number = [&](std::uint32_t row) {
        std::uint32_t old = old_row(row);
        return old < numbers_.size() ? numbers_[old] : kMissing;
    };
    auto ref = [&](std::uint32_t row) {
        std::uint32_t old = old_row(row);
        return old < refs_.size() ? refs_[old] : 0;
    };
    ColumnForm form;
    form.kind = kind_;
    form.count = count_;
    form.sparse = std::uint64_t{count_} * 2 < rows;
    std::vector<std::uint32_t> listed;
    auto add_rows = [&](auto&& has, auto&& write) {
        for (std::uint32_t row = 0; row < rows; ++row) {
            if (form.sparse && !has(row)) continue;
            if (form.sparse) listed.push_back(row);
            write(row);
        }
        if (form.sparse) sections.add(name + ".r", std::move(listed));
    };

    if (!values_) {
        bool follows_days = !edge_days.empty() && kind_ == Number::day;
        bool in_sequence = count_ == rows;
        std::int64_t least = std::numeric_limits<std::int64_t>::max();
        std::int64_t greatest = std::numeric_limits<std::int64_t>::min();
        const std::int64_t start = rows > 0 ? number(0) : 0;
        for (std::uint32_t row = 0; row < rows; ++row) {
            std::int64_t value = number(row);
            follows_days = follows_days && edge_days[row] == (value == kMissing ? kNoDay : value);
            in_sequence = in_sequence && value == start + row;
            if (value == kMissing) continue;
            least = std::min(least, value);
            greatest = std::max(greatest, value);
        }
        form.base = in_sequence ? start : least;
        if (follows_days || in_sequence) {
            form.layout = in_sequence && !follows_days ? ColumnForm::Layout::sequence
                                                       : ColumnForm::Layout::edge_days;
        } else {
            form.width =
                width_for(static_cast<std::uint64_t>(greatest) - static_cast<std::uint64_t>(least));
            Packed packed(form.width, form.sparse ? count_ : rows);
            add_rows([&](std::uint32_t row) { return number(row) != kMissing; },
                     [&](std::uint32_t row) {
                         std::int64_t value = number(row);
                         packed.add(value == kMissing ? missing_of(form.width)
                                                      : static_cast<std::uint64_t>(value) -
                                                            static_cast<std::uint64_t>(least));
                     });
            sections.add(name + ".d", packed.take());
        }
    } else {
        form.layout = ColumnForm::Layout::value;
        std::vector<std::uint32_t> places;
        for (std::uint32_t place : table_) {
            if (place != kFreeSlot) places.push_back(place);
        }
        std::sort(places.begin(), places.end());
        // Few different values: a short code a row and one table of their places.
        const bool coded = places.size() < 0xffff;
        form.width = width_for(coded ? places.size() : heap_.size());
        Packed packed(form.width, form.sparse ? count_ : rows);
        add_rows([&](std::uint32_t row) { return ref(row) != 0; },
                 [&](std::uint32_t row) {
                     std::uint32_t place = ref(row);
                     if (!coded || place == 0) return packed.add(place);
                     auto at = std::lower_bound(places.begin(), places.end(), place);
                     packed.add(static_cast<std::uint64_t>(at - places.begin()) + 1);
                 });
        sections.add(name + ".d", packed.take());
        if (coded) sections.add(name + ".c", std::move(places));
        sections.add(name + ".h", std::move(heap_));
    }
    sections.add(name, encode_form(form));
    *this = ColumnBuilder();
}

// ---- Reading ---------------------------------------------------------------------------------

namespace {

class SectionColumn : public Column {
  public:
    SectionColumn(const ColumnForm& form, const Sections& sections, const std::string& name,
                  const DayTable& days)
        : form_(form),
          days_(days),
          data_(sections.bytes(name + ".d")),
          rows_(sections.get<std::uint32_t>(name + ".r")),
          codes_(sections.get<std::uint32_t>(name + ".c")),
          heap_(sections.bytes(name + ".h")) {}

    std::uint32_t count() const override { return form_.count; }
    bool is_edge_day() const override { return form_.layout == ColumnForm::Layout::edge_days; }

    Value at(std::uint32_t index) const override {
        Keep kept;
        give(index, kept);
        return std::move(kept.kept);
    }

    bool give(std::uint32_t index, ValueSink& to) const override {
        switch (form_.layout) {
            case ColumnForm::Layout::sequence:
                return number(form_.base + index, to);
            case ColumnForm::Layout::edge_days: {
                const Day day = day_of(index);
                if (day == kNoDay) return false;
                to.day(day);
                return true;
            }
            case ColumnForm::Layout::number:
            case ColumnForm::Layout::value:
                break;
        }
        std::size_t row = index;
        if (form_.sparse) {
            auto found = std::lower_bound(rows_.begin(), rows_.end(), index);
            if (found == rows_.end() || *found != index) return false;
            row = static_cast<std::size_t>(found - rows_.begin());
        }
        if ((row + 1) * form_.width > data_.size()) return false;
        std::uint64_t cell = unpack(data_.data(), form_.width, row);
        if (form_.layout == ColumnForm::Layout::value) return from_heap(cell, to);
        if (cell == missing_of(form_.width)) return false;
        return number(static_cast<std::int64_t>(static_cast<std::uint64_t>(form_.base) + cell), to);
    }

    void prefetch(std::span<const std::uint32_t> indices) const override {
        if (data_.empty() || form_.sparse) return;
        const auto place = [this](std::uint32_t index) { return std::size_t{index} * form_.width; };
        for (const std::uint32_t index : indices) {
            if (place(index) < data_.size()) __builtin_prefetch(data_.data() + place(index));
        }
        if (form_.layout != ColumnForm::Layout::value) return;
        for (const std::uint32_t index : indices) {
            if (place(index) + form_.width > data_.size()) continue;
            std::uint64_t cell = unpack(data_.data(), form_.width, index);
            if (!codes_.empty()) cell = cell > 0 && cell <= codes_.size() ? codes_[cell - 1] : 0;
            if (cell < heap_.size()) __builtin_prefetch(heap_.data() + cell);
        }
    }

  private:
    struct Keep : ValueSink {
        void value(const Value& value) override { kept = value; }
        void text(std::string_view text) override { kept.data.emplace<std::string>(text); }
        Value kept;
    };

    bool number(std::int64_t value, ValueSink& to) const;
    bool from_heap(std::uint64_t cell, ValueSink& to) const {
        if (cell == 0) return false;
        if (!codes_.empty()) {
            if (cell > codes_.size()) throw CorruptionError("the snapshot's values are damaged");
            cell = codes_[cell - 1];
        }
        if (cell >= heap_.size()) throw CorruptionError("the snapshot's values are damaged");
        ByteReader reader(heap_.substr(cell));
        if (const auto text = reader.text_value()) {
            to.text(*text);
            return true;
        }
        const Value value = reader.value();
        if (!value.is_null()) to.value(value);
        return !value.is_null();
    }

    /// Readers go along relationships in order of day: the same day as the last one asked for, or
    /// one of the next, needs no search.
    Day day_of(std::uint32_t edge) const {
        constexpr std::size_t near = 16;
        const auto& start = days_.start;
        const std::size_t last = last_day_.load(std::memory_order_relaxed);
        if (last < start.size() && edge >= start[last]) {
            const std::size_t end = std::min(last + near, start.size());
            for (std::size_t next = last + 1; next < end; ++next) {
                if (edge < start[next]) return day_at(next - 1, last);
            }
        }
        return day_at(days_.place_of(edge), last);
    }
    Day day_at(std::size_t place, std::size_t last) const {
        if (place != last) {
            last_day_.store(static_cast<std::uint32_t>(place), std::memory_order_relaxed);
        }
        return days_.days[place];
    }

    ColumnForm form_;
    DayTable days_;
    mutable std::atomic<std::uint32_t> last_day_{0};
    std::string_view data_;
    std::span<const std::uint32_t> rows_, codes_;
    std::string_view heap_;
};

bool SectionColumn::number(std::int64_t value, ValueSink& to) const {
    switch (form_.kind) {
        case ColumnBuilder::Number::decimal_text: {
            char digits[24];
            const auto end = std::to_chars(std::begin(digits), std::end(digits), value).ptr;
            to.text({digits, static_cast<std::size_t>(end - digits)});
            return true;
        }
        case ColumnBuilder::Number::day:
            to.day(static_cast<Day>(value));
            return true;
        case ColumnBuilder::Number::integer:
            break;
    }
    to.integer(value);
    return true;
}

}  // namespace

std::unique_ptr<Column> open_column(const Sections& sections, const std::string& name,
                                    const DayTable& days) {
    if (!sections.has(name)) return nullptr;
    ByteReader reader(sections.bytes(name));
    ColumnForm form;
    form.layout = static_cast<ColumnForm::Layout>(reader.byte() & 3);
    form.kind = static_cast<decltype(form.kind)>(reader.byte() % 3);
    form.width = reader.byte();
    form.sparse = reader.byte() != 0;
    form.count = static_cast<std::uint32_t>(reader.number());
    form.base = reader.integer();
    if (form.width == 0 || (form.width > 4 && form.width != 8)) {
        throw CorruptionError("the snapshot's column " + name + " is damaged");
    }
    return std::make_unique<SectionColumn>(form, sections, name, days);
}

}  // namespace parley
