#pragma once
/// Spellings of one name inside one article.

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ingest/pack.hpp"

namespace parley::ingest {

/// What a word of a name may be in base form, folded: itself, and what the pack's name endings make
/// of it. Without endings in the pack it is the folded word alone.
std::vector<std::string> base_forms(const Pack& pack, std::string_view word);

/// Base forms asked for again and again in one article: each word is inflected once.
class BaseForms {
  public:
    explicit BaseForms(const Pack& pack) : pack_(pack) {}
    const std::vector<std::string>& of(const std::string& word) {
        auto [known, fresh] = known_.try_emplace(word);
        if (fresh) known->second = base_forms(pack_, word);
        return known->second;
    }

  private:
    const Pack& pack_;
    std::unordered_map<std::string, std::vector<std::string>> known_;
};

/// The base form of a name in an oblique case, each word by the first ending of that case that
/// fits; the name itself where none does.
std::string base_name(const Pack& pack, std::string_view name, std::string_view grammatical_case);

/// May `part` and `whole` be one person's name? Every word of the shorter one stands in the longer
/// one, in order; an initial stands for its word; one word of more than one letter at least agrees.
bool same_name(BaseForms& bases, const std::vector<std::string>& part,
               const std::vector<std::string>& whole);

/// The first letters of a name's words, as they are written: "KKB".
std::string initials_of(const std::vector<std::string>& words);

/// Letters that an acronym may have, least and most.
inline constexpr std::size_t kShortestAcronym = 3, kLongestAcronym = 8;
/// "USP", of 3 to 8 capitals and nothing else.
bool is_acronym(std::string_view name);
/// Whether the acronym has the first letters of the name's words: of all of them, of those with a
/// capital, or of those of more than three letters or with a capital ("University of the South
/// Pacific").
bool are_initials(std::string_view acronym, std::string_view name);

/// The words of a name, without marks: "A.V Kartapolov" has three.
std::vector<std::string> name_words(std::string_view name);

}  // namespace parley::ingest
