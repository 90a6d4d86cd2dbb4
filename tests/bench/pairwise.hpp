#pragma once
// How well people are told apart and put together.

#include <cstdint>
#include <map>
#include <utility>

namespace parley::bench {

/// Pairs of sightings: how many are of one node, of one person, of both.
struct Pairs {
    std::map<std::uint32_t, double> by_node;
    std::map<std::size_t, double> by_person;
    std::map<std::pair<std::uint32_t, std::size_t>, double> both;

    void add(std::uint32_t node, std::size_t person) {
        ++by_node[node];
        ++by_person[person];
        ++both[{node, person}];
    }
    static double count(const auto& groups) {
        double sum = 0;
        for (const auto& [key, size] : groups) sum += size * (size - 1) / 2;
        return sum;
    }
    double precision() const { return count(both) / count(by_node); }
    double recall() const { return count(both) / count(by_person); }
};

}  // namespace parley::bench
