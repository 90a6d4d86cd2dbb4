#pragma once
/// The command line: which command, with which arguments.

#include <functional>

#include "tools/commands.hpp"

namespace parley::tools {

/// Reads the command line and gives what runs the command; prints help, version, and usage errors
/// itself and then gives a function that only returns the exit status.
/// The function refers to `session`, which must outlive it.
std::function<int()> read_command_line(int count, char** arguments, Session& session);

}  // namespace parley::tools
