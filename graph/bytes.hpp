#pragma once
/// Values as bytes: numbers of variable length, texts, property values; and hashing that may be
/// written to disk.

#include <cstdint>
#include <optional>
#include <parley/value.hpp>
#include <string>
#include <string_view>

namespace parley {

/// 64-bit FNV-1a with a final mix (the finalizer of MurmurHash3), so that low bits are good. The
/// same on every machine and for ever: it is part of stored formats.
std::uint64_t hash_bytes(std::string_view bytes, std::uint64_t seed = 0) noexcept;

/// For whole files: eight bytes a step, about ten times as fast as hash_bytes, not the same value.
std::uint64_t checksum_bytes(std::string_view bytes) noexcept;

/// Lists and maps inside each other, at most; deeper values are refused when they are stored.
inline constexpr int kMaxValueDepth = 64;

/// Appends to a string.
class ByteWriter {
  public:
    explicit ByteWriter(std::string& out) : out_(out) {}
    void byte(std::uint8_t value) { out_ += static_cast<char>(value); }
    /// Seven bits a byte, least significant first.
    void number(std::uint64_t value);
    /// Small magnitudes of either sign stay short (zigzag).
    void integer(std::int64_t value);
    void text(std::string_view text);
    /// Throws Error for values that cannot be stored: nodes, edges, paths, too deep.
    void value(const Value& value, int depth = 0);
    /// A value that was encoded before; empty stands for null.
    void encoded(std::string_view bytes);

  private:
    std::string& out_;
};

/// Takes apart what a ByteWriter wrote. Throws CorruptionError where the bytes end too early or
/// cannot be what was written.
class ByteReader {
  public:
    explicit ByteReader(std::string_view bytes) : rest_(bytes) {}
    std::uint8_t byte() {
        if (rest_.empty()) end_too_early();
        const auto first = static_cast<std::uint8_t>(rest_.front());
        rest_.remove_prefix(1);
        return first;
    }
    std::uint64_t number();
    /// A number below `limit`: counts and indices are never trusted.
    std::uint32_t below(std::uint64_t limit);
    std::int64_t integer();
    std::string_view text();
    Value value(int depth = 0);
    /// A value that is a text, without a copy; none, and nothing read, where it is another one.
    std::optional<std::string_view> text_value();
    /// Passes over a value without making it.
    void skip_value();
    bool at_end() const { return rest_.empty(); }
    std::size_t size() const { return rest_.size(); }

  private:
    std::string_view take(std::size_t bytes);
    [[noreturn]] static void end_too_early();
    std::string_view rest_;
};

}  // namespace parley
