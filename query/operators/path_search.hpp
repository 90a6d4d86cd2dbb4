#pragma once
/// Paths with a selector, a mode or an order: searched, not enumerated and then filtered.

#include <set>

#include "query/operator.hpp"
#include "query/operators/expand.hpp"

namespace parley::query {

class PathSearchStep : public Step {
  public:
    PathSearchStep(OperatorPtr input, const ast::PathPattern& pattern, const ast::Window* window,
                   const std::set<std::int32_t>& bound);
    ~PathSearchStep() override;
    std::string describe() const override;

  protected:
    void do_open(Run& run) override;
    bool do_next(Run& run) override;

  private:
    struct Search;
    const ast::PathPattern& pattern_;
    std::unique_ptr<Search> search_;
};

}  // namespace parley::query
