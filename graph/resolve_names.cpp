// Equal keys and equal full names: the sure steps.
#include <algorithm>
#include <parley/names.hpp>

#include "graph/resolve_rules.hpp"

namespace parley::resolving {
namespace {

/// Was one seen in an office of a body in which the other was seen too?
bool share_body(const Cluster& a, const Cluster& b) {
    return std::any_of(a.held.begin(), a.held.end(), [&](const Held& x) {
        return std::any_of(b.held.begin(), b.held.end(),
                           [&](const Held& y) { return x.body == y.body; });
    });
}

/// Profiles that say most come first: they found the groups that the others must fit.
std::vector<Index> most_telling_first(Clusters& clusters, const std::vector<Index>& block) {
    std::vector<Index> order = block;
    auto told = [&](Index i) {
        const Profile& profile = clusters.profile(i);
        // Marks part Vietnamese names that are one without them.
        bool is_marked = !clusters.of(i).marked.empty();
        return (i >= clusters.given() ? 8 : 0) + (is_marked ? 4 : 0) +
               (profile.country.empty() ? 0 : 2) + (profile.offices.empty() ? 0 : 1);
    };
    std::stable_sort(order.begin(), order.end(),
                     [&](Index a, Index b) { return told(a) > told(b); });
    return order;
}

/// One block of equal full names. A profile that fits two groups which are not one goes to the one
/// whose offices it shares, else it stays alone: to put it into either would be a guess.
void join_block(Clusters& clusters, const std::vector<Index>& block, const std::string& name) {
    std::vector<Index> groups;
    for (Index i : most_telling_first(clusters, block)) {
        std::vector<Index> fitting;
        for (Index group : groups)
            if (clusters.root(group) == clusters.root(i) ||
                !clusters.against(clusters.of(group), clusters.of(i), true))
                fitting.push_back(group);
        if (fitting.size() > 1) {
            std::vector<Index> colleagues;
            for (Index group : fitting)
                if (share_body(clusters.of(group), clusters.of(i))) colleagues.push_back(group);
            if (colleagues.size() == 1) fitting = std::move(colleagues);
        }
        if (fitting.size() == 1) {
            clusters.join(fitting.front(), i, kSameName, name, true);
        } else if (fitting.empty()) {
            for (Index group : groups) clusters.join(group, i, kSameName, name, true);
            groups.push_back(i);
        } else {
            for (Index group : fitting) clusters.decline(group, i, kAmbiguous, name, 1);
        }
    }
}

using Blocks = std::map<std::string, std::vector<Index>>;

}  // namespace

/// A profile that a person spoke of, and those that say the same in other articles.
void join_same_words(Clusters& clusters) {
    auto without_pin = [&](Index i) {
        Profile profile = clusters.profile(i);
        profile.pin.clear();
        return profile;
    };
    for (Index i = 1; i < clusters.given(); ++i) {
        if (clusters.profile(i).pin.empty()) continue;
        for (Index twin = i; twin-- > 0;) {
            if (profile_less(without_pin(twin), without_pin(i))) break;
            if (clusters.join(twin, i, kSameWords, clusters.profile(i).name, true)) break;
        }
    }
}

void join_same_key(Clusters& clusters) {
    Blocks blocks;
    for (Index i = 0; i < clusters.size(); ++i)
        if (const Profile& profile = clusters.profile(i); !profile.key.empty())
            blocks[profile.label + '\x1f' + profile.key].push_back(i);
    for (const auto& [key, block] : blocks)
        for (Index i : block)
            clusters.join(block.front(), i, kSameKey, clusters.profile(i).key, true);
}

void join_aliases(Clusters& clusters, std::span<const Alias> aliases) {
    if (aliases.empty()) return;
    std::map<std::string, std::vector<Index>> of_pin, of_name;
    for (Index i = 0; i < clusters.given(); ++i) {
        const Profile& profile = clusters.profile(i);
        if (!profile.pin.empty()) of_pin[profile.pin].push_back(i);
        of_name[profile.label + '\x1f' + fold_name(profile.name)].push_back(i);
    }
    for (const auto& alias : aliases)
        for (Index actor : of_pin[alias.pin]) {
            auto named =
                of_name.find(clusters.profile(actor).label + '\x1f' + fold_name(alias.name));
            if (named == of_name.end()) continue;
            for (Index other : named->second)
                clusters.join(actor, other, kAlias, alias.name, false);
        }
}

void join_same_name(Clusters& clusters) {
    Blocks blocks;
    for (Index i = 0; i < clusters.size(); ++i) {
        const Profile& profile = clusters.profile(i);
        // A gazetteer entry is found by each of its names; a claim's actor by its fullest.
        std::set<std::string> folded{fold_name(profile.name)};
        if (i >= clusters.given())
            for (const auto& name : profile.names) folded.insert(fold_name(name));
        for (const auto& name : folded)
            if (profile.label != "Official" || is_full_name(name))
                blocks[profile.label + '\x1f' + name].push_back(i);
    }
    for (const auto& [name, block] : blocks)
        if (block.size() > 1) join_block(clusters, block, name.substr(name.find('\x1f') + 1));
}

}  // namespace parley::resolving
