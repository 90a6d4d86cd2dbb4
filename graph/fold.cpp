// The fold, step by step: collect claims as numbers, gather each article's actors, resolve them
// across articles, make nodes, make edges. Everything that orders anything orders by content, never
// by arrival.
#include "graph/fold.hpp"

#include <algorithm>
#include <tuple>

#include "graph/fold_parts.hpp"
#include "graph/ledger.hpp"

namespace parley {
namespace folding {
namespace {

Index add_description(Collected& collected, const Actor& actor) {
    std::string bytes;
    auto part = [&](const std::string& text) {
        bytes += text;
        bytes += '\x1f';
    };
    part(actor.label);
    part(actor.name);
    part(actor.key);
    part(actor.country);
    part(actor.gender);
    for (const auto& name : actor.names) part(name);
    auto [entry, fresh] = collected.description_numbers.emplace(
        std::move(bytes), static_cast<Index>(collected.descriptions.size()));
    if (fresh) {
        collected.descriptions.push_back(actor);
        collected.descriptions.back().number = 0;
    }
    return entry->second;
}

void collect(Collected& into, const Claim& claim) {
    Event event;
    event.article = into.strings.add(claim.article);
    event.ordinal = claim.ordinal;
    event.type = into.strings.add(claim.type);
    event.happened = claim.modality == "happened";
    event.confidence = claim.confidence;
    event.date = into.strings.add(claim.date.text());
    event.start = claim.evidence.start;
    event.first_part = static_cast<Index>(into.parts.size());
    for (const auto& participant : claim.participants)
        into.parts.push_back({into.strings.add(participant.role), participant.actor.number,
                              add_description(into, participant.actor)});
    event.end_part = static_cast<Index>(into.parts.size());
    event.first_property = static_cast<Index>(into.properties.size());
    for (const auto& [name, value] : claim.properties)
        into.properties.emplace_back(into.strings.add(name), into.strings.add(value));
    event.end_property = static_cast<Index>(into.properties.size());
    into.events.push_back(event);
}

}  // namespace
}  // namespace folding

using namespace folding;

struct Fold::Impl {
    std::shared_ptr<Collected> collected = std::make_shared<Collected>();
};

Fold::Fold() : impl_(std::make_unique<Impl>()) {}
Fold::Fold(Fold&&) noexcept = default;
Fold& Fold::operator=(Fold&&) noexcept = default;
Fold::~Fold() = default;

void Fold::add(const Claim& claim) { collect(*impl_->collected, claim); }

FoldedGraph Fold::finish(std::span<const Assertion> assertions) {
    auto collected = std::exchange(impl_->collected, std::make_shared<Collected>());
    FoldedGraph graph;
    graph.claims = collected->events.size();
    for (const auto& event : collected->events) graph.claims_not_happened += !event.happened;

    const Ledger ledger = read_ledger(assertions);
    const Gazetteer gazetteer = with_known(Gazetteer::built_in(), ledger.known);
    Gathered gathered = gather_actors(*collected, ledger);
    graph.profiles = std::move(gathered.profiles);
    graph.sightings = std::move(gathered.sightings);
    graph.resolution = resolve(graph.profiles, gazetteer, ledger.told);
    graph.nodes = make_nodes(graph.profiles, graph.resolution, ledger, gazetteer);

    std::vector<Index> node_of_profile(graph.profiles.size());
    for (Index node = 0; node < graph.nodes.size(); ++node)
        for (Index profile : graph.nodes[node].profiles) node_of_profile[profile] = node;
    std::vector<Index> node_of_actor;
    node_of_actor.reserve(gathered.profile_of_actor.size());
    for (Index profile : gathered.profile_of_actor)
        node_of_actor.push_back(node_of_profile[profile]);

    Edges made = make_edges(*collected, node_of_actor, graph.nodes, ledger);
    graph.edges = std::move(made.edges);
    graph.claims_without_edge = made.without_edge;
    graph.claims_rejected = made.rejected;
    std::sort(graph.sightings.begin(), graph.sightings.end(),
              [](const ActorSighting& a, const ActorSighting& b) {
                  return std::tie(a.article, a.name, a.label, a.profile) <
                         std::tie(b.article, b.name, b.label, b.profile);
              });
    graph.texts = std::make_shared<Strings>(std::move(collected->strings));
    return graph;
}

FoldedGraph fold(std::span<const Claim> claims, std::span<const Assertion> assertions) {
    Fold all;
    for (const auto& claim : claims) all.add(claim);
    return all.finish(assertions);
}

}  // namespace parley
