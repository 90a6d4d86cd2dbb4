// Who is who in a store: its fold, looked up by actor; and the decisions that can be made about it.
#include "graph/identity.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <parley/names.hpp>
#include <set>

namespace parley {
namespace {

/// Sightings that an assertion names where names alone do not tell two actors apart.
constexpr std::size_t kMostSightings = 20;
/// Actors that a hint lists.
constexpr std::size_t kMostListed = 8;

FoldedGraph fold_store(const Graph& store, std::span<const Assertion> assertions) {
    Fold fold;
    store.for_each_claim([&](const Claim& claim) { fold.add(claim); });
    return fold.finish(assertions);
}

}  // namespace

Identities::Impl::Impl(const Graph& store)
    : held(holding(store.assertions())),
      ledger(read_ledger(held)),
      gazetteer(with_known(Gazetteer::built_in(), ledger.known)) {
    graph = fold_store(store, held);
    node_of_profile.resize(graph.profiles.size());
    sightings_of_profile.resize(graph.profiles.size());
    for (std::uint32_t i = 0; i < graph.sightings.size(); ++i)
        sightings_of_profile[graph.sightings[i].profile].push_back(i);
    for (std::uint32_t n = 0; n < graph.nodes.size(); ++n) {
        std::set<std::string_view> articles;
        for (auto profile : graph.nodes[n].profiles) {
            node_of_profile[profile] = n;
            for (auto i : sightings_of_profile[profile])
                articles.insert(graph.sightings[i].article);
        }
        articles_of_node.push_back(articles.size());
        std::set<std::string> folded;
        for (const auto& name : graph.nodes[n].names) folded.insert(fold_name(name));
        for (const auto& name : folded) nodes_by_name.emplace(name, n);
    }
}

IdentityActor Identities::Impl::describe(std::uint32_t index) const {
    const FoldedNode& node = graph.nodes[index];
    return {node.id,
            node.label,
            node.name,
            node.country,
            node.role,
            node.names,
            articles_of_node[index]};
}

std::vector<std::uint32_t> Identities::Impl::find(std::string_view actor) const {
    std::vector<std::uint32_t> found;
    auto by_id = std::lower_bound(graph.nodes.begin(), graph.nodes.end(), actor,
                                  [](const auto& node, auto text) { return node.id < text; });
    if (by_id != graph.nodes.end() && by_id->id == actor)
        return {static_cast<std::uint32_t>(by_id - graph.nodes.begin())};
    auto [first, end] = nodes_by_name.equal_range(fold_name(actor));
    for (; first != end; ++first) found.push_back(first->second);
    std::stable_sort(found.begin(), found.end(),
                     [&](auto a, auto b) { return articles_of_node[a] > articles_of_node[b]; });
    return found;
}

std::uint32_t Identities::Impl::find_one(std::string_view actor) const {
    std::vector<std::uint32_t> found = find(actor);
    if (found.empty())
        throw Error(fmt::format("nobody whom articles speak of is called \"{}\"", actor),
                    "give a name as an article writes it, or an id as in o:vladimir-putin");
    if (found.size() == 1) return found.front();
    std::string list;
    for (std::size_t i = 0; i < std::min(found.size(), kMostListed); ++i)
        list += (i == 0 ? "" : "; ") + short_text(describe(found[i]));
    if (found.size() > kMostListed) list += fmt::format("; {} more", found.size() - kMostListed);
    throw Error(fmt::format("{} are called \"{}\"", found.size(), actor),
                "give the id of one: " + list);
}

Sighting Identities::Impl::sighting_of_profile(std::uint32_t profile) const {
    const ActorSighting& seen = graph.sightings[sightings_of_profile[profile].front()];
    return {std::string(seen.label), std::string(seen.name), std::string(seen.article)};
}

Sighting Identities::Impl::sighting_of_node(std::uint32_t index) const {
    const FoldedNode& wanted = graph.nodes[index];
    for (auto profile : wanted.profiles)
        if (graph.profiles[profile].name == wanted.name) return sighting_of_profile(profile);
    return sighting_of_profile(wanted.profiles.front());
}

std::string short_text(const IdentityActor& actor) {
    std::string text = fmt::format("{} ({}", actor.name, actor.id);
    if (!actor.country.empty()) text += ", " + actor.country;
    if (!actor.role.empty()) text += ", " + actor.role;
    return text + fmt::format(", {} article{})", actor.articles, actor.articles == 1 ? "" : "s");
}

Identities::Identities(const Graph& graph) : impl_(std::make_unique<Impl>(graph)) {}
Identities::~Identities() = default;
Identities::Identities(Identities&&) noexcept = default;
Identities& Identities::operator=(Identities&&) noexcept = default;

std::vector<IdentityActor> Identities::called(std::string_view actor) const {
    std::vector<IdentityActor> actors;
    for (auto node : impl_->find(actor)) actors.push_back(impl_->describe(node));
    return actors;
}

IdentityActor Identities::the(std::string_view actor) const {
    return impl_->describe(impl_->find_one(actor));
}

std::vector<IdentityName> Identities::names_of(std::string_view actor) const {
    std::map<std::string, std::set<std::string>> articles;
    for (auto profile : impl_->node(impl_->find_one(actor)).profiles)
        for (auto i : impl_->sightings_of_profile[profile])
            articles[impl_->graph.profiles[profile].name].emplace(
                impl_->graph.sightings[i].article);
    std::vector<IdentityName> names;
    for (auto& [name, in] : articles) names.push_back({name, {in.begin(), in.end()}});
    std::stable_sort(names.begin(), names.end(), [](const auto& a, const auto& b) {
        return a.articles.size() > b.articles.size();
    });
    return names;
}

// ---- Decisions -------------------------------------------------------------------------------

namespace {

void need_one_label(const IdentityActor& one, const IdentityActor& other) {
    if (one.id == other.id)
        throw Error(fmt::format("both are {}", short_text(one)), "name two actors");
    if (one.label != other.label)
        throw Error(fmt::format("{} is of label {}, {} of label {}", one.id, one.label, other.id,
                                other.label),
                    "only actors of one label can be one");
}

using Names = std::map<std::string, std::string>;  // folded to written

Names names_of_profiles(const FoldedGraph& graph, const FoldedNode& node) {
    Names names;
    for (auto profile : node.profiles)
        names.emplace(fold_name(graph.profiles[profile].name), graph.profiles[profile].name);
    return names;
}

}  // namespace

Assertion Identities::merge(std::string_view into, std::string_view from) const {
    const auto first = impl_->find_one(into), second = impl_->find_one(from);
    need_one_label(impl_->describe(first), impl_->describe(second));
    return {"merge",
            {to_text(impl_->sighting_of_node(first)), to_text(impl_->sighting_of_node(second))},
            {},
            {}};
}

Assertion Identities::different(std::string_view one, std::string_view other) const {
    const auto first = impl_->find_one(one), second = impl_->find_one(other);
    need_one_label(impl_->describe(first), impl_->describe(second));
    const FoldedNode &a = impl_->node(first), &b = impl_->node(second);
    Names left = names_of_profiles(impl_->graph, a), right = names_of_profiles(impl_->graph, b);
    bool share = std::any_of(left.begin(), left.end(),
                             [&](const auto& name) { return right.contains(name.first); });
    Assertion assertion{"different", {a.label}, {}, {}};
    auto add = [&](const FoldedNode& node, const Names& names) {
        if (!share)
            for (const auto& [folded, name] : names) assertion.arguments.push_back(name);
        // One name for two actors: told apart by where they are spoken of.
        for (std::size_t i = 0; share && i < std::min(node.profiles.size(), kMostSightings); ++i)
            assertion.arguments.push_back(to_text(impl_->sighting_of_profile(node.profiles[i])));
    };
    add(a, left);
    assertion.arguments.emplace_back("|");
    add(b, right);
    return assertion;
}

Assertion Identities::split(std::string_view actor,
                            const std::vector<std::string>& names_or_articles) const {
    const auto index = impl_->find_one(actor);
    const FoldedNode& node = impl_->node(index);
    Assertion assertion{"different", {node.label}, {}, {}};
    std::set<std::uint32_t> parted;
    for (const auto& wanted : names_or_articles) {
        std::set<std::string> terms;
        for (auto profile : node.profiles) {
            const std::string& name = impl_->graph.profiles[profile].name;
            const auto& seen = impl_->sightings_of_profile[profile];
            if (fold_name(name) == fold_name(wanted)) {
                terms.insert(name);
                parted.insert(seen.begin(), seen.end());
            }
            for (auto i : seen)
                if (impl_->graph.sightings[i].article == wanted) {
                    terms.insert(to_text(Sighting{node.label, name, wanted}));
                    parted.insert(i);
                }
        }
        if (terms.empty())
            throw Error(fmt::format("{} has no name \"{}\" and is not in an article of that id",
                                    node.id, wanted),
                        fmt::format("parley split {} lists names and articles", node.id));
        assertion.arguments.insert(assertion.arguments.end(), terms.begin(), terms.end());
    }
    std::size_t all = 0;
    for (auto profile : node.profiles) all += impl_->sightings_of_profile[profile].size();
    if (parted.size() == all)
        throw Error(fmt::format("that is all of {}: nothing would be left", node.id),
                    "name only what belongs to another actor");
    assertion.arguments.emplace_back("|");
    assertion.arguments.emplace_back("*");
    return assertion;
}

Assertion Identities::alias(std::string_view actor, std::string_view name) const {
    if (fold_name(name).empty()) throw Error("an alias needs a letter");
    return {"alias",
            {to_text(impl_->sighting_of_node(impl_->find_one(actor))), std::string(name)},
            {},
            {}};
}

Assertion Identities::are_one(const ReviewPair& pair) const {
    return {"merge",
            {to_text(Sighting{pair.left.label, pair.left_name, pair.left_article}),
             to_text(Sighting{pair.right.label, pair.right_name, pair.right_article})},
            {},
            {}};
}

Assertion Identities::are_two(const ReviewPair& pair) const {
    if (!pair.is_one) return different(pair.left.id, pair.right.id);
    bool by_name = fold_name(pair.left_name) != fold_name(pair.right_name);
    auto term = [&](const std::string& name, const std::string& article) {
        return by_name ? name : to_text(Sighting{pair.left.label, name, article});
    };
    return {"different",
            {pair.left.label, term(pair.left_name, pair.left_article), "|",
             term(pair.right_name, pair.right_article)},
            {},
            {}};
}

}  // namespace parley
