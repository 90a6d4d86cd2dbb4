// Who took part in the events read so far, as later references see it.
#include <fmt/format.h>

#include <algorithm>

#include "ingest/references.hpp"

namespace parley::ingest {

void References::note_event(const Event& event) {
    std::uint32_t a = kNoIndex, b = kNoIndex;
    for (const Event::Part& part : event.parts) {
        if (members_[part.actor].actor.label != "Official") continue;
        if (part.role == "a" && a == kNoIndex) a = part.actor;
        if (part.role == "b" && b == kNoIndex) b = part.actor;
        if (part.role == "each") (a == kNoIndex ? a : b) = part.actor;
    }
    if (a != kNoIndex && b != kNoIndex && a != b) {
        sides_ = {a, b};
        met_where_ = cast_.scene_of(event.sentence);
        if (met_where_.empty())
            met_where_ = cast_.land_of_places(document_.sentences[event.sentence]);
    }
    note_guests(event);
    note_group(event);
    if (event.rule->group == "MET_WITH" && event.modality == "happened") note_met(event);
    for (const Event::Part& part : event.parts) {
        bool comes = part.role == "visitor" && members_[part.actor].actor.label == "Official";
        if (comes && std::count(visitors_.begin(), visitors_.end(), part.actor) == 0)
            visitors_.push_back(part.actor);
    }
    bool reception = attribute(event.rule->attributes, "host") == "yes";
    if (reception && event.modality == "happened" && a != kNoIndex && b != kNoIndex)
        host_ = a, guest_ = b;
    // "... ahead of the visit of C": who is only expected has not acted.
    if (event.modality == "happened" || acted_ == kNoIndex) note_actor(event);
}

/// Who came in it: the visitors, or whom somebody received.
void References::note_guests(const Event& event) {
    const bool reception = attribute(event.rule->attributes, "host") == "yes";
    std::vector<std::uint32_t> came;
    went_ = kNoIndex;
    for (const Event::Part& part : event.parts) {
        if (members_[part.actor].actor.label != "Official") continue;
        if (part.role == "visitor" || (reception && part.role == "b")) came.push_back(part.actor);
        if (part.role == "visitor" && went_ == kNoIndex) went_ = part.actor;
    }
    if (!came.empty()) guests_ = std::move(came);
}

/// All who took part, and the first of each side, be it a body.
void References::note_group(const Event& event) {
    std::vector<std::uint32_t> all;
    std::uint32_t a = kNoIndex, b = kNoIndex;
    for (const Event::Part& part : event.parts) {
        if (part.role == "destination" || members_[part.actor].actor.label == "Place") continue;
        if (std::find(all.begin(), all.end(), part.actor) == all.end()) all.push_back(part.actor);
        if (part.role == "a" && a == kNoIndex) a = part.actor;
        if (part.role == "b" && b == kNoIndex) b = part.actor;
        if (part.role == "each" && b == kNoIndex) (a == kNoIndex ? a : b) = part.actor;
    }
    if (all.size() > 1) group_ = all;
    if (a != kNoIndex && b != kNoIndex && a != b) parties_ = {a, b};
}

/// Who met whom. Of those who met each other, the compatriots of the first are his side.
void References::note_met(const Event& event) {
    Sides sides;
    for (const Event::Part& part : event.parts) {
        if (members_[part.actor].actor.label != "Official") continue;
        const std::string& first =
            sides.a.empty() ? std::string() : members_[sides.a.front()].actor.country;
        const bool beside =
            sides.a.empty() || (!first.empty() && members_[part.actor].actor.country == first);
        const bool of_a = part.role == "a" || (part.role == "each" && beside);
        std::vector<std::uint32_t>& side = of_a ? sides.a : sides.b;
        if (std::find(side.begin(), side.end(), part.actor) == side.end())
            side.push_back(part.actor);
    }
    if (!sides.a.empty() && !sides.b.empty()) met_ = std::move(sides);
}

/// Of their country, or of the body of one of them.
bool References::on_side(std::uint32_t who, const std::vector<std::uint32_t>& side) const {
    return std::any_of(side.begin(), side.end(), [&](std::uint32_t other) {
        const std::string& country = members_[who].actor.country;
        if (!country.empty() && members_[other].actor.country == country) return true;
        return std::any_of(held_.begin(), held_.end(), [&](const Held& held) {
            if (held.actor != who || held.body == kNoIndex) return false;
            return held.body == other ||
                   std::any_of(held_.begin(), held_.end(), [&](const Held& its) {
                       return its.actor == other && its.body == held.body;
                   });
        });
    });
}

References::Sides References::joined(const std::vector<std::uint32_t>& who) const {
    Sides joined;
    if (met_.a.empty()) return joined;
    auto has = [](const std::vector<std::uint32_t>& side, std::uint32_t actor) {
        return std::find(side.begin(), side.end(), actor) != side.end();
    };
    auto lands_known = [&](const std::vector<std::uint32_t>& side) {
        return std::all_of(side.begin(), side.end(), [&](std::uint32_t other) {
            return !members_[other].actor.country.empty();
        });
    };
    for (std::uint32_t actor : who) {
        if (has(met_.a, actor) || has(met_.b, actor)) continue;
        bool a = on_side(actor, met_.a), b = on_side(actor, met_.b);
        if (!a && !b && !members_[actor].actor.country.empty() && lands_known(met_.a) &&
            lands_known(met_.b))
            a = b = true;  // of a third country: meets both
        else if (a == b)
            a = true, b = false;  // beside who acted
        if (a) joined.a.push_back(actor);
        if (b) joined.b.push_back(actor);
    }
    return joined;
}

/// Who acted in it, also where the other side stands for nobody ("received five ambassadors").
void References::note_actor(const Event& event) {
    auto acts = std::find_if(event.parts.begin(), event.parts.end(), [&](const Event::Part& part) {
        return (part.role == "a" || part.role == "visitor" || part.role == "each") &&
               members_[part.actor].actor.label == "Official";
    });
    if (acts == event.parts.end()) return;
    acted_ = acts->actor;
    // Who met each other are no side.
    acted_together_ = {acted_};
    for (const Event::Part& part : event.parts)
        if (acts->role != "each" && part.role == acts->role && part.actor != acted_ &&
            members_[part.actor].actor.label == "Official")
            acted_together_.push_back(part.actor);
}

Resolved References::acted_before() const {
    if (acted_ == kNoIndex) return {};
    return {acted_together_,
            fmt::format("{} acted in the event before", members_[acted_].actor.name)};
}

}  // namespace parley::ingest
