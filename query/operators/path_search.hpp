#pragma once
/// Paths with a selector, a mode or an order: searched, not enumerated and then filtered.

#include <set>

#include "query/path_search.hpp"

namespace parley::query {

class PathSearchStep : public Step {
  public:
    /// `bound`: slots that have their value before this step; the first or the last node is one of
    /// them.
    PathSearchStep(OperatorPtr input, const ast::PathPattern& pattern, const ast::Window* window,
                   const std::set<std::int32_t>& bound);
    std::string describe() const override;

  protected:
    void do_open(Run& run) override;
    bool do_next(Run& run) override;

  private:
    bool begin(Run& run);
    bool next_path(Run& run, FoundPath& out);
    bool next_enumerated(Run& run, FoundPath& out);
    void write(FoundPath path, Run& run);

    /// Depth-first enumeration, one level a hop.
    struct Level {
        std::vector<std::pair<NodeIndex, EdgeIndex>> hops;
        std::size_t next = 0;
        std::size_t place = 0;
        std::int64_t count = 0;
        std::optional<DateSpan> days;
    };
    void enter(std::size_t place, std::int64_t count, std::optional<DateSpan> days, Run& run);

    const ast::PathPattern& pattern_;
    bool reversed_;
    bool target_is_bound_;
    PathProblem problem_, backwards_;
    bool active_ = false;
    bool chosen_ = false;  ///< found_ holds what the selector picked
    std::vector<FoundPath> found_;
    std::size_t next_ = 0;
    FoundPath walk_;
    std::vector<Level> levels_;
    std::vector<FoundPath> ready_;  ///< complete at the node just entered
};

}  // namespace parley::query
