// What the gazetteer says about a party, body or place: by its key, its name, or its kind and
// country.
#include <algorithm>
#include <parley/names.hpp>
#include <tuple>
#include <unordered_map>

#include "graph/names_tables.hpp"
#include "graph/resolve_rules.hpp"

namespace parley::resolving {
namespace {

/// "Federation Council (upper house)": the name without what stands in brackets.
std::string without_brackets(const std::string& name) {
    auto open = name.find('(');
    if (open == std::string::npos || open == 0) return name;
    auto close = name.find(')', open);
    return name.substr(0, open) + (close == std::string::npos ? "" : name.substr(close + 1));
}

/// The one entry of that name and label whose country does not contradict.
const GazetteerEntry* named(const Gazetteer& gazetteer, const std::string& folded,
                            const Profile& profile) {
    const GazetteerEntry* found = nullptr;
    for (const auto* entry : gazetteer.named(folded)) {
        bool other_country = !entry->country.empty() && !profile.country.empty() &&
                             entry->country != profile.country;
        if (entry->label != profile.label || other_country) continue;
        if (found) return nullptr;
        found = entry;
    }
    return found;
}

/// "ministry-of-defence-of-vietnam" is what its country calls by another key.
std::string usual_key(const Gazetteer& gazetteer, const Profile& profile) {
    if (profile.country.empty()) return {};
    std::string owner = gazetteer.country_key(profile.country);
    for (const std::string& tail : {"-of-" + owner, "-of-the-" + owner})
        if (profile.key.ends_with(tail))
            return gazetteer.body_key(profile.key.substr(0, profile.key.size() - tail.size()),
                                      profile.country);
    return {};
}

}  // namespace

struct Known::Data {
    const Gazetteer& gazetteer;
    struct Generic {
        std::string folded, kind;
    };
    std::vector<Generic> generics;  ///< the longest name first
    std::unordered_map<std::string, std::vector<std::string>> countries;  ///< code to folded names
    std::unordered_map<std::string, std::string> seen;  ///< name and country to key

    explicit Data(const Gazetteer& of) : gazetteer(of) {
        for (const auto& kind : gazetteer.kinds())
            for (const auto& [language, names] : kind.names)
                for (const auto& name : names) generics.push_back({fold_name(name), kind.key});
        std::sort(generics.begin(), generics.end(), [](const Generic& a, const Generic& b) {
            return std::tuple(b.folded.size(), a.folded, a.kind) <
                   std::tuple(a.folded.size(), b.folded, b.kind);
        });
        for (const auto& entry : gazetteer.entries())
            if (entry.kind == "country")
                for (const auto& [language, names] : entry.names)
                    for (const auto& name : names)
                        countries[entry.country].push_back(fold_name(name));
    }

    /// Is what remains of a name beside the kind only the country and words between?
    bool names_country(std::string_view rest, const std::string& country) const;
    /// A generic body of a country: "Quốc hội" of VN.
    std::string generic_key(const std::string& folded, const std::string& country);
};

bool Known::Data::names_country(std::string_view rest, const std::string& country) const {
    std::string content;
    while (!rest.empty()) {
        auto end = rest.find(' ');
        std::string_view word = rest.substr(0, end);
        if (!word.empty() && !is_between(word)) {
            if (!content.empty()) content += ' ';
            content += word;
        }
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    }
    if (content.empty()) return true;
    // Inflected forms ("Moldovy") keep the stem of one of the country's names.
    constexpr std::size_t kStem = 4, kEnding = 3;
    auto owner = countries.find(country);
    if (owner == countries.end()) return false;
    for (const auto& name : owner->second) {
        if (content == name) return true;
        std::size_t stem = name.size() > kStem ? name.size() - 1 : name.size();
        if (stem >= kStem && content.size() <= name.size() + kEnding &&
            content.compare(0, stem, name, 0, stem) == 0)
            return true;
    }
    return false;
}

std::string Known::Data::generic_key(const std::string& folded, const std::string& country) {
    auto [entry, fresh] = seen.emplace(folded + '|' + country, std::string());
    if (!fresh) return entry->second;
    for (const auto& generic : generics) {
        std::string_view rest(folded);
        if (folded == generic.folded || folded.starts_with(generic.folded + ' '))
            rest.remove_prefix(generic.folded.size());
        else if (folded.ends_with(' ' + generic.folded))
            rest.remove_suffix(generic.folded.size());
        else
            continue;
        if (names_country(rest, country))
            return entry->second = gazetteer.body_key(generic.kind, country);
    }
    return {};
}

Known::Known(const Gazetteer& gazetteer) : data_(std::make_unique<Data>(gazetteer)) {}
Known::~Known() = default;

std::string Known::key(const Profile& profile) {
    const Gazetteer& gazetteer = data_->gazetteer;
    if (profile.label == "Official") return {};
    if (!profile.key.empty() && gazetteer.find(profile.label, profile.key)) return profile.key;
    std::string folded = fold_name(without_brackets(profile.name));
    if (const auto* entry = named(gazetteer, folded, profile)) return entry->key;
    if (!profile.key.empty()) return usual_key(gazetteer, profile);
    if (profile.label == "Body" && !profile.country.empty())
        return data_->generic_key(folded, profile.country);
    return {};
}

}  // namespace parley::resolving
