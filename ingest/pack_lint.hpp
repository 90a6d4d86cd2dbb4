#pragma once
/// What is wrong with a pack as it is written, before any text is read.

#include <parley/packs.hpp>
#include <vector>

#include "ingest/pack.hpp"

namespace parley::ingest {

/// Errors: rules that cannot match, dates that are none. Remarks: rules without example, rules that
/// another one makes superfluous by their own examples, lists without use, forms that one list
/// gives to two different entries. Runs every example once: some seconds for a big pack.
std::vector<PackProblem> lint_pack(const Pack& pack);

}  // namespace parley::ingest
