#pragma once
/// From nodes to relationships and on: single hops, variable length.

#include "query/operators/pattern_test.hpp"

namespace parley::query {

/// One step of the pattern: which way it is walked and what must differ from it.
struct Hop {
    const ast::NodePattern* from;
    const ast::RelPattern* rel;
    const ast::NodePattern* to;
    bool reversed;                         ///< from is the right node of the pattern
    bool to_is_bound;                      ///< expand into
    bool needs_list;                       ///< variable length: somebody reads the relationships
    std::vector<std::int32_t> other_rels;  ///< slots whose relationships this one must not be
    const ast::Window* window;
    Narrowing narrowing = {};  ///< of single relationships: conditions of WHERE
};

std::string describe(const Hop& hop, const char* verb);

class Expand : public Step {
  public:
    Expand(OperatorPtr input, Hop hop);
    std::string describe() const override { return query::describe(hop_, "Expand"); }
    Column column_of(std::int32_t slot) const override;
    std::int32_t any_column() const override {
        return column_of(hop_.to->slot) == Column::nodes ? hop_.to->slot : -1;
    }
    void will_read(std::int32_t slot, KeyId key) override;

  protected:
    void do_open(Run& run) override;
    bool do_next(Run& run) override;
    bool next_column(Run& run, std::int32_t slot, std::vector<std::uint32_t>& out) override;

  private:
    void fetch_ahead(const Run& run);
    Hop hop_;
    RelTest rel_;
    NodeTest to_;
    std::vector<std::pair<NodeIndex, EdgeIndex>> found_;
    std::size_t next_ = 0;
    std::vector<KeyId> read_;  ///< properties of the `to` node that are read of each row
    std::size_t fetched_ = 0;  ///< those of the first so many found are on their way
};

/// Variable length, as trails: no relationship twice.
class ExpandVariable : public Step {
  public:
    ExpandVariable(OperatorPtr input, Hop hop);
    std::string describe() const override { return query::describe(hop_, "ExpandVariable"); }

  protected:
    void do_open(Run& run) override;
    bool do_next(Run& run) override;

  private:
    struct Level {
        std::vector<std::pair<NodeIndex, EdgeIndex>> found;
        std::size_t next = 0;
    };
    bool begin(Run& run);
    void descend(NodeIndex node, Run& run);
    bool emit(NodeIndex node, Run& run);
    bool used(EdgeIndex edge, Run& run) const;

    Hop hop_;
    RelTest rel_;
    NodeTest to_;
    std::int64_t most_;
    std::vector<Level> levels_;  ///< reused; the first `depth_` are in use
    std::size_t depth_ = 0;
    std::vector<EdgeIndex> trail_;
    NodeIndex start_ = 0;
    bool active_ = false;
    bool zero_pending_ = false;
    Value bound_to_;
};

/// Is the edge that of a slot, or in the slot's list?
bool in_slot(EdgeIndex edge, const Value& slot);

}  // namespace parley::query
