#pragma once
/// The languages of the packs told by their commonest words: a look at the first words of an
/// article costs a fiftieth of what the general identification does (language.cpp), which is asked
/// where this leaves a doubt.

#include <string>
#include <string_view>
#include <vector>

#include "ingest/lexicon.hpp"

namespace parley::ingest {

class CommonWords {
  public:
    /// Words in lower case, each common in this language and in no other that is likely. Of a word
    /// told for two languages the first counts.
    void add(std::string_view language, const std::vector<std::string>& words);
    /// The language, or empty where its words are few or another's are there too. Any bytes.
    std::string_view tell(std::string_view text) const;

  private:
    std::vector<std::string> languages_;
    TextTable words_;  ///< to a number of languages_, from 1
};

}  // namespace parley::ingest
