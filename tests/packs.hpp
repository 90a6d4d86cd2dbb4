#pragma once
#include <parley/packs.hpp>

/// The built-in packs, loaded once for all tests: loading takes longer than most of them. Defined
/// in main.cpp.
const parley::Packs& built_in_packs();
