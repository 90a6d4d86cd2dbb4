#pragma once
/// A pack's words: vocabulary, lists, and the automaton that finds every listed form in a text in
/// one pass over its tokens.

#include <array>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "ingest/needs.hpp"
#include "ingest/pack_file.hpp"

namespace parley::ingest {

inline constexpr std::uint32_t kUnknownWord = 0;

/// Eight bytes at a time: words are short, and each is hashed where it stands.
inline std::uint32_t hash_of(std::string_view text) {
    constexpr std::uint64_t kFactor = 0x9E3779B97F4A7C15U;  // of the golden ratio: spreads all bits
    std::uint64_t hash = text.size() * kFactor, eight = 0;
    const auto mix = [&] { hash = (hash ^ eight) * kFactor, hash ^= hash >> 32; };
    for (; text.size() >= sizeof eight; text.remove_prefix(sizeof eight)) {
        std::memcpy(&eight, text.data(), sizeof eight);
        mix();
    }
    eight = 0;
    for (char c : text) eight = eight << 8 | static_cast<unsigned char>(c);
    mix();
    return static_cast<std::uint32_t>(hash);
}

/// Text to number, in a flat table that is half empty at least: most words of an article are looked
/// up here. A byte for each slot, which the caches hold, says no to nearly all that are not in it.
class TextTable {
  public:
    void add(std::string_view text, std::uint32_t number);  ///< a text that is not there yet
    /// The text's number, or 0.
    std::uint32_t find(std::string_view text) const;
    std::size_t size() const { return texts_.size(); }

  private:
    struct Slot {
        std::uint32_t hash = 0;
        std::uint32_t number = 0;
        std::uint32_t text = 0;  ///< into texts_
    };
    /// Of bits that do not choose the slot; never 0, which is an empty one.
    static std::uint8_t tag_of(std::uint32_t hash) {
        return static_cast<std::uint8_t>(hash >> 24 | 1);
    }
    void put(std::uint32_t hash, std::uint32_t number, std::uint32_t text);
    std::vector<std::uint8_t> tags_;  ///< by slot
    std::vector<Slot> slots_;
    std::vector<std::string> texts_;
};

/// Folded word to number; 0 is every word that no pack data mentions.
class Vocabulary {
  public:
    std::uint32_t add(std::string_view folded);
    std::uint32_t find(std::string_view folded) const { return words_.find(folded); }
    /// Registers "*präsident": any longer word that ends so and that `find` does not know.
    std::uint32_t add_ending(std::string_view folded);
    /// The longest registered ending of the word, or 0. What is left before it has at least three
    /// bytes.
    std::uint32_t find_ending(std::string_view folded) const;
    /// How many bytes that ending has, or 0.
    std::size_t ending_size(std::string_view folded) const;
    std::size_t size() const { return words_.size() + 1; }

  private:
    static std::size_t last_two(std::string_view folded) {
        return static_cast<unsigned char>(folded[folded.size() - 2]) * 256U +
               static_cast<unsigned char>(folded.back());
    }
    TextTable words_, endings_;
    std::vector<bool> may_end_;  ///< by the last two bytes; spares most words the search
    std::size_t longest_ending_ = 0, shortest_ending_ = 0;
};

struct Entry {
    std::uint32_t list = 0;
    std::string base;  ///< the first form, as written in the pack
    Attributes attributes;
    std::string file;  ///< where it stands, for messages
    std::uint32_t line = 0;
};

/// One form of an entry, as found at some token.
struct Form {
    std::uint32_t entry = 0;
    std::uint32_t list = 0;      ///< the entry's: an article asks for no more of it
    std::uint32_t capitals = 0;  ///< bit i: token i must have a capital (first 32 tokens)
    std::uint32_t all_caps = 0;  ///< bit i: token i must be all capitals, as the form is ("WHO")
    bool small = false;          ///< `capital=no`: no token of it has a capital
    std::string cases;  ///< cases it may stand in, space around each: " gen dat "; empty: any
    std::uint8_t case_set = 0;  ///< the same as bits (inflect.hpp)
};

/// A form where it may stand: of most no more is asked.
struct Listed {
    std::uint32_t form = 0, list = 0;
    std::uint32_t capitals = 0;  ///< what it asks of capitals, by number; 0: nothing
};

/// What a form asks of capitals, as in Form.
struct CapitalsAsked {
    std::uint32_t capitals = 0, all_caps = 0;
    bool small = false;
    friend bool operator==(const CapitalsAsked&, const CapitalsAsked&) = default;
};

/// Trie over word numbers. Built once, finished, then only read.
class Automaton {
  public:
    Automaton() { ends_.emplace_back(); }
    void add(const std::vector<std::uint32_t>& words, std::uint32_t form);
    /// Call when all forms are added; only then may step() be called. `forms` by number.
    void finish(const std::vector<Form>& forms);
    /// The node behind `node` by `word`, or 0.
    std::uint32_t step(std::uint32_t node, std::uint32_t word) const {
        if (node != 0) return step_on(node, word);
        return word < behind_root_ && !nodes_[word].same(nodes_[word + 1]) ? word : 0;
    }
    /// The forms that end there.
    std::span<const Listed> forms(std::uint32_t node) const {
        return std::span(forms_).subspan(nodes_[node].forms,
                                         nodes_[node + 1].forms - nodes_[node].forms);
    }
    /// What `form` asks of capitals, if it asks for any.
    const CapitalsAsked& asked(const Listed& form) const { return asked_[form.capitals]; }
    /// How many nodes there are; the root is 0.
    std::uint32_t size() const { return static_cast<std::uint32_t>(nodes_.size() - 1); }
    /// Has the processor fetch what step(0, word) will look at; then what forms() of that will.
    void fetch(std::uint32_t word) const {
        if (word < behind_root_) __builtin_prefetch(nodes_.data() + word);
    }
    void fetch_forms(std::uint32_t word) const {
        if (word < behind_root_) __builtin_prefetch(forms_.data() + nodes_[word].forms);
    }

  private:
    struct Edge {
        std::uint32_t word, node;
    };
    /// Where its forms and its edges begin; they go on to those of the next node.
    struct Node {
        std::uint32_t forms = 0, edges = 0;
        bool same(const Node& next) const { return forms == next.forms && edges == next.edges; }
    };
    std::uint32_t step_on(std::uint32_t node, std::uint32_t word) const;

    std::unordered_map<std::uint64_t, std::uint32_t> added_;
    std::vector<std::vector<std::uint32_t>> ends_;  ///< forms that end at a node, until finished
    std::vector<Node> nodes_;        ///< the one behind the root by a word has that word's number
    std::uint32_t behind_root_ = 0;  ///< so many may be that; the others come behind them
    std::vector<Edge> edges_;        ///< of each node but the root, by word
    std::vector<Listed> forms_;
    std::vector<CapitalsAsked> asked_{{}};  ///< the first: nothing
};

struct Lexicon {
    Vocabulary words;
    std::vector<Entry> entries;
    std::vector<Form> forms;
    Automaton automaton;
    /// What a sentence has by having the word: sets of many words to which it belongs, as bits
    /// (Features::word_set), and the word's own feature, 0 where no rule needs it; and the number
    /// under which rules stand that may begin with it, 0 where none does.
    struct WordFeatures {
        std::array<std::uint64_t, Features::kWordSets> sets{};
        std::uint16_t own = 0, opener = 0;
    };
    std::vector<WordFeatures> word_features;
};

/// The value of `key` for a form: its case, else its entry's attribute; "list" gives nothing.
bool form_has(const Lexicon& lexicon, std::uint32_t form, std::string_view key,
              std::string_view value);

// ---- writing forms (word_forms.cpp) ---------------------------------------------------------

/// Endings by case. `strip` is taken off the base first.
struct Paradigm {
    std::string name;
    std::string strip;
    std::vector<std::pair<std::string, std::vector<std::string>>> endings;
};

struct WrittenForm {
    std::string text;
    std::string grammatical_case;  ///< "" where the form is the same in all
};

/// "(a|b) c~m1 [d]" into all forms it stands for, the base first. Throws PackError (without place)
/// on an unknown paradigm, a base that does not end in `strip`, or more than 4,000 forms.
std::vector<WrittenForm> write_forms(std::string_view text, const std::vector<Paradigm>& paradigms);

}  // namespace parley::ingest
