#pragma once
/// Between binder and planner: says the same in fewer steps, so that a question costs the same in
/// whatever words it is put.

#include "query/binder.hpp"

namespace parley::query {

/// What all() asks of the relationships of a path is asked hop by hop. Variables of relationships
/// and paths that nobody reads lose their name. Conditions behind a WITH go into the MATCH before
/// it. A WITH that only names things is dissolved in what follows, and ORDER BY with LIMIT goes
/// below one that only shows things.
void simplify(Bound& bound);

/// `all(x IN r WHERE ...)` of a MATCH becomes the condition of each hop of r. Not where a path is
/// chosen first: what is asked behind the choice stays there.
void push_to_hops(ast::Query& query);
/// a AND b; a may be none.
ast::ExprPtr both(ast::ExprPtr a, ast::ExprPtr b);

}  // namespace parley::query
