// The set of packs: built in, or from a folder.
#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <parley/error.hpp>
#include <parley/gazetteer.hpp>
#include <sstream>

#include "ingest/pack.hpp"

namespace parley {
namespace {

using ingest::PackSource;

Packs::Data load(const std::vector<PackSource>& sources, const Gazetteer& gazetteer) {
    std::map<std::string, std::vector<PackSource>> by_language;
    for (const PackSource& source : sources) {
        by_language[source.path.substr(0, source.path.find('/'))].push_back(source);
    }
    Packs::Data data;
    for (auto& [language, files] : by_language) {
        std::sort(files.begin(), files.end(),
                  [](const auto& a, const auto& b) { return a.path < b.path; });
        auto pack = ingest::load_pack(language, files, gazetteer);
        data.common_words.add(language, pack->common_words);
        data.packs.emplace(language, std::move(pack));
    }
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
    return Packs(std::make_shared<const Data>(load(ingest::embedded_packs(), gazetteer)));
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
    return Packs(std::make_shared<const Data>(load(sources, gazetteer)));
}

const ingest::Pack* Packs::Data::find(std::string_view language) const {
    auto found = packs.find(language);
    if (found == packs.end()) found = packs.find(language.substr(0, language.find_first_of("-_")));
    return found == packs.end() ? nullptr : found->second.get();
}

}  // namespace parley
