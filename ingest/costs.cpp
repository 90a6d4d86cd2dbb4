// What each rule costs on a set of articles: for who makes a pack faster.
#include <fmt/format.h>

#include <parley/packs.hpp>

#include "ingest/analysis.hpp"
#include "ingest/language.hpp"
#include "ingest/pack_shelf.hpp"

namespace parley {
namespace {

using namespace ingest;

/// Calls `visit(rule, section)` for every rule of the pack, always in the same order.
template <typename Visit>
void for_each_rule(const Pack& pack, Visit visit) {
    const auto each = [&](const RuleSet& set, std::string_view section) {
        for (const Rule& rule : set.rules) {
            const std::string_view space = rule.group.empty() ? "" : " ";
            visit(rule, fmt::format("[{}{}{}]", section, space, rule.group));
        }
    };
    for (const SpanLevel& level : pack.levels) each(level.set, "span");
    each(pack.events, "event");
    each(pack.negatives, "not");
    each(pack.modalities, "modality");
    each(pack.dates, "date");
    for (const Rule& rule : pack.decoys.rules) visit(rule, "[date decoy]");
}

}  // namespace

void measure(const Article& article, const Packs& packs, std::map<std::string, PackCost>& costs) {
    const Pack* pack = packs.data().shelf.find(language_of(article, packs));
    PackCost& mine = costs[pack ? pack->language : ""];
    ++mine.articles;
    if (!pack) return;
    if (mine.rules.empty())
        for_each_rule(*pack, [&](const Rule& rule, const std::string& section) {
            mine.rules.push_back({fmt::format("{} {}", section, rule.name),
                                  fmt::format("{}:{}", rule.file, rule.line), 0, 0, 0});
        });
    RuleCosts here;
    const Analysis analysis(article, *pack, Look::for_claims, &here);
    std::size_t number = 0;
    for_each_rule(*pack, [&](const Rule& rule, const std::string&) {
        RuleCost& cost = mine.rules[number++];
        const auto found = here.find(&rule);
        if (found == here.end()) return;
        cost.attempts += found->second.attempts;
        cost.matches += found->second.matches;
        cost.steps += found->second.steps;
        mine.steps += found->second.steps;
    });
}

}  // namespace parley
