#pragma once
/// Rows from rows: filter, project, distinct, sort, skip, limit, unwind, union.

#include "query/operator.hpp"
#include "query/procedure.hpp"

namespace parley::query {

/// One empty row: where every plan begins.
class Once : public Operator {
  public:
    std::string describe() const override { return "Once"; }

  protected:
    void do_open(Run&) override { done_ = false; }
    bool do_next(Run&) override { return !std::exchange(done_, true); }

  private:
    bool done_ = false;
};

/// Rows for which all conditions are true.
class Filter : public Step {
  public:
    Filter(OperatorPtr input, std::vector<const ast::Expr*> conditions)
        : Step(std::move(input)), conditions_(std::move(conditions)) {}
    std::string describe() const override;

  protected:
    void do_open(Run& run) override;
    bool do_next(Run& run) override;

  private:
    std::vector<const ast::Expr*> conditions_;
};

class Project : public Step {
  public:
    Project(OperatorPtr input, const ast::Projection& projection)
        : Step(std::move(input)), projection_(projection) {}
    std::string describe() const override;
    void will_read(std::int32_t slot, KeyId key) override;

  protected:
    void do_open(Run& run) override;
    bool do_next(Run& run) override;
    bool do_next_row(Run& run, std::span<const std::int32_t> slots, RowReader& to) override;

  private:
    const ast::Projection& projection_;
    std::vector<const ast::Item*> columns_;  ///< of do_next_row(), in order of its slots
};

class Distinct : public Step {
  public:
    Distinct(OperatorPtr input, std::vector<std::int32_t> slots);
    ~Distinct() override;
    std::string describe() const override { return "Distinct"; }

  protected:
    void do_open(Run& run) override;
    bool do_next(Run& run) override;

  private:
    struct Seen;
    std::vector<std::int32_t> slots_;
    std::unique_ptr<Seen> seen_;
};

/// Rows in order; keeps only the first `skip + limit` where those are given.
class Sort : public GatheringStep {
  public:
    Sort(OperatorPtr input, const ast::Projection& projection, std::vector<std::int32_t> slots)
        : GatheringStep(std::move(input)), projection_(projection), slots_(std::move(slots)) {}
    std::string describe() const override;

  protected:
    void do_open(Run& run) override;
    bool do_next(Run& run) override;

  private:
    struct Row {
        std::vector<Value> keys;
        std::vector<Value> slots;
        std::size_t place;  ///< of arrival: equal keys keep their order
    };
    bool before(const Row& a, const Row& b) const;
    void load(Run& run);

    const ast::Projection& projection_;
    std::vector<std::int32_t> slots_;
    std::vector<Row> rows_;
    std::size_t next_ = 0;
    bool loaded_ = false;
};

/// SKIP and LIMIT.
class SkipLimit : public Step {
  public:
    SkipLimit(OperatorPtr input, const ast::Expr* skip, const ast::Expr* limit)
        : Step(std::move(input)), skip_(skip), limit_(limit) {}
    std::string describe() const override;

  protected:
    void do_open(Run& run) override;
    bool do_next(Run& run) override;
    bool do_next_row(Run& run, std::span<const std::int32_t> slots, RowReader& to) override;

  private:
    bool wants_row(Run& run);
    const ast::Expr* skip_;
    const ast::Expr* limit_;
    std::int64_t left_ = 0;
    std::int64_t skipped_ = 0;
    bool pulled_ = false;
};

/// Value of SKIP or LIMIT. Throws Fault where it is no number or negative.
std::int64_t row_count(const ast::Expr& expr, Run& run, const char* what);

class Unwind : public Step {
  public:
    Unwind(OperatorPtr input, const ast::Unwind& unwind)
        : Step(std::move(input)), unwind_(unwind) {}
    std::string describe() const override;

  protected:
    void do_open(Run& run) override;
    bool do_next(Run& run) override;

  private:
    const ast::Unwind& unwind_;
    Value list_;
    std::size_t next_ = 0;
};

/// Rows of all parts in turn, in the slots of the first.
class Union : public Operator {
  public:
    Union(std::vector<OperatorPtr> parts, std::vector<std::vector<std::int32_t>> slots)
        : parts_(std::move(parts)), slots_(std::move(slots)) {}
    std::string describe() const override { return "Union"; }
    std::vector<const Operator*> inputs() const override;

  protected:
    void do_open(Run& run) override;
    bool do_next(Run& run) override;

  private:
    std::vector<OperatorPtr> parts_;
    std::vector<std::vector<std::int32_t>> slots_;
    std::size_t at_ = 0;
};

/// For each row of the input the rows of `inner`; with `optional` at least one, in which
/// `introduced` are null.
class Apply : public Step {
  public:
    Apply(OperatorPtr input, OperatorPtr inner, bool optional, std::vector<std::int32_t> introduced)
        : Step(std::move(input)),
          inner_(std::move(inner)),
          optional_(optional),
          introduced_(std::move(introduced)) {}
    std::string describe() const override { return optional_ ? "Optional" : "ForEachRow"; }
    std::vector<const Operator*> inputs() const override { return {input_.get(), inner_.get()}; }
    void will_read(std::int32_t slot, KeyId key) override {
        input_->will_read(slot, key);
        inner_->will_read(slot, key);
    }

  protected:
    void do_open(Run& run) override;
    bool do_next(Run& run) override;

  private:
    OperatorPtr inner_;
    bool optional_;
    std::vector<std::int32_t> introduced_;
    bool inside_ = false;
    bool found_ = false;
};

/// CALL procedure: for each row of the input the rows it yields.
class CallProcedure : public Step {
  public:
    CallProcedure(OperatorPtr input, const ast::Call& call) : Step(std::move(input)), call_(call) {}
    std::string describe() const override;

  protected:
    void do_open(Run& run) override;
    bool do_next(Run& run) override;

  private:
    void invoke(Run& run);
    const ast::Call& call_;
    std::vector<std::size_t> columns_;
    ResultTable table_;
    std::size_t next_ = 0;
};

}  // namespace parley::query
