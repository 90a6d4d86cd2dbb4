// How long a visit lasted: an interval told once dates each telling of that visit.
#include <algorithm>
#include <optional>
#include <string>

#include "ingest/events.hpp"

namespace parley::ingest {
namespace {

/// Any leap year will do to compare days whose year is not told.
constexpr std::string_view kUnknownYear = "XXXX", kSomeYear = "2000";

/// The days a date stands for; those of an unknown year as if in one and the same.
std::optional<DateSpan> days_of(const Date& date) {
    if (date.span() || date.is_open()) return date.span();
    std::string text = date.text();
    for (std::size_t at = text.find(kUnknownYear); at != std::string::npos;
         at = text.find(kUnknownYear))
        text.replace(at, kUnknownYear.size(), kSomeYear);
    auto some = Date::parse(text);
    return some ? some->span() : std::nullopt;
}

bool is_stay(const Event& event) {
    return event.rule->group == "VISITED" && event.modality == "happened" &&
           event.date.text().find('/') != std::string::npos;
}

bool goes(const Event& event, const Event::Part& part) {
    return std::any_of(event.parts.begin(), event.parts.end(), [&](const Event::Part& own) {
        return own.role == part.role && own.actor == part.actor;
    });
}

/// Every visitor of the one goes there in the other too, and to the same places.
bool same_visit(const Event& event, const Event& stay) {
    return std::all_of(event.parts.begin(), event.parts.end(),
                       [&](const Event::Part& part) { return goes(stay, part); });
}

}  // namespace

void take_stays(std::vector<Event>& events) {
    for (Event& event : events) {
        if (event.rule->group != "VISITED" || is_stay(event)) continue;
        auto day = days_of(event.date);
        if (!day || day->first != day->last) continue;
        for (const Event& stay : events) {
            if (!is_stay(stay) || !same_visit(event, stay)) continue;
            if (event.date.year_is_unknown() != stay.date.year_is_unknown()) continue;
            auto days = days_of(stay.date);
            if (!days || day->first < days->first || day->last > days->last) continue;
            event.date_reasons.push_back("within the visit told as " + stay.date.text());
            event.date = stay.date;
            break;
        }
    }
}

}  // namespace parley::ingest
