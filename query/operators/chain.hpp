#pragma once
/// Several single hops in a row of which only the two ends matter.

#include <array>

#include "query/node_marks.hpp"
#include "query/operators/expand.hpp"

namespace parley::query {

/// The nodes that some trail of exactly these hops leads to, each once a row. Stands for Expand
/// after Expand where neither the relationships nor the nodes between are asked for, nor how many
/// trails there are.
///
/// Nodes are gone on from once a hop. That no relationship comes twice needs some of the ways to a
/// node, not all: as many as it takes for one of them to be free of whatever relationships may
/// still follow. Sets of d relationships, q still to come: never more than (d + q over d) of them
/// (Bollobas 1965).
class Chain : public Step {
  public:
    static constexpr std::size_t most_hops = 4;
    struct Link {
        Hop hop;
        std::vector<const ast::Expr*> conditions;  ///< on its relationship and the node it leads to
    };
    /// `ends_differ`: the start is not wanted.
    Chain(OperatorPtr input, std::vector<Link> links, bool ends_differ);
    std::string describe() const override;
    Column column_of(std::int32_t slot) const override {
        return slot == any_column() ? Column::nodes : Column::none;
    }
    std::int32_t any_column() const override { return links_.back().hop.to->slot; }

  protected:
    void do_open(Run& run) override;
    bool do_next(Run& run) override;
    bool next_column(Run& run, std::int32_t slot, std::vector<std::uint32_t>& out) override;

  private:
    static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();
    /// The relationships of one way to a node; unordered.
    struct Way {
        std::array<EdgeIndex, most_hops - 1> edges;
        std::uint32_t next;  ///< the next way to the same node
    };
    struct Place {
        NodeIndex node;
        std::uint32_t ways = kNone;
        bool is_enough = false;  ///< whatever follows, one of the ways is free of it
    };
    bool begin(Run& run);
    void go_on(std::size_t depth, const Place& from, Run& run);
    void offer(std::size_t depth, const Place& from, NodeIndex to, EdgeIndex by, Run& run);
    bool fits(std::size_t depth, NodeIndex to, EdgeIndex by, Run& run) const;
    bool holds(const Way& way, std::size_t size, EdgeIndex edge) const;
    bool can_block(std::uint32_t ways, std::size_t size, std::size_t most, const Way* without,
                   std::vector<EdgeIndex>& blocked) const;

    std::vector<Link> links_;
    bool ends_differ_;
    std::vector<RelTest> rels_;
    std::vector<NodeTest> nodes_;
    std::vector<Place> here_, there_;
    std::vector<Way> ways_;
    std::vector<std::uint32_t> place_of_;  ///< by node, in `there_`
    std::vector<EdgeIndex> blocked_;
    Marks marks_;
    NodeIndex start_ = 0;
    std::vector<NodeIndex> ends_;
    std::size_t next_ = 0;
};

}  // namespace parley::query
