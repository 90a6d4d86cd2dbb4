// What the gazetteer adds: who holds an office that the article does not tell of anybody ("the
// Hungarian premier" in an article that names Viktor Orbán only as such), of where somebody is.
#include <algorithm>
#include <parley/gazetteer.hpp>
#include <parley/names.hpp>

#include "ingest/cast.hpp"

namespace parley::ingest {
namespace {

/// The kinds of offices that `kind=` of a rule or word names, best first.
std::vector<std::string_view> kinds_in(std::string_view told) {
    std::vector<std::string_view> kinds;
    while (!told.empty()) {
        std::size_t space = told.find(' ');
        kinds.push_back(told.substr(0, space));
        told.remove_prefix(space == std::string_view::npos ? told.size() : space + 1);
    }
    return kinds;
}

}  // namespace

/// The kinds of office that a title may mean, best first: attribute `kind` of its rule, word or
/// topic.
std::vector<std::string_view> Cast::kinds_of(const Span& office) const {
    // "The president of the bank" is no state's; what a minister is for is told by the kind.
    if (document_.capture(office, pack_.known.label_body)) return {};
    if (document_.capture(office, pack_.known.label_former)) return {};
    std::string_view told = attribute(office.rule->attributes, "kind");
    const Capture* word = document_.capture(office, pack_.known.word);
    const Hit* hit = word ? document_.hit_at(word->begin, pack_.known.list_office) : nullptr;
    if (told.empty() && hit) told = attribute(document_.entry(*hit).attributes, "kind");
    const Capture* topic = document_.capture(office, pack_.known.label_topic);
    const Hit* field = topic ? document_.hit_at(topic->begin, pack_.known.topic) : nullptr;
    if (told.empty() && field) told = attribute(document_.entry(*field).attributes, "kind");
    return kinds_in(told);
}

/// The one person of the article who held the office of this country on the article's day, by the
/// gazetteer, or on any day where that one is not known; kNoIndex where none or several did.
/// Without a country only a head of state: the one of all whom the article names.
std::uint32_t Cast::known_holder(const Span& office, const std::string& country) const {
    const Capture* word = document_.capture(office, pack_.known.word);
    const Hit* hit = word ? document_.hit_at(word->begin, pack_.known.list_office) : nullptr;
    bool state = hit && attribute(document_.entry(*hit).attributes, "state") == "yes";
    if (country.empty() && !state) return kNoIndex;
    for (std::string_view kind : kinds_of(office)) {
        std::set<std::uint32_t> holders;
        for (const Member& member : members_) {
            if (member.actor.label != "Official") continue;
            std::set<std::string> lands = lands_held(member, kind);
            if (country.empty() ? !lands.empty() : lands.contains(country))
                holders.insert(member.actor.number);
        }
        if (holders.size() == 1) return *holders.begin();
    }
    return kNoIndex;
}

/// The countries in which somebody called so held an office of this kind: on the article's day, or
/// on any where that is not known.
std::set<std::string> Cast::lands_held(const Member& member, std::string_view kind) const {
    std::set<std::string> lands;
    const auto day = document_.day.span();
    for (const std::string& name : member.actor.names) {
        auto known = pack_.leaders.find(fold_name(name));
        if (known == pack_.leaders.end()) continue;
        for (const Pack::Leader& leader : known->second) {
            for (const GazetteerOffice& held : leader.offices) {
                bool then = !day || (held.first <= day->first && day->first <= held.last);
                if (held.office == kind && then) lands.insert(held.of);
            }
        }
    }
    return lands;
}

/// The only country in which the gazetteer knows a person called so in this office; else empty.
std::string Cast::land_held(std::uint32_t person, const Span& office) const {
    for (std::string_view kind : kinds_of(office)) {
        std::set<std::string> lands = lands_held(members_[person], kind);
        if (lands.size() == 1 && pack_.countries.contains(*lands.begin())) return *lands.begin();
    }
    return {};
}

/// A leader whom the gazetteer knows by his full name is of his country until the text says more,
/// if all bearers of the name are.
void Cast::guess_country_of_leader(std::uint32_t person, const std::vector<Pack::Leader>& bearers) {
    const std::string& country = bearers.front().country;
    bool same = std::all_of(bearers.begin(), bearers.end(),
                            [&](const Pack::Leader& leader) { return leader.country == country; });
    Member& member = members_[person];
    bool told = !member.actor.country.empty() && !member.guessed_country;
    if (told || !same || !pack_.countries.contains(country)) return;
    member.actor.country = country;
    member.guessed_country = member.known_country = true;
}

}  // namespace parley::ingest
