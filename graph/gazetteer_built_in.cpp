// The gazetteer that comes with the library: its files (gazetteer_data.S) and ICU's country names.
#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <cstring>
#include <parley/gazetteer.hpp>
#include <parley/names.hpp>

#define PARLEY_FILE(name)                            \
    extern "C" const char parley_gazetteer_##name[]; \
    extern "C" const char parley_gazetteer_##name##_end[];
PARLEY_FILE(bodies)
PARLEY_FILE(cities)
PARLEY_FILE(countries)
PARLEY_FILE(kinds)
PARLEY_FILE(leaders)
PARLEY_FILE(offices)
PARLEY_FILE(organisations)
PARLEY_FILE(parties)
PARLEY_FILE(sites)
#undef PARLEY_FILE

namespace parley {
namespace {

struct File {
    const char* name;
    const char* first;
    const char* end;
};

#define PARLEY_FILE(name) \
    File { #name ".txt", parley_gazetteer_##name, parley_gazetteer_##name##_end }
const File kFiles[] = {PARLEY_FILE(bodies),        PARLEY_FILE(cities),  PARLEY_FILE(countries),
                       PARLEY_FILE(kinds),         PARLEY_FILE(leaders), PARLEY_FILE(parties),
                       PARLEY_FILE(organisations), PARLEY_FILE(sites),   PARLEY_FILE(offices)};
#undef PARLEY_FILE

/// Languages whose country names are taken over from ICU (graph/gazetteer/countries.txt adds to
/// them): those the data files give names in.
std::vector<std::string> languages_of(const std::vector<GazetteerEntry>& entries) {
    std::vector<std::string> languages;
    for (const auto& entry : entries)
        for (const auto& [language, names] : entry.names)
            if (language != "*") languages.push_back(language);
    std::sort(languages.begin(), languages.end());
    languages.erase(std::unique(languages.begin(), languages.end()), languages.end());
    return languages;
}

std::string display_country(const std::string& country, const std::string& language) {
    icu::UnicodeString shown;
    icu::Locale("", country.c_str()).getDisplayCountry(icu::Locale(language.c_str()), shown);
    std::string name;
    shown.toUTF8String(name);
    return name == country ? std::string() : name;
}

/// ICU's name comes after the names written down: those are the usual ones.
void add_name(GazetteerEntry& entry, const std::string& language, const std::string& name) {
    auto& names = entry.names[language];
    if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end())
        names.push_back(name);
}

void add_countries(std::vector<GazetteerEntry>& entries) {
    auto languages = languages_of(entries);
    std::map<std::string, std::size_t> listed;
    for (std::size_t i = 0; i < entries.size(); ++i)
        if (entries[i].kind == "country") listed[entries[i].country] = i;
    for (const char* const* code = icu::Locale::getISOCountries(); *code; ++code) {
        auto [entry, fresh] = listed.emplace(*code, entries.size());
        if (fresh) {
            GazetteerEntry country;
            country.label = "Place";
            country.kind = "country";
            country.country = *code;
            country.where = "ICU";
            country.key = fold_name(display_country(*code, kKeyLanguage));
            std::replace(country.key.begin(), country.key.end(), ' ', '-');
            entries.push_back(std::move(country));
        }
        for (const auto& language : languages)
            add_name(entries[entry->second], language, display_country(*code, language));
    }
}

}  // namespace

const Gazetteer& Gazetteer::built_in() {
    static const Gazetteer kBuiltIn = [] {
        std::vector<GazetteerEntry> entries;
        for (const File& file : kFiles) {
            auto size = static_cast<std::size_t>(file.end - file.first);
            auto more = parse(file.name, {file.first, size});
            std::move(more.begin(), more.end(), std::back_inserter(entries));
        }
        add_countries(entries);
        return Gazetteer(std::move(entries));
    }();
    return kBuiltIn;
}

}  // namespace parley
