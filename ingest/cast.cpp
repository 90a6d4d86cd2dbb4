// Building the cast: persons, bodies and places of an article, each once, with offices.
#include "ingest/cast.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <parley/names.hpp>
#include <set>

namespace parley::ingest {
namespace {

/// A word that so many persons of one article share tells nobody apart: it stops being an index, so
/// that a list of a hundred thousand names is read in linear time.
constexpr std::size_t kMaxPersonsOfAWord = 64;

}  // namespace

std::string one_spaced(std::string_view text) {
    std::string out;
    for (char c : text) {
        bool space = c == ' ' || c == '\n';
        if (space && (out.empty() || out.back() == ' ')) continue;
        out.push_back(space ? ' ' : c);
    }
    return out;
}

Cast::Cast(const Document& document) : document_(document), pack_(*document.pack), bases_(pack_) {
    guest_country_ = guest_country();
    // First all who are named, so that a reference may also point forward.
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = 0; i < document_.spans.size(); ++i) {
        if (document_.spans[i].kind == pack_.known.actor) order.push_back(i);
    }
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return document_.spans[a].begin < document_.spans[b].begin;
    });
    for (std::uint32_t span : order) meet(span);
    for (const Span& span : document_.spans)
        if (span.kind == pack_.known.tenure) meet_in_office(span);
    for (std::uint32_t span : order) find_holder(document_.spans[span]);
    for (const Held& held : held_) members_[held.actor].in_office = true;
}

std::uint32_t Cast::add(Actor actor, std::uint32_t token) {
    auto number = static_cast<std::uint32_t>(members_.size());
    actor.number = number;
    Member member;
    member.actor = std::move(actor);
    member.first_token = token;
    members_.push_back(std::move(member));
    return number;
}

void Cast::add_name(std::uint32_t member, const std::string& name) {
    Actor& actor = members_[member].actor;
    if (name.empty() ||
        std::find(actor.names.begin(), actor.names.end(), name) != actor.names.end())
        return;
    actor.names.push_back(name);
    std::sort(actor.names.begin(), actor.names.end());
    auto words = name_words(name);
    // The fullest name is shown.
    std::size_t longest = 0;
    for (const auto& known : members_[member].words) longest = std::max(longest, known.size());
    if (actor.name.empty() || (actor.label == "Official" && words.size() > longest))
        actor.name = name;
    if (actor.label == "Official") index_person(member, words);
    members_[member].words.push_back(std::move(words));
}

void Cast::add_spelling(std::uint32_t member, const std::string& name) {
    auto& names = members_[member].actor.names;
    if (name.empty() || std::find(names.begin(), names.end(), name) != names.end()) return;
    names.push_back(name);
    std::sort(names.begin(), names.end());
}

void Cast::meet(std::uint32_t number) {
    const Span& span = document_.spans[number];
    const std::vector<Capture> whos = document_.captures_of(span, pack_.known.who);
    if (whos.empty()) return;
    if (whos.size() > 1) return meet_group(span, whos);
    std::uint32_t delegation = document_.span_at(whos[0].begin, pack_.known.delegation);
    if (delegation != kNoIndex) return meet_leader(document_.spans[delegation]);
    std::uint32_t person_span = document_.span_at(whos[0].begin, pack_.known.person);
    if (person_span == kNoIndex) return;
    std::uint32_t person = person_of(person_span);
    std::string country = country_of_actor_span(span);
    std::size_t before = held_.size();
    for (std::uint32_t i = span.captures_begin; i < span.captures_end; ++i) {
        const Capture& capture = document_.captures[i];
        if (capture.label == pack_.known.label_office)
            hold_all(person, capture.begin, capture.end, country);
        if (capture.label == pack_.known.label_office || capture.label == pack_.known.counterpart ||
            document_.hit_at(capture.begin, pack_.known.rank))
            members_[person].in_office = true;
        if (capture.label == pack_.known.hon) {
            if (const Hit* hit = document_.hit_at(capture.begin, pack_.known.honorific)) {
                auto gender = attribute(document_.entry(*hit).attributes, "gender");
                if (members_[person].actor.gender.empty()) members_[person].actor.gender = gender;
            }
        }
    }
    if (const Capture* body = document_.capture(span, pack_.known.label_body))
        hold_in(before, body->begin, country);
    tell_country(person, country);
    for (const Held& held : held_) {
        if (held.actor != person || !members_[person].actor.country.empty()) continue;
        members_[person].actor.country = held.country;
        members_[person].nearby_country = held.nearby;
    }
}

/// Who leads a delegation, with the offices told there.
void Cast::meet_leader(const Span& delegation) {
    std::string country;
    if (const Capture* of = document_.capture(delegation, pack_.known.of)) {
        country = country_in(of->begin, of->end);
    }
    for (std::uint32_t i = delegation.captures_begin; i < delegation.captures_end; ++i) {
        const Capture& lead = document_.captures[i];
        if (lead.label != pack_.known.lead) continue;
        for (std::uint32_t at = lead.begin; at < lead.end; ++at) {
            std::uint32_t span = document_.span_at(at, pack_.known.person);
            if (span == kNoIndex) continue;
            std::uint32_t person = person_of(span);
            members_[person].in_office = true;
            tell_country(person, country.empty() ? country_in(lead.begin, lead.end) : country);
            std::size_t before = held_.size();
            hold_all(person, lead.begin, lead.end, country);
            const Capture* of = document_.capture(delegation, pack_.known.of);
            if (of && attribute(pack_.settings, "delegation-offices") == "yes")
                hold_in(before, of->begin, country);
            break;
        }
    }
}

std::string Cast::shown_name(std::uint32_t begin, std::uint32_t end) const {
    return one_spaced(document_.text_of(begin, end));
}

std::uint32_t Cast::person_of(std::uint32_t number) {
    auto found = of_span_.find(number);
    if (found != of_span_.end()) return found->second;
    const Span& span = document_.spans[number];
    const Capture* own = document_.capture(span, pack_.known.name);
    std::string name = shown_name(own ? own->begin : span.begin, own ? own->end : span.end);
    std::string spelling = name;
    const NameBase* base = span.base == kNoIndex ? nullptr : &document_.name_bases[span.base];
    if (base) name = fmt::format("{}", fmt::join(base->words, " "));
    auto words = name_words(name);
    std::uint32_t person = person_called(words);
    if (person == kNoIndex) {
        Actor actor;
        actor.label = "Official";
        const Hit* family = document_.hit_at(span.begin, pack_.known.family);
        bool guessed = family && !pack_.home.empty();
        if (guessed) {
            actor.country = attribute(document_.entry(*family).attributes, "country");
            if (actor.country.empty()) actor.country = pack_.home;
        }
        person = add(std::move(actor), span.begin);
        members_[person].guessed_country = guessed;
    }
    add_name(person, name);
    add_spelling(person, spelling);
    bool known_so = attribute(span.rule->attributes, "public") == "yes";
    auto leader = pack_.leaders.find(fold_name(name));
    bool leads = leader != pack_.leaders.end() && !is_common(span);
    if (known_so || leads) members_[person].in_office = true;
    if (leads && words.size() > 1) guess_country_of_leader(person, leader->second);
    std::string& gender = members_[person].actor.gender;
    if (base && words.size() > 1 && gender.empty() && base->gender != 0) gender = base->gender;
    if (const Hit* given = document_.hit_at(span.begin, pack_.known.given); given && gender.empty())
        gender = attribute(document_.entry(*given).attributes, "gender");
    of_span_[number] = person;
    return person;
}

/// One word that the pack knows as more than a name: "Mai" tells nothing of a leader whose name
/// ends so.
bool Cast::is_common(const Span& name) const {
    if (name.end != name.begin + 1) return false;
    for (std::uint32_t i = document_.hits_begin[name.begin];
         i < document_.hits_begin[name.begin + 1]; ++i) {
        std::uint32_t list = document_.hits[i].list;
        if (list != pack_.known.given && list != pack_.known.family) return true;
    }
    return false;
}

/// The first person of the article whose name may be this one, or kNoIndex. Names agree in a whole
/// word at least, so only those that share one are compared.
std::uint32_t Cast::person_called(const std::vector<std::string>& words) {
    std::set<std::uint32_t> candidates;
    for (const std::string& word : words) {
        for (const std::string& base : bases_.of(word)) {
            auto found = by_word_.find(base);
            if (found != by_word_.end())
                candidates.insert(found->second.begin(), found->second.end());
        }
    }
    std::uint32_t first = kNoIndex;  // of several who was named first
    for (std::uint32_t person : candidates) {
        const auto& names = members_[person].words;
        auto is_same = [&](const std::vector<std::string>& known) {
            return same_name(bases_, words, known);
        };
        // "Macky Sall" is not the Alassane Sall who was called "Sall" before.
        bool by_part = false, by_whole = false;
        for (const auto& known : names)
            if (is_same(known)) (known.size() < words.size() ? by_part : by_whole) = true;
        if (!by_whole && !(by_part && std::all_of(names.begin(), names.end(), is_same))) continue;
        if (first == kNoIndex || members_[person].first_token < members_[first].first_token)
            first = person;
    }
    if (first != kNoIndex) return first;
    if (words.size() == 1 && is_acronym(words.front())) return person_of_initials(words.front());
    if (words.size() < kShortestAcronym) return kNoIndex;
    // "The minister KKB", whose name is told further on.
    auto short_one = by_word_.find(pack_.fold(initials_of(words)));
    if (short_one == by_word_.end()) return kNoIndex;
    const std::uint32_t person = short_one->second.front();
    return is_acronym(members_[person].actor.name) ? person : kNoIndex;
}

/// "KKB" is Kouadio Konan Bertin: the only person with these initials, or kNoIndex.
std::uint32_t Cast::person_of_initials(const std::string& acronym) const {
    auto found = by_word_.find(acronym);
    const bool only = found != by_word_.end() && found->second.size() == 1;
    return only ? found->second.front() : kNoIndex;
}

/// Under each base form of each word, which are folded, and under the initials as they are.
void Cast::index_person(std::uint32_t person, const std::vector<std::string>& words) {
    auto index = [&](const std::string& key) {
        auto& persons = by_word_[key];
        bool known = std::find(persons.begin(), persons.end(), person) != persons.end();
        if (!known && persons.size() < kMaxPersonsOfAWord) persons.push_back(person);
    };
    for (const std::string& word : words)
        for (const std::string& base : bases_.of(word)) index(base);
    if (words.size() >= kShortestAcronym) index(initials_of(words));
}

/// The first country named there, or empty. The "Đức" of Phạm Đức Duyên is not Germany.
std::string Cast::country_in(std::uint32_t begin, std::uint32_t end) const {
    std::uint32_t at = begin;
    while (const Hit* hit = document_.hit_in(at, end, pack_.known.country, &at)) {
        if (stands_for_country(at, *hit))
            return std::string(attribute(document_.entry(*hit).attributes, "country"));
        ++at;
    }
    return {};
}

/// The country that an actor span tells: `of:`, or a country inside one of its offices.
std::string Cast::country_of_actor_span(const Span& span) const {
    if (const Capture* of = document_.capture(span, pack_.known.of)) {
        if (std::string country = country_in(of->begin, of->end); !country.empty()) return country;
    }
    std::uint32_t own = span.begin;  // behind offices that are somebody else's
    for (std::uint32_t at = span.begin; at < span.end; ++at) {
        std::uint32_t office = document_.span_at(at, pack_.known.office);
        if (office != kNoIndex && is_of_another(office, span.end))
            own = document_.spans[office].end;
    }
    for (std::uint32_t i = span.captures_begin; i < span.captures_end; ++i) {
        const Capture& capture = document_.captures[i];
        if (capture.label != pack_.known.label_office) continue;
        std::string country = country_in(std::max(own, capture.begin), capture.end);
        if (!country.empty()) return country;
    }
    for (std::uint32_t at = own; at < span.end; ++at) {  // a body that has a country
        std::uint32_t body = document_.span_at(at, pack_.known.body);
        if (body == kNoIndex || document_.spans[body].end > span.end) continue;
        const Hit* entity = document_.hit_at(at, pack_.known.entity);
        // "The Politburo" is of the home country only where nothing else is said.
        if (entity == nullptr || attribute(document_.entry(*entity).attributes, "organ") == "yes")
            continue;
        std::string country(attribute(document_.entry(*entity).attributes, "country"));
        if (!country.empty()) return country;
    }
    // "the delegation of X led by the minister": the delegation's country is the minister's.
    for (std::uint32_t at = span.begin; at-- > 0 && span.begin - at < 40;) {
        std::uint32_t delegation = document_.span_at(at, pack_.known.delegation);
        if (delegation == kNoIndex) continue;
        const Span& outer = document_.spans[delegation];
        const Capture* of = document_.capture(outer, pack_.known.of);
        if (outer.end <= span.begin) break;
        if (of) return country_in(of->begin, of->end);
    }
    return {};
}

void Cast::hold_all(std::uint32_t person, std::uint32_t begin, std::uint32_t end,
                    const std::string& country) {
    for (std::uint32_t at = begin; at < end; ++at) {
        std::uint32_t office = document_.span_at(at, pack_.known.office);
        if (office == kNoIndex || document_.spans[office].end > end) continue;
        if (is_of_another(office, end)) continue;
        hold(person, office, country);
        at = document_.spans[office].end - 1;
    }
}

/// "Secretary X of the Committee", "a delegation of parliament led by its speaker X": the offices
/// noted since `first` that name no body are of the one that stands at `at`.
void Cast::hold_in(std::size_t first, std::uint32_t at, const std::string& country) {
    std::uint32_t inner = document_.span_at(at, pack_.known.body);
    if (inner == kNoIndex) return;
    for (std::size_t i = first; i < held_.size(); ++i) {
        if (held_[i].body != kNoIndex || !held_[i].ministry.empty() || held_[i].state) continue;
        held_[i].body = body_of(inner, country);
    }
}

/// What an office's title is compared by.
std::string Cast::title_of(const Span& office) const {
    if (auto told = attribute(office.rule->attributes, "title"); !told.empty())
        return std::string(told);
    const Capture* word = document_.capture(office, pack_.known.word);
    if (!word) return {};
    std::string written = pack_.fold(document_.text_of(word->begin, word->end));
    const Hit* hit = document_.hit_at(word->begin, pack_.known.list_office);
    if (!hit) return written;
    const Entry& entry = document_.entry(*hit);
    std::string title(attribute(entry.attributes, "title"));
    if (title == "written") return written;
    return title.empty() ? pack_.fold(entry.base) : title;
}

/// The gender that an office word tells ("Ministerin"), or empty.
std::string Cast::gender_of(const Span& office) const {
    const Capture* word = document_.capture(office, pack_.known.word);
    const Hit* hit = word ? document_.hit_at(word->begin, pack_.known.list_office) : nullptr;
    return hit ? std::string(attribute(document_.entry(*hit).attributes, "gender")) : std::string();
}

void Cast::hold(std::uint32_t person, std::uint32_t number, const std::string& context) {
    const Span& span = document_.spans[number];
    Held held;
    held.actor = person;
    held.begin = span.begin, held.end = span.end;
    held.role = shown_name(span.begin, span.end);
    held.former = document_.capture(span, pack_.known.label_former) != nullptr;
    held.title = title_of(span);
    if (std::string& gender = members_[person].actor.gender; gender.empty())
        gender = gender_of(span);
    if (const Capture* word = document_.capture(span, pack_.known.word)) {
        held.leads = leads_its_body(word->begin, word->end);
        const Hit* hit = document_.hit_at(word->begin, pack_.known.list_office);
        held.peer = hit && attribute(document_.entry(*hit).attributes, "peer") == "yes";
        held.state = hit && attribute(document_.entry(*hit).attributes, "state") == "yes";
        if (hit) held.word = pack_.lexicon.forms[hit->form].entry;
    }
    held.country = country_in(span.begin, span.end);
    std::string country = held.country.empty() ? context : held.country;
    if (country.empty() && !(country = land_held(person, span)).empty())
        held.reason = "the gazetteer knows the holder in this office of that country";
    if (country.empty()) {
        held.nearby = members_[person].actor.country.empty();
        country = own_country(person);
        if (members_[person].known_country && country == members_[person].actor.country)
            held.reason = "the gazetteer knows the holder as of that country";
    }
    if (const Capture* body = document_.capture(span, pack_.known.label_body)) {
        std::uint32_t inner = document_.span_at(body->begin, pack_.known.body);
        if (inner != kNoIndex && is_organ_abroad(document_.spans[inner], country)) {
            held.body = party_of(country);
        } else if (inner != kNoIndex) {
            held.body = body_of(inner, country);
        }
    } else if (attribute(span.rule->attributes, "organ") == "yes") {
        held.body = party_of(country);
    } else if (const Capture* topic = document_.capture(span, pack_.known.label_topic)) {
        held.body = ministry_of_place(span, *topic);
        if (held.body == kNoIndex) held.body = ministry(*topic, country);
        if (held.body == kNoIndex) held.ministry = ministry_named(*topic).slug;
    } else if (const Capture* word = document_.capture(span, pack_.known.word)) {
        if (const Hit* hit = document_.hit_at(word->begin, pack_.known.list_office))
            held.body = body_inside(document_.entry(*hit), country, span.begin);
        const Hit* bare = document_.hit_at(word->begin, pack_.known.list_office);
        held.bare_minister = bare && word->end == span.end && held.body == kNoIndex &&
                             attribute(document_.entry(*bare).attributes, "of") == "ministry";
    }
    if (held.country.empty()) held.country = country;
    note_held(held);
    // "Chairman of the Council of State and the Council of Ministers": one word, two bodies.
    const Capture* first = document_.capture(span, pack_.known.label_body);
    for (std::uint32_t i = span.captures_begin; i < span.captures_end; ++i) {
        const Capture& other = document_.captures[i];
        if (other.label != pack_.known.label_body || &other == first) continue;
        std::uint32_t inner = document_.span_at(other.begin, pack_.known.body);
        if (inner == kNoIndex) continue;
        held.body = body_of(inner, held.country);
        note_held(held);
    }
}

void Cast::note_held(const Held& held) {
    for (Held& other : held_) {
        bool same = other.actor == held.actor && other.body == held.body &&
                    other.title == held.title && other.country == held.country;
        if (!same) continue;
        // "Minister X", then "X, minister of defence": the fuller one tells whose ministry it is.
        if (other.bare_minister && !held.bare_minister) other = held;
        return;
    }
    held_.push_back(held);
}

}  // namespace parley::ingest
