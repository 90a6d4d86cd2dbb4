/// Any bytes as a query on a small graph: an answer, or a QueryError with a place in the text.
#include <cstddef>
#include <cstdint>
#include <parley/graph.hpp>
#include <parley/query.hpp>
#include <string>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace parley;
    static Graph graph = Graph::ephemeral();
    static QueryEngine engine(graph);
    const std::string text(reinterpret_cast<const char*>(data), size);
    QueryLimits limits;
    limits.timeout = std::chrono::milliseconds(200);
    limits.memory_bytes = 100'000'000;
    graph.reset();
    engine.run("CREATE (:A {name: 'Ada', n: 1})-[:MET_WITH {date: '2020-05'}]->(:A {name: 'Bo'})");
    try {
        engine.run(text, {}, limits);
    } catch (const QueryError& error) {
        (void)error.caret(text);
    }
    return 0;
}
