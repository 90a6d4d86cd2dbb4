#pragma once
/// News of invented people whose identities are known: one person under the spellings of five
/// languages and two scripts, homonyms in other countries, names that differ in a mark.

#include <cstdint>
#include <parley/ingest.hpp>
#include <random>
#include <string>
#include <vector>

namespace parley::bench {

struct GeneratedPerson {
    /// By language: vi, de, en, ru, fr.
    std::vector<std::string> names;
    std::size_t country = 0;  ///< of GeneratedNews::countries
};

/// Who is meant where an article of this language writes this name.
struct GeneratedArticle {
    Article article;
    std::vector<std::size_t> people;  ///< in text order
};

class GeneratedNews {
  public:
    /// Deterministic: equal arguments give equal news on every machine.
    GeneratedNews(std::size_t people, std::uint32_t seed);

    GeneratedArticle next();
    const std::vector<GeneratedPerson>& people() const { return people_; }
    /// People who share a name with somebody else, in some language.
    std::size_t homonyms() const;

  private:
    void add_slavic();
    void add_vietnamese();
    void add_chinese();
    std::string sentence(std::size_t language, std::size_t a, std::size_t b);
    std::size_t any(std::size_t count) { return random_() % count; }

    std::mt19937 random_;
    std::vector<GeneratedPerson> people_;
    std::uint64_t articles_ = 0;
};

}  // namespace parley::bench
