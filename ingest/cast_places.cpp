// Places of an article: countries, cities, "the Syrian capital", "here"; each made once.
#include <fmt/format.h>

#include <algorithm>
#include <parley/gazetteer.hpp>

#include "ingest/cast.hpp"

namespace parley::ingest {
namespace {

/// A dateline stands in the first sentences, and its dash soon after the place.
constexpr std::size_t kDatelineReach = 4;
constexpr std::uint32_t kDatelineTokens = 8;

}  // namespace

std::uint32_t Cast::country_actor(const std::string& code) {
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
    return number;
}

/// "The Syrian capital": the city, as the pack calls it.
std::uint32_t Cast::capital_of(const Span& span) {
    const Capture* of = document_.capture(span, pack_.known.of);
    std::string country = of ? country_in(of->begin, of->end) : std::string();
    const GazetteerEntry* city = Gazetteer::built_in().of_kind("capital", country);
    if (!city) return kNoIndex;
    for (const Member& member : members_)
        if (member.actor.label == "Place" && member.actor.key == city->key)
            return member.actor.number;
    auto listed = pack_.place_by_key.find(city->key);
    if (listed == pack_.place_by_key.end()) return kNoIndex;
    Actor actor;
    actor.label = "Place", actor.key = city->key, actor.country = country;
    std::uint32_t place = add(std::move(actor), span.begin);
    add_name(place, pack_.lexicon.entries[listed->second].base);
    return place;
}

/// The place an agency's dateline opens with ("HANOI, Sept. 17 (Xinhua) --"), as a listed form, or
/// null; `where` is its token.
const Hit* Cast::dateline_place(std::uint32_t& where) const {
    for (std::size_t i = 0; i < document_.sentences.size() && i < kDatelineReach; ++i) {
        const Sentence& sentence = document_.sentences[i];
        const Hit* hit = document_.hit_at(sentence.begin, pack_.known.list_place);
        if (!hit) hit = document_.hit_at(sentence.begin, pack_.known.country);  // "SINGAPORE -"
        if (!hit || hit->end >= sentence.end || sentence.kind == LineKind::title) continue;
        std::string_view next = document_.text_of(hit->end, hit->end + 1);
        bool dash = false;  // "Hanoi (VNA) - ", "Niamey, 19 April (ANP) - "
        for (std::uint32_t at = hit->end; at < sentence.end && at - hit->end < kDatelineTokens;
             ++at)
            dash = dash ||
                   (document_.text_of(at, at + 1) == "-" && !(document_.tokens[at].flags & kGlued));
        bool heading = sentence.kind == LineKind::dateline || dash ||
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
    if (attribute(span.rule->attributes, "capital") == "yes")
        return of_span_[number] = capital_of(span);
    const Hit* country = document_.hit_at(begin, pack_.known.country);
    if (country && country->end == end) {
        const Entry& entry = document_.entry(*country);
        const std::uint32_t land =
            country_actor(std::string(attribute(entry.attributes, "country")));
        if (land != kNoIndex && attribute(entry.attributes, "adj").empty())
            add_spelling(land, entry.base);  // "Trinidad and Tobago", in ICU "Trinidad & Tobago"
        return of_span_[number] = land;
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
