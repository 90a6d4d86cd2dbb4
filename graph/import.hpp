#pragma once
/// Rows of CSV files into a snapshot builder.

#include <cstdint>
#include <parley/import.hpp>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "graph/csv.hpp"
#include "graph/csv_header.hpp"
#include "graph/snapshot_builder.hpp"

namespace parley {

/// Ids of one file's nodes to rows. Decimal numbers that are not much larger than their count take
/// four bytes, other ids a hash table.
class ImportIds {
  public:
    /// False where the id is known already.
    bool add(std::string_view id, std::uint32_t row);
    std::optional<std::uint32_t> find(std::string_view id) const;

  private:
    static constexpr std::uint32_t kNone = 0xffffffff;
    std::vector<std::uint32_t> by_number_;
    std::unordered_map<std::string, std::uint32_t> by_text_;
};

/// Reads node files, then edge files, into `builder`. Node ids count on from `next_node`, edge ids
/// are given when all rows are in.
class CsvImport {
  public:
    CsvImport(SnapshotBuilder& builder, std::uint64_t next_node, const ImportOptions& options)
        : builder_(builder), next_node_(next_node), options_(options) {}

    /// Throws Error for a file that cannot be read, a wrong header, or one bad row too many.
    void read();
    const ImportReport& report() const { return report_; }
    std::uint64_t next_node() const { return next_node_; }

  private:
    /// A cell that was read and waits for the rest of its row.
    struct Cell {
        enum class Kind : std::uint8_t { missing, number, day, text, value } kind = Kind::missing;
        std::int64_t number = 0;
        std::string_view text;
        Value value;
    };
    struct Target {
        CsvColumn column;
        KeyId key{};
    };

    template <class Row>
    void read_file(const std::filesystem::path& file, bool of_nodes, Row&& row);
    void node_row(const CsvReader& csv, const std::vector<Target>& targets);
    void edge_row(const CsvReader& csv, const std::vector<Target>& targets);
    void read_cells(const CsvReader& csv, const std::vector<Target>& targets);
    static void put(ColumnBuilder& column, std::uint32_t row, const Cell& cell);
    DateSpan days_of(const Cell& cell) const;
    void bad_row(const std::string& problem);
    void tell(const char* phase, const CsvReader& csv);

    SnapshotBuilder& builder_;
    std::uint64_t next_node_;
    const ImportOptions& options_;
    ImportReport report_;
    std::unordered_map<std::string, ImportIds> spaces_;
    std::vector<Cell> cells_;
    std::vector<LabelId> labels_;
};

}  // namespace parley
