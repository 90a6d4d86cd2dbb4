#pragma once
/// Many articles at once: reads inputs, finds their claims on all cores, hands them on in order.

#include <atomic>
#include <cstdint>
#include <functional>
#include <parley/articles.hpp>
#include <parley/graph.hpp>
#include <parley/ingest.hpp>
#include <string>
#include <vector>

namespace parley {

struct RunOptions {
    SourceOptions source;
    unsigned jobs = 0;  ///< threads that read articles; 0: one a core
};

/// What a run did so far. Every article met is one of fresh, replaced, unchanged or failed.
struct RunReport {
    std::uint64_t articles = 0;          ///< met, `failed` included
    std::uint64_t fresh = 0;             ///< new to the store, or extracted
    std::uint64_t replaced = 0;          ///< known by id, with another text or other facts
    std::uint64_t unchanged = 0;         ///< known as they are: not read again
    std::uint64_t failed = 0;            ///< told through RunEvents::unread
    std::uint64_t unread_languages = 0;  ///< no pack reads their language: stored, no claims
    std::uint64_t claims = 0;
    std::uint64_t capped_sentences = 0;  ///< sentences with more events than the cap keeps
    std::uint64_t text_bytes = 0;        ///< of articles that were read
    std::uint64_t consumed_bytes = 0;    ///< of the inputs
    std::uint64_t input_bytes = 0;       ///< of all inputs that are files
    bool stopped = false;                ///< ended early because it was asked to
};

/// Called by one thread at a time.
struct RunEvents {
    std::function<void(const UnreadInput&)> unread;
    std::function<void(const RunReport&)> progress;  ///< after each article; may be empty
    /// Set from another thread or a signal handler: the run ends after the articles in hand.
    const std::atomic<bool>* stop = nullptr;
};

/// Reads articles into a store: each with its claims in one atomic batch, in input order; then
/// refolds the graph. Two inputs with one id and different contents: the first counts, the second
/// is told. Articles already stored as they are are not read again. Throws StoreError; what was
/// stored before stays.
RunReport ingest(Graph& graph, const std::vector<std::string>& inputs, const Packs& packs,
                 const RunOptions& options, const RunEvents& events);

/// The same without a store: `take` gets every article and what was found in it, in input order,
/// from one thread at a time.
RunReport extract(const std::vector<std::string>& inputs, const Packs& packs,
                  const RunOptions& options, const RunEvents& events,
                  const std::function<void(const Article&, const Reading&)>& take);

/// Reads every stored article again, by today's rules, from one store into another (an ephemeral
/// one shows what would change) or into itself; claims that were loaded without a text, and what
/// people decided, go along. Then refolds. Events are those of ingest: replaced articles are those
/// whose claims changed. Throws StoreError.
RunReport rebuild(const Graph& from, Graph& into, const Packs& packs, const RunOptions& options,
                  const RunEvents& events);

/// What `load` did.
struct LoadReport {
    std::uint64_t claims = 0;
    std::uint64_t failed = 0;  ///< lines that are no claims, files that cannot be read
    UnionReport stores;        ///< of all stores among the inputs
    bool stopped = false;
};

/// Claims as JSON Lines (from `extract`, or any other program), also compressed, and whole stores
/// (folders; see Graph::unite) into a store; then refolds the graph. "-" is
/// `source.standard_input`. A line that is no claim is told and the others go on. Throws
/// StoreError.
LoadReport load(Graph& graph, const std::vector<std::string>& files, const SourceOptions& source,
                const RunEvents& events);

}  // namespace parley
