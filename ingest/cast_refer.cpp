// References: what "the minister", "he" stand for. Where two fit equally, none is chosen.
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
        if (!told(span).empty()) return {};  // hangs on who goes there
        std::uint32_t place = place_of(number);
        return place == kNoIndex ? Resolved{} : Resolved{{place}, {}};
    }
    if (span.kind == known.delegation) return by_delegation(span);
    if (span.kind != known.actor) return {};
    const Capture* who = document_.capture(span, known.who);
    const Capture* office = document_.capture(span, known.label_office);
    const bool pronoun = document_.capture(span, known.label_pronoun) != nullptr;
    if (std::vector<Capture> whos = document_.captures_of(span, known.who); whos.size() > 1) {
        for (const Capture& each : whos) {
            std::uint32_t inner = document_.span_at(each.begin, known.person);
            if (inner != kNoIndex) result.actors.push_back(person_of(inner));
        }
    } else if (who) {
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
    } else if (document_.capture(span, known.label_listed)) {
        result = listed_after(span);
    } else if (office && !pronoun) {
        std::string country = country_of_actor_span(span);
        for (std::uint32_t at = office->begin; at < office->end && result.actors.empty(); ++at) {
            std::uint32_t inner = document_.span_at(at, known.office);
            if (inner != kNoIndex) result = by_office(inner, country);
        }
    } else if (pronoun) {
        note_before(span.begin, false);
        // Decided once: whom it stands for is mentioned by it, and mentions decide.
        auto [decided, fresh] = of_pronoun_.try_emplace(number);
        if (fresh) decided->second = by_pronoun(span, {});
        if (fresh && decided->second.actors.empty()) {
            // "The visit of A to P, where he ...": nobody acts before, but A is named.
            note_before(span.begin, true);
            decided->second = by_pronoun(span, {});
        }
        // "A delegation led by Mr A came. It (elle) ...": nobody of that gender is named.
        const Hit* word = document_.hit_at(span.begin, known.pronoun);
        bool several = word && !attribute(document_.entry(*word).attributes, "number").empty();
        if (fresh && decided->second.actors.empty() && !several && !led_.empty() &&
            led_.back().token < span.begin)
            decided->second = {{led_.back().leader}, "the delegation named before"};
        result = decided->second;
    } else if (document_.capture(span, known.side)) {
        result = by_side(span);
    } else if (document_.capture(span, known.counterpart)) {
        result = by_guest(span);
    } else if (const Capture* pair = document_.capture(span, known.label_pair)) {
        return by_pair(span, *pair);
    }
    for (std::uint32_t actor : result.actors) note_mention(actor, span.begin);
    if (office && !who && result.actors.size() == 1) hold_further(number, result.actors.front());
    return result;
}

/// "He is also chairman of the Committee", "the president, also general secretary of the Party":
/// offices that are told of somebody named before.
void Cast::hold_further(std::uint32_t number, std::uint32_t person) {
    const Span& span = document_.spans[number];
    const Capture* offices = document_.capture(span, pack_.known.label_office);
    if (attribute(span.rule->attributes, "further") != "yes" ||
        members_[person].actor.label != "Official" || !further_.insert(number).second)
        return;
    bool first = document_.capture(span, pack_.known.label_pronoun) == nullptr;
    for (std::uint32_t at = offices->begin; at < offices->end; ++at) {
        std::uint32_t office = document_.span_at(at, pack_.known.office);
        if (office == kNoIndex || document_.spans[office].end > offices->end) continue;
        at = document_.spans[office].end - 1;
        // The first of a reference is what it is told by.
        bool names_body = document_.capture(document_.spans[office], pack_.known.label_body) ||
                          document_.capture(document_.spans[office], pack_.known.label_topic);
        if (!first && names_body) hold(person, office, members_[person].actor.country);
        first = false;
    }
}

/// Who acts earlier in the pronoun's own sentence is nearer than anybody before ("A said he met
/// B"). Who is only governed there counts if asked for.
void Cast::note_before(std::uint32_t token, bool governed_too) {
    const std::uint32_t number = document_.sentence_at(token);
    if (number == kNoIndex) return;
    const std::uint32_t begin = document_.sentences[number].begin;
    for (std::uint32_t at = begin; at < token; ++at) {
        std::uint32_t span = document_.span_at(at, pack_.known.actor);
        if (span == kNoIndex || document_.spans[span].end > token ||
            document_.capture(document_.spans[span], pack_.known.label_pronoun) ||
            (!governed_too && is_governed(at, begin)))
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
    const std::uint32_t sentence = document_.sentence_at(token);
    return sentence != kNoIndex && document_.sentences[sentence].kind == LineKind::title;
}

void Cast::note_mention(std::uint32_t number, std::uint32_t token) {
    Member& member = members_[number];
    member.last_token = std::max(member.last_token, token + 1);
    const std::uint32_t index = document_.sentence_at(token);
    if (member.last_sentence == kNoIndex || index > member.last_sentence) {
        member.last_sentence = index;
        member.first_there = token;
    } else if (index == member.last_sentence) {
        member.first_there = std::min(member.first_there, token);
    }
}

/// All listed forms that stand here are plurals, as far as they tell: "ministers" is not one
/// person.
bool Cast::only_plural(std::uint32_t begin, std::uint32_t end) const {
    bool plural = false;
    for (std::uint32_t i = document_.hits_begin[begin]; i < document_.hits_begin[begin + 1]; ++i) {
        if (document_.hits[i].end != end) continue;
        const std::string& cases = pack_.lexicon.forms[document_.hits[i].form].cases;
        if (cases.empty()) continue;  // says nothing of number
        if (cases.find(" pl ") == std::string::npos) return false;
        plural = true;
    }
    return plural;
}

/// Of the listed forms that stand here one has the attribute: `leads=yes`.
bool Cast::says(std::uint32_t begin, std::uint32_t end, std::string_view name) const {
    for (std::uint32_t i = document_.hits_begin[begin]; i < document_.hits_begin[begin + 1]; ++i) {
        const Hit& hit = document_.hits[i];
        if (hit.end == end && attribute(document_.entry(hit).attributes, name) == "yes")
            return true;
    }
    return false;
}

bool Cast::leads_its_body(std::uint32_t begin, std::uint32_t end) const {
    return says(begin, end, "leads");
}

/// "The Minister of Defence" of no country told, where the article names one minister of defence:
/// he, of whatever country, if the sentence does not name him already. Else kNoIndex.
std::uint32_t Cast::minister_abroad(const Span& office, const std::string& title) const {
    const Capture* topic = document_.capture(office, pack_.known.label_topic);
    const std::string kind = topic ? ministry_named(*topic).slug : std::string();
    if (kind.empty()) return kNoIndex;
    std::uint32_t found = kNoIndex;
    for (const Held& held : held_) {
        if (held.former || held.title != title || held.actor == found) continue;
        if (ministry_kind(held) != kind) continue;
        if (found != kNoIndex) return kNoIndex;
        found = held.actor;
    }
    if (found == kNoIndex) return kNoIndex;
    const Member& minister = members_[found];
    const bool named_before = minister.last_token != 0 && minister.last_token <= office.begin;
    const bool named_here = minister.last_sentence == document_.sentence_at(office.begin);
    return named_before && !named_here ? found : kNoIndex;
}

Resolved Cast::by_office(std::uint32_t number, const std::string& country) {
    const Span& span = document_.spans[number];
    if (attribute(span.rule->attributes, "lands") == "yes") return holders_of_lands(span);
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
    if (word && only_plural(word->begin, word->end)) return listed_after(span);
    bool leads = word && leads_its_body(word->begin, word->end);
    bool former = document_.capture(span, pack_.known.label_former) != nullptr;
    const Hit* listed = word ? document_.hit_at(word->begin, pack_.known.list_office) : nullptr;
    // "The head of state": whoever is president or king.
    bool generic = listed && attribute(document_.entry(*listed).attributes, "any-head") == "yes";
    for (const Held& held : held_) {
        if (held.former && !former) continue;  // "the president" is not the one overthrown
        const std::string& own = members_[held.actor].actor.gender;
        // "L'ambassadeur Anne X" is "l'ambassadeur": the word the article itself used of her.
        bool called_so = listed && held.word == pack_.lexicon.forms[listed->form].entry;
        if (!called_so && !gender.empty() && !own.empty() && own != gender) continue;
        // "The head of the ministry" is the minister.
        bool same_post = body != kNoIndex && held.body == body && leads && held.leads;
        if ((held.title != title && !same_post && !(generic && held.state)) ||
            (!country.empty() && !held.country.empty() && held.country != country))
            continue;
        if (body != kNoIndex && held.body != kNoIndex && held.body != body) continue;
        // "The president of the World Bank" is no country's president; "the prime minister of the
        // government" is that of its country.
        if (body != kNoIndex && held.body == kNoIndex && held.state &&
            (held.country.empty() || members_[body].actor.country != held.country))
            continue;
        if (std::find(fitting.begin(), fitting.end(), held.actor) == fitting.end())
            fitting.push_back(held.actor);
        if (!country.empty() && held.country == country && !held.nearby)
            of_the_country.push_back(held.actor);
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
    if (fitting.empty() && country.empty() && !former) {
        const std::uint32_t other = minister_abroad(span, title);
        if (other != kNoIndex) fitting.push_back(other);
    }
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
    // Of two prime ministers a paper calls its own country's just so.
    if (country.empty() && (state || leads) && !pack_.home.empty()) {
        std::vector<std::uint32_t> own;
        for (std::uint32_t actor : fitting) {
            if (members_[actor].actor.country == pack_.home) own.push_back(actor);
        }
        if (own.size() == 1) {
            return {own, fmt::format("'{}' is that of the country meant where none is said",
                                     document_.text_of(span.begin, span.end))};
        }
    }
    if (std::uint32_t leader = leader_from(body); fitting.empty() && leads && leader != kNoIndex) {
        return {{leader},
                fmt::format("'{}' is who leads its delegation",
                            document_.text_of(span.begin, span.end))};
    }
    if (std::uint32_t known = known_holder(span, country); fitting.empty() && known != kNoIndex) {
        return {{known},
                fmt::format("'{}' is the office that the gazetteer knows of {}",
                            document_.text_of(span.begin, span.end), members_[known].actor.name)};
    }
    // A headline leaves the name to the text: there the office tells nothing yet.
    if (fitting.empty() && body != kNoIndex && !in_title(span.begin))
        return {{body}, "an office whose holder is not named: the body acts"};
    return {};
}

Resolved Cast::other_holder(std::uint32_t number, const std::vector<std::uint32_t>& others) {
    const Span& span = document_.spans[number];
    const Capture* told = document_.capture(span, pack_.known.label_office);
    const std::uint32_t inner =
        told ? document_.span_at(told->begin, pack_.known.office) : std::uint32_t{kNoIndex};
    if (inner == kNoIndex || document_.capture(span, pack_.known.who)) return {};
    const Span& office = document_.spans[inner];
    const Capture* word = document_.capture(office, pack_.known.word);
    const bool any_head = word && says(word->begin, word->end, "any-head");
    const std::string title = title_of(office), country = country_of_actor_span(span);
    auto is_compatriot = [&](std::uint32_t actor) {
        const std::string& own = members_[actor].actor.country;
        return !own.empty() && std::any_of(others.begin(), others.end(), [&](std::uint32_t other) {
            return members_[other].actor.country == own;
        });
    };
    std::uint32_t found = kNoIndex;
    bool one_of_others = false;
    for (const Held& held : held_) {
        const bool fits = held.title == title || (any_head && held.state);
        const bool abroad = !country.empty() && !held.country.empty() && held.country != country;
        if (held.former || !fits || abroad) continue;
        if (std::find(others.begin(), others.end(), held.actor) != others.end()) {
            one_of_others = true;
        } else if (held.actor != found && members_[held.actor].first_token < span.begin &&
                   !is_compatriot(held.actor)) {
            if (found != kNoIndex) return {};
            found = held.actor;
        }
    }
    if (found == kNoIndex || !one_of_others) return {};
    return {{found},
            fmt::format("'{}' is the other one of that title, {}",
                        document_.text_of(span.begin, span.end), members_[found].actor.name)};
}

Resolved Cast::by_pronoun(const Span& span, const std::vector<std::uint32_t>& others) {
    const Hit* word = document_.hit_at(span.begin, pack_.known.pronoun);
    static const Attributes none;
    const Attributes& told = word ? document_.entry(*word).attributes : none;
    const std::string_view gender = attribute(told, "gender");
    if (attribute(told, "speaker") == "yes") return by_speaker(span);
    if (attribute(span.rule->attributes, "number") == "2" || attribute(told, "number") == "2")
        return those_told(span.begin, span.end);
    // "Ce dernier": who was named last, whoever acts.
    const bool latter = attribute(told, "latter") == "yes";
    const std::set<std::uint32_t> called = holders_of(attribute(told, "title"));
    // Of the last sentence that names somebody who fits, who acted there, else the first: the
    // subject goes on acting.
    const Member* best = nullptr;
    const Member* acted = nullptr;
    for (const Member& member : members_) {
        const std::uint32_t number = member.actor.number;
        if (member.actor.label != "Official" || member.last_token == 0 ||
            member.first_there >= span.begin ||
            std::find(others.begin(), others.end(), number) != others.end())
            continue;
        if (!gender.empty() && !member.actor.gender.empty() && member.actor.gender != gender)
            continue;
        if (!called.empty() && !called.contains(number)) continue;
        if (!best || member.last_sentence > best->last_sentence ||
            (member.last_sentence == best->last_sentence && is_nearer(member, *best, latter)))
            best = &member;
        if (number == acted_) acted = &member;
    }
    if (!best) return {};
    bool same = !latter && acted && acted->last_sentence == best->last_sentence;
    if (same && is_governed(best->first_there, 0)) best = acted;
    return {{best->actor.number},
            fmt::format("'{}' is the last person named who fits",
                        document_.text_of(span.begin, span.end))};
}

/// Of two whom one sentence names: who acts before whom a preposition governs, then who is named
/// first there; `latter`: who is named last.
bool Cast::is_nearer(const Member& one, const Member& other, bool latter) const {
    if (latter) return one.last_token > other.last_token;
    const auto governed =
        [&](const Member& member) {  // but "A came. B received him. He ..." is of A
            return is_governed(member.first_there, 0) &&
                   !document_.hit_at(member.first_there, pack_.known.pronoun);
        };
    if (governed(one) != governed(other)) return governed(other);
    return one.first_there < other.first_there;
}

/// Who is told before to hold one of these offices (titles, split by a space): "the diplomat" is an
/// ambassador or a foreign minister.
std::set<std::uint32_t> Cast::holders_of(std::string_view titles) const {
    std::set<std::uint32_t> holders;
    while (!titles.empty()) {
        const std::string_view title = titles.substr(0, titles.find(' '));
        titles.remove_prefix(std::min(titles.size(), title.size() + 1));
        for (const Held& held : held_)
            if (held.title == title && !held.former && members_[held.actor].last_token != 0)
                holders.insert(held.actor);
    }
    return holders;
}

Resolved Cast::pronoun_beside(std::uint32_t number, const std::vector<std::uint32_t>& others) {
    const Span& span = document_.spans[number];
    Resolved another = by_pronoun(span, others);
    if (another.actors.size() != 1) return {};
    another.reason += " and is nobody told beside";
    note_mention(another.actors.front(), span.begin);
    of_pronoun_[number] = another;
    return another;
}

}  // namespace parley::ingest
