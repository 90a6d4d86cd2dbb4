#pragma once
/// What nodes and relationships of a pattern must be.

#include <optional>

#include "query/narrowing.hpp"
#include "query/operator.hpp"

namespace parley::query {

/// What a node of the pattern must be, beside bound to the same node elsewhere.
class NodeTest {
  public:
    explicit NodeTest(const ast::NodePattern& pattern) : pattern_(&pattern) {}
    /// Looks up labels; called before the first fits() of a row.
    void prepare(Run& run);
    /// With the node already in its slot.
    bool fits(NodeIndex node, Run& run) const;
    /// Nothing is asked but labels.
    bool is_simple() const { return !pattern_->name && !pattern_->properties && !pattern_->where; }
    /// Nothing is asked of the node.
    bool takes_all() const { return pattern_->labels.empty() && is_simple(); }
    const ast::NodePattern& pattern() const { return *pattern_; }

  private:
    const ast::NodePattern* pattern_;
    std::vector<std::vector<LabelId>> labels_;
    bool impossible_ = false;  ///< a label that no node has
};

/// What a relationship of the pattern must be: type, window, properties.
class RelTest {
  public:
    /// `reversed`: walked from the pattern's right node to its left. `narrowing`: conditions it
    /// takes over, where given.
    RelTest(const ast::RelPattern& pattern, const ast::Window* window, bool reversed,
            const Narrowing* narrowing = nullptr)
        : pattern_(&pattern), window_(window), narrowing_(narrowing), reversed_(reversed) {}
    /// Makes the filter, anew where the window or the graph may have changed since.
    void prepare(Run& run);
    const ArcFilter& filter() const { return *filter_; }
    /// Nothing is asked but what the filter looks at; known after prepare().
    bool takes_all() const {
        return !pattern_->properties && !pattern_->where && !tests_conditions();
    }
    bool is_narrowed() const { return narrowing_ && !narrowing_->empty(); }
    /// Properties and WHERE; the relationship is put into its slot where it is a single one.
    bool fits(EdgeIndex edge, Run& run) const;
    const ast::RelPattern& pattern() const { return *pattern_; }
    bool reversed() const { return reversed_; }
    bool has_window() const { return window_ != nullptr; }

  private:
    bool tests_conditions() const { return narrowing_ && !narrowing_->dated.empty() && !exact_; }
    const ast::RelPattern* pattern_;
    const ast::Window* window_;
    const Narrowing* narrowing_;
    bool reversed_;
    bool exact_ = false;  ///< the filter answers the narrowing's conditions
    std::optional<ArcFilter> filter_;
};

/// Days of AS OF or BETWEEN; none where they are null or unknown: nothing matches then.
std::optional<DateSpan> window_span(const ast::Window& window, Run& run);

/// `value` has the properties that the pattern's map asks for.
bool has_properties(const Value& owner, const ast::Expr& properties, Run& run);

}  // namespace parley::query
