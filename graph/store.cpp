// The one home of RocksDB.
#include "graph/store.hpp"

#include <fmt/format.h>
#include <rocksdb/convenience.h>
#include <rocksdb/db.h>
#include <rocksdb/filter_policy.h>
#include <rocksdb/sst_file_writer.h>
#include <rocksdb/table.h>
#include <rocksdb/utilities/checkpoint.h>

#include <algorithm>
#include <array>
#include <parley/error.hpp>

namespace parley {
namespace {

namespace fs = std::filesystem;

struct RocksOptions {
    std::size_t write_buffer_bytes = 32 << 20;  ///< per family, before it goes to a file
    std::size_t block_cache_bytes = 64 << 20;   ///< shared by the families; records are small
    std::size_t block_bytes = 16 << 10;         ///< larger blocks compress better, point gets pay
    int max_log_files = 2;                      ///< of RocksDB's own diary
};

[[noreturn]] void fail(const rocksdb::Status& status, const std::string& doing) {
    std::string what = fmt::format("{}: {}", doing, status.ToString());
    if (status.IsCorruption()) {
        throw CorruptionError(what, "restore a backup, or ingest the articles again");
    }
    throw StoreError(what, status.IsNoSpace() ? "free some space on the disk" : "");
}

void check(const rocksdb::Status& status, const std::string& doing) {
    if (!status.ok()) fail(status, doing);
}

rocksdb::Slice slice(std::string_view text) { return {text.data(), text.size()}; }
std::string_view view_of(const rocksdb::Slice& bytes) { return {bytes.data(), bytes.size()}; }

rocksdb::ColumnFamilyOptions family_options(const std::shared_ptr<rocksdb::Cache>& cache) {
    RocksOptions ours;
    rocksdb::BlockBasedTableOptions table;
    table.block_cache = cache;
    table.block_size = ours.block_bytes;
    table.filter_policy.reset(rocksdb::NewBloomFilterPolicy(10));
    table.format_version = 5;
    rocksdb::ColumnFamilyOptions options;
    options.table_factory.reset(rocksdb::NewBlockBasedTableFactory(table));
    options.compression = rocksdb::kZSTD;
    options.write_buffer_size = ours.write_buffer_bytes;
    return options;
}

rocksdb::DBOptions database_options(bool create) {
    RocksOptions ours;
    rocksdb::DBOptions options;
    options.create_if_missing = create;
    options.create_missing_column_families = create;
    options.keep_log_file_num = static_cast<std::size_t>(ours.max_log_files);
    // Readers in other processes see files go away under them otherwise.
    options.max_open_files = -1;
    // The first answer waits for the store to open: one thread for its few files, no statistics.
    options.max_file_opening_threads = 1;
    options.skip_stats_update_on_db_open = true;
    options.skip_checking_sst_file_sizes_on_db_open = true;
    options.stats_dump_period_sec = 0;
    options.stats_persist_period_sec = 0;
    options.max_total_wal_size = 4 * ours.write_buffer_bytes;
    options.allow_ingest_behind = false;
    return options;
}

/// What an interrupted creation of a store leaves in its folder.
bool is_leftover(const fs::path& file) {
    std::string name = file.filename().string();
    for (const char* start : {"LOCK", "LOG", "MANIFEST-", "OPTIONS-", "IDENTITY", "run-"}) {
        if (name.starts_with(start)) return true;
    }
    return name.ends_with(".log") || name.ends_with(".dbtmp") || name.ends_with(".sst");
}

/// Sorted runs of an import that was cut off.
void remove_old_runs(const fs::path& folder) {
    std::error_code error;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        std::string name = entry.path().filename().string();
        if (name.starts_with("run-") && name.ends_with(".tmp")) fs::remove(entry.path(), error);
    }
}

/// RocksDB keeps the log of every run that wrote nothing, and reads all of them when it opens. Only
/// whoever holds the store's lock may call this; the newest log is the one in use.
void remove_empty_logs(const fs::path& folder) {
    std::error_code error;
    std::vector<fs::path> logs;
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        if (entry.path().extension() == ".log") logs.push_back(entry.path());
    }
    std::sort(logs.begin(), logs.end());  // numbers of six digits, or of more once they are full
    std::stable_sort(logs.begin(), logs.end(), [](const fs::path& a, const fs::path& b) {
        return a.filename().string().size() < b.filename().string().size();
    });
    for (std::size_t i = 0; i + 1 < logs.size(); ++i) {
        const bool empty = fs::file_size(logs[i], error) == 0 && !error;
        if (empty) fs::remove(logs[i], error);
    }
}

class RocksRun : public SortedRun {
  public:
    RocksRun(Family family, fs::path file, const rocksdb::Options& options)
        : family_(family), file_(std::move(file)), writer_(rocksdb::EnvOptions(), options) {
        check(writer_.Open(file_.string()), "opening a sorted run " + file_.string());
    }
    ~RocksRun() override {
        std::error_code ignored;  // a file that was taken in is gone already
        fs::remove(file_, ignored);
    }
    void add(std::string_view key, std::string_view value) override {
        check(writer_.Put(slice(key), slice(value)), "writing a sorted run");
        ++entries_;
    }
    void finish() {
        if (entries_ > 0) check(writer_.Finish(), "finishing a sorted run");
    }
    Family family() const { return family_; }
    const fs::path& file() const { return file_; }
    bool is_empty() const { return entries_ == 0; }

  private:
    Family family_;
    fs::path file_;
    rocksdb::SstFileWriter writer_;
    std::uint64_t entries_ = 0;
};

class RocksStore : public Store {
  public:
    RocksStore(const fs::path& folder, bool writable) : folder_(folder), writable_(writable) {
        cache_ = rocksdb::NewLRUCache(RocksOptions{}.block_cache_bytes);
        options_ = family_options(cache_);
        std::vector<rocksdb::ColumnFamilyDescriptor> families;
        families.emplace_back(rocksdb::kDefaultColumnFamilyName, options_);
        for (const char* name : kFamilyNames) families.emplace_back(name, options_);
        std::vector<rocksdb::ColumnFamilyHandle*> handles;
        rocksdb::DB* db = nullptr;
        rocksdb::DBOptions options = database_options(writable);
        rocksdb::Status status =
            writable
                ? rocksdb::DB::Open(options, folder.string(), families, &handles, &db)
                : rocksdb::DB::OpenForReadOnly(options, folder.string(), families, &handles, &db);
        if (!status.ok()) refuse(status);
        db_.reset(db);
        default_family_.reset(handles[0]);
        for (std::size_t i = 0; i < kFamilies; ++i) families_[i].reset(handles[i + 1]);
        if (!writable) return;
        remove_old_runs(folder);
        remove_empty_logs(folder);
    }

    ~RocksStore() override {
        // What is in the memory tables goes to files, so that the next open replays no log; data
        // is safe in the log already where this fails.
        if (writable_) flush_families().PermitUncheckedError();
        for (auto& family : families_) family.reset();
        default_family_.reset();
        db_->Close().PermitUncheckedError();
    }

    std::optional<std::string> get(Family family, std::string_view key) const override {
        std::string value;
        rocksdb::Status status =
            db_->Get(rocksdb::ReadOptions(), handle(family), slice(key), &value);
        count({.gets = 1});
        if (status.IsNotFound()) return {};
        check(status, "reading the store");
        count({.bytes = value.size()});
        return value;
    }

    void scan(Family family, std::string_view from, std::string_view to,
              const std::function<bool(std::string_view, std::string_view)>& visit) const override {
        rocksdb::ReadOptions options;
        rocksdb::Slice upper = slice(to);
        if (!to.empty()) options.iterate_upper_bound = &upper;
        std::unique_ptr<rocksdb::Iterator> at(db_->NewIterator(options, handle(family)));
        count({.seeks = 1});
        for (at->Seek(slice(from)); at->Valid(); at->Next()) {
            count({.entries = 1, .bytes = at->key().size() + at->value().size()});
            if (!visit(view_of(at->key()), view_of(at->value()))) return;
        }
        check(at->status(), "reading the store");
    }

    std::optional<std::pair<std::string, std::string>> at_or_before(
        Family family, std::string_view key) const override {
        std::unique_ptr<rocksdb::Iterator> at(
            db_->NewIterator(rocksdb::ReadOptions(), handle(family)));
        count({.seeks = 1});
        at->SeekForPrev(slice(key));
        check(at->status(), "reading the store");
        if (!at->Valid()) return {};
        count({.entries = 1, .bytes = at->key().size() + at->value().size()});
        return std::pair(at->key().ToString(), at->value().ToString());
    }

    void write(const Batch& batch) override {
        rocksdb::WriteBatch steps;
        for (const Batch::Step& step : batch.steps()) {
            rocksdb::Status status;
            switch (step.kind) {
                case Batch::Step::Kind::put:
                    status = steps.Put(handle(step.family), slice(step.key), slice(step.value));
                    break;
                case Batch::Step::Kind::erase:
                    status = steps.Delete(handle(step.family), slice(step.key));
                    break;
                case Batch::Step::Kind::erase_range:
                    status =
                        steps.DeleteRange(handle(step.family), slice(step.key), slice(step.value));
                    break;
            }
            check(status, "collecting changes");
        }
        check(db_->Write(rocksdb::WriteOptions(), &steps), "writing to the store");
    }

    void sync() override { check(db_->FlushWAL(true), "writing the store's log to disk"); }

    std::unique_ptr<SortedRun> start_run(Family family) override {
        fs::path file =
            folder_ / fmt::format("run-{}-{}.tmp", kFamilyNames[index(family)], runs_++);
        return std::make_unique<RocksRun>(family, file,
                                          rocksdb::Options(database_options(true), options_));
    }

    void take(std::vector<std::unique_ptr<SortedRun>> runs) override {
        std::vector<rocksdb::IngestExternalFileArg> files;
        for (auto& run : runs) {
            auto& file = static_cast<RocksRun&>(*run);
            file.finish();
            if (file.is_empty()) continue;
            rocksdb::IngestExternalFileArg arg;
            arg.column_family = handle(file.family());
            arg.external_files = {file.file().string()};
            arg.options.move_files = true;
            files.push_back(std::move(arg));
        }
        if (!files.empty()) check(db_->IngestExternalFiles(files), "taking in sorted runs");
    }

    void flush() override { check(flush_families(), "writing the store's buffers"); }

    void compact() override {
        rocksdb::CompactRangeOptions options;
        options.bottommost_level_compaction = rocksdb::BottommostLevelCompaction::kForce;
        for (auto& family : families_) {
            check(db_->CompactRange(options, family.get(), nullptr, nullptr), "compacting");
        }
    }

    std::vector<std::string> verify() const override {
        std::vector<std::string> problems;
        rocksdb::Status status = db_->VerifyChecksum();
        if (!status.ok()) problems.push_back(status.ToString());
        return problems;
    }

    void checkpoint(const fs::path& folder) override {
        rocksdb::Checkpoint* made = nullptr;
        check(rocksdb::Checkpoint::Create(db_.get(), &made), "preparing a copy");
        std::unique_ptr<rocksdb::Checkpoint> checkpoint(made);
        check(checkpoint->CreateCheckpoint(folder.string()), "copying to " + folder.string());
    }

    std::uint64_t disk_bytes() const override {
        std::uint64_t bytes = 0;
        std::error_code error;
        for (const auto& entry : fs::directory_iterator(folder_, error)) {
            if (!entry.is_regular_file(error)) continue;
            // A file may be compacted away between listing and asking.
            std::uint64_t size = entry.file_size(error);
            if (!error) bytes += size;
        }
        return bytes;
    }

  private:
    static std::size_t index(Family family) { return static_cast<std::size_t>(family); }
    rocksdb::ColumnFamilyHandle* handle(Family family) const {
        return families_[index(family)].get();
    }

    rocksdb::Status flush_families() {
        std::vector<rocksdb::ColumnFamilyHandle*> handles;
        for (auto& family : families_) handles.push_back(family.get());
        return db_->Flush(rocksdb::FlushOptions(), handles);
    }

    [[noreturn]] void refuse(const rocksdb::Status& status) const {
        std::string text = status.ToString();
        if (status.IsIOError() && text.find("lock") != std::string::npos) {
            throw StoreError(
                fmt::format("the store {} is being written by another process", folder_.string()),
                "wait for it to end, or open another store with --db");
        }
        fail(status, "opening the store " + folder_.string());
    }

    fs::path folder_;
    bool writable_;
    std::shared_ptr<rocksdb::Cache> cache_;
    rocksdb::ColumnFamilyOptions options_;
    std::unique_ptr<rocksdb::DB> db_;
    // Handles go before the database.
    std::unique_ptr<rocksdb::ColumnFamilyHandle> default_family_;
    std::array<std::unique_ptr<rocksdb::ColumnFamilyHandle>, kFamilies> families_;
    std::uint64_t runs_ = 0;
};

}  // namespace

std::unique_ptr<Store> open_rocks_store(const fs::path& folder, bool writable) {
    std::error_code error;
    bool exists = fs::exists(folder / "CURRENT", error);
    if (!exists && !writable) {
        throw StoreError(fmt::format("there is no store in {}", folder.string()),
                         "ingest articles or import a graph first, or name a store with --db");
    }
    if (!exists) {
        if (fs::exists(folder, error) && !fs::is_directory(folder, error)) {
            throw StoreError(fmt::format("{} is a file, not a store's folder", folder.string()));
        }
        fs::create_directories(folder, error);
        if (error) {
            throw StoreError(
                fmt::format("cannot make the folder {}: {}", folder.string(), error.message()));
        }
        // A folder with something else in it is somebody's home, not ours to fill.
        for (const auto& entry : fs::directory_iterator(folder, error)) {
            if (is_leftover(entry.path())) continue;
            throw StoreError(fmt::format("{} holds other files and no store", folder.string()),
                             "name an empty or new folder with --db");
        }
    }
    return std::make_unique<RocksStore>(folder, writable);
}

}  // namespace parley
