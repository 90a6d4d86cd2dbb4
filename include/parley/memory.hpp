#pragma once
/// How much memory a thread holds, for QueryLimits::memory_bytes.

#include <cstddef>
#include <cstdint>

namespace parley {

/// Counted by the program's operator new, where it has one that counts (tools/counting_new.cpp);
/// in other programs the library's own estimate of what a query keeps has to do.
struct MemoryMeter {
    bool counts = false;     ///< operator new of this program keeps `held` and obeys `limit`
    std::int64_t held = 0;   ///< bytes; below zero where another thread's memory was freed
    std::int64_t limit = 0;  ///< of `held`; 0: none
};

/// Of this thread.
inline thread_local constinit MemoryMeter memory_meter{};

/// Lets this thread hold so many bytes more, while it lives. No limit where `bytes` is 0.
class MemoryAllowance {
  public:
    explicit MemoryAllowance(std::size_t bytes) {
        if (bytes != 0) memory_meter.limit = memory_meter.held + static_cast<std::int64_t>(bytes);
    }
    ~MemoryAllowance() { memory_meter.limit = 0; }
    MemoryAllowance(const MemoryAllowance&) = delete;
    MemoryAllowance& operator=(const MemoryAllowance&) = delete;
};

}  // namespace parley
