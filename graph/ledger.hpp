#pragma once
// What people decided, read from assertions: who is one actor and who is not, other names, edges
// that are wrong. Assertions are a set: stores that are merged unite them, and an undo is one more.

#include <map>
#include <parley/graph.hpp>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "graph/resolve.hpp"

namespace parley {

/// Arguments by kind, node and edge ids as in fold.hpp:
///   merge      ID ID               the two are one actor, under the first id
///   different  LABEL NAME NAME     actors of these names are never one; "*" stands for all others
///   alias      ID NAME             the actor has this name too
///   reject     EDGE [ARTICLE#ORDINAL...]  the edge is wrong: as it is, or as far as these claims
///   say undo       ASSERTION           assertion_id of what no longer holds
struct Ledger {
    std::vector<std::pair<std::string, std::string>> merges;
    std::vector<KeptApart> kept_apart;
    std::multimap<std::string, std::string> aliases;
    std::set<std::string> rejected_edges;
    std::set<std::pair<std::string, std::string>> rejected_claims;  ///< type/source/target, claim
};

/// 16 hexadecimal digits that the assertion's kind, arguments and time give; its note does not
/// count.
std::string assertion_id(const Assertion& assertion);

/// Throws Error that says what is wrong with an assertion, before it is stored.
void check_assertion(const Assertion& assertion);

/// What still holds, in order of time. Assertions of unknown kinds, of newer programs, are passed
/// by.
Ledger read_ledger(std::span<const Assertion> assertions);

/// "MET_WITH/o:a/o:b" of "MET_WITH/o:a/o:b/2019-10-22".
std::string ends_of_edge_id(const std::string& edge);

}  // namespace parley
