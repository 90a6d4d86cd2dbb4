#pragma once
/// The commands of the program: each `add_...` declares its arguments and what runs it.

#include <filesystem>
#include <string>

namespace CLI {
class App;
}

namespace parley::tools {

/// How the program ends (see README.md).
enum Exit : int { done = 0, data_was_wrong = 1, usage_was_wrong = 2, store_unusable = 3 };

/// What all commands share. Filled in while the command line is read.
struct Session {
    std::filesystem::path store = "parley.db";
    int exit = done;
};

}  // namespace parley::tools
