// Reading assertions.
#include "graph/ledger.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <parley/error.hpp>
#include <parley/names.hpp>
#include <tuple>

namespace parley {
namespace {

/// FNV-1a, 64 bits: on disk, so never std::hash.
std::uint64_t hash(std::string_view text, std::uint64_t value) {
    for (char c : text) value = (value ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    return value;
}

struct Kind {
    std::string_view name;
    std::size_t least, most;
    std::string_view arguments;
};
constexpr std::size_t kAny = static_cast<std::size_t>(-1);
constexpr Kind kKinds[] = {{"merge", 2, 2, "two node ids"},
                           {"different", 3, 3, "a label and two names"},
                           {"alias", 2, 2, "a node id and a name"},
                           {"reject", 1, kAny, "an edge id and its claims"},
                           {"undo", 1, 1, "the id of an assertion"}};

const Kind* kind_of(const Assertion& assertion) {
    for (const auto& kind : kKinds)
        if (kind.name == assertion.kind) return &kind;
    return nullptr;
}

bool is_complete(const Assertion& assertion) {
    const Kind* kind = kind_of(assertion);
    return kind && assertion.arguments.size() >= kind->least &&
           assertion.arguments.size() <= kind->most &&
           std::none_of(assertion.arguments.begin(), assertion.arguments.end(),
                        [](const auto& argument) { return argument.empty(); });
}

std::string folded_or_star(const std::string& name) { return name == "*" ? name : fold_name(name); }

void add(Ledger& ledger, const Assertion& assertion) {
    const auto& arguments = assertion.arguments;
    if (assertion.kind == "merge") {
        ledger.merges.emplace_back(arguments[0], arguments[1]);
    } else if (assertion.kind == "different") {
        ledger.kept_apart.push_back(
            {arguments[0], folded_or_star(arguments[1]), folded_or_star(arguments[2])});
    } else if (assertion.kind == "alias") {
        ledger.aliases.emplace(arguments[0], arguments[1]);
    } else if (assertion.kind == "reject") {
        ledger.rejected_edges.insert(arguments[0]);
        for (std::size_t i = 1; i < arguments.size(); ++i)
            ledger.rejected_claims.emplace(ends_of_edge_id(arguments[0]), arguments[i]);
    }
}

}  // namespace

std::string assertion_id(const Assertion& assertion) {
    std::uint64_t value = hash(assertion.kind, 0xcbf29ce484222325ULL);
    for (const auto& argument : assertion.arguments) value = hash(argument, hash("\x1f", value));
    return fmt::format("{:016x}", hash(assertion.time, hash("\x1e", value)));
}

void check_assertion(const Assertion& assertion) {
    const Kind* kind = kind_of(assertion);
    if (!kind) throw Error(fmt::format("'{}' is no kind of assertion", assertion.kind));
    if (!is_complete(assertion))
        throw Error(fmt::format("{} takes {}", assertion.kind, kind->arguments));
}

Ledger read_ledger(std::span<const Assertion> assertions) {
    std::set<std::string> undone;
    std::vector<const Assertion*> order;
    for (const auto& assertion : assertions) {
        if (assertion.kind == "undo" && is_complete(assertion))
            undone.insert(assertion.arguments[0]);
        order.push_back(&assertion);
    }
    std::sort(order.begin(), order.end(), [](const Assertion* a, const Assertion* b) {
        return std::tie(a->time, a->kind, a->arguments) < std::tie(b->time, b->kind, b->arguments);
    });
    Ledger ledger;
    for (const auto* assertion : order)
        if (is_complete(*assertion) && !undone.contains(assertion_id(*assertion)))
            add(ledger, *assertion);
    return ledger;
}

std::string ends_of_edge_id(const std::string& edge) {
    std::size_t at = 0;
    for (int slashes = 0; slashes < 3; ++slashes) {
        at = edge.find('/', at);
        if (at == std::string::npos) return edge;
        ++at;
    }
    return edge.substr(0, at - 1);
}

}  // namespace parley
