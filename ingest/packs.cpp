// The set of packs: built in, or from a folder.
#include <fmt/format.h>

#include <fstream>
#include <parley/error.hpp>
#include <parley/gazetteer.hpp>
#include <sstream>

#include "ingest/pack_shelf.hpp"

namespace parley {
namespace {

using ingest::PackSource;

std::shared_ptr<Packs::Data> shelve(std::vector<PackSource> sources, const Gazetteer& gazetteer) {
    std::map<std::string, std::vector<PackSource>> by_language;
    for (PackSource& source : sources)
        by_language[source.path.substr(0, source.path.find('/'))].push_back(std::move(source));
    auto data = std::make_shared<Packs::Data>();
    for (auto& [language, files] : by_language)
        data->shelf.add(language, std::move(files), gazetteer);
    return data;
}

std::string read_file(const std::filesystem::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    if (!in) throw PackError(fmt::format("{}: cannot be read", path.string()));
    return text.str();
}

}  // namespace

Packs Packs::built_in() { return built_in(Gazetteer::built_in()); }

Packs Packs::built_in(const Gazetteer& gazetteer) {
    return Packs(shelve(ingest::embedded_packs(), gazetteer));
}

Packs Packs::from_folder(const std::filesystem::path& folder) {
    return from_folder(folder, Gazetteer::built_in());
}

Packs Packs::from_folder(const std::filesystem::path& folder, const Gazetteer& gazetteer) {
    std::vector<PackSource> sources;
    std::error_code error;
    for (std::filesystem::directory_iterator language(folder, error), end;
         !error && language != end; language.increment(error)) {
        if (!language->is_directory()) continue;
        for (const auto& file : std::filesystem::directory_iterator(language->path())) {
            if (file.path().extension() != ".pack") continue;
            sources.push_back(
                {language->path().filename().string() + "/" + file.path().filename().string(),
                 read_file(file.path())});
        }
    }
    if (error) throw PackError(fmt::format("{}: {}", folder.string(), error.message()));
    if (sources.empty()) {
        throw PackError(fmt::format("{}: no packs", folder.string()),
                        "a pack is a folder named for its language with *.pack files");
    }
    auto data = shelve(std::move(sources), gazetteer);
    data->shelf.build_all();  // whoever edits packs is told of a mistake before any article is read
    return Packs(std::move(data));
}

}  // namespace parley
