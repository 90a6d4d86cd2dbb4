/// `parley export`: the whole graph, or what a query returns, as a file for other programs.

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <map>
#include <parley/error.hpp>

#include "tools/commands.hpp"
#include "tools/exporters.hpp"

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

void write_csv(const ExportSource& source, const fs::path& folder) {
    if (folder.empty()) {
        throw Error("csv makes two files", "name a folder for them: -o FOLDER");
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
        throw Error(fmt::format("unknown format \"{}\"", arguments.format),
                    "formats are jsonl, graphml, gexf, csv, dot, html");
    }
    const Graph graph = Graph::open(session.store, Graph::Mode::read);
    const ExportSource source(graph, nullptr);
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
