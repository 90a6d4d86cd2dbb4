// "The delegation": who leads it.
#include <fmt/format.h>

#include <algorithm>

#include "ingest/references.hpp"

namespace parley::ingest {

std::uint32_t References::leader_of(const Span& delegation) const {
    std::vector<std::uint32_t> leaders = leaders_of(delegation);
    return leaders.empty() ? kNoIndex : leaders.front();
}

/// Mostly one; "led by Minister A and Adviser B" tells two.
std::vector<std::uint32_t> References::leaders_of(const Span& delegation) const {
    std::vector<std::uint32_t> leaders;
    for (std::uint32_t i = delegation.captures_begin; i < delegation.captures_end; ++i) {
        const Capture& lead = document_.captures[i];
        if (lead.label != pack_.known.lead) continue;
        for (std::uint32_t at = lead.begin; at < lead.end; ++at) {
            const std::uint32_t found = cast_.known_as(document_.span_at(at, pack_.known.person));
            if (found == kNoIndex) continue;
            leaders.push_back(found);
            break;
        }
    }
    return leaders;
}

/// The delegations whose leader is told, each with him; gathered once.
const std::vector<std::pair<std::uint32_t, std::uint32_t>>& References::delegations_led() {
    if (delegations_led_) return *delegations_led_;
    delegations_led_.emplace();
    for (std::uint32_t i = 0; i < document_.spans.size(); ++i) {
        if (document_.spans[i].kind != pack_.known.delegation) continue;
        std::uint32_t leader = leader_of(document_.spans[i]);
        if (leader != kNoIndex) delegations_led_->emplace_back(i, leader);
    }
    return *delegations_led_;
}

/// A headline and a first sentence leave the leader's name to the text: the only one who is said
/// further on to lead a delegation of this country, or of this body, or one as bare as this.
Resolved References::led_further_on(const Span& span, const std::string& country) {
    auto from = [&](const Span& delegation) {
        const Capture* of = document_.capture(delegation, pack_.known.of);
        return of ? pack_.fold(document_.text_of(of->begin, of->end)) : std::string();
    };
    const std::string own = from(span);
    std::vector<std::uint32_t> later;
    for (auto [number, ahead] : delegations_led()) {
        const Span& other = document_.spans[number];
        if (other.begin <= span.begin) continue;
        std::string told = cast_.country_in(other.begin, other.end);
        if (told.empty()) told = members_[ahead].actor.country;
        bool fits = country.empty() ? from(other) == own : told.empty() || told == country;
        if (fits && std::find(later.begin(), later.end(), ahead) == later.end())
            later.push_back(ahead);
        if (later.size() > 1) return {};
    }
    if (later.empty()) return {};
    return {later, "leads the delegation, as the text says further on"};
}

Resolved References::by_delegation(const Span& span) {
    std::string country = cast_.country_in(span.begin, span.end);
    if (const Capture* of = document_.capture(span, pack_.known.of)) {
        std::string told = cast_.country_in(of->begin, of->end);
        const Hit* entity =
            told.empty() ? document_.hit_at(of->begin, pack_.known.entity) : nullptr;
        if (entity && entity->end == of->end)  // "of the SPD": from where the SPD is
            told = attribute(document_.entry(*entity).attributes, "country");
        if (!told.empty()) country = told;
    }
    std::vector<std::uint32_t> leaders = leaders_of(span);
    if (!leaders.empty()) {
        if (country.empty()) country = members_[leaders.front()].actor.country;
        led_.push_back({leaders, span.begin, country});
        return {leaders, "leads the delegation"};
    }
    // "led by the minister": whoever of the article is that minister.
    if (const Capture* lead = document_.capture(span, pack_.known.lead)) {
        std::uint32_t office = document_.span_at(lead->begin, pack_.known.office);
        Resolved holder = office == kNoIndex ? Resolved{} : by_office(office, country);
        if (holder.actors.size() == 1 && members_[holder.actors[0]].actor.label == "Official") {
            led_.push_back({holder.actors, span.begin, country});
            return holder;
        }
    }
    // "the delegation": the last one whose leader was named, of the same country if that is said.
    for (auto led = led_.rbegin(); led != led_.rend(); ++led) {
        if (country.empty() || led->country.empty() || led->country == country) {
            return {led->leaders, fmt::format("leads the delegation named before ({})",
                                              members_[led->leaders.front()].actor.name)};
        }
    }
    if (Resolved later = led_further_on(span, country); !later.actors.empty()) return later;
    if (const Capture* of = document_.capture(span, pack_.known.of)) {
        std::uint32_t inner = document_.span_at(of->begin, pack_.known.body);
        if (inner != kNoIndex && !in_title(span.begin))
            return {{cast_.body_of(inner, country)}, "the delegation of this body"};
    }
    // "The delegation" where nobody is said to lead one: of the one who has come.
    bool fits = visitors_.size() == 1 && !document_.capture(span, pack_.known.of);
    if (fits) return {visitors_, "the delegation of the one who has come"};
    for (std::uint32_t side : sides_) {  // "the Cambodian delegation": of the Cambodian who met
        if (!country.empty() && members_[side].actor.country == country)
            return {{side}, "the delegation of a side of the event before"};
    }
    return {};
}

}  // namespace parley::ingest
