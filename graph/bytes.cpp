#include "graph/bytes.hpp"

#include <bit>
#include <cstring>
#include <parley/error.hpp>

namespace parley {
namespace {

/// Part of the stored format: never renumber.
enum class Tag : std::uint8_t {
    null = 0,
    no = 1,
    yes = 2,
    integer = 3,
    real = 4,
    text = 5,
    date = 6,
    list = 7,
    map = 8,
    moment = 9,
    duration = 10,
};

std::uint64_t mix(std::uint64_t hash) noexcept {
    hash ^= hash >> 33;
    hash *= 0xff51afd7ed558ccdULL;
    hash ^= hash >> 33;
    hash *= 0xc4ceb9fe1a85ec53ULL;
    hash ^= hash >> 33;
    return hash;
}

[[noreturn]] void damaged() { throw CorruptionError("a stored record is damaged"); }

/// One overload a type, so that a new kind of value does not compile before it has bytes.
struct ValueWriter {
    ByteWriter& out;
    int depth;
    void tag(Tag tag) const { out.byte(static_cast<std::uint8_t>(tag)); }
    void operator()(std::monostate) const { tag(Tag::null); }
    void operator()(bool value) const { tag(value ? Tag::yes : Tag::no); }
    void operator()(std::int64_t value) const {
        tag(Tag::integer);
        out.integer(value);
    }
    void operator()(double value) const {
        tag(Tag::real);
        auto bits = std::bit_cast<std::uint64_t>(value);
        for (int shift = 56; shift >= 0; shift -= 8) {
            out.byte(static_cast<std::uint8_t>(bits >> shift));
        }
    }
    void operator()(const std::string& value) const {
        tag(Tag::text);
        out.text(value);
    }
    void operator()(const Date& value) const {
        tag(Tag::date);
        out.text(value.text());
    }
    void operator()(const std::shared_ptr<const List>& value) const {
        tag(Tag::list);
        out.number(value->size());
        for (const Value& item : *value) out.value(item, depth + 1);
    }
    void operator()(const std::shared_ptr<const Map>& value) const {
        tag(Tag::map);
        out.number(value->size());
        for (const auto& [name, item] : *value) {
            out.text(name);
            out.value(item, depth + 1);
        }
    }
    void operator()(const std::shared_ptr<const Moment>& value) const {
        tag(Tag::moment);
        out.byte(static_cast<std::uint8_t>(value->kind));
        out.integer(value->day);
        out.integer(value->nanos);
        out.integer(value->offset);
        out.text(value->zone);
    }
    void operator()(const std::shared_ptr<const Duration>& value) const {
        tag(Tag::duration);
        out.integer(value->months);
        out.integer(value->days);
        out.integer(value->seconds);
        out.integer(value->nanos);
    }
    [[noreturn]] void refuse() const {
        throw Error("a node, an edge or a path cannot be stored as a value",
                    "store its key or id instead");
    }
    void operator()(NodeId) const { refuse(); }
    void operator()(EdgeId) const { refuse(); }
    void operator()(const std::shared_ptr<const Path>&) const { refuse(); }
};

}  // namespace

std::uint64_t hash_bytes(std::string_view bytes, std::uint64_t seed) noexcept {
    std::uint64_t hash = 14695981039346656037ULL ^ seed;
    for (char c : bytes) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 1099511628211ULL;
    }
    return mix(hash);
}

std::uint64_t checksum_bytes(std::string_view bytes) noexcept {
    // Four lanes, so that the multiplications of neighbours overlap.
    std::uint64_t lane[4] = {1, 2, 3, bytes.size()};
    std::size_t at = 0;
    for (; at + 32 <= bytes.size(); at += 32) {
        for (std::size_t i = 0; i < 4; ++i) {
            std::uint64_t word = 0;
            std::memcpy(&word, bytes.data() + at + 8 * i, 8);
            lane[i] = std::rotl((lane[i] ^ word) * 0x9e3779b97f4a7c15ULL, 29);
        }
    }
    std::uint64_t hash = hash_bytes(bytes.substr(at));
    for (std::uint64_t l : lane) hash = mix(hash ^ l);
    return hash;
}

void ByteWriter::number(std::uint64_t value) {
    while (value >= 0x80) {
        out_ += static_cast<char>((value & 0x7f) | 0x80);
        value >>= 7;
    }
    out_ += static_cast<char>(value);
}

void ByteWriter::integer(std::int64_t value) {
    auto bits = static_cast<std::uint64_t>(value);
    number((bits << 1) ^ (value < 0 ? ~std::uint64_t{0} : 0));
}

void ByteWriter::text(std::string_view text) {
    number(text.size());
    out_ += text;
}

void ByteWriter::value(const Value& value, int depth) {
    if (depth > kMaxValueDepth) {
        throw Error("a value nests deeper than 64 lists or maps", "store a flatter value");
    }
    std::visit(ValueWriter{*this, depth}, value.data);
}

void ByteWriter::encoded(std::string_view bytes) {
    if (bytes.empty()) return byte(static_cast<std::uint8_t>(Tag::null));
    out_ += bytes;
}

std::string_view ByteReader::take(std::size_t bytes) {
    if (bytes > rest_.size()) damaged();
    std::string_view taken = rest_.substr(0, bytes);
    rest_.remove_prefix(bytes);
    return taken;
}

void ByteReader::end_too_early() { damaged(); }

std::uint64_t ByteReader::number() {
    std::uint64_t value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
        std::uint8_t next = byte();
        value |= std::uint64_t{next & 0x7fU} << shift;
        if (next < 0x80) return value;
    }
    damaged();
}

std::uint32_t ByteReader::below(std::uint64_t limit) {
    std::uint64_t value = number();
    if (value >= limit) damaged();
    return static_cast<std::uint32_t>(value);
}

std::int64_t ByteReader::integer() {
    std::uint64_t bits = number();
    return static_cast<std::int64_t>((bits >> 1) ^ (~(bits & 1) + 1));
}

std::string_view ByteReader::text() { return take(number()); }

Value ByteReader::value(int depth) {
    if (depth > kMaxValueDepth) damaged();
    switch (static_cast<Tag>(byte())) {
        case Tag::null:
            return {};
        case Tag::no:
            return {false};
        case Tag::yes:
            return {true};
        case Tag::integer:
            return {integer()};
        case Tag::real: {
            std::uint64_t bits = 0;
            for (char c : take(8)) bits = bits << 8 | static_cast<unsigned char>(c);
            return {std::bit_cast<double>(bits)};
        }
        case Tag::text:
            return {std::string(text())};
        case Tag::date: {
            auto date = Date::parse(text());
            if (!date) damaged();
            return {*date};
        }
        case Tag::list: {
            List items;
            for (std::uint64_t n = below(size() + 1); n > 0; --n) items.push_back(value(depth + 1));
            return {std::make_shared<const List>(std::move(items))};
        }
        case Tag::map: {
            Map items;
            for (std::uint64_t n = below(size() + 1); n > 0; --n) {
                std::string name(text());
                items.emplace(std::move(name), value(depth + 1));
            }
            return {std::make_shared<const Map>(std::move(items))};
        }
        case Tag::moment: {
            Moment moment;
            moment.kind = static_cast<MomentKind>(below(4));
            moment.day = static_cast<Day>(integer());
            moment.nanos = integer();
            moment.offset = static_cast<std::int32_t>(integer());
            moment.zone = std::string(text());
            return {std::make_shared<const Moment>(std::move(moment))};
        }
        case Tag::duration: {
            Duration duration;
            duration.months = integer();
            duration.days = integer();
            duration.seconds = integer();
            duration.nanos = static_cast<std::int32_t>(integer());
            return {std::make_shared<const Duration>(duration)};
        }
    }
    damaged();
}

std::optional<std::string_view> ByteReader::text_value() {
    if (rest_.empty() || static_cast<Tag>(rest_[0]) != Tag::text) return {};
    byte();
    return text();
}

void ByteReader::skip_value() {
    // Texts are by far the most.
    if (!text_value()) value();
}

}  // namespace parley
