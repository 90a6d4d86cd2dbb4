#pragma once
/// All relationships of a type and window with both their ends: where a pattern has no better
/// start.

#include <functional>

#include "query/operators/expand.hpp"

namespace parley::query {

/// Rows in order of first day, as far as the snapshot goes. Without a direction in the pattern
/// every relationship comes both ways, a loop once.
class EdgeScan : public Step {
  public:
    EdgeScan(OperatorPtr input, Hop hop);
    std::string describe() const override { return query::describe(hop_, "ScanRelationships"); }
    Column column_of(std::int32_t slot) const override;
    std::int32_t any_column() const override { return tests_labels_only() ? hop_.rel->slot : -1; }
    bool gives_pairs() const override { return tests_labels_only(); }
    bool can_count_by_day(const Run& run) const;
    /// Instead of rows: how many there are of each day, or of each type of a day.
    void count_by_day(Run& run, bool by_type,
                      const std::function<void(EdgeIndex one_of_them, std::uint64_t rows)>& visit);

  protected:
    void do_open(Run& run) override;
    bool do_next(Run& run) override;
    bool next_column(Run& run, std::int32_t slot, std::vector<std::uint32_t>& out) override;
    bool next_pairs(Run& run, std::int32_t a, std::int32_t b,
                    std::vector<std::uint64_t>& out) override;

  private:
    template <class Add>
    bool next_rows(Run& run, Add&& add);
    bool tests_labels_only() const;
    bool start(Run& run);
    std::uint64_t rows_of(EdgeIndex begin, EdgeIndex end, const Run& run) const;
    bool next_edge(Run& run, EdgeIndex& edge);
    bool place(EdgeIndex edge, NodeIndex left, NodeIndex right, Run& run);

    Hop hop_;  ///< from: the pattern's left node
    RelTest rel_;
    NodeTest left_, right_;
    bool active_ = false;
    std::vector<EdgeIndex> listed_;  ///< candidates where the snapshot is not the whole truth
    bool is_listed_ = false;
    EdgeIndex next_ = 0, end_ = 0;
    bool other_way_ = false;  ///< the current relationship still comes the other way round
    EdgeIndex edge_ = 0;
};

}  // namespace parley::query
