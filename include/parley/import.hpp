#pragma once
/// Any property graph from CSV files, by the header convention of neo4j-admin.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace parley {

/// Node files: `id:ID`, `:LABEL` (several split by ';'), and properties. Edge files: `:START_ID`,
/// `:END_ID`, `:TYPE`, and properties. A property is `name` or `name:TYPE` with one of int, long,
/// short, byte, float, double, boolean, string, char, date (EDTF), time, localtime, datetime,
/// localdatetime, duration, each also as a list (`int[]`, items split by ';'); `:IGNORE` is left
/// out. `:ID(Space)` keeps the ids of different files apart. Quotes as in RFC 4180. An edge's days
/// are those of its property `date`.
struct ImportOptions {
    std::vector<std::filesystem::path> nodes;
    std::vector<std::filesystem::path> edges;
    /// Rows that may be wrong and are left out; with one more the import fails, and changes
    /// nothing.
    std::uint64_t skip_bad = 0;
    /// Called now and then from the importing thread; `total` is 0 where it is not known.
    std::function<void(const char* phase, std::uint64_t done, std::uint64_t total)> progress;
};

struct ImportReport {
    std::uint64_t nodes = 0;
    std::uint64_t edges = 0;
    std::uint64_t skipped = 0;
    std::vector<std::string>
        problems;  ///< "edges.csv:12: ..." of the first skipped rows, at most 20
};

}  // namespace parley
