// Actors of articles, and the profiles they show.
#include <algorithm>
#include <cctype>
#include <parley/names.hpp>
#include <tuple>

#include "graph/fold_parts.hpp"

namespace parley {

bool profile_less(const Profile& a, const Profile& b) {
    auto tie = [](const Profile& p) {
        return std::tie(p.label, p.key, p.name, p.names, p.country, p.gender, p.offices, p.pin);
    };
    return tie(a) < tie(b);
}

namespace folding {
namespace {

template <class T>
void sort_and_unique(std::vector<T>& values) {
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
}

/// The smallest of what is not empty: any rule would do that does not ask who came first.
void take(std::string& into, const std::string& text) {
    if (into.empty() || (!text.empty() && text < into)) into = text;
}

/// Actors of one article, told apart by number; label and name besides, because a foreign program
/// may number all of them 0.
struct Seen {
    Index article, number, label, name, part;
    auto identity() const { return std::tie(article, number, label, name); }
};

/// What is said about one actor of an article, as numbers: equal fingerprints are one profile.
struct Fingerprint {
    std::vector<Index> descriptions;
    std::vector<Index> offices;
    std::string pin;
    friend auto operator<=>(const Fingerprint&, const Fingerprint&) = default;
};

/// The pin of an actor whom a person spoke of, else empty.
std::string pin(const Strings& strings, const Seen& seen, const Ledger& ledger) {
    if (ledger.pins.empty()) return {};
    std::string article(strings[seen.article]);
    if (!ledger.pinned_articles.contains(article)) return {};
    std::string text = pin_of(
        {std::string(strings[seen.label]), std::string(strings[seen.name]), std::move(article)});
    return ledger.pins.contains(text) ? text : std::string();
}

/// `of_actors` gets each actor's sighting.
std::vector<Fingerprint> number_actors(Collected& collected, const Ledger& ledger,
                                       std::vector<ActorSighting>& of_actors) {
    std::vector<Seen> sightings;
    sightings.reserve(collected.parts.size());
    std::vector<std::pair<Index, Index>> label_and_name;
    for (const auto& description : collected.descriptions)
        label_and_name.emplace_back(collected.strings.add(description.label),
                                    collected.strings.add(description.name));
    for (const auto& event : collected.events)
        for (Index part = event.first_part; part < event.end_part; ++part) {
            const Part& p = collected.parts[part];
            auto [label, name] = label_and_name[p.raw];
            sightings.push_back({event.article, p.number, label, name, part});
        }
    std::sort(sightings.begin(), sightings.end(),
              [](const Seen& a, const Seen& b) { return a.identity() < b.identity(); });
    std::vector<Fingerprint> actors;
    const Strings& strings = collected.strings;
    for (std::size_t i = 0; i < sightings.size(); ++i) {
        if (i == 0 || sightings[i].identity() != sightings[i - 1].identity()) {
            const Seen& seen = sightings[i];
            actors.push_back({{}, {}, pin(strings, seen, ledger)});
            of_actors.push_back(
                {strings[seen.label], strings[seen.name], strings[seen.article], 0});
        }
        Part& part = collected.parts[sightings[i].part];
        part.actor = static_cast<Index>(actors.size() - 1);
        actors.back().descriptions.push_back(part.raw);
    }
    for (auto& actor : actors) sort_and_unique(actor.descriptions);
    return actors;
}

/// Offices that articles give, as numbers; adds them to the fingerprints of their holders.
std::vector<Office> collect_offices(const Collected& collected, std::vector<Fingerprint>& actors) {
    std::map<Office, Index> numbers;
    std::vector<Office> offices;
    for (const auto& event : collected.events) {
        if (!event.happened || collected.strings[event.type] != "HOLDS") continue;
        Office office;
        for (Index i = event.first_property; i < event.end_property; ++i)
            if (collected.strings[collected.properties[i].first] == "role")
                office.title = collected.strings[collected.properties[i].second];
        office.role = fold_name(office.title);
        office.date = *Date::parse(collected.strings[event.date]);
        for (Index i = event.first_part; i < event.end_part; ++i) {
            const Actor& actor = collected.descriptions[collected.parts[i].raw];
            if (collected.strings[collected.parts[i].role] == "body")
                take(office.body, actor.key.empty() ? fold_name(actor.name) : actor.key);
        }
        auto [entry, fresh] = numbers.emplace(office, static_cast<Index>(offices.size()));
        if (fresh) offices.push_back(office);
        for (Index i = event.first_part; i < event.end_part; ++i)
            if (collected.strings[collected.parts[i].role] == "holder")
                actors[collected.parts[i].actor].offices.push_back(entry->second);
    }
    for (auto& actor : actors) sort_and_unique(actor.offices);
    return offices;
}

/// A name with words that the fullest name has not is another person's, who was taken for this one.
bool is_name_of(const std::string& name, const Profile& profile) {
    if (name == profile.name || profile.label != "Official") return true;
    std::string folded = fold_name(name), full = ' ' + fold_name(profile.name) + ' ';
    if (folded.find(' ') == std::string::npos) return true;
    return full.find(' ' + folded + ' ') != std::string::npos ||
           compare_names(name, profile.name).same;
}

Profile make_profile(const Fingerprint& print, const Collected& collected,
                     const std::vector<Office>& offices) {
    Profile profile;
    for (Index number : print.descriptions) {
        const Actor& actor = collected.descriptions[number];
        profile.label = actor.label;
        profile.name = actor.name;
        take(profile.key, actor.key);
        take(profile.country, actor.country);
        take(profile.gender, actor.gender);
        profile.names.push_back(actor.name);
        for (const auto& name : actor.names)
            if (is_name_of(name, profile)) profile.names.push_back(name);
    }
    sort_and_unique(profile.names);
    profile.pin = print.pin;
    for (Index number : print.offices) profile.offices.push_back(offices[number]);
    sort_and_unique(profile.offices);
    return profile;
}

}  // namespace

Gathered gather_actors(Collected& collected, const Ledger& ledger) {
    Gathered gathered;
    std::vector<Fingerprint> actors = number_actors(collected, ledger, gathered.sightings);
    std::vector<Office> offices = collect_offices(collected, actors);

    // Profiles in order of content; fingerprints only make equal ones meet cheaply.
    std::map<Fingerprint, Index> number_of_print;
    std::vector<Index> print_of_actor;
    std::vector<Profile> made;
    for (const auto& actor : actors) {
        auto [entry, fresh] = number_of_print.emplace(actor, static_cast<Index>(made.size()));
        if (fresh) made.push_back(make_profile(actor, collected, offices));
        print_of_actor.push_back(entry->second);
    }
    std::vector<Index> order(made.size());
    for (Index i = 0; i < order.size(); ++i) order[i] = i;
    std::sort(order.begin(), order.end(),
              [&](Index a, Index b) { return profile_less(made[a], made[b]); });

    std::vector<Index> place(made.size());
    for (Index number : order) {
        bool is_new =
            gathered.profiles.empty() || profile_less(gathered.profiles.back(), made[number]);
        if (is_new) gathered.profiles.push_back(made[number]);
        place[number] = static_cast<Index>(gathered.profiles.size() - 1);
    }
    for (Index print : print_of_actor) gathered.profile_of_actor.push_back(place[print]);
    for (std::size_t actor = 0; actor < gathered.sightings.size(); ++actor)
        gathered.sightings[actor].profile = gathered.profile_of_actor[actor];
    for (const auto& part : collected.parts)
        ++gathered.profiles[gathered.profile_of_actor[part.actor]].sightings;
    return gathered;
}

}  // namespace folding
}  // namespace parley
