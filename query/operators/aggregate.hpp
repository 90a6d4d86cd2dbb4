#pragma once
/// Groups and their aggregations.

#include <unordered_map>

#include "query/operator.hpp"
#include "query/value_order.hpp"

namespace parley::query {

/// One aggregation of one group.
class Accumulator;

/// One row a group: items without aggregation are the group's key.
class GroupBy : public GatheringStep {
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
    void emit(const std::vector<Value>& key, Group& group, Run& run);

    // aggregate_columns.cpp: counting without rows
    bool count_columns(Run& run);
    bool count_all(Run& run);
    bool count_by_day(std::int32_t slot, Run& run);
    bool counts_rows(const ast::Expr& call) const;
    std::int32_t day_variable() const;
    std::int32_t key_variable() const;

    // aggregate_nodes.cpp: groups of nodes
    struct NodeRows;
    bool count_by_node(std::int32_t slot, Run& run);
    void count_each_node(std::int32_t slot, NodeRows& rows, Run& run);
    bool count_others(std::int32_t slot, std::int32_t other, NodeRows& rows, Run& run);
    void number_groups(NodeRows& rows, Run& run) const;
    std::int32_t other_counted() const;
    bool keys_tell_nodes_apart(std::int32_t slot, Run& run) const;
    std::uint32_t threshold(NodeRows& rows, Run& run) const;

    const ast::Projection& projection_;
    bool keyless_;    ///< all rows are one group
    bool keeps_row_;  ///< an item mixes aggregations with what rows are grouped by
    Groups groups_;
    std::vector<Value> key_;                  ///< of the current row
    std::vector<Groups::value_type*> order_;  ///< of first appearance
    std::size_t next_ = 0;
    bool loaded_ = false;
};

}  // namespace parley::query
