#include <catch2/catch.hpp>
#include <parley/packs.hpp>

#include "tests/packs.hpp"

using namespace parley;

TEST_CASE("Every pack does what its own examples say", "[ingest][pack]") {
    const Packs& packs = built_in_packs();
    for (const std::string& language : pack_languages(packs)) {
        for (const PackProblem& problem : check_pack(packs, language)) {
            if (!problem.error) continue;
            UNSCOPED_INFO(problem.where << ": " << problem.what);
            CHECK(problem.what.empty());
        }
    }
}
