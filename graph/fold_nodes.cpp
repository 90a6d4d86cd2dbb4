// Nodes: the actors that the resolver found, with names, keys and ids.
#include <algorithm>
#include <cctype>
#include <limits>
#include <numeric>
#include <parley/names.hpp>
#include <set>
#include <tuple>
#include <unordered_map>

#include "graph/fold_parts.hpp"

namespace parley {

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

/// Parties, bodies and people the gazetteer knows are found by all their names, in any script.
void add_known_names(FoldedNode& node, const Gazetteer& gazetteer) {
    const GazetteerEntry* entry = gazetteer.find(node.label, node.key);
    if (!entry) return;
    for (const auto& [language, names] : entry->names)
        node.names.insert(node.names.end(), names.begin(), names.end());
    if (!entry->country.empty()) node.country = entry->country;
}

std::vector<FoldedNode> base_nodes(const std::vector<Profile>& profiles,
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

/// Finds the base node that an assertion means.
class NamedActors {
  public:
    NamedActors(const std::vector<FoldedNode>& nodes, const std::vector<Profile>& profiles)
        : nodes_(nodes) {
        for (Index node = 0; node < nodes.size(); ++node)
            for (Index profile : nodes[node].profiles) {
                if (!profiles[profile].pin.empty()) by_pin_[profiles[profile].pin].insert(node);
                by_name_[nodes[node].label + '|' + fold_name(profiles[profile].name)].insert(node);
            }
    }

    /// Null where no node, or none alone, is meant. The article of a sighting may be gone: then a
    /// name that only one node has will do.
    const FoldedNode* find(const std::string& actor) const {
        if (auto sighting = sighting_of(actor)) {
            if (const auto* node = only(by_pin_, pin_of(*sighting))) return node;
            return only(by_name_, sighting->label + '|' + fold_name(sighting->name));
        }
        auto node = std::lower_bound(nodes_.begin(), nodes_.end(), actor,
                                     [](const auto& n, const auto& text) { return n.id < text; });
        return node != nodes_.end() && node->id == actor ? &*node : nullptr;
    }

  private:
    using Sets = std::unordered_map<std::string, std::set<Index>>;

    const FoldedNode* only(const Sets& sets, const std::string& key) const {
        auto found = sets.find(key);
        if (found == sets.end() || found->second.size() != 1) return nullptr;
        return &nodes_[*found->second.begin()];
    }

    const std::vector<FoldedNode>& nodes_;
    Sets by_pin_, by_name_;
};

/// Nodes that people merged so far, as groups; and who may not come into one.
class Merging {
  public:
    Merging(const std::vector<FoldedNode>& nodes, const std::vector<Profile>& profiles,
            const Ledger& ledger)
        : profiles_(profiles), kept_apart_(ledger.told.kept_apart) {
        for (const auto& node : nodes) members_[node.id] = {&node};
    }

    std::string standing(std::string id) const {
        for (auto next = into_.find(id); next != into_.end(); next = into_.find(id))
            id = next->second;
        return id;
    }

    void merge(const FoldedNode& first, const FoldedNode& second, const std::string& time) {
        std::string into = standing(first.id), from = standing(second.id);
        if (into == from || first.label != second.label) return;
        auto &ours = members_[into], &theirs = members_[from];
        for (const auto& kept : kept_apart_)
            if (kept.label == first.label && kept.time > time && parts(kept, ours, theirs)) return;
        ours.insert(ours.end(), theirs.begin(), theirs.end());
        members_.erase(from);
        into_[from] = into;
    }

    /// Base ids to the ids that stand for them.
    std::map<std::string, std::string> take() const {
        std::map<std::string, std::string> found;
        for (const auto& [id, ignored] : into_) found[id] = standing(id);
        return found;
    }

  private:
    using Members = std::vector<const FoldedNode*>;

    /// Said later than the merge: the two sides are not one.
    bool parts(const KeptApart& kept, const Members& a, const Members& b) const {
        bool a_left = is_on(kept.left, a), b_left = is_on(kept.left, b);
        if (kept.from_all) return a_left != b_left;
        return (a_left && is_on(kept.right, b)) || (b_left && is_on(kept.right, a));
    }

    bool is_on(const std::vector<std::string>& side, const Members& members) const {
        auto has = [&](const std::string& term) {
            return std::find(side.begin(), side.end(), term) != side.end();
        };
        return std::any_of(members.begin(), members.end(), [&](const FoldedNode* node) {
            return std::any_of(node->profiles.begin(), node->profiles.end(), [&](Index profile) {
                return has(fold_name(profiles_[profile].name)) || has(profiles_[profile].pin);
            });
        });
    }

    const std::vector<Profile>& profiles_;
    const std::vector<KeptApart>& kept_apart_;
    std::map<std::string, Members> members_;
    std::map<std::string, std::string> into_;
};

/// Base ids of nodes that people merged, to the id that stands for them: the first one named.
std::map<std::string, std::string> merged_ids(const std::vector<FoldedNode>& nodes,
                                              const std::vector<Profile>& profiles,
                                              const NamedActors& named, const Ledger& ledger) {
    Merging merging(nodes, profiles, ledger);
    for (const auto& merge : ledger.merges) {
        const FoldedNode *into = named.find(merge.into), *from = named.find(merge.from);
        if (into && from) merging.merge(*into, *from, merge.time);
    }
    return merging.take();
}

/// Writes merges into the resolution: one smallest profile, one key.
void apply_merges(const std::vector<FoldedNode>& nodes,
                  const std::map<std::string, std::string>& merged, Resolution& resolution) {
    std::map<std::string, std::vector<const FoldedNode*>> groups;
    for (const auto& node : nodes) {
        auto into = merged.find(node.id);
        groups[into == merged.end() ? node.id : into->second].push_back(&node);
    }
    for (const auto& [id, group] : groups) {
        if (group.size() < 2) continue;
        Index first = group.front()->profiles.front();
        std::string key;
        for (const auto* node : group) {
            first = std::min(first, node->profiles.front());
            if (node->id == id) key = node->key;
        }
        for (const auto* node : group)
            for (Index profile : node->profiles) {
                resolution.actor[profile] = first;
                resolution.key[profile] = key;
            }
    }
}

}  // namespace

std::vector<FoldedNode> make_nodes(const std::vector<Profile>& profiles, Resolution& resolution,
                                   const Ledger& ledger, const Gazetteer& gazetteer) {
    std::vector<FoldedNode> nodes = base_nodes(profiles, resolution);
    std::multimap<std::string, std::string> aliases;
    if (!ledger.merges.empty() || !ledger.aliases.empty()) {
        const NamedActors named(nodes, profiles);
        auto merged = merged_ids(nodes, profiles, named, ledger);
        for (const auto& [actor, name] : ledger.aliases) {
            const FoldedNode* node = named.find(actor);
            if (!node) continue;
            auto into = merged.find(node->id);
            aliases.emplace(into == merged.end() ? node->id : into->second, name);
        }
        if (!merged.empty()) {
            apply_merges(nodes, merged, resolution);
            nodes = base_nodes(profiles, resolution);
        }
    }
    for (auto& node : nodes) {
        add_known_names(node, gazetteer);
        auto [first, end] = aliases.equal_range(node.id);
        for (; first != end; ++first) node.names.push_back(first->second);
        std::sort(node.names.begin(), node.names.end());
        node.names.erase(std::unique(node.names.begin(), node.names.end()), node.names.end());
    }
    return nodes;
}

}  // namespace folding
}  // namespace parley
