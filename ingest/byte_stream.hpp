#pragma once
/// Bytes of a plain or gzip-compressed file, or of standard input, piece by piece.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <istream>
#include <memory>
#include <optional>
#include <string>

namespace parley {

class ByteStream {
  public:
    /// Opens a file; a name that ends in ".gz" is decompressed. Throws ArticleError.
    explicit ByteStream(const std::filesystem::path& file);
    /// Reads from a stream that outlives this.
    explicit ByteStream(std::istream& input);
    ByteStream(ByteStream&&) noexcept;
    ByteStream& operator=(ByteStream&&) noexcept;
    ~ByteStream();

    /// One line without its line feed; none at the end. A line above `limit` bytes is passed over
    /// to its end and told by ArticleError; the next call goes on behind it. Throws ArticleError,
    /// and ends, where a compressed file is damaged or ends too early.
    std::optional<std::string> line(std::size_t limit);

    /// Everything that is left. Throws ArticleError above `limit` bytes or on damage.
    std::string rest(std::size_t limit);

    /// The next `count` bytes; fewer only at the end. Throws as `line` does.
    std::string take(std::size_t count);

    /// True once nothing more can be read: at the end, or after damage.
    bool is_done() const noexcept { return done_ && at_ == buffer_.size(); }

    /// Bytes consumed of the file as it lies on disk.
    std::uint64_t consumed() const;

  private:
    struct Input;
    bool fill();

    std::unique_ptr<Input> input_;
    std::string buffer_;
    std::size_t at_ = 0;
    bool done_ = false;
};

/// What gzip or zlib compressed. Throws ArticleError where it is damaged, or gives more than
/// `limit` bytes.
std::string decompressed(const std::string& bytes, std::size_t limit);

}  // namespace parley
