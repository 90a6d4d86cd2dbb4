// A store without a disk, for ephemeral graphs and tests.
#include <array>
#include <map>

#include "graph/store.hpp"

namespace parley {
namespace {

class MemoryRun : public SortedRun {
  public:
    explicit MemoryRun(Family family) : family_(family) {}
    void add(std::string_view key, std::string_view value) override {
        batch_.put(family_, std::string(key), std::string(value));
    }
    const Batch& batch() const { return batch_; }

  private:
    Family family_;
    Batch batch_;
};

class MemoryStore : public Store {
  public:
    std::optional<std::string> get(Family family, std::string_view key) const override {
        const Entries& entries = of(family);
        count({.gets = 1});
        auto found = entries.find(key);
        if (found == entries.end()) return {};
        count({.bytes = found->second.size()});
        return found->second;
    }

    void scan(Family family, std::string_view from, std::string_view to,
              const std::function<bool(std::string_view, std::string_view)>& visit) const override {
        const Entries& entries = of(family);
        count({.seeks = 1});
        for (auto at = entries.lower_bound(from); at != entries.end(); ++at) {
            if (!to.empty() && at->first >= to) return;
            count({.entries = 1, .bytes = at->first.size() + at->second.size()});
            if (!visit(at->first, at->second)) return;
        }
    }

    std::optional<std::pair<std::string, std::string>> at_or_before(
        Family family, std::string_view key) const override {
        const Entries& entries = of(family);
        count({.seeks = 1});
        auto after = entries.upper_bound(key);
        if (after == entries.begin()) return {};
        return *std::prev(after);
    }

    void write(const Batch& batch) override {
        for (const Batch::Step& step : batch.steps()) {
            Entries& entries = families_[static_cast<std::size_t>(step.family)];
            switch (step.kind) {
                case Batch::Step::Kind::put:
                    entries[step.key] = step.value;
                    break;
                case Batch::Step::Kind::erase:
                    entries.erase(step.key);
                    break;
                case Batch::Step::Kind::erase_range:
                    entries.erase(entries.lower_bound(step.key), entries.lower_bound(step.value));
                    break;
            }
        }
    }
    void sync() override {}

    std::unique_ptr<SortedRun> start_run(Family family) override {
        return std::make_unique<MemoryRun>(family);
    }
    void take(std::vector<std::unique_ptr<SortedRun>> runs) override {
        for (auto& run : runs) write(static_cast<MemoryRun&>(*run).batch());
    }

    void flush() override {}
    void compact() override {}
    std::vector<std::string> verify() const override { return {}; }
    void checkpoint(const std::filesystem::path&) override {}
    std::uint64_t disk_bytes() const override { return 0; }

  private:
    using Entries = std::map<std::string, std::string, std::less<>>;
    const Entries& of(Family family) const { return families_[static_cast<std::size_t>(family)]; }
    std::array<Entries, kFamilies> families_;
};

}  // namespace

std::unique_ptr<Store> make_memory_store() { return std::make_unique<MemoryStore>(); }

}  // namespace parley
