/// Every command's options in one place: the only file that knows CLI11.

#include "tools/arguments.hpp"

#include <fmt/format.h>

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <CLI/Validators.hpp>
#include <cstdio>
#include <memory>

#include "tools/messages.hpp"

namespace parley::tools {
namespace {

using Chosen = std::function<int()>;

/// Adds a command whose arguments live as long as the command line does.
template <class Arguments>
CLI::App* add(CLI::App& app, Chosen& chosen, const char* name, const char* purpose,
              const std::shared_ptr<Arguments>& arguments,
              std::function<int(const Arguments&)> run) {
    CLI::App* command = app.add_subcommand(name, purpose);
    command->fallthrough();
    command->final_callback([&chosen, arguments, run = std::move(run)] {
        chosen = [arguments, run] { return run(*arguments); };
    });
    return command;
}

void add_reading_options(CLI::App& command, ReadingArguments& arguments) {
    command
        .add_option("PATH", arguments.inputs,
                    "Files (.txt .jsonl .json .html .rss .warc, also .gz), folders, or - for JSON "
                    "Lines on standard input")
        ->required();
    command.add_option("--metadata", arguments.side_file,
                       "JSON Lines beside the articles: article (file stem), published, url, "
                       "title, language");
    command.add_option("-j,--jobs", arguments.jobs,
                       "Threads that read articles (default: one a core)");
    command.add_option("--packs", arguments.packs,
                       "Folder of language packs to use instead of the built-in ones");
}

void add_writing_commands(CLI::App& app, Session& session, Chosen& chosen) {
    auto ingest = std::make_shared<ReadingArguments>();
    add_reading_options(
        *add<ReadingArguments>(app, chosen, "ingest", "Read articles into the store", ingest,
                               [&session](const auto& a) { return run_ingest(session, a); }),
        *ingest);

    auto extract = std::make_shared<ReadingArguments>();
    add_reading_options(
        *add<ReadingArguments>(app, chosen, "extract",
                               "Print the claims of articles as JSON Lines; no store is touched",
                               extract, [](const auto& a) { return run_extract(a); }),
        *extract);

    auto load = std::make_shared<LoadArguments>();
    add<LoadArguments>(app, chosen, "load",
                       "Put claims (from extract) and other stores into the store", load,
                       [&session](const auto& a) { return run_load(session, a); })
        ->add_option(
            "FILE", load->files,
            "Claims as JSON Lines, also .gz; - is standard input; or the folder of another store")
        ->required();

    auto import = std::make_shared<ImportArguments>();
    CLI::App* importing = add<ImportArguments>(
        app, chosen, "import",
        "Put any graph from CSV files into the store; headers as neo4j-admin has them", import,
        [&session](const auto& a) { return run_import(session, a); });
    importing
        ->add_option("--nodes", import->nodes,
                     "CSV of nodes: id:ID, :LABEL, and properties as name or name:TYPE")
        ->required()
        ->check(CLI::ExistingFile);
    importing
        ->add_option("--edges,--relationships", import->edges,
                     "CSV of relationships: :START_ID, :END_ID, :TYPE, and properties; "
                     "date:date gives their days")
        ->check(CLI::ExistingFile);
    importing
        ->add_option("--skip-bad", import->skip_bad,
                     "Bad rows to leave out; with one more nothing is imported")
        ->capture_default_str();

    auto rebuild = std::make_shared<RebuildArguments>();
    CLI::App* command = add<RebuildArguments>(
        app, chosen, "rebuild", "Read the stored texts again by today's rules, show what changes",
        rebuild, [&session](const auto& a) { return run_rebuild(session, a); });
    command->add_flag("--dry-run", rebuild->dry_run, "Only show what would change");
    command->add_option("--packs", rebuild->packs,
                        "Folder of language packs to use instead of the built-in ones");
    command->add_option("-j,--jobs", rebuild->jobs, "Threads that read articles");
}

void add_reading_commands(CLI::App& app, Session& session, Chosen& chosen) {
    auto query = std::make_shared<QueryArguments>();
    CLI::App* command =
        add<QueryArguments>(app, chosen, "query", "Run a query, or a script of queries", query,
                            [&session](const auto& a) { return run_query(session, a); });
    command->add_option("TEXT", query->text, "The query; without it standard input is read");
    command->add_option("-f,--file", query->file, "Script of queries, each ended by ;");
    command
        ->add_option("-p,--param", query->parameters,
                     "name=value for $name; the value is JSON; may be repeated")
        ->allow_extra_args(false);
    command->add_option("--format", query->format,
                        "table json jsonl csv tsv markdown line (default: table on a terminal, "
                        "jsonl in a pipe)");
    command->add_option("--timeout", query->timeout_seconds, "Seconds a query may take");
    command->add_option("--max-memory", query->max_memory_mb, "Megabytes a query may take");

    auto shell = std::make_shared<ShellArguments>();
    command = add<ShellArguments>(app, chosen, "shell", "Ask and answer until you leave", shell,
                                  [&session](const auto& a) { return run_shell(session, a); });
    command->add_flag("--ephemeral", shell->ephemeral, "An empty store that is gone at the end");
    command
        ->add_option("--protocol", shell->protocol,
                     "lines: one JSON request a line, one JSON reply a line, for programs")
        ->check(CLI::IsMember({"lines"}));

    auto explain = std::make_shared<ExplainArguments>();
    command = add<ExplainArguments>(
        app, chosen, "explain",
        "Show the sentences behind an edge, why names are one actor, or how a text is read",
        explain, [&session](const auto& a) { return run_explain(session, a); });
    command
        ->add_option("WHAT", explain->what,
                     "An edge's id; the names of its two ends; an actor's id or name; an article's "
                     "file; or a sentence")
        ->required()
        ->expected(1, 2);
    command->add_option("--language", explain->language, "Language of the sentence");
    command->add_option("--published", explain->published,
                        "Day of the article, or of the sentence's");
    command->add_option("--packs", explain->packs,
                        "Folder of language packs to use instead of the built-in ones");

    auto same = std::make_shared<SameArguments>();
    CLI::App* compare =
        add<SameArguments>(app, chosen, "same", "Are two spellings one name, and by which steps",
                           same, [](const auto& a) { return run_same(a); });
    compare->add_option("NAME", same->names, "Two names, in any script")->expected(0, 2);
    compare->add_option("--pairs", same->pairs,
                        "Tab-separated file: compares columns 1 and 3 of each line, prints score "
                        "and 1 or 0; - is standard input");

    auto out = std::make_shared<ExportArguments>();
    command = add<ExportArguments>(app, chosen, "export", "Write the graph for other programs", out,
                                   [&session](const auto& a) { return run_export(session, a); });
    command->add_option("--format", out->format, "jsonl graphml gexf csv dot html")
        ->capture_default_str();
    command->add_option("-o,--output", out->output,
                        "File (csv: folder) to write; default: standard output");
    command->add_option("--query", out->query, "Only the nodes, edges and paths this returns");
}

void add_pack_reading(CLI::App& command, PackReadingArguments& arguments) {
    command.add_option("PATH", arguments.inputs, "Files and folders, as for ingest")->required();
    command.add_option("--metadata", arguments.side_file, "As for ingest");
    command.add_option("--packs", arguments.packs,
                       "Folder of language packs to use instead of the built-in ones");
}

void add_pack_cost(CLI::App& packs, Chosen& chosen) {
    auto cost = std::make_shared<PackReadingArguments>();
    add_pack_reading(*add<PackReadingArguments>(
                         packs, chosen, "cost",
                         "What each rule costs on articles: share of all steps of the pattern "
                         "machine, steps, attempts, matches; the dearest first",
                         cost, [](const auto& a) { return run_pack_cost(a); }),
                     *cost);
}

void add_pack_coverage(CLI::App& packs, Chosen& chosen) {
    auto coverage = std::make_shared<CoverageArguments>();
    CLI::App* command = add<CoverageArguments>(
        packs, chosen, "coverage",
        "Which rules fire on articles, and which sentences tell an event and give no claim",
        coverage, [](const auto& a) { return run_pack_coverage(a); });
    add_pack_reading(*command, *coverage);
    command->add_option("--gaps", coverage->gaps, "Sentences without a claim to show, a language")
        ->capture_default_str();
}

void add_deciding_commands(CLI::App& app, Session& session, Chosen& chosen) {
    const auto add_decision = [&](const char* name, const char* purpose, const char* option,
                                  const char* meaning, std::pair<int, int> expected,
                                  int (*run)(const Session&, const DecideArguments&)) {
        auto decide = std::make_shared<DecideArguments>();
        CLI::App* command =
            add<DecideArguments>(app, chosen, name, purpose, decide,
                                 [&session, run](const auto& a) { return run(session, a); });
        CLI::Option* what = command->add_option(option, decide->what, meaning);
        what->expected(expected.first, expected.second);
        if (expected.first > 0) what->required();
        command->add_option("--note", decide->note, "Why; kept with the decision");
    };
    constexpr int any = 1000;
    add_decision("merge", "Two are one actor, under the first one's id", "ACTOR",
                 "Two actors, each by id (o:...) or name", {2, 2}, run_merge);
    add_decision("different", "Two are never one actor", "ACTOR",
                 "Two actors, each by id (o:...) or name", {2, 2}, run_different);
    add_decision("split", "Part of an actor is another actor", "ACTOR",
                 "An actor, then names of it or ids of articles that belong to the other one; "
                 "without these they are listed",
                 {1, any}, run_split);
    add_decision("alias", "An actor has another name", "ACTOR",
                 "An actor by id or name, then the other name", {2, 2}, run_alias);
    add_decision("reject", "An edge is wrong", "EDGE", "The edge's id", {1, 1}, run_reject);
    add_decision("undo", "Take a decision back", "DECISION",
                 "Its id; without one the newest is taken back", {0, 1}, run_undo);
    struct None {};
    add<None>(app, chosen, "decisions", "List what people decided", std::make_shared<None>(),
              [&session](const None&) { return run_decisions(session); });
    auto review = std::make_shared<ReviewArguments>();
    add<ReviewArguments>(app, chosen, "review",
                         "Pairs of actors worth a look, best first; on a terminal one key decides",
                         review, [&session](const auto& a) { return run_review(session, a); })
        ->add_option("--limit", review->limit, "Pairs at most")
        ->capture_default_str();
}

void add_pack_commands(CLI::App& app, Chosen& chosen) {
    CLI::App* packs = app.add_subcommand("pack", "Work on language packs");
    packs->fallthrough();
    packs->require_subcommand(1);
    add_pack_coverage(*packs, chosen);
    add_pack_cost(*packs, chosen);
    auto check = std::make_shared<PackArguments>();
    CLI::App* command = add<PackArguments>(
        *packs, chosen, "check", "Run the examples of packs, look for what is wrong with them",
        check, [](const auto& a) { return run_pack_check(a); });
    command->add_option("LANGUAGE", check->languages, "Languages (default: all)");
    command->add_flag("--remarks", check->remarks, "Show what is only worth a look, too");
    command->add_option("--packs", check->packs,
                        "Folder of language packs to use instead of the built-in ones");
}

void add_gazetteer_commands(CLI::App& app, Session& session, Chosen& chosen) {
    CLI::App* gazetteer =
        app.add_subcommand("gazetteer", "People, parties and bodies known beforehand");
    gazetteer->fallthrough();
    gazetteer->require_subcommand(1);
    const auto add_one = [&](const char* name, const char* purpose,
                             int (*run)(const Session&, const GazetteerArguments&)) {
        auto arguments = std::make_shared<GazetteerArguments>();
        CLI::App* command =
            add<GazetteerArguments>(*gazetteer, chosen, name, purpose, arguments,
                                    [&session, run](const auto& a) { return run(session, a); });
        CLI::Option* files = command->add_option(
            "FILE", arguments->files,
            "Popolo JSON, FollowTheMoney JSON Lines, CSV with a header, or the gazetteer's own "
            "format; told apart by content");
        command->add_option("--country", arguments->country,
                            "ISO code of whose they are, where the file does not say");
        return files;
    };
    add_one("import", "Add the entries of files to the store's gazetteer", run_gazetteer_import)
        ->required();
    add_one("check", "Look for what is wrong with the gazetteer, or with files added to it",
            run_gazetteer_check);

    auto who = std::make_shared<WhoArguments>();
    CLI::App* command =
        add<WhoArguments>(app, chosen, "who", "Who held an office on a day", who,
                          [&session](const auto& a) { return run_who(session, a); });
    command->add_option("OFFICE", who->office, "In words: \"Thủ tướng Việt Nam\"")->required();
    command->add_option("--on", who->on, "The day (default: today)");
    command->add_option("--country", who->country,
                        "ISO code of whose office it is, where the words do not say");
}

void add_care_commands(CLI::App& app, Session& session, Chosen& chosen) {
    struct None {};
    const auto none = std::make_shared<None>();
    const auto add_plain = [&](const char* name, const char* purpose, int (*run)(const Session&)) {
        add<None>(app, chosen, name, purpose, none,
                  [&session, run](const None&) { return run(session); });
    };
    add_plain("stats", "What the store holds", run_stats);
    add_plain("verify", "Read the whole store and check its checksums", run_verify);
    add_plain("compact", "Rewrite the store's files without what is no longer needed", run_compact);

    const auto add_folder = [&](const char* name, const char* purpose, const char* meaning,
                                int (*run)(const Session&, const FolderArguments&)) {
        auto folder = std::make_shared<FolderArguments>();
        add<FolderArguments>(app, chosen, name, purpose, folder,
                             [&session, run](const auto& a) { return run(session, a); })
            ->add_option("DIR", folder->folder, meaning)
            ->required();
    };
    add_folder("backup", "Copy the store", "New folder for the copy", run_backup);
    add_folder("restore", "Make the store (--db) from a copy", "Folder that backup made",
               run_restore);
}

}  // namespace

std::function<int()> read_command_line(int count, char** arguments, Session& session) {
    CLI::App app("Who met whom, who signed what, who went where, when, and which sentence says so.",
                 "parley");
    Chosen chosen;
    app.set_version_flag("--version", "parley " PARLEY_VERSION);
    app.add_option("--db", session.store, "Store to work on (a folder)")
        ->envname("PARLEY_DB")
        ->capture_default_str();
    app.require_subcommand(0, 1);
    add_writing_commands(app, session, chosen);
    add_reading_commands(app, session, chosen);
    add_deciding_commands(app, session, chosen);
    add_gazetteer_commands(app, session, chosen);
    add_pack_commands(app, chosen);
    add_care_commands(app, session, chosen);
    try {
        app.parse(count, arguments);
    } catch (const CLI::Success& wanted) {  // --help, --version
        const int status = app.exit(wanted);
        return [status] { return status; };
    } catch (const CLI::ParseError& error) {
        print_error(error.what(),
                    "parley --help lists commands, parley COMMAND --help explains one");
        return [] { return Exit::usage_was_wrong; };
    }
    if (!chosen) {
        fmt::print(stderr, "{}", app.help());
        return [] { return Exit::usage_was_wrong; };
    }
    return chosen;
}

}  // namespace parley::tools
