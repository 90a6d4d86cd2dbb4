// The one main of the test binary: Catch2 compiles here and nowhere else.
#define CATCH_CONFIG_MAIN
#include <catch2/catch.hpp>
