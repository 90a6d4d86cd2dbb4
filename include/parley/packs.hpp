#pragma once
/// Looking into packs: why a text reads as it does, and what is wrong with a pack.

#include <cstdint>
#include <map>
#include <parley/ingest.hpp>
#include <string>
#include <vector>

namespace parley {

/// What was found in an article, sentence by sentence, for people: lines and why they are read or
/// not, spans with the rule that made them, dates with reasons, events with slots and references.
/// Empty where no pack reads the language.
std::string explain_article(const Article& article, const Packs& packs);

/// One thing wrong with a pack.
struct PackProblem {
    std::string where;  ///< "vi/rules.pack:12"
    std::string what;
    bool error = true;  ///< false: a remark
};

/// Runs every example of every rule and article of the pack, and lints it: rules that cannot match,
/// that no example shows or that another makes superfluous, lists without use, forms with two
/// meanings, dates that are none. No errors for a sound pack. Throws PackError where there is no
/// such pack.
std::vector<PackProblem> check_pack(const Packs& packs, const std::string& language);

/// A sentence with an event's word and two who may have acted, which gave no claim.
struct Gap {
    std::string article;
    std::string word;  ///< the event's word as written
    std::string sentence;
    std::vector<std::string> reasons;  ///< "en/met: nobody before it acts"; empty: no rule matched
};

/// What a pack's rules find in a set of articles.
struct Coverage {
    std::uint64_t articles = 0;
    std::uint64_t sentences = 0;
    std::map<std::string, std::uint64_t> rules;  ///< every event rule, 0 where it never fired
    std::uint64_t gap_count = 0;
    std::vector<Gap> gaps;  ///< the first ones
};

/// Adds an article to the coverage of the pack that reads it, by language; keeps at most
/// `most_gaps` gaps of each. An article that no pack reads counts under "". Throws ArticleError as
/// read() does.
void cover(const Article& article, const Packs& packs, std::size_t most_gaps,
           std::map<std::string, Coverage>& coverage);

/// What a rule of a pack costs on a set of articles.
struct RuleCost {
    std::string rule;            ///< with its section: "[span actor] noun"
    std::string where;           ///< "de/spans.pack:12"
    std::uint64_t attempts = 0;  ///< how often it was tried at a word
    std::uint64_t matches = 0;   ///< how often it matched there
    std::uint64_t steps = 0;     ///< of the pattern machine
};

/// What the rules of a pack cost on a set of articles.
struct PackCost {
    std::uint64_t articles = 0;
    std::uint64_t steps = 0;      ///< of all rules
    std::vector<RuleCost> rules;  ///< every rule, in the order of the pack
};

/// Adds what an article costs to the pack that reads it, by language. One that no pack reads counts
/// under "". Throws ArticleError as read() does.
void measure(const Article& article, const Packs& packs, std::map<std::string, PackCost>& costs);

/// Languages that have a pack, sorted.
std::vector<std::string> pack_languages(const Packs& packs);

}  // namespace parley
