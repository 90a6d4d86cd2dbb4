#pragma once
/// Clauses that change the graph. Each takes in all rows first, so that it never sees its own
/// writes, and changes the graph row by row, in the run's transaction.

#include "query/operator.hpp"

namespace parley::query {

/// Takes in all rows before the first goes out; `change` is called on each in order. A Fault
/// without a place is one of `clause`.
class Eager : public Step {
  public:
    Eager(OperatorPtr input, Span clause) : Step(std::move(input)), clause_span_(clause) {}

  protected:
    void do_open(Run& run) override;
    bool do_next(Run& run) override;
    /// May hand on more than one row for the one in the frame: calls emit() for each.
    virtual void change(Run& run) = 0;
    void emit(Run& run);

  private:
    void load(Run& run);
    Span clause_span_;
    std::vector<std::vector<Value>> rows_;
    std::size_t next_ = 0;
    bool loaded_ = false;
};

class CreateStep : public Eager {
  public:
    CreateStep(OperatorPtr input, const ast::Create& create)
        : Eager(std::move(input), create.span), create_(create) {}
    std::string describe() const override;

  protected:
    void change(Run& run) override;

  private:
    const ast::Create& create_;
};

/// For each row the rows of `match`, or what it creates where there are none.
class MergeStep : public Eager {
  public:
    MergeStep(OperatorPtr input, OperatorPtr match, const ast::Merge& merge)
        : Eager(std::move(input), merge.span), match_(std::move(match)), merge_(merge) {}
    std::string describe() const override;
    std::vector<const Operator*> inputs() const override { return {input_.get(), match_.get()}; }

  protected:
    void change(Run& run) override;

  private:
    OperatorPtr match_;
    const ast::Merge& merge_;
};

/// SET and REMOVE.
class SetStep : public Eager {
  public:
    SetStep(OperatorPtr input, const std::vector<ast::SetItem>& items, bool removes)
        : Eager(std::move(input), items.front().span), items_(items), removes_(removes) {}
    std::string describe() const override { return removes_ ? "Remove" : "Set"; }

  protected:
    void change(Run& run) override;

  private:
    const std::vector<ast::SetItem>& items_;
    bool removes_;
};

class DeleteStep : public Eager {
  public:
    DeleteStep(OperatorPtr input, const ast::Delete& clause)
        : Eager(std::move(input), clause.span), clause_(clause) {}
    std::string describe() const override { return clause_.detach ? "DetachDelete" : "Delete"; }

  protected:
    void change(Run& run) override;

  private:
    const ast::Delete& clause_;
};

/// Runs its body for each element of a list, and hands each row on once.
class ForeachStep : public Eager {
  public:
    ForeachStep(OperatorPtr input, OperatorPtr body, const ast::Foreach& loop)
        : Eager(std::move(input), loop.span), body_(std::move(body)), loop_(loop) {}
    std::string describe() const override { return "Foreach " + loop_.variable; }
    std::vector<const Operator*> inputs() const override { return {input_.get(), body_.get()}; }

  protected:
    void change(Run& run) override;

  private:
    OperatorPtr body_;
    const ast::Foreach& loop_;
};

/// CALL { } that changes the graph: for each row the rows it returns, or where it returns nothing
/// the row itself.
class CallStep : public Eager {
  public:
    CallStep(OperatorPtr input, OperatorPtr query, const ast::CallQuery& call)
        : Eager(std::move(input), call.span), query_(std::move(query)), returns_(call.returns) {}
    std::string describe() const override { return "ForEachRow"; }
    std::vector<const Operator*> inputs() const override { return {input_.get(), query_.get()}; }

  protected:
    void change(Run& run) override;

  private:
    OperatorPtr query_;
    bool returns_;
};

/// Shared by CREATE and MERGE: creates what of the path is not bound.
void create_path(const ast::PathPattern& path, bool merging, Run& run);
void apply_set(const std::vector<ast::SetItem>& items, bool removes, Run& run);

}  // namespace parley::query
