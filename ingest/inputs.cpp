/// Files, folders and streams to articles: finds the files, opens each, hands its records on.

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <optional>
#include <parley/articles.hpp>
#include <parley/error.hpp>

#include "ingest/byte_stream.hpp"
#include "ingest/encoding.hpp"
#include "ingest/records.hpp"

namespace parley {
namespace {
namespace fs = std::filesystem;

enum class Kind { text, json_lines, json, html, feed, archive, other };

/// File name in lower case without ".gz".
fs::path uncompressed_name(const fs::path& file) {
    std::string name = file.filename().string();
    std::transform(name.begin(), name.end(), name.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (name.ends_with(".gz")) name.resize(name.size() - 3);
    return name;
}

Kind kind_of(const fs::path& file) {
    const std::string extension = uncompressed_name(file).extension().string();
    if (extension == ".txt") return Kind::text;
    if (extension == ".jsonl" || extension == ".ndjson") return Kind::json_lines;
    if (extension == ".json") return Kind::json;
    if (extension == ".html" || extension == ".htm" || extension == ".xhtml") return Kind::html;
    if (extension == ".xml" || extension == ".rss" || extension == ".atom") return Kind::feed;
    if (extension == ".warc") return Kind::archive;
    return Kind::other;
}

/// The file's name without extension and without ".gz".
std::string stem_of(const fs::path& file) {
    fs::path name = file.filename();
    if (name.extension() == ".gz") name = name.stem();
    return name.stem().string();
}

/// Adds the files below a folder; false where there is none that can be read.
bool walk(const fs::path& folder, InputFiles& inputs) {
    std::vector<fs::path> found;
    std::error_code error;
    fs::recursive_directory_iterator entry(folder, error);
    const fs::recursive_directory_iterator end;
    while (!error && entry != end) {
        const fs::path path = entry->path();
        if (path.filename().string().starts_with('.')) {
            if (entry->is_directory(error)) entry.disable_recursion_pending();
        } else if (entry->is_regular_file(error)) {
            if (path.filename() == "metadata.jsonl") {
                inputs.side_files.push_back(path);
            } else if (kind_of(path) != Kind::other) {
                found.push_back(path);
            }
        }
        entry.increment(error);
    }
    if (error) inputs.unread.push_back({folder.string(), error.message()});
    std::sort(found.begin(), found.end());
    const bool any = !found.empty();
    std::move(found.begin(), found.end(), std::back_inserter(inputs.files));
    return any || error;
}

/// Reads the articles of one open file and tells what could not be read.
class FileReader {
  public:
    FileReader(const SourceOptions& options, const SourceEvents& events)
        : options_(options), events_(events) {}

    void read(const fs::path& file) {
        where_ = file.string();
        try {
            if (file == "-") {
                if (options_.standard_input == nullptr) {
                    throw ArticleError("standard input is not read here");
                }
                where_ = "standard input";
                read_lines(ByteStream(*options_.standard_input), "stdin");
                return;
            }
            ByteStream stream(file);
            switch (kind_of(file)) {
                case Kind::json_lines:
                    read_lines(std::move(stream), stem_of(file));
                    break;
                case Kind::json:
                    read_json(stream, stem_of(file));
                    break;
                case Kind::html:
                    give(article_from_html(stream.rest(options_.max_article_bytes), stem_of(file)));
                    break;
                case Kind::feed:
                    read_feed(stream);
                    break;
                case Kind::archive:
                    read_archive(stream);
                    break;
                case Kind::text:
                case Kind::other:
                    give(article_from_text(stream.rest(options_.max_article_bytes), stem_of(file)));
                    break;
            }
        } catch (const ArticleError& error) {
            events_.unread({where_, error.what()});
        }
    }

    void set_base(std::uint64_t bytes) { base_ = bytes; }

  private:
    bool is_stopped() const { return events_.stop && events_.stop(); }

    void tell_consumed(const ByteStream& stream) const {
        if (events_.consumed) events_.consumed(base_ + stream.consumed());
    }

    void give(Article article) const {
        const auto facts = options_.facts.find(article.id);
        if (facts != options_.facts.end()) {
            const ArticleFacts& known = facts->second;
            if (!known.url.empty()) article.url = known.url;
            if (!known.title.empty()) article.title = known.title;
            if (!known.language.empty()) article.language = known.language;
            if (!known.published.is_open()) article.published = known.published;
        }
        events_.article(std::move(article));
    }

    void give_record(std::string_view record, const std::string& stem, std::size_t number) const {
        try {
            give(article_from_json(record, fmt::format("{}:{}", stem, number)));
        } catch (const ArticleError& error) {
            events_.unread({fmt::format("{}:{}", where_, number), error.what()});
        }
    }

    void read_lines(ByteStream stream, const std::string& stem) const {
        std::size_t number = 0;
        bool any = false;
        while (!is_stopped()) {
            ++number;
            std::optional<std::string> line;
            try {
                line = stream.line(options_.max_article_bytes);
            } catch (const ArticleError& error) {
                events_.unread({fmt::format("{}:{}", where_, number), error.what()});
                any = true;
                if (stream.is_done()) return;
                continue;
            }
            tell_consumed(stream);
            if (!line) break;
            if (line->find_first_not_of(" \t\r") == line->npos) continue;
            any = true;
            give_record(*line, stem, number);
        }
        if (!any && !is_stopped()) throw ArticleError("empty");
    }

    void read_json(ByteStream& stream, const std::string& stem) const {
        const std::vector<std::string> records =
            split_json_file(stream.rest(options_.max_article_bytes));
        if (records.size() == 1) {
            give(article_from_json(records.front(), stem));
            return;
        }
        for (std::size_t i = 0; i < records.size() && !is_stopped(); ++i) {
            give_record(records[i], stem, i + 1);
        }
    }

    void read_feed(ByteStream& stream) const {
        const auto unread = [this](std::size_t number, const std::string& message) {
            events_.unread({fmt::format("{}: entry {}", where_, number), message});
        };
        for (Article& article :
             articles_from_feed(stream.rest(options_.max_article_bytes), unread)) {
            give(std::move(article));
        }
    }

    void read_archive(ByteStream& stream) const {
        while (!is_stopped()) {
            const auto record = next_warc_record(stream, options_.max_article_bytes);
            tell_consumed(stream);
            if (!record) return;
            try {
                const auto page = page_of(*record, options_.max_article_bytes);
                if (!page) continue;
                Article article = article_from_html(*page, record->url);
                article.url = record->url;
                give(std::move(article));
            } catch (const ArticleError& error) {
                events_.unread({fmt::format("{}: {}", where_, record->url), error.what()});
            }
        }
    }

    const SourceOptions& options_;
    const SourceEvents& events_;
    std::string where_;
    std::uint64_t base_ = 0;
};

}  // namespace

InputFiles find_inputs(const std::vector<std::string>& inputs) {
    InputFiles found;
    for (const std::string& input : inputs) {
        std::error_code error;
        if (input == "-") {
            found.files.emplace_back("-");
        } else if (fs::is_directory(input, error)) {
            if (!walk(input, found)) {
                found.unread.push_back(
                    {input,
                     "no articles in this folder (.txt .jsonl .json .html .rss .warc, also .gz)"});
            }
        } else if (fs::exists(input, error)) {
            found.files.emplace_back(input);
        } else {
            found.unread.push_back({input, "no such file or folder"});
        }
    }
    for (const fs::path& file : found.files) {
        std::error_code error;
        const std::uintmax_t size = fs::file_size(file, error);
        if (!error) found.bytes += size;
    }
    return found;
}

SideFile read_side_file(const fs::path& file) {
    SideFile facts;
    constexpr std::size_t max_line_bytes = 1'000'000;
    std::size_t number = 0;
    try {
        ByteStream stream(file);
        while (std::optional<std::string> line = stream.line(max_line_bytes)) {
            ++number;
            if (line->find_first_not_of(" \t\r") != line->npos) add_facts(*line, facts);
        }
    } catch (const ArticleError& error) {
        throw ArticleError(number == 0
                               ? fmt::format("{}: {}", file.string(), error.what())
                               : fmt::format("{}:{}: {}", file.string(), number, error.what()),
                           "a side file is JSON Lines: {\"article\": \"file stem\", "
                           "\"published\": \"2024-05-03\", \"url\": ..., \"language\": ...}");
    }
    return facts;
}

void read_articles(const InputFiles& inputs, const SourceOptions& options,
                   const SourceEvents& events) {
    for (const UnreadInput& unread : inputs.unread) events.unread(unread);
    FileReader reader(options, events);
    std::uint64_t done = 0;
    for (const fs::path& file : inputs.files) {
        if (events.stop && events.stop()) return;
        reader.set_base(done);
        reader.read(file);
        std::error_code error;
        const std::uintmax_t size = fs::file_size(file, error);
        if (!error) done += size;
        if (events.consumed) events.consumed(done);
    }
}

}  // namespace parley
