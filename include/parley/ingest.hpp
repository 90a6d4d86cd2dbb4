#pragma once
/// From bytes to claims.

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <parley/claim.hpp>
#include <parley/date.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace parley {

class Gazetteer;

/// One article as ingested.
struct Article {
    std::string id;        ///< the file's stem, the record's id, or its url
    std::string url;       ///< or empty
    std::string title;     ///< where told apart from the text, else empty
    std::string text;      ///< valid UTF-8; evidence offsets count its code points
    Date published;        ///< open where not told
    std::string language;  ///< BCP 47 as declared, else empty: it is then detected
};

/// What was found in one article.
struct Reading {
    std::string language;  ///< declared or detected; empty where no pack reads it
    std::vector<Claim> claims;
    std::uint32_t sentences = 0;
    std::uint32_t capped_sentences = 0;  ///< sentences with more events than the cap keeps
};

/// Language packs, each loaded once, then shared by all threads.
class Packs {
  public:
    /// The packs built into the library; each is loaded when an article first needs it.
    static Packs built_in();
    /// A folder with one folder a language, as `ingest/packs`, all loaded and checked now. Throws
    /// PackError with file and line.
    static Packs from_folder(const std::filesystem::path& folder);
    /// The same, knowing the parties, bodies, places and people of this gazetteer (gazetteer_of()
    /// gives a store's) instead of those built in.
    static Packs built_in(const Gazetteer& gazetteer);
    static Packs from_folder(const std::filesystem::path& folder, const Gazetteer& gazetteer);

    struct Data;
    const Data& data() const noexcept { return *data_; }

  private:
    explicit Packs(std::shared_ptr<const Data> data) : data_(std::move(data)) {}
    std::shared_ptr<const Data> data_;
};

/// Reads one article. Deterministic, free of state, linear in the text; safe to call from many
/// threads. Throws ArticleError where the article cannot be read at all.
Reading read(const Article& article, const Packs& packs);

}  // namespace parley
