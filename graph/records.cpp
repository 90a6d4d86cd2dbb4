#include "graph/records.hpp"

#include <fmt/format.h>
#include <zstd.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <parley/error.hpp>

#include "graph/bytes.hpp"

namespace parley {
namespace {

constexpr int kCompressionLevel = 3;
/// Articles are capped far below this at ingest; a larger number is damage.
constexpr std::uint64_t kMaxArticleBytes = std::uint64_t{1} << 30;

void write_properties(ByteWriter& out, const Properties& properties) {
    out.number(properties.size());
    for (const auto& [key, value] : properties) {
        out.number(number_of(key));
        out.value(value);
    }
}

Properties read_properties(ByteReader& in) {
    Properties properties;
    for (std::uint32_t n = in.below(in.size() + 1); n > 0; --n) {
        KeyId key{in.below(std::uint64_t{1} << 32)};
        properties.emplace_back(key, in.value());
    }
    return properties;
}

template <class Visit>
void for_each_field(const ArticleRecord& a, Visit&& visit) {
    for (const std::string* field : {&a.id, &a.url, &a.title, &a.published, &a.language, &a.text}) {
        visit(*field);
    }
}

// ---- Columns of a block ----------------------------------------------------------------------

enum class BlockColumn : std::uint8_t { values = 0, integers = 1, days = 2, decimals = 3 };

std::optional<std::int64_t> as_integer(const Value& value) {
    const auto* number = value.as<std::int64_t>();
    return number ? std::optional(*number) : std::nullopt;
}

std::optional<std::int64_t> as_day(const Value& value) {
    const auto* date = value.as<Date>();
    if (!date || !date->span() || date->span()->first != date->span()->last) return {};
    if (date->text().find('/') != std::string::npos) return {};
    return date->span()->first;
}

std::optional<std::int64_t> as_decimal(const Value& value) {
    const auto* text = value.as<std::string>();
    if (!text || text->empty() || text->size() > 18 || (text->size() > 1 && (*text)[0] == '0')) {
        return {};
    }
    std::int64_t number = 0;
    auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), number);
    if (error != std::errc() || end != text->data() + text->size() || number < 0) return {};
    return number;
}

Value from_number(BlockColumn kind, std::int64_t number) {
    switch (kind) {
        case BlockColumn::days:
            return {Date::of_day(static_cast<Day>(number))};
        case BlockColumn::decimals:
            return {std::to_string(number)};
        case BlockColumn::integers:
        case BlockColumn::values:
            break;
    }
    return {number};
}

template <class Read>
std::optional<std::vector<std::int64_t>> all_numbers(std::span<const Value* const> cells,
                                                     Read read) {
    std::vector<std::int64_t> numbers;
    for (const Value* cell : cells) {
        auto number = cell ? read(*cell) : std::nullopt;
        if (!number) return {};
        numbers.push_back(*number);
    }
    return numbers;
}

/// The difference as it wraps around: adding it wraps back.
std::int64_t difference(std::int64_t a, std::int64_t b) {
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) - static_cast<std::uint64_t>(b));
}
std::int64_t sum(std::int64_t a, std::int64_t b) {
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b));
}

void write_column(ByteWriter& out, std::span<const Value* const> cells) {
    BlockColumn kind = BlockColumn::integers;
    auto numbers = all_numbers(cells, as_integer);
    if (!numbers) {
        kind = BlockColumn::days;
        numbers = all_numbers(cells, as_day);
    }
    if (!numbers) {
        kind = BlockColumn::decimals;
        numbers = all_numbers(cells, as_decimal);
    }
    if (!numbers) {
        out.byte(static_cast<std::uint8_t>(BlockColumn::values));
        for (const Value* cell : cells) out.value(cell ? *cell : Value{});
        return;
    }
    out.byte(static_cast<std::uint8_t>(kind));
    std::int64_t before = 0;
    for (std::int64_t number : *numbers) {
        out.integer(difference(number, before));
        before = number;
    }
}

BlockColumn block_kind(ColumnBuilder::Number kind) {
    switch (kind) {
        case ColumnBuilder::Number::integer:
            return BlockColumn::integers;
        case ColumnBuilder::Number::decimal_text:
            return BlockColumn::decimals;
        case ColumnBuilder::Number::day:
            return BlockColumn::days;
    }
    return BlockColumn::values;
}

void read_column(ByteReader& in, KeyId key, std::vector<StoredEdge>& edges) {
    auto kind = static_cast<BlockColumn>(in.below(4));
    std::int64_t number = 0;
    for (StoredEdge& edge : edges) {
        if (kind == BlockColumn::values) {
            Value value = in.value();
            if (!value.is_null()) edge.properties.emplace_back(key, std::move(value));
            continue;
        }
        number = sum(number, in.integer());
        edge.properties.emplace_back(key, from_number(kind, number));
    }
}

}  // namespace

std::string encode_article(const ArticleRecord& article) {
    std::string plain;
    ByteWriter out(plain);
    for_each_field(article, [&](const std::string& field) { out.text(field); });
    out.text(article.hash);
    std::string packed(ZSTD_compressBound(plain.size()), '\0');
    std::size_t size =
        ZSTD_compress(packed.data(), packed.size(), plain.data(), plain.size(), kCompressionLevel);
    if (ZSTD_isError(size)) throw StoreError("an article cannot be compressed");
    packed.resize(size);
    return packed;
}

ArticleRecord decode_article(std::string_view bytes) {
    unsigned long long size = ZSTD_getFrameContentSize(bytes.data(), bytes.size());
    if (size > kMaxArticleBytes) throw CorruptionError("a stored article is damaged");
    std::string plain(size, '\0');
    std::size_t got = ZSTD_decompress(plain.data(), plain.size(), bytes.data(), bytes.size());
    if (ZSTD_isError(got) || got != size) throw CorruptionError("a stored article is damaged");
    ByteReader in(plain);
    ArticleRecord a;
    for (std::string* field :
         {&a.id, &a.url, &a.title, &a.published, &a.language, &a.text, &a.hash}) {
        *field = std::string(in.text());
    }
    return a;
}

std::string article_hash(const ArticleRecord& article) {
    std::string plain;
    ByteWriter out(plain);
    for_each_field(article, [&](const std::string& field) { out.text(field); });
    return fmt::format("{:016x}{:016x}", hash_bytes(plain), hash_bytes(plain, 0x70726c79));
}

std::string encode_assertion(const Assertion& assertion) {
    std::string bytes;
    ByteWriter out(bytes);
    out.text(assertion.kind);
    out.number(assertion.arguments.size());
    for (const std::string& argument : assertion.arguments) out.text(argument);
    out.text(assertion.time);
    out.text(assertion.note);
    return bytes;
}

Assertion decode_assertion(std::string_view bytes) {
    ByteReader in(bytes);
    Assertion assertion;
    assertion.kind = std::string(in.text());
    for (std::uint32_t n = in.below(in.size() + 1); n > 0; --n) {
        assertion.arguments.emplace_back(in.text());
    }
    assertion.time = std::string(in.text());
    assertion.note = std::string(in.text());
    return assertion;
}

std::string encode_node(std::span<const LabelId> labels, const Properties& properties) {
    std::string bytes;
    ByteWriter out(bytes);
    out.number(labels.size());
    for (LabelId label : labels) out.number(number_of(label));
    write_properties(out, properties);
    return bytes;
}

StoredNode decode_node(std::string_view bytes) {
    ByteReader in(bytes);
    StoredNode node;
    for (std::uint32_t n = in.below(in.size() + 1); n > 0; --n) {
        node.labels.push_back(LabelId{in.below(std::uint64_t{1} << 32)});
    }
    node.properties = read_properties(in);
    return node;
}

std::string encode_edge(const StoredEdge& edge) {
    std::string bytes;
    ByteWriter out(bytes);
    out.number(number_of(edge.type));
    out.number(static_cast<std::uint64_t>(edge.source));
    out.number(static_cast<std::uint64_t>(edge.target));
    write_properties(out, edge.properties);
    out.number(edge.claims.size());
    for (const ClaimPlace& claim : edge.claims) {
        out.text(claim.article);
        out.number(claim.ordinal);
    }
    return bytes;
}

StoredEdge decode_edge(std::string_view bytes) {
    ByteReader in(bytes);
    StoredEdge edge;
    edge.type = TypeId{in.below(65536)};
    edge.source = NodeId{in.number()};
    edge.target = NodeId{in.number()};
    edge.properties = read_properties(in);
    for (std::uint32_t n = in.below(in.size() + 1); n > 0; --n) {
        std::string article(in.text());
        edge.claims.push_back({std::move(article), in.below(std::uint64_t{1} << 32)});
    }
    return edge;
}

std::string encode_edge_block(std::span<const StoredEdge> edges) {
    std::string bytes;
    ByteWriter out(bytes);
    out.number(edges.size());
    for (const StoredEdge& edge : edges) out.number(number_of(edge.type));
    for (const StoredEdge& edge : edges) out.number(static_cast<std::uint64_t>(edge.source));
    for (const StoredEdge& edge : edges) out.number(static_cast<std::uint64_t>(edge.target));
    std::map<KeyId, std::vector<const Value*>> columns;
    for (std::size_t i = 0; i < edges.size(); ++i) {
        for (const auto& [key, value] : edges[i].properties) {
            auto& cells = columns[key];
            cells.resize(edges.size());
            cells[i] = &value;
        }
    }
    out.number(columns.size());
    for (const auto& [key, cells] : columns) {
        out.number(number_of(key));
        write_column(out, cells);
    }
    return bytes;
}

void write_block_columns(ByteWriter& out, const std::vector<ColumnBuilder>& columns,
                         std::span<const std::uint32_t> rows) {
    std::uint32_t used = 0;
    for (const ColumnBuilder& column : columns) used += column.empty() ? 0 : 1;
    out.number(used);
    for (std::uint32_t key = 0; key < columns.size(); ++key) {
        const ColumnBuilder& column = columns[key];
        if (column.empty()) continue;
        out.number(key);
        auto kind = column.number_kind();
        bool all_numbers = kind && std::all_of(rows.begin(), rows.end(), [&](std::uint32_t row) {
                               return column.number_at(row) != ColumnBuilder::kMissing;
                           });
        if (!all_numbers) {
            out.byte(static_cast<std::uint8_t>(BlockColumn::values));
            for (std::uint32_t row : rows) out.encoded(column.encoded_at(row));
            continue;
        }
        out.byte(static_cast<std::uint8_t>(block_kind(*kind)));
        std::int64_t before = 0;
        for (std::uint32_t row : rows) {
            out.integer(difference(column.number_at(row), before));
            before = column.number_at(row);
        }
    }
}

std::vector<StoredEdge> decode_edge_block(std::string_view bytes) {
    ByteReader in(bytes);
    std::vector<StoredEdge> edges(in.below(kEdgesPerBlock + 1));
    for (StoredEdge& edge : edges) edge.type = TypeId{in.below(65536)};
    for (StoredEdge& edge : edges) edge.source = NodeId{in.number()};
    for (StoredEdge& edge : edges) edge.target = NodeId{in.number()};
    for (std::uint32_t n = in.below(in.size() + 1); n > 0; --n) {
        KeyId key{in.below(std::uint64_t{1} << 32)};
        read_column(in, key, edges);
    }
    return edges;
}

}  // namespace parley
