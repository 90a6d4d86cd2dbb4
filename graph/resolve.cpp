// The resolver, from sure to less sure: the gazetteer's keys, equal full names, names that sound
// alike, short names that fit one actor only.
#include "graph/resolve.hpp"

#include "graph/resolve_rules.hpp"

namespace parley {

Resolution resolve(std::span<const Profile> profiles, const Gazetteer& gazetteer,
                   std::span<const KeptApart> kept_apart) {
    using namespace resolving;
    Clusters clusters(profiles, gazetteer, kept_apart);
    join_same_key(clusters);
    join_same_name(clusters);
    join_spellings(clusters);
    join_short_names(clusters);
    return clusters.take();
}

}  // namespace parley
