// Bulk import: rows into arrays, arrays into sorted runs and a snapshot, all taken in at once.
#include <parley/graph.hpp>

#include "graph/bytes.hpp"
#include "graph/graph_state.hpp"
#include "graph/import.hpp"
#include "graph/keys.hpp"

namespace parley {
namespace {

/// Nodes of the builder from `first_row` on, in order of id.
void write_nodes(SortedRun& run, SnapshotBuilder& builder, std::uint32_t first_row) {
    Properties properties;
    for (std::uint32_t row = first_row; row < builder.node_rows(); ++row) {
        properties.clear();
        for (std::uint32_t key = 0; key < builder.node_columns().size(); ++key) {
            Value value = builder.node_columns()[key].at(row);
            if (!value.is_null()) properties.emplace_back(KeyId{key}, std::move(value));
        }
        run.add(keys::number(static_cast<std::uint64_t>(builder.node_id(row))),
                encode_node(builder.labels_of(row), properties));
    }
}

/// Edges in blocks, in order of id.
void write_edges(SortedRun& run, const SnapshotBuilder& builder, std::uint64_t first_id,
                 std::span<const std::uint32_t> rows) {
    for (std::size_t from = 0; from < rows.size(); from += kEdgesPerBlock) {
        auto block = rows.subspan(from, std::min<std::size_t>(kEdgesPerBlock, rows.size() - from));
        std::string bytes;
        ByteWriter out(bytes);
        out.number(block.size());
        for (std::uint32_t row : block) out.number(number_of(builder.edge_row(row).type));
        for (std::uint32_t row : block) {
            out.number(static_cast<std::uint64_t>(builder.node_id(builder.edge_row(row).source)));
        }
        for (std::uint32_t row : block) {
            out.number(static_cast<std::uint64_t>(builder.node_id(builder.edge_row(row).target)));
        }
        write_block_columns(out, builder.edge_columns(), block);
        run.add(keys::number(first_id + from), bytes);
    }
}

}  // namespace

ImportReport Graph::import(const ImportOptions& options) {
    auto held = impl_->wait_for_writer();
    impl_->need_writable();
    if (impl_->writer != std::thread::id{}) throw Error("a transaction is open in this thread");
    auto tell = [&](const char* phase, std::uint64_t done, std::uint64_t total) {
        if (options.progress) options.progress(phase, done, total);
    };
    SnapshotBuilder builder;
    add_view(builder, *impl_->current);
    const std::uint32_t first_node = builder.node_rows(), first_edge = builder.edge_rows();
    CsvImport csv(builder, impl_->counters.next_node, options);
    csv.read();

    // New edges get ids in order of their days, so that edges of one time lie together.
    std::vector<std::uint32_t> rows;
    std::vector<std::uint32_t> order = builder.edge_order();
    rows.reserve(builder.edge_rows() - first_edge);
    for (std::uint32_t i = 0; i < builder.edge_rows(); ++i) {
        std::uint32_t row = order.empty() ? i : order[i];
        if (row < first_edge) continue;
        builder.set_edge_id(row, EdgeId{impl_->counters.next_edge + rows.size()});
        rows.push_back(row);
    }
    std::vector<std::uint32_t>().swap(order);

    tell("store", 0, 2);
    std::vector<std::unique_ptr<SortedRun>> runs;
    runs.push_back(impl_->bytes->start_run(Family::nodes));
    write_nodes(*runs.back(), builder, first_node);
    runs.push_back(impl_->bytes->start_run(Family::edge_blocks));
    write_edges(*runs.back(), builder, impl_->counters.next_edge, rows);
    impl_->counters.next_node = csv.next_node();
    impl_->counters.next_edge += rows.size();
    std::vector<std::uint32_t>().swap(rows);
    ++impl_->counters.commit;

    // Numbers and dictionaries go the same way, so that all of it is there or nothing.
    Batch meta;
    impl_->put_symbols(meta, builder.labels(), builder.types(), builder.keys());
    impl_->put_counters(meta);
    std::map<std::string, std::string> sorted;
    for (const Batch::Step& step : meta.steps()) sorted[step.key] = step.value;
    runs.push_back(impl_->bytes->start_run(Family::meta));
    for (const auto& [key, value] : sorted) runs.back()->add(key, value);
    runs.push_back(impl_->bytes->start_run(Family::changes));
    runs.back()->add(keys::change(impl_->counters.commit, '*'), "");
    impl_->bytes->take(std::move(runs));

    tell("snapshot", 1, 2);
    impl_->adopt(builder.finish());
    tell("snapshot", 2, 2);
    return csv.report();
}

}  // namespace parley
