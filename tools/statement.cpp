#include "tools/statement.hpp"

#include <fmt/format.h>

#include <cstdio>

#include "tools/messages.hpp"

namespace parley::tools {

StatementStore::StatementStore(const std::filesystem::path& folder) : folder_(folder) {
    open(Graph::Mode::read);
}

StatementStore::StatementStore()
    : writes_(true),
      graph_(std::make_unique<Graph>(Graph::ephemeral())),
      engine_(std::make_unique<QueryEngine>(*graph_)) {}

void StatementStore::open(Graph::Mode mode) {
    // The engine goes first: it refers to the graph. One handle must close before the next opens.
    engine_.reset();
    graph_.reset();
    graph_ = std::make_unique<Graph>(Graph::open(folder_, mode));
    engine_ = std::make_unique<QueryEngine>(*graph_);
    writes_ = mode == Graph::Mode::write;
}

QueryEngine& StatementStore::engine_for(std::string_view statement) {
    if (!writes_ && engine_->writes(statement)) writable_graph();
    return *engine_;
}

Graph& StatementStore::writable_graph() {
    if (writes_) return *graph_;
    try {
        open(Graph::Mode::write);
    } catch (const StoreError&) {
        // Reading goes on as before, whatever keeps us from writing.
        open(Graph::Mode::read);
        throw;
    }
    return *graph_;
}

void print_query_error(const QueryError& error, std::string_view statement,
                       const ScriptPlace& place) {
    const QueryPosition& position = error.position();
    const std::string caret = error.caret(statement);
    std::string message = error.what();
    if (!caret.empty()) {
        const std::size_t line = place.line + position.line - 1;
        const std::size_t column = position.column + (position.line == 1 ? place.column - 1 : 0);
        message += place.file.empty()
                       ? fmt::format(" (line {}, column {})", line, column)
                       : fmt::format(" ({}, line {}, column {})", place.file, line, column);
    }
    print_error(message);
    if (!caret.empty()) fmt::print(stderr, "{}{}", caret, caret.ends_with('\n') ? "" : "\n");
    if (!error.hint().empty()) fmt::print(stderr, "parley: hint: {}\n", error.hint());
}

bool run_statement(StatementStore& store, const std::string& statement,
                   const StatementOptions& options) {
    try {
        const QueryResult result =
            store.engine_for(statement).run(statement, options.parameters, options.limits);
        print_rows(result, options.format, stdout);
        if (options.closing_lines) fmt::print("{}\n", closing_line(result));
        std::fflush(stdout);
        for (const std::string& note : result.notes) print_note(note);
        return true;
    } catch (const QueryError& error) {
        print_query_error(error, statement, options.place);
        return false;
    }
}

}  // namespace parley::tools
