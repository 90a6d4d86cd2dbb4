#pragma once
/// Putting a pack together: interning words, building the automaton, compiling patterns.

#include <map>
#include <utility>
#include <vector>

#include "ingest/pack.hpp"

namespace parley {
class Gazetteer;
struct GazetteerEntry;
}  // namespace parley

namespace parley::ingest {

class PackBuilder final : public PatternNames {
  public:
    explicit PackBuilder(Pack& pack) : pack_(pack) {}
    Pack& pack() { return pack_; }

    /// Names of all countries in the pack's language, from ICU, into list "country".
    void add_countries();
    /// Parties, bodies and places of the gazetteer, into lists "entity" and "place".
    void add_gazetteer(const Gazetteer& gazetteer);
    /// Adds an entry with its forms (the first is the base).
    void add(Entry entry, const std::vector<WrittenForm>& forms);
    /// All entries of `from` belong to `list` too.
    void include(std::uint32_t list, std::uint32_t from) { includes_.emplace_back(list, from); }
    void resolve_includes();
    /// Every form of `left` followed by every form of `right`.
    void compound(const PackSection& section, std::uint32_t left, std::uint32_t right);
    /// How often words are met is guessed by the texts that are counted here.
    void count_words(std::string_view text);
    /// Call when the texts and all lists are in, and no pattern is.
    void count_lists();
    Pattern compile(std::string_view pattern) { return compile_pattern(pattern, *this); }
    /// Builds the indexes.
    void finish();

    std::uint32_t word(std::string_view text) override;
    std::uint32_t list(std::string_view name) override;
    std::uint32_t kind(std::string_view name) override;
    std::uint32_t label(std::string_view name) override;
    std::uint32_t word_feature(std::uint32_t word) override;
    std::uint32_t word_set(const std::vector<std::uint32_t>& words) override;
    std::uint64_t word_frequency(std::uint32_t word) override;
    std::uint64_t list_frequency(std::uint32_t list) override;
    std::vector<std::string> tokens(std::string_view literal) override;

  private:
    struct Written {
        std::uint32_t entry;
        std::vector<WrittenForm> forms;
    };
    void index_marks();
    void index_rules();
    void find_readers();
    void add_readers(const SpanLevel& other, SpanLevel& level) const;
    void add_leader(const GazetteerEntry& known);
    void note_genitive(const Entry& entry, const std::vector<WrittenForm>& forms);
    void add_form(std::uint32_t entry, const WrittenForm& form);
    void add_written(std::uint32_t entry, const WrittenForm& written);
    std::string with_bare_capitals(std::string_view text) const;

    Pack& pack_;
    std::vector<Written> written_;
    std::map<std::vector<std::uint32_t>, std::uint32_t> word_sets_;
    std::vector<std::uint32_t> needed_words_;             ///< by their feature's number
    std::unordered_map<std::string, std::uint32_t> met_;  ///< folded words in the examples
    std::vector<std::uint32_t> met_by_word_;
    std::unordered_map<std::uint32_t, std::uint64_t> met_of_;  ///< what is of a list
    /// Of each listed form its list, how many words, these: until they are counted.
    std::vector<std::uint32_t> form_words_;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> includes_;
};

}  // namespace parley::ingest
