#pragma once
/// Fourth step of the query street: which operators, in which order. Starts and directions are
/// chosen by the counts of the graph at hand.

#include <set>

#include "query/binder.hpp"
#include "query/operator.hpp"
#include "query/operators/expand.hpp"
#include "query/operators/node_scan.hpp"

namespace parley::query {

/// The plan of a bound query; also gives its sub-queries theirs. The bound query outlives it.
OperatorPtr plan(Bound& bound, const View& view);

class Planner {
  public:
    explicit Planner(const View& view) : view_(view) {}
    /// `exists`: only whether there is a row is asked.
    OperatorPtr query(const ast::Query& query, OperatorPtr input, bool exists = false);
    void subquery(ast::Expr& expr);

  private:
    // planner.cpp: clauses
    OperatorPtr single(const ast::SingleQuery& part, OperatorPtr input, bool exists);
    OperatorPtr clause(const ast::Match& match, OperatorPtr input);
    /// `only_distinct`: what comes after does not see how often a row comes.
    OperatorPtr clause(const ast::Match& match, OperatorPtr input, bool only_distinct);
    OperatorPtr clause(const ast::Projection& projection, OperatorPtr input);
    OperatorPtr clause(const ast::Unwind& unwind, OperatorPtr input);
    OperatorPtr clause(const ast::Create& create, OperatorPtr input);
    OperatorPtr clause(const ast::Merge& merge, OperatorPtr input);
    OperatorPtr clause(const ast::Set& set, OperatorPtr input);
    OperatorPtr clause(const ast::Remove& remove, OperatorPtr input);
    OperatorPtr clause(const ast::Delete& remove, OperatorPtr input);
    OperatorPtr clause(const ast::Call& call, OperatorPtr input);
    OperatorPtr clause(const ast::CallQuery& call, OperatorPtr input);
    OperatorPtr clause(const ast::Foreach& loop, OperatorPtr input);

    const View& view_;
};

/// Plans the patterns of one MATCH: which node first, which relationship next, where each
/// condition is tested.
class PatternPlanner {
  public:
    struct Input {
        std::vector<const ast::PathPattern*> paths;
        const ast::Window* window = nullptr;
        const ast::Expr* where = nullptr;
        /// The reader of the rows does not see how often one comes.
        bool only_distinct = false;
    };
    PatternPlanner(const View& view, Input input);
    OperatorPtr plan(OperatorPtr from);
    /// Slots of all variables that these patterns declare.
    const std::set<std::int32_t>& introduced() const { return introduced_; }

  private:
    struct Edge {
        const ast::PathPattern* path;
        std::size_t place;
        bool planned = false;
        const ast::RelPattern& rel() const { return path->rels[place]; }
        const ast::NodePattern& left() const { return path->nodes[place]; }
        const ast::NodePattern& right() const { return path->nodes[place + 1]; }
    };
    bool is_bound(const ast::NodePattern& node) const { return bound_.contains(node.slot); }

    // plan_start.cpp
    bool start();
    bool is_search_start(const ast::PathPattern& path, const ast::NodePattern& node) const;
    void scan(const ast::NodePattern& node);
    bool scan_relationships(const ast::NodePattern& node);
    ScanSource source_of(const ast::NodePattern& node) const;
    std::optional<ScanSource> text_source(const ast::NodePattern& node) const;

    // plan_chain.cpp
    bool chain(const Edge& first, bool reversed);
    std::optional<std::vector<std::vector<const ast::Expr*>>> chain_conditions(bool reversed) const;

    // plan_pattern.cpp
    void collect();
    void hop(Edge& edge, bool reversed);
    bool is_reach(const Edge& edge) const;
    bool take_inequality(std::int32_t a, std::int32_t b);
    void from_relationship(Edge& edge);
    bool next_hop();
    void check_bound_nodes();
    void conditions(bool all);
    void finish_paths();
    void search(const ast::PathPattern& path);
    double fan_out(const ast::RelPattern& rel) const;
    bool ready(const ast::Expr& expr) const;
    std::vector<std::int32_t> rels_before() const;

    const View& view_;
    Input input_;
    OperatorPtr out_;
    std::set<std::int32_t> introduced_;
    std::set<std::int32_t> bound_;  ///< of the patterns' slots, so far
    std::set<const ast::NodePattern*> tested_;
    std::vector<Edge> edges_;
    std::vector<std::int32_t> rels_;         ///< slots bound by this MATCH, for uniqueness
    std::vector<const ast::Expr*> waiting_;  ///< conditions not yet tested
    std::set<const ast::PathPattern*> built_;
};

/// Slots that an expression reads (those its own loops declare included).
void slots_of(const ast::Expr& expr, std::set<std::int32_t>& out);

}  // namespace parley::query
