#pragma once
/// Spellings of one name inside one article.

#include <string>
#include <string_view>
#include <vector>

#include "ingest/pack.hpp"

namespace parley::ingest {

/// What a word of a name may be in base form, folded: itself, and what the pack's name endings make
/// of it. Without endings in the pack it is the folded word alone.
std::vector<std::string> base_forms(const Pack& pack, std::string_view word);

/// The base form of a name in an oblique case, each word by the first ending of that case that
/// fits; the name itself where none does.
std::string base_name(const Pack& pack, std::string_view name, std::string_view grammatical_case);

/// May `part` and `whole` be one person's name? Every word of the shorter one stands in the longer
/// one, in order; an initial stands for its word; one word of more than one letter at least agrees.
bool same_name(const Pack& pack, const std::vector<std::string>& part,
               const std::vector<std::string>& whole);

/// The words of a name, without marks: "A.V Kartapolov" has three.
std::vector<std::string> name_words(std::string_view name);

}  // namespace parley::ingest
