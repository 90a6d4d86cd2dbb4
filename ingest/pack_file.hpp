#pragma once
/// The syntax of pack files (packs/README.md): sections of lines. What the lines mean is the
/// business of pack_load.cpp.

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace parley::ingest {

/// `key=value` pairs, in the order written. Few per entry: searched in a row.
using Attributes = std::vector<std::pair<std::string, std::string>>;

/// The value of a key, or empty.
std::string_view attribute(const Attributes& attributes, std::string_view key);

/// Parses `key=value key="two words"`. Throws PackError (without place) on anything else.
Attributes parse_attributes(std::string_view text);

struct PackLine {
    std::uint32_t number = 0;  ///< line in the file, from 1
    bool indented = false;
    std::string text;  ///< without comment and surrounding space
};

struct PackSection {
    std::string file;  ///< "vi/words.pack", for messages
    std::uint32_t line = 0;
    std::string kind;  ///< "list", "span", ...
    std::string name;  ///< "office", "MET_WITH", or empty
    Attributes attributes;
    std::vector<PackLine> lines;
};

struct PackFile {
    std::string path;
    std::string origin;
    std::vector<PackSection> sections;
};

/// Parses one pack file. Throws PackError with file and line where it breaks the syntax, has no
/// origin, or is not valid UTF-8.
PackFile parse_pack_file(std::string_view path, std::string_view text);

/// "vi/words.pack:12: what": the one way a pack's mistakes are told.
[[noreturn]] void fail_pack(std::string_view file, std::uint32_t line, const std::string& what,
                            const std::string& hint = {});

/// Trims spaces and tabs at both ends.
std::string_view trim(std::string_view text);

}  // namespace parley::ingest
