/// The program: reads the command line, runs one command, prints an error once, ends with a status.

#include <fmt/format.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <parley/error.hpp>

#include "tools/commands.hpp"

namespace {
using namespace parley;
using tools::Exit;

void print_error(const std::string& message, const std::string& hint) {
    fmt::print(stderr, "parley: error: {}\n", message);
    if (!hint.empty()) fmt::print(stderr, "parley: hint: {}\n", hint);
}

void declare(CLI::App& app, tools::Session& session) {
    app.set_version_flag("--version", "parley " PARLEY_VERSION);
    app.add_option("--db", session.store, "Store to work on (a folder)")
        ->envname("PARLEY_DB")
        ->capture_default_str();
    app.require_subcommand(0, 1);
    app.fallthrough();
}

int run(int count, char** arguments) {
    tools::Session session;
    CLI::App app("Who met whom, who signed what, who went where, when, and which sentence says so.",
                 "parley");
    declare(app, session);
    try {
        app.parse(count, arguments);
    } catch (const CLI::Success& wanted) {  // --help, --version
        return app.exit(wanted);
    } catch (const CLI::ParseError& error) {
        print_error(error.what(),
                    "parley --help lists commands; parley COMMAND --help explains one");
        return Exit::usage_was_wrong;
    }
    if (app.get_subcommands().empty()) {
        fmt::print(stderr, "{}", app.help());
        return Exit::usage_was_wrong;
    }
    return session.exit;
}
}  // namespace

int main(int count, char** arguments) {
    try {
        return run(count, arguments);
    } catch (const StoreError& error) {
        print_error(error.what(), error.hint());
        return Exit::store_unusable;
    } catch (const Error& error) {
        print_error(error.what(), error.hint());
        return Exit::data_was_wrong;
    } catch (const std::exception& error) {
        print_error(error.what(), "");
        return Exit::data_was_wrong;
    }
}
