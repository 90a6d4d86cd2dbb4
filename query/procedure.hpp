#pragma once
/// What CALL can call: algorithms, and table-backed procedures of tests.

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <parley/query.hpp>
#include <string>
#include <vector>

#include "query/type.hpp"

namespace parley::query {

struct Run;

struct Field {
    std::string name;
    Type type;
    bool is_number = false;  ///< NUMBER: integers are taken and given as they are
    bool is_float = false;   ///< FLOAT: integers are turned into floats
};

/// What a procedure gives: cells are made when they are asked for.
struct ResultTable {
    std::size_t rows = 0;
    std::function<Value(std::size_t row, std::size_t column)> cell;
};

struct BoundProcedure {
    std::string name;
    std::vector<Field> inputs;
    std::vector<Field> outputs;
    std::size_t required = 0;  ///< inputs without a default
    std::function<ResultTable(std::vector<Value> arguments, Run& run)> call;
};

class ProcedureTable {
  public:
    ProcedureTable();
    /// Throws Fault where the signature cannot be read.
    void add(TableProcedure procedure);
    void drop_tables();
    /// Null where there is none.
    std::shared_ptr<const BoundProcedure> find(const std::string& name) const;
    std::vector<std::string> names() const;

  private:
    std::map<std::string, std::shared_ptr<const BoundProcedure>> built_in_, tables_;
};

/// degree, pagerank, betweenness, closeness, components, communities, core.
std::vector<BoundProcedure> algorithm_procedures();

}  // namespace parley::query
