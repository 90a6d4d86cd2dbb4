/// Claims of other runs and programs into a store.

#include <fmt/format.h>

#include <parley/error.hpp>
#include <parley/ingest_run.hpp>

#include "ingest/byte_stream.hpp"

namespace parley {
namespace {

/// Claims that are stored in one go.
constexpr std::size_t batch_claims = 1000;
/// A claim holds one sentence; a line above this is something else.
constexpr std::size_t max_line_bytes = 4'000'000;

bool is_folder(const std::string& file) {
    std::error_code error;
    return std::filesystem::is_directory(file, error);
}

class Loader {
  public:
    Loader(Graph& graph, const RunEvents& events) : graph_(graph), events_(events) {}

    void read(ByteStream stream, const std::string& where) {
        for (std::size_t number = 1; !is_stopped(); ++number) {
            try {
                const std::optional<std::string> line = stream.line(max_line_bytes);
                if (!line) return;
                if (line->find_first_not_of(" \t\r") == line->npos) continue;
                batch_.push_back(claim_from_json(*line));
            } catch (const StoreError&) {
                throw;
            } catch (const Error& error) {
                fail(fmt::format("{}:{}", where, number), error.what());
                if (stream.is_done()) return;
            }
            if (batch_.size() >= batch_claims) store();
        }
    }

    /// All of another store.
    void take(const std::filesystem::path& folder) {
        store();
        const UnionReport one = graph_.unite(Graph::open(folder, Graph::Mode::read));
        report_.claims += one.claims;
        report_.stores.articles += one.articles;
        report_.stores.fresh += one.fresh;
        report_.stores.differing += one.differing;
        report_.stores.claims += one.claims;
        report_.stores.assertions += one.assertions;
        report_.stores.hand_made += one.hand_made;
    }

    void store() {
        graph_.put_claims(batch_);
        report_.claims += batch_.size();
        batch_.clear();
    }

    void fail(const std::string& where, const std::string& message) {
        ++report_.failed;
        if (events_.unread) events_.unread({where, message});
    }

    bool is_stopped() const { return events_.stop != nullptr && events_.stop->load(); }

    LoadReport report() const {
        LoadReport report = report_;
        report.stopped = is_stopped();
        return report;
    }

  private:
    Graph& graph_;
    const RunEvents& events_;
    std::vector<Claim> batch_;
    LoadReport report_;
};

}  // namespace

LoadReport load(Graph& graph, const std::vector<std::string>& files, const SourceOptions& source,
                const RunEvents& events) {
    Loader loader(graph, events);
    for (const std::string& file : files) {
        try {
            if (file == "-" && source.standard_input != nullptr) {
                loader.read(ByteStream(*source.standard_input), "standard input");
            } else if (is_folder(file)) {
                loader.take(file);
            } else {
                loader.read(ByteStream(std::filesystem::path(file)), file);
            }
        } catch (const ArticleError& error) {
            loader.fail(file, error.what());
        }
    }
    loader.store();
    graph.refold();
    return loader.report();
}

}  // namespace parley
