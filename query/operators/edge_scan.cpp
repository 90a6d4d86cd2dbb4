#include "query/operators/edge_scan.hpp"

#include <algorithm>

namespace parley::query {

EdgeScan::EdgeScan(OperatorPtr input, Hop hop)
    : Step(std::move(input)),
      hop_(std::move(hop)),
      rel_(*hop_.rel, hop_.window, false, &hop_.narrowing),
      left_(*hop_.from),
      right_(*hop_.to) {}

bool EdgeScan::tests_labels_only() const {
    return rel_.takes_all() && left_.is_simple() && right_.is_simple() && hop_.other_rels.empty() &&
           hop_.from->slot != hop_.to->slot;
}

EdgeScan::Column EdgeScan::column_of(std::int32_t slot) const {
    if (!tests_labels_only()) return Column::none;
    if (slot == hop_.from->slot || slot == hop_.to->slot) return Column::nodes;
    return slot == hop_.rel->slot ? Column::edges : Column::none;
}

void EdgeScan::do_open(Run& run) {
    active_ = false;
    other_way_ = false;
    input_->open(run);
    if (rel_.is_narrowed() && !rel_.has_window()) rel_.prepare(run);
}

/// At the next row of the input.
bool EdgeScan::start(Run& run) {
    if (!input_->next(run)) return false;
    rel_.prepare(run);
    left_.prepare(run);
    right_.prepare(run);
    active_ = true;
    other_way_ = false;
    const View& view = *run.view;
    const ArcFilter& filter = rel_.filter();
    is_listed_ = run.transaction || !view.is_pure();
    if (!is_listed_) {
        next_ = filter.begin();
        end_ = filter.end();
        return true;
    }
    listed_.clear();
    const auto list = [this](EdgeIndex edge) { listed_.push_back(edge); };
    if (filter.window()) {
        view.for_each_edge_in(*filter.window(), list);
    } else {
        view.for_each_edge(list);
    }
    run.keep(listed_.size() * sizeof(EdgeIndex));
    next_ = 0;
    end_ = static_cast<EdgeIndex>(listed_.size());
    return true;
}

/// The next one of the right type and days, live.
bool EdgeScan::next_edge(Run& run, EdgeIndex& edge) {
    const ArcFilter& filter = rel_.filter();
    const Snapshot& base = run.view->base();
    for (; next_ < end_; ++next_) {
        run.step();
        ++read_counts.half_edges;
        edge = is_listed_ ? listed_[next_] : next_;
        if (is_listed_) {
            if (!run.view->is_live_edge(edge) || !filter.takes(run.view->type_of(edge))) continue;
        } else {
            if (!filter.takes(base.type(edge))) continue;
            if (edge < filter.sure() && filter.window() &&
                base.last(edge) < filter.window()->first) {
                continue;
            }
        }
        ++next_;
        return true;
    }
    return false;
}

bool EdgeScan::place(EdgeIndex edge, NodeIndex left, NodeIndex right, Run& run) {
    const auto used = [&](std::int32_t slot) { return in_slot(edge, run.slot(slot)); };
    if (std::any_of(hop_.other_rels.begin(), hop_.other_rels.end(), used)) return false;
    if (hop_.from->slot == hop_.to->slot && left != right) return false;
    run.slot(hop_.rel->slot) = edge_value(edge);
    run.slot(hop_.from->slot) = node_value(left);
    run.slot(hop_.to->slot) = node_value(right);
    return rel_.fits(edge, run) && left_.fits(left, run) && right_.fits(right, run);
}

bool EdgeScan::do_next(Run& run) {
    const Direction direction = hop_.rel->direction == ast::Direction::either  ? Direction::both
                                : hop_.rel->direction == ast::Direction::right ? Direction::out
                                                                               : Direction::in;
    while (true) {
        run.step();
        if (other_way_) {
            other_way_ = false;
            const EdgeEnds ends = run.view->ends(edge_);
            if (place(edge_, ends.target, ends.source, run)) return true;
            continue;
        }
        if (!active_ && !start(run)) return false;
        if (!next_edge(run, edge_)) {
            active_ = false;
            continue;
        }
        const EdgeEnds ends = run.view->ends(edge_);
        if (direction == Direction::in) {
            if (place(edge_, ends.target, ends.source, run)) return true;
            continue;
        }
        other_way_ = direction == Direction::both && ends.source != ends.target;
        if (place(edge_, ends.source, ends.target, run)) return true;
    }
}

/// Some of the next rows: add(left, right, edge) says whether it wants more.
template <class Add>
bool EdgeScan::next_rows(Run& run, Add&& add) {
    if (!active_ && !start(run)) return false;
    const ast::Direction direction = hop_.rel->direction;
    const bool tests = !left_.takes_all() || !right_.takes_all();
    const Snapshot& base = run.view->base();
    EdgeIndex edge = 0;
    bool on = true;
    const auto offer = [&](NodeIndex left, NodeIndex right) {
        if (tests && !(left_.fits(left, run) && right_.fits(right, run))) return;
        on = add(left, right, edge);
    };
    while (on && next_edge(run, edge)) {
        NodeIndex source = 0, target = 0;
        if (is_listed_) {
            const EdgeEnds ends = run.view->ends(edge);
            source = ends.source;
            target = ends.target;
        } else {
            source = base.source[edge];
            target = base.target[edge];
        }
        if (direction == ast::Direction::left) {
            offer(target, source);
            continue;
        }
        offer(source, target);
        if (direction == ast::Direction::either && source != target) offer(target, source);
    }
    if (next_ >= end_) active_ = false;
    return true;
}

bool EdgeScan::next_column(Run& run, std::int32_t slot, std::vector<std::uint32_t>& out) {
    constexpr std::size_t enough = 4096;
    out.clear();
    const bool edges = slot == hop_.rel->slot, left_ones = slot == hop_.from->slot;
    return next_rows(run, [&](NodeIndex left, NodeIndex right, EdgeIndex edge) {
        out.push_back(edges ? edge : left_ones ? left : right);
        return out.size() < enough;
    });
}

bool EdgeScan::next_pairs(Run& run, std::int32_t a, std::int32_t b,
                          std::vector<std::uint64_t>& out) {
    constexpr std::size_t enough = 4096;
    out.clear();
    const auto of = [this](std::int32_t slot, NodeIndex left, NodeIndex right, EdgeIndex edge) {
        return slot == hop_.rel->slot ? edge : slot == hop_.from->slot ? left : right;
    };
    return next_rows(run, [&](NodeIndex left, NodeIndex right, EdgeIndex edge) {
        out.push_back(std::uint64_t{of(a, left, right, edge)} << 32 | of(b, left, right, edge));
        return out.size() < enough;
    });
}

/// How many rows the snapshot's relationships begin..end give.
std::uint64_t EdgeScan::rows_of(EdgeIndex begin, EdgeIndex end, const Run& run) const {
    const Snapshot& base = run.view->base();
    const ArcFilter& filter = rel_.filter();
    const bool twice = hop_.rel->direction == ast::Direction::either;
    std::uint64_t rows = 0;
    read_counts.half_edges += end - begin;
    if (!twice && !base.narrow_type.empty()) {
        const auto types = base.narrow_type.subspan(begin, end - begin);
        for (std::uint32_t type = 0; type < run.view->types().size(); ++type) {
            if (!filter.takes(TypeId{type})) continue;
            rows += static_cast<std::uint64_t>(
                std::count(types.begin(), types.end(), static_cast<std::uint8_t>(type)));
        }
        return rows;
    }
    for (EdgeIndex edge = begin; edge < end; ++edge) {
        if (!filter.takes(base.type(edge))) continue;
        rows += twice && base.source[edge] != base.target[edge] ? 2 : 1;
    }
    return rows;
}

bool EdgeScan::can_count_by_day(const Run& run) const {
    return tests_labels_only() && left_.takes_all() && right_.takes_all() && !run.transaction &&
           run.view->is_pure() && run.view->base().last_day.empty();
}

namespace {

/// Rows of relationships begin..end by type, each with one of them.
struct TypeCounts {
    struct Count {
        EdgeIndex one_of_them = 0;
        std::uint64_t rows = 0;
    };
    std::vector<Count> counts;

    void add(const Snapshot& base, const ArcFilter& filter, EdgeIndex begin, EdgeIndex end,
             bool twice) {
        for (Count& one : counts) one.rows = 0;
        read_counts.half_edges += end - begin;
        for (EdgeIndex edge = begin; edge < end; ++edge) {
            const TypeId type = base.type(edge);
            if (!filter.takes(type)) continue;
            Count& one = counts[number_of(type)];
            one.one_of_them = edge;
            one.rows += twice && base.source[edge] != base.target[edge] ? 2 : 1;
        }
    }
};

}  // namespace

void EdgeScan::count_by_day(Run& run, bool by_type,
                            const std::function<void(EdgeIndex, std::uint64_t)>& visit) {
    while (start(run)) {
        const Snapshot& base = run.view->base();
        const ArcFilter& filter = rel_.filter();
        const DayTable& days = base.first_day;
        const bool twice = hop_.rel->direction == ast::Direction::either;
        TypeCounts by;
        if (by_type) by.counts.resize(run.view->types().size());
        auto at = std::upper_bound(days.start.begin(), days.start.end(), next_);
        std::size_t day =
            at == days.start.begin() ? 0 : static_cast<std::size_t>(at - days.start.begin()) - 1;
        for (; next_ < end_ && day < days.days.size(); ++day) {
            run.step();
            ++read_counts.seeks;
            const EdgeIndex end = std::min<EdgeIndex>(end_, days.start[day + 1]);
            const EdgeIndex first = next_;
            std::uint64_t rows = 0;
            if (by_type) {
                by.add(base, filter, first, end, twice);
                for (const TypeCounts::Count& one : by.counts) {
                    if (one.rows > 0) visit(one.one_of_them, one.rows);
                }
            } else if (filter.takes_all_types() && !twice) {
                rows = end - next_;
            } else {
                rows = rows_of(next_, end, run);
            }
            next_ = end;
            if (rows > 0) visit(first, rows);
        }
        active_ = false;
    }
}

}  // namespace parley::query
