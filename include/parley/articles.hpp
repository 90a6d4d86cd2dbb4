#pragma once
/// Where articles come from: files, folders, streams.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <iosfwd>
#include <map>
#include <parley/date.hpp>
#include <parley/ingest.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace parley {

/// What is known of an article beside its text; wins over what the article's file says.
struct ArticleFacts {
    std::string url;
    std::string title;
    std::string language;
    Date published;
};

/// A side file: facts by article id (the file's stem).
using SideFile = std::map<std::string, ArticleFacts, std::less<>>;

/// Reads a side file: JSON Lines with `article` and any of published, url, title, language.
/// Throws ArticleError with the line that is wrong.
SideFile read_side_file(const std::filesystem::path& file);

/// An input that gave no article, and why. The others go on.
struct UnreadInput {
    std::string where;    ///< file, with the line where a file holds many articles
    std::string message;  ///< what is wrong with it, in a few words
};

/// How inputs are read.
struct SourceOptions {
    SideFile facts;
    /// A text or record above this is refused: no article is so long, and it would have to be held
    /// in memory as a whole.
    std::size_t max_article_bytes = std::size_t{100} * 1000 * 1000;
    /// What "-" stands for: JSON Lines. Not owned; null: "-" is refused.
    std::istream* standard_input = nullptr;
};

/// What a source gives. Called in the order of the inputs, on the thread that reads.
struct SourceEvents {
    std::function<void(Article)> article;
    std::function<void(UnreadInput)> unread;
    /// Bytes of input consumed so far (compressed bytes of compressed files); may be empty.
    std::function<void(std::uint64_t)> consumed;
    /// Asked between articles: true ends the reading early; may be empty.
    std::function<bool()> stop;
};

/// The files behind the inputs in the order they are read: folders are walked to the ground, sorted
/// by path; hidden entries and files of other kinds are left out.
struct InputFiles {
    std::vector<std::filesystem::path> files;       ///< "-" stands for standard input
    std::vector<std::filesystem::path> side_files;  ///< each `metadata.jsonl` met in a folder
    std::vector<UnreadInput> unread;                ///< inputs that do not exist
    std::uint64_t bytes = 0;                        ///< on disk; standard input counts nothing
};
InputFiles find_inputs(const std::vector<std::string>& inputs);

/// Reads every article of the files: plain text (.txt: the id is the file's stem), JSON Lines
/// (.jsonl, .ndjson), JSON (.json: one record, or an array of them), HTML (.html, .htm), feeds
/// (.rss, .atom, .xml), web archives (.warc), each also compressed (.gz). One bad file or record is
/// told through `unread` and the others go on.
/// Ids are not compared here: two inputs may give the same.
void read_articles(const InputFiles& inputs, const SourceOptions& options,
                   const SourceEvents& events);

}  // namespace parley
