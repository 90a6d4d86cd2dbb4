#pragma once
/// Properties of listed nodes and edges as texts and typed columns: what all exports share.

#include <map>
#include <optional>
#include <parley/listing.hpp>
#include <string>
#include <string_view>

namespace parley::tools {

/// What a column of property values holds.
enum class ColumnType { boolean, integer, real, text, list };

/// Property key -> type that fits all of its values. Mixed kinds are text.
using Columns = std::map<std::string, ColumnType>;

struct GraphColumns {
    Columns nodes;
    Columns edges;
};
/// One pass over the graph.
GraphColumns columns_of(const Listing& listing);

/// A value as plain text: strings as they are, dates as EDTF, lists joined by "; ".
std::string plain_text(const Value& value);

/// Text of a property, or empty where it is absent.
std::string property_text(const Map& properties, std::string_view key);

/// The name to show for a node: its name, else its id.
std::string display_name(const ListedNode& node);

/// First label, or "Node".
std::string kind_of(const ListedNode& node);

/// The days of an edge's `date`; none where it is undated or its year unknown.
std::optional<DateSpan> days_of(const ListedEdge& edge);

/// The column's type in GraphML and GEXF, which share these names.
std::string_view xml_type(ColumnType type);

/// Text for XML 1.0 content and attributes: escaped, what XML cannot hold as U+FFFD.
std::string xml_text(std::string_view text);

}  // namespace parley::tools
