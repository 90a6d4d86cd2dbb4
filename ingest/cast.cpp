// Building the cast: persons, bodies and places of an article, each once, with offices.
#include "ingest/cast.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <parley/names.hpp>
#include <set>

#include "ingest/name_forms.hpp"

namespace parley::ingest {
namespace {

/// A dateline stands in the first sentences.
constexpr std::size_t kDatelineReach = 4;

/// A word that so many persons of one article share tells nobody apart: it stops being an index, so
/// that a list of a hundred thousand names is read in linear time.
constexpr std::size_t kMaxPersonsOfAWord = 64;

/// Both ends of a title are marks or quotes that are no part of a name.
std::string joined(std::string_view text) {
    std::string out;
    for (char c : text) {
        bool space = c == ' ' || c == '\n';
        if (space && (out.empty() || out.back() == ' ')) continue;
        out.push_back(space ? ' ' : c);
    }
    return out;
}

/// The name with other words between the same marks: "Frank-Walters" into "Frank-Walter".
std::string with_words(std::string_view name, const std::vector<std::string>& words) {
    std::string out;
    std::size_t done = 0, next = 0;
    for (const RawToken& token : split_tokens(name)) {
        if ((token.flags & kMark) || next == words.size()) continue;
        out += name.substr(done, token.begin - done);
        out += words[next++];
        done = token.end;
    }
    return out + std::string(name.substr(done));
}

}  // namespace

Cast::Cast(const Document& document) : document_(document), pack_(*document.pack) {
    // First all who are named, so that a reference may also point forward.
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = 0; i < document_.spans.size(); ++i) {
        if (document_.spans[i].kind == pack_.known.actor) order.push_back(i);
    }
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) {
        return document_.spans[a].begin < document_.spans[b].begin;
    });
    for (std::uint32_t span : order) meet(span);
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
    const Capture* who = document_.capture(span, pack_.known.who);
    if (!who) return;
    std::uint32_t person_span = document_.span_at(who->begin, pack_.known.person);
    if (person_span == kNoIndex) return meet_leader(who->begin);
    std::uint32_t person = person_of(person_span);
    std::string country = country_of_actor_span(span);
    for (std::uint32_t i = span.captures_begin; i < span.captures_end; ++i) {
        const Capture& capture = document_.captures[i];
        if (capture.label == pack_.known.label_office)
            hold_all(person, capture.begin, capture.end, country);
        if (capture.label == pack_.known.label_office ||
            document_.hit_at(capture.begin, pack_.known.rank))
            members_[person].in_office = true;
        if (capture.label == pack_.known.hon) {
            if (const Hit* hit = document_.hit_at(capture.begin, pack_.known.honorific)) {
                auto gender = attribute(document_.entry(*hit).attributes, "gender");
                if (members_[person].actor.gender.empty()) members_[person].actor.gender = gender;
            }
        }
    }
    Actor& actor = members_[person].actor;
    if (actor.country.empty() && !country.empty()) actor.country = country;
    for (const Held& held : held_) {
        if (held.actor == person && actor.country.empty()) actor.country = held.country;
    }
}

/// The named leader of a delegation, with the offices before the name.
void Cast::meet_leader(std::uint32_t token) {
    std::uint32_t delegation = document_.span_at(token, pack_.known.delegation);
    if (delegation == kNoIndex) return;
    const Span& span = document_.spans[delegation];
    const Capture* lead = document_.capture(span, pack_.known.lead);
    if (!lead) return;
    std::string country = country_in(span.begin, lead->begin);
    for (std::uint32_t at = lead->begin; at < lead->end; ++at) {
        std::uint32_t person_span = document_.span_at(at, pack_.known.person);
        if (person_span == kNoIndex) continue;
        std::uint32_t person = person_of(person_span);
        members_[person].in_office = true;
        hold_all(person, lead->begin, at, country);
        std::string& known = members_[person].actor.country;
        if (known.empty()) known = country.empty() ? country_in(lead->begin, lead->end) : country;
        return;
    }
}

std::string Cast::shown_name(std::uint32_t begin, std::uint32_t end) const {
    return joined(document_.text_of(begin, end));
}

std::uint32_t Cast::person_of(std::uint32_t number) {
    auto found = of_span_.find(number);
    if (found != of_span_.end()) return found->second;
    const Span& span = document_.spans[number];
    const Capture* own = document_.capture(span, pack_.known.name);
    std::string name = shown_name(own ? own->begin : span.begin, own ? own->end : span.end);
    std::string spelling = name;
    const NameBase* base = span.base == kNoIndex ? nullptr : &document_.name_bases[span.base];
    if (base) name = with_words(name, base->words);
    auto words = name_words(name);
    std::uint32_t person = person_called(words);
    if (person == kNoIndex) {
        Actor actor;
        actor.label = "Official";
        if (const Hit* hit = document_.hit_at(span.begin, pack_.known.family);
            hit && !pack_.home.empty())
            actor.country = pack_.home;
        person = add(std::move(actor), span.begin);
    }
    add_name(person, name);
    add_spelling(person, spelling);
    if (pack_.leaders.contains(fold_name(name))) members_[person].in_office = true;
    std::string& gender = members_[person].actor.gender;
    if (base && words.size() > 1 && gender.empty() && base->gender != 0) gender = base->gender;
    if (const Hit* given = document_.hit_at(span.begin, pack_.known.given); given && gender.empty())
        gender = attribute(document_.entry(*given).attributes, "gender");
    of_span_[number] = person;
    return person;
}

/// The first person of the article whose name may be this one, or kNoIndex. Names agree in a whole
/// word at least, so only those that share one are compared.
std::uint32_t Cast::person_called(const std::vector<std::string>& words) const {
    std::set<std::uint32_t> candidates;
    for (const std::string& word : words) {
        for (const std::string& base : base_forms(pack_, word)) {
            auto found = by_word_.find(base);
            if (found != by_word_.end())
                candidates.insert(found->second.begin(), found->second.end());
        }
    }
    for (std::uint32_t person : candidates) {
        for (const auto& known : members_[person].words) {
            if (same_name(pack_, words, known)) return person;
        }
    }
    return kNoIndex;
}

void Cast::index_person(std::uint32_t person, const std::vector<std::string>& words) {
    for (const std::string& word : words) {
        for (std::string& base : base_forms(pack_, word)) {
            auto& persons = by_word_[std::move(base)];
            bool known = std::find(persons.begin(), persons.end(), person) != persons.end();
            if (!known && persons.size() < kMaxPersonsOfAWord) persons.push_back(person);
        }
    }
}

std::string Cast::country_in(std::uint32_t begin, std::uint32_t end) const {
    if (const Hit* hit = document_.hit_in(begin, end, pack_.known.country)) {
        return std::string(attribute(document_.entry(*hit).attributes, "country"));
    }
    return {};
}

/// The country that an actor span tells: `of:`, or a country inside one of its offices.
std::string Cast::country_of_actor_span(const Span& span) const {
    if (const Capture* of = document_.capture(span, pack_.known.of)) {
        if (std::string country = country_in(of->begin, of->end); !country.empty()) return country;
    }
    for (std::uint32_t i = span.captures_begin; i < span.captures_end; ++i) {
        const Capture& capture = document_.captures[i];
        if (capture.label != pack_.known.label_office) continue;
        if (std::string country = country_in(capture.begin, capture.end); !country.empty())
            return country;
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
        hold(person, office, country);
        at = document_.spans[office].end - 1;
    }
}

/// What an office's title is compared by.
std::string Cast::title_of(const Span& office) const {
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
    if (const Capture* word = document_.capture(span, pack_.known.word))
        held.leads = leads_its_body(word->begin, word->end);
    held.country = country_in(span.begin, span.end);
    std::string country = held.country.empty() ? context : held.country;
    if (country.empty()) country = members_[person].actor.country;
    if (const Capture* body = document_.capture(span, pack_.known.label_body)) {
        std::uint32_t inner = document_.span_at(body->begin, pack_.known.body);
        if (inner != kNoIndex) held.body = body_of(inner, country);
    } else if (const Capture* topic = document_.capture(span, pack_.known.label_topic)) {
        held.body = ministry(*topic, country);
    } else if (const Capture* word = document_.capture(span, pack_.known.word)) {
        if (const Hit* hit = document_.hit_at(word->begin, pack_.known.list_office))
            held.body = body_inside(document_.entry(*hit), country, span.begin);
        const Hit* bare = document_.hit_at(word->begin, pack_.known.list_office);
        held.bare_minister = bare && word->end == span.end && held.body == kNoIndex &&
                             attribute(document_.entry(*bare).attributes, "of") == "ministry";
    }
    if (held.country.empty()) held.country = country;
    bool known = std::any_of(held_.begin(), held_.end(), [&](const Held& other) {
        return other.actor == held.actor && other.body == held.body && other.title == held.title &&
               other.country == held.country;
    });
    if (!known) held_.push_back(std::move(held));
}

/// The ministry for what `topic` says. Several topics ("Trade and Consumer Affairs") are a ministry
/// of their own, named by the pack's setting ministry-name.
Cast::Ministry Cast::ministry_named(const Capture& topic) const {
    const Hit* hit = document_.hit_at(topic.begin, pack_.known.topic);
    if (!hit) return {};
    const Attributes& attributes = document_.entry(*hit).attributes;
    auto head = attribute(pack_.settings, "ministry-name");
    if (hit->end >= topic.end || head.empty())
        return {std::string(attribute(attributes, "name")),
                std::string(attribute(attributes, "ministry"))};
    std::string text = shown_name(topic.begin, topic.end);
    Ministry own{fmt::format("{} {}", head, text), {}};
    auto key = attribute(pack_.settings, "ministry-key");
    if (!key.empty()) own.slug = std::string(key) + slug(text);
    return own;
}

/// The ministry that a title implies: "Bộ trưởng Quốc phòng" is of the Ministry of Defence.
std::uint32_t Cast::ministry(const Capture& topic, std::string country) {
    Ministry named = ministry_named(topic);
    if (named.name.empty() && named.slug.empty()) return kNoIndex;
    if (country.empty()) country = pack_.home;
    if (country.empty()) return kNoIndex;  // of which country nobody says
    return body_named(named.name, named.slug, country, topic.begin);
}

/// The body that an office word names by itself: "Bundestagspräsidentin" is of the Bundestag.
std::uint32_t Cast::body_inside(const Entry& office, const std::string& context,
                                std::uint32_t token) {
    std::string name(attribute(office.attributes, "body-name"));
    if (name.empty()) return kNoIndex;
    Actor actor;
    actor.label = attribute(office.attributes, "body-label");
    if (actor.label.empty()) actor.label = "Body";
    actor.key = attribute(office.attributes, "body-key");
    actor.country = attribute(office.attributes, "country");
    if (actor.country.empty() && actor.key.empty()) actor.country = context;
    for (const Member& member : members_) {
        const Actor& other = member.actor;
        bool same = actor.key.empty() ? other.name == name && other.country == actor.country
                                      : other.key == actor.key;
        if (same && other.label == actor.label) return other.number;
    }
    std::uint32_t number = add(std::move(actor), token);
    add_name(number, name);
    return number;
}

/// A body by its kind and country, made once an article: "the Ministry of Defence" without a
/// country is the one whose country is told, if there is only one.
std::uint32_t Cast::body_named(const std::string& name, const std::string& concept_slug,
                               const std::string& country, std::uint32_t token) {
    std::vector<std::uint32_t> fitting;
    for (const Member& member : members_) {
        if (concept_slug.empty() || member.concept_slug != concept_slug) continue;
        const std::string& known = member.actor.country;
        if (known == country) {
            fitting = {member.actor.number};
            break;
        }
        if (known.empty() || country.empty()) fitting.push_back(member.actor.number);
    }
    std::uint32_t number = fitting.size() == 1 ? fitting.front() : kNoIndex;
    if (number == kNoIndex) {
        Actor actor;
        actor.label = "Body";
        number = add(std::move(actor), token);
        members_[number].concept_slug = concept_slug;
    }
    add_name(number, name.empty() ? concept_slug : name);
    name_for_country(number, name, country);
    return number;
}

/// Key and further names that a body has by its country.
void Cast::name_for_country(std::uint32_t number, const std::string& name,
                            const std::string& country) {
    auto found = pack_.countries.find(country);
    Actor& actor = members_[number].actor;
    if (found == pack_.countries.end() || !actor.country.empty()) return;
    actor.country = country;
    const std::string& slug = members_[number].concept_slug;
    std::string key = slug.empty() ? "" : slug + "-of-" + found->second.slug;
    actor.key = key;
    if (!name.empty() && name.find(found->second.name) == std::string::npos)
        add_name(number, name + " " + found->second.name);
    if (key.empty()) return;
    std::replace(key.begin(), key.end(), '-', ' ');
    add_name(number, key);
}

std::uint32_t Cast::body_of(std::uint32_t number, const std::string& context) {
    auto known = of_span_.find(number);
    if (known != of_span_.end()) return known->second;
    const Span& span = document_.spans[number];
    const Capture* own = document_.capture(span, pack_.known.name);
    std::uint32_t begin = own ? own->begin : span.begin, end = own ? own->end : span.end;
    std::string name = shown_name(begin, end);
    const Hit* entity = document_.hit_at(begin, pack_.known.entity);
    if (entity && entity->end < end) entity = nullptr;
    std::string country, label = "Body", key;
    if (entity) {
        const Attributes& attributes = document_.entry(*entity).attributes;
        country = attribute(attributes, "country"), key = attribute(attributes, "key");
        if (auto told = attribute(attributes, "label"); !told.empty()) label = told;
    }
    if (const Capture* head = document_.capture(span, pack_.known.head)) {
        for (std::uint32_t i = document_.hits_begin[head->begin];
             i < document_.hits_begin[head->begin + 1]; ++i) {
            if (auto told = attribute(document_.entry(document_.hits[i]).attributes, "label");
                !told.empty()) {
                label = told;
                break;
            }
        }
    }
    if (auto told = attribute(span.rule->attributes, "label"); !told.empty()) label = told;
    if (country.empty()) country = country_in(span.begin, span.end);
    bool owner_said = !country.empty();
    if (country.empty()) country = context.empty() ? pack_.home : context;
    std::string base = base_of(span, begin, end);
    std::uint32_t body = kNoIndex;
    std::string concept_slug;
    if (const Capture* topic = document_.capture(span, pack_.known.label_topic)) {
        concept_slug = ministry_named(*topic).slug;
    }
    if (!concept_slug.empty()) {
        body = body_named(base, concept_slug, country, span.begin);
        add_name(body, name);
        return of_span_[number] = body;
    }
    std::string folded = pack_.fold(base);
    for (const Member& member : members_) {
        const Actor& actor = member.actor;
        if (actor.label != label ||
            (!actor.country.empty() && !country.empty() && actor.country != country))
            continue;
        bool same = (!key.empty() && actor.key == key) ||
                    std::any_of(actor.names.begin(), actor.names.end(),
                                [&](const std::string& n) { return pack_.fold(n) == folded; });
        if (same) body = actor.number;
    }
    if (body == kNoIndex) {
        Actor actor;
        actor.label = label, actor.country = country, actor.key = key;
        body = add(std::move(actor), span.begin);
        auto home = pack_.countries.find(country);
        add_name(body, base);
        // "Quốc hội" of a country is also "Quốc hội Lào".
        if (!entity && !owner_said && home != pack_.countries.end())
            add_name(body, base + " " + home->second.name);
        if (entity) add_name(body, document_.entry(*entity).base);
    }
    add_name(body, name);
    if (const Capture* shorter = document_.capture(span, pack_.known.short_name))
        add_name(body, shown_name(shorter->begin, shorter->end));
    return of_span_[number] = body;
}

/// The gender of a body's head word, which its adjectives take on.
Gender Cast::head_gender(const Span& span) const {
    const Capture* head = document_.capture(span, pack_.known.head);
    for (std::uint32_t i = head ? document_.hits_begin[head->begin] : 0;
         head && i < document_.hits_begin[head->begin + 1]; ++i) {
        auto gender = attribute(document_.entry(document_.hits[i]).attributes, "gender");
        if (document_.hits[i].end == head->end && !gender.empty()) return gender.front();
    }
    return 0;
}

/// The span's text with the base forms of its head and adjectives.
std::string Cast::base_of(const Span& span, std::uint32_t begin, std::uint32_t end) const {
    std::string out;
    bool inflected = !pack_.inflection.empty();
    Gender gender = inflected ? head_gender(span) : Gender{0};
    for (std::uint32_t at = begin; at < end;) {
        const Capture* capture = nullptr;
        for (std::uint32_t i = span.captures_begin; i < span.captures_end; ++i) {
            const Capture& c = document_.captures[i];
            bool listed = c.label == pack_.known.head || c.label == pack_.known.adj ||
                          (inflected && c.label == pack_.known.name);
            if (c.begin == at && listed) capture = &c;
        }
        std::uint32_t next = at + 1;
        if (!out.empty() && !(document_.tokens[at].flags & kGlued)) out += ' ';
        const Hit* hit = nullptr;
        if (capture) {
            for (std::uint32_t i = document_.hits_begin[at]; i < document_.hits_begin[at + 1];
                 ++i) {
                if (document_.hits[i].end == capture->end) hit = &document_.hits[i];
            }
        }
        if (capture && capture->label == pack_.known.adj && gender != 0 && capture->end == next) {
            out += pack_.inflection.adjective_base(document_.text_of(at, next), gender);
        } else if (hit) {
            const Entry& entry = document_.entry(*hit);
            auto base = attribute(entry.attributes, "base");
            std::string word(base.empty() ? std::string_view(entry.base) : base);
            if (base == "written") word = document_.text_of(at, capture->end);
            if (document_.tokens[at].flags & kCapital) {
                std::size_t letter = 0;
                char32_t first = next_code_point(word, letter);
                std::string capital;
                append_utf8(capital, to_upper(first));
                word = capital + word.substr(letter);
            }
            out += word;
            next = capture->end;
        } else {
            out += document_.text_of(at, at + 1);
        }
        at = next;
    }
    return joined(out);
}

void Cast::settle_ministers() {
    for (Held& held : held_) {
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

std::uint32_t Cast::country_actor(const std::string& code, std::string_view as_written) {
    auto found = pack_.countries.find(code);
    if (found == pack_.countries.end()) return kNoIndex;
    std::uint32_t number = kNoIndex;
    for (const Member& member : members_) {
        if (member.actor.label == "Place" && member.actor.key == found->second.slug)
            number = member.actor.number;
    }
    if (number == kNoIndex) {
        Actor actor;
        actor.label = "Place", actor.key = found->second.slug, actor.country = code;
        number = add(std::move(actor), 0);
        add_name(number, found->second.name);
    }
    (void)as_written;
    return number;
}

/// The place an agency's dateline opens with ("HANOI, Sept. 17 (Xinhua) --"), as a listed form, or
/// null; `where` is its token.
const Hit* Cast::dateline_place(std::uint32_t& where) const {
    for (std::size_t i = 0; i < document_.sentences.size() && i < kDatelineReach; ++i) {
        const Sentence& sentence = document_.sentences[i];
        const Hit* hit = document_.hit_at(sentence.begin, pack_.known.list_place);
        if (!hit || hit->end >= sentence.end || sentence.kind == LineKind::title) continue;
        std::string_view next = document_.text_of(hit->end, hit->end + 1);
        bool heading = sentence.kind == LineKind::dateline ||
                       (document_.tokens[sentence.begin].flags & kAllCaps);
        where = sentence.begin;
        if (heading && (next == "," || next == "(" || next == "-" || next == ":")) return hit;
    }
    return nullptr;
}

std::uint32_t Cast::place_of(std::uint32_t number) {
    auto known = of_span_.find(number);
    if (known != of_span_.end()) return known->second;
    const Span& span = document_.spans[number];
    const Capture* own = document_.capture(span, pack_.known.name);
    std::uint32_t begin = own ? own->begin : span.begin, end = own ? own->end : span.end;
    if (attribute(span.rule->attributes, "dateline") == "yes") {
        const Hit* here = dateline_place(begin);
        if (!here) return of_span_[number] = kNoIndex;
        end = here->end;
    }
    const Hit* country = document_.hit_at(begin, pack_.known.country);
    if (country && country->end == end) {
        return of_span_[number] = country_actor(
                   std::string(attribute(document_.entry(*country).attributes, "country")),
                   document_.text_of(begin, end));
    }
    Actor actor;
    actor.label = "Place";
    std::string name = begin < span.begin ? shown_name(begin, end) : base_of(span, begin, end);
    const Hit* listed = document_.hit_at(begin, pack_.known.list_place);
    if (listed && listed->end == end) {
        const Entry& entry = document_.entry(*listed);
        actor.key = attribute(entry.attributes, "key"),
        actor.country = attribute(entry.attributes, "country");
        name = entry.base;
    }
    if (auto told = attribute(span.rule->attributes, "label"); !told.empty()) actor.label = told;
    std::string folded = pack_.fold(name);
    for (const Member& member : members_) {
        bool same = member.actor.label == actor.label &&
                    ((!actor.key.empty() && member.actor.key == actor.key) ||
                     std::any_of(member.actor.names.begin(), member.actor.names.end(),
                                 [&](const auto& n) { return pack_.fold(n) == folded; }));
        if (same) return of_span_[number] = member.actor.number;
    }
    std::uint32_t place = add(std::move(actor), span.begin);
    add_name(place, name);
    add_name(place, shown_name(begin, end));
    return of_span_[number] = place;
}

}  // namespace parley::ingest
