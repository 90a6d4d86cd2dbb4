#pragma once
/// One file, or one record of a file, to one article. Called by inputs.cpp, which knows the files.

#include <functional>
#include <optional>
#include <parley/articles.hpp>
#include <parley/date.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/byte_stream.hpp"

namespace parley {

/// The whole text is the article. Throws ArticleError as decode_text does.
Article article_from_text(std::string bytes, std::string id);

/// One JSON record: `text title url published language id` or the names that trafilatura,
/// newspaper and news-please write for them. Without id and url the article gets `fallback_id`.
/// Throws ArticleError where the line is no JSON object, is nested deeper than 64, or has no text.
Article article_from_json(std::string_view line, const std::string& fallback_id);

/// The JSON texts of the records in a .json file: the file's object, the elements of its array, or
/// its lines where it holds JSON Lines after all. Throws ArticleError where it is none of these.
std::vector<std::string> split_json_file(std::string bytes);

/// Adds a side file's line to `facts`. Throws ArticleError where it is not one.
void add_facts(std::string_view line, SideFile& facts);

/// A web page: title, main text (paragraphs parted by an empty line), date, language, address.
/// Throws ArticleError where no text is found.
Article article_from_html(const std::string& bytes, std::string id);

/// The text of a piece of HTML, a feed's description for example: paragraphs parted by an empty
/// line.
std::string text_from_html(const std::string& fragment);

/// The entries of a feed (RSS 0.9 to 2.0, Atom): id or link as id, title, date, text. What has no
/// text is passed to `unread` with its number. Throws ArticleError where it is no feed.
std::vector<Article> articles_from_feed(
    const std::string& bytes,
    const std::function<void(std::size_t number, const std::string& message)>& unread);

/// A record of a web archive (WARC 1.0, 1.1).
struct WarcRecord {
    std::string type;  ///< response, request, warcinfo, ...
    std::string url;
    std::string block;  ///< of a response: status line, headers, body
};
/// The next record; none at the end. Throws ArticleError where the bytes are no record: what
/// follows cannot be read either.
std::optional<WarcRecord> next_warc_record(ByteStream& stream, std::size_t max_bytes);
/// The page that a response holds; none where it is none: another status than 200, another type.
/// Throws ArticleError where its transfer or content encoding is damaged.
std::optional<std::string> page_of(const WarcRecord& record, std::size_t max_bytes);

/// The day that a publication date names, as pages, feeds and crawlers write it: ISO 8601 with or
/// without time, "20191024", RFC 822 ("Thu, 24 Oct 2019 08:30:00 GMT"), seconds since 1970. The day
/// is the one written, whatever its time zone. Open where it is none of these, or in the future:
/// nothing is published later than it is read.
Date publication_date(std::string_view text);

/// The first subtag of a declared language ("vi" of "vi-VN"), or empty where it is none.
std::string language_tag(std::string_view declared);

}  // namespace parley
