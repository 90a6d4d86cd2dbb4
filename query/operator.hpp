#pragma once
/// Pull-based operators. All share the run's frame: next() writes the operator's own slots and
/// leaves those of its input as they are, so a row is never copied on its way.

#include <chrono>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "query/run.hpp"

namespace parley::query {

class Operator {
  public:
    virtual ~Operator() = default;

    /// Back to the beginning; the frame holds the outer row, if any.
    void open(Run& run) { do_open(run); }
    /// Next row into the frame; false where there is none.
    bool next(Run& run) {
        const Meter meter(run, *this);
        if (!do_next(run)) return false;
        ++rows_;
        return true;
    }

    /// The next row's values of `slots` to `to`, and not into the frame; false where there is none.
    /// For the root of a plan whose rows nobody looks at twice.
    bool next_row(Run& run, std::span<const std::int32_t> slots, RowReader& to) {
        const Meter meter(run, *this);
        if (!do_next_row(run, slots, to)) return false;
        ++rows_;
        return true;
    }

    enum class Column : std::uint8_t { none, nodes, edges };
    /// Column at a time, for consumers that count: does the operator give the numbers of this
    /// slot's nodes or relationships without making rows?
    virtual Column column_of(std::int32_t slot) const {
        (void)slot;
        return Column::none;
    }
    /// A slot with a column, or -1.
    virtual std::int32_t any_column() const { return -1; }
    /// What the slot holds in some of the next rows, as numbers of the view; false at the end. Only
    /// where column_of() names one; not to be mixed with next().
    bool column(Run& run, std::int32_t slot, std::vector<std::uint32_t>& out) {
        const Meter meter(run, *this);
        if (!next_column(run, slot, out)) return false;
        rows_ += out.size();
        return true;
    }

    /// The same for two slots at once, of which each row has a pair of numbers. Only where
    /// gives_pairs().
    virtual bool gives_pairs() const { return false; }
    bool pairs(Run& run, std::int32_t a, std::int32_t b, std::vector<std::uint64_t>& out) {
        const Meter meter(run, *this);
        if (!next_pairs(run, a, b, out)) return false;
        rows_ += out.size();
        return true;
    }

    /// The reader of the rows will ask for this property of the slot: steps that know rows ahead
    /// may fetch it ahead.
    virtual void will_read(std::int32_t slot, KeyId key) { (void)slot, (void)key; }

    /// One line for EXPLAIN.
    virtual std::string describe() const = 0;
    virtual std::vector<const Operator*> inputs() const { return {}; }
    std::uint64_t rows() const { return rows_; }
    /// Under PROFILE: how long it took, with what is below it.
    std::chrono::nanoseconds time() const { return std::chrono::nanoseconds(nanos_); }
    /// Under PROFILE: what it read of the graph, with what is below it.
    const ReadCounts& reads() const { return reads_; }

  protected:
    virtual void do_open(Run& run) = 0;
    virtual bool do_next(Run& run) = 0;
    virtual bool do_next_row(Run& run, std::span<const std::int32_t> slots, RowReader& to) {
        if (!do_next(run)) return false;
        to.row();
        for (const std::int32_t slot : slots) to.value(run.slot(slot));
        return true;
    }
    virtual bool next_column(Run& run, std::int32_t slot, std::vector<std::uint32_t>& out) {
        (void)run, (void)slot, (void)out;
        return false;
    }
    /// Each as `a << 32 | b`.
    virtual bool next_pairs(Run& run, std::int32_t a, std::int32_t b,
                            std::vector<std::uint64_t>& out) {
        (void)run, (void)a, (void)b, (void)out;
        return false;
    }

  private:
    /// Time and reads, where they are asked for.
    class Meter {
      public:
        Meter(const Run& run, Operator& of) : of_(run.profiles ? &of : nullptr) {
            if (of_) start();
        }
        ~Meter() {
            if (of_) stop();
        }
        Meter(const Meter&) = delete;
        Meter& operator=(const Meter&) = delete;

      private:
        void start() {
            of_->reads_ -= read_counts;
            begin_ = std::chrono::steady_clock::now();
        }
        void stop() {
            of_->nanos_ += (std::chrono::steady_clock::now() - begin_).count();
            of_->reads_ += read_counts;
        }
        Operator* of_;
        std::chrono::steady_clock::time_point begin_;
    };
    std::uint64_t rows_ = 0;
    std::int64_t nanos_ = 0;
    ReadCounts reads_;
};

using OperatorPtr = std::unique_ptr<Operator>;

/// An operator with one input.
class Step : public Operator {
  public:
    explicit Step(OperatorPtr input) : input_(std::move(input)) {}
    std::vector<const Operator*> inputs() const override { return {input_.get()}; }
    void will_read(std::int32_t slot, KeyId key) override { input_->will_read(slot, key); }

  protected:
    void do_open(Run& run) override { input_->open(run); }
    OperatorPtr input_;
};

/// A step that reads all of its input before it gives a row: its rows are not in the input's order,
/// so what will be read of them cannot be fetched ahead there.
class GatheringStep : public Step {
  public:
    using Step::Step;
    void will_read(std::int32_t, KeyId) override {}
};

/// Tells `input` of all properties of variables that the expression reads.
void announce_reads(const ast::Expr& expr, Run& run, Operator& input);

/// The plan of a sub-query in an expression.
struct Subplan {
    OperatorPtr root;
};

/// The plan as text, inputs below and indented. With `measures` how many rows each gave, how long
/// it took with what is below it, and what it read itself: seeks, half-edges, properties, records.
std::string explain_tree(const Operator& root, bool measures);

}  // namespace parley::query
