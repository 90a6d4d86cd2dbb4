// The index of a rule set: which rules may begin with a token, and which need what a sentence has.
#include <algorithm>
#include <bit>
#include <parley/error.hpp>
#include <utility>

#include "ingest/pack.hpp"
#include "ingest/segment.hpp"

namespace parley::ingest {
namespace {

/// The number of a list or kind that the pack does not have.
constexpr std::uint32_t kNone = 0xFFFFFFFF;

}  // namespace

void RuleRows::add(std::uint32_t key, std::uint32_t rule) {
    if (key != kNone) added_.emplace_back(key, rule);
}

void RuleRows::finish(std::size_t words) {
    for (const auto& [key, rule] : added_) {
        if (key >= row_.size()) row_.resize(key + 1);
        if (row_[key] == 0) {
            row_[key] = static_cast<std::uint32_t>(bits_.size() + 1);
            bits_.resize(bits_.size() + words);
        }
        bits_[row_[key] - 1 + rule / 64] |= std::uint64_t{1} << rule % 64;
    }
    added_ = {};
}

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

void RuleSet::index(const WellKnown& known, Openers& openers) {
    std::uint32_t rule = 0;
    auto open = [&](std::uint64_t trait) {
        by_trait.add(static_cast<std::uint32_t>(std::countr_zero(trait)), rule);
        gates[rule].begin.rest |= trait;
    };
    auto open_word = [&](std::uint32_t word) {
        const auto next = static_cast<std::uint16_t>(openers.size() + 1);
        if (next == 0) throw PackError("patterns begin with more words than can be numbered");
        by_opener.add(openers.try_emplace(word, next).first->second, rule);
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
        gates[rule].second = pattern.second, gates[rule].opening = pattern.opening;
        for (const Need& need : pattern.needs) {
            if (!need.has_kinds()) continue;
            if (need.features.size() == 1) {
                gates[rule].kinds |= std::uint64_t{1} << need.features.front() % 64;
                continue;
            }
            gates[rule].mixed = std::min(gates[rule].mixed, mixed.size());
            mixed.add(need);
        }
        if (gates[rule].mixed != Gate::kNone) mixed.end();
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
    for (RuleRows* by : {&by_opener, &by_list, &by_kind, &by_trait}) by->finish(words());
}

void NeedIndex::add(RuleSet& set) {
    set.place = words();
    count_ = set.place * 64;
    for (const Rule& rule : set.rules) rules_.emplace_back(count_++, &rule.pattern);
}

void NeedIndex::finish() {
    others_begin_.resize(std::size_t{words()} * 64);
    for (const auto& [bit, pattern] : rules_) {
        others_begin_[bit] = others_.size();
        bool placed = false;
        for (const Need& need : pattern->needs) {
            if (need.has_kinds()) continue;
            if (std::exchange(placed, true)) {
                others_.add(need);
                continue;
            }
            for (std::uint32_t feature : need.features)
                by_need_.add(feature, bit), keys_.add(feature);
        }
        others_.end();
        if (!placed) needing_nothing_.push_back(bit);
    }
    by_need_.finish();
    rules_.clear();
}

void NeedIndex::mark(const Features& features, std::uint64_t* bits) const {
    auto consider = [&](std::uint32_t rule) {
        const bool may = others_.are_met(others_begin_[rule], features);
        bits[rule / 64] |= std::uint64_t{may} << rule % 64;
    };
    for (std::uint32_t rule : needing_nothing_) consider(rule);
    // A rule is under the rarest that it needs: under what is not here stand none that may match.
    features.for_each_in(keys_, [&](std::uint32_t feature) {
        for (std::uint32_t rule : by_need_.of(feature)) consider(rule);
    });
}

}  // namespace parley::ingest
