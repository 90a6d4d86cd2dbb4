#pragma once
/// The packs by language: what parley::Packs holds.

#include <map>
#include <memory>
#include <mutex>
#include <parley/gazetteer.hpp>
#include <parley/ingest.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/common_words.hpp"
#include "ingest/pack.hpp"

namespace parley::ingest {

/// Each pack is built when it is first asked for: a folder of German articles needs no
/// Russian one, and an article that the store has needs none.
class PackShelf {
  public:
    /// `files` are all of this language's. Reads no more of them than its common words. Throws
    /// PackError where a file with common words breaks the syntax.
    void add(std::string_view language, std::vector<PackSource> files, const Gazetteer& gazetteer);
    /// Builds those not yet built, side by side. Throws PackError.
    void build_all() const;
    /// The pack that reads a language tag ("vi-VN" is read by "vi"), or null. Safe to call from
    /// many threads; who comes while the pack is built waits. Throws PackError.
    const Pack* find(std::string_view language) const;
    /// Sorted.
    std::vector<std::string> languages() const;
    const CommonWords& common_words() const { return common_words_; }

  private:
    struct Place {
        Place(std::vector<PackSource> its_files, const Gazetteer& known)
            : files(std::move(its_files)), gazetteer(known) {}
        std::vector<PackSource> files;  ///< none once the pack is built
        Gazetteer gazetteer;
        std::once_flag once;
        std::unique_ptr<const Pack> pack;
    };
    static const Pack* built(const std::string& language, Place& place);

    std::map<std::string, std::unique_ptr<Place>, std::less<>> places_;
    CommonWords common_words_;
};

}  // namespace parley::ingest

struct parley::Packs::Data {
    ingest::PackShelf shelf;
};
