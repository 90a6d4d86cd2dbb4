/// `parley shell`: many questions, one process.

#include <iostream>
#include <parley/graph.hpp>

#include "tools/commands.hpp"
#include "tools/line_protocol.hpp"

namespace parley::tools {

int run_shell(const Session& session, const ShellArguments& arguments) {
    Graph graph = arguments.ephemeral ? Graph::ephemeral()
                                      : Graph::open(session.store, Graph::Mode::write);
    if (arguments.protocol == "lines") {
        return run_line_protocol(graph, arguments.ephemeral, std::cin, std::cout);
    }
    throw Error("this shell speaks only the line protocol yet", "add --protocol lines");
}

}  // namespace parley::tools
