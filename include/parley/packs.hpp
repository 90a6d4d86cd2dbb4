#pragma once
/// Looking into packs: why a text reads as it does, and what is wrong with a pack.

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

/// Runs every example of every rule and article of the pack, and looks for rules without example
/// and lists without use. Empty for a sound pack. Throws PackError where there is no such pack.
std::vector<PackProblem> check_pack(const Packs& packs, const std::string& language);

/// Languages that have a pack, sorted.
std::vector<std::string> pack_languages(const Packs& packs);

}  // namespace parley
