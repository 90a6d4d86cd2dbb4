/// `parley query`: one statement, or a script of them.

#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <parley/error.hpp>

#include "tools/commands.hpp"
#include "tools/counting_new.hpp"
#include "tools/interrupt.hpp"
#include "tools/messages.hpp"
#include "tools/parameters.hpp"
#include "tools/statement.hpp"

namespace parley::tools {
namespace {

std::string script_of(const QueryArguments& arguments) {
    if (!arguments.text.empty()) return arguments.text;
    if (arguments.file.empty() || arguments.file == "-") {
        return {std::istreambuf_iterator<char>(std::cin), {}};
    }
    std::ifstream in(arguments.file, std::ios::binary);
    if (!in) throw Error(fmt::format("{}: cannot be opened", arguments.file.string()));
    return {std::istreambuf_iterator<char>(in), {}};
}

/// Moves a place behind `text`. Columns count characters, as those of mistakes do.
void move_behind(ScriptPlace& place, std::string_view text) {
    for (const char c : text) {
        const bool goes_on = (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
        if (c == '\n') {
            ++place.line;
            place.column = 1;
        } else if (!goes_on) {
            ++place.column;
        }
    }
}

}  // namespace

Format format_or_default(const std::string& name) {
    if (name.empty()) return default_format();
    if (const auto format = format_named(name)) return *format;
    throw UsageError(fmt::format("unknown format \"{}\"", name),
                     "formats are table, json, jsonl, csv, tsv, markdown, line");
}

int run_query(const Session& session, const QueryArguments& arguments) {
    const Interrupt interrupt;
    StatementOptions options;
    options.format = format_or_default(arguments.format);
    options.parameters = parameters_from(arguments.parameters);
    options.limits.timeout =
        std::chrono::milliseconds(static_cast<std::int64_t>(arguments.timeout_seconds * 1000));
    options.limits.memory_bytes = arguments.max_memory_mb * 1'000'000;
    if (options.limits.memory_bytes != 0) count_memory();
    options.limits.cancelled = &interrupt.flag();
    options.closing_lines = options.format == Format::table && output_is_terminal();

    const std::string script = script_of(arguments);
    const std::vector<std::string> statements = split_statements(script);
    if (statements.empty()) {
        throw UsageError("no query given", "parley query 'NEIGHBORS OF \"...\"'");
    }
    StatementStore store(session.store);
    // A script stops at its first mistake: what follows may build on what failed.
    if (arguments.text.empty()) {
        const bool piped = arguments.file.empty() || arguments.file == "-";
        options.place.file = piped ? "standard input" : arguments.file.string();
    }
    std::string_view rest = script;
    for (const std::string& statement : statements) {
        const std::size_t begin = rest.find(statement);
        move_behind(options.place, rest.substr(0, begin));
        rest.remove_prefix(begin + statement.size());
        if (!run_statement(store, statement, options)) return Exit::data_was_wrong;
        move_behind(options.place, statement);
    }
    return Exit::done;
}

}  // namespace parley::tools
