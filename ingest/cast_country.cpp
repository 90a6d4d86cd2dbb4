// Of which country somebody is, where the text does not say: the guest of an article, the party
// whose politburo is meant.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "ingest/cast.hpp"

namespace parley::ingest {
namespace {

/// A country named so many tokens before a foreigner may be his.
constexpr std::uint32_t kCountryReach = 100;
/// The name of a place begins at most so many tokens before the country's word in it.
constexpr std::uint32_t kPlaceReach = 2;

}  // namespace

/// The foreign country that an article names more than all others together, or empty. A title
/// without a country ("the Speaker of Parliament") is of it, if its bearer has a foreign name.
std::string Cast::guest_country() const {
    if (pack_.home.empty()) return {};
    std::map<std::string_view, std::size_t> counts;
    std::size_t all = 0;
    for (std::uint32_t at = 0; at < document_.tokens.size(); ++at) {
        const Hit* hit = document_.hit_at(at, pack_.known.country);
        if (!hit || !stands_for_country(at, *hit)) continue;
        auto country = attribute(document_.entry(*hit).attributes, "country");
        if (country.empty() || country == pack_.home) continue;
        ++counts[country];
        ++all;
    }
    auto most = std::max_element(counts.begin(), counts.end(),
                                 [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == counts.end() || most->second * 2 <= all ? std::string()
                                                           : std::string(most->first);
}

/// Whether a country's word is one there, and no part of a person's name ("Lê Hồng Anh") nor of
/// a listed place elsewhere ("Anh Sơn").
bool Cast::stands_for_country(std::uint32_t token, const Hit& hit) const {
    if (document_.is_inside(token, pack_.known.person)) return false;
    for (std::uint32_t at = token - std::min(token, kPlaceReach); at <= token; ++at) {
        const Hit* place = document_.hit_at(at, pack_.known.list_place);
        if (!place || place->end < hit.end || place->end - at <= hit.end - token) continue;
        const auto country = attribute(document_.entry(*place).attributes, "country");
        if (!country.empty() && country != attribute(document_.entry(hit).attributes, "country"))
            return false;
    }
    return true;
}

/// The foreign country named last before a token, not far from it, or empty.
std::string Cast::country_before(std::uint32_t token) const {
    std::uint32_t first = token > kCountryReach ? token - kCountryReach : 0;
    while (token-- > first) {
        const Hit* hit = document_.hit_at(token, pack_.known.country);
        if (!hit || !stands_for_country(token, *hit)) continue;
        auto country = attribute(document_.entry(*hit).attributes, "country");
        if (country != pack_.home) return std::string(country);
    }
    return {};
}

/// The country a person's bare title is of.
std::string Cast::own_country(std::uint32_t person) const {
    const std::string& known = members_[person].actor.country;
    if (!known.empty() || pack_.home.empty()) return known;
    return guest_country_.empty() ? country_before(members_[person].first_token) : guest_country_;
}

/// What the text says of a person's country outweighs what the shape of the name says.
void Cast::tell_country(std::uint32_t person, const std::string& country) {
    Member& member = members_[person];
    const bool told =
        !member.actor.country.empty() && !member.guessed_country && !member.nearby_country;
    if (country.empty() || told) return;
    member.actor.country = country;
    member.guessed_country = member.known_country = member.nearby_country = false;
}

/// "His Polish and Lithuanian colleagues A and B", "the foreign ministers of X and Y A and B": to
/// each his country and the office there, in the order told. "The deputies of parliament A and B":
/// each is a deputy.
void Cast::meet_group(const Span& span, const std::vector<Capture>& whos) {
    const std::vector<Capture> offices = document_.captures_of(span, pack_.known.label_office);
    std::vector<std::string> lands;
    for (const Capture& of : document_.captures_of(span, pack_.known.of))
        lands.push_back(country_in(of.begin, of.end));
    const bool of_offices = lands.empty();
    for (std::size_t i = 0; i < offices.size() && of_offices; ++i) {
        for (std::uint32_t at = offices[i].begin; at < offices[i].end; ++at) {
            const Hit* land = document_.hit_at(at, pack_.known.country);
            if (!land) continue;
            lands.emplace_back(attribute(document_.entry(*land).attributes, "country"));
            at = land->end - 1;
        }
    }
    // "The envoys of X A, of Y B and of Z C": the first land stands with the office.
    if (!of_offices && !offices.empty() && lands.size() + 1 == whos.size()) {
        const std::string first = country_in(offices.front().begin, offices.front().end);
        if (!first.empty()) lands.insert(lands.begin(), first);
    }
    const bool each = lands.size() == whos.size();
    // Else nobody says who is whose.
    const bool shared = each || (of_offices && lands.size() < 2);
    const std::string country = shared ? country_of_actor_span(span) : std::string();
    for (std::size_t i = 0; i < whos.size(); ++i) {
        std::uint32_t person_span = document_.span_at(whos[i].begin, pack_.known.person);
        if (person_span == kNoIndex) continue;
        std::uint32_t person = person_of(person_span);
        members_[person].in_office = true;
        std::size_t before = held_.size();
        for (std::size_t k = 0; k < offices.size() && shared; ++k)
            hold_all(person, offices[k].begin, offices[k].end, country);
        for (std::size_t k = before; k < held_.size() && each; ++k) move_office(held_[k], lands[i]);
        if (each || !country.empty()) tell_country(person, each ? lands[i] : country);
    }
}

/// "The foreign ministers of X and Y A and B": what is told of X is, for B, of Y.
void Cast::move_office(Held& held, const std::string& country) {
    if (held.country == country) return;
    held.country = country;
    held.body = kNoIndex;
    std::uint32_t office = document_.span_at(held.begin, pack_.known.office);
    if (office == kNoIndex) return;
    const Capture* topic = document_.capture(document_.spans[office], pack_.known.label_topic);
    const Capture* body = document_.capture(document_.spans[office], pack_.known.label_body);
    std::uint32_t inner =
        body ? document_.span_at(body->begin, pack_.known.body) : std::uint32_t{kNoIndex};
    if (!topic && inner != kNoIndex)
        topic = document_.capture(document_.spans[inner], pack_.known.label_topic);
    if (topic) held.body = ministry(*topic, country);
}

/// "The health minister of Chechnya": of a ministry of that place, which is no country's.
std::uint32_t Cast::ministry_of_place(const Span& office, const Capture& topic) {
    const Capture* of = document_.capture(office, pack_.known.of);
    if (!of || document_.hit_in(of->begin, of->end, pack_.known.country)) return kNoIndex;
    if (document_.span_at(of->begin, pack_.known.place) == kNoIndex &&
        !document_.hit_at(of->begin, pack_.known.list_place))
        return kNoIndex;
    const Ministry named = ministry_named(topic);
    if (named.name.empty()) return kNoIndex;
    return body_named(fmt::format("{} {}", named.name, document_.text_of(of->begin, of->end)), {},
                      {}, topic.begin);
}

/// "The Politburo", listed as the home party's (`organ=yes`), but said of somebody from abroad.
bool Cast::is_organ_abroad(const Span& body, const std::string& country) const {
    const Capture* name = document_.capture(body, pack_.known.name);
    const Hit* hit = document_.hit_at(name ? name->begin : body.begin, pack_.known.entity);
    if (!hit || country.empty()) return false;
    const Attributes& attributes = document_.entry(*hit).attributes;
    return attribute(attributes, "organ") == "yes" && attribute(attributes, "country") != country;
}

/// The party of a country whose organ is meant: the one the article names, else that of a one-party
/// state, or kNoIndex. Without a country the only party that the article names.
std::uint32_t Cast::party_of(const std::string& country) {
    auto is_party = [&](const Entry& entry) {
        return entry.list == pack_.known.entity &&
               attribute(entry.attributes, "label") == "Party" &&
               (country.empty() || attribute(entry.attributes, "country") == country) &&
               attribute(entry.attributes, "organ").empty();
    };
    const Entry* party = nullptr;
    for (const Hit& hit : document_.hits) {
        const Entry& entry = document_.entry(hit);
        if (!is_party(entry)) continue;
        if (party && country.empty() &&
            attribute(entry.attributes, "key") != attribute(party->attributes, "key"))
            return kNoIndex;
        if (!party) party = &entry;
    }
    auto sole = pack_.sole_parties.find(country);
    if (!party && sole != pack_.sole_parties.end()) party = &pack_.lexicon.entries[sole->second];
    if (!party) return kNoIndex;
    auto key = attribute(party->attributes, "key");
    for (const Member& member : members_) {
        bool same = key.empty() ? member.actor.name == party->base : member.actor.key == key;
        if (member.actor.label == "Party" && same) return member.actor.number;
    }
    Actor actor;
    actor.label = "Party", actor.country = country, actor.key = key;
    std::uint32_t number = add(std::move(actor), 0);
    add_name(number, party->base);
    return number;
}

}  // namespace parley::ingest
