// "The Polish side", "his colleague": the other side of what was told before.
#include <fmt/format.h>

#include <algorithm>

#include "ingest/references.hpp"

namespace parley::ingest {

Resolved References::by_side(const Span& span) {
    std::string country = cast_.country_in(span.begin, span.end);
    if (country.empty()) return {};
    std::vector<std::uint32_t> fitting;
    for (const Member& member : members_) {
        if (member.actor.label == "Official" && member.actor.country == country)
            fitting.push_back(member.actor.number);
    }
    for (std::uint32_t side : sides_) {
        if (std::find(fitting.begin(), fitting.end(), side) != fitting.end())
            return {{side}, "the side of the last event"};
    }
    if (fitting.size() == 1) return {fitting, "the one person of this country"};
    return {};
}

/// Who holds in that country the office that somebody of `others` holds, wherever the article names
/// him. Where it names nobody the body acts: "his Polish counterpart" of a foreign minister is the
/// foreign ministry of Poland.
std::uint32_t References::office_abroad(const std::string& country,
                                        const std::vector<std::uint32_t>& others,
                                        std::uint32_t token) {
    for (std::size_t i = 0; i < held_.size(); ++i) {
        const Held own = held_[i];
        if (own.former || own.country == country ||
            std::find(others.begin(), others.end(), own.actor) == others.end())
            continue;
        const std::string kind = ministry_kind(own);
        for (const Held& held : held_) {
            if (held.former || held.country != country) continue;
            const std::string its = ministry_kind(held);
            const bool same_kind = its.empty() || its == kind;
            // "Secretary of State" and "foreign minister" both head a foreign ministry.
            const bool same_post = own.leads && held.leads && !kind.empty() && its == kind;
            if (same_post || (held.title == own.title && same_kind)) return held.actor;
        }
        std::uint32_t office = document_.span_at(own.begin, pack_.known.office);
        const Capture* topic = office == kNoIndex ? nullptr
                                                  : document_.capture(document_.spans[office],
                                                                      pack_.known.label_topic);
        if (own.leads && topic && !kind.empty() && !in_title(token))
            return cast_.body_named(cast_.ministry_named(*topic).name, kind, country, token);
    }
    return kNoIndex;
}

Resolved References::resolve_counterpart(std::uint32_t number,
                                         const std::vector<std::uint32_t>& others) {
    const Span& span = document_.spans[number];
    const Capture* word = document_.capture(span, pack_.known.counterpart);
    if (!word) return {};
    // "His Polish and Lithuanian colleagues": one for each country.
    const std::vector<Capture> lands = document_.captures_of(span, pack_.known.of);
    Resolved all;
    for (std::size_t i = 0; i < std::max<std::size_t>(lands.size(), 1); ++i) {
        std::string country = lands.empty() ? cast_.country_in(span.begin, span.end)
                                            : cast_.country_in(lands[i].begin, lands[i].end);
        Resolved one = counterpart_of(span, *word, country, others);
        all.actors.insert(all.actors.end(), one.actors.begin(), one.actors.end());
        if (!one.reason.empty()) all.reason += (all.reason.empty() ? "" : "; ") + one.reason;
    }
    return all;
}

Resolved References::counterpart_of(const Span& span, const Capture& word,
                                    const std::string& country,
                                    const std::vector<std::uint32_t>& others) {
    std::string gender;
    const bool guest = is_guest_word(word);
    for (std::uint32_t i = document_.hits_begin[word.begin];
         i < document_.hits_begin[word.begin + 1]; ++i) {
        const Attributes& attributes = document_.entry(document_.hits[i]).attributes;
        if (gender.empty()) gender = attribute(attributes, "gender");
    }
    auto fits = [&](const Member& member) {
        const Actor& actor = member.actor;
        bool other = std::find(others.begin(), others.end(), actor.number) == others.end();
        return actor.label == "Official" && other && member.first_token < span.begin &&
               (gender.empty() || actor.gender.empty() || actor.gender == gender) &&
               (country.empty() || actor.country == country);
    };
    auto said = [&](std::uint32_t actor) {
        return Resolved{
            {actor},
            fmt::format("'{}': the other side, {}", document_.text_of(span.begin, span.end),
                        members_[actor].actor.name)};
    };
    if (guest && is_several(word) && guests_.size() > 1 &&
        std::all_of(guests_.begin(), guests_.end(),
                    [&](std::uint32_t person) { return fits(members_[person]); }))
        return {guests_,
                fmt::format("'{}' are who came together", document_.text_of(span.begin, span.end))};
    // "A flew to P. There B received him": who went, whoever met before.
    if (!guest && country.empty() && went_ != kNoIndex && fits(members_[went_])) return said(went_);
    for (auto visitor = visitors_.rbegin(); guest && visitor != visitors_.rend(); ++visitor)
        if (fits(members_[*visitor])) return said(*visitor);
    // Rather one of another country than those beside him: "the guest" is no compatriot.
    auto abroad = [&](std::uint32_t side) {
        const std::string& own = members_[side].actor.country;
        return std::none_of(others.begin(), others.end(), [&](std::uint32_t other) {
            return own.empty() || members_[other].actor.country == own;
        });
    };
    for (std::uint32_t side : sides_)
        if (fits(members_[side]) && abroad(side)) return said(side);
    for (std::uint32_t side : sides_)
        if (fits(members_[side])) return said(side);
    const Member* latest = nullptr;
    for (const Member& member : members_) {
        if (fits(member) &&
            (!latest || mention(member.actor.number).behind > mention(latest->actor.number).behind))
            latest = &member;
    }
    if (latest) return said(latest->actor.number);
    std::uint32_t holder = country.empty() ? kNoIndex : office_abroad(country, others, span.begin);
    if (holder == kNoIndex) return {};
    if (members_[holder].actor.label == "Official") return said(holder);
    return {{holder}, "an office whose holder is not named: the body acts"};
}

/// Of two who met, the one who is not of the country where they did; or kNoIndex.
std::uint32_t References::stranger_met() const {
    if (sides_.size() != 2 || met_where_.empty()) return kNoIndex;
    const std::string& one = members_[sides_[0]].actor.country;
    const std::string& other = members_[sides_[1]].actor.country;
    if (one == met_where_ && !other.empty() && other != met_where_) return sides_[1];
    if (other == met_where_ && !one.empty() && one != met_where_) return sides_[0];
    return kNoIndex;
}

}  // namespace parley::ingest
