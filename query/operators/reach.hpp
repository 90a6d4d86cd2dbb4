#pragma once
/// Variable length where only the ends matter: each node once, by breadth-first search.

#include "query/node_marks.hpp"
#include "query/operators/expand.hpp"

namespace parley::query {

/// The nodes that some trail of `least` (0 or 1) to `most` hops leads to, each once a row. Stands
/// for ExpandVariable where neither the relationships nor the number of trails is asked for: a
/// shortest way is a trail, so a node is an end exactly when it is near enough. Only for the start
/// itself a trail that comes back is looked for.
class Reach : public Step {
  public:
    /// `ends_differ`: the start is not wanted.
    Reach(OperatorPtr input, Hop hop, bool ends_differ);
    std::string describe() const override;
    Column column_of(std::int32_t slot) const override {
        return slot == any_column() ? Column::nodes : Column::none;
    }
    std::int32_t any_column() const override {
        return !hop_.to_is_bound && to_.is_simple() ? hop_.to->slot : -1;
    }

  protected:
    void do_open(Run& run) override;
    bool do_next(Run& run) override;
    bool next_column(Run& run, std::int32_t slot, std::vector<std::uint32_t>& out) override;

  private:
    bool begin(Run& run);
    void search(NodeIndex start, std::optional<NodeIndex> target, Run& run);
    template <class Visit>
    bool hops(NodeIndex node, Run& run, Visit&& visit) const;
    bool comes_back(NodeIndex start, Run& run) const;
    void clear();

    Hop hop_;
    bool ends_differ_;
    RelTest rel_;
    NodeTest to_;
    std::int64_t most_;
    Marks marks_;
    std::vector<NodeIndex> reached_;  ///< the start first, then in order of distance
    std::vector<NodeIndex> ends_;     ///< of the row: what is given out
    std::size_t next_ = 0;
    bool back_at_start_ = false;  ///< a hop led to the start again
};

}  // namespace parley::query
