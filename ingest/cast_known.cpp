// What the gazetteer knows of the article's persons. Who holds an office that the article does not
// tell of anybody: "the Hungarian premier" in an article that names Viktor Orbán only as such. The
// gazetteer knows who was premier on that day.
#include <parley/gazetteer.hpp>
#include <parley/names.hpp>
#include <set>

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

/// The one person of the article who held the office of this country on the article's day, by the
/// gazetteer; kNoIndex where none or several did.
std::uint32_t Cast::known_holder(const Span& office, const std::string& country) const {
    // "The president of the bank" is no state's; what a minister is for is told by the kind.
    bool of_a_body = document_.capture(office, pack_.known.label_body) != nullptr;
    if (of_a_body || !document_.published.span()) return kNoIndex;
    if (document_.capture(office, pack_.known.label_former)) return kNoIndex;
    std::string_view told = attribute(office.rule->attributes, "kind");
    const Capture* word = document_.capture(office, pack_.known.word);
    const Hit* hit = word ? document_.hit_at(word->begin, pack_.known.list_office) : nullptr;
    if (told.empty() && hit) told = attribute(document_.entry(*hit).attributes, "kind");
    // Without a country only a head of state: the one of all whom the article names.
    bool state = hit && attribute(document_.entry(*hit).attributes, "state") == "yes";
    if (country.empty() && !state) return kNoIndex;
    Day day = document_.published.span()->first;
    for (std::string_view kind : kinds_in(told)) {
        std::set<std::uint32_t> holders;
        for (const Member& member : members_) {
            if (member.actor.label != "Official") continue;
            for (const std::string& name : member.actor.names) {
                auto known = pack_.leaders.find(fold_name(name));
                if (known == pack_.leaders.end()) continue;
                for (const GazetteerOffice& held : known->second) {
                    if (held.office == kind && (country.empty() || held.of == country) &&
                        held.first <= day && day <= held.last)
                        holders.insert(member.actor.number);
                }
            }
        }
        if (holders.size() == 1) return *holders.begin();
    }
    return kNoIndex;
}

/// A leader whom the gazetteer knows by his full name is of the country that he held offices of,
/// until the text says more.
void Cast::guess_country_of_leader(std::uint32_t person,
                                   const std::vector<GazetteerOffice>& offices) {
    std::string country;
    for (const GazetteerOffice& held : offices) {
        if (!pack_.countries.contains(held.of)) continue;
        if (!country.empty() && country != held.of) return;  // two of one name
        country = held.of;
    }
    Member& member = members_[person];
    if (country.empty() || !member.actor.country.empty()) return;
    member.actor.country = country;
    member.guessed_country = true;
}

}  // namespace parley::ingest
