#include "query/operator.hpp"

namespace parley::query {
namespace {

void print(const Operator& op, bool rows, int depth, std::string& out) {
    out += std::string(static_cast<std::size_t>(depth) * 2, ' ') + op.describe();
    if (rows) {
        const auto micros = std::chrono::duration_cast<std::chrono::microseconds>(op.time());
        out += "   [" + std::to_string(op.rows()) + " rows, " + std::to_string(micros.count()) +
               " us]";
    }
    out += "\n";
    for (const Operator* input : op.inputs()) print(*input, rows, depth + 1, out);
}

}  // namespace

std::string explain_tree(const Operator& root, bool rows) {
    std::string out;
    print(root, rows, 0, out);
    return out;
}

}  // namespace parley::query
