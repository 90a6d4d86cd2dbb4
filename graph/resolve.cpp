// The resolver, from sure to less sure: the gazetteer's keys, equal full names, names that people
// told, names that sound alike, short names that fit one actor only.
#include "graph/resolve.hpp"

#include "graph/resolve_rules.hpp"

namespace parley {

Resolution resolve(std::span<const Profile> profiles, const Gazetteer& gazetteer,
                   const Told& told) {
    using namespace resolving;
    Clusters clusters(profiles, gazetteer, told);
    join_same_words(clusters);
    join_same_key(clusters);
    join_same_name(clusters);
    join_aliases(clusters, told.aliases);
    join_spellings(clusters);
    join_short_names(clusters);
    return clusters.take();
}

}  // namespace parley
