#pragma once
/// A language pack in memory: immutable once loaded, shared by all threads. What its parts mean is
/// told in packs/README.md.

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <parley/gazetteer.hpp>
#include <parley/ingest.hpp>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ingest/inflect.hpp"
#include "ingest/lexicon.hpp"
#include "ingest/pattern.hpp"
#include "ingest/word_memo.hpp"

namespace parley::ingest {

/// A rule's own example: `+ text => expectation` or `- text`.
struct RuleExample {
    bool positive = true;
    std::string text;
    std::string expectation;  ///< behind "=>", or empty
    std::uint32_t line = 0;
};

struct Rule {
    std::string name;   ///< "talks"
    std::string group;  ///< kind of span, type of event, modality; empty for dates
    Pattern pattern;
    std::vector<std::string> labels_used;
    Attributes attributes;
    std::vector<RuleExample> examples;
    std::string file;
    std::uint32_t line = 0;
};

/// Numbers of the lists, kinds and labels that the stages themselves look at; one that the pack
/// does not have is a number nothing has.
struct WellKnown {
    std::uint32_t body, office, offices, person, place, delegation, actor, date, where, listing,
        tenure;                                          // kinds
    std::uint32_t actors, places, dest, pair, document;  // slots
    std::uint32_t list_and, list_others, list_repeat, apposition, next_clause, relative, governor,
        barrier, list_where, transparent, list_pair, short_head, list_earlier, pronoun,
        former;  // lists
    std::uint32_t country, list_place, entity, list_office, topic, honorific, rank, family, given;
    std::uint32_t companion, remote, abbreviation, clitic, not_name, list_head, future, future_verb,
        present_verb, saying, past, title_words, list_document, glued;
    std::uint32_t own, who, label_office, word, label_body, label_topic, of, head, adj,
        name;  // labels
    std::uint32_t lead, a, b, ab, p, doc, label_place, label_date, short_name, label_former, hon;
    std::uint32_t side, label_pronoun, label_pair, label_listed, counterpart, determiner;
};

/// Bits of rules by a small number: a list's, a kind's. A row has RuleSet::words() words.
class RuleRows {
  public:
    void add(std::uint32_t key, std::uint32_t rule);
    /// Call when all are added.
    void finish(std::size_t words);
    /// Null where no rule is under the key.
    const std::uint64_t* of(std::uint32_t key) const {
        return key < row_.size() && row_[key] != 0 ? bits_.data() + row_[key] - 1 : nullptr;
    }

  private:
    std::vector<std::pair<std::uint32_t, std::uint32_t>> added_;
    std::vector<std::uint32_t> row_;  ///< by key: where its row begins, from 1; 0: it has none
    std::vector<std::uint64_t> bits_;
};

/// Numbers of the words with which rules of a pack begin, from 1 (Lexicon::WordFeatures::opener).
using Openers = std::unordered_map<std::uint32_t, std::uint16_t>;

/// Lists of rules by a number: a feature's.
class RulesBy {
  public:
    void add(std::uint32_t key, std::uint32_t rule);
    /// In the order in which they were added. Call when all are.
    void finish();
    std::span<const std::uint32_t> of(std::uint32_t key) const {
        if (key + 1 >= begin_.size()) return {};
        return std::span(rules_).subspan(begin_[key], begin_[key + 1] - begin_[key]);
    }

  private:
    std::vector<std::pair<std::uint32_t, std::uint32_t>> added_;
    std::vector<std::uint32_t> begin_, rules_;
};

/// Rules that are tried together, with an index of those that may begin with a given token.
struct RuleSet {
    std::vector<Rule> rules;
    /// What lies side by side to be asked of many rules.
    struct Gate {
        Traits begin;                 ///< what a token is with which it may begin
        Traits second;                ///< Pattern::second
        Traits opening;               ///< Pattern::opening
        std::uint64_t kinds = 0;      ///< kinds of span that it needs, as Features::kinds
        std::uint32_t mixed = kNone;  ///< where its needs that have kinds among others begin
        static constexpr std::uint32_t kNone = 0xFFFFFFFF;
    };
    NeedMasks mixed;
    std::vector<Gate> gates;                         ///< by rule
    RuleRows by_list, by_opener, by_kind, by_trait;  ///< by what they may begin with exactly
    std::uint32_t place = 0;  ///< in NeedIndex: the word of its first rule's bit
    std::size_t words() const { return (rules.size() + 63) / 64; }
    /// Words that no set before had are added to the openers.
    void index(const WellKnown& known, Openers& openers);
};

/// What all rules of a pack need of the words and lists of a sentence. Those are known once it is
/// split, so that all are asked together, and only once; kinds of span come level by level, and are
/// left to RuleSet::gates.
class NeedIndex {
  public:
    /// Gives the set its place. Call once for each, then finish().
    void add(RuleSet& set);
    void finish();
    std::uint32_t words() const { return (count_ + 63) / 64; }
    /// Sets the bits of the rules that may match; `bits` are words() zeros.
    void mark(const Features& features, std::uint64_t* bits) const;

  private:
    std::uint32_t count_ = 0;
    std::vector<std::pair<std::uint32_t, const Pattern*>> rules_;  ///< until finish(): by bit
    RulesBy by_need_;  ///< rules by what each needs that is rarest
    Features keys_;    ///< of by_need_
    std::vector<std::uint32_t> needing_nothing_;
    NeedMasks others_;                         ///< the further needs of each rule
    std::vector<std::uint32_t> others_begin_;  ///< by bit
};

/// One level of span rules; levels run in order.
struct SpanLevel {
    std::uint32_t kind = 0;
    RuleSet set;
    bool early = false;  ///< before all others: what no other level may cut into
    /// The stages themselves do not look at its spans: only `readers` do, rules of other levels by
    /// their bits in NeedIndex, and with `for_events` what reads events.
    bool on_demand = false;
    bool for_events = false;
    std::vector<std::uint64_t> readers;
};

enum class BlockKind : std::uint8_t { end, inset, caption, byline, skip, dateline };
struct BlockMark {
    BlockKind kind;
    std::string text;  ///< lower case
    bool at_begin = false;
    bool at_end = false;
};

struct Fold {
    std::string from, to;
};
inline constexpr std::size_t kMostFolds = 255;

/// "ом -> " in case `ins`: how a name in an oblique case gets its base form.
struct NameEnding {
    std::string grammatical_case;
    std::string ending;  ///< lower case
    std::string base;
    std::string gender;  ///< "m", "f" or empty
};

/// An article of the pack's own with what it says.
struct ExampleArticle {
    std::string name;
    std::string file;
    std::uint32_t line = 0;
    std::string published;
    std::string title;
    std::string text;
    std::vector<std::string> expected;  ///< lines behind "=>"
};

struct Pack {
    std::string language;
    WellKnown known{};
    std::string home;  ///< the country meant where none is said, or empty
    struct Country {
        std::string name;  ///< in the pack's language
        std::string slug;  ///< of the English name: "united-kingdom"
        std::string english;
        std::string genitive;  ///< "Польши", where the pack declines the name; else empty

        /// As it stands behind a body's name: "Министерство обороны Польши".
        const std::string& of() const { return genitive.empty() ? name : genitive; }
    };
    std::map<std::string, Country, std::less<>> countries;  ///< by ISO code
    Attributes settings;
    Lexicon lexicon;
    mutable WordMemos word_memos;  ///< of the lexicon's words; readers lend them to each other
    Names lists, kinds, labels;
    std::set<std::uint32_t> list_sources;  ///< lists whose entries went into other lists
    std::vector<SpanLevel> levels;
    RuleSet events, negatives, modalities, dates, decoys;
    NeedIndex needs;  ///< of all rules above
    std::vector<BlockMark> blocks;
    /// Of `blocks`: those that open a line, by their first byte, and the others that close one, by
    /// their last; those that stand anywhere.
    std::array<std::vector<std::uint32_t>, 256> opening_marks, closing_marks;
    std::vector<std::uint32_t> free_marks;
    /// Marks that may stand within a line, by their last two bytes; and by byte pair the first that
    /// ends so, from 1. Empty: there are none.
    std::vector<std::string> inner_marks;
    std::vector<std::uint16_t> inner_mark_endings;
    std::vector<Fold> folds;  ///< each of two bytes or more, with more than ASCII in it
    /// By the first two bytes of folds: the first that begins so, from 1; empty: no folds.
    std::vector<std::uint8_t> fold_openings;
    static std::size_t byte_pair(char a, char b) {
        return static_cast<unsigned char>(a) * 256U + static_cast<unsigned char>(b);
    }
    std::vector<NameEnding> name_endings;
    /// An official of the gazetteer.
    struct Leader {
        std::string country;  ///< ISO code, or empty
        std::vector<GazetteerOffice> offices;
    };
    /// By their names as fold_name gives them, whole and family name alone: all who are called so.
    std::unordered_map<std::string, std::vector<Leader>> leaders;
    Inflection inflection;  ///< declensions of names; empty where names do not change
    std::vector<ExampleArticle> examples;
    std::vector<std::pair<std::string, std::string>> origins;  ///< file, origin

    std::unordered_map<std::string, std::uint32_t> entity_by_canonical;  ///< to lexicon entry
    std::map<std::string, std::uint32_t, std::less<>> sole_parties;  ///< country -> lexicon entry
    std::unordered_map<std::string, std::uint32_t> place_by_key;     ///< `key=` -> lexicon entry

    /// A body's name for comparing: folded words, each country by its code, whatever it is called.
    std::string canonical(std::string_view name) const;
    /// Lower case and the pack's folds: what words are compared by.
    std::string fold(std::string_view word) const;
    /// The pack's folds alone, on lower case: from left to right, what was folded stays.
    void apply_folds(std::string& text) const;
    /// The list's number, or one that no entry has.
    std::uint32_t list(std::string_view name) const;
    std::uint32_t label(std::string_view name) const;
    std::uint32_t kind(std::string_view name) const;
};

/// "Trade & Industry" is "trade-industry": ASCII letters and digits, the rest a hyphen or nothing.
std::string slug(std::string_view name);

/// One file of a pack folder: path "vi/words.pack" and text.
struct PackSource {
    std::string path;
    std::string text;
};

/// Builds one language's pack, with the names of a gazetteer. Throws PackError with file and line.
std::unique_ptr<const Pack> load_pack(std::string_view language,
                                      const std::vector<PackSource>& files,
                                      const Gazetteer& gazetteer = Gazetteer::built_in());

/// The files built into the library (packs_embedded.S, generated by CMake).
std::vector<PackSource> embedded_packs();

}  // namespace parley::ingest
