#pragma once
/// Groups and their aggregations.

#include <unordered_map>

#include "query/operator.hpp"
#include "query/value_order.hpp"

namespace parley::query {

/// One aggregation of one group.
class Accumulator;

/// One row a group: items without aggregation are the group's key.
class GroupBy : public Step {
  public:
    GroupBy(OperatorPtr input, const ast::Projection& projection);
    ~GroupBy() override;
    std::string describe() const override;

  protected:
    void do_open(Run& run) override;
    bool do_next(Run& run) override;

  private:
    struct Group;
    using Groups =
        std::unordered_map<std::vector<Value>, std::unique_ptr<Group>, RowHash, Equivalent>;
    void load(Run& run);
    Group& group_of(Run& run);
    void emit(const std::vector<Value>& key, const Group& group, Run& run);

    const ast::Projection& projection_;
    bool keeps_row_;  ///< an item mixes aggregations with what rows are grouped by
    Groups groups_;
    std::vector<Groups::value_type*> order_;  ///< of first appearance
    std::size_t next_ = 0;
    bool loaded_ = false;
};

}  // namespace parley::query
