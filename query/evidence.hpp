#pragma once
/// The sentences behind an edge.

#include "query/run.hpp"

namespace parley::query {

/// A list of maps {article, title, published, sentence, start, end, rule}, in order of article.
/// Empty for edges that nobody's article told.
Value evidence_of(EdgeIndex edge, Run& run);
/// How many distinct articles.
std::int64_t sources_of(EdgeIndex edge, Run& run);
/// One paragraph a claim: article, sentence, how it was read and dated.
std::string why_edge(EdgeIndex edge, Run& run);

}  // namespace parley::query
