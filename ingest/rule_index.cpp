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
        gates[rule].begin.rest |= trait;
    };
    auto open_word = [&](std::uint32_t word) {
        by_word.add(word, rule);
        gates[rule].begin.rest |= folded_word(word);
    };
    auto open_list = [&](std::uint32_t list) {
        by_list.add(list, rule);
        gates[rule].begin.present |= folded_list(list);
    };
    auto open_kind = [&](std::uint32_t kind) {
        by_kind.add(kind, rule);
        gates[rule].begin.present |= folded_kind(kind);
    };
    auto open_slot = [&](std::uint32_t kind) {
        if (kind == known.actors) return open_kind(known.actor);
        if (kind == known.pair) return open_list(known.list_pair);
        if (kind != known.places && kind != known.dest) return open(kAnything);
        open_kind(known.place);
        open_kind(known.body);
    };
    gates.resize(rules.size());
    for (rule = 0; rule < rules.size(); ++rule) {
        const Pattern& pattern = rules[rule].pattern;
        gates[rule].second = pattern.second;
        gates[rule].kinds = pattern.needs.required.kinds();
        for (std::size_t i = 0; i < pattern.needs.sets; ++i)
            gates[rule].more |= pattern.needs.any[i].kinds() != 0;
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
                case Op::words:
                    for (const WordSet::Word& own : pattern.word_sets[atom->a].words)
                        open_word(own.word);
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
}

namespace {

/// The features as numbers, but for kinds of span.
std::vector<std::uint32_t> listed(const Features& features) {
    std::vector<std::uint32_t> list;
    features.for_each_in(features, [&](std::uint32_t feature) {
        if (feature / 64 != Features::kind(0) / 64) list.push_back(feature);
    });
    return list;
}

}  // namespace

void NeedIndex::add(RuleSet& set) {
    set.place = words();
    for (std::uint32_t rule = 0; rule < set.rules.size(); ++rule) {
        const SentenceNeeds& wanted = set.rules[rule].pattern.needs;
        RuleNeeds need;
        for (std::uint32_t feature : listed(wanted.required))
            if (need.count < RuleNeeds::kMost)
                need.required[need.count++] = static_cast<std::uint16_t>(feature);
        for (std::size_t i = 0; i < wanted.sets; ++i)
            if (wanted.any[i].kinds() == 0) need.any[need.sets++] = wanted.any[i];
        rules_.push_back(static_cast<std::uint32_t>(needs_.size()));
        needs_.push_back(need);
    }
    needs_.resize((needs_.size() + 63) / 64 * 64);
}

/// Puts each rule under what fewest others need of all that it needs, so that the rules under what
/// is in a sentence are few. Of what it requires that is one feature, of a set all. What it is
/// under is there when it is considered, and is not asked for again.
void NeedIndex::finish() {
    std::array<std::size_t, Features::kCount> needed{};
    for (std::uint32_t rule : rules_) {
        const RuleNeeds& need = needs_[rule];
        for (std::size_t i = 0; i < need.count; ++i) ++needed[need.required[i]];
        for (std::size_t i = 0; i < need.sets; ++i)
            for (std::uint32_t feature : listed(need.any[i])) ++needed[feature];
    }
    auto sum = [&](const std::vector<std::uint32_t>& features) {
        std::size_t rules_there = 0;
        for (std::uint32_t feature : features) rules_there += needed[feature];
        return rules_there;
    };
    for (std::uint32_t rule : rules_) {
        RuleNeeds& need = needs_[rule];
        std::stable_sort(need.required.begin(), need.required.begin() + need.count,
                         [&](auto a, auto b) { return needed[a] < needed[b]; });
        std::vector<std::uint32_t> best;
        if (need.count > 0) best = {need.required.front()};
        std::size_t best_set = need.sets;  // none
        for (std::size_t i = 0; i < need.sets; ++i) {
            const auto set = listed(need.any[i]);
            if (best.empty() || sum(set) < sum(best)) best = set, best_set = i;
        }
        if (best.empty()) {
            needing_nothing_.push_back(rule);
        } else if (best_set < need.sets) {
            need.any[best_set] = need.any[--need.sets];
        } else {
            std::shift_left(need.required.begin(), need.required.begin() + need.count--, 1);
        }
        for (std::uint32_t feature : best) by_need_.add(feature, rule), keys_.add(feature);
    }
    by_need_.finish();
}

}  // namespace parley::ingest
