// The packs by language, built on demand.
#include "ingest/pack_shelf.hpp"

#include <algorithm>
#include <future>

#include "ingest/pack_file.hpp"
#include "ingest/segment.hpp"

namespace parley::ingest {
namespace {

/// The words of the sections `[common]`.
std::vector<std::string> common_words_of(const std::vector<PackSource>& files) {
    std::vector<std::string> words;
    for (const PackSource& source : files) {
        if (source.text.find("[common]") == std::string::npos) continue;
        const PackFile file = parse_pack_file(source.path, source.text);
        for (const PackSection& section : file.sections) {
            if (section.kind != "common") continue;
            for (const PackLine& line : section.lines)
                for (const RawToken& word : split_tokens(line.text))
                    words.push_back(line.text.substr(word.begin, word.end - word.begin));
        }
    }
    return words;
}

}  // namespace

void PackShelf::add(std::string_view language, std::vector<PackSource> files,
                    const Gazetteer& gazetteer) {
    std::sort(files.begin(), files.end(),
              [](const auto& a, const auto& b) { return a.path < b.path; });
    common_words_.add(language, common_words_of(files));
    places_.emplace(language, std::make_unique<Place>(std::move(files), gazetteer));
}

const Pack* PackShelf::built(const std::string& language, Place& place) {
    std::call_once(place.once, [&] {
        place.pack = load_pack(language, place.files, place.gazetteer);
        place.files = {};
    });
    return place.pack.get();
}

void PackShelf::build_all() const {
    std::vector<std::future<const Pack*>> building;
    for (const auto& [language, place] : places_)
        building.push_back(
            std::async(std::launch::async, built, std::cref(language), std::ref(*place)));
    for (auto& pack : building) pack.get();
}

const Pack* PackShelf::find(std::string_view language) const {
    auto found = places_.find(language);
    if (found == places_.end())
        found = places_.find(language.substr(0, language.find_first_of("-_")));
    return found == places_.end() ? nullptr : built(found->first, *found->second);
}

std::vector<std::string> PackShelf::languages() const {
    std::vector<std::string> languages;
    for (const auto& [language, place] : places_) languages.push_back(language);
    return languages;
}

}  // namespace parley::ingest
