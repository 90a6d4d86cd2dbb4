#pragma once
/// One query while it runs: the graph it sees, its variables, its limits.

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <parley/query.hpp>
#include <set>
#include <string>
#include <vector>

#include "graph/transaction.hpp"
#include "graph/view.hpp"
#include "query/binder.hpp"
#include "query/fault.hpp"

namespace parley::query {

/// The query needs more than it may.
Fault out_of_memory(const QueryLimits& limits);

struct Run {
    Run(Graph& graph_, const Bound& bound_, const Map& parameters_, const QueryLimits& limits_);

    Graph& graph;
    std::shared_ptr<const View> kept;          ///< keeps `view` alive
    const View* view;                          ///< as it now stands, own writes included
    std::unique_ptr<Transaction> transaction;  ///< of writing queries
    const Bound& bound;
    const Map& parameters;
    QueryLimits limits;
    std::vector<Value> frame;  ///< by slot
    QueryStats stats;
    std::set<std::string> notes;
    std::set<std::string> new_labels;  ///< labels that this query brought into the graph
    Span deletes;               ///< the DELETE that ran last: whether it may, the commit tells
    std::uint64_t undated = 0;  ///< relationships a window or order left out, no days
    std::chrono::system_clock::time_point now;
    bool profiles = false;  ///< operators take their time

    Value& slot(std::int32_t index) { return frame[static_cast<std::size_t>(index)]; }

    /// Called in every loop: every so often looks at the clock and at `cancelled`. Throws Fault.
    void step() {
        if ((++steps_ & 1023U) == 0) look();
    }
    /// Accounts for what a buffer keeps; throws Fault beyond the limit. An estimate: operator new
    /// knows better where it counts (memory.hpp).
    void keep(std::size_t bytes) {
        memory_ += bytes;
        if (estimates_ && memory_ > limits.memory_bytes) throw out_of_memory(limits);
    }
    void release(std::size_t bytes) { memory_ -= bytes < memory_ ? bytes : memory_; }

    /// The id of a property name (Bound::keys); none where no entity has it.
    std::optional<KeyId> key(std::int32_t number);
    /// Nodes that have this name, ascending; looked up once a query.
    const std::vector<NodeIndex>& named(const std::string& name);
    /// Names that were looked up and that nobody has.
    std::vector<std::string> names_not_found() const;

    /// Looks at once: for loops that count their steps themselves.
    void look();

  private:
    std::uint64_t steps_ = 0;
    std::size_t memory_ = 0;
    bool estimates_;
    std::chrono::steady_clock::time_point deadline_;
    std::vector<std::optional<KeyId>> keys_;
    std::map<std::string, std::vector<NodeIndex>> names_;
};

/// While a query runs, NodeId and EdgeId in values hold indices of its view.
inline NodeIndex index_of(NodeId id) { return static_cast<NodeIndex>(id); }
inline EdgeIndex index_of(EdgeId id) { return static_cast<EdgeIndex>(id); }
inline Value node_value(NodeIndex index) { return Value{NodeId{index}}; }
inline Value edge_value(EdgeIndex index) { return Value{EdgeId{index}}; }

/// Before push_back(): a long list grows by a third at a time, for one that doubles needs three
/// times what it holds.
template <class T>
void make_room(std::vector<T>& list) {
    constexpr std::size_t is_long = 1 << 16;
    if (list.size() == list.capacity() && list.size() >= is_long) {
        list.reserve(list.size() + list.size() / 3);
    }
}

/// About how many bytes a value keeps beside itself.
std::size_t extra_bytes(const Value& value);

}  // namespace parley::query
