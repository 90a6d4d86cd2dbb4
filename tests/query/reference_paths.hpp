#pragma once
/// The slow, obvious twin of the path search: lists every walk, keeps those that match, and picks
/// by the definition of each selector. Days are chosen by trying them all.

#include <optional>
#include <parley/date.hpp>
#include <random>
#include <string>
#include <vector>

namespace parley::test {

/// Random choices that a seed repeats.
class Dice {
  public:
    explicit Dice(std::uint32_t seed) : source_(seed) {}
    int up_to(int most) { return std::uniform_int_distribution<int>(0, most)(source_); }
    bool one_in(int n) { return up_to(n - 1) == 0; }

  private:
    std::mt19937 source_;
};

struct TestEdge {
    int from, to;
    std::string type;
    std::optional<DateSpan> days;
};

struct TestGraph {
    int nodes = 0;
    std::vector<TestEdge> edges;
};

struct TestPath {
    std::vector<int> nodes;
    std::vector<int> edges;
    friend auto operator<=>(const TestPath&, const TestPath&) = default;
};

/// One MATCH p = selector mode order (start)-[types*least..most]-(target) window.
struct TestSearch {
    std::string selector;  ///< as written, without count: "", "ANY", "SHORTEST", "EARLIEST", ...
    int count = 1;
    bool groups = false;
    std::string mode = "TRAIL";
    std::string order;  ///< "", "CHRONOLOGICAL", "SIMULTANEOUS"
    bool strict = false;
    std::optional<int> within;  ///< days
    int start = 0;
    std::optional<int> target;
    std::vector<std::string> types;
    char direction = '-';  ///< '-', '>', '<'
    int least = 1, most = 3;
    std::optional<DateSpan> window;
};

/// Every matching path, before the selector picks.
std::vector<TestPath> all_paths(const TestGraph& graph, const TestSearch& search);
/// What the selector picks, sorted.
std::vector<TestPath> picked_paths(const TestGraph& graph, const TestSearch& search);

}  // namespace parley::test
