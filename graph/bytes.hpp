#pragma once
/// Bytes as numbers: hashing that may be written to disk.

#include <cstdint>
#include <string_view>

namespace parley {

/// 64-bit FNV-1a with a final mix (the finalizer of MurmurHash3), so that low bits are good. The
/// same on every machine and for ever: it is part of stored formats.
std::uint64_t hash_bytes(std::string_view bytes) noexcept;

}  // namespace parley
