// import_bench FOLDER NODES.csv EDGES.csv: imports into a new store and prints where the time went.
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <exception>
#include <parley/graph.hpp>
#include <string>

namespace {
double processor_seconds() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    auto of = [](const timeval& t) {
        return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) / 1e6;
    };
    return of(usage.ru_utime) + of(usage.ru_stime);
}
}  // namespace

int main(int count, char** arguments) {
    if (count != 4) {
        std::fprintf(stderr, "usage: import_bench FOLDER NODES.csv EDGES.csv\n");
        return 2;
    }
    using Clock = std::chrono::steady_clock;
    const auto start = Clock::now();
    auto seconds = [&] { return std::chrono::duration<double>(Clock::now() - start).count(); };
    try {
        std::string phase;
        parley::ImportOptions options;
        options.nodes = {arguments[2]};
        options.edges = {arguments[3]};
        options.progress = [&](const char* now, auto, auto) {
            if (phase == now) return;
            phase = now;
            std::printf("%8.3f s, %8.3f s of processor  %s\n", seconds(), processor_seconds(), now);
        };
        parley::Graph graph = parley::Graph::open(arguments[1], parley::Graph::Mode::write);
        parley::ImportReport report = graph.import(options);
        rusage usage{};
        getrusage(RUSAGE_SELF, &usage);
        parley::StoreStats stats = graph.stats();
        std::printf(
            "%8.3f s, %8.3f s of processor  done\n%llu nodes, %llu edges; peak %.0f MB; "
            "disk %.1f MB, snapshot %.1f MB\n",
            seconds(), processor_seconds(), static_cast<unsigned long long>(report.nodes),
            static_cast<unsigned long long>(report.edges),
            static_cast<double>(usage.ru_maxrss) / 1e3, static_cast<double>(stats.disk_bytes) / 1e6,
            static_cast<double>(stats.snapshot_bytes) / 1e6);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "import_bench: %s\n", error.what());
        return 1;
    }
    return 0;
}
