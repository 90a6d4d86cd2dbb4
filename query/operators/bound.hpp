#pragma once
/// What is bound already: the ends of a relationship, the value of a named path.

#include "query/operators/expand.hpp"

namespace parley::query {

/// The relationship (or list) is bound already: finds its ends.
class FromRelationship : public Step {
  public:
    FromRelationship(OperatorPtr input, Hop hop, bool from_is_bound);
    std::string describe() const override { return query::describe(hop_, "FromRelationship"); }

  protected:
    void do_open(Run& run) override;
    bool do_next(Run& run) override;

  private:
    bool place(NodeIndex from, NodeIndex to, Run& run);
    bool try_direction(const std::vector<EdgeIndex>& edges, bool forwards, Run& run);
    std::vector<EdgeIndex> bound_edges(Run& run) const;

    Hop hop_;
    RelTest rel_;
    NodeTest from_, to_;
    bool from_is_bound_;
    int tries_ = 2;
    std::vector<EdgeIndex> edges_;
};

/// Writes the value of a named path from its nodes and relationships.
class BuildPath : public Step {
  public:
    BuildPath(OperatorPtr input, const ast::PathPattern& pattern)
        : Step(std::move(input)), pattern_(pattern) {}
    std::string describe() const override { return "BuildPath " + pattern_.variable; }

  protected:
    bool do_next(Run& run) override;

  private:
    const ast::PathPattern& pattern_;
};

}  // namespace parley::query
