#pragma once
/// Rows of a CSV file (RFC 4180), read from a mapped file.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <parley/error.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace parley {

/// One row is wrong; the reader stands at the next.
class RowError : public Error {
    using Error::Error;
};

/// Fields are split by ',', rows by LF or CRLF; a field in '"' may hold both, and '""' for '"'.
/// Empty lines are skipped. A byte-order mark at the start is skipped.
class CsvReader {
  public:
    /// Throws Error where the file cannot be read.
    explicit CsvReader(const std::filesystem::path& file);
    /// Over text at hand, which outlives the reader; `name` is for messages.
    CsvReader(std::string_view text, std::string name);

    /// False at the end. Throws RowError, with file and line, where a quote is never closed, or
    /// text follows a closing quote.
    bool next();
    /// Of the row in hand. Valid until next().
    const std::vector<std::string_view>& fields() const { return fields_; }
    /// Where the field in hand stood in quotes: an empty one is then a text, not missing.
    bool was_quoted(std::size_t field) const { return quoted_[field]; }
    /// Of the row in hand, from 1.
    std::uint64_t line() const { return row_line_; }
    const std::string& name() const { return name_; }

    std::uint64_t position() const { return position_; }
    std::uint64_t size() const { return text_.size(); }

  private:
    std::string_view quoted_field();
    void skip_line();
    [[noreturn]] void fail(const std::string& what);

    std::string name_;
    std::shared_ptr<const void> mapping_;
    std::string_view text_;
    std::size_t position_ = 0;
    std::uint64_t line_ = 1, row_line_ = 0;
    std::vector<std::string_view> fields_;
    std::vector<bool> quoted_;
    std::vector<std::unique_ptr<std::string>> unescaped_;
};

}  // namespace parley
