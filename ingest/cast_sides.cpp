// References that hang on events: "the delegation", "both sides", "his colleague", and who acted
// last. Where two fit equally, none is chosen.
#include <fmt/format.h>

#include <algorithm>

#include "ingest/cast.hpp"

namespace parley::ingest {

std::uint32_t Cast::leader_of(const Span& delegation) const {
    std::vector<std::uint32_t> leaders = leaders_of(delegation);
    return leaders.empty() ? kNoIndex : leaders.front();
}

/// Mostly one; "led by Minister A and Adviser B" tells two.
std::vector<std::uint32_t> Cast::leaders_of(const Span& delegation) const {
    std::vector<std::uint32_t> leaders;
    for (std::uint32_t i = delegation.captures_begin; i < delegation.captures_end; ++i) {
        const Capture& lead = document_.captures[i];
        if (lead.label != pack_.known.lead) continue;
        for (std::uint32_t at = lead.begin; at < lead.end; ++at) {
            auto found = of_span_.find(document_.span_at(at, pack_.known.person));
            if (found == of_span_.end()) continue;
            leaders.push_back(found->second);
            break;
        }
    }
    return leaders;
}

/// The delegations whose leader is told, each with him; gathered once.
const std::vector<std::pair<std::uint32_t, std::uint32_t>>& Cast::delegations_led() {
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
Resolved Cast::led_further_on(const Span& span, const std::string& country) {
    auto from = [&](const Span& delegation) {
        const Capture* of = document_.capture(delegation, pack_.known.of);
        return of ? pack_.fold(document_.text_of(of->begin, of->end)) : std::string();
    };
    const std::string own = from(span);
    std::vector<std::uint32_t> later;
    for (auto [number, ahead] : delegations_led()) {
        const Span& other = document_.spans[number];
        if (other.begin <= span.begin) continue;
        std::string told = country_in(other.begin, other.end);
        if (told.empty()) told = members_[ahead].actor.country;
        bool fits = country.empty() ? from(other) == own : told.empty() || told == country;
        if (fits && std::find(later.begin(), later.end(), ahead) == later.end())
            later.push_back(ahead);
        if (later.size() > 1) return {};
    }
    if (later.empty()) return {};
    return {later, "leads the delegation, as the text says further on"};
}

Resolved Cast::by_delegation(const Span& span) {
    std::string country = country_in(span.begin, span.end);
    if (const Capture* of = document_.capture(span, pack_.known.of)) {
        std::string told = country_in(of->begin, of->end);
        const Hit* entity =
            told.empty() ? document_.hit_at(of->begin, pack_.known.entity) : nullptr;
        if (entity && entity->end == of->end)  // "of the SPD": from where the SPD is
            told = attribute(document_.entry(*entity).attributes, "country");
        if (!told.empty()) country = told;
    }
    std::vector<std::uint32_t> leaders = leaders_of(span);
    if (!leaders.empty()) {
        if (country.empty()) country = members_[leaders.front()].actor.country;
        led_.push_back({leaders.front(), span.begin, country});
        return {leaders, "leads the delegation"};
    }
    // "led by the minister": whoever of the article is that minister.
    if (const Capture* lead = document_.capture(span, pack_.known.lead)) {
        std::uint32_t office = document_.span_at(lead->begin, pack_.known.office);
        Resolved holder = office == kNoIndex ? Resolved{} : by_office(office, country);
        if (holder.actors.size() == 1 && members_[holder.actors[0]].actor.label == "Official") {
            led_.push_back({holder.actors[0], span.begin, country});
            return holder;
        }
    }
    // "the delegation": the last one whose leader was named, of the same country if that is said.
    for (auto led = led_.rbegin(); led != led_.rend(); ++led) {
        if (country.empty() || led->country.empty() || led->country == country) {
            return {{led->leader},
                    fmt::format("leads the delegation named before ({})",
                                members_[led->leader].actor.name)};
        }
    }
    if (Resolved later = led_further_on(span, country); !later.actors.empty()) return later;
    if (const Capture* of = document_.capture(span, pack_.known.of)) {
        std::uint32_t inner = document_.span_at(of->begin, pack_.known.body);
        if (inner != kNoIndex && !in_title(span.begin))
            return {{body_of(inner, country)}, "the delegation of this body"};
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

Resolved Cast::by_side(const Span& span) {
    std::string country = country_in(span.begin, span.end);
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

/// Of which kind the ministry is that the office belongs to, be it a body with a name of its own:
/// "ministry-of-foreign-affairs" for the US Secretary of State. Empty for no ministry.
std::string Cast::ministry_kind(const Held& held) const {
    if (held.body == kNoIndex) return held.ministry;
    const Member& body = members_[held.body];
    if (!body.concept_slug.empty()) return body.concept_slug;
    const GazetteerEntry* known = Gazetteer::built_in().find("Body", body.actor.key);
    return known ? known->kind : std::string();
}

/// Who holds in that country the office that somebody of `others` holds, wherever the article names
/// him. Where it names nobody the body acts: "his Polish counterpart" of a foreign minister is the
/// foreign ministry of Poland.
std::uint32_t Cast::office_abroad(const std::string& country,
                                  const std::vector<std::uint32_t>& others, std::uint32_t token) {
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
            return body_named(ministry_named(*topic).name, kind, country, token);
    }
    return kNoIndex;
}

Resolved Cast::resolve_counterpart(std::uint32_t number, const std::vector<std::uint32_t>& others) {
    const Span& span = document_.spans[number];
    const Capture* word = document_.capture(span, pack_.known.counterpart);
    if (!word) return {};
    // "His Polish and Lithuanian colleagues": one for each country.
    const std::vector<Capture> lands = document_.captures_of(span, pack_.known.of);
    Resolved all;
    for (std::size_t i = 0; i < std::max<std::size_t>(lands.size(), 1); ++i) {
        std::string country = lands.empty() ? country_in(span.begin, span.end)
                                            : country_in(lands[i].begin, lands[i].end);
        Resolved one = counterpart_of(span, *word, country, others);
        all.actors.insert(all.actors.end(), one.actors.begin(), one.actors.end());
        if (!one.reason.empty()) all.reason += (all.reason.empty() ? "" : "; ") + one.reason;
    }
    return all;
}

Resolved Cast::counterpart_of(const Span& span, const Capture& word, const std::string& country,
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
        if (fits(member) && (!latest || member.last_token > latest->last_token)) latest = &member;
    }
    if (latest) return said(latest->actor.number);
    std::uint32_t holder = country.empty() ? kNoIndex : office_abroad(country, others, span.begin);
    if (holder == kNoIndex) return {};
    if (members_[holder].actor.label == "Official") return said(holder);
    return {{holder}, "an office whose holder is not named: the body acts"};
}

/// Of two who met, the one who is not of the country where they did; or kNoIndex.
std::uint32_t Cast::stranger_met() const {
    if (sides_.size() != 2 || met_where_.empty()) return kNoIndex;
    const std::string& one = members_[sides_[0]].actor.country;
    const std::string& other = members_[sides_[1]].actor.country;
    if (one == met_where_ && !other.empty() && other != met_where_) return sides_[1];
    if (other == met_where_ && !one.empty() && one != met_where_) return sides_[0];
    return kNoIndex;
}

void Cast::note_event(const Event& event) {
    std::uint32_t a = kNoIndex, b = kNoIndex;
    for (const Event::Part& part : event.parts) {
        if (members_[part.actor].actor.label != "Official") continue;
        if (part.role == "a" && a == kNoIndex) a = part.actor;
        if (part.role == "b" && b == kNoIndex) b = part.actor;
        if (part.role == "each") (a == kNoIndex ? a : b) = part.actor;
    }
    if (a != kNoIndex && b != kNoIndex && a != b) {
        sides_ = {a, b};
        met_where_ = scene_of(event.sentence);
        if (met_where_.empty()) met_where_ = land_of_places(document_.sentences[event.sentence]);
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
void Cast::note_guests(const Event& event) {
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
void Cast::note_group(const Event& event) {
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
void Cast::note_met(const Event& event) {
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
bool Cast::on_side(std::uint32_t who, const std::vector<std::uint32_t>& side) const {
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

Cast::Sides Cast::joined(const std::vector<std::uint32_t>& who) const {
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
void Cast::note_actor(const Event& event) {
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

Resolved Cast::acted_before() const {
    if (acted_ == kNoIndex) return {};
    return {acted_together_,
            fmt::format("{} acted in the event before", members_[acted_].actor.name)};
}

}  // namespace parley::ingest
