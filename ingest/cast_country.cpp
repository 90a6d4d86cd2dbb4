// Of which country somebody is, where the text does not say: the guest of an article, the party
// whose politburo is meant.
#include <algorithm>
#include <map>

#include "ingest/cast.hpp"

namespace parley::ingest {
namespace {

/// A country named so many tokens before a foreigner may be his.
constexpr std::uint32_t kCountryReach = 100;

}  // namespace

/// The foreign country that an article names more than all others together, or empty. A title
/// without a country ("the Speaker of Parliament") is of it, if its bearer has a foreign name.
std::string Cast::guest_country() const {
    if (pack_.home.empty()) return {};
    std::map<std::string_view, std::size_t> counts;
    std::size_t all = 0;
    for (const Hit& hit : document_.hits) {
        if (hit.list != pack_.known.country) continue;
        auto country = attribute(document_.entry(hit).attributes, "country");
        if (country.empty() || country == pack_.home) continue;
        ++counts[country];
        ++all;
    }
    auto most = std::max_element(counts.begin(), counts.end(),
                                 [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == counts.end() || most->second * 2 <= all ? std::string()
                                                           : std::string(most->first);
}

/// The foreign country named last before a token, not far from it, or empty.
std::string Cast::country_before(std::uint32_t token) const {
    std::uint32_t first = token > kCountryReach ? token - kCountryReach : 0;
    while (token-- > first) {
        const Hit* hit = document_.hit_at(token, pack_.known.country);
        if (!hit) continue;
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
    if (country.empty() || (!member.actor.country.empty() && !member.guessed_country)) return;
    member.actor.country = country;
    member.guessed_country = false;
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
