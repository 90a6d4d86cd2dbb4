// Guests: who has come, and what stands for him.
#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "ingest/references.hpp"

namespace parley::ingest {

std::uint32_t References::guest_called_so(std::uint32_t number, std::uint32_t host) const {
    const Span& span = document_.spans[number];
    if (!of_pronoun_.contains(number)) return kNoIndex;
    const Actor& here = members_[host].actor;
    const Mention& own = mention(host);
    const Member* guest = nullptr;
    for (const Member& member : members_) {
        const Mention& last = mention(member.actor.number);
        bool named = member.actor.label == "Official" && last.behind > 0 &&
                     last.sentence == own.sentence && last.behind <= span.begin;
        bool abroad = !member.actor.country.empty() && member.actor.country != here.country;
        if (named && abroad && (!guest || last.behind > mention(guest->actor.number).behind))
            guest = &member;
    }
    return guest ? guest->actor.number : kNoIndex;
}

std::uint32_t References::guest_received_by(std::uint32_t host, const Actor& place,
                                            std::uint32_t token) const {
    if (host != host_ || place.country.empty()) return kNoIndex;
    const Actor& own = members_[host].actor;
    const Actor& guest = members_[guest_].actor;
    if (guest.country == place.country) return kNoIndex;
    bool at_home = own.country.empty() ? !guest.country.empty() : own.country == place.country;
    std::string_view gender;
    if (const Hit* word = document_.hit_at(token, pack_.known.pronoun))
        gender = attribute(document_.entry(*word).attributes, "gender");
    bool fits = gender.empty() || guest.gender.empty() || gender == guest.gender;
    return at_home && fits ? guest_ : kNoIndex;
}

/// The word tells that whoever is meant has come from elsewhere (entry attribute `guest`).
bool References::is_guest_word(const Capture& word) const {
    for (std::uint32_t i = document_.hits_begin[word.begin];
         i < document_.hits_begin[word.begin + 1]; ++i)
        if (attribute(document_.entry(document_.hits[i]).attributes, "guest") == "yes") return true;
    return false;
}

/// The word is of several: "guests" (entry attribute `number`).
bool References::is_several(const Capture& word) const {
    for (std::uint32_t i = document_.hits_begin[word.begin];
         i < document_.hits_begin[word.begin + 1]; ++i) {
        const Attributes& attributes = document_.entry(document_.hits[i]).attributes;
        if (document_.hits[i].end == word.end && attribute(attributes, "number") == "2")
            return true;
    }
    return false;
}

/// "The guest", "the visitors" where they act: who has visited, led a delegation or been received,
/// whoever was mentioned last; else who met somebody at home where they met. Nobody in a title.
Resolved References::by_guest(const Span& span) {
    const Capture* word = document_.capture(span, pack_.known.counterpart);
    if (!word || !is_guest_word(*word) || in_title(span.begin)) return {};
    std::string_view gender;
    if (const Hit* hit = document_.hit_at(word->begin, pack_.known.pronoun))
        gender = attribute(document_.entry(*hit).attributes, "gender");
    const std::string country = cast_.country_in(span.begin, span.end);
    auto fits = [&](std::uint32_t person) {
        const Actor& actor = members_[person].actor;
        return actor.label == "Official" && members_[person].first_token < span.begin &&
               (gender.empty() || actor.gender.empty() || actor.gender == gender) &&
               (country.empty() || actor.country == country);
    };
    if (is_several(*word) && guests_.size() > 1 &&
        std::all_of(guests_.begin(), guests_.end(), fits))
        return {guests_,
                fmt::format("'{}' are who came together", document_.text_of(span.begin, span.end))};
    std::uint32_t latest = kNoIndex;
    auto consider = [&](std::uint32_t person) {
        if (person == kNoIndex || !fits(person)) return;
        if (latest == kNoIndex || mention(person).behind > mention(latest).behind) latest = person;
    };
    for (std::uint32_t visitor : visitors_) consider(visitor);
    for (const Led& led : led_)
        for (std::uint32_t leader : led.leaders) consider(leader);
    consider(guest_);
    if (latest == kNoIndex) consider(stranger_met());
    if (latest == kNoIndex) return {};
    return {{latest},
            fmt::format("'{}' is who has come, {}", document_.text_of(span.begin, span.end),
                        members_[latest].actor.name)};
}

void References::note_guest(std::uint32_t number) {
    const Span& span = document_.spans[number];
    const Capture* word = document_.capture(span, pack_.known.counterpart);
    if (!word || !is_guest_word(*word)) return;
    const std::string country = cast_.country_in(span.begin, span.end);
    auto visitor = std::find_if(visitors_.rbegin(), visitors_.rend(), [&](std::uint32_t person) {
        return country.empty() || members_[person].actor.country == country;
    });
    if (visitor != visitors_.rend()) note_mention(*visitor, span.begin);
}

}  // namespace parley::ingest
