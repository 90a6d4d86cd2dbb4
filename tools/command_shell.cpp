/// `parley shell`: questions and answers, as long as one likes.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <iostream>
#include <parley/error.hpp>
#include <parley/listing.hpp>
#include <utility>

#include "tools/commands.hpp"
#include "tools/interrupt.hpp"
#include "tools/line_editor.hpp"
#include "tools/line_protocol.hpp"
#include "tools/messages.hpp"
#include "tools/parameters.hpp"
#include "tools/statement.hpp"

namespace parley::tools {
namespace {

constexpr std::size_t completed_names = 200;

constexpr const char* help_text =
    R"(A query ends with ; (on a terminal also with an empty line). Tab completes words, and names inside quotes.
  NEIGHBORS OF "name" WITHIN 2 HOPS VIA MET_WITH BETWEEN 2017 AND 2024;
  PATH FROM "name" TO "name" WITHIN 4 HOPS;
  MATCH (a:Official)-[r:MET_WITH]-(b) WHERE r.sources > 1 RETURN a.name, b.name, r.date LIMIT 10;
Commands, each on a line of its own:
  :format NAME       table, json, jsonl, csv, tsv, markdown, line
  :param NAME=JSON   sets $NAME for the queries that follow
  :explain EDGE      every claim behind an edge, by its id
  :review            pairs of actors worth a look, one key a decision
  :stats             what the store holds
  :help  :quit
Ctrl-C stops a query or drops the line, Ctrl-D leaves.
)";

std::string history_file() {
    if (const char* state = std::getenv("XDG_STATE_HOME"); state != nullptr && *state != '\0') {
        return std::string(state) + "/parley/history";
    }
    const char* home = std::getenv("HOME");
    return home == nullptr ? "" : std::string(home) + "/.local/state/parley/history";
}

std::string without_spaces(const std::string& text) {
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    if (begin == text.npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

class Shell {
  public:
    explicit Shell(StatementStore store) : store_(std::move(store)) {}

    int run_on_terminal() {
        options_.format = Format::table;
        options_.closing_lines = true;
        LineEditor editor(history_file(), [this](std::string_view line) { return complete(line); });
        fmt::print("parley: :help explains, :quit leaves\n");
        std::string statement;
        for (;;) {
            const LineEditor::Line line = editor.read(statement.empty() ? "parley> " : "   ...> ");
            if (line.ended == LineEditor::Ended::at_end) break;
            if (line.ended == LineEditor::Ended::interrupted) {
                statement.clear();
                continue;
            }
            const std::string text = without_spaces(line.text);
            if (statement.empty() && text.starts_with(':')) {
                editor.remember(text);
                if (!command(text)) break;
                continue;
            }
            if (statement.empty() && text.empty()) continue;
            statement += statement.empty() ? line.text : "\n" + line.text;
            if (!text.empty() && !text.ends_with(';')) continue;
            editor.remember(without_spaces(statement));
            run(statement);
            statement.clear();
        }
        fmt::print("\n");
        return Exit::done;
    }

    /// Without a terminal: statements and commands from standard input, all of them whatever one
    /// of them does.
    int run_script() {
        options_.format = default_format();
        std::string line, script;
        while (!interrupted_ && std::getline(std::cin, line)) {
            if (!without_spaces(line).starts_with(':') || !is_whole(script)) {
                script += line + '\n';
                continue;
            }
            run(std::exchange(script, {}));
            if (interrupted_ || !command(without_spaces(line))) break;
        }
        run(script);
        return all_ran_ ? Exit::done : Exit::data_was_wrong;
    }

  private:
    /// Is nothing of the last statement still to come? Then a colon begins a command.
    static bool is_whole(const std::string& script) {
        return split_statements(script + "\nx").size() == split_statements(script).size() + 1;
    }

    void run(const std::string& script) {
        Interrupt interrupt;
        options_.limits.cancelled = &interrupt.flag();
        for (const std::string& statement : split_statements(script)) {
            if (interrupt.flag()) break;
            try {
                all_ran_ = run_statement(store_, statement, options_) && all_ran_;
            } catch (const Error& error) {
                fail(error.what(), error.hint());
            }
        }
        interrupted_ = interrupt.flag();
    }

    void fail(const std::string& what, const std::string& hint) {
        print_error(what, hint);
        all_ran_ = false;
    }

    /// False where it ends the shell.
    bool command(const std::string& line) {
        const std::size_t space = line.find(' ');
        const std::string name = line.substr(1, space == line.npos ? line.npos : space - 1);
        const std::string rest = space == line.npos ? "" : without_spaces(line.substr(space));
        try {
            if (name == "quit" || name == "q" || name == "exit") return false;
            if (name == "help" || name == "h") {
                fmt::print("{}", help_text);
            } else if (name == "format") {
                options_.format = format_or_default(rest);
            } else if (name == "param") {
                auto [parameter, value] = parameter_from(rest);
                options_.parameters.insert_or_assign(std::move(parameter), std::move(value));
            } else if (name == "explain") {
                print_explanation(store_.graph(), rest);
            } else if (name == "review") {
                const std::size_t limit = ReviewArguments{}.limit;
                if (input_is_terminal())
                    review_on_terminal(store_.writable_graph(), limit);
                else
                    print_review(store_.graph(), limit);
            } else if (name == "stats") {
                print_stats(store_.graph());
            } else {
                fail(fmt::format("unknown command :{}", name), ":help lists them");
            }
        } catch (const Error& error) {
            fail(error.what(), error.hint());
        }
        std::fflush(stdout);
        return true;
    }

    std::vector<std::string> complete(std::string_view line) {
        std::vector<std::string> candidates;
        if (std::count(line.begin(), line.end(), '"') % 2 == 1) {
            const std::string_view beginning = line.substr(line.rfind('"') + 1);
            for (const std::string& name :
                 names_beginning(*store_.graph().view(), beginning, completed_names)) {
                candidates.push_back('"' + name + '"');
            }
            return candidates;
        }
        const std::size_t before = line.find_last_of(" \t\n()[]{},:;|~=<>+-*/");
        const std::string_view word = before == line.npos ? line : line.substr(before + 1);
        if (word.empty()) return {};
        const auto begins = [word](const std::string& known) {
            return known.size() >= word.size() &&
                   std::equal(word.begin(), word.end(), known.begin(), [](char a, char b) {
                       return std::tolower(static_cast<unsigned char>(a)) ==
                              std::tolower(static_cast<unsigned char>(b));
                   });
        };
        for (const std::string& known : query_words()) {
            if (begins(known)) candidates.push_back(known);
        }
        const GraphCounts counts = counts_of(*store_.graph().view());
        for (const auto* words : {&counts.nodes_with_label, &counts.edges_of_type}) {
            for (const auto& [known, count] : *words) {
                if (begins(known)) candidates.push_back(known);
            }
        }
        return candidates;
    }

    StatementStore store_;
    StatementOptions options_;
    bool all_ran_ = true;
    bool interrupted_ = false;
};

}  // namespace

int run_shell(const Session& session, const ShellArguments& arguments) {
    if (!arguments.protocol.empty()) {
        // Requests may be megabytes: std::cin is not read byte by byte through C's buffers.
        std::ios::sync_with_stdio(false);
        if (arguments.ephemeral) {
            Graph graph = Graph::ephemeral();
            return run_line_protocol(graph, true, std::cin, std::cout);
        }
        Graph graph = Graph::open(session.store, Graph::Mode::write);
        return run_line_protocol(graph, false, std::cin, std::cout);
    }
    Shell shell(arguments.ephemeral ? StatementStore() : StatementStore(session.store));
    return input_is_terminal() ? shell.run_on_terminal() : shell.run_script();
}

}  // namespace parley::tools
