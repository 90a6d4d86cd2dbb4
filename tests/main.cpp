// The one main of the test binary: Catch2's runner compiles here and nowhere else.
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>

#include "tests/packs.hpp"
#include "tests/source_dir.hpp"

std::string source_dir() { return PARLEY_SOURCE_DIR; }

const parley::Packs& built_in_packs() {
    static const parley::Packs packs = parley::Packs::built_in();
    return packs;
}
