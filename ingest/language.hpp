#pragma once
/// Which language a text is in.

#include <parley/ingest.hpp>
#include <string>
#include <string_view>

namespace parley {

/// BCP 47 code ("vi") of the language most of the text is in, or empty where nothing is recognised.
/// Looks at the first kilobytes: enough to be right, and the cost stays the same for every article.
/// The text is UTF-8. Safe to call from many threads.
std::string detect_language(std::string_view text);

/// The language an article declares, else the one its text is in: by the packs' common words, or by
/// detect_language where these leave a doubt.
std::string language_of(const Article& article, const Packs& packs);

}  // namespace parley
