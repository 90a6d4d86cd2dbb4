#pragma once
/// How wide text is on a terminal.

#include <cstddef>
#include <string>
#include <string_view>

namespace parley::tools {

/// Columns that the text takes: 2 for wide East Asian letters, 0 for combining marks.
/// Ill-formed bytes count 1 each. Needs a UTF-8 LC_CTYPE (see use_utf8_terminal).
std::size_t columns_of(std::string_view text);

/// The text where it fits in `width` columns, else its beginning and "…".
std::string cut_to(std::string_view text, std::size_t width);

/// Control characters as spaces: a cell stays on its line and cannot steer the terminal.
std::string one_line(std::string_view text);

/// Takes the user's LC_CTYPE where it is UTF-8, else C.UTF-8. Call once, before other threads.
void use_utf8_terminal();

}  // namespace parley::tools
