// Care of a store: what it holds, whether it is whole, copies of it.
#include <fmt/format.h>

#include <limits>

#include "graph/graph_state.hpp"

namespace parley {
namespace {

namespace fs = std::filesystem;

std::uint64_t count(const Store& store, Family family) {
    std::uint64_t entries = 0;
    store.scan(family, "", "", [&](auto, auto) {
        ++entries;
        return true;
    });
    return entries;
}

void need_new(const fs::path& folder) {
    if (fs::exists(folder)) {
        throw StoreError(folder.string() + " exists already", "name a folder that does not");
    }
}

}  // namespace

StoreStats Graph::stats() const {
    auto held = impl_->wait_for_writer();
    StoreStats stats;
    stats.articles = count(*impl_->bytes, Family::articles);
    stats.claims = count(*impl_->bytes, Family::claims);
    stats.assertions = count(*impl_->bytes, Family::assertions);
    stats.nodes = impl_->current->node_count();
    stats.edges = impl_->current->edge_count();
    stats.disk_bytes = impl_->bytes->disk_bytes();
    stats.snapshot_bytes = impl_->snapshot_bytes;
    const Overlay& over = impl_->current->overlay();
    stats.changes = over.new_nodes.size() + over.new_edges.size() + over.changed_nodes.size() +
                    over.changed_edges.size();
    return stats;
}

std::vector<std::string> Graph::verify() const {
    auto held = impl_->wait_for_writer();
    std::vector<std::string> problems = impl_->bytes->verify();
    auto check = [&](const char* what, auto&& read) {
        try {
            read();
        } catch (const Error& error) {
            problems.push_back(fmt::format("{}: {}", what, error.what()));
        }
    };
    check("articles", [&] {
        for_each_article([&](const ArticleRecord& article) {
            if (article.hash != article_hash(article)) {
                problems.push_back("articles: " + article.id + " is not what was stored");
            }
        });
    });
    check("claims", [&] { for_each_claim([](const Claim&) {}); });
    check("assertions", [&] { assertions(); });
    check("nodes and edges", [&] {
        SnapshotBuilder scanned = impl_->scan_graph();
        if (scanned.node_rows() != impl_->current->node_count() ||
            scanned.edge_rows() != impl_->current->edge_count()) {
            problems.push_back(
                fmt::format("snapshot: has {} nodes and {} edges, the store {} and {}",
                            impl_->current->node_count(), impl_->current->edge_count(),
                            scanned.node_rows(), scanned.edge_rows()));
        }
    });
    if (!impl_->is_ephemeral()) {
        check("snapshot", [&] {
            Sections::map(impl_->snapshot_file(), std::numeric_limits<std::uint64_t>::max());
        });
    }
    return problems;
}

void Graph::backup(const fs::path& folder) {
    auto held = impl_->wait_for_writer();
    if (impl_->is_ephemeral()) throw StoreError("an ephemeral store cannot be copied");
    need_new(folder);
    if (folder.has_parent_path()) fs::create_directories(folder.parent_path());
    impl_->bytes->checkpoint(folder);
    std::error_code error;
    fs::copy_file(impl_->snapshot_file(), folder / impl_->snapshot_file().filename(), error);
    // Without it the copy is whole too: it is built again when the copy is opened.
    if (error && fs::exists(impl_->snapshot_file())) {
        throw StoreError("copying the snapshot: " + error.message());
    }
}

void Graph::restore(const fs::path& backup, const fs::path& folder) {
    need_new(folder);
    if (!fs::exists(backup / "CURRENT")) {
        throw StoreError("there is no backup in " + backup.string());
    }
    std::error_code error;
    fs::create_directories(folder, error);
    if (!error) fs::copy(backup, folder, fs::copy_options::recursive, error);
    if (error) throw StoreError(fmt::format("copying to {}: {}", folder.string(), error.message()));
    Graph::open(folder, Mode::read);
}

void Graph::compact() {
    auto held = impl_->wait_for_writer();
    impl_->need_writable();
    if (impl_->writer != std::thread::id{}) throw Error("a transaction is open in this thread");
    SnapshotBuilder builder;
    add_view(builder, *impl_->current);
    impl_->adopt(builder.finish());
    impl_->bytes->flush();
    impl_->bytes->compact();
}

}  // namespace parley
