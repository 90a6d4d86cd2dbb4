#pragma once
/// What the lines of a list begin with.

#include <algorithm>
#include <array>
#include <string_view>

namespace parley::ingest {

inline bool is_bullet(std::string_view mark) {
    constexpr std::array<std::string_view, 9> kBullets = {"-", "–", "—", "•", "·",
                                                          "*", "▪", "●", "►"};
    return std::find(kBullets.begin(), kBullets.end(), mark) != kBullets.end();
}

}  // namespace parley::ingest
