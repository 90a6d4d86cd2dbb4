// "The minister", "the Polish president": who holds the office that stands for him.
#include <fmt/format.h>

#include <algorithm>

#include "ingest/references.hpp"

namespace parley::ingest {

/// An office without a name beside it, and what it asks of its holder.
struct References::OfficeAsked {
    const Span& span;
    std::string title, country, gender;
    std::uint32_t body = kNoIndex;
    const Capture* word = nullptr;
    const Hit* listed = nullptr;
    bool leads = false;    ///< the first of its body
    bool former = false;   ///< "the former president"
    bool generic = false;  ///< "the head of state": whoever is president or king
    bool state = false;    ///< heads a state or government
};

References::OfficeAsked References::asked(const Span& span, const std::string& country) {
    OfficeAsked office{span, cast_.title_of(span), country, cast_.gender_of(span)};
    if (const Capture* inside = document_.capture(span, pack_.known.label_body)) {
        std::uint32_t inner = document_.span_at(inside->begin, pack_.known.body);
        if (inner != kNoIndex) office.body = cast_.body_of(inner, country);
    } else if (const Capture* topic = document_.capture(span, pack_.known.label_topic)) {
        office.body = cast_.ministry(*topic, country);
    }
    office.former = document_.capture(span, pack_.known.label_former) != nullptr;
    office.word = document_.capture(span, pack_.known.word);
    if (!office.word) return office;
    office.leads = cast_.leads_its_body(office.word->begin, office.word->end);
    office.listed = document_.hit_at(office.word->begin, pack_.known.list_office);
    if (!office.listed) return office;
    const Attributes& told = document_.entry(*office.listed).attributes;
    office.generic = attribute(told, "any-head") == "yes";
    office.state = !office.generic && attribute(told, "state") == "yes";
    return office;
}

/// Who holds such an office as far as the article has told, each once.
std::vector<std::uint32_t> References::holders_fitting(const OfficeAsked& office) const {
    std::vector<std::uint32_t> fitting, of_the_country;
    for (const Held& held : held_) {
        if (held.former && !office.former) continue;  // "the president" is not the one overthrown
        const std::string& own = members_[held.actor].actor.gender;
        // "L'ambassadeur Anne X" is "l'ambassadeur": the word the article itself used of her.
        const bool called_so =
            office.listed && held.word == pack_.lexicon.forms[office.listed->form].entry;
        if (!called_so && !office.gender.empty() && !own.empty() && own != office.gender) continue;
        // "The head of the ministry" is the minister.
        const bool same_post =
            office.body != kNoIndex && held.body == office.body && office.leads && held.leads;
        if ((held.title != office.title && !same_post && !(office.generic && held.state)) ||
            (!office.country.empty() && !held.country.empty() && held.country != office.country))
            continue;
        if (office.body != kNoIndex && held.body != kNoIndex && held.body != office.body) continue;
        // "The president of the World Bank" is no country's president; "the prime minister of the
        // government" is that of its country.
        if (office.body != kNoIndex && held.body == kNoIndex && held.state &&
            (held.country.empty() || members_[office.body].actor.country != held.country))
            continue;
        if (std::find(fitting.begin(), fitting.end(), held.actor) == fitting.end())
            fitting.push_back(held.actor);
        if (!office.country.empty() && held.country == office.country && !held.nearby)
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
            return members_[actor].first_token >= office.span.begin;
        });
    }
    if (fitting.size() > 1 && office.listed) keep_called_so(fitting, *office.listed);
    return fitting;
}

Resolved References::by_office(std::uint32_t number, const std::string& country) {
    const Span& span = document_.spans[number];
    if (attribute(span.rule->attributes, "lands") == "yes") return holders_of_lands(span);
    const OfficeAsked office = asked(span, country);
    if (office.word && cast_.only_plural(office.word->begin, office.word->end))
        return listed_after(span);
    std::vector<std::uint32_t> fitting = holders_fitting(office);
    if (fitting.empty() && country.empty() && !office.former) {
        const std::uint32_t abroad = minister_abroad(span, office.title);
        if (abroad != kNoIndex) fitting.push_back(abroad);
    }
    const auto is = [&](std::uint32_t actor, std::string_view why) {
        return Resolved{{actor},
                        fmt::format("'{}' is {}", document_.text_of(span.begin, span.end), why)};
    };
    const std::uint32_t peer =
        fitting.empty() ? peer_of(office.title, country, office.body) : kNoIndex;
    if (peer != kNoIndex) return is(peer, "who is called the colleague of one of that title");
    if (fitting.size() == 1) return is(fitting.front(), "the title of one person of the article");
    // Of two secretaries-general it is the one whom the text follows; of two presidents either may
    // be meant.
    const bool follows = std::find(fitting.begin(), fitting.end(), acted_) != fitting.end();
    if (!office.state && follows) return is(acted_, "the one who acted in the event before");
    // Of two prime ministers a paper calls its own country's just so.
    if (country.empty() && (office.state || office.leads) && !pack_.home.empty()) {
        std::vector<std::uint32_t> own;
        for (std::uint32_t actor : fitting)
            if (members_[actor].actor.country == pack_.home) own.push_back(actor);
        if (own.size() == 1) return is(own.front(), "that of the country meant where none is said");
    }
    if (!fitting.empty()) return {};
    const std::uint32_t leader = office.leads ? leader_from(office.body) : kNoIndex;
    if (leader != kNoIndex) return is(leader, "who leads its delegation");
    const std::uint32_t known = cast_.known_holder(span, country);
    if (known != kNoIndex)
        return is(known, "the office that the gazetteer knows of " + members_[known].actor.name);
    // A headline leaves the name to the text: there the office tells nothing yet.
    if (office.body != kNoIndex && !in_title(span.begin))
        return {{office.body}, "an office whose holder is not named: the body acts"};
    return {};
}

/// "The Minister of Defence" of no country told, where the article names one minister of defence:
/// he, of whatever country, if the sentence does not name him already. Else kNoIndex.
std::uint32_t References::minister_abroad(const Span& office, const std::string& title) const {
    const Capture* topic = document_.capture(office, pack_.known.label_topic);
    const std::string kind = topic ? cast_.ministry_named(*topic).slug : std::string();
    if (kind.empty()) return kNoIndex;
    std::uint32_t found = kNoIndex;
    for (const Held& held : held_) {
        if (held.former || held.title != title || held.actor == found) continue;
        if (ministry_kind(held) != kind) continue;
        if (found != kNoIndex) return kNoIndex;
        found = held.actor;
    }
    if (found == kNoIndex) return kNoIndex;
    const Mention& last = mention(found);
    const bool named_before = last.behind != 0 && last.behind <= office.begin;
    const bool named_here = last.sentence == document_.sentence_at(office.begin);
    return named_before && !named_here ? found : kNoIndex;
}

/// "The Federal President" is the one the article calls so, not the president it names beside him.
void References::keep_called_so(std::vector<std::uint32_t>& fitting, const Hit& word) const {
    std::vector<std::uint32_t> called;
    for (std::uint32_t actor : fitting) {
        if (std::any_of(held_.begin(), held_.end(), [&](const Held& held) {
                return held.actor == actor && held.word == pack_.lexicon.forms[word.form].entry;
            }))
            called.push_back(actor);
    }
    if (called.size() == 1) fitting = called;
}

/// "The minister met his Egyptian colleague B": B is the Egyptian minister. The only one, or
/// kNoIndex.
std::uint32_t References::peer_of(const std::string& title, const std::string& country,
                                  std::uint32_t body) const {
    if (country.empty()) return kNoIndex;
    auto same_kind = [&](std::uint32_t other) {
        return body == kNoIndex || other == kNoIndex ||
               members_[body].concept_slug == members_[other].concept_slug;
    };
    bool has_other_side = std::any_of(held_.begin(), held_.end(), [&](const Held& held) {
        return !held.former && held.title == title && held.country != country &&
               same_kind(held.body);
    });
    std::uint32_t found = kNoIndex;
    for (const Held& held : held_) {
        if (!has_other_side || !held.peer || held.country != country) continue;
        if (found != kNoIndex && found != held.actor) return kNoIndex;
        found = held.actor;
    }
    return found;
}

/// Who leads the delegation of a body and is said to hold no office: its head, where a text goes on
/// with "the chairman". The only one, or kNoIndex.
std::uint32_t References::leader_from(std::uint32_t body) {
    if (body == kNoIndex) return kNoIndex;
    std::uint32_t found = kNoIndex;
    for (const Span& span : document_.spans) {
        if (span.kind != pack_.known.delegation) continue;
        const Capture* of = document_.capture(span, pack_.known.of);
        std::uint32_t inner = of ? document_.span_at(of->begin, pack_.known.body) : kNoIndex;
        std::uint32_t leader = leader_of(span);
        if (leader == kNoIndex || inner == kNoIndex || cast_.body_of(inner, {}) != body) continue;
        bool holds = std::any_of(held_.begin(), held_.end(),
                                 [&](const Held& held) { return held.actor == leader; });
        if (holds || (found != kNoIndex && found != leader)) return kNoIndex;
        found = leader;
    }
    return found;
}

/// Of which kind the ministry is that the office belongs to, be it a body with a name of its own:
/// "ministry-of-foreign-affairs" for the US Secretary of State. Empty for no ministry.
std::string References::ministry_kind(const Held& held) const {
    if (held.body == kNoIndex) return held.ministry;
    const Member& body = members_[held.body];
    if (!body.concept_slug.empty()) return body.concept_slug;
    const GazetteerEntry* known = Gazetteer::built_in().find("Body", body.actor.key);
    return known ? known->kind : std::string();
}

bool References::may_hold(std::uint32_t actor, std::string_view title) const {
    bool other = false;
    for (const Held& held : held_) {
        if (held.actor != actor) continue;
        if (held.title == title) return true;
        other = other || !held.peer;  // "his colleague" may be any office
    }
    return title.empty() || !other;
}

Resolved References::other_holder(std::uint32_t number, const std::vector<std::uint32_t>& others) {
    const Span& span = document_.spans[number];
    const Capture* told = document_.capture(span, pack_.known.label_office);
    const std::uint32_t inner =
        told ? document_.span_at(told->begin, pack_.known.office) : std::uint32_t{kNoIndex};
    if (inner == kNoIndex || document_.capture(span, pack_.known.who)) return {};
    const Span& office = document_.spans[inner];
    const Capture* word = document_.capture(office, pack_.known.word);
    const bool any_head = word && cast_.says(word->begin, word->end, "any-head");
    const std::string title = cast_.title_of(office), country = cast_.country_of_actor_span(span);
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

}  // namespace parley::ingest
