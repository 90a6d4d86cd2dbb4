#pragma once
/// Nodes with which a pattern begins.

#include "query/operators/pattern_test.hpp"

namespace parley::query {

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

}  // namespace parley::query
