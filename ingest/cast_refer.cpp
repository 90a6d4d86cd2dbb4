// References: what "the minister", "he", "the delegation", "both sides" stand for. Where two fit
// equally, none is chosen.
#include <fmt/format.h>

#include <algorithm>

#include "ingest/cast.hpp"

namespace parley::ingest {

Resolved Cast::resolve(std::uint32_t number) {
    const Span& span = document_.spans[number];
    const WellKnown& known = pack_.known;
    Resolved result;
    if (span.kind == known.person) return {{person_of(number)}, {}};
    if (span.kind == known.body) return {{body_of(number, {})}, {}};
    if (span.kind == known.place) {
        std::uint32_t place = place_of(number);
        return place == kNoIndex ? Resolved{} : Resolved{{place}, {}};
    }
    if (span.kind == known.delegation) return by_delegation(span);
    if (span.kind != known.actor) return {};
    const Capture* who = document_.capture(span, known.who);
    if (who) {
        for (std::uint32_t kind : {known.person, known.delegation, known.body}) {
            std::uint32_t inner = document_.span_at(who->begin, kind);
            if (inner == kNoIndex || document_.spans[inner].end != who->end) continue;
            if (kind == known.body) {
                std::uint32_t body = body_of(inner, country_of_actor_span(span));
                // A monument may be told apart like a body, but it meets nobody.
                if (members_[body].actor.label == "Place") return {};
                return {{body}, {}};
            }
            result = resolve(inner);
            break;
        }
    } else if (const Capture* office = document_.capture(span, known.label_office)) {
        std::string country = country_of_actor_span(span);
        for (std::uint32_t at = office->begin; at < office->end && result.actors.empty(); ++at) {
            std::uint32_t inner = document_.span_at(at, known.office);
            if (inner != kNoIndex) result = by_office(inner, country);
        }
    } else if (document_.capture(span, known.label_pronoun)) {
        note_before(span.begin);
        // Decided once: whom it stands for is mentioned by it, and mentions decide.
        auto [decided, fresh] = of_pronoun_.try_emplace(number);
        if (fresh) decided->second = by_pronoun(span);
        result = decided->second;
    } else if (document_.capture(span, known.side)) {
        result = by_side(span);
    }
    for (std::uint32_t actor : result.actors) note_mention(actor, span.begin);
    return result;
}

/// Who acts earlier in the pronoun's own sentence is nearer than anybody before ("A said he met
/// B").
void Cast::note_before(std::uint32_t token) {
    auto after =
        std::upper_bound(document_.sentences.begin(), document_.sentences.end(), token,
                         [](std::uint32_t at, const Sentence& other) { return at < other.begin; });
    if (after == document_.sentences.begin()) return;
    for (std::uint32_t at = (after - 1)->begin; at < token; ++at) {
        std::uint32_t span = document_.span_at(at, pack_.known.actor);
        if (span == kNoIndex || document_.spans[span].end > token ||
            document_.capture(document_.spans[span], pack_.known.label_pronoun) ||
            is_governed(at, (after - 1)->begin))
            continue;
        resolve(span);
    }
}

/// A preposition or the like stands right before this token, or before what it is joined to.
bool Cast::is_governed(std::uint32_t token, std::uint32_t from) const {
    for (std::uint32_t at = token; at-- > from && token - at <= 4;) {
        for (std::uint32_t i = document_.hits_begin[at]; i < document_.hits_begin[at + 1]; ++i) {
            const Hit& hit = document_.hits[i];
            if (hit.end != token) continue;
            if (hit.list == pack_.known.governor) return true;
            if (hit.list != pack_.known.list_and || at == from) continue;
            for (std::uint32_t other = at; other-- > from && at - other < 30;) {
                std::uint32_t span = document_.span_at(other, pack_.known.actor);
                if (span != kNoIndex && document_.spans[span].end == at)
                    return is_governed(other, from);
            }
        }
    }
    return false;
}

bool Cast::in_title(std::uint32_t token) const {
    auto sentence =
        std::upper_bound(document_.sentences.begin(), document_.sentences.end(), token,
                         [](std::uint32_t at, const Sentence& other) { return at < other.begin; });
    return sentence != document_.sentences.begin() && (sentence - 1)->kind == LineKind::title;
}

void Cast::note_mention(std::uint32_t number, std::uint32_t token) {
    Member& member = members_[number];
    member.last_token = std::max(member.last_token, token + 1);
    auto sentence = std::upper_bound(
        document_.sentences.begin(), document_.sentences.end(), token,
        [](std::uint32_t at, const Sentence& candidate) { return at < candidate.begin; });
    auto index = static_cast<std::uint32_t>(sentence - document_.sentences.begin());
    if (member.last_sentence == kNoIndex || index > member.last_sentence) {
        member.last_sentence = index;
        member.first_there = token;
    } else if (index == member.last_sentence) {
        member.first_there = std::min(member.first_there, token);
    }
}

/// All listed forms that stand here are plurals: "ministers" is not one person.
bool Cast::only_plural(std::uint32_t begin, std::uint32_t end) const {
    bool plural = false;
    for (std::uint32_t i = document_.hits_begin[begin]; i < document_.hits_begin[begin + 1]; ++i) {
        if (document_.hits[i].end != end) continue;
        if (pack_.lexicon.forms[document_.hits[i].form].cases.find(" pl ") == std::string::npos)
            return false;
        plural = true;
    }
    return plural;
}

bool Cast::leads_its_body(std::uint32_t begin, std::uint32_t end) const {
    for (std::uint32_t i = document_.hits_begin[begin]; i < document_.hits_begin[begin + 1]; ++i) {
        const Hit& hit = document_.hits[i];
        if (hit.end == end && attribute(document_.entry(hit).attributes, "leads") == "yes")
            return true;
    }
    return false;
}

Resolved Cast::by_office(std::uint32_t number, const std::string& country) {
    const Span& span = document_.spans[number];
    std::string title = title_of(span);
    std::uint32_t body = kNoIndex;
    if (const Capture* inside = document_.capture(span, pack_.known.label_body)) {
        std::uint32_t inner = document_.span_at(inside->begin, pack_.known.body);
        if (inner != kNoIndex) body = body_of(inner, country);
    } else if (const Capture* topic = document_.capture(span, pack_.known.label_topic)) {
        body = ministry(*topic, country);
    }
    std::string gender = gender_of(span);
    std::vector<std::uint32_t> fitting, of_the_country;
    const Capture* word = document_.capture(span, pack_.known.word);
    if (word && only_plural(word->begin, word->end)) return {};
    bool leads = word && leads_its_body(word->begin, word->end);
    bool former = document_.capture(span, pack_.known.label_former) != nullptr;
    const Hit* listed = word ? document_.hit_at(word->begin, pack_.known.list_office) : nullptr;
    // "The head of state": whoever is president or king.
    bool generic = listed && attribute(document_.entry(*listed).attributes, "any-head") == "yes";
    for (const Held& held : held_) {
        if (held.former && !former) continue;  // "the president" is not the one overthrown
        const std::string& own = members_[held.actor].actor.gender;
        if (!gender.empty() && !own.empty() && own != gender) continue;
        // "The head of the ministry" is the minister.
        bool same_post = body != kNoIndex && held.body == body && leads && held.leads;
        if ((held.title != title && !same_post && !(generic && held.state)) ||
            (!country.empty() && !held.country.empty() && held.country != country))
            continue;
        if (body != kNoIndex && held.body != kNoIndex && held.body != body) continue;
        if (std::find(fitting.begin(), fitting.end(), held.actor) == fitting.end())
            fitting.push_back(held.actor);
        if (!country.empty() && held.country == country) of_the_country.push_back(held.actor);
    }
    // "The Ukrainian president" is the one said to be of Ukraine, not one of whom nothing is said.
    if (fitting.size() > 1 && !of_the_country.empty()) {
        std::erase_if(fitting, [&](std::uint32_t actor) {
            return std::find(of_the_country.begin(), of_the_country.end(), actor) ==
                   of_the_country.end();
        });
    }
    if (fitting.size() > 1) {  // who is named later only is not meant yet
        std::erase_if(fitting, [&](std::uint32_t actor) {
            return members_[actor].first_token >= span.begin;
        });
    }
    if (fitting.size() > 1 && listed) keep_called_so(fitting, *listed);
    if (std::uint32_t peer = peer_of(title, country, body); fitting.empty() && peer != kNoIndex) {
        return {{peer},
                fmt::format("'{}' is who is called the colleague of one of that title",
                            document_.text_of(span.begin, span.end))};
    }
    if (fitting.size() == 1) {
        return {fitting, fmt::format("'{}' is the title of one person of the article",
                                     document_.text_of(span.begin, span.end))};
    }
    // Of two secretaries-general it is the one whom the text follows; of two presidents either may
    // be meant.
    bool state =
        listed && !generic && attribute(document_.entry(*listed).attributes, "state") == "yes";
    bool follows = std::find(fitting.begin(), fitting.end(), acted_) != fitting.end();
    if (!state && follows) {
        return {{acted_},
                fmt::format("'{}' is the one who acted in the event before",
                            document_.text_of(span.begin, span.end))};
    }
    if (std::uint32_t leader = leader_from(body); fitting.empty() && leads && leader != kNoIndex) {
        return {{leader},
                fmt::format("'{}' is who leads its delegation",
                            document_.text_of(span.begin, span.end))};
    }
    // A headline leaves the name to the text: there the office tells nothing yet.
    if (fitting.empty() && body != kNoIndex && !in_title(span.begin))
        return {{body}, "an office whose holder is not named: the body acts"};
    return {};
}

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
    // A headline and a first sentence leave the leader's name to the text.
    std::vector<std::uint32_t> later;
    for (const Span& other : document_.spans) {
        if (country.empty() || other.kind != pack_.known.delegation || other.begin <= span.begin)
            continue;
        std::uint32_t ahead = leader_of(other);
        if (ahead == kNoIndex) continue;
        std::string told = country_in(other.begin, other.end);
        if (told.empty()) told = members_[ahead].actor.country;
        if ((told.empty() || told == country) &&
            std::find(later.begin(), later.end(), ahead) == later.end())
            later.push_back(ahead);
    }
    if (later.size() == 1) return {later, "leads the delegation, as the text says further on"};
    if (const Capture* of = document_.capture(span, pack_.known.of)) {
        std::uint32_t inner = document_.span_at(of->begin, pack_.known.body);
        if (inner != kNoIndex && !in_title(span.begin))
            return {{body_of(inner, country)}, "the delegation of this body"};
    }
    return {};
}

Resolved Cast::by_pronoun(const Span& span) {
    std::string gender;
    if (const Hit* hit = document_.hit_at(span.begin, pack_.known.pronoun))
        gender = attribute(document_.entry(*hit).attributes, "gender");
    const Hit* word = document_.hit_at(span.begin, pack_.known.pronoun);
    if (word && attribute(document_.entry(*word).attributes, "number") == "2") {
        if (sides_.size() != 2) return {};
        return {sides_, fmt::format("'{}' are the sides of the event before",
                                    document_.text_of(span.begin, span.end))};
    }
    // Of the last sentence that names somebody who fits, who acted there, else the first: the
    // subject goes on acting.
    const Member* best = nullptr;
    const Member* acted = nullptr;
    for (const Member& member : members_) {
        if (member.actor.label != "Official" || member.last_token == 0 ||
            member.first_there >= span.begin)
            continue;
        if (!gender.empty() && !member.actor.gender.empty() && member.actor.gender != gender)
            continue;
        if (!best || member.last_sentence > best->last_sentence ||
            (member.last_sentence == best->last_sentence && member.first_there < best->first_there))
            best = &member;
        if (member.actor.number == acted_) acted = &member;
    }
    if (!best) return {};
    bool same = acted && acted->last_sentence == best->last_sentence;
    if (same && is_governed(best->first_there, 0)) best = acted;
    return {{best->actor.number},
            fmt::format("'{}' is the last person named who fits",
                        document_.text_of(span.begin, span.end))};
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

bool Cast::may_hold(std::uint32_t actor, std::string_view title) const {
    bool other = false;
    for (const Held& held : held_) {
        if (held.actor != actor) continue;
        if (held.title == title) return true;
        other = true;
    }
    return title.empty() || !other;
}

/// "The two ministers" where others met last: the two persons so far who may be ministers, of two
/// countries.
Resolved Cast::two_of_title(std::uint32_t begin, std::uint32_t end, std::string_view title) const {
    std::vector<std::uint32_t> named;
    for (const Member& member : members_) {
        if (member.actor.label == "Official" && member.in_office && member.first_token < begin &&
            may_hold(member.actor.number, title))
            named.push_back(member.actor.number);
    }
    if (named.size() != 2 || members_[named[0]].actor.country == members_[named[1]].actor.country)
        return {};
    return {named, fmt::format("'{}' are the only two who may hold that office",
                               document_.text_of(begin, end))};
}

Resolved Cast::resolve_pair(std::uint32_t begin, std::uint32_t end) {
    const Hit* pair = document_.hit_at(begin, pack_.known.list_pair);
    if (pair && pair->end == end) {
        std::string_view title = attribute(document_.entry(*pair).attributes, "title");
        for (std::uint32_t side : sides_) {
            if (!may_hold(side, title)) return two_of_title(begin, end, title);
        }
    }
    if (sides_.size() == 2) {
        return {sides_, fmt::format("'{}' are the sides of the event before",
                                    document_.text_of(begin, end))};
    }
    // No event yet: the two persons named so far, if of two countries.
    std::vector<std::uint32_t> named;
    for (const Member& member : members_) {
        if (member.actor.label == "Official" && member.first_token < begin)
            named.push_back(member.actor.number);
    }
    if (named.size() != 2 || members_[named[0]].actor.country == members_[named[1]].actor.country)
        return {};
    return {named,
            fmt::format("'{}' are the two persons named before", document_.text_of(begin, end))};
}

Resolved Cast::resolve_counterpart(std::uint32_t number, const std::vector<std::uint32_t>& others) {
    const Span& span = document_.spans[number];
    const Capture* word = document_.capture(span, pack_.known.counterpart);
    if (!word) return {};
    std::string gender;
    for (std::uint32_t i = document_.hits_begin[word->begin];
         i < document_.hits_begin[word->begin + 1] && gender.empty(); ++i)
        gender = attribute(document_.entry(document_.hits[i]).attributes, "gender");
    std::string country = country_in(span.begin, span.end);
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
    for (std::uint32_t side : sides_) {
        if (fits(members_[side])) return said(side);
    }
    const Member* latest = nullptr;
    for (const Member& member : members_) {
        if (fits(member) && (!latest || member.last_token > latest->last_token)) latest = &member;
    }
    return latest ? said(latest->actor.number) : Resolved{};
}

void Cast::note_event(const Event& event) {
    std::uint32_t a = kNoIndex, b = kNoIndex;
    for (const Event::Part& part : event.parts) {
        if (members_[part.actor].actor.label != "Official") continue;
        if (part.role == "a" && a == kNoIndex) a = part.actor;
        if (part.role == "b" && b == kNoIndex) b = part.actor;
        if (part.role == "each") (a == kNoIndex ? a : b) = part.actor;
    }
    if (a != kNoIndex && b != kNoIndex && a != b) sides_ = {a, b};
    note_actor(event);
}

/// Who acted in it, also where the other side stands for nobody ("received five ambassadors").
void Cast::note_actor(const Event& event) {
    auto acts = std::find_if(event.parts.begin(), event.parts.end(), [&](const Event::Part& part) {
        return (part.role == "a" || part.role == "visitor" || part.role == "each") &&
               members_[part.actor].actor.label == "Official";
    });
    if (acts != event.parts.end()) acted_ = acts->actor;
}

Resolved Cast::acted_before() const {
    if (acted_ == kNoIndex) return {};
    return {{acted_}, fmt::format("{} acted in the event before", members_[acted_].actor.name)};
}

}  // namespace parley::ingest
