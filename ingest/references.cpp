// What a mention stands for: by name, office, pronoun, group. Where two fit equally, none is
// chosen.
#include "ingest/references.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace parley::ingest {
namespace {

/// "The country" is one that was told at most so many sentences before.
constexpr std::uint32_t kToldWithin = 2;

}  // namespace

Resolved References::resolve(std::uint32_t number) {
    const Span& span = document_.spans[number];
    const WellKnown& known = pack_.known;
    if (span.kind == known.person) return {{cast_.person_of(number)}, {}};
    if (span.kind == known.body) return {{cast_.body_of(number, {})}, {}};
    if (span.kind == known.place) {
        if (!told(span).empty()) return {};  // hangs on who goes there
        std::uint32_t place = cast_.place_of(number);
        return place == kNoIndex ? Resolved{} : Resolved{{place}, {}};
    }
    if (span.kind == known.delegation) return by_delegation(span);
    if (span.kind != known.actor) return {};
    const std::vector<Capture> whos = document_.captures_of(span, known.who);
    const Capture* office = document_.capture(span, known.label_office);
    const bool pronoun = document_.capture(span, known.label_pronoun) != nullptr;
    Resolved result;
    if (whos.size() > 1) {
        result = by_names(whos);
    } else if (!whos.empty()) {
        result = by_name(span, whos.front());
    } else if (document_.capture(span, known.label_listed)) {
        result = listed_after(span);
    } else if (office && !pronoun) {
        const std::string country = cast_.country_of_actor_span(span);
        for (std::uint32_t at = office->begin; at < office->end && result.actors.empty(); ++at) {
            std::uint32_t inner = document_.span_at(at, known.office);
            if (inner != kNoIndex) result = by_office(inner, country);
        }
    } else if (pronoun) {
        result = by_pronoun_at(number);
    } else if (document_.capture(span, known.side)) {
        result = by_side(span);
    } else if (document_.capture(span, known.counterpart)) {
        result = by_guest(span);
    } else if (const Capture* pair = document_.capture(span, known.label_pair)) {
        return by_pair(span, *pair);
    }
    for (std::uint32_t actor : result.actors) note_mention(actor, span.begin);
    if (office && whos.empty() && result.actors.size() == 1)
        hold_further(number, result.actors.front());
    return result;
}

/// Several persons told as one: "the ministers A and B".
Resolved References::by_names(const std::vector<Capture>& whos) {
    Resolved result;
    for (const Capture& who : whos) {
        std::uint32_t inner = document_.span_at(who.begin, pack_.known.person);
        if (inner != kNoIndex) result.actors.push_back(cast_.person_of(inner));
    }
    return result;
}

Resolved References::by_name(const Span& span, const Capture& who) {
    for (std::uint32_t kind : {pack_.known.person, pack_.known.delegation}) {
        std::uint32_t inner = document_.span_at(who.begin, kind);
        if (inner != kNoIndex && document_.spans[inner].end == who.end) return resolve(inner);
    }
    const std::uint32_t inner = document_.span_at(who.begin, pack_.known.body);
    if (inner == kNoIndex || document_.spans[inner].end != who.end) return {};
    const std::uint32_t body = cast_.body_of(inner, cast_.country_of_actor_span(span));
    // A monument may be told apart like a body, but it meets nobody.
    return members_[body].actor.label == "Place" ? Resolved{} : Resolved{{body}, {}};
}

/// Decided once: whom a pronoun stands for is mentioned by it, and mentions decide.
Resolved References::by_pronoun_at(std::uint32_t number) {
    const Span& span = document_.spans[number];
    note_before(span.begin, false);
    auto [decided, fresh] = of_pronoun_.try_emplace(number);
    if (!fresh) return decided->second;
    Resolved who = by_pronoun(span, {});
    if (who.actors.empty()) {
        // "The visit of A to P, where he ...": nobody acts before, but A is named.
        note_before(span.begin, true);
        who = by_pronoun(span, {});
    }
    // "A delegation led by Mr A came. It (elle) ...": nobody of that gender is named.
    const Hit* word = document_.hit_at(span.begin, pack_.known.pronoun);
    const bool several = word && !attribute(document_.entry(*word).attributes, "number").empty();
    if (who.actors.empty() && !several && !led_.empty() && led_.back().token < span.begin)
        who = {led_.back().leaders, "the delegation named before"};
    return of_pronoun_[number] = who;
}

/// "He is also chairman of the Committee", "the president, also general secretary of the Party":
/// offices that are told of somebody named before.
void References::hold_further(std::uint32_t number, std::uint32_t person) {
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
        if (!first && names_body) cast_.hold(person, office, members_[person].actor.country);
        first = false;
    }
}

/// Who acts earlier in the pronoun's own sentence is nearer than anybody before ("A said he met
/// B"). Who is only governed there counts if asked for.
void References::note_before(std::uint32_t token, bool governed_too) {
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
bool References::is_governed(std::uint32_t token, std::uint32_t from) const {
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

bool References::in_title(std::uint32_t token) const {
    const std::uint32_t sentence = document_.sentence_at(token);
    return sentence != kNoIndex && document_.sentences[sentence].kind == LineKind::title;
}

void References::note_mention(std::uint32_t number, std::uint32_t token) {
    if (number >= mentions_.size()) mentions_.resize(members_.size());
    Mention& last = mentions_[number];
    last.behind = std::max(last.behind, token + 1);
    const std::uint32_t index = document_.sentence_at(token);
    if (last.sentence == kNoIndex || index > last.sentence) {
        last.sentence = index;
        last.first_there = token;
    } else if (index == last.sentence) {
        last.first_there = std::min(last.first_there, token);
    }
}

std::string_view References::told(const Span& place) const {
    return attribute(place.rule->attributes, "told");
}

/// The country that a body's or an office's name says here: "the Parliament of Cuba"; else null.
const Hit* References::country_within(std::uint32_t token) const {
    const Hit* country = document_.hit_at(token, pack_.known.country);
    const auto inside = [&](std::uint32_t kind) { return document_.is_inside(token, kind); };
    return country && (inside(pack_.known.body) || inside(pack_.known.office)) ? country : nullptr;
}

Resolved References::place_told(std::uint32_t number, const std::vector<std::uint32_t>& visitors) {
    const Span& span = document_.spans[number];
    const std::uint32_t here = document_.sentence_at(span.begin);
    if (here == kNoIndex) return {};
    auto is_home = [&](std::string_view country) {
        return std::any_of(visitors.begin(), visitors.end(), [&](std::uint32_t visitor) {
            return members_[visitor].actor.country == country && !members_[visitor].nearby_country;
        });
    };
    const std::uint32_t first = here - std::min(here, kToldWithin);
    for (std::uint32_t at = span.begin; at-- > document_.sentences[first].begin;) {
        const std::uint32_t place = document_.span_at(at, pack_.known.place);
        const bool named_here = place != kNoIndex && told(document_.spans[place]).empty();
        const std::uint32_t named = named_here ? cast_.place_of(place) : kNoIndex;
        const Hit* within = named_here ? nullptr : country_within(at);
        const std::string country =
            named != kNoIndex ? members_[named].actor.country
            : within ? std::string(attribute(document_.entry(*within).attributes, "country"))
                     : std::string();
        if (country.empty() || is_home(country)) continue;
        const std::uint32_t meant = cast_.country_actor(country);
        if (meant == kNoIndex) continue;
        return {
            {meant},
            fmt::format("'{}': the country told before, by '{}'",
                        document_.text_of(span.begin, span.end),
                        document_.text_of(at, within ? within->end : document_.spans[place].end))};
    }
    return {};
}

}  // namespace parley::ingest
