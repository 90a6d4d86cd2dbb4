#include "tools/counting_new.hpp"

#include <cstdlib>
#include <initializer_list>
#include <new>
#include <parley/memory.hpp>

#ifdef PARLEY_COUNTING_NEW
#include <jemalloc/jemalloc.h>

namespace {

/// What malloc writes beside each block.
constexpr std::int64_t kBeside = 8;

void* counted(void* block) {
    parley::memory_meter.held += static_cast<std::int64_t>(::malloc_usable_size(block)) + kBeside;
    return block;
}

/// Before the memory is there: one text or list may be larger than all that is left.
bool is_over(std::size_t bytes) {
    parley::MemoryMeter& meter = parley::memory_meter;
    if (meter.limit == 0 || meter.held + static_cast<std::int64_t>(bytes) <= meter.limit)
        return false;
    // What cleans up after the refusal may take what it needs.
    meter.limit = 0;
    return true;
}

void give_back(void* block) noexcept {
    if (block == nullptr) return;
    parley::memory_meter.held -= static_cast<std::int64_t>(::malloc_usable_size(block)) + kBeside;
    std::free(block);
}

}  // namespace

void* operator new(std::size_t bytes) {
    void* block = is_over(bytes) ? nullptr : std::malloc(bytes == 0 ? 1 : bytes);
    if (block == nullptr) throw std::bad_alloc();
    return counted(block);
}

void* operator new(std::size_t bytes, std::align_val_t alignment) {
    const auto boundary = static_cast<std::size_t>(alignment);
    const std::size_t whole = (bytes + boundary - 1) / boundary * boundary;
    void* block = is_over(whole) ? nullptr : std::aligned_alloc(boundary, whole);
    if (block == nullptr) throw std::bad_alloc();
    return counted(block);
}

void operator delete(void* block) noexcept { give_back(block); }
void operator delete(void* block, std::size_t) noexcept { give_back(block); }
void operator delete(void* block, std::align_val_t) noexcept { give_back(block); }
void operator delete(void* block, std::size_t, std::align_val_t) noexcept { give_back(block); }

#endif

namespace parley::tools {

void count_memory() {
#ifdef PARLEY_COUNTING_NEW
    // What is given back goes back to the system at once, or the process would hold more than
    // counted.
    ssize_t at_once = 0;
    for (const char* name : {"arenas.dirty_decay_ms", "arenas.muzzy_decay_ms",
                             "arena.0.dirty_decay_ms", "arena.0.muzzy_decay_ms"})
        ::mallctl(name, nullptr, nullptr, &at_once, sizeof at_once);
    memory_meter.counts = true;
#endif
}

}  // namespace parley::tools
