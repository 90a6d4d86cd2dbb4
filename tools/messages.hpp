#pragma once
/// What goes to standard error: errors, hints, notes.

#include <string>

namespace parley::tools {

/// "parley: error: MESSAGE", and the hint on a second line where there is one.
void print_error(const std::string& message, const std::string& hint = {});

/// "parley: note: MESSAGE".
void print_note(const std::string& message);

/// Is standard input (output, error) a terminal? Decides formats, progress and colour.
bool input_is_terminal();
bool output_is_terminal();
bool errors_are_on_terminal();

/// Colour only on terminals, and not where NO_COLOR is set (no-color.org).
bool wants_colour();

/// Columns of the terminal, or `otherwise` where there is none.
unsigned terminal_width(unsigned otherwise);

}  // namespace parley::tools
