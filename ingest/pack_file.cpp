// Sections and lines of a pack file. Comments end at the line's end; a `#` counts where it opens
// the line or follows a space, so that "C#" stays a word.
#include "ingest/pack_file.hpp"

#include <fmt/format.h>

#include <parley/error.hpp>

#include "ingest/text.hpp"

namespace parley::ingest {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r'; }

std::string_view without_comment(std::string_view line) {
    bool quoted = false;
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (line[i] == '"') quoted = !quoted;
        if (line[i] == '#' && !quoted && (i == 0 || is_space(line[i - 1])))
            return line.substr(0, i);
    }
    return line;
}

/// "[kind name key=value]" into the section's head.
PackSection parse_head(std::string_view file, std::uint32_t number, std::string_view line) {
    if (line.back() != ']') fail_pack(file, number, "a section's head must end with ']'");
    std::string_view inside = trim(line.substr(1, line.size() - 2));
    PackSection section;
    section.file = file;
    section.line = number;
    std::size_t cut = inside.find(' ');
    section.kind = inside.substr(0, cut);
    inside = cut == std::string_view::npos ? std::string_view() : trim(inside.substr(cut));
    cut = inside.find(' ');
    std::string_view word = inside.substr(0, cut);
    if (!word.empty() && word.find('=') == std::string_view::npos) {
        section.name = word;
        inside = cut == std::string_view::npos ? std::string_view() : trim(inside.substr(cut));
    }
    try {
        section.attributes = parse_attributes(inside);
    } catch (const PackError& error) {
        fail_pack(file, number, error.what());
    }
    return section;
}

/// Lines of free text (examples) may begin with '#' or hold one; everything else has comments.
bool is_free_text(const PackSection& section) { return section.kind == "example"; }

}  // namespace

std::string_view trim(std::string_view text) {
    while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
    return text;
}

std::string_view attribute(const Attributes& attributes, std::string_view key) {
    for (const auto& [name, value] : attributes) {
        if (name == key) return value;
    }
    return {};
}

Attributes parse_attributes(std::string_view text) {
    Attributes result;
    text = trim(text);
    while (!text.empty()) {
        std::size_t equals = text.find('=');
        std::string_view key = equals == std::string_view::npos ? "" : trim(text.substr(0, equals));
        if (key.empty() || key.find_first_of(" \t\"") != std::string_view::npos) {
            throw PackError(fmt::format("'{}' is not key=value", text));
        }
        text.remove_prefix(equals + 1);
        std::string_view value;
        if (text.starts_with('"')) {
            std::size_t close = text.find('"', 1);
            if (close == std::string_view::npos) throw PackError("a quote is not closed");
            value = text.substr(1, close - 1);
            text.remove_prefix(close + 1);
        } else {
            value = text.substr(0, text.find_first_of(" \t"));
            text.remove_prefix(value.size());
        }
        result.emplace_back(key, value);
        text = trim(text);
    }
    return result;
}

void fail_pack(std::string_view file, std::uint32_t line, const std::string& what,
               const std::string& hint) {
    throw PackError(fmt::format("{}:{}: {}", file, line, what), hint);
}

PackFile parse_pack_file(std::string_view path, std::string_view text) {
    PackFile file{std::string(path), {}, {}};
    std::uint32_t number = 0;
    if (!is_valid_utf8(text)) fail_pack(path, 1, "not valid UTF-8");
    while (!text.empty()) {
        ++number;
        std::size_t eol = text.find('\n');
        std::string_view raw = text.substr(0, eol);
        text.remove_prefix(eol == std::string_view::npos ? text.size() : eol + 1);
        bool free_text = !file.sections.empty() && is_free_text(file.sections.back());
        std::string_view line = trim(raw);
        // An entry may open with an optional part, "[old ]town": a head also closes with the line.
        bool opens_section = line.starts_with('[') && !is_space(raw.front()) &&
                             trim(without_comment(raw)).ends_with(']') &&
                             (!free_text || line.starts_with("[example"));
        if (!free_text || opens_section) line = trim(without_comment(raw));
        if (line.empty() && !free_text) continue;
        if (opens_section) {
            file.sections.push_back(parse_head(path, number, line));
        } else if (file.sections.empty()) {
            if (!line.starts_with("origin"))
                fail_pack(path, number, "a line before the first section");
            std::size_t equals = line.find('=');
            std::string_view value =
                trim(line.substr(equals == std::string_view::npos ? 6 : equals + 1));
            file.origin = value.size() > 2 && value.front() == '"'
                              ? value.substr(1, value.size() - 2)
                              : value;
        } else {
            file.sections.back().lines.push_back(
                {number, is_space(raw.empty() ? 'x' : raw.front()), std::string(line)});
        }
    }
    if (file.origin.empty()) {
        fail_pack(path, 1, "no origin",
                  "the first line says where the data comes from: origin = \"...\"");
    }
    return file;
}

}  // namespace parley::ingest
