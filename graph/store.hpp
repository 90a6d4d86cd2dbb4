#pragma once
/// Sorted bytes, in a RocksDB folder or in memory. Knows nothing of graphs.

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/read_counts.hpp"

namespace parley {

enum class Family : std::uint8_t {
    meta,
    articles,
    claims,
    nodes,
    edges,
    edge_blocks,
    changes,
    assertions,
};
inline constexpr const char* kFamilyNames[] = {"meta",  "articles",    "claims",  "nodes",
                                               "edges", "edge_blocks", "changes", "assertions"};
inline constexpr std::size_t kFamilies = std::size(kFamilyNames);

/// Changes that become visible, and survive a crash, together or not at all.
class Batch {
  public:
    struct Step {
        enum class Kind : std::uint8_t { put, erase, erase_range } kind;
        Family family;
        std::string key, value;  ///< of erase_range: from, and up to but without
    };
    void put(Family family, std::string key, std::string value) {
        steps_.push_back({Step::Kind::put, family, std::move(key), std::move(value)});
    }
    void erase(Family family, std::string key) {
        steps_.push_back({Step::Kind::erase, family, std::move(key), {}});
    }
    void erase_range(Family family, std::string from, std::string to) {
        steps_.push_back({Step::Kind::erase_range, family, std::move(from), std::move(to)});
    }
    const std::vector<Step>& steps() const { return steps_; }
    bool empty() const { return steps_.empty(); }

  private:
    std::vector<Step> steps_;
};

/// Sorted entries for one family, written straight to a file that the store takes in whole.
class SortedRun {
  public:
    virtual ~SortedRun() = default;
    /// Keys strictly ascending.
    virtual void add(std::string_view key, std::string_view value) = 0;
};

/// What a store was asked to read: for tests that bound the work of a query.
struct StoreReads {
    std::uint64_t gets = 0, seeks = 0, entries = 0, bytes = 0;
};

class Store {
  public:
    virtual ~Store() = default;

    virtual std::optional<std::string> get(Family family, std::string_view key) const = 0;
    /// Entries with from <= key (< to unless empty), ascending, until `visit` returns false.
    virtual void scan(
        Family family, std::string_view from, std::string_view to,
        const std::function<bool(std::string_view key, std::string_view value)>& visit) const = 0;
    /// The last entry with key <= `key`.
    virtual std::optional<std::pair<std::string, std::string>> at_or_before(
        Family family, std::string_view key) const = 0;

    /// Atomic. Survives the end of the process; a power loss only after sync().
    virtual void write(const Batch& batch) = 0;
    /// Everything written before is on disk once this returns.
    virtual void sync() = 0;

    /// A run to fill; nothing is visible before take().
    virtual std::unique_ptr<SortedRun> start_run(Family family) = 0;
    /// Makes runs visible and durable, all or none. Keys in a run win over older ones.
    virtual void take(std::vector<std::unique_ptr<SortedRun>> runs) = 0;

    /// Writes buffered data into its final files. Durable when it returns.
    virtual void flush() = 0;
    virtual void compact() = 0;
    /// Reads everything and checks its checksums; what is wrong, one line each.
    virtual std::vector<std::string> verify() const = 0;
    /// A consistent copy in `folder`, which must not exist.
    virtual void checkpoint(const std::filesystem::path& folder) = 0;
    virtual std::uint64_t disk_bytes() const = 0;

    StoreReads reads() const { return reads_; }

  protected:
    /// For reads(), and for the thread that reads.
    void count(const StoreReads& more) const {
        reads_.gets += more.gets;
        reads_.seeks += more.seeks;
        reads_.entries += more.entries;
        reads_.bytes += more.bytes;
        read_counts.seeks += more.gets + more.seeks;
        read_counts.records += more.gets + more.entries;
        read_counts.bytes += more.bytes;
    }

  private:
    mutable StoreReads reads_;
};

/// Opens the RocksDB database in `folder`, and creates it when `writable`. Throws StoreError when
/// it is missing, locked by another writer, or cannot be read; CorruptionError when damaged.
std::unique_ptr<Store> open_rocks_store(const std::filesystem::path& folder, bool writable);

/// Sorted maps in memory.
std::unique_ptr<Store> make_memory_store();

}  // namespace parley
