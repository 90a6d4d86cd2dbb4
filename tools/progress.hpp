#pragma once
/// The progress of an ingest: a line that is rewritten on a terminal, nothing in a pipe.

#include <chrono>
#include <parley/ingest_run.hpp>
#include <string>

#include "tools/interrupt.hpp"

namespace parley::tools {

class Progress {
  public:
    Progress();
    /// Cheap to call for every article: draws ten times a second at most.
    void show(const RunReport& report);
    /// Takes the line away, so that something else can be printed.
    void clear();
    /// Since construction.
    double seconds() const;

  private:
    const bool on_terminal_;
    const std::chrono::steady_clock::time_point begin_;
    std::chrono::steady_clock::time_point drawn_;
    bool visible_ = false;
};

/// What a run tells as it goes: inputs that could not be read as errors, the rest on the line; an
/// interrupt stops it. Both outlive the run.
RunEvents events_of(Progress& progress, const Interrupt& interrupt);

/// One line of progress, at most `width` columns: bar, counts, rate, time left where it is known.
std::string progress_line(const RunReport& report, double seconds, unsigned width);

}  // namespace parley::tools
