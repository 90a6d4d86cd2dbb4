#pragma once
/// Every key of the store is built and cut here, nowhere else. Numbers are big-endian, so bytes
/// sort as values do.
///
///   family      key                                        value (graph/records.hpp)
///   ----------  -----------------------------------------  -----------------------------------
///   meta        name                                       a number, or a text
///   meta        'L' | 'T' | 'K'  number:u32                a label's, type's, property key's text
///   articles    article:text                               zstd of the article's record
///   claims      article:text  00 00  ordinal:u32           the claim's canonical JSON line
///   nodes       node:u64                                   labels, properties
///   edges       edge:u64                                   type, ends, properties, claims;
///                                                          empty: deleted from its block
///   edge_blocks first edge:u64                             up to 256 edges with ids in a row
///   changes     commit:u64  'N' | 'E'  id:u64              empty: touched since the snapshot
///   changes     commit:u64  '*'                            empty: too much to list
///   assertions  number:u64                                 what a person decided
///
/// text inside a longer key: each 00 byte is written 00 FF, and 00 00 ends it, so that "a" sorts
/// before "a\0" and "ab", whatever follows.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace parley::keys {

std::string number(std::uint64_t value);
/// The number that a key, or the 8 bytes at its start, stands for. Needs at least 8 bytes.
std::uint64_t number_at(std::string_view key);

std::string symbol(char kind, std::uint32_t number);
struct Symbol {
    char kind;
    std::uint32_t number;
};
/// None where the key is not one of a symbol.
std::optional<Symbol> cut_symbol(std::string_view key);

std::string claim(std::string_view article, std::uint32_t ordinal);
/// What all claim keys of one article begin with.
std::string claims_of(std::string_view article);
struct ClaimKey {
    std::string article;
    std::uint32_t ordinal;
};
/// None where the bytes are not a claim's key.
std::optional<ClaimKey> cut_claim(std::string_view key);

/// `kind`: 'N' a node, 'E' an edge, '*' everything (id is then left out).
std::string change(std::uint64_t commit, char kind, std::uint64_t id = 0);
struct Change {
    std::uint64_t commit;
    char kind;
    std::uint64_t id;
};
std::optional<Change> cut_change(std::string_view key);

/// The first key after all keys that begin with `prefix`; empty where there is none.
std::string after_prefix(std::string_view prefix);

}  // namespace parley::keys
