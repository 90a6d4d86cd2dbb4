#include "query/regular.hpp"

#include <regex>

#include "query/fault.hpp"

namespace parley::query {

bool matches_whole(const std::string& text, const std::string& pattern) {
    constexpr std::size_t longest = 10'000;  // std::regex recurses once a character
    if (text.size() > longest) {
        throw runtime_fault("ArgumentError", "InvalidArgumentValue",
                            "=~ takes texts of at most 10,000 bytes.", "use CONTAINS");
    }
    try {
        thread_local std::string last_pattern;
        thread_local std::regex last;
        if (last_pattern != pattern) {
            const bool ignores_case = pattern.starts_with("(?i)");
            last.assign(
                ignores_case ? pattern.substr(4) : pattern,
                ignores_case ? std::regex::ECMAScript | std::regex::icase : std::regex::ECMAScript);
            last_pattern = pattern;
        }
        return std::regex_match(text, last);
    } catch (const std::regex_error& error) {
        throw runtime_fault("ArgumentError", "InvalidArgumentValue",
                            "Not a regular expression: " + pattern + ".");
    }
}

}  // namespace parley::query
