#pragma once
/// Names across spellings and scripts: the one folding that index, resolver and queries share, and
/// the comparison behind `parley same`.

#include <string>
#include <string_view>
#include <vector>

namespace parley {

/// A name as the index keeps it: Latin letters, lower case, no diacritics (đ and ð as d), one
/// space between words, no punctuation. "Зюганов" gives "zyuganov", "Lê Hoài Trung" "le hoai
/// trung". Idempotent and linear; never throws on a name; ill-formed UTF-8 becomes spaces.
std::string fold_name(std::string_view name);

/// Why two tokens were, or were not, taken for each other.
struct NameStep {
    std::string left;   ///< token of the first name, empty where it has none
    std::string right;  ///< token of the second name, empty where it has none
    double score;       ///< 0..1
    std::string reason;
};

struct NameComparison {
    double score;  ///< 0..1
    bool same;     ///< score reaches the one fixed threshold
    std::vector<NameStep> steps;
};

/// Are these two spellings of one person's or body's name? Symmetric, deterministic, and linear in
/// the length of the names beyond a fixed cap on tokens.
NameComparison compare_names(std::string_view a, std::string_view b);

}  // namespace parley
