/// `parley export`: the whole graph, or what a query returns, as a file for other programs.

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <map>
#include <parley/error.hpp>
#include <parley/query.hpp>

#include "tools/commands.hpp"
#include "tools/exporters.hpp"
#include "tools/messages.hpp"
#include "tools/statement.hpp"

namespace parley::tools {
namespace {
namespace fs = std::filesystem;

/// Written beside its name and put there when it is whole: a full disk leaves the old file.
class OutputFile {
  public:
    explicit OutputFile(fs::path file) : file_(std::move(file)), part_(file_.string() + ".part") {
        out_ = std::fopen(part_.c_str(), "wb");
        if (out_ == nullptr) fail("cannot be written");
    }
    ~OutputFile() {
        if (out_ == nullptr) return;
        std::fclose(out_);
        std::remove(part_.c_str());
    }
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;

    std::FILE* stream() const { return out_; }
    void finish() {
        const bool written = std::ferror(out_) == 0 && std::fflush(out_) == 0;
        if (!written) fail("cannot be written");
        std::fclose(out_);
        out_ = nullptr;
        std::error_code error;
        fs::rename(part_, file_, error);
        if (error) throw Error(fmt::format("{}: {}", file_.string(), error.message()));
    }

  private:
    [[noreturn]] void fail(const char* what) const {
        throw Error(fmt::format("{}: {}: {}", file_.string(), what, std::strerror(errno)));
    }
    fs::path file_;
    fs::path part_;
    std::FILE* out_ = nullptr;
};

using Exporter = void (*)(const ExportSource&, std::FILE*);

const std::map<std::string, Exporter>& exporters() {
    static const std::map<std::string, Exporter> known = {
        {"jsonl", export_jsonl}, {"graphml", export_graphml}, {"gexf", export_gexf},
        {"dot", export_dot},     {"html", export_html},
    };
    return known;
}

/// Nodes and edges anywhere in the rows: in lists, maps and paths too.
class Collector {
  public:
    explicit Collector(const QueryResult& result) : result_(result) {}
    void take(const Value& value) {
        if (const auto* node = value.as<NodeId>()) take_node(*node);
        if (const auto* edge = value.as<EdgeId>()) take_edge(*edge);
        if (const auto* list = value.as<std::shared_ptr<const List>>()) {
            for (const Value& element : **list) take(element);
        }
        if (const auto* map = value.as<std::shared_ptr<const Map>>()) {
            for (const auto& [key, member] : **map) take(member);
        }
        if (const auto* path = value.as<std::shared_ptr<const Path>>()) {
            for (const NodeId node : (*path)->nodes) take_node(node);
            for (const EdgeId edge : (*path)->edges) take_edge(edge);
        }
    }
    const Selection& selection() const { return selection_; }

  private:
    // A result holds handles; its records have the ids that last.
    void take_node(NodeId node) {
        selection_.nodes.insert(NodeId{std::stoull(result_.node(node).id)});
    }
    void take_edge(EdgeId edge) {
        selection_.edges.insert(EdgeId{std::stoull(result_.edge(edge).id)});
    }
    const QueryResult& result_;
    Selection selection_;
};

Selection select(Graph& graph, const std::string& query) {
    const QueryResult result = QueryEngine(graph).run(query);
    Collector collector(result);
    for (const auto& row : result.rows) {
        for (const Value& value : row) collector.take(value);
    }
    if (collector.selection().nodes.empty() && collector.selection().edges.empty()) {
        print_note("the query returned no node, edge or path; return them, not their properties");
    }
    return collector.selection();
}

void write_csv(const ExportSource& source, const fs::path& folder) {
    if (folder.empty()) {
        throw UsageError("csv makes two files", "name a folder for them: -o FOLDER");
    }
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) throw Error(fmt::format("{}: {}", folder.string(), error.message()));
    OutputFile nodes(folder / "nodes.csv");
    OutputFile edges(folder / "edges.csv");
    export_csv(source, nodes.stream(), edges.stream());
    nodes.finish();
    edges.finish();
}

}  // namespace

int run_export(const Session& session, const ExportArguments& arguments) {
    if (arguments.format != "csv" && !exporters().contains(arguments.format)) {
        throw UsageError(fmt::format("unknown format \"{}\"", arguments.format),
                         "formats are jsonl, graphml, gexf, csv, dot, html");
    }
    Graph graph = Graph::open(session.store, Graph::Mode::read);
    std::optional<Selection> selection;
    try {
        if (!arguments.query.empty()) selection = select(graph, arguments.query);
    } catch (const QueryError& error) {
        print_query_error(error, arguments.query);
        return Exit::data_was_wrong;
    }
    const ExportSource source(graph, selection ? &*selection : nullptr);
    if (arguments.format == "csv") {
        write_csv(source, arguments.output);
        return Exit::done;
    }
    const Exporter exporter = exporters().at(arguments.format);
    if (arguments.output.empty() || arguments.output == "-") {
        exporter(source, stdout);
        if (std::fflush(stdout) != 0) throw Error("standard output cannot be written");
        return Exit::done;
    }
    OutputFile file(arguments.output);
    exporter(source, file.stream());
    file.finish();
    return Exit::done;
}

}  // namespace parley::tools
