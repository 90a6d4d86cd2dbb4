/// Pairs of names a second on one core. usage: names_bench PAIRS.tsv (columns 1 and 3 are compared)

#include <fmt/format.h>

#include <chrono>
#include <fstream>
#include <parley/names.hpp>
#include <string>
#include <vector>

int main(int count, char** arguments) {
    if (count != 2) {
        fmt::print(stderr, "usage: names_bench PAIRS.tsv\n");
        return 2;
    }
    std::ifstream in(arguments[1]);
    std::vector<std::pair<std::string, std::string>> pairs;
    for (std::string line; std::getline(in, line);) {
        const auto first = line.find('\t'), second = line.find('\t', first + 1);
        if (second == line.npos) continue;
        pairs.emplace_back(line.substr(0, first),
                           line.substr(second + 1, line.find('\t', second + 1) - second - 1));
    }
    parley::compare_names("warm", "up");
    constexpr int kRounds = 20;
    std::size_t same = 0;
    const auto start = std::chrono::steady_clock::now();
    for (int round = 0; round < kRounds; ++round)
        for (const auto& [a, b] : pairs) same += parley::compare_names(a, b).same;
    const double seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    fmt::print("{} pairs, {} the same: {:.0f} pairs a second\n", pairs.size(), same / kRounds,
               static_cast<double>(pairs.size()) * kRounds / seconds);
}
