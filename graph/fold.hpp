#pragma once
// From the set of all claims, and what people decided, to nodes and edges. A pure function of that
// set: the order of claims, batches, runs and workers change nothing.

#include <cstdint>
#include <memory>
#include <parley/claim.hpp>
#include <parley/graph.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/resolve.hpp"

namespace parley {

/// An actor or place of the graph.
struct FoldedNode {
    std::string id;     ///< "o:luong-cuong": the label's letter and the key; unique in the graph
    std::string label;  ///< Official, Party, Body, Place
    std::string name;   ///< best known
    std::vector<std::string> names;       ///< every spelling, `name` included, sorted
    std::string key;                      ///< stable slug, unique within the label
    std::string country;                  ///< ISO 3166-1 alpha-2, or empty
    std::string role;                     ///< latest title known, or empty
    std::vector<std::uint32_t> profiles;  ///< into FoldedGraph::profiles
};

/// Points at a claim in the store.
struct ClaimRef {
    std::string_view article;  ///< lives as long as the FoldedGraph
    std::uint32_t ordinal;
    friend auto operator<=>(const ClaimRef&, const ClaimRef&) = default;
};

/// Claims with the same type, ends and compatible dates.
struct FoldedEdge {
    std::string id;  ///< stable and unique: "MET_WITH o:a o:b 2019-10-22"
    std::string type;
    std::uint32_t source;  ///< into FoldedGraph::nodes; for MET_WITH and SIGNED the smaller id
    std::uint32_t target;
    Date date;                                      ///< the sharpest that the claims give
    std::map<std::string, std::string> properties;  ///< document, place, role: best attested
    std::uint32_t sources;                          ///< articles
    std::uint8_t confidence;                        ///< percent, of all claims together
    std::vector<ClaimRef> claims;                   ///< sorted; never empty
};

/// An actor as one article knows it.
struct ActorSighting {
    std::string_view label, name, article;  ///< live as long as the FoldedGraph
    std::uint32_t profile;                  ///< into FoldedGraph::profiles
};

struct FoldedGraph {
    std::vector<FoldedNode> nodes;         ///< sorted by id
    std::vector<FoldedEdge> edges;         ///< sorted by type, source, target, date
    std::vector<Profile> profiles;         ///< sorted
    std::vector<ActorSighting> sightings;  ///< sorted by article, then name
    Resolution resolution;                 ///< over `profiles`
    std::uint64_t claims = 0;
    std::uint64_t claims_not_happened = 0;  ///< planned, denied, ...: they make nodes, no edges
    std::uint64_t claims_without_edge = 0;  ///< happened, but no two ends were found
    std::uint64_t claims_rejected = 0;      ///< by people, for some of their ends

    std::shared_ptr<const void> texts;  ///< what ClaimRef::article points into
};

/// Collects claims and folds them. Keeps about 100 bytes a claim, not the claims.
class Fold {
  public:
    Fold();
    Fold(Fold&&) noexcept;
    Fold& operator=(Fold&&) noexcept;
    ~Fold();

    /// In any order; (article, ordinal) must be new.
    void add(const Claim& claim);
    /// O(n log n) in the claims added. The Fold is empty afterwards.
    FoldedGraph finish(std::span<const Assertion> assertions);

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// The same for claims at hand.
FoldedGraph fold(std::span<const Claim> claims, std::span<const Assertion> assertions = {});

/// "o" for Official, "p" Party, "b" Body, "l" Place; any other label is written in lower case.
std::string label_letter(std::string_view label);

}  // namespace parley
