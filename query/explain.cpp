#include "query/operator.hpp"

namespace parley::query {
namespace {

/// Rows, time with what is below, and what the step itself read of the graph.
std::string measured(const Operator& op) {
    const auto micros = std::chrono::duration_cast<std::chrono::microseconds>(op.time());
    std::string out =
        std::to_string(op.rows()) + " rows, " + std::to_string(micros.count()) + " us";
    ReadCounts own = op.reads();
    for (const Operator* input : op.inputs()) own -= input->reads();
    const auto add = [&out](std::uint64_t count, const char* what) {
        if (count > 0) out += ", " + std::to_string(count) + " " + what;
    };
    add(own.seeks, "seeks");
    add(own.half_edges, "half-edges");
    add(own.properties, "properties");
    add(own.records, "records");
    add(own.bytes, "bytes of records");
    return out;
}

void print(const Operator& op, bool measures, int depth, std::string& out) {
    out += std::string(static_cast<std::size_t>(depth) * 2, ' ') + op.describe();
    if (measures) out += "   [" + measured(op) + "]";
    out += "\n";
    for (const Operator* input : op.inputs()) print(*input, measures, depth + 1, out);
}

}  // namespace

std::string explain_tree(const Operator& root, bool measures) {
    std::string out;
    print(root, measures, 0, out);
    return out;
}

}  // namespace parley::query
