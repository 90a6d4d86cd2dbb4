#pragma once
/// Which values were seen, for DISTINCT: nodes, relationships and small numbers as bits.

#include <unordered_set>

#include "query/node_marks.hpp"
#include "query/run.hpp"
#include "query/value_order.hpp"

namespace parley::query {

class DistinctValues {
  public:
    /// True where no equivalent value was added before.
    bool add(const Value& value, Run& run) {
        if (const auto* node = value.as<NodeId>()) return add_node(index_of(*node), run);
        if (const auto* edge = value.as<EdgeId>()) {
            return add_to(edges_, index_of(*edge), run.view->edge_limit(), run);
        }
        if (const auto* number = value.as<std::int64_t>();
            number && *number >= 0 && *number < kSmall) {
            const auto small = static_cast<std::uint32_t>(*number);
            return add_to(numbers_, small, std::max(2 * small, 1024U), run);
        }
        if (const auto* number = value.as<double>();
            number && *number >= 0 && *number < kSmall &&
            *number == static_cast<double>(static_cast<std::int64_t>(*number))) {
            return add(Value{static_cast<std::int64_t>(*number)}, run);  // 1.0 is equivalent to 1
        }
        if (!others_.insert(value).second) return false;
        run.keep(sizeof(Value) + 32 + extra_bytes(value));
        return true;
    }
    bool add_node(NodeIndex node, Run& run) {
        return add_to(nodes_, node, run.view->node_limit(), run);
    }

  private:
    static constexpr std::int64_t kSmall = 1 << 26;
    struct Hash {
        std::size_t operator()(const Value& value) const { return hash_of(value); }
    };
    struct Same {
        bool operator()(const Value& a, const Value& b) const { return compare(a, b) == 0; }
    };

    static bool add_to(Marks& marks, std::uint32_t number, std::uint32_t limit, Run& run) {
        if (!marks.covers(number)) {
            const std::size_t before = marks.bytes();
            marks.reach(std::max(limit, number));
            run.keep(marks.bytes() - before);
        }
        return marks.add(number);
    }

    Marks nodes_, edges_, numbers_;
    std::unordered_set<Value, Hash, Same> others_;
};

}  // namespace parley::query
