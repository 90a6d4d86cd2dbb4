#pragma once
/// What was read of a graph, counted: for PROFILE and for tests that bound the work of a query.

#include <cstdint>

namespace parley {

struct ReadCounts {
    std::uint64_t seeks = 0;       ///< looked up: neighbour lists, days, entries of an index
    std::uint64_t half_edges = 0;  ///< gone over: hops from a node, relationships of a scan
    std::uint64_t properties = 0;  ///< cells of nodes and relationships
    std::uint64_t records = 0;     ///< values fetched from the store
    std::uint64_t bytes = 0;       ///< of those values

    ReadCounts& operator+=(const ReadCounts& more) { return add(more, 1); }
    ReadCounts& operator-=(const ReadCounts& less) { return add(less, ~std::uint64_t{0}); }

  private:
    ReadCounts& add(const ReadCounts& other, std::uint64_t times) {
        seeks += times * other.seeks;
        half_edges += times * other.half_edges;
        properties += times * other.properties;
        records += times * other.records;
        bytes += times * other.bytes;
        return *this;
    }
};

/// Of this thread, since it began.
inline thread_local constinit ReadCounts read_counts{};

}  // namespace parley
