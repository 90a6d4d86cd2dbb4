#pragma once
/// Which language a text is in.

#include <string>
#include <string_view>

namespace parley {

/// BCP 47 code ("vi") of the language most of the text is in, or empty where nothing is recognised.
/// Looks at the first 16 KiB: enough to be right, and the cost stays the same for every article.
/// The text is UTF-8. Safe to call from many threads.
std::string detect_language(std::string_view text);

}  // namespace parley
