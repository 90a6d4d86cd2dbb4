// Needs of a pattern's parts, put together as the compiler puts the parts together: of all ways to
// cut a pattern in two, a few of those that the rarest features make.
#include "ingest/needs.hpp"

#include <algorithm>
#include <tuple>

namespace parley::ingest {
namespace {

constexpr std::size_t kMostNeeds = 6;
/// A need of more features excludes next to nothing.
constexpr std::size_t kLargestNeed = 96;

}  // namespace

void need_both(Needs& all, const Needs& more) {
    for (const Need& need : more) {
        bool known = std::any_of(all.begin(), all.end(), [&](const Need& other) {
            return other.features == need.features;
        });
        if (!known) all.push_back(need);
    }
    // Equal ones in an order that does not hang on which part came first.
    std::sort(all.begin(), all.end(), [](const Need& a, const Need& b) {
        return std::tie(a.frequency, a.features) < std::tie(b.frequency, b.features);
    });
    if (all.size() > kMostNeeds) all.resize(kMostNeeds);
}

Needs need_one_of(const std::vector<Needs>& branches) {
    Needs needs;
    std::size_t most = 0;
    for (const Needs& branch : branches) {
        if (branch.empty()) return {};
        most = std::max(most, branch.size());
    }
    for (std::size_t i = 0; i < most; ++i) {
        Need need;
        for (const Needs& branch : branches) {
            const Need& own = branch[std::min(i, branch.size() - 1)];
            need.features.insert(need.features.end(), own.features.begin(), own.features.end());
            need.frequency += own.frequency;
        }
        std::sort(need.features.begin(), need.features.end());
        need.features.erase(std::unique(need.features.begin(), need.features.end()),
                            need.features.end());
        if (need.features.size() <= kLargestNeed) need_both(needs, {need});
    }
    return needs;
}

}  // namespace parley::ingest
