#pragma once
/// Between binder and planner: says the same in fewer steps, so that a question costs the same in
/// whatever words it is put.

#include "query/binder.hpp"

namespace parley::query {

/// Variables of relationships and paths that nobody reads lose their name. Conditions behind a WITH
/// go into the MATCH before it. A WITH that only names things is dissolved in what follows, and
/// ORDER BY with LIMIT goes below one that only shows things.
void simplify(Bound& bound);

}  // namespace parley::query
