// What is looked up of a complete pack: lines' marks, which levels are read where, what rules need
// of a sentence and how often that is met.
#include <algorithm>
#include <set>

#include "ingest/pack_build.hpp"

namespace parley::ingest {
namespace {

/// Once in the examples is as often as so many words that are not in them.
constexpr std::uint64_t kMetWeight = 8;
/// "*minister" is taken to be met so often; so is, at most, an entry.
constexpr std::uint64_t kEndingFrequency = 400;

bool names_kind(const Pattern& pattern, std::uint32_t kind) {
    return std::any_of(pattern.code.begin(), pattern.code.end(), [&](const Instruction& step) {
        return step.op == Op::span && step.a == kind;
    });
}

bool names_kind(const RuleSet& set, std::uint32_t kind) {
    return std::any_of(set.rules.begin(), set.rules.end(),
                       [&](const Rule& rule) { return names_kind(rule.pattern, kind); });
}

}  // namespace

void PackBuilder::index_marks() {
    auto ending = [](const std::string& mark) {
        return Pack::byte_pair(mark.end()[-2], mark.back());
    };
    for (std::uint32_t i = 0; i < pack_.blocks.size(); ++i) {
        const BlockMark& mark = pack_.blocks[i];
        auto byte = [](char c) { return static_cast<unsigned char>(c); };
        (mark.at_begin ? pack_.opening_marks[byte(mark.text.front())]
         : mark.at_end ? pack_.closing_marks[byte(mark.text.back())]
                       : pack_.free_marks)
            .push_back(i);
    }
    std::sort(pack_.inner_marks.begin(), pack_.inner_marks.end(),
              [&](const auto& a, const auto& b) { return ending(a) < ending(b); });
    if (!pack_.inner_marks.empty()) pack_.inner_mark_endings.resize(256 * 256);
    for (std::size_t i = pack_.inner_marks.size(); i-- > 0;)
        pack_.inner_mark_endings[ending(pack_.inner_marks[i])] = static_cast<std::uint16_t>(i + 1);
}

/// Which levels nobody misses in most sentences: those whose spans only rules look at, and the
/// circumstances, which count in events alone. From the last level to the first, as levels look at
/// those before them.
void PackBuilder::find_readers() {
    const WellKnown& k = pack_.known;
    const std::set<std::uint32_t> looked_at{k.body,       k.office, k.offices, k.person, k.place,
                                            k.delegation, k.actor,  k.listing, k.tenure};
    bool behind_places = true;
    for (auto level = pack_.levels.rbegin(); level != pack_.levels.rend(); ++level) {
        behind_places = behind_places && level->kind != k.place;
        if (looked_at.contains(level->kind)) continue;
        level->readers.assign(pack_.needs.words(), 0);
        level->for_events = level->kind == k.where;
        for (const RuleSet* set : {&pack_.events, &pack_.negatives, &pack_.modalities})
            level->for_events = level->for_events || names_kind(*set, level->kind);
        for (const SpanLevel& other : pack_.levels) add_readers(other, *level);
        // Whether an event may be told is known when all levels are read, but for these.
        level->on_demand = behind_places || !level->for_events;
    }
}

void PackBuilder::add_readers(const SpanLevel& other, SpanLevel& level) const {
    if (!names_kind(other.set, level.kind)) return;
    if (other.on_demand) {
        level.for_events = level.for_events || other.for_events;
        for (std::size_t i = 0; i < level.readers.size(); ++i) level.readers[i] |= other.readers[i];
        return;
    }
    for (std::size_t rule = 0; rule < other.set.rules.size(); ++rule) {
        if (!names_kind(other.set.rules[rule].pattern, level.kind)) continue;
        const std::size_t bit = std::size_t{other.set.place} * 64 + rule;
        level.readers[bit / 64] |= std::uint64_t{1} << bit % 64;
    }
}

void PackBuilder::index_rules() {
    Openers openers;
    auto index = [&](RuleSet& set) { set.index(pack_.known, openers), pack_.needs.add(set); };
    for (RuleSet* set :
         {&pack_.events, &pack_.negatives, &pack_.modalities, &pack_.dates, &pack_.decoys})
        index(*set);
    for (SpanLevel& level : pack_.levels) index(level.set);
    pack_.needs.finish();
    find_readers();
    auto& features = pack_.lexicon.word_features;
    features.resize(pack_.lexicon.words.size());
    for (std::uint32_t number = 0; number < needed_words_.size(); ++number)
        features[needed_words_[number]].own = static_cast<std::uint16_t>(Features::word(number));
    for (const auto& [word, number] : openers) features[word].opener = number;
    for (const auto& [words, number] : word_sets_) {
        const std::uint32_t bit = number % (64 * Features::kWordSets);
        for (std::uint32_t word : words)
            features[word].sets[bit / 64] |= std::uint64_t{1} << bit % 64;
    }
}

std::uint32_t PackBuilder::word_feature(std::uint32_t word) {
    const auto known = std::find(needed_words_.begin(), needed_words_.end(), word);
    const auto number = static_cast<std::uint32_t>(known - needed_words_.begin());
    if (known == needed_words_.end()) needed_words_.push_back(word);
    return Features::word(number);
}

std::uint32_t PackBuilder::word_set(const std::vector<std::uint32_t>& words) {
    return Features::word_set(word_sets_.try_emplace(words, word_sets_.size()).first->second);
}

void PackBuilder::count_words(std::string_view text) {
    for (const std::string& token : tokens(text)) ++met_[pack_.fold(token)];
}

void PackBuilder::count_lists() {
    for (const auto& [folded, count] : met_) {
        const std::uint32_t word = pack_.lexicon.words.find(folded);
        if (word >= met_by_word_.size()) met_by_word_.resize(word + 1);
        met_by_word_[word] = count;
    }
    met_by_word_.resize(pack_.lexicon.words.size());
    for (std::size_t at = 0; at < form_words_.size(); at += 2 + form_words_[at + 1]) {
        std::uint64_t rarest = kEndingFrequency;
        for (std::size_t i = 0; i < form_words_[at + 1]; ++i)
            rarest = std::min(rarest, word_frequency(form_words_[at + 2 + i]));
        met_of_[form_words_[at]] += rarest;
    }
    form_words_ = {};
}

std::uint64_t PackBuilder::word_frequency(std::uint32_t word) {
    return 1 + kMetWeight * met_by_word_[word];
}

std::uint64_t PackBuilder::list_frequency(std::uint32_t list) { return met_of_[list]; }

}  // namespace parley::ingest
