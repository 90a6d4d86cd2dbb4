#pragma once
// What Identities holds: the folded graph and where each actor stands in it.

#include <map>
#include <parley/identity.hpp>

#include "graph/fold.hpp"
#include "graph/ledger.hpp"

namespace parley {

struct Identities::Impl {
    FoldedGraph graph;
    std::vector<Assertion> held;
    Ledger ledger;
    Gazetteer gazetteer;
    std::vector<std::uint32_t> node_of_profile;
    std::vector<std::vector<std::uint32_t>> sightings_of_profile;  ///< into graph.sightings
    std::vector<std::uint64_t> articles_of_node;
    std::multimap<std::string, std::uint32_t> nodes_by_name;  ///< folded

    explicit Impl(const Graph& store);

    IdentityActor describe(std::uint32_t node) const;
    std::vector<std::uint32_t> find(std::string_view actor) const;
    std::uint32_t find_one(std::string_view actor) const;
    const FoldedNode& node(std::uint32_t index) const { return graph.nodes[index]; }
    /// One sighting that stands for the node: of its best known name, in the first article.
    Sighting sighting_of_node(std::uint32_t node) const;
    Sighting sighting_of_profile(std::uint32_t profile) const;
};

/// "Gennadi Sjuganow (o:gennadi-sjuganow, RU, 12 articles)".
std::string short_text(const IdentityActor& actor);

}  // namespace parley
