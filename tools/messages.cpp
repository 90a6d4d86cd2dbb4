#include "tools/messages.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>

namespace parley::tools {

void print_error(const std::string& message, const std::string& hint) {
    fmt::print(stderr, "parley: error: {}\n", message);
    if (!hint.empty()) fmt::print(stderr, "parley: hint: {}\n", hint);
}

void print_note(const std::string& message) { fmt::print(stderr, "parley: note: {}\n", message); }

bool input_is_terminal() { return isatty(STDIN_FILENO) != 0; }
bool output_is_terminal() { return isatty(STDOUT_FILENO) != 0; }
bool errors_are_on_terminal() { return isatty(STDERR_FILENO) != 0; }

bool wants_colour() {
    const char* refused = std::getenv("NO_COLOR");
    return output_is_terminal() && (refused == nullptr || *refused == '\0');
}

unsigned terminal_width(unsigned otherwise) {
    winsize size{};
    for (const int stream : {STDOUT_FILENO, STDERR_FILENO}) {
        if (ioctl(stream, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
    }
    return otherwise;
}

}  // namespace parley::tools
