// Filling an event's slots, and the conditions under which it is one.
#include "ingest/event_builder.hpp"

#include <algorithm>
#include <cstdlib>
#include <set>

namespace parley::ingest {
namespace {

/// Who leads one side and who the other are told within so many sentences.
constexpr std::uint32_t kSidesApart = 3;

}  // namespace

std::optional<RejectedFor> EventBuilder::build(const Candidate& candidate, std::uint32_t sentence,
                                               Event& event) {
    const WellKnown& known = pack_.known;
    const Rule& rule = *candidate.rule;
    bool visit = rule.group == "VISITED";
    event.rule = &rule, event.sentence = sentence;
    event.word_begin = candidate.word_begin, event.word_end = candidate.word_end;
    event.begin = candidate.match.begin, event.end = candidate.match.end;
    auto role_of = [&](std::uint32_t label) -> std::string {
        if (label == known.ab) return "each";
        if (label == known.p) return "destination";
        if (label == known.a) return visit ? "visitor" : "a";
        return label == known.b ? "b" : "";
    };
    if (candidate.subject != kNoIndex)
        add_subject(event, role_of(static_cast<std::uint32_t>(rule.pattern.subject)),
                    candidate.subject, sentence);
    if (rule.pattern.again) {
        Resolved again = references_.acted_before();
        if (again.actors.empty()) return RejectedFor::no_subject;
        for (std::uint32_t actor : again.actors)
            event.parts.push_back({role_of(static_cast<std::uint32_t>(rule.pattern.subject)), actor,
                                   candidate.word_begin, candidate.word_end, again.reason});
    }
    if (candidate.next != kNoIndex) {
        const Span& next = document_.spans[candidate.next];
        const std::string role = role_of(static_cast<std::uint32_t>(rule.pattern.next));
        if (candidate.next_end > next.end)
            add_parts(event, role, next.begin, candidate.next_end, false);
        else
            add_part(event, role, candidate.next);
    }
    std::vector<const Capture*> nobody_yet;
    for (const Capture& capture : candidate.match.captures) {
        std::string role = role_of(capture.label);
        std::size_t before = event.parts.size();
        if (!role.empty())
            add_parts(event, role, capture.begin, capture.end, role == "destination");
        if (!role.empty() && event.parts.size() == before) nobody_yet.push_back(&capture);
        if (capture.label == known.doc)
            event.document = document_title(capture.begin, title_end(candidate, capture, sentence));
        if (capture.label == known.label_place) {
            std::uint32_t span = document_.span_at(capture.begin, known.place);
            if (span != kNoIndex) {
                Resolved place = references_.resolve(span);
                if (!place.actors.empty()) event.place = place.actors.front();
            }
        }
    }
    settle_place_told(event, candidate);
    // "There received him the minister": who "him" is shows once the other side is known.
    for (const Capture* capture : nobody_yet) {
        std::string role = role_of(capture->label);
        add_parts(event, role, capture->begin, capture->end, role == "destination");
    }
    part_pronouns(event);
    if (attribute(rule.attributes, "faces") == "yes") face_other_side(event);
    if (auto told = attribute(rule.attributes, "confidence"); !told.empty())
        event.confidence = std::atoi(std::string(told).c_str());
    if (visit) send_guest(event);
    if (auto why = incomplete(event, visit)) return why;
    bool official = attribute(rule.attributes, "public") == "yes";
    if (!official && !is_public(event, visit)) return RejectedFor::private_side;
    return {};
}

bool EventBuilder::is_home(const Actor& place, std::uint32_t person) const {
    const Member& who = cast_.members()[person];
    auto land = pack_.countries.find(place.country);
    return place.label == "Place" && land != pack_.countries.end() &&
           who.actor.country == place.country && !who.nearby_country &&
           land->second.slug == place.key;
}

void EventBuilder::settle_place_told(Event& event, const Candidate& candidate) {
    for (const Capture& capture : candidate.match.captures) {
        if (capture.label != pack_.known.p) continue;
        for (std::uint32_t at = capture.begin; at < capture.end; ++at) {
            const std::uint32_t span = document_.span_at(at, pack_.known.place);
            if (span == kNoIndex || references_.told(document_.spans[span]).empty()) continue;
            std::vector<std::uint32_t> visitors;
            for (const Event::Part& part : event.parts)
                if (part.role == "visitor") visitors.push_back(part.actor);
            const Resolved meant = references_.place_told(span, visitors);
            for (std::uint32_t place : meant.actors)
                event.parts.push_back({"destination", place, document_.spans[span].begin,
                                       document_.spans[span].end, meant.reason});
        }
    }
}

void EventBuilder::send_guest(Event& event) {
    for (Event::Part& part : event.parts) {
        if (part.role != "visitor" || part.reason.empty()) continue;  // named, so it is he
        std::uint32_t span = document_.span_at(part.begin, pack_.known.actor);
        for (const Event::Part& place : event.parts) {
            if (place.role != "destination") continue;
            const Actor& where = cast_.actor(place.actor);
            std::uint32_t guest = kNoIndex;
            if (span != kNoIndex && is_home(where, part.actor))
                guest = references_.guest_called_so(span, part.actor);
            if (guest == kNoIndex)
                guest = references_.guest_received_by(part.actor, where, part.begin);
            if (guest == kNoIndex) continue;
            part.actor = guest;
            part.reason += "; in his own country it is the guest";
            break;
        }
    }
}

void EventBuilder::add_parts(Event& event, const std::string& role, std::uint32_t begin,
                             std::uint32_t end, bool places) {
    // "Both ministers" are two, whatever "ministers" would stand for alone.
    const Hit* pair = document_.hit_at(begin, pack_.known.list_pair);
    bool pair_word = !places && pair && pair->end == end && event.parts.empty();
    if (pair_word && add_pair(event, role, begin, end)) return;
    bool any = false;
    for (std::uint32_t at = begin; at < end; ++at) {
        std::uint32_t span = kNoIndex;
        if (places) {
            span = document_.span_at(at, pack_.known.place);
            if (span == kNoIndex) span = document_.span_at(at, pack_.known.body);
        } else {
            span = document_.span_at(at, pack_.known.actor);
            if (span != kNoIndex && at > begin && is_beside(span, begin)) span = kNoIndex;
        }
        if (span == kNoIndex || document_.spans[span].end > end) continue;
        any = true;
        add_part(event, role, span);
        at = document_.spans[span].end - 1;
    }
    if (!places && !any) add_pair(event, role, begin, end);
}

bool EventBuilder::add_pair(Event& event, const std::string& role, std::uint32_t begin,
                            std::uint32_t end) {
    Resolved both = references_.resolve_pair(begin, end);
    const bool sides_kept = role == "each" && both.actors.size() > 2 && came_together(both.actors);
    for (std::uint32_t actor : both.actors) {
        const std::vector<std::uint32_t>& a = references_.met_before().a;
        const bool of_a = std::find(a.begin(), a.end(), actor) != a.end();
        event.parts.push_back({!sides_kept ? role
                               : of_a      ? "a"
                                           : "b",
                               actor, begin, end, both.reason});
    }
    return !both.actors.empty();
}

/// "A received B and C. They spoke of trade": who came together, of one country as far as is told,
/// has not met each other.
bool EventBuilder::came_together(const std::vector<std::uint32_t>& actors) const {
    const References::Sides& met = references_.met_before();
    auto is_in = [](const std::vector<std::uint32_t>& side, std::uint32_t actor) {
        return std::find(side.begin(), side.end(), actor) != side.end();
    };
    auto compatriots = [&](const std::vector<std::uint32_t>& side) {
        std::set<std::string> countries;
        for (std::uint32_t actor : side) countries.insert(cast_.actor(actor).country);
        countries.erase("");
        return countries.size() < 2;
    };
    return compatriots(met.a) && compatriots(met.b) &&
           std::all_of(actors.begin(), actors.end(), [&](std::uint32_t actor) {
               return is_in(met.a, actor) || is_in(met.b, actor);
           });
}

void EventBuilder::add_part(Event& event, const std::string& role, std::uint32_t span) {
    std::vector<std::uint32_t> others;
    for (const Event::Part& part : event.parts) others.push_back(part.actor);
    const Span& word = document_.spans[span];
    // "A thanked his guest" is told from A; "the guest visited P" from what was told before.
    const bool told_from_others = !others.empty() &&
                                  document_.capture(word, pack_.known.counterpart) &&
                                  !document_.capture(word, pack_.known.who) &&
                                  !document_.capture(word, pack_.known.label_office);
    Resolved resolved;
    if (told_from_others) resolved = references_.resolve_counterpart(span, others);
    if (resolved.actors.empty()) resolved = references_.resolve(span);
    if (resolved.actors.empty() && !others.empty() && !told_from_others)
        resolved = references_.resolve_counterpart(span, others);
    // "President A is here. President B met the president": nobody meets himself.
    const bool himself =
        resolved.actors.size() == 1 && !resolved.reason.empty() &&
        std::find(others.begin(), others.end(), resolved.actors.front()) != others.end();
    if (!others.empty() && (himself || resolved.actors.empty())) {
        Resolved other = references_.other_holder(span, others);
        if (!other.actors.empty()) resolved = std::move(other);
    }
    for (std::uint32_t actor : resolved.actors) {
        bool known = std::any_of(event.parts.begin(), event.parts.end(), [&](const auto& part) {
            return part.actor == actor && part.role == role;
        });
        if (!known)
            event.parts.push_back({role, actor, document_.spans[span].begin,
                                   document_.spans[span].end, resolved.reason});
    }
}

void EventBuilder::face_other_side(Event& event) {
    const auto leads = [](const Event::Part& part) { return part.role == "b"; };
    const auto leader = std::find_if(event.parts.begin(), event.parts.end(), leads);
    if (leader == event.parts.end()) return;
    const std::string& country = cast_.actor(leader->actor).country;
    const bool told = side_led_.leader != kNoIndex && side_led_.leader != leader->actor &&
                      event.sentence - side_led_.sentence <= kSidesApart;
    const bool of_one =
        told && !country.empty() && country == cast_.actor(side_led_.leader).country;
    const std::uint32_t other = told && !of_one ? side_led_.leader : kNoIndex;
    side_led_ = {leader->actor, event.sentence};
    if (other != kNoIndex)
        event.parts.push_back(
            {"a", other, event.word_begin, event.word_end, "led the other side, as told before"});
}

void EventBuilder::part_pronouns(Event& event) {
    for (Event::Part& part : event.parts) {
        const std::uint32_t span = document_.span_at(part.begin, pack_.known.actor);
        if (part.reason.empty() || span == kNoIndex ||
            !document_.capture(document_.spans[span], pack_.known.label_pronoun))
            continue;
        std::vector<std::uint32_t> others;
        for (const Event::Part& other : event.parts)
            if (other.reason.empty() && other.role != part.role) others.push_back(other.actor);
        if (std::find(others.begin(), others.end(), part.actor) == others.end()) continue;
        Resolved another = references_.pronoun_beside(span, others);
        if (another.actors.size() != 1) continue;
        part.actor = another.actors.front();
        part.reason = std::move(another.reason);
    }
}

bool EventBuilder::is_public(const Event& event, bool visit) const {
    return std::any_of(event.parts.begin(), event.parts.end(), [&](const Event::Part& part) {
        return (!visit || part.role == "visitor") && cast_.is_public(part.actor);
    });
}

std::optional<RejectedFor> EventBuilder::incomplete(Event& event, bool visit) const {
    auto has = [&](const std::string& role) {
        return std::count_if(event.parts.begin(), event.parts.end(),
                             [&](const auto& part) { return part.role == role; });
    };
    if (visit) {
        // "The minister and his guest, on a visit to his country": it is the guest who visits.
        std::vector<std::uint32_t> hosts;
        for (const Event::Part& visitor : event.parts) {
            bool lives_there =
                std::any_of(event.parts.begin(), event.parts.end(), [&](const Event::Part& part) {
                    return part.role == "destination" &&
                           is_home(cast_.actor(part.actor), visitor.actor);
                });
            if (visitor.role == "visitor" && lives_there) hosts.push_back(visitor.actor);
        }
        if (hosts.size() < static_cast<std::size_t>(has("visitor"))) {
            std::erase_if(event.parts, [&](const Event::Part& part) {
                return part.role == "visitor" &&
                       std::find(hosts.begin(), hosts.end(), part.actor) != hosts.end();
            });
        }
        bool at_home = false;
        std::erase_if(event.parts, [&](const Event::Part& part) {
            if (part.role != "destination") return false;
            const Actor& place = cast_.actor(part.actor);
            return std::any_of(event.parts.begin(), event.parts.end(),
                               [&](const Event::Part& visitor) {
                                   bool own_country = is_home(place, visitor.actor);
                                   bool visits = visitor.role == "visitor";
                                   at_home = at_home || (visits && own_country);
                                   return visits && (visitor.actor == part.actor || own_country);
                               });
        });
        if (has("visitor") > 0 && has("destination") > 0) return {};
        return at_home ? RejectedFor::own_country : RejectedFor::nobody;
    }
    // "The minister met A and B" is of neither A nor B: whom the title stands for is not told.
    std::set<std::uint32_t> named;
    for (const Event::Part& part : event.parts)
        if (part.role == "b" && part.reason.empty() && has("b") > 1) named.insert(part.actor);
    std::erase_if(event.parts, [&](const Event::Part& part) {
        return part.role == "a" && !part.reason.empty() && named.contains(part.actor);
    });
    std::erase_if(event.parts, [&](const Event::Part& part) {
        return part.role == "b" &&
               std::any_of(event.parts.begin(), event.parts.end(), [&](const auto& other) {
                   return other.role == "a" && other.actor == part.actor;
               });
    });
    std::erase_if(event.parts, [&](const Event::Part& part) {
        return part.role != "visitor" && acts_for_other(part, event);
    });
    // "The delegation discussed trade": its leaders, who did so with somebody else.
    if (has("each") > 1 && are_of_one_delegation(event)) return RejectedFor::nobody;
    if (joins(*event.rule) && !by_side(event).empty()) return {};
    if ((has("a") > 0 && has("b") > 0) || has("each") > 1) return {};
    return RejectedFor::nobody;
}

/// All who met each other are told by one word for a delegation.
bool EventBuilder::are_of_one_delegation(const Event& event) const {
    std::set<std::uint32_t> begins;
    for (const Event::Part& part : event.parts) {
        if (part.role != "each") continue;
        begins.insert(part.begin);
        bool delegation = false;
        for (std::uint32_t at = part.begin; at < part.end; ++at)
            delegation = delegation || document_.span_at(at, pack_.known.delegation) != kNoIndex;
        if (!delegation) return false;
    }
    return begins.size() == 1;
}

std::vector<Event> EventBuilder::by_side(Event event) const {
    if (!joins(*event.rule)) return {std::move(event)};
    std::vector<std::uint32_t> who;
    for (const Event::Part& part : event.parts)
        if (cast_.actor(part.actor).label == "Official") who.push_back(part.actor);
    const References::Sides joined = references_.joined(who);
    std::vector<Event> events;
    auto add = [&](const std::vector<std::uint32_t>& beside, std::string_view role,
                   const std::vector<std::uint32_t>& others, std::string_view other_role) {
        Event one = event;
        std::erase_if(one.parts, [&](const Event::Part& part) {
            return std::find(beside.begin(), beside.end(), part.actor) == beside.end();
        });
        if (one.parts.empty()) return;
        for (Event::Part& part : one.parts) part.role = role;
        for (std::uint32_t other : others)
            one.parts.push_back({std::string(other_role), other, event.word_begin, event.word_end,
                                 "of the other side of the meeting told before"});
        events.push_back(std::move(one));
    };
    add(joined.a, "a", references_.met_before().b, "b");
    add(joined.b, "b", references_.met_before().a, "a");
    return events;
}

std::uint32_t EventBuilder::title_end(const Candidate& candidate, const Capture& title,
                                      std::uint32_t sentence) const {
    std::uint32_t end = document_.sentences[sentence].end;
    if (candidate.word_begin > title.begin) end = candidate.word_begin;
    for (const Capture& other : candidate.match.captures) {
        bool side = other.label == pack_.known.a || other.label == pack_.known.b ||
                    other.label == pack_.known.ab;
        if (side && other.begin > title.begin) end = std::min(end, other.begin);
    }
    return end;
}

bool EventBuilder::acts_for_other(const Event::Part& body, const Event& event) const {
    if (cast_.actor(body.actor).label == "Official") return false;
    return std::any_of(event.parts.begin(), event.parts.end(), [&](const Event::Part& other) {
        return std::any_of(cast_.held().begin(), cast_.held().end(), [&](const Held& held) {
            return held.actor == other.actor && held.body == body.actor;
        });
    });
}

std::string EventBuilder::document_title(std::uint32_t begin, std::uint32_t end) const {
    std::uint32_t stop = begin;
    while (stop < end) {
        std::string_view mark = document_.text_of(stop, stop + 1);
        bool closes =
            (mark == "," || mark == ";" || mark == ".") && (document_.tokens[stop].flags & kMark);
        if (closes && stop > begin) break;
        ++stop;
    }
    return std::string(document_.text_of(begin, stop));
}

}  // namespace parley::ingest
