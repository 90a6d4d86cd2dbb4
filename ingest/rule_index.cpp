// The index of a rule set: which rules may begin with a token, and which need what a sentence has.
#include <algorithm>
#include <bit>

#include "ingest/pack.hpp"
#include "ingest/segment.hpp"

namespace parley::ingest {
namespace {

/// The number of a list or kind that the pack does not have.
constexpr std::uint32_t kNone = 0xFFFFFFFF;

}  // namespace

void RulesBy::add(std::uint32_t key, std::uint32_t rule) {
    if (key != kNone) added_.emplace_back(key, rule);
}

void RulesBy::finish() {
    std::stable_sort(added_.begin(), added_.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    added_.erase(std::unique(added_.begin(), added_.end()), added_.end());
    begin_.assign(added_.empty() ? 0 : added_.back().first + 2, 0);
    for (const auto& [key, rule] : added_) {
        ++begin_[key + 1];
        rules_.push_back(rule);
    }
    for (std::size_t key = 1; key < begin_.size(); ++key) begin_[key] += begin_[key - 1];
    added_.clear();
}

void RuleSet::index(const WellKnown& known) {
    std::uint32_t rule = 0;
    auto open = [&](std::uint64_t trait) {
        by_trait.add(static_cast<std::uint32_t>(std::countr_zero(trait)), rule);
        begins[rule].rest |= trait;
    };
    auto open_word = [&](std::uint32_t word) {
        by_word.add(word, rule);
        begins[rule].rest |= folded_word(word);
    };
    auto open_list = [&](std::uint32_t list) {
        by_list.add(list, rule);
        begins[rule].present |= folded_list(list);
    };
    auto open_kind = [&](std::uint32_t kind) {
        by_kind.add(kind, rule);
        begins[rule].present |= folded_kind(kind);
    };
    auto open_slot = [&](std::uint32_t kind) {
        if (kind == known.actors) return open_kind(known.actor);
        if (kind == known.pair) return open_list(known.list_pair);
        if (kind != known.places && kind != known.dest) return open(kAnything);
        open_kind(known.place);
        open_kind(known.body);
    };
    if (!rules.empty()) required = rules.front().pattern.needs.required;
    needs.resize(rules.size());
    begins.resize(rules.size());
    for (rule = 0; rule < rules.size(); ++rule) {
        const Pattern& pattern = rules[rule].pattern;
        required.keep(pattern.needs.required);
        if (pattern.code.front().op == Op::start) {
            open(kOpensSentence);
            continue;
        }
        for (const Instruction* atom : first_atoms(pattern, 0)) {
            switch (atom->op) {
                case Op::accept:
                    break;  // a match of nothing is none
                case Op::word:
                    open_word(atom->a);
                    break;
                case Op::list:
                    open_list(atom->a);
                    break;
                case Op::span:
                    open_kind(atom->a);
                    break;
                case Op::slot:
                    open_slot(atom->a);
                    break;
                case Op::number:
                    open(folded_flags(kNumber));
                    break;
                case Op::cap:
                case Op::name:
                    open(folded_flags(kCapital));
                    break;
                case Op::all_caps:
                    open(folded_flags(kAllCaps));
                    break;
                default:
                    open(kAnything);
            }
        }
    }
    for (RulesBy* by : {&by_word, &by_list, &by_kind, &by_trait}) by->finish();
    index_needs();
}

/// Puts each rule under what fewest others need of all that it needs, so that the rules under what
/// is in a sentence are few. Of what it requires that is one feature, of a set all.
void RuleSet::index_needs() {
    Features all;
    for (std::uint32_t feature = 0; feature < Features::kCount; ++feature) all.add(feature);
    auto listed = [&](const Features& features) {
        std::vector<std::uint32_t> list;
        features.for_each_in(all, [&](std::uint32_t feature) { list.push_back(feature); });
        return list;
    };
    std::array<std::size_t, Features::kCount> needed{};
    auto count = [&](std::uint32_t feature) { ++needed[feature]; };
    for (const Rule& rule : rules) {
        rule.pattern.needs.required.for_each_in(all, count);
        for (std::size_t i = 0; i < rule.pattern.needs.sets; ++i)
            rule.pattern.needs.any[i].for_each_in(all, count);
    }
    auto sum = [&](const std::vector<std::uint32_t>& features) {
        std::size_t rules_there = 0;
        for (std::uint32_t feature : features) rules_there += needed[feature];
        return rules_there;
    };
    for (std::uint32_t rule = 0; rule < rules.size(); ++rule) {
        const SentenceNeeds& wanted = rules[rule].pattern.needs;
        RuleNeeds& need = needs[rule];
        need.any = wanted.any, need.sets = wanted.sets;
        std::vector<std::uint32_t> musts = listed(wanted.required), best;
        std::stable_sort(musts.begin(), musts.end(),
                         [&](std::uint32_t a, std::uint32_t b) { return needed[a] < needed[b]; });
        for (; need.count < std::min(musts.size(), RuleNeeds::kMost); ++need.count)
            need.required[need.count] = static_cast<std::uint16_t>(musts[need.count]);
        if (!musts.empty()) best = {musts.front()};
        for (std::size_t i = 0; i < wanted.sets; ++i) {
            const auto set = listed(wanted.any[i]);
            if (best.empty() || sum(set) < sum(best)) best = set;
        }
        if (best.empty()) needing_nothing.push_back(rule);
        for (std::uint32_t feature : best) by_need.add(feature, rule), keys.add(feature);
    }
    by_need.finish();
}

}  // namespace parley::ingest
