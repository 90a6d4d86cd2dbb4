// Bodies and parties of an article: what their spans say, each made once.
#include <fmt/format.h>

#include <algorithm>
#include <parley/gazetteer.hpp>
#include <parley/names.hpp>

#include "ingest/cast.hpp"

namespace parley::ingest {
namespace {

/// "Fußballverbandes" by the entry "*verband": up to the ending's base form. Else as written.
std::string without_inflection(std::string_view written, std::string_view entry) {
    std::size_t base = entry.starts_with('*') ? written.rfind(entry.substr(1)) : written.npos;
    return std::string(base == written.npos ? written : written.substr(0, base + entry.size() - 1));
}

}  // namespace

/// The ministry for what `topic` says. Several topics ("Trade and Consumer Affairs") are a ministry
/// of their own, named by the pack's setting ministry-name.
Cast::Ministry Cast::ministry_named(const Capture& topic) const {
    const Hit* hit = document_.hit_at(topic.begin, pack_.known.topic);
    auto head = attribute(pack_.settings, "ministry-name");
    if (!hit) {  // of something no list holds
        if (head.empty()) return {};
        return {fmt::format("{} {}", head, shown_name(topic.begin, topic.end)), {}};
    }
    const Attributes& attributes = document_.entry(*hit).attributes;
    if (hit->end >= topic.end || head.empty())
        return {std::string(attribute(attributes, "name")),
                std::string(attribute(attributes, "ministry"))};
    std::string text = shown_name(topic.begin, topic.end);
    Ministry own{fmt::format("{} {}", head, text), {}};
    auto key = attribute(pack_.settings, "ministry-key");
    if (!key.empty()) own.slug = std::string(key) + slug(fold_name(text));
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
    const std::string_view only_in = attribute(office.attributes, "body-in");
    if (name.empty() || (!only_in.empty() && only_in != context)) return kNoIndex;
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
    std::string key = concept_slug.empty() || country.empty()
                          ? std::string()
                          : Gazetteer::built_in().body_key(concept_slug, country);
    for (const Member& member : members_) {
        // A listed body may be this country's ministry under another name.
        bool same_key = !key.empty() && member.actor.key == key;
        bool same_kind = concept_slug.empty() ? std::count(member.actor.names.begin(),
                                                           member.actor.names.end(), name) > 0
                                              : member.concept_slug == concept_slug;
        if (!same_key && !same_kind) continue;
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
    // Shown with its country, unless that is the one meant where none is said.
    auto land = pack_.countries.find(country);
    bool foreign = !pack_.home.empty() && country != pack_.home && land != pack_.countries.end();
    bool bare = foreign && !says_country(name, country);
    if (!bare) add_name(number, name.empty() ? concept_slug : name);
    name_for_country(number, name, country);
    return number;
}

/// In whatever form: "Ministry of Culture of the Czech Republic" says Czechia.
bool Cast::says_country(const std::string& name, const std::string& country) {
    return canonical(name).find("<" + country + ">") != std::string::npos;
}

/// Key and further names that a body has by its country.
void Cast::name_for_country(std::uint32_t number, const std::string& name,
                            const std::string& country) {
    auto found = pack_.countries.find(country);
    Actor& actor = members_[number].actor;
    if (found == pack_.countries.end() || !actor.country.empty()) return;
    actor.country = country;
    const std::string& slug = members_[number].concept_slug;
    const Gazetteer& gazetteer = Gazetteer::built_in();
    if (!slug.empty()) actor.key = gazetteer.body_key(slug, country);
    if (!name.empty() && !says_country(name, country)) {
        // Every country has a ministry of that name: shown is whose it is.
        auto joint = attribute(pack_.settings, "body-of-country");
        std::string full =
            fmt::format("{}{}{}", name, joint.empty() ? " " : joint, found->second.of());
        add_name(number, full);
        if (!joint.empty()) actor.name = full;
    }
    if (!slug.empty()) add_spelling(number, gazetteer.body_name(slug, country));
}

/// What a body's span says about it, before it is looked up among those already known.
struct Cast::BodyFacts {
    std::string label = "Body", country, key, kind, name, base;
    bool owner_said = false;
    const Entry* entity = nullptr;
};

/// Bodies are compared with all that are known: each name is taken apart once an article.
const std::string& Cast::canonical(const std::string& name) {
    auto [known, fresh] = canonical_.try_emplace(name);
    if (fresh) known->second = pack_.canonical(name);
    return known->second;
}

Cast::BodyFacts Cast::body_facts(const Span& span) {
    BodyFacts facts;
    const Capture* own = document_.capture(span, pack_.known.name);
    std::uint32_t begin = own ? own->begin : span.begin, end = own ? own->end : span.end;
    facts.name = shown_name(begin, end);
    // "Комитет начальников штабов (КНШ) ВС США": the abbreviation is no part of the name.
    if (const Capture* shorter = document_.capture(span, pack_.known.short_name);
        shorter && shorter->begin > begin && shorter->end + 1 < end) {
        facts.name =
            shown_name(begin, shorter->begin - 1) + " " + shown_name(shorter->end + 1, end);
    }
    facts.base = base_of(span, begin, end);
    const Hit* hit = document_.hit_at(begin, pack_.known.entity);
    if (hit && hit->end >= end) facts.entity = &document_.entry(*hit);
    if (!facts.entity) {
        auto same = pack_.entity_by_canonical.find(canonical(facts.base));
        if (same != pack_.entity_by_canonical.end())
            facts.entity = &pack_.lexicon.entries[same->second];
    }
    if (const Capture* head = document_.capture(span, pack_.known.head)) {
        for (std::uint32_t i = document_.hits_begin[head->begin];
             i < document_.hits_begin[head->begin + 1]; ++i) {
            auto told = attribute(document_.entry(document_.hits[i]).attributes, "label");
            if (told.empty()) continue;
            facts.label = told;
            break;
        }
    }
    if (facts.entity) {
        const Attributes& attributes = facts.entity->attributes;
        facts.country = attribute(attributes, "country"), facts.key = attribute(attributes, "key");
        if (auto told = attribute(attributes, "label"); !told.empty()) facts.label = told;
    }
    if (auto told = attribute(span.rule->attributes, "label"); !told.empty()) facts.label = told;
    if (facts.country.empty()) facts.country = country_in(span.begin, span.end);
    if (facts.country.empty() && !pack_.home.empty()) {
        // "The council of Hue" is where Hue is.
        const Hit* place = document_.hit_in(span.begin, span.end, pack_.known.list_place);
        if (place) facts.country = attribute(document_.entry(*place).attributes, "country");
    }
    facts.owner_said = !facts.country.empty();
    if (const Capture* topic = document_.capture(span, pack_.known.label_topic)) {
        facts.kind = ministry_named(*topic).slug;
    }
    return facts;
}

/// "USP" and "University of the South Pacific" in one article, neither of them listed: the only
/// body told so far whose name is the one where the other has its initials; else kNoIndex.
std::uint32_t Cast::body_by_initials(const BodyFacts& facts) {
    if (facts.entity || !facts.key.empty() || facts.name.size() < kShortestAcronym) return kNoIndex;
    const bool acronym = is_acronym(facts.name);
    std::uint32_t found = kNoIndex;
    for (const Member& member : members_) {
        const Actor& actor = member.actor;
        if ((actor.label != "Body" && actor.label != "Party") ||
            (!actor.country.empty() && !facts.country.empty() && actor.country != facts.country))
            continue;
        const bool same =
            std::any_of(actor.names.begin(), actor.names.end(), [&](const std::string& name) {
                return acronym ? !is_acronym(name) && are_initials(facts.name, name)
                               : is_acronym(name) && (are_initials(name, facts.name) ||
                                                      are_initials(name, facts.base));
            });
        if (!same) continue;
        if (found != kNoIndex) return kNoIndex;
        found = actor.number;
    }
    if (found == kNoIndex || acronym) return found;
    Actor& actor = members_[found].actor;  // told by its acronym so far
    actor.label = facts.label;
    if (actor.country.empty()) actor.country = facts.country;
    add_name(found, facts.base);
    actor.name = facts.base;
    return found;
}

std::uint32_t Cast::body_of(std::uint32_t number, const std::string& context) {
    auto known = of_span_.find(number);
    if (known != of_span_.end()) return known->second;
    const Span& span = document_.spans[number];
    BodyFacts facts = body_facts(span);
    // "The firm Zarvan" is nobody's but its own.
    bool proper = attribute(span.rule->attributes, "proper") == "yes";
    if (facts.country.empty() && !proper) facts.country = context.empty() ? pack_.home : context;
    const Capture* head = document_.capture(span, pack_.known.head);
    bool bare = head && head->begin == span.begin && head->end == span.end;
    if (bare) {
        std::uint32_t whole = local_body(*head);
        if (whole != kNoIndex) return of_span_[number] = body_of(whole, context);
    }
    if (auto sole = pack_.sole_parties.find(facts.country);
        bare && !facts.entity && facts.label == "Party" && sole != pack_.sole_parties.end()) {
        facts.entity = &pack_.lexicon.entries[sole->second];  // "the Party" of a one-party state
        facts.key = attribute(facts.entity->attributes, "key");
        facts.base = facts.entity->base;
    }
    if (!facts.kind.empty()) {
        std::uint32_t body = body_named(facts.base, facts.kind, facts.country, span.begin);
        if (facts.owner_said || facts.country == pack_.home) add_name(body, facts.name);
        if (facts.owner_said) add_spelling(body, shown_name(span.begin, span.end));
        if (const Capture* topic = document_.capture(span, pack_.known.label_topic)) {
            // "МИД Польши" is the Ministry of Foreign Affairs by its full name, too.
            std::string full = ministry_named(*topic).name;
            auto land = pack_.countries.find(facts.country);
            if (!full.empty() && land != pack_.countries.end() && full != facts.base)
                add_spelling(body, fmt::format("{} {}", full, land->second.of()));
            if (!full.empty()) add_spelling(body, full);
        }
        return of_span_[number] = body;
    }
    const std::string& own = canonical(facts.base);
    std::uint32_t body = kNoIndex;
    for (const Member& member : members_) {
        const Actor& actor = member.actor;
        bool other_country =
            !actor.country.empty() && !facts.country.empty() && actor.country != facts.country;
        if (actor.label != facts.label || other_country) continue;
        bool same = (!facts.key.empty() && actor.key == facts.key) ||
                    std::any_of(actor.names.begin(), actor.names.end(),
                                [&](const std::string& name) { return canonical(name) == own; });
        if (same) body = actor.number;
    }
    if (body == kNoIndex) body = body_by_initials(facts);
    if (body == kNoIndex) {
        Actor actor;
        actor.label = facts.label, actor.country = facts.country, actor.key = facts.key;
        body = add(std::move(actor), span.begin);
        if (facts.entity) add_name(body, facts.entity->base);
        auto land = pack_.countries.find(facts.country);
        bool says_no_country = !facts.entity && !facts.owner_said && land != pack_.countries.end();
        auto joint = attribute(pack_.settings, "body-of-country");
        auto with_country = [&] {
            return fmt::format("{}{}{}", facts.base, joint.empty() ? " " : joint,
                               land->second.of());
        };
        if (says_no_country && facts.country != pack_.home) {
            add_name(body, with_country());
        } else {
            add_name(body, facts.base);
            if (says_no_country) add_name(body, with_country());
        }
    }
    add_name(body, facts.name);
    add_spelling(body, facts.base);
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

/// The entry says how a body's head is shown, or that it is one.
bool Cast::tells_base(const Entry& entry) {
    return !attribute(entry.attributes, "base").empty() ||
           !attribute(entry.attributes, "label").empty();
}

/// The span's text with the base forms of its head and adjectives.
std::string Cast::base_of(const Span& span, std::uint32_t begin, std::uint32_t end) const {
    std::string out;
    bool inflected = !pack_.inflection.empty();
    Gender gender = inflected ? head_gender(span) : Gender{0};
    const Capture* shorter = document_.capture(span, pack_.known.short_name);
    for (std::uint32_t at = begin; at < end;) {
        if (shorter && at > begin && at + 1 == shorter->begin) {  // its bracket
            at = shorter->end + 1;
            continue;
        }
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
                if (document_.hits[i].end != capture->end) continue;
                // A word may stand in lists that have nothing to do with bodies.
                if (hit && tells_base(document_.entry(*hit)) &&
                    !tells_base(document_.entry(document_.hits[i])))
                    continue;
                hit = &document_.hits[i];
            }
        }
        if (capture && capture->label == pack_.known.adj && gender != 0 && capture->end == next) {
            out += pack_.inflection.adjective_base(
                document_.text_of(at, next), gender, [&](std::string_view base) {
                    return pack_.lexicon.words.find(pack_.fold(base)) != kUnknownWord;
                });
        } else if (hit) {
            const Entry& entry = document_.entry(*hit);
            auto base = attribute(entry.attributes, "base");
            std::string word(base.empty() ? std::string_view(entry.base) : base);
            if (base == "written" || word.starts_with('*'))
                word = without_inflection(document_.text_of(at, capture->end), entry.base);
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
    return one_spaced(out);
}

}  // namespace parley::ingest
