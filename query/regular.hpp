#pragma once
/// `=~`: regular expressions over whole strings.

#include <string>

namespace parley::query {

/// ECMAScript syntax, the whole text must match. Throws Fault where the pattern is not valid.
bool matches_whole(const std::string& text, const std::string& pattern);

}  // namespace parley::query
