/// The program: reads the command line, runs one command, prints an error once, ends with a status.

#include <exception>
#include <new>
#include <parley/error.hpp>

#include "tools/arguments.hpp"
#include "tools/commands.hpp"
#include "tools/messages.hpp"
#include "tools/text_width.hpp"

int main(int count, char** arguments) {
    using namespace parley;
    using tools::Exit;
    tools::use_utf8_terminal();
    try {
        tools::Session session;
        return tools::read_command_line(count, arguments, session)();
    } catch (const StoreError& error) {
        tools::print_error(error.what(), error.hint());
        return Exit::store_unusable;
    } catch (const tools::UsageError& error) {
        tools::print_error(error.what(), error.hint());
        return Exit::usage_was_wrong;
    } catch (const Error& error) {
        tools::print_error(error.what(), error.hint());
        return Exit::data_was_wrong;
    } catch (const std::bad_alloc&) {
        tools::print_error("out of memory; what was stored before is whole");
        return Exit::data_was_wrong;
    } catch (const std::exception& error) {
        tools::print_error(error.what());
        return Exit::data_was_wrong;
    }
}
