/// Publication dates and language tags, as they stand beside articles.

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <optional>

#include "ingest/records.hpp"

namespace parley {
namespace {

Day today() {
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    return static_cast<Day>(std::chrono::duration_cast<std::chrono::days>(now).count());
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

/// All of the text as a number.
std::optional<std::int64_t> number(std::string_view text) {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return value;
}

std::optional<Day> civil_day(std::string_view year, std::string_view month, std::string_view day) {
    const auto y = number(year);
    const auto m = number(month);
    const auto d = number(day);
    if (!y || !m || !d) return std::nullopt;
    return day_of(static_cast<int>(*y), static_cast<int>(*m), static_cast<int>(*d));
}

/// "2019-10-24...", "2019/10/24...", "2019.10.24..."
std::optional<Day> iso_day(std::string_view text) {
    if (text.size() < 10 || !is_digit(text[0]) || text[4] != text[7]) return std::nullopt;
    if (text[4] != '-' && text[4] != '/' && text[4] != '.') return std::nullopt;
    if (text.size() > 10 && is_digit(text[10])) return std::nullopt;
    return civil_day(text.substr(0, 4), text.substr(5, 2), text.substr(8, 2));
}

/// "20191024", "20191024T0830", or seconds or milliseconds since 1970.
std::optional<Day> compact_day(std::string_view text) {
    const std::size_t digits = static_cast<std::size_t>(
        std::find_if_not(text.begin(), text.end(), is_digit) - text.begin());
    if (digits == 8) return civil_day(text.substr(0, 4), text.substr(4, 2), text.substr(6, 2));
    if (digits < 9 || digits > 13) return std::nullopt;
    const auto count = number(text.substr(0, digits));
    if (!count) return std::nullopt;
    return static_cast<Day>((digits >= 12 ? *count / 1000 : *count) / 86400);
}

/// "Thu, 24 Oct 2019 08:30:00 GMT", "24 Oct 2019" (RFC 822 as feeds use it).
std::optional<Day> mail_day(std::string_view text) {
    constexpr std::array<std::string_view, 12> months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    if (const std::size_t comma = text.find(", "); comma != text.npos)
        text.remove_prefix(comma + 2);
    const std::size_t first = text.find(' ');
    if (first == 0 || first > 2 || text.size() < first + 9) return std::nullopt;
    const auto* month = std::find(months.begin(), months.end(), text.substr(first + 1, 3));
    if (month == months.end() || text[first + 4] != ' ') return std::nullopt;
    const std::string month_number = std::to_string(month - months.begin() + 1);
    return civil_day(text.substr(first + 5, 4), month_number, text.substr(0, first));
}

}  // namespace

Date publication_date(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    std::optional<Day> day = iso_day(text);
    if (!day) day = compact_day(text);
    if (!day) day = mail_day(text);
    if (!day) {
        // A month or a year alone is still worth keeping.
        const std::optional<Date> coarse = Date::parse(text);
        return coarse && coarse->span() && coarse->span()->last <= today() + 1 ? *coarse : Date{};
    }
    // One day of grace: it is already tomorrow in the east.
    return *day <= today() + 1 ? Date::of_day(*day) : Date{};
}

std::string language_tag(std::string_view declared) {
    std::string tag;
    for (const char c : declared) {
        if (!is_letter(c)) {
            if (c == '-' || c == '_') break;
            return {};
        }
        tag.push_back(static_cast<char>(c | 0x20));
    }
    return tag.size() == 2 || tag.size() == 3 ? tag : std::string{};
}

}  // namespace parley
