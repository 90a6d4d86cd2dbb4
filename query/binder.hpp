#pragma once
/// Third step of the query street: gives variables their slots, expressions their types, and finds
/// the mistakes that need no data.

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "query/ast.hpp"
#include "query/function.hpp"

namespace parley::query {

class ProcedureTable;

/// What is known of a query as a whole once it is bound.
struct Bound {
    std::unique_ptr<ast::Query> query;
    std::int32_t slots = 0;
    std::map<std::string, Span> parameters;  ///< each where it stands first
    std::vector<std::string> keys;  ///< property names; ast::Expr::slot of a property points here
    std::vector<ast::Expr*> subqueries;  ///< expressions that need a plan, inner ones first
    bool writes = false;
    /// Asked of nodes and relationships, for the hint where there is none such in the graph.
    std::set<std::string> labels, types, properties;
};

/// Throws Fault (compile).
Bound bind(std::unique_ptr<ast::Query> query, const ProcedureTable& procedures);

class Binder {
  public:
    Binder(Bound& out, const ProcedureTable& procedures) : out_(out), procedures_(procedures) {}
    /// `imports`: a part sees of the scope around it only what a WITH at its beginning names.
    void query(ast::Query& query, bool imports);

  private:
    struct Variable {
        std::int32_t slot;
        Type type;
    };
    using Scope = std::map<std::string, Variable>;

    // bind_clause.cpp
    void single(ast::SingleQuery& part, bool inner);
    void clause(ast::Match& match);
    void clause(ast::Projection& projection);
    void clause(ast::Unwind& unwind);
    void clause(ast::Create& create);
    void clause(ast::Merge& merge);
    void clause(ast::Set& set);
    void clause(ast::Remove& remove);
    void clause(ast::Delete& remove);
    void clause(ast::Call& call);
    void clause(ast::CallQuery& call);
    void clause(ast::Foreach& loop);
    void set_item(ast::SetItem& item);
    void composition(const ast::SingleQuery& part, bool inner) const;
    void call_yields(ast::Call& call);

    // bind_projection.cpp
    void check_names(const ast::Projection& projection) const;
    void expand_star(ast::Projection& projection);
    void bind_items(ast::Projection& projection);
    void check_grouping(const ast::Projection& projection, const Scope& before) const;
    void check_grouped(const ast::Expr& expr, const std::set<std::string>& simple,
                       const std::set<std::int32_t>& outer) const;
    void bind_tail(ast::Projection& projection, const Scope& before, const Scope& after);
    void bind_after(ast::ExprPtr& expr, ast::Projection& projection, const Scope& before,
                    const Scope& after, bool is_where);
    void substitute(ast::ExprPtr& expr, const ast::Projection& projection, const Scope& before,
                    const Scope& after, bool aggregating, const std::set<std::string>& loops);
    void bind_count(ast::ExprPtr& count, const char* what);

    // bind_pattern.cpp
    enum class Use : std::uint8_t { match, create, merge, predicate };
    void pattern(ast::PathPattern& path, Use use, std::set<std::int32_t>& rels_here);
    void node(ast::NodePattern& node, Use use, bool alone, const std::string& path_variable);
    void rel(ast::RelPattern& rel, Use use, std::set<std::int32_t>& rels_here,
             const std::string& path_variable);
    void created_rel(const ast::RelPattern& rel, Use use) const;
    void pattern_map(ast::ExprPtr& properties, Use use);
    void window(ast::Window& window);

    // bind_expression.cpp
    Type type(ast::Expr& expr);
    Type variable(ast::Expr& expr);
    Type label_test(ast::Expr& expr);
    Type property(ast::Expr& expr);
    Type subscript(ast::Expr& expr);
    Type list(ast::Expr& expr);
    Type arithmetic(ast::Expr& expr);
    Type addition(const ast::Expr& expr, const Type& a, const Type& b) const;
    Type logic(ast::Expr& expr);
    Type call(ast::Expr& expr);
    Type aggregate(ast::Expr& expr);
    Type choice(ast::Expr& expr);
    Type dynamic_map(ast::Expr& expr);
    void condition(ast::Expr& expr);
    void require(const ast::Expr& expr, const Type& type, std::uint32_t kinds,
                 const std::string& where) const;

    // bind_scoped.cpp
    Type comprehension(ast::Expr& expr);
    Type pattern_comprehension(ast::Expr& expr);
    Type pattern_predicate(ast::Expr& expr);
    Type exists(ast::Expr& expr);
    Type quantifier(ast::Expr& expr);
    Type reduce(ast::Expr& expr);

    std::int32_t new_slot() { return out_.slots++; }
    Variable& declare(const std::string& name, Type type);
    [[noreturn]] void undefined(const std::string& name, Span span) const;

    Bound& out_;
    const ProcedureTable& procedures_;
    Scope scope_;
    std::vector<ast::Expr*>* aggregates_ = nullptr;  ///< where aggregates may stand, and go
    bool inside_aggregate_ = false;
    bool predicate_ = false;  ///< a pattern may stand here
    bool strict_ = false;     ///< inside certainly()
};

}  // namespace parley::query
