#include "graph/sections.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <bit>
#include <cassert>
#include <cerrno>
#include <cstring>

#include "graph/bytes.hpp"

namespace parley {
namespace {

static_assert(std::endian::native == std::endian::little, "the snapshot file is little-endian");

constexpr char kMagic[8] = {'p', 'a', 'r', 'l', 'e', 'y', 's', 'n'};
constexpr std::uint32_t kFormat = 1;
constexpr std::uint64_t kAlign = 64;

struct Header {
    char magic[8];
    std::uint32_t format;
    std::uint32_t sections;
    std::uint64_t store;
    std::uint64_t commit;
    std::uint64_t bytes;
    std::uint64_t checksum;  ///< of this header with 0 here, and of the table
    std::uint64_t reserved[2];
};
static_assert(sizeof(Header) == 64);

struct TableEntry {
    char name[40];
    std::uint64_t offset;
    std::uint64_t bytes;
    std::uint64_t checksum;
};
static_assert(sizeof(TableEntry) == 64);

std::uint64_t aligned(std::uint64_t offset) { return (offset + kAlign - 1) / kAlign * kAlign; }

std::uint64_t checksum_of(Header header, std::span<const TableEntry> table) {
    header.checksum = 0;
    std::string bytes(reinterpret_cast<const char*>(&header), sizeof header);
    bytes.append(reinterpret_cast<const char*>(table.data()), table.size_bytes());
    return checksum_bytes(bytes);
}

/// A file that is being written; closed on the way out.
class OutFile {
  public:
    explicit OutFile(const std::filesystem::path& path)
        : path_(path), fd_(::open(path.c_str(), O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0644)) {
        if (fd_ < 0) fail("opening");
    }
    ~OutFile() {
        if (fd_ >= 0) ::close(fd_);
    }
    OutFile(const OutFile&) = delete;
    OutFile& operator=(const OutFile&) = delete;
    void write(const void* data, std::size_t bytes) {
        const char* at = static_cast<const char*>(data);
        while (bytes > 0) {
            ssize_t written = ::write(fd_, at, bytes);
            if (written < 0 && errno == EINTR) continue;
            if (written <= 0) fail("writing");
            at += written;
            bytes -= static_cast<std::size_t>(written);
            offset_ += static_cast<std::uint64_t>(written);
        }
    }
    void pad_to(std::uint64_t offset) {
        static const char zeros[kAlign] = {};
        write(zeros, offset - offset_);
    }
    void sync() {
        if (::fdatasync(fd_) != 0) fail("writing");
    }

  private:
    [[noreturn]] void fail(const char* doing) {
        throw StoreError(fmt::format("{} {}: {}", doing, path_.string(), std::strerror(errno)));
    }
    std::filesystem::path path_;
    int fd_;
    std::uint64_t offset_ = 0;
};

struct Mapping {
    const char* data = nullptr;
    std::size_t size = 0;
    ~Mapping() {
        if (data) ::munmap(const_cast<char*>(data), size);
    }
};

std::shared_ptr<Mapping> map_file(const std::filesystem::path& file) {
    int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) return nullptr;
    struct stat info {};
    auto mapping = std::make_shared<Mapping>();
    if (::fstat(fd, &info) == 0 && info.st_size > 0) {
        auto size = static_cast<std::size_t>(info.st_size);
        void* data = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, fd, 0);
        if (data != MAP_FAILED) {
            mapping->data = static_cast<const char*>(data);
            mapping->size = size;
        }
    }
    ::close(fd);
    return mapping->data ? mapping : nullptr;
}

}  // namespace

void Sections::put(const std::string& name, std::string_view bytes,
                   std::shared_ptr<const void> keeper) {
    assert(name.size() < sizeof(TableEntry::name) && !entries_.contains(name));
    entries_.emplace(name, Entry{bytes, std::move(keeper)});
}

std::string_view Sections::bytes(const std::string& name) const {
    auto found = entries_.find(name);
    return found == entries_.end() ? std::string_view{} : found->second.bytes;
}

std::uint64_t Sections::total_bytes() const {
    std::uint64_t total = 0;
    for (const auto& [name, entry] : entries_) total += entry.bytes.size();
    return total;
}

void Sections::write(const std::filesystem::path& file, Stamp stamp) const {
    std::vector<TableEntry> table;
    std::uint64_t offset = aligned(sizeof(Header) + entries_.size() * sizeof(TableEntry));
    for (const auto& [name, entry] : entries_) {
        TableEntry row{};
        std::memcpy(row.name, name.data(), name.size());
        row.offset = offset;
        row.bytes = entry.bytes.size();
        row.checksum = checksum_bytes(entry.bytes);
        offset = aligned(offset + row.bytes);
        table.push_back(row);
    }
    Header header{};
    std::memcpy(header.magic, kMagic, sizeof kMagic);
    header.format = kFormat;
    header.sections = static_cast<std::uint32_t>(table.size());
    header.store = stamp.store;
    header.commit = stamp.commit;
    header.bytes = offset;
    header.checksum = checksum_of(header, table);

    std::filesystem::path beside = file;
    beside += ".tmp";
    {
        OutFile out(beside);
        out.write(&header, sizeof header);
        out.write(table.data(), table.size() * sizeof(TableEntry));
        std::size_t i = 0;
        for (const auto& [name, entry] : entries_) {
            out.pad_to(table[i++].offset);
            out.write(entry.bytes.data(), entry.bytes.size());
        }
        out.pad_to(header.bytes);
        out.sync();
    }
    std::error_code error;
    std::filesystem::rename(beside, file, error);
    if (error) {
        throw StoreError(fmt::format("moving {} into place: {}", file.string(), error.message()));
    }
}

void Sections::read_ahead() const {
    if (mapped_.empty()) return;
    ::madvise(const_cast<char*>(mapped_.data()), mapped_.size(), MADV_NORMAL);
}

std::optional<Sections::File> Sections::map(const std::filesystem::path& file,
                                            std::uint64_t check_below) {
    auto mapping = map_file(file);
    if (!mapping || mapping->size < sizeof(Header)) return {};
    Header header{};
    std::memcpy(&header, mapping->data, sizeof header);
    if (std::memcmp(header.magic, kMagic, sizeof kMagic) != 0 || header.format != kFormat)
        return {};
    auto damaged = [&](std::string_view what) {
        return CorruptionError(fmt::format("the snapshot {} is damaged ({})", file.string(), what),
                               "delete that file: it is built again from the store");
    };
    if (header.bytes != mapping->size ||
        header.sections > (mapping->size - sizeof header) / sizeof(TableEntry)) {
        throw damaged("its length");
    }
    std::span<const TableEntry> table(
        reinterpret_cast<const TableEntry*>(mapping->data + sizeof header), header.sections);
    if (checksum_of(header, table) != header.checksum) throw damaged("its table");
    // The system would read megabytes around every page, and a small answer needs a dozen pages.
    const bool check = mapping->size < check_below;
    if (!check) ::madvise(const_cast<char*>(mapping->data), mapping->size, MADV_RANDOM);
    File found;
    found.sections.mapped_ = {mapping->data, mapping->size};
    found.stamp = {header.store, header.commit};
    for (const TableEntry& row : table) {
        if (row.offset % kAlign != 0 || row.offset > mapping->size ||
            row.bytes > mapping->size - row.offset) {
            throw damaged("its table");
        }
        std::string name(row.name, ::strnlen(row.name, sizeof row.name));
        std::string_view bytes(mapping->data + row.offset, row.bytes);
        if (check && checksum_bytes(bytes) != row.checksum) {
            throw damaged(name);
        }
        found.sections.entries_[name] = {bytes, mapping};
    }
    return found;
}

}  // namespace parley
