#pragma once
/// Named arrays, in memory or in one mapped file: what a snapshot is made of.
///
/// File, all numbers little-endian:
///   0   "parleysn"  format:u32  sections:u32  store:u64  commit:u64  bytes:u64
///       table checksum:u64  reserved to 64 bytes
///   64  one entry a section: name:char[40]  offset:u64  bytes:u64  checksum:u64
///   ..  the sections, each aligned to 64 bytes

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <parley/error.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace parley {

class Sections {
  public:
    /// Takes an array over. Names are unique and at most 39 bytes.
    template <class T>
    void add(const std::string& name, std::vector<T> items) {
        static_assert(std::is_trivially_copyable_v<T>);
        auto kept = std::make_shared<const std::vector<T>>(std::move(items));
        put(name, {reinterpret_cast<const char*>(kept->data()), kept->size() * sizeof(T)}, kept);
    }
    void add(const std::string& name, std::string bytes) {
        auto kept = std::make_shared<const std::string>(std::move(bytes));
        put(name, *kept, kept);
    }

    bool has(const std::string& name) const { return entries_.contains(name); }
    /// Empty where there is no such section. Throws CorruptionError where its size does not fit.
    template <class T>
    std::span<const T> get(const std::string& name) const {
        std::string_view bytes = this->bytes(name);
        if (bytes.size() % sizeof(T) != 0) {
            throw CorruptionError("the snapshot's section " + name + " is damaged");
        }
        return {reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T)};
    }
    std::string_view bytes(const std::string& name) const;
    std::uint64_t total_bytes() const;

    struct Stamp {
        std::uint64_t store = 0;   ///< the store's random id
        std::uint64_t commit = 0;  ///< the last commit that is in
    };
    /// Writes a file beside and moves it into place. Throws StoreError.
    void write(const std::filesystem::path& file, Stamp stamp) const;

    struct File;
    /// Maps a file. None where there is none or it is of another format: a snapshot can be built
    /// again. The table's checksum is always checked, the sections' when the file is smaller than
    /// `check_below` bytes. Throws CorruptionError where bytes are not what was written.
    /// A larger file is read page by page, each as it is needed, until read_ahead() is called.
    static std::optional<File> map(const std::filesystem::path& file, std::uint64_t check_below);
    /// From now on much of a mapped file will be read: as fast as the disk gives it.
    void read_ahead() const;

  private:
    struct Entry {
        std::string_view bytes;
        std::shared_ptr<const void> keeper;
    };
    void put(const std::string& name, std::string_view bytes, std::shared_ptr<const void> keeper);
    std::map<std::string, Entry> entries_;
    std::string_view mapped_;  ///< the whole file, which the entries keep
};

struct Sections::File {
    Sections sections;
    Stamp stamp;
};

}  // namespace parley
