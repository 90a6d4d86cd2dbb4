#pragma once
#include <string>

/// The project's top folder, for golden files. Defined in main.cpp, so that only that file knows
/// where the checkout lies.
std::string source_dir();
