#pragma once
/// What the parser makes and the binder annotates: expressions, patterns, clauses. Members under
/// "bound" are empty until the binder has run.

#include <cstdint>
#include <memory>
#include <optional>
#include <parley/value.hpp>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "query/fault.hpp"
#include "query/type.hpp"

namespace parley::query {

struct Function;
struct Subplan;
struct BoundProcedure;

namespace ast {

struct PathPattern;
struct Query;
struct Expr;
using ExprPtr = std::unique_ptr<Expr>;

/// Labels a node must have: one of each inner list (`:A:B` two lists, `:A|B` one).
using LabelTest = std::vector<std::vector<std::string>>;

enum class ExprKind : std::uint8_t {
    literal,
    parameter,
    variable,
    property,    ///< args[0].text
    has_labels,  ///< args[0]:labels
    subscript,   ///< args[0][args[1]]
    slice,       ///< args[0][args[1]..args[2]], either end may be null
    list,
    map,  ///< keys, args
    negation,
    negate,
    positive,
    add,
    subtract,
    multiply,
    divide,
    modulo,
    power,
    comparison,  ///< args[0] ops[0] args[1] ops[1] args[2] ...
    in,
    starts_with,
    ends_with,
    contains,
    matches,
    conjunction,
    disjunction,
    exclusive,
    is_null,
    is_not_null,
    call,
    count_star,
    choice,                 ///< CASE: subject or null, then when, then pairs, then else or null
    comprehension,          ///< text IN args[0], args[1] filter or null, args[2] result or null
    pattern_comprehension,  ///< pattern, args[0] filter or null, args[1] result
    pattern_predicate,
    exists,      ///< query
    quantifier,  ///< text IN args[0] WHERE args[1]
    reduce,      ///< keys[0] = args[0], text IN args[1] | args[2]
    certainly,   ///< args[0], with comparisons read strictly
    dynamic_map  ///< args[0] { .a, .*, b: expr }: keys, args[1..] (null for .key, keys "*" for .*)
};

enum class Comparison : std::uint8_t { equal, not_equal, less, less_equal, greater, greater_equal };
enum class Quantifier : std::uint8_t { all, any, none, single };

struct Expr {
    ExprKind kind = ExprKind::literal;
    Span span;
    std::string text;  ///< name of a variable, parameter, property or function
    Value literal;
    std::vector<ExprPtr> args;
    std::vector<std::string> keys;
    std::vector<Comparison> ops;
    LabelTest labels;
    Quantifier quantifier = Quantifier::all;
    bool distinct = false;
    std::unique_ptr<PathPattern> pattern;
    std::unique_ptr<Query> query;

    // bound
    std::int32_t slot = -1;        ///< variable read, or loop variable or aggregate written
    std::int32_t other_slot = -1;  ///< reduce: the accumulator
    bool strict = false;           ///< comparisons ask for all days of a span
    const Function* function = nullptr;
    std::shared_ptr<Subplan> plan;
};

struct NodePattern {
    std::string variable;  ///< empty: anonymous
    Span span;
    LabelTest labels;
    ExprPtr properties;  ///< map or parameter
    ExprPtr name;        ///< after ~
    ExprPtr where;
    // bound
    std::int32_t slot = -1;
    bool introduces = false;  ///< this occurrence declares the variable
    bool read_later = true;   ///< by more than the conditions of its own MATCH
};

enum class Direction : std::uint8_t { either, right, left };

struct RelPattern {
    std::string variable;
    Span span;
    std::vector<std::string> types;
    Direction direction = Direction::either;
    bool both_arrows = false;  ///< <-[]->
    bool variable_length = false;
    std::int64_t least = 1;
    std::optional<std::int64_t> most;
    ExprPtr properties;
    ExprPtr where;
    // bound
    std::int32_t slot = -1;
    bool introduces = false;
    bool read_later = true;
};

enum class Selector : std::uint8_t {
    all,
    any,
    any_shortest,
    all_shortest,
    shortest,
    shortest_groups,
    earliest,
    latest,
    fastest
};
enum class Mode : std::uint8_t { trail, walk, simple, acyclic };
enum class Order : std::uint8_t { none, chronological, simultaneous };

/// How paths are chosen among those that match, and in what order of days they run.
struct PathSearch {
    Selector selector = Selector::all;
    std::int64_t count = 1;
    Mode mode = Mode::trail;
    Order order = Order::none;
    bool strict = false;
    ExprPtr within;
    /// Anything but a plain pattern.
    bool is_special() const {
        return selector != Selector::all || mode != Mode::trail || order != Order::none;
    }
};

struct PathPattern {
    std::string variable;
    Span span;
    PathSearch search;
    std::vector<NodePattern> nodes;
    std::vector<RelPattern> rels;  ///< one fewer than nodes
    // bound
    std::int32_t slot = -1;
};

/// AS OF one date (`to` null) or BETWEEN two.
struct Window {
    ExprPtr from;
    ExprPtr to;
};

struct Match {
    bool optional = false;
    std::vector<PathPattern> patterns;
    std::optional<Window> window;
    ExprPtr where;
    Span span;
};

struct Item {
    ExprPtr expr;
    std::string name;  ///< alias, else source text
    bool aliased = false;
    Span span;
    // bound
    std::int32_t slot = -1;
    Type type;
    bool aggregates = false;
};

struct SortKey {
    ExprPtr expr;
    bool descending = false;
};

/// RETURN or WITH.
struct Projection {
    bool is_return = false;
    bool distinct = false;
    bool star = false;
    std::vector<Item> items;
    std::vector<SortKey> order;
    ExprPtr skip;
    ExprPtr limit;
    ExprPtr where;
    Span span;
    // bound
    bool aggregates = false;
    std::vector<Expr*> aggregate_calls;      ///< each with its slot
    std::vector<std::int32_t> kept_slots;    ///< of the scope before
    std::vector<std::int32_t> output_slots;  ///< of the scope after
};

struct Unwind {
    ExprPtr list;
    std::string variable;
    Span span;
    std::int32_t slot = -1;
};

struct Create {
    std::vector<PathPattern> patterns;
    Span span;
};

struct SetItem {
    enum class Kind : std::uint8_t { property, replace, merge, labels } kind = Kind::property;
    ExprPtr target;  ///< node, relationship or map-valued expression
    std::string key;
    LabelTest labels;
    ExprPtr value;
    Span span;
};

struct Set {
    std::vector<SetItem> items;
    Span span;
};

struct Remove {
    std::vector<SetItem> items;  ///< property or labels
    Span span;
};

struct Merge {
    PathPattern pattern;
    std::vector<SetItem> on_create;
    std::vector<SetItem> on_match;
    Span span;
};

struct Delete {
    bool detach = false;
    std::vector<ExprPtr> targets;
    Span span;
};

struct Foreach {
    std::string variable;
    ExprPtr list;
    std::vector<struct Clause> body;
    Span span;
    std::int32_t slot = -1;
};

struct Yield {
    std::string field;
    std::string variable;
    Span span;
    std::int32_t slot = -1;
};

struct Call {
    std::string procedure;
    bool has_arguments = false;
    std::vector<ExprPtr> arguments;
    bool yields_all = false;  ///< standalone: YIELD * or none
    bool has_yield = false;
    std::vector<Yield> yields;
    ExprPtr where;
    Span span;
    // bound
    bool standalone = false;
    std::shared_ptr<const BoundProcedure> bound;
};

/// CALL { query }. A part that begins with WITH sees the variables it names there, else none.
struct CallQuery {
    std::unique_ptr<Query> query;
    Span span;
    // bound
    bool writes = false;
    bool returns = false;  ///< else each row goes on once, whatever the query found
};

struct Clause {
    std::variant<Match, Projection, Unwind, Create, Merge, Set, Remove, Delete, Call, CallQuery,
                 Foreach>
        node;
};

/// Clauses up to a RETURN or the end.
struct SingleQuery {
    std::vector<Clause> clauses;
    Span span;
    // bound
    std::vector<std::string> columns;
    std::vector<std::int32_t> column_slots;
};

struct Query {
    std::vector<SingleQuery> parts;
    bool union_all = false;
    Span span;
};

}  // namespace ast
}  // namespace parley::query
