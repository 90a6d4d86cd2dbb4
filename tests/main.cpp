// The one main of the test binary: Catch2's runner compiles here and nowhere else.
#define CATCH_CONFIG_MAIN
#include "tests/source_dir.hpp"

#include <catch2/catch.hpp>

std::string source_dir() { return PARLEY_SOURCE_DIR; }
