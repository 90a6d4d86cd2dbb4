#pragma once
/// The line protocol (docs/line-protocol.md): one JSON request a line, one JSON reply a line.

#include <iosfwd>

namespace parley {
class Graph;
}

namespace parley::tools {

/// Answers requests until the input ends. `may_reset`: the graph is ephemeral. Never throws for a
/// bad request; returns 0 at the end of input.
int run_line_protocol(Graph& graph, bool may_reset, std::istream& in, std::ostream& out);

}  // namespace parley::tools
