#include "query/operators/node_scan.hpp"

#include <algorithm>

#include "query/ast_text.hpp"
#include "query/evaluate.hpp"

namespace parley::query {

std::string NodeScan::describe() const {
    std::string out;
    switch (source_.kind) {
        case ScanSource::Kind::all:
            out = "AllNodes ";
            break;
        case ScanSource::Kind::label:
            out = "NodesByLabel ";
            break;
        case ScanSource::Kind::name:
            out = "NodesByName ";
            break;
        case ScanSource::Kind::text:
            out = "NodesByKey ";
            break;
    }
    return out + to_text(test_.pattern()) + ", about " +
           std::to_string(static_cast<std::int64_t>(source_.estimate)) + " rows";
}

void NodeScan::do_open(Run& run) {
    found_.clear();
    listed_ = true;
    next_ = 0;
    input_->open(run);
}

void NodeScan::start(Run& run) {
    found_.clear();
    next_ = 0;
    listed_ = source_.kind != ScanSource::Kind::all;
    limit_ = run.view->node_limit();
    test_.prepare(run);
    if (source_.kind == ScanSource::Kind::label) {
        const auto label = run.view->labels().find(source_.label);
        if (!label) return;
        run.view->for_each_with_label(*label, [this](NodeIndex n) { found_.push_back(n); });
    } else if (source_.kind == ScanSource::Kind::name) {
        const Value name = evaluate(*source_.value, run);
        if (const auto* text = name.as<std::string>()) found_ = run.named(*text);
    } else if (source_.kind == ScanSource::Kind::text) {
        find_text(run);
    }
}

/// The nodes that have one of the texts; all are to be tried where one value is no text.
void NodeScan::find_text(Run& run) {
    const auto key = run.view->keys().find(source_.key);
    if (!key) return;
    const auto add = [&](const Value& wanted) {
        if (wanted.is_null()) return true;
        const auto* text = wanted.as<std::string>();
        auto found = text ? run.view->nodes_with_text(*key, *text) : std::nullopt;
        if (!found) return false;
        found_.insert(found_.end(), found->begin(), found->end());
        return true;
    };
    const auto add_all = [&](const ast::Expr& expr) {
        Value scratch;
        const Value& wanted = read(expr, run, scratch);
        if (!source_.is_list || wanted.is_null()) return add(wanted);
        const auto* list = wanted.as<std::shared_ptr<const List>>();
        return list && std::all_of((*list)->begin(), (*list)->end(), add);
    };
    listed_ = add_all(*source_.value);
    for (const ast::Expr* other : source_.others) listed_ = listed_ && add_all(*other);
    if (!listed_) {
        found_.clear();
    } else if (source_.is_list || !source_.others.empty()) {
        std::sort(found_.begin(), found_.end());
        found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
    }
}

bool NodeScan::do_next(Run& run) {
    const std::int32_t slot = test_.pattern().slot;
    while (true) {
        run.step();
        if (listed_ ? next_ >= found_.size() : next_ >= limit_) {
            if (!input_->next(run)) return false;
            start(run);
            continue;
        }
        const NodeIndex node = listed_ ? found_[next_] : next_;
        ++next_;
        if (!run.view->is_live_node(node)) continue;
        run.slot(slot) = node_value(node);
        if (test_.fits(node, run)) return true;
    }
}

std::string NodeCheck::describe() const { return "Check " + to_text(test_.pattern()); }

bool NodeCheck::do_next(Run& run) {
    while (input_->next(run)) {
        const auto* node = run.slot(test_.pattern().slot).as<NodeId>();
        if (!node) continue;
        test_.prepare(run);
        if (test_.fits(index_of(*node), run)) return true;
    }
    return false;
}

}  // namespace parley::query
