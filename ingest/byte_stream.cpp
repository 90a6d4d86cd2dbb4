/// Plain and compressed files behind one face (zlib reads both).

#include "ingest/byte_stream.hpp"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <parley/error.hpp>

namespace parley {
namespace {
constexpr std::size_t piece_bytes = std::size_t{256} * 1024;

ArticleError too_large(std::size_t limit) {
    return ArticleError(fmt::format("larger than {} MB", limit / 1'000'000));
}
}  // namespace

struct ByteStream::Input {
    gzFile file = nullptr;  // owned
    bool must_be_compressed = false;
    std::istream* stream = nullptr;
    std::uint64_t stream_bytes = 0;

    Input() = default;
    Input(const Input&) = delete;
    Input& operator=(const Input&) = delete;
    ~Input() {
        if (file != nullptr) gzclose(file);
    }

    /// Fills `piece` as far as it goes and gives the count; 0 at the end.
    std::size_t read(char* piece, std::size_t size) {
        if (stream != nullptr) {
            stream->read(piece, static_cast<std::streamsize>(size));
            const auto count = static_cast<std::size_t>(stream->gcount());
            stream_bytes += count;
            return count;
        }
        const int count = gzread(file, piece, static_cast<unsigned>(size));
        int code = Z_OK;
        const char* message = gzerror(file, &code);
        // A cut-off file first gives what it holds, then nothing and Z_BUF_ERROR.
        if (count == 0 && code == Z_BUF_ERROR) throw ArticleError("compressed file ends too early");
        if (count < 0) throw ArticleError(fmt::format("cannot be read: {}", message));
        if (must_be_compressed && count > 0 && gzdirect(file) != 0) {
            throw ArticleError("named .gz but not compressed by gzip");
        }
        return static_cast<std::size_t>(count);
    }
};

ByteStream::ByteStream(const std::filesystem::path& file) : input_(std::make_unique<Input>()) {
    input_->file = gzopen(file.c_str(), "rb");
    if (input_->file == nullptr) {
        throw ArticleError(fmt::format("cannot be opened: {}", std::strerror(errno)));
    }
    gzbuffer(input_->file, 128 * 1024);
    input_->must_be_compressed = file.extension() == ".gz";
}

ByteStream::ByteStream(std::istream& input) : input_(std::make_unique<Input>()) {
    input_->stream = &input;
}

ByteStream::ByteStream(ByteStream&&) noexcept = default;
ByteStream& ByteStream::operator=(ByteStream&&) noexcept = default;
ByteStream::~ByteStream() = default;

/// Drops what was consumed and adds a piece; false at the end.
bool ByteStream::fill() {
    if (done_) return false;
    buffer_.erase(0, at_);
    at_ = 0;
    const std::size_t kept = buffer_.size();
    buffer_.resize(kept + piece_bytes);
    std::size_t count = 0;
    try {
        count = input_->read(buffer_.data() + kept, piece_bytes);
    } catch (...) {
        buffer_.clear();
        done_ = true;
        throw;
    }
    buffer_.resize(kept + count);
    done_ = count == 0;
    return !done_;
}

std::optional<std::string> ByteStream::line(std::size_t limit) {
    std::size_t searched = at_;
    std::size_t end = buffer_.find('\n', searched);
    while (end == std::string::npos) {
        const std::size_t held = buffer_.size() - at_;
        if (held > limit) {
            // Too long to hold: let go of it up to its end.
            while ((end = buffer_.find('\n', at_)) == std::string::npos) {
                at_ = buffer_.size();
                if (!fill()) throw too_large(limit);
            }
            at_ = end + 1;
            throw too_large(limit);
        }
        if (!fill()) {
            if (at_ == buffer_.size()) return std::nullopt;
            end = buffer_.size();
            break;
        }
        searched = held;
        end = buffer_.find('\n', searched);
    }
    std::string line = buffer_.substr(at_, end - at_);
    at_ = std::min(end + 1, buffer_.size());
    if (line.size() > limit) throw too_large(limit);
    return line;
}

std::string ByteStream::rest(std::size_t limit) {
    while (buffer_.size() - at_ <= limit && fill()) {
    }
    if (buffer_.size() - at_ > limit) throw too_large(limit);
    std::string all = buffer_.substr(at_);
    at_ = buffer_.size();
    return all;
}

std::string ByteStream::take(std::size_t count) {
    while (buffer_.size() - at_ < count && fill()) {
    }
    std::string taken = buffer_.substr(at_, count);
    at_ += taken.size();
    return taken;
}

std::uint64_t ByteStream::consumed() const {
    if (input_->stream != nullptr) return input_->stream_bytes;
    const z_off_t offset = gzoffset(input_->file);
    return offset < 0 ? 0 : static_cast<std::uint64_t>(offset);
}

std::string decompressed(const std::string& bytes, std::size_t limit) {
    z_stream stream{};
    constexpr int either_format = 32 + MAX_WBITS;
    if (inflateInit2(&stream, either_format) != Z_OK) throw ArticleError("out of memory");
    const std::unique_ptr<z_stream, decltype(&inflateEnd)> guard(&stream, &inflateEnd);
    // zlib reads from here but takes no const.
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream.avail_in = static_cast<uInt>(bytes.size());
    std::string out;
    int status = Z_OK;
    while (status == Z_OK) {
        const std::size_t kept = out.size();
        if (kept > limit) throw too_large(limit);
        out.resize(kept + piece_bytes);
        stream.next_out = reinterpret_cast<Bytef*>(out.data() + kept);
        stream.avail_out = static_cast<uInt>(piece_bytes);
        status = inflate(&stream, Z_NO_FLUSH);
        out.resize(out.size() - stream.avail_out);
    }
    if (status != Z_STREAM_END) throw ArticleError("compressed body is damaged");
    return out;
}

}  // namespace parley
