#pragma once
/// Who held an office on a day, by the gazetteer or by what articles say.

#include <memory>
#include <parley/date.hpp>
#include <parley/gazetteer.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace parley {

class Graph;

/// An office as a text means it: "Thủ tướng Việt Nam", "der Bundeskanzler", "глава МИД России".
struct MeantOffice {
    std::vector<std::string> kinds;  ///< of graph/gazetteer/offices.txt; a word may mean two
    std::string country;  ///< ISO 3166-1 alpha-2, as named or as the words imply; or empty
    std::string body;     ///< key of the body named, or empty
    std::string unknown;  ///< words that name nothing known: then nothing is meant
    bool is_clear() const { return !kinds.empty() && unknown.empty(); }
};

/// Understands offices by the names that a gazetteer knows; made once, then quick.
class OfficeReader {
  public:
    /// `gazetteer` is shared.
    explicit OfficeReader(const Gazetteer& gazetteer);
    ~OfficeReader();
    OfficeReader(OfficeReader&&) noexcept;
    MeantOffice read(std::string_view text) const;

  private:
    struct Words;
    std::unique_ptr<const Words> words_;
};

struct OfficeHolder {
    std::string name;
    std::string id;      ///< of the node, as in Identities, whether or not an article names it
    std::string reason;  ///< "gazetteer (leaders.txt:12)", "so called on 2019-03-01 and 2019-06-30"
};

struct OfficeAnswer {
    MeantOffice office;
    std::vector<OfficeHolder> holders;
    /// Empty where the one holder is known; else why not: nothing known of that day, several fit,
    /// no country named.
    std::string unresolved;
};

/// `country` is whose office it is where the text does not say. The gazetteer counts first, the
/// user's additions included; then articles that give somebody the office before and after the day,
/// or close to it, and nobody else between.
OfficeAnswer who_held(const Graph& graph, std::string_view office, Day day,
                      std::string_view country = {});

}  // namespace parley
