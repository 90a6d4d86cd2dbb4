#pragma once
/// Rows of a query in the form that was asked for.

#include <cstdio>
#include <optional>
#include <parley/query.hpp>
#include <string>
#include <string_view>

namespace parley::tools {

enum class Format { table, json, jsonl, csv, tsv, markdown, line };

/// None where there is no such format.
std::optional<Format> format_named(std::string_view name);

/// Table on a terminal, JSON Lines in a pipe.
Format default_format();

/// Prints the rows to a stream.
///   table     columns side by side; on a terminal cut to its width
///   json      one array of objects        jsonl  one object a line
///   csv       RFC 4180, header first      tsv    tabs, with \t \n \\ escaped
///   markdown  a table of GitHub's kind    line   "column: value", an empty line between rows
/// In JSON a date is its EDTF text, a node {"id","labels","properties"}, an edge {"id","type",
/// "start","end","properties"}, a path {"nodes":[...],"edges":[...]}.
void print_rows(const QueryResult& result, Format format, std::FILE* out);

/// What follows a table on a terminal: "(3 rows, 0.41 ms)", and what a writing query changed.
std::string closing_line(const QueryResult& result);

}  // namespace parley::tools
