// The resolver: same key, or same label and same full name with nothing against it.
#include "graph/resolve.hpp"

#include <algorithm>
#include <numeric>
#include <parley/names.hpp>

namespace parley {
namespace {

/// Sets of profiles that are one actor; the smallest index stands for the set.
class Sets {
  public:
    explicit Sets(std::size_t size) : parent_(size) {
        std::iota(parent_.begin(), parent_.end(), 0U);
    }
    std::uint32_t find(std::uint32_t i) {
        while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
        return i;
    }
    void join(std::uint32_t a, std::uint32_t b) {
        a = find(a);
        b = find(b);
        parent_[std::max(a, b)] = std::min(a, b);
    }

  private:
    std::vector<std::uint32_t> parent_;
};

bool contradict(const std::string& a, const std::string& b) {
    return !a.empty() && !b.empty() && a != b;
}

}  // namespace

Resolution resolve(std::span<const Profile> profiles, std::span<const Assertion>) {
    Sets sets(profiles.size());
    Resolution resolution;
    std::map<std::string, std::vector<std::uint32_t>> blocks;
    for (std::uint32_t i = 0; i < profiles.size(); ++i) {
        const Profile& profile = profiles[i];
        std::string name =
            profile.key.empty() ? "n\x1f" + fold_name(profile.name) : "k\x1f" + profile.key;
        blocks[profile.label + '\x1f' + name].push_back(i);
    }
    for (const auto& [block, members] : blocks)
        for (std::size_t i = 1; i < members.size(); ++i) {
            const Profile &a = profiles[members[0]], &b = profiles[members[i]];
            bool same_key = !a.key.empty();
            if (!same_key && (contradict(a.country, b.country) || contradict(a.gender, b.gender))) {
                resolution.decisions.push_back(
                    {members[0], members[i], false, "blocked", a.country + '/' + b.country});
                continue;
            }
            sets.join(members[0], members[i]);
            resolution.decisions.push_back({members[0], members[i], true,
                                            same_key ? "same-key" : "same-name",
                                            same_key ? a.key : a.name});
        }
    for (std::uint32_t i = 0; i < profiles.size(); ++i) resolution.actor.push_back(sets.find(i));
    return resolution;
}

}  // namespace parley
