// Which pairs are worth a person's look, and why an actor is one.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <parley/names.hpp>
#include <set>
#include <tuple>

#include "graph/identity.hpp"
#include "graph/resolve_rules.hpp"

namespace parley {
namespace {

/// How likely a pair that a rule parted is one after all, at equal names. Guesses in this order are
/// enough: they only decide what is shown first.
struct Doubt {
    std::string_view rule;
    double likely;
};
constexpr Doubt kParted[] = {{resolving::kAmbiguous, 0.5},      {resolving::kNamesNear, 0.5},
                             {resolving::kOtherGender, 0.4},    {resolving::kOtherCountry, 0.25},
                             {resolving::kOfficesOverlap, 0.2}, {resolving::kOtherMarks, 0.1}};
/// How likely a pair that a rule joined is two, at names that just pass.
constexpr Doubt kJoined[] = {{resolving::kShortName, 0.3}, {resolving::kSameSpelling, 0.4}};

/// Decisions of one actor that an explanation spells out.
constexpr std::size_t kMostReasons = 40;
constexpr std::size_t kMostArticles = 5;

double doubt_of(const Decision& decision) {
    if (decision.same) {
        for (const auto& known : kJoined)
            if (known.rule == decision.rule)
                return known.likely * std::min(1.0, 5 * (1 - decision.score));
        return 0;
    }
    for (const auto& known : kParted)
        if (known.rule == decision.rule) return known.likely * decision.score;
    return 0;
}

/// The names of pairs that people said are one: not shown again.
std::set<std::pair<std::string, std::string>> confirmed(const Ledger& ledger) {
    std::set<std::pair<std::string, std::string>> names;
    for (const auto& merge : ledger.merges) {
        auto one = sighting_of(merge.into), other = sighting_of(merge.from);
        if (one && other) names.insert(std::minmax(fold_name(one->name), fold_name(other->name)));
    }
    return names;
}

std::string indented(const NameComparison& compared) {
    std::string text;
    for (const auto& step : compared.steps)
        text += fmt::format("        {} ~ {}  {:.2f}  {}\n", step.left.empty() ? "-" : step.left,
                            step.right.empty() ? "-" : step.right, step.score, step.reason);
    return text;
}

}  // namespace

std::vector<ReviewPair> Identities::review(std::size_t limit) const {
    const auto decided = confirmed(impl_->ledger);
    std::map<std::pair<std::uint32_t, std::uint32_t>, ReviewPair> best;
    for (const auto& decision : impl_->graph.resolution.decisions) {
        double doubt = doubt_of(decision);
        if (doubt <= 0) continue;
        auto left = impl_->node_of_profile[decision.left];
        auto right = impl_->node_of_profile[decision.right];
        if (decision.same != (left == right)) continue;  // settled otherwise, by rule or by people
        const Profile &a = impl_->graph.profiles[decision.left],
                      &b = impl_->graph.profiles[decision.right];
        if (decided.contains(std::minmax(fold_name(a.name), fold_name(b.name)))) continue;
        auto weight = static_cast<double>(decision.same ? std::min(a.sightings, b.sightings)
                                                        : std::min(impl_->articles_of_node[left],
                                                                   impl_->articles_of_node[right]));
        double worth = 4 * doubt * (1 - doubt) * std::log2(1 + weight);
        auto place = best.find(std::minmax(left, right));
        if (place != best.end() && place->second.worth >= worth) continue;
        Sighting one = impl_->sighting_of_profile(decision.left);
        Sighting other = impl_->sighting_of_profile(decision.right);
        best.insert_or_assign(std::minmax(left, right),
                              ReviewPair{impl_->describe(left), impl_->describe(right), one.name,
                                         other.name, one.article, other.article, decision.same,
                                         decision.rule, decision.detail, decision.score, worth});
    }
    std::vector<ReviewPair> pairs;
    for (auto& [nodes, pair] : best) pairs.push_back(std::move(pair));
    std::stable_sort(pairs.begin(), pairs.end(),
                     [](const auto& a, const auto& b) { return a.worth > b.worth; });
    if (pairs.size() > limit) pairs.resize(limit);
    return pairs;
}

std::string Identities::explain(std::string_view actor) const {
    const auto index = impl_->find_one(actor);
    const FoldedNode& node = impl_->node(index);
    std::string text = fmt::format("{}, {}\n", short_text(impl_->describe(index)), node.label);
    for (const auto& seen : names_of(node.id)) {
        text += fmt::format("{:>6}  {}  ", seen.articles.size(), seen.name);
        for (std::size_t i = 0; i < std::min(seen.articles.size(), kMostArticles); ++i)
            text += (i == 0 ? "" : ", ") + seen.articles[i];
        text += seen.articles.size() > kMostArticles ? ", ...\n" : "\n";
    }
    if (const auto* entry = impl_->gazetteer.find(node.label, node.key))
        text += fmt::format("known beforehand: {} ({})\n", entry->key, entry->where);

    // Equal reasons are told once, whatever the number of articles.
    std::set<std::tuple<std::string, std::string, std::string, std::string>> joined, parted;
    for (const auto& decision : impl_->graph.resolution.decisions) {
        auto left = impl_->node_of_profile[decision.left];
        auto right = impl_->node_of_profile[decision.right];
        if (left != index && right != index) continue;
        const std::string &a = impl_->graph.profiles[decision.left].name,
                          &b = impl_->graph.profiles[decision.right].name;
        if (left == right && decision.same) {
            // The same words twice need no reason.
            if (a != b) joined.insert({decision.rule, a, b, decision.detail});
        } else if (left != right && !decision.same) {
            auto other = left == index ? right : left;
            parted.insert({short_text(impl_->describe(other)), decision.rule, a, b});
        }
    }
    if (!joined.empty()) text += "one actor, because\n";
    std::size_t told = 0;
    for (const auto& [rule, a, b, detail] : joined) {
        if (++told > kMostReasons) break;
        text += fmt::format("    {} = {}: {} ({})\n", a, b, rule, detail);
        if (rule != resolving::kSameKey) text += indented(compare_names(a, b));
    }
    if (joined.size() > kMostReasons)
        text += fmt::format("    and {} more\n", joined.size() - kMostReasons);
    if (!parted.empty()) text += "near, and another actor\n";
    told = 0;
    for (const auto& [other, rule, a, b] : parted) {
        if (++told > kMostReasons) break;
        text += fmt::format("    {}: {}, {} / {}\n", other, rule, a, b);
    }
    if (parted.size() > kMostReasons)
        text += fmt::format("    and {} more\n", parted.size() - kMostReasons);
    return text;
}

}  // namespace parley
