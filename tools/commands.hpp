#pragma once
/// The commands: what each is told, and the function that does it. arguments.cpp reads the command
/// line into these; a command prints its results, gives its exit status and throws parley::Error.

#include <filesystem>
#include <parley/error.hpp>
#include <parley/graph.hpp>
#include <parley/ingest.hpp>
#include <string>
#include <vector>

#include "tools/printer.hpp"

namespace parley::tools {

/// How the program ends (see README.md).
enum Exit : int { done = 0, data_was_wrong = 1, usage_was_wrong = 2, store_unusable = 3 };

/// The command line asks for what the command does not have: usage_was_wrong.
class UsageError : public Error {
    using Error::Error;
};

/// What all commands share.
struct Session {
    std::filesystem::path store = "parley.db";
};

// ---- Articles and claims in

struct ReadingArguments {
    std::vector<std::string> inputs;  ///< files, folders, "-"
    std::filesystem::path side_file;  ///< or empty
    std::filesystem::path packs;      ///< a folder instead of the built-in packs, or empty
    unsigned jobs = 0;                ///< 0: one a core
};
int run_ingest(const Session& session, const ReadingArguments& arguments);
int run_extract(const ReadingArguments& arguments);

struct LoadArguments {
    std::vector<std::string> files;  ///< claims (.jsonl, also .gz; "-": standard input), stores
};
int run_load(const Session& session, const LoadArguments& arguments);

struct ImportArguments {
    std::vector<std::string> nodes, edges;  ///< CSV files
    std::uint64_t skip_bad = 0;             ///< rows that may be wrong and are left out
};
int run_import(const Session& session, const ImportArguments& arguments);

struct RebuildArguments {
    bool dry_run = false;         ///< shows the difference, changes nothing
    std::filesystem::path packs;  ///< as above
    unsigned jobs = 0;
};
int run_rebuild(const Session& session, const RebuildArguments& arguments);

// ---- Questions and answers

struct QueryArguments {
    std::string text;                     ///< one or more statements, or empty
    std::filesystem::path file;           ///< a script of statements; "-" is standard input
    std::vector<std::string> parameters;  ///< each name=JSON
    std::string format;                   ///< empty: a table on a terminal, else jsonl
    double timeout_seconds = 0;           ///< 0: none
    std::size_t max_memory_mb = 0;        ///< 0: no limit
};
int run_query(const Session& session, const QueryArguments& arguments);

struct ShellArguments {
    bool ephemeral = false;  ///< an empty store that is gone at the end
    std::string protocol;    ///< "lines": JSON requests and replies (line_protocol.hpp); or empty
};
int run_shell(const Session& session, const ShellArguments& arguments);

struct ExplainArguments {
    std::vector<std::string> what;  ///< an edge's number, two names, a file, or a sentence
    std::string language;           ///< of the sentence, or empty: found
    std::string published;          ///< date of the sentence's article, or empty
    std::filesystem::path packs;    ///< as above
};
int run_explain(const Session& session, const ExplainArguments& arguments);

struct SameArguments {
    std::vector<std::string> names;  ///< two, or none with `pairs`
    std::filesystem::path pairs;     ///< tab-separated lines; "-" is standard input
};
int run_same(const SameArguments& arguments);

// ---- What people decide

struct DecideArguments {
    std::vector<std::string> what;  ///< actors by id or name, an edge's number, an assertion's id
    std::string note;               ///< why, or empty
};
int run_merge(const Session& session, const DecideArguments& arguments);
int run_different(const Session& session, const DecideArguments& arguments);
int run_split(const Session& session, const DecideArguments& arguments);
int run_alias(const Session& session, const DecideArguments& arguments);
int run_reject(const Session& session, const DecideArguments& arguments);
int run_undo(const Session& session, const DecideArguments& arguments);
int run_decisions(const Session& session);

struct ReviewArguments {
    std::size_t limit = 100;  ///< pairs
};
int run_review(const Session& session, const ReviewArguments& arguments);

// ---- What is known beforehand

struct GazetteerArguments {
    std::vector<std::string> files;
    std::string country;  ///< of entries that do not tell theirs, or empty
};
int run_gazetteer_import(const Session& session, const GazetteerArguments& arguments);
int run_gazetteer_check(const Session& session, const GazetteerArguments& arguments);

struct WhoArguments {
    std::string office;   ///< in words
    std::string on;       ///< a day; empty: today
    std::string country;  ///< whose, where the words do not say; or empty
};
int run_who(const Session& session, const WhoArguments& arguments);

// ---- The graph out

struct ExportArguments {
    std::string format = "jsonl";
    std::filesystem::path output;  ///< empty: standard output
    std::string query;             ///< only what this returns
};
int run_export(const Session& session, const ExportArguments& arguments);

// ---- Care of the store

struct FolderArguments {
    std::filesystem::path folder;
};
int run_stats(const Session& session);
int run_verify(const Session& session);
int run_backup(const Session& session, const FolderArguments& arguments);
int run_restore(const Session& session, const FolderArguments& arguments);
int run_compact(const Session& session);

// ---- Language packs

struct PackArguments {
    std::vector<std::string> languages;  ///< empty: all
    bool remarks = false;                ///< also what is not wrong but worth a look
    std::filesystem::path packs;         ///< a folder instead of the built-in packs, or empty
};
int run_pack_check(const PackArguments& arguments);

struct PackReadingArguments {
    std::vector<std::string> inputs;  ///< files, folders
    std::filesystem::path side_file;  ///< or empty
    std::filesystem::path packs;      ///< as above
};
int run_pack_cost(const PackReadingArguments& arguments);

struct CoverageArguments : PackReadingArguments {
    std::size_t gaps = 20;  ///< sentences without a claim that are shown, a language
};
int run_pack_coverage(const CoverageArguments& arguments);

// ---- Shared by commands and the shell

/// The packs of a folder, or those built in where it is empty; with what users added to the store's
/// gazetteer.
Packs packs_of(const std::filesystem::path& folder);
Packs packs_for(const Graph& graph, const std::filesystem::path& folder, Packs otherwise);

/// The format of that name, or the default for an empty one. Throws Error where there is none.
Format format_or_default(const std::string& name);
/// Throws Error where the text is no edge's number.
EdgeId edge_numbered(const std::string& text);
/// Asks a person on a terminal; the graph is open for writing.
int review_on_terminal(Graph& graph, std::size_t limit);
int print_review(const Graph& graph, std::size_t limit);
/// Throws Error where the text is no edge's number.
void print_explanation(const Graph& graph, const std::string& edge);
void print_stats(const Graph& graph);

}  // namespace parley::tools
