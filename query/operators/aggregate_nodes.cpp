/// Groups of nodes without rows: how many rows each node has, and how many different other nodes.
#include <algorithm>
#include <map>

#include "query/operators/accumulator.hpp"
#include "query/operators/aggregate.hpp"
#include "query/operators/relational.hpp"

namespace parley::query {

using ast::ExprKind;

/// By number of the group.
struct GroupBy::NodeRows {
    std::vector<NodeIndex> node;         ///< one of each group
    std::vector<std::uint32_t> rows;     ///< of the group
    std::vector<std::uint32_t> counted;  ///< different nodes beside them, where asked for
    std::vector<std::uint32_t> group;    ///< by node, where asked for
    std::optional<KeyId> text;           ///< the only key is this property
    bool is_apart = false;               ///< every node has a group of its own
    bool by_counted = false;             ///< the first ones by `counted` are wanted, not by `rows`

    void add(NodeIndex one, std::uint32_t count) {
        node.push_back(one);
        rows.push_back(count);
    }
    /// Rows by node, those that have any. Without a branch a node: which have some is a riddle.
    void take_from(const std::vector<std::uint32_t>& by_node) {
        const auto none = std::count(by_node.begin(), by_node.end(), 0U);
        node.resize(by_node.size() - static_cast<std::size_t>(none) + 1);
        rows.resize(node.size());
        std::size_t at = 0;
        for (NodeIndex one = 0; one < by_node.size(); ++one) {
            node[at] = one;
            rows[at] = by_node[one];
            at += by_node[one] > 0 ? 1 : 0;
        }
        node.resize(at);
        rows.resize(at);
    }
    bool are_groups() const { return is_apart || text; }
};

namespace {

/// Numbers values in order of first appearance.
class Numbering : public ValueSink {
  public:
    std::uint32_t number_of(NodeIndex node, KeyId key, Run& run) {
        if (!run.view->give_node_property(node, key, *this)) value({});
        return found_;
    }
    void value(const Value& value) override {
        if (const auto* as_text = value.as<std::string>()) return text(*as_text);
        found_ = values_.try_emplace(value, count_).first->second;
        count_ = std::max(count_, found_ + 1);
    }
    void text(std::string_view text) override {
        if (texts_.size() * 2 >= table_.size()) grow();
        const std::size_t hash = std::hash<std::string_view>()(text);
        std::size_t at = hash & (table_.size() - 1);
        for (; table_[at] != 0; at = (at + 1) & (table_.size() - 1)) {
            const Text& known = texts_[table_[at] - 1];
            if (known.hash != hash || bytes_.compare(known.begin, known.size, text) != 0) continue;
            found_ = known.number;
            return;
        }
        found_ = count_++;
        texts_.push_back({hash, bytes_.size(), text.size(), found_});
        bytes_ += text;
        table_[at] = static_cast<std::uint32_t>(texts_.size());
    }

  private:
    struct Text {
        std::size_t hash, begin, size;  ///< where in `bytes_`
        std::uint32_t number;
    };
    struct Before {
        bool operator()(const Value& a, const Value& b) const { return compare(a, b) < 0; }
    };
    void grow() {
        table_.assign(std::max<std::size_t>(1024, table_.size() * 4), 0);
        for (std::size_t i = 0; i < texts_.size(); ++i) {
            std::size_t at = texts_[i].hash & (table_.size() - 1);
            while (table_[at] != 0) at = (at + 1) & (table_.size() - 1);
            table_[at] = static_cast<std::uint32_t>(i + 1);
        }
    }

    std::string bytes_;
    std::vector<Text> texts_;
    std::vector<std::uint32_t> table_;  ///< open addressing over `texts_`, 0 is free
    std::map<Value, std::uint32_t, Before> values_;
    std::uint32_t count_ = 0, found_ = 0;
};

bool counts_different(const ast::Expr& call) {
    return call.kind == ExprKind::call && call.distinct &&
           call.function->aggregate == Aggregate::count && call.args[0]->kind == ExprKind::variable;
}

}  // namespace

/// The variable whose nodes are counted once each; -1 where there is none, -2 where something else
/// than rows and such nodes is counted.
std::int32_t GroupBy::other_counted() const {
    std::int32_t other = -1;
    for (const ast::Expr* call : projection_.aggregate_calls) {
        if (counts_rows(*call)) continue;
        if (!counts_different(*call) || (other >= 0 && other != call->args[0]->slot)) return -2;
        other = call->args[0]->slot;
        if (input_->column_of(other) != Column::nodes) return -2;
    }
    return other;
}

/// Rows of each node first, then its key once. True where the input was read here.
bool GroupBy::count_by_node(std::int32_t slot, Run& run) {
    const std::int32_t other = other_counted();
    NodeRows rows;
    rows.is_apart = keys_tell_nodes_apart(slot, run);
    const auto is_key = [](const ast::Item& item) { return !item.aggregates; };
    const auto& items = projection_.items;
    const auto key = std::find_if(items.begin(), items.end(), is_key);
    if (std::count_if(items.begin(), items.end(), is_key) == 1 &&
        key->expr->kind == ExprKind::property && key->expr->args[0]->kind == ExprKind::variable) {
        rows.text = run.key(key->expr->slot);
    }
    if (other == -1) {
        count_each_node(slot, rows, run);
    } else if (other < 0 || !count_others(slot, other, rows, run)) {
        return false;
    }
    const std::uint32_t least = rows.are_groups() ? threshold(rows, run) : 1;
    const auto& deciding = rows.by_counted ? rows.counted : rows.rows;
    for (std::size_t i = 0; i < rows.node.size(); ++i) {
        if (deciding[i] < least) continue;
        run.step();
        run.slot(slot) = node_value(rows.node[i]);
        std::vector<Accumulator>& accumulators = group_of(run).accumulators;
        for (std::size_t j = 0; j < accumulators.size(); ++j) {
            const bool different = counts_different(*projection_.aggregate_calls[j]);
            accumulators[j].take_rows(different ? rows.counted[i] : rows.rows[i]);
        }
    }
    return true;
}

void GroupBy::count_each_node(std::int32_t slot, NodeRows& out, Run& run) {
    const NodeIndex limit = run.view->node_limit();
    std::vector<std::uint32_t> some, numbers, rows;
    // A few are sorted; for many an array of all nodes is faster.
    const std::size_t few = limit / 16;
    while (input_->column(run, slot, numbers)) {
        run.look();
        if (rows.empty() && some.size() + numbers.size() > few) {
            run.keep(std::size_t{limit} * sizeof(std::uint32_t));
            rows.assign(limit, 0);
            for (const NodeIndex node : some) ++rows[node];
        }
        if (rows.empty()) {
            some.insert(some.end(), numbers.begin(), numbers.end());
        } else {
            for (const NodeIndex node : numbers) ++rows[node];
        }
    }
    if (rows.empty()) {
        std::sort(some.begin(), some.end());
        for (std::size_t i = 0; i < some.size();) {
            std::size_t end = i + 1;
            while (end < some.size() && some[end] == some[i]) ++end;
            out.add(some[i], static_cast<std::uint32_t>(end - i));
            i = end;
        }
    } else {
        out.take_from(rows);
        run.release(std::size_t{limit} * sizeof(std::uint32_t));
    }
    number_groups(out, run);
}

/// Different nodes in the other column, group by group.
bool GroupBy::count_others(std::int32_t slot, std::int32_t other, NodeRows& out, Run& run) {
    if (!input_->gives_pairs() || !out.are_groups()) return false;
    const NodeIndex limit = run.view->node_limit();
    std::vector<std::uint64_t> pairs, some;
    std::vector<std::uint32_t> rows(limit, 0);
    while (input_->pairs(run, slot, other, some)) {
        run.look();
        run.keep(some.size() * sizeof(std::uint64_t));
        pairs.insert(pairs.end(), some.begin(), some.end());
        for (const std::uint64_t pair : some) ++rows[pair >> 32];
    }
    out.take_from(rows);
    out.group.assign(limit, 0);
    number_groups(out, run);
    // By group, so that a group's nodes stand together.
    std::vector<std::uint32_t> place(out.rows.size() + 1, 0), others(pairs.size());
    for (std::size_t i = 0; i < out.rows.size(); ++i) place[i + 1] = place[i] + out.rows[i];
    for (const std::uint64_t pair : pairs) {
        others[place[out.group[pair >> 32]]++] = static_cast<NodeIndex>(pair);
    }
    std::vector<std::uint32_t> seen_by(limit, 0);
    std::size_t at = 0;
    for (std::uint32_t group = 0; group < out.rows.size(); ++group) {
        std::uint32_t different = 0;
        for (const std::size_t end = at + out.rows[group]; at < end; ++at) {
            std::uint32_t& seen = seen_by[others[at]];
            different += seen == group + 1 ? 0 : 1;
            seen = group + 1;
        }
        out.counted.push_back(different);
    }
    run.release(pairs.size() * sizeof(std::uint64_t));
    return true;
}

/// From nodes to groups: those whose only key is equal become one.
void GroupBy::number_groups(NodeRows& out, Run& run) const {
    const bool wants_group = !out.group.empty();
    if (out.is_apart || !out.text) {
        for (std::uint32_t i = 0; wants_group && i < out.node.size(); ++i) {
            out.group[out.node[i]] = i;
        }
        return;
    }
    Numbering numbering;
    NodeRows groups;
    constexpr std::size_t block = 64;
    for (std::size_t i = 0; i < out.node.size(); ++i) {
        run.step();
        if (i % block == 0) {
            const std::size_t count = std::min(block, out.node.size() - i);
            run.view->prefetch_node_property({out.node.data() + i, count}, *out.text);
        }
        const std::uint32_t group = numbering.number_of(out.node[i], *out.text, run);
        if (group == groups.node.size()) {
            run.keep(64);
            groups.add(out.node[i], 0);
        }
        groups.rows[group] += out.rows[i];
        if (wants_group) out.group[out.node[i]] = group;
    }
    out.node = std::move(groups.node);
    out.rows = std::move(groups.rows);
}

/// Has every node a group of its own?
bool GroupBy::keys_tell_nodes_apart(std::int32_t slot, Run& run) const {
    return std::any_of(projection_.items.begin(), projection_.items.end(),
                       [&](const ast::Item& item) {
                           if (item.aggregates) return false;
                           const ast::Expr& expr = *item.expr;
                           if (expr.kind == ExprKind::variable) return expr.slot == slot;
                           if (expr.kind != ExprKind::property || expr.args[0]->slot != slot)
                               return false;
                           const auto key = run.view->keys().find(expr.text);
                           return key && run.view->tells_nodes_apart(*key);
                       });
}

/// ORDER BY count DESC LIMIT k keeps no group that counts fewer than the k-th: that many, or 1.
std::uint32_t GroupBy::threshold(NodeRows& groups, Run& run) const {
    if (projection_.order.empty() || !projection_.limit || projection_.distinct) return 1;
    const ast::SortKey& first = projection_.order[0];
    const auto ordered_by = [&](const ast::Item& item) {
        return item.aggregates && first.descending &&
               (first.expr->kind == ExprKind::variable ? first.expr->slot == item.slot
                                                       : first.expr->slot == item.expr->slot);
    };
    const auto item = std::find_if(projection_.items.begin(), projection_.items.end(), ordered_by);
    if (item == projection_.items.end()) return 1;
    const bool different = counts_different(*item->expr);
    if (!different && !counts_rows(*item->expr)) return 1;
    auto most = static_cast<std::size_t>(row_count(*projection_.limit, run, "LIMIT"));
    if (projection_.skip) {
        most += static_cast<std::size_t>(row_count(*projection_.skip, run, "SKIP"));
    }
    groups.by_counted = different;
    std::vector<std::uint32_t> counts = different ? groups.counted : groups.rows;
    if (most == 0 || counts.size() <= most) return 1;
    const auto at = counts.begin() + static_cast<std::ptrdiff_t>(most - 1);
    std::nth_element(counts.begin(), at, counts.end(), std::greater<>());
    return *at;
}

}  // namespace parley::query
