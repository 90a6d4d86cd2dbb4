#include "query/procedure.hpp"
namespace parley::query {
std::vector<BoundProcedure> algorithm_procedures() { return {}; }
}  // namespace parley::query
