#pragma once
/// AST as query text: for EXPLAIN, and to see whether two expressions are the same.

#include <string>

#include "query/ast.hpp"

namespace parley::query {

std::string to_text(const ast::Expr& expr);
std::string to_text(const ast::NodePattern& node);
std::string to_text(const ast::RelPattern& rel);
std::string to_text(const ast::PathPattern& path);

}  // namespace parley::query
