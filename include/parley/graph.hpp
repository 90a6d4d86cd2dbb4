#pragma once
/// The store: articles, claims, what people decided, and the graph folded from them.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <parley/claim.hpp>
#include <parley/date.hpp>
#include <parley/error.hpp>
#include <parley/import.hpp>
#include <parley/value.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace parley {

/// An article as kept: evidence can be shown and better rules replayed without the file.
struct ArticleRecord {
    std::string id;
    std::string url;
    std::string title;
    std::string published;  ///< EDTF text, or empty
    std::string language;
    std::string text;
    std::string hash;  ///< of the fields above, lower-case hexadecimal; filled in by the store
};

enum class Stored { fresh, unchanged, replaced };

/// What a person decided. Survives rebuild and merging of stores, and wins over what was extracted.
struct Assertion {
    std::string kind;                    ///< merge, different, alias, reject, known, undo
    std::vector<std::string> arguments;  ///< actors, names, claims: as the kind asks
    std::string time;                    ///< ISO 8601, UTC
    std::string note;
};

/// What a store holds.
struct StoreStats {
    std::uint64_t articles = 0;
    std::uint64_t claims = 0;
    std::uint64_t assertions = 0;
    std::uint64_t nodes = 0;
    std::uint64_t edges = 0;
    std::uint64_t disk_bytes = 0;      ///< the whole folder
    std::uint64_t snapshot_bytes = 0;  ///< of it, the arrays that queries run on
    std::uint64_t changes = 0;         ///< nodes and edges changed since the snapshot was made
};

/// What came from another store.
struct UnionReport {
    std::uint64_t articles = 0;    ///< of the other store, with text or with claims only
    std::uint64_t fresh = 0;       ///< of these, new here or with claims that were new
    std::uint64_t differing = 0;   ///< known here with another text, facts or claims
    std::uint64_t claims = 0;      ///< of the other store
    std::uint64_t assertions = 0;  ///< new here
    std::uint64_t hand_made = 0;   ///< nodes and edges imported or made by hand: not taken
};

class View;
class Transaction;

/// A handle to one store: one writer or many readers. Movable, not copyable.
class Graph {
  public:
    enum class Mode { read, write };

    /// Opens, and with `write` creates, the store in a folder. Throws StoreError when it is
    /// missing, locked by another writer, of a newer format, or damaged; says which and what to do.
    static Graph open(const std::filesystem::path& folder, Mode mode);
    /// An empty store that leaves nothing behind.
    static Graph ephemeral();

    Graph(Graph&&) noexcept;
    Graph& operator=(Graph&&) noexcept;
    ~Graph();

    /// Stores an article and its claims in one atomic batch; replaces both where the id is known
    /// and the text, its metadata or its claims differ.
    Stored put(const ArticleRecord& article, std::span<const Claim> claims);
    /// Stores claims of articles whose texts are not at hand.
    void put_claims(std::span<const Claim> claims);
    /// Takes in all articles, claims and assertions of another store. The result is the same in
    /// whatever order stores are united: of two versions of an article the one with a text counts,
    /// then the longer one, then the greater in bytes. Takes effect with refold().
    UnionReport unite(const Graph& other);
    /// Takes an article and its claims away; false where the id is unknown.
    bool withdraw(std::string_view article_id);
    /// Keeps what people decided, in one atomic batch, on disk when it returns; those kept already
    /// (alike in kind, arguments and time) are passed by. Gives the number of new ones.
    /// decisions.hpp makes assertions. Throws Error where one is not well formed. Takes effect with
    /// refold().
    std::uint64_t assert_that(std::span<const Assertion> assertions);

    std::optional<ArticleRecord> article(std::string_view id) const;
    /// In order of article id, then ordinal.
    void for_each_article(const std::function<void(const ArticleRecord&)>& visit) const;
    void for_each_claim(const std::function<void(const Claim&)>& visit) const;
    std::vector<Claim> claims_of(std::string_view article_id) const;
    /// The claims that an edge was folded from, in order of article and ordinal. Empty for edges
    /// that were imported or made by hand, and for unknown ones.
    std::vector<Claim> claims_behind(EdgeId edge) const;
    /// In the order in which they came; an undo is one of them.
    std::vector<Assertion> assertions() const;

    /// Recomputes nodes and edges from all claims and assertions. Linear in claims. Cheap when
    /// nothing changed since the last time. What was imported or made by hand stays; what was set
    /// by hand on folded nodes and edges does not.
    void refold();

    /// The graph as it stands: what queries and exports read.
    std::shared_ptr<const View> view() const;

    /// Starts writing nodes and edges by hand. One transaction at a time: another thread waits for
    /// the first one's end, and so does its view(); in the same thread a second one is an error.
    /// Throws StoreError where the store is open for reading only.
    std::unique_ptr<Transaction> begin();
    /// Takes away every node and edge, article, claim and assertion, and hands out ids from the
    /// beginning. Only for ephemeral graphs: throws StoreError otherwise.
    void reset();

    /// Adds nodes and edges from CSV files, all of them or none. Bounded by about 100 bytes an edge
    /// of memory. Throws Error that names file and line, and StoreError.
    ImportReport import(const ImportOptions& options);

    // ---- Care of the store
    StoreStats stats() const;
    /// Reads everything and checks it against its checksums; one line for each thing wrong.
    std::vector<std::string> verify() const;
    /// A consistent copy in a new folder. Throws StoreError where it exists.
    void backup(const std::filesystem::path& folder);
    /// Makes a store in a new folder from a backup. Throws StoreError where it exists, or where the
    /// backup is none.
    static void restore(const std::filesystem::path& backup, const std::filesystem::path& folder);
    /// Rewrites the store's files and makes the snapshot anew.
    void compact();

  private:
    struct Impl;
    explicit Graph(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace parley
