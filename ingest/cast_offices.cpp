// Whose an office is where the text does not tell it right beside the name: colleagues, heads of
// delegations, offices that a verb tells or of two countries in one breath.
#include <algorithm>

#include "ingest/cast.hpp"

namespace parley::ingest {
namespace {

/// Tokens that may stand before the office that opens a sentence: "Officially, ...".
constexpr std::uint32_t kAdverb = 2;
/// Who stands so many tokens deep in a sentence is not the first whom it tells of.
constexpr std::uint32_t kDeepest = 200;

}  // namespace
namespace {

/// Whether a body's name opens with one of the words that `kinds` lists, split by "|".
bool is_of_kind(std::string_view name, std::string_view kinds) {
    while (!kinds.empty()) {
        std::string_view kind = kinds.substr(0, kinds.find('|'));
        kinds.remove_prefix(std::min(kinds.size(), kind.size() + 1));
        if (name.size() > kind.size() && name.starts_with(kind) && name[kind.size()] == ' ')
            return true;
    }
    return false;
}

}  // namespace

/// The country that an office names, or that the listed body it names has.
std::string Cast::country_of_office(const Span& office) const {
    std::string country = country_in(office.begin, office.end);
    const Capture* body = document_.capture(office, pack_.known.label_body);
    for (std::uint32_t at = body ? body->begin : office.end; country.empty() && at < office.end;
         ++at) {
        if (const Hit* entity = document_.hit_at(at, pack_.known.entity))
            country = attribute(document_.entry(*entity).attributes, "country");
    }
    return country;
}

/// "The Secretary-General of A's party and the Chairman of B's party X": X is of B, and the office
/// before is of somebody who is not named.
bool Cast::is_of_another(std::uint32_t office, std::uint32_t end) const {
    std::string country = country_of_office(document_.spans[office]);
    if (country.empty()) return false;
    std::uint32_t last = office;
    for (std::uint32_t at = document_.spans[office].end; at < end; ++at) {
        std::uint32_t next = document_.span_at(at, pack_.known.office);
        if (next != kNoIndex && document_.spans[next].end <= end) last = next;
    }
    std::string other = country_of_office(document_.spans[last]);
    bool joined = document_.hit_in(document_.spans[office].end, end, pack_.known.list_and);
    return joined && !other.empty() && other != country;
}

/// "The Foreign Minister X" without a country, where the article names one foreign ministry and no
/// other minister of it: that is his.
void Cast::settle_ministry(Held& held) {
    const std::string& own = members_[held.actor].actor.country;
    std::uint32_t found = kNoIndex;
    for (const Member& member : members_) {
        if (member.concept_slug != held.ministry) continue;
        if (found != kNoIndex) return;
        found = member.actor.number;
    }
    if (found == kNoIndex) return;
    const std::string& country = members_[found].actor.country;
    bool other_land = !own.empty() && !country.empty() && own != country;
    bool led = std::any_of(held_.begin(), held_.end(), [&](const Held& other) {
        if (other.actor == held.actor) return false;
        // "His Portuguese colleague B": the Portuguese ministry is B's.
        bool colleague = other.peer && !country.empty() && other.country == country;
        return colleague || (other.body == found && (other.title == held.title || other.leads));
    });
    if (!other_land && !led) held.body = found;
}

/// "The rector", "the chairman of the union" (its name cut to one word): of the body of that kind
/// which the article named last before, else of the only one it names.
void Cast::settle_by_kind(Held& held) {
    std::string_view kinds;
    for (std::uint32_t at = held.begin; at < held.end && kinds.empty(); ++at) {
        const Hit* hit = document_.hit_at(at, pack_.known.short_head);
        if (hit && hit->end == held.end) kinds = document_.entry(*hit).base;
    }
    if (kinds.empty() && held.word != kNoIndex)
        kinds = attribute(pack_.lexicon.entries[held.word].attributes, "of-head");
    if (kinds.empty() || !country_in(held.begin, held.end).empty()) return;
    std::uint32_t before = kNoIndex, other = kNoIndex;
    bool several = false;
    for (std::uint32_t i = 0; i < document_.spans.size(); ++i) {
        const Span& span = document_.spans[i];
        auto known = of_span_.find(i);
        if (span.kind != pack_.known.body || known == of_span_.end()) continue;
        const Actor& body = members_[known->second].actor;
        bool other_land =
            !held.country.empty() && !body.country.empty() && held.country != body.country;
        if (other_land || !is_of_kind(document_.text_of(span.begin, span.end), kinds)) continue;
        if (span.begin < held.begin) before = known->second;
        several = several || (other != kNoIndex && other != known->second);
        other = known->second;
    }
    if (before != kNoIndex)
        held.body = before;
    else if (!several)
        held.body = other;
}

/// "X was elected chairman of the Committee", "X has headed the Committee since May": an office
/// that a verb tells of who is named there.
void Cast::meet_in_office(const Span& tenure) {
    const Capture* who = document_.capture(tenure, pack_.known.who);
    std::uint32_t named = kNoIndex;
    for (std::uint32_t at = who ? who->begin : 0; who && at < who->end && named == kNoIndex; ++at)
        named = document_.span_at(at, pack_.known.person);
    if (named == kNoIndex) return;
    const std::uint32_t person = person_of(named);
    const std::string country = members_[person].actor.country;
    for (const Capture& office : document_.captures_of(tenure, pack_.known.label_office))
        hold_all(person, office.begin, office.end, country);
    const Capture* word = document_.capture(tenure, pack_.known.word);
    const Capture* body = document_.capture(tenure, pack_.known.label_body);
    const std::uint32_t inner =
        body ? document_.span_at(body->begin, pack_.known.body) : std::uint32_t{kNoIndex};
    if (!word || inner == kNoIndex) return;
    Held held;
    held.actor = person;
    held.begin = word->begin, held.end = std::max(word->end, body->end);
    held.role = shown_name(held.begin, held.end);
    held.title = std::string(attribute(tenure.rule->attributes, "title"));
    held.body = body_of(inner, country);
    held.country = members_[held.body].actor.country;
    held.leads = true;
    note_held(held);
    tell_country(person, held.country);
}

/// "A went to P. The French foreign minister was received there": who opens a sentence as an office
/// that nobody is said to hold is the only person without one that the sentence before names.
void Cast::find_holder(const Span& actor) {
    const Capture* office = document_.capture(actor, pack_.known.label_office);
    if (!office || document_.capture(actor, pack_.known.who)) return;
    std::uint32_t title = document_.span_at(office->begin, pack_.known.office);
    if (title == kNoIndex || document_.spans[title].end != office->end) return;
    const Span& told = document_.spans[title];
    std::string country = country_of_actor_span(actor);
    bool of_body = document_.capture(told, pack_.known.label_body) != nullptr;
    if (document_.capture(told, pack_.known.label_former)) return;
    if (country.empty() && !of_body && !document_.capture(told, pack_.known.label_topic)) return;
    const Capture* word = document_.capture(told, pack_.known.word);
    if (!word || only_plural(word->begin, word->end)) return;
    const std::uint32_t here = document_.sentence_at(actor.begin);
    if (here == kNoIndex) return;
    const std::string gender = gender_of(told);
    const Capture* topic = document_.capture(told, pack_.known.label_topic);
    const std::string kind = topic ? ministry_named(*topic).slug : std::string();
    bool held = std::any_of(held_.begin(), held_.end(), [&](const Held& other) {
        const std::string& own = members_[other.actor].actor.gender;
        if (!own.empty() && !gender.empty() && own != gender) return false;
        const std::string& its =
            other.body == kNoIndex ? other.ministry : members_[other.body].concept_slug;
        if (!kind.empty() && !its.empty() && its != kind) return false;
        return other.title == title_of(told) &&
               (other.country.empty() || country.empty() || other.country == country);
    });
    if (held) return;
    std::uint32_t holder = kNoIndex;
    const bool owned = !country.empty() || of_body;
    if (owned && here > 0 && actor.begin <= document_.sentences[here].begin + kAdverb) {
        holder = only_without_office(document_.sentences[here - 1]);
    }
    if (holder == kNoIndex) holder = named_behind(here, names_first(actor, here));
    if (!owned && holder == kNoIndex) return;
    // "A went to P. The chairman of the party met B there": A, though he is said to be a deputy.
    if (holder == kNoIndex && here > 0 && leads_its_body(word->begin, word->end) &&
        actor.begin <= document_.sentences[here].begin + kAdverb)
        holder = only_of_no_body(document_.sentences[here - 1]);
    if (holder == kNoIndex) return;
    const Actor& person = members_[holder].actor;
    if (!gender.empty() && !person.gender.empty() && gender != person.gender) return;
    if (!country.empty() && !person.country.empty() && country != person.country) return;
    hold(holder, title, country);
    tell_country(holder, country);
}

/// The only person without an office whom a sentence names, or kNoIndex.
std::uint32_t Cast::only_without_office(const Sentence& sentence) const {
    std::uint32_t holder = kNoIndex;
    for (std::uint32_t at = sentence.begin; at < sentence.end; ++at) {
        auto found = of_span_.find(document_.span_at(at, pack_.known.person));
        if (found == of_span_.end() || found->second == holder || has_office(found->second))
            continue;
        if (holder != kNoIndex) return kNoIndex;  // one of two
        holder = found->second;
    }
    return holder;
}

/// The only person whom a sentence names, if no office of his is of a body; or kNoIndex.
std::uint32_t Cast::only_of_no_body(const Sentence& sentence) const {
    std::uint32_t found = kNoIndex;
    for (std::uint32_t at = sentence.begin; at < sentence.end; ++at) {
        auto known = of_span_.find(document_.span_at(at, pack_.known.person));
        if (known == of_span_.end() || known->second == found) continue;
        if (found != kNoIndex) return kNoIndex;
        found = known->second;
    }
    const bool of_body = std::any_of(held_.begin(), held_.end(), [&](const Held& held) {
        return held.actor == found &&
               (held.body != kNoIndex || !held.ministry.empty() || held.state);
    });
    return of_body ? kNoIndex : found;
}

/// Nobody is named before it in its sentence.
bool Cast::names_first(const Span& actor, std::uint32_t sentence) const {
    const std::uint32_t begin = document_.sentences[sentence].begin;
    if (actor.begin - begin > kDeepest) return false;
    for (std::uint32_t at = begin; at < actor.begin; ++at)
        if (document_.span_at(at, pack_.known.person) != kNoIndex) return false;
    return true;
}

/// "The Polish foreign minister said on Friday. A told reporters ...": who opens the next sentence,
/// is named there first and holds no office, or kNoIndex. Where somebody else may be meant, only
/// who speaks there; else whoever it tells something of, and not just what he is ("A, a lawyer").
std::uint32_t Cast::named_behind(std::uint32_t sentence, bool alone) const {
    if (sentence + 1 >= document_.sentences.size()) return kNoIndex;
    if (document_.sentences[sentence].kind == LineKind::title) return kNoIndex;
    const Sentence& next = document_.sentences[sentence + 1];
    auto found = of_span_.find(document_.span_at(next.begin, pack_.known.person));
    if (found == of_span_.end() || has_office(found->second)) return kNoIndex;
    if (members_[found->second].first_token != next.begin) return kNoIndex;
    const std::uint32_t end = document_.spans[found->first].end;
    if (document_.hit_in(end, std::min(end + kAdverb, next.end), pack_.known.saying))
        return found->second;
    if (!alone || end + 1 >= next.end) return kNoIndex;
    bool goes_on = (document_.tokens[end].flags & (kMark | kNumber | kCapital)) == 0;
    bool relative =
        document_.mark_at(end) == ',' && (document_.hit_at(end + 1, pack_.known.relative) ||
                                          document_.hit_at(end + 1, pack_.known.barrier));
    bool joined = goes_on && document_.hit_at(end, pack_.known.list_and);
    return (goes_on && !joined) || relative ? found->second : kNoIndex;
}

bool Cast::has_office(std::uint32_t person) const {
    return std::any_of(held_.begin(), held_.end(),
                       [&](const Held& held) { return held.actor == person; });
}

void Cast::settle_ministers() {
    for (Held& held : held_) {
        bool bare = held.body == kNoIndex && held.ministry.empty() && !held.state;
        if (bare && !held.former) settle_by_kind(held);
    }
    for (Held& held : held_) {
        if (held.body == kNoIndex && !held.ministry.empty()) settle_ministry(held);
        if (!held.bare_minister || held.body != kNoIndex) continue;
        bool leads_another = std::any_of(held_.begin(), held_.end(), [&](const Held& other) {
            return other.actor == held.actor && other.body != kNoIndex;
        });
        if (leads_another) continue;
        std::vector<std::uint32_t> free;
        for (std::uint32_t i = 0; i < document_.spans.size(); ++i) {
            const Span& span = document_.spans[i];
            if (span.kind != pack_.known.body || !document_.capture(span, pack_.known.label_topic))
                continue;
            auto known = of_span_.find(i);
            if (known == of_span_.end()) continue;
            std::uint32_t body = known->second;
            bool led = std::any_of(held_.begin(), held_.end(), [&](const Held& other) {
                return other.body == body && other.title == held.title;
            });
            // "The Ministry of Infrastructure" is short for "... of Infrastructure and Transport".
            bool same = std::any_of(free.begin(), free.end(), [&](std::uint32_t other) {
                return members_[other].actor.name.starts_with(members_[body].actor.name) ||
                       members_[body].actor.name.starts_with(members_[other].actor.name);
            });
            if (!led && !same) free.push_back(body);
        }
        if (free.size() == 1) held.body = free.front();
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

}  // namespace parley::ingest
