#pragma once
/// Why an edge is in the graph, as text for people.

#include <parley/value.hpp>
#include <string>
#include <string_view>

namespace parley {

class Graph;

/// What is put around the words of a sentence that filled a slot.
struct Highlight {
    std::string begin = "[";
    std::string end = "]";
};

/// Every claim behind an edge: article, place in its text, sentence with the words marked, rule,
/// participants with how each was resolved, and how the date was found. Ends with a line feed.
/// Throws Error where the graph has no such edge.
std::string explain_edge(const Graph& graph, EdgeId edge, const Highlight& highlight = {});

}  // namespace parley
