#pragma once
/// What stands behind the keys of graph/keys.hpp.

#include <parley/graph.hpp>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/bytes.hpp"
#include "graph/column_builder.hpp"
#include "graph/dictionary.hpp"
#include "graph/overlay.hpp"

namespace parley {

/// A claim by its key.
struct ClaimPlace {
    std::string article;
    std::uint32_t ordinal = 0;
    friend auto operator<=>(const ClaimPlace&, const ClaimPlace&) = default;
};

struct StoredNode {
    std::vector<LabelId> labels;
    Properties properties;
};

struct StoredEdge {
    TypeId type{};
    NodeId source{}, target{};
    Properties properties;
    std::vector<ClaimPlace> claims;  ///< empty for edges that people made
};

/// zstd of the fields. The text is most of it.
std::string encode_article(const ArticleRecord& article);
ArticleRecord decode_article(std::string_view bytes);
/// 128 bits over every field but the hash itself, as 32 hexadecimal digits. Equal for equal
/// articles on every machine; not meant against forgery.
std::string article_hash(const ArticleRecord& article);

std::string encode_assertion(const Assertion& assertion);
Assertion decode_assertion(std::string_view bytes);

std::string encode_node(std::span<const LabelId> labels, const Properties& properties);
StoredNode decode_node(std::string_view bytes);
std::string encode_edge(const StoredEdge& edge);
StoredEdge decode_edge(std::string_view bytes);

/// Up to 256 edges with ids in a row, column by column, so that neighbours compress each other.
/// Columns of integers, single days and decimal texts are written as differences.
inline constexpr std::uint32_t kEdgesPerBlock = 256;
std::string encode_edge_block(std::span<const StoredEdge> edges);
/// The same for the properties alone, straight from columns of a builder: cells of these rows.
/// A block is: count, types, sources, targets, and this.
void write_block_columns(ByteWriter& out, const std::vector<ColumnBuilder>& columns,
                         std::span<const std::uint32_t> rows);
std::vector<StoredEdge> decode_edge_block(std::string_view bytes);

}  // namespace parley
