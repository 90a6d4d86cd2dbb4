#include "graph/csv.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace parley {
namespace {

struct Mapped {
    void* data = nullptr;
    std::size_t size = 0;
    ~Mapped() {
        if (data) ::munmap(data, size);
    }
};

std::shared_ptr<const Mapped> map_file(const std::filesystem::path& file) {
    int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    auto fail = [&] {
        throw Error(fmt::format("cannot read {}: {}", file.string(), std::strerror(errno)));
    };
    if (fd < 0) fail();
    struct stat info {};
    auto mapped = std::make_shared<Mapped>();
    if (::fstat(fd, &info) != 0 || !S_ISREG(info.st_mode)) {
        ::close(fd);
        throw Error(fmt::format("cannot read {}: it is not a file", file.string()));
    }
    mapped->size = static_cast<std::size_t>(info.st_size);
    if (mapped->size > 0) {
        mapped->data = ::mmap(nullptr, mapped->size, PROT_READ, MAP_PRIVATE, fd, 0);
        if (mapped->data == MAP_FAILED) {
            mapped->data = nullptr;
            ::close(fd);
            fail();
        }
        ::madvise(mapped->data, mapped->size, MADV_SEQUENTIAL);
    }
    ::close(fd);
    return mapped;
}

}  // namespace

CsvReader::CsvReader(std::string_view text, std::string name)
    : name_(std::move(name)), text_(text) {
    if (text_.starts_with("\xef\xbb\xbf")) position_ = 3;
}

CsvReader::CsvReader(const std::filesystem::path& file) : CsvReader({}, file.filename().string()) {
    auto mapped = map_file(file);
    text_ = {static_cast<const char*>(mapped->data), mapped->size};
    mapping_ = std::move(mapped);
    if (text_.starts_with("\xef\xbb\xbf")) position_ = 3;
}

void CsvReader::fail(const std::string& what) {
    throw RowError(fmt::format("{}:{}: {}", name_, row_line_, what));
}

void CsvReader::skip_line() {
    std::size_t end = text_.find('\n', position_);
    position_ = end == std::string_view::npos ? text_.size() : end + 1;
    ++line_;
}

bool CsvReader::next() {
    fields_.clear();
    quoted_.clear();
    unescaped_.clear();
    while (position_ < text_.size() && (text_[position_] == '\n' || text_[position_] == '\r')) {
        if (text_[position_++] == '\n') ++line_;
    }
    if (position_ >= text_.size()) return false;
    row_line_ = line_;
    while (true) {
        if (position_ < text_.size() && text_[position_] == '"') {
            fields_.push_back(quoted_field());
            quoted_.push_back(true);
        } else {
            std::size_t end = position_;
            while (end < text_.size() && text_[end] != ',' && text_[end] != '\n') ++end;
            std::string_view field = text_.substr(position_, end - position_);
            if (end == text_.size() || text_[end] == '\n') {
                if (field.ends_with('\r')) field.remove_suffix(1);
            }
            fields_.push_back(field);
            quoted_.push_back(false);
            position_ = end;
        }
        if (position_ >= text_.size()) return true;
        if (text_[position_++] == ',') continue;
        ++line_;
        return true;
    }
}

/// Stands at the opening quote; afterwards at ',', LF or the end.
std::string_view CsvReader::quoted_field() {
    const std::size_t start = ++position_;
    std::string* copy = nullptr;
    std::size_t copied = start;
    while (true) {
        std::size_t quote = text_.find('"', position_);
        if (quote == std::string_view::npos) {
            // The rest of the file would be one field: give up on this line only.
            position_ = start;
            skip_line();
            fail("a quote is never closed");
        }
        line_ += static_cast<std::uint64_t>(
            std::count(text_.begin() + static_cast<std::ptrdiff_t>(position_),
                       text_.begin() + static_cast<std::ptrdiff_t>(quote), '\n'));
        position_ = quote + 1;
        if (position_ < text_.size() && text_[position_] == '"') {
            if (!copy) copy = unescaped_.emplace_back(std::make_unique<std::string>()).get();
            copy->append(text_.substr(copied, quote + 1 - copied));
            copied = ++position_;
            continue;
        }
        if (position_ < text_.size() && text_[position_] == '\r') ++position_;
        if (position_ < text_.size() && text_[position_] != ',' && text_[position_] != '\n') {
            skip_line();
            fail("text follows a closing quote");
        }
        if (!copy) return text_.substr(start, quote - start);
        copy->append(text_.substr(copied, quote - copied));
        return *copy;
    }
}

}  // namespace parley
