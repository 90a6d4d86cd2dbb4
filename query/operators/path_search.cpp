#include "query/operators/path_search.hpp"
namespace parley::query {
struct PathSearchStep::Search {};
PathSearchStep::PathSearchStep(OperatorPtr input, const ast::PathPattern& pattern,
                               const ast::Window*, const std::set<std::int32_t>&)
    : Step(std::move(input)), pattern_(pattern) {}
PathSearchStep::~PathSearchStep() = default;
std::string PathSearchStep::describe() const { return pattern_.variable; }
void PathSearchStep::do_open(Run&) {}
bool PathSearchStep::do_next(Run&) { throw runtime_fault("Unsupported", "Unsupported", "no"); }
}  // namespace parley::query
