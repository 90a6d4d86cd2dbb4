#pragma once
/// From nodes to relationships and on: scans, single hops, variable length.

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

/// Where the nodes of a scan come from.
struct ScanSource {
    enum class Kind : std::uint8_t { all, label, name, text } kind = Kind::all;
    std::string label;                 ///< label
    std::string key;                   ///< text: the indexed property
    const ast::Expr* value = nullptr;  ///< name, text
    double estimate = 0;               ///< rows
    /// text: one of several values, or of a list of them.
    std::vector<const ast::Expr*> others = {};
    bool is_list = false;
};

/// Puts every node of the source that passes the test into the pattern's slot.
class NodeScan : public Step {
  public:
    NodeScan(OperatorPtr input, const ast::NodePattern& pattern, ScanSource source)
        : Step(std::move(input)), test_(pattern), source_(std::move(source)) {}
    std::string describe() const override;

  protected:
    void do_open(Run& run) override;
    bool do_next(Run& run) override;

  private:
    void start(Run& run);
    void find_text(Run& run);
    NodeTest test_;
    ScanSource source_;
    std::vector<NodeIndex> found_;
    NodeIndex next_ = 0, limit_ = 0;
    bool listed_ = false;  ///< found_ holds the candidates; else all indices
};

/// Tests a node that is bound already.
class NodeCheck : public Step {
  public:
    NodeCheck(OperatorPtr input, const ast::NodePattern& pattern)
        : Step(std::move(input)), test_(pattern) {}
    std::string describe() const override;

  protected:
    bool do_next(Run& run) override;

  private:
    NodeTest test_;
};

/// One step of the pattern: which way it is walked and what must differ from it.
struct Hop {
    const ast::NodePattern* from;
    const ast::RelPattern* rel;
    const ast::NodePattern* to;
    bool reversed;                         ///< from is the right node of the pattern
    bool to_is_bound;                      ///< expand into
    bool needs_list;                       ///< variable length: somebody reads the relationships
    std::vector<std::int32_t> other_rels;  ///< slots whose relationships this one must not be
    const ast::Window* window;
    Narrowing narrowing = {};  ///< of single relationships: conditions of WHERE
};

std::string describe(const Hop& hop, const char* verb);

class Expand : public Step {
  public:
    Expand(OperatorPtr input, Hop hop);
    std::string describe() const override { return query::describe(hop_, "Expand"); }
    Column column_of(std::int32_t slot) const override;
    std::int32_t any_column() const override {
        return column_of(hop_.to->slot) == Column::nodes ? hop_.to->slot : -1;
    }
    void will_read(std::int32_t slot, KeyId key) override;

  protected:
    void do_open(Run& run) override;
    bool do_next(Run& run) override;
    bool next_column(Run& run, std::int32_t slot, std::vector<std::uint32_t>& out) override;

  private:
    void fetch_ahead(const Run& run);
    Hop hop_;
    RelTest rel_;
    NodeTest to_;
    std::vector<std::pair<NodeIndex, EdgeIndex>> found_;
    std::size_t next_ = 0;
    std::vector<KeyId> read_;  ///< properties of the `to` node that are read of each row
    std::size_t fetched_ = 0;  ///< those of the first so many found are on their way
};

/// Variable length, as trails: no relationship twice.
class ExpandVariable : public Step {
  public:
    ExpandVariable(OperatorPtr input, Hop hop);
    std::string describe() const override { return query::describe(hop_, "ExpandVariable"); }

  protected:
    void do_open(Run& run) override;
    bool do_next(Run& run) override;

  private:
    struct Level {
        std::vector<std::pair<NodeIndex, EdgeIndex>> found;
        std::size_t next = 0;
    };
    bool begin(Run& run);
    void descend(NodeIndex node, Run& run);
    bool emit(NodeIndex node, Run& run);
    bool used(EdgeIndex edge, Run& run) const;

    Hop hop_;
    RelTest rel_;
    NodeTest to_;
    std::int64_t most_;
    std::vector<Level> levels_;  ///< reused; the first `depth_` are in use
    std::size_t depth_ = 0;
    std::vector<EdgeIndex> trail_;
    NodeIndex start_ = 0;
    bool active_ = false;
    bool zero_pending_ = false;
    Value bound_to_;
};

/// The relationship (or list) is bound already: finds its ends.
class FromRelationship : public Step {
  public:
    FromRelationship(OperatorPtr input, Hop hop, bool from_is_bound);
    std::string describe() const override { return query::describe(hop_, "FromRelationship"); }

  protected:
    void do_open(Run& run) override;
    bool do_next(Run& run) override;

  private:
    bool place(NodeIndex from, NodeIndex to, Run& run);
    bool try_direction(const std::vector<EdgeIndex>& edges, bool forwards, Run& run);
    std::vector<EdgeIndex> bound_edges(Run& run) const;

    Hop hop_;
    RelTest rel_;
    NodeTest from_, to_;
    bool from_is_bound_;
    int tries_ = 2;
    std::vector<EdgeIndex> edges_;
};

/// Writes the value of a named path from its nodes and relationships.
class BuildPath : public Step {
  public:
    BuildPath(OperatorPtr input, const ast::PathPattern& pattern)
        : Step(std::move(input)), pattern_(pattern) {}
    std::string describe() const override { return "BuildPath " + pattern_.variable; }

  protected:
    bool do_next(Run& run) override;

  private:
    const ast::PathPattern& pattern_;
};

/// Is the edge that of a slot, or in the slot's list?
bool in_slot(EdgeIndex edge, const Value& slot);

}  // namespace parley::query
