// Actors of articles, their profiles, and the nodes made of them.
#include <algorithm>
#include <cctype>
#include <parley/names.hpp>
#include <tuple>

#include "graph/fold_parts.hpp"

namespace parley {

bool profile_less(const Profile& a, const Profile& b) {
    auto tie = [](const Profile& p) {
        return std::tie(p.label, p.key, p.name, p.names, p.country, p.gender, p.offices);
    };
    return tie(a) < tie(b);
}

std::string label_letter(std::string_view label) {
    if (label == "Official") return "o";
    if (label == "Party") return "p";
    if (label == "Body") return "b";
    if (label == "Place") return "l";
    std::string lower;
    for (char c : label) lower += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return lower;
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
struct Sighting {
    Index article, number, label, name, part;
    auto identity() const { return std::tie(article, number, label, name); }
};

/// What is said about one actor of an article, as numbers: equal fingerprints are one profile.
struct Fingerprint {
    std::vector<Index> descriptions;
    std::vector<Index> offices;
    friend auto operator<=>(const Fingerprint&, const Fingerprint&) = default;
};

std::vector<Fingerprint> number_actors(Collected& collected) {
    std::vector<Sighting> sightings;
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
              [](const Sighting& a, const Sighting& b) { return a.identity() < b.identity(); });
    std::vector<Fingerprint> actors;
    for (std::size_t i = 0; i < sightings.size(); ++i) {
        if (i == 0 || sightings[i].identity() != sightings[i - 1].identity()) actors.emplace_back();
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
        profile.names.insert(profile.names.end(), actor.names.begin(), actor.names.end());
    }
    sort_and_unique(profile.names);
    for (Index number : print.offices) profile.offices.push_back(offices[number]);
    sort_and_unique(profile.offices);
    return profile;
}

}  // namespace

Gathered gather_actors(Collected& collected) {
    std::vector<Fingerprint> actors = number_actors(collected);
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

    Gathered gathered;
    std::vector<Index> place(made.size());
    for (Index number : order) {
        bool is_new =
            gathered.profiles.empty() || profile_less(gathered.profiles.back(), made[number]);
        if (is_new) gathered.profiles.push_back(made[number]);
        place[number] = static_cast<Index>(gathered.profiles.size() - 1);
    }
    for (Index print : print_of_actor) gathered.profile_of_actor.push_back(place[print]);
    for (const auto& part : collected.parts)
        ++gathered.profiles[gathered.profile_of_actor[part.actor]].sightings;
    return gathered;
}

// ---- Nodes -----------------------------------------------------------------------------------

namespace {

/// How often each text was seen; the best is the most frequent, then the longest, then the first.
class Votes {
  public:
    void add(const std::string& text, std::uint64_t weight) {
        if (!text.empty()) weights_[text] += weight;
    }
    std::string best() const {
        const std::string* chosen = nullptr;
        std::uint64_t most = 0;
        for (const auto& [text, weight] : weights_)
            if (!chosen || std::pair(weight, text.size()) > std::pair(most, chosen->size())) {
                chosen = &text;
                most = weight;
            }
        return chosen ? *chosen : std::string();
    }

  private:
    std::map<std::string, std::uint64_t> weights_;
};

std::string slug(std::string_view name) {
    std::string made = fold_name(name);
    std::replace(made.begin(), made.end(), ' ', '-');
    return made.empty() ? "unnamed" : made;
}

/// A title is the latest one; among those of one day the longest says most.
void take_role(FoldedNode& node, Day& latest, const Office& office) {
    if (office.title.empty()) return;
    Day day = office.date.span() ? office.date.span()->last : std::numeric_limits<Day>::min();
    auto rank = [](Day d, const std::string& role) { return std::tuple(d, role.size(), role); };
    if (node.role.empty() || rank(latest, node.role) < rank(day, office.title)) {
        node.role = office.title;
        latest = day;
    }
}

FoldedNode describe(const std::vector<Profile>& profiles, const Resolution& resolution,
                    std::vector<Index> members) {
    FoldedNode node;
    Votes full_names, all_names, keys, countries;
    Day latest = std::numeric_limits<Day>::min();
    for (Index member : members) {
        const Profile& profile = profiles[member];
        all_names.add(profile.name, profile.sightings);
        if (profile.name.find(' ') != std::string::npos)
            full_names.add(profile.name, profile.sightings);
        keys.add(resolution.key[member], profile.sightings);
        countries.add(profile.country, profile.sightings);
        node.names.insert(node.names.end(), profile.names.begin(), profile.names.end());
        for (const auto& office : profile.offices) take_role(node, latest, office);
    }
    sort_and_unique(node.names);
    node.label = profiles[members.front()].label;
    // A full name of a person beats the family name that headlines repeat.
    std::string full = full_names.best();
    node.name = node.label == "Official" && !full.empty() ? full : all_names.best();
    node.key = keys.best();
    node.country = countries.best();
    node.profiles = std::move(members);
    return node;
}

/// Gives every node a key that no other node of its label has: the gazetteer's, else the name's
/// slug, with the country or a number behind it where two actors share a name.
void name_keys(std::vector<FoldedNode>& nodes) {
    std::map<std::string, std::vector<FoldedNode*>> same;
    for (auto& node : nodes)
        same[node.label + '\x1f' + (node.key.empty() ? slug(node.name) : node.key)].push_back(
            &node);
    std::map<std::string, bool> taken;
    auto claim_key = [&](FoldedNode& node, const std::string& key) {
        bool free = taken.emplace(node.label + '\x1f' + key, true).second;
        if (free) node.key = key;
        return free;
    };
    for (auto& [label_and_key, sharing] : same) taken[label_and_key] = true;
    for (auto& [label_and_key, sharing] : same) {
        std::string key = label_and_key.substr(label_and_key.find('\x1f') + 1);
        std::stable_sort(sharing.begin(), sharing.end(), [](auto* a, auto* b) {
            return std::pair(a->key.empty(), a->profiles.front()) <
                   std::pair(b->key.empty(), b->profiles.front());
        });
        sharing.front()->key = key;
        for (std::size_t i = 1; i < sharing.size(); ++i) {
            std::string country = slug(sharing[i]->country);
            if (!sharing[i]->country.empty() && claim_key(*sharing[i], key + '-' + country))
                continue;
            for (int number = 2; !claim_key(*sharing[i], key + '-' + std::to_string(number));)
                ++number;
        }
    }
    for (auto& node : nodes) node.id = label_letter(node.label) + ':' + node.key;
}

}  // namespace

std::vector<FoldedNode> make_nodes(const std::vector<Profile>& profiles,
                                   const Resolution& resolution) {
    std::map<Index, std::vector<Index>> members;
    for (Index i = 0; i < profiles.size(); ++i) members[resolution.actor[i]].push_back(i);
    std::vector<FoldedNode> nodes;
    nodes.reserve(members.size());
    for (auto& [first, profiles_of_actor] : members)
        nodes.push_back(describe(profiles, resolution, std::move(profiles_of_actor)));
    name_keys(nodes);
    std::sort(nodes.begin(), nodes.end(),
              [](const FoldedNode& a, const FoldedNode& b) { return a.id < b.id; });
    return nodes;
}

}  // namespace folding
}  // namespace parley
