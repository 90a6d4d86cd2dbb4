#pragma once
/// Statements from a person or a script: run on a store, results and errors printed.

#include <filesystem>
#include <memory>
#include <parley/graph.hpp>
#include <parley/query.hpp>
#include <string>
#include <string_view>

#include "tools/printer.hpp"

namespace parley::tools {

/// A store that is opened for reading until a statement writes. Reading leaves it free for an
/// ingest beside it.
class StatementStore {
  public:
    /// Throws StoreError where the store cannot be read.
    explicit StatementStore(const std::filesystem::path& folder);
    /// An empty store that is gone at the end.
    StatementStore();

    /// The engine to run a statement on. Throws StoreError where it writes and another process does
    /// so already.
    QueryEngine& engine_for(std::string_view statement);
    Graph& graph() { return *graph_; }
    /// Throws StoreError where another process writes.
    Graph& writable_graph();
    bool writes() const { return writes_; }

  private:
    void open(Graph::Mode mode);

    std::filesystem::path folder_;
    bool writes_ = false;
    std::unique_ptr<Graph> graph_;  // stays where it is when this moves: the engine refers to it
    std::unique_ptr<QueryEngine> engine_;
};

/// Where in a file a statement begins; both count from 1.
struct ScriptPlace {
    std::string file;  ///< empty: the statement is all there is
    std::size_t line = 1;
    std::size_t column = 1;
};

/// Prints message, place and hint of a query's mistake to standard error.
void print_query_error(const QueryError& error, std::string_view statement,
                       const ScriptPlace& place = {});

/// What is done with statements.
struct StatementOptions {
    Format format = Format::jsonl;
    Map parameters;
    QueryLimits limits;
    bool closing_lines = false;  ///< rows and time below the result
    ScriptPlace place;
};

/// Runs one statement and prints its rows and notes. False where it was refused or stopped; that is
/// printed then. Throws StoreError.
bool run_statement(StatementStore& store, const std::string& statement,
                   const StatementOptions& options);

}  // namespace parley::tools
