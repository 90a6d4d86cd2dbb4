#include "query/run.hpp"

#include <parley/graph.hpp>
#include <parley/memory.hpp>

namespace parley::query {

Run::Run(Graph& graph_, const Bound& bound_, const Map& parameters_, const QueryLimits& limits_)
    : graph(graph_),
      view(nullptr),
      bound(bound_),
      parameters(parameters_),
      limits(limits_),
      frame(static_cast<std::size_t>(bound_.slots)),
      now(std::chrono::system_clock::now()),
      estimates_(limits_.memory_bytes != 0 && !memory_meter.counts),
      deadline_(std::chrono::steady_clock::now() + limits_.timeout),
      keys_(bound_.keys.size()) {
    if (bound.writes) {
        transaction = graph.begin();
        view = &transaction->view();
    } else {
        kept = graph.view();
        view = kept.get();
    }
}

void Run::look() {
    view->base().read_ahead();
    if (limits.cancelled && limits.cancelled->load(std::memory_order_relaxed)) {
        throw runtime_fault("Timeout", "Cancelled", "The query was stopped.");
    }
    if (limits.timeout.count() > 0 && std::chrono::steady_clock::now() > deadline_) {
        throw runtime_fault(
            "Timeout", "TimedOut",
            "The query was stopped after " + std::to_string(limits.timeout.count()) + " ms.",
            "narrow the pattern, or allow more time with --timeout");
    }
}

Fault out_of_memory(const QueryLimits& limits) {
    constexpr std::size_t megabyte = 1'000'000;
    if (limits.memory_bytes == 0) {
        return runtime_fault("Timeout", "MemoryLimit", "The query needs more memory than there is.",
                             "add a LIMIT");
    }
    return runtime_fault(
        "Timeout", "MemoryLimit",
        "The query needs more than " + std::to_string(limits.memory_bytes / megabyte) + " MB.",
        "add a LIMIT, or allow more with --max-memory");
}

std::optional<KeyId> Run::key(std::int32_t number) {
    auto& known = keys_[static_cast<std::size_t>(number)];
    if (!known) known = view->keys().find(bound.keys[static_cast<std::size_t>(number)]);
    return known;
}

const std::vector<NodeIndex>& Run::named(const std::string& name) {
    if (transaction && transaction->has_changes()) {
        return names_[name] = view->nodes_named(name);
    }
    const auto found = names_.find(name);
    if (found != names_.end()) return found->second;
    return names_[name] = view->nodes_named(name);
}

std::vector<std::string> Run::names_not_found() const {
    std::vector<std::string> out;
    for (const auto& [name, nodes] : names_) {
        if (nodes.empty()) out.push_back(name);
    }
    return out;
}

std::size_t extra_bytes(const Value& value) {
    if (const auto* text = value.as<std::string>()) return text->capacity();
    if (const auto* list = value.as<std::shared_ptr<const List>>()) {
        std::size_t sum = sizeof(List);
        for (const Value& v : **list) sum += sizeof(Value) + extra_bytes(v);
        return sum;
    }
    if (const auto* map = value.as<std::shared_ptr<const Map>>()) {
        std::size_t sum = sizeof(Map);
        for (const auto& [k, v] : **map) sum += 64 + k.size() + sizeof(Value) + extra_bytes(v);
        return sum;
    }
    if (const auto* path = value.as<std::shared_ptr<const Path>>()) {
        return sizeof(Path) + 8 * ((*path)->nodes.size() + (*path)->edges.size());
    }
    return 0;
}

}  // namespace parley::query
