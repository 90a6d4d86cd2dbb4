#pragma once
/// From query text to rows. The language is described in docs/query-language.md.

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <parley/error.hpp>
#include <parley/value.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace parley {

class Graph;

/// Where in the query text: offset 0-based, line and column 1-based, all in code points.
struct QueryPosition {
    std::uint32_t offset = 0;
    std::uint32_t line = 1;
    std::uint32_t column = 1;
    std::uint32_t length = 1;  ///< of the offending words, at least 1
};

/// Why a query was refused or stopped. The graph is as it was before.
class QueryError : public Error {
  public:
    struct What {
        std::string phase;   ///< compile, runtime
        std::string type;    ///< SyntaxError, TypeError, Timeout, ...
        std::string detail;  ///< one CamelCase word: UndefinedVariable
        std::string message;
        std::string hint;  ///< or empty
    };
    QueryError(What what, QueryPosition position)
        : Error(what.message, what.hint), what_(std::move(what)), position_(position) {}

    const std::string& phase() const noexcept { return what_.phase; }
    const std::string& type() const noexcept { return what_.type; }
    const std::string& detail() const noexcept { return what_.detail; }
    const QueryPosition& position() const noexcept { return position_; }
    /// The line of the query that is meant, with a caret line below it; empty where the text has
    /// no such place.
    std::string caret(std::string_view query) const;

  private:
    What what_;
    QueryPosition position_;
};

/// What a writing query did. Informative.
struct QueryStats {
    std::uint64_t nodes_created = 0, nodes_deleted = 0;
    std::uint64_t relationships_created = 0, relationships_deleted = 0;
    std::uint64_t properties_added = 0, properties_removed = 0;
    std::uint64_t labels_added = 0, labels_removed = 0;
};

/// A node as a result shows it.
struct NodeRecord {
    std::string id;  ///< opaque, stable while the node exists
    std::vector<std::string> labels;
    Map properties;
};

/// An edge as a result shows it.
struct EdgeRecord {
    std::string id;
    std::string type;
    NodeId start{}, end{};
    Map properties;
};

class Workspace;

/// Columns and rows, in result order. Nodes, edges and paths in `rows` are handles that `node()`
/// and `edge()` resolve; the result keeps the graph it was computed on alive.
struct QueryResult {
    std::vector<std::string> columns;
    std::vector<std::vector<Value>> rows;
    QueryStats stats;
    std::vector<std::string> notes;  ///< warnings and hints: unknown label, which nodes a name fits
    std::int64_t elapsed_micros = 0;
    std::shared_ptr<const Workspace> workspace;

    NodeRecord node(NodeId id) const;
    EdgeRecord edge(EdgeId id) const;
    /// A node by name, an edge by type and date, a path as `A -[MET_WITH 2017-12-07]- B`, any other
    /// value as to_text() has it, strings without quotes.
    std::string text(const Value& value) const;
};

/// What one query may use. Zero is no limit.
struct QueryLimits {
    std::chrono::milliseconds timeout{0};
    std::size_t memory_bytes = 0;
    const std::atomic<bool>* cancelled = nullptr;  ///< set from another thread or a signal handler
};

/// Takes the rows of a result as they are found, value by value.
class RowReader : public ValueSink {
  public:
    /// Once, before the first row. `result` has its columns, can tell nodes and edges, and stays
    /// until the run is over.
    virtual void begin(const QueryResult& result) = 0;
    /// A row begins; its values follow in order of the columns.
    virtual void row() = 0;
    /// What the reader keeps; counts as memory of the query.
    virtual std::size_t bytes() const { return 0; }
};

/// A procedure backed by a table, for tests: calling it yields the rows whose input columns equal
/// the arguments.
struct TableProcedure {
    std::string signature;  ///< "test.f(in :: INTEGER?) :: (out :: STRING?)"
    std::vector<std::string> columns;
    std::vector<std::vector<Value>> rows;
};

/// Runs queries on one store. Keeps prepared statements by text. Not for use by two threads at
/// once.
class QueryEngine {
  public:
    /// `graph` outlives the engine.
    explicit QueryEngine(Graph& graph);
    ~QueryEngine();
    QueryEngine(QueryEngine&&) noexcept;

    /// One statement, in a transaction of its own: all of its writes or none. Throws QueryError.
    QueryResult run(std::string_view text, const Map& parameters = {},
                    const QueryLimits& limits = {});
    /// The same, the rows to `rows`, which sees none of them again where the query fails after
    /// some; those of the result stay empty. Faster for large results.
    QueryResult run(std::string_view text, const Map& parameters, const QueryLimits& limits,
                    RowReader& rows);
    /// Does the statement change the graph when it runs? Throws QueryError where it is no
    /// statement.
    bool writes(std::string_view text);
    /// The plan, one step a line, and for NEIGHBORS and PATH the MATCH they stand for.
    std::string explain(std::string_view text);
    /// Registers a test procedure. Throws QueryError where the signature cannot be read.
    void add_procedure(TableProcedure procedure);
    void drop_procedures();

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// Cuts a script into statements at `;` outside strings, comments and names; keeps each statement's
/// text and leaves empty ones out.
std::vector<std::string> split_statements(std::string_view script);

/// Words a shell can complete: keywords and function names, sorted.
std::vector<std::string> query_words();

}  // namespace parley
