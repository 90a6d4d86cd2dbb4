/// Web archives (WARC, ISO 28500), as crawlers write them: one record after the other.

#include <fmt/format.h>

#include <charconv>
#include <parley/error.hpp>

#include "ingest/records.hpp"

namespace parley {
namespace {

constexpr std::size_t max_header_line = 64 * 1024;

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
    }
    return out;
}

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t\r\n<");
    if (begin == text.npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t\r\n>") - begin + 1);
}

/// Name in lower case and value of a "Name: value" line; an empty name where it is none.
std::pair<std::string, std::string> header(std::string_view line) {
    const std::size_t colon = line.find(':');
    if (colon == line.npos) return {};
    return {lower(trimmed(line.substr(0, colon))), std::string(trimmed(line.substr(colon + 1)))};
}

std::optional<std::size_t> number(std::string_view text, int base) {
    std::size_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
    if (error != std::errc() || end == text.data()) return std::nullopt;
    return value;
}

/// A body sent in chunks: each its length in hexadecimal, a line end, the bytes, a line end.
std::string unchunked(std::string_view body) {
    std::string out;
    while (!body.empty()) {
        const auto length = number(body, 16);
        const std::size_t line_end = body.find('\n');
        if (!length || line_end == body.npos) throw ArticleError("chunked body is damaged");
        if (*length == 0) return out;
        body.remove_prefix(line_end + 1);
        if (*length > body.size()) throw ArticleError("chunked body ends too early");
        out += body.substr(0, *length);
        body.remove_prefix(*length);
        body.remove_prefix(std::min(body.size(), body.find('\n') + 1));
    }
    return out;
}

}  // namespace

std::optional<WarcRecord> next_warc_record(ByteStream& stream, std::size_t max_bytes) {
    std::optional<std::string> line;
    do {
        line = stream.line(max_header_line);
        if (!line) return std::nullopt;
    } while (trimmed(*line).empty());
    if (!line->starts_with("WARC/")) throw ArticleError("not a web archive: no WARC record here");

    WarcRecord record;
    std::optional<std::size_t> length;
    while ((line = stream.line(max_header_line)) && !trimmed(*line).empty()) {
        auto [name, value] = header(*line);
        if (name == "warc-type") record.type = lower(value);
        if (name == "warc-target-uri") record.url = value;
        if (name == "content-length") length = number(value, 10);
    }
    if (!length) throw ArticleError("a WARC record has no length");
    if (*length > max_bytes) {
        throw ArticleError(
            fmt::format("a WARC record is larger than {} MB", max_bytes / 1'000'000));
    }
    record.block = stream.take(*length);
    if (record.block.size() < *length) throw ArticleError("a WARC record ends too early");
    return record;
}

std::optional<std::string> page_of(const WarcRecord& record, std::size_t max_bytes) {
    if (record.type != "response") return std::nullopt;
    std::string_view block = record.block;
    if (!block.starts_with("HTTP/")) return std::nullopt;
    const std::string_view status = block.substr(0, block.find('\n'));
    if (status.find(" 200") == status.npos) return std::nullopt;

    bool is_page = false;
    bool is_chunked = false;
    bool is_compressed = false;
    std::size_t at = status.size() + 1;
    while (at < block.size()) {
        const std::size_t end = std::min(block.find('\n', at), block.size());
        const std::string_view line = block.substr(at, end - at);
        at = end + 1;
        if (trimmed(line).empty()) break;
        const auto [name, value] = header(line);
        if (name == "content-type") is_page = lower(value).find("html") != std::string::npos;
        if (name == "transfer-encoding") is_chunked = lower(value) == "chunked";
        if (name == "content-encoding") is_compressed = lower(value) == "gzip";
    }
    if (!is_page || at >= block.size()) return std::nullopt;
    std::string body(block.substr(at));
    // Many crawlers decode the body and leave the header: then the bytes tell.
    if (is_chunked && number(body, 16)) body = unchunked(body);
    if (is_compressed && body.starts_with("\x1f\x8b")) body = decompressed(body, max_bytes);
    return body;
}

}  // namespace parley
