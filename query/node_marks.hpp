#pragma once
/// A set of node or edge numbers as one bit each, for searches that touch few of many.

#include <cstdint>
#include <vector>

namespace parley::query {

class Marks {
  public:
    /// Numbers below `limit` may be marked. Keeps what is marked.
    void reach(std::uint32_t limit) {
        if (words_.size() < limit / 64 + 1) words_.resize(limit / 64 + 1, 0);
    }
    bool covers(std::uint32_t number) const { return number / 64 < words_.size(); }
    bool has(std::uint32_t number) const {
        return (words_[number / 64] >> (number % 64) & 1U) != 0;
    }
    /// True where it was not marked before.
    bool add(std::uint32_t number) {
        std::uint64_t& word = words_[number / 64];
        const std::uint64_t bit = std::uint64_t{1} << (number % 64);
        if ((word & bit) != 0) return false;
        word |= bit;
        return true;
    }
    void remove(std::uint32_t number) {
        words_[number / 64] &= ~(std::uint64_t{1} << (number % 64));
    }
    std::size_t bytes() const { return words_.size() * sizeof(std::uint64_t); }

  private:
    std::vector<std::uint64_t> words_;
};

}  // namespace parley::query
