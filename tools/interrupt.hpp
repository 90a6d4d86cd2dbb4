#pragma once
/// Ctrl-C as a wish that long work can look at.

#include <atomic>

namespace parley::tools {

/// While it lives, the first Ctrl-C (or SIGTERM) sets the flag instead of ending the program. The
/// second one ends it at once; what was stored is whole. One at a time.
class Interrupt {
  public:
    Interrupt();
    ~Interrupt();
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;

    const std::atomic<bool>& flag() const noexcept;
    void clear() noexcept;
};

}  // namespace parley::tools
