#include "graph/column.hpp"

#include <algorithm>
#include <atomic>
#include <charconv>
#include <cstring>
#include <parley/error.hpp>

#include "graph/bytes.hpp"
#include "graph/column_form.hpp"

namespace parley {
namespace {

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
        case ColumnNumber::decimal_text: {
            char digits[24];
            const auto end = std::to_chars(std::begin(digits), std::end(digits), value).ptr;
            to.text({digits, static_cast<std::size_t>(end - digits)});
            return true;
        }
        case ColumnNumber::day:
            to.day(static_cast<Day>(value));
            return true;
        case ColumnNumber::integer:
            break;
    }
    to.integer(value);
    return true;
}

}  // namespace

std::unique_ptr<Column> open_column(const Sections& sections, const std::string& name,
                                    const DayTable& days) {
    if (!sections.has(name)) return nullptr;
    const ColumnForm form = ColumnForm::decode(sections.bytes(name));
    if (form.width == 0 || (form.width > 4 && form.width != 8)) {
        throw CorruptionError("the snapshot's column " + name + " is damaged");
    }
    return std::make_unique<SectionColumn>(form, sections, name, days);
}

}  // namespace parley
