// The gazetteer's file format, and look-up by key, name, office and country.
#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <parley/error.hpp>
#include <parley/gazetteer.hpp>
#include <parley/names.hpp>
#include <unordered_map>

#include "graph/utf8.hpp"

namespace parley {
namespace {

std::string_view trim(std::string_view text) {
    auto first = text.find_first_not_of(" \t\r");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

std::vector<std::string_view> split(std::string_view text, char mark) {
    std::vector<std::string_view> parts;
    for (;;) {
        auto at = text.find(mark);
        parts.push_back(trim(text.substr(0, at)));
        if (at == std::string_view::npos) return parts;
        text.remove_prefix(at + 1);
    }
}

/// The line in hand, for messages.
struct Place {
    std::string_view file;
    std::size_t line;
    [[noreturn]] void fail(std::string_view what) const {
        throw PackError(fmt::format("{}:{}: {}", file, line, what),
                        "the format stands in graph/gazetteer/README.md");
    }
};

/// What an office's open ends stand for.
const Day kBeginning = *day_of(-9999, 1, 1), kEnd = *day_of(9999, 12, 31);

/// Terms whose ends are known by the month or year only overlap by this much and are no mistake.
constexpr Day kLongestHandover = 31;

bool is_slug(std::string_view key) {
    return !key.empty() && std::all_of(key.begin(), key.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

/// "president:RU:2000-05-07/2008-05-07"
GazetteerOffice parse_office(std::string_view text, const Place& place) {
    auto parts = split(text, ':');
    if (parts.size() < 2 || parts.size() > 3)
        place.fail(fmt::format("'{}' is not OFFICE:OF:FIRST/LAST", text));
    GazetteerOffice office{std::string(parts[0]), std::string(parts[1]), kBeginning, kEnd};
    if (parts.size() < 3) return office;
    auto slash = parts[2].find('/');
    auto bound = [&](std::string_view date) {
        auto parsed = Date::parse(date);
        if (!parsed || !parsed->span()) place.fail(fmt::format("'{}' is not a date", date));
        return *parsed->span();
    };
    auto first = parts[2].substr(0, slash);
    if (!first.empty()) office.first = bound(first).first;
    if (slash == std::string_view::npos)
        office.last = bound(first).last;
    else if (auto last = parts[2].substr(slash + 1); !last.empty())
        office.last = bound(last).last;
    if (office.last < office.first) place.fail(fmt::format("'{}' ends before it begins", text));
    return office;
}

void parse_attributes(std::string_view text, GazetteerEntry& entry, const Place& place) {
    for (std::string_view attribute : split(text, ' ')) {
        if (attribute.empty()) continue;
        auto equals = attribute.find('=');
        if (equals == std::string_view::npos)
            place.fail(fmt::format("'{}' is not name=value", attribute));
        auto name = attribute.substr(0, equals), value = attribute.substr(equals + 1);
        if (name == "country")
            entry.country = value;
        else if (name == "gender")
            entry.gender = value;
        else if (name == "is")
            entry.kind = value;
        else if (name == "sound" && value == "no")
            entry.by_sound = false;
        else if (name == "office")
            for (auto office : split(value, ','))
                entry.offices.push_back(parse_office(office, place));
        else
            place.fail(fmt::format("unknown attribute '{}'", name));
    }
}

GazetteerEntry parse_entry(std::string_view line, std::string_view label, const Place& place) {
    GazetteerEntry entry;
    entry.where = fmt::format("{}:{}", place.file, place.line);
    entry.label = label == "Country" ? "Place" : label;
    if (label == "Country") entry.kind = "country";
    auto fields = split(line, '|');
    entry.key = fields.front();
    if (!is_slug(entry.key)) place.fail(fmt::format("'{}' is not a key", entry.key));
    for (std::size_t i = 1; i < fields.size(); ++i) {
        auto colon = fields[i].find(": ");
        bool is_names = colon != std::string_view::npos &&
                        fields[i].substr(0, colon).find('=') == std::string_view::npos;
        if (!is_names) {
            parse_attributes(fields[i], entry, place);
            continue;
        }
        auto& names = entry.names[std::string(fields[i].substr(0, colon))];
        for (auto name : split(fields[i].substr(colon + 1), ';'))
            if (!name.empty()) names.emplace_back(name);
    }
    if (entry.names.empty() && entry.kind != "country") place.fail("an entry needs a name");
    return entry;
}

/// "Ministry of Youth and Sports" of the key "ministry-of-youth-and-sports"; empty for what is no
/// ministry's. Keys are slugs of the English name.
std::string ministry_of(std::string_view kind) {
    if (!kind.starts_with("ministry-")) return {};
    std::string name;
    for (std::size_t at = 0; at < kind.size();) {
        std::string_view word = kind.substr(at, kind.find('-', at) - at);
        at += word.size() + 1;
        const bool small = word == "of" || word == "and" || word == "for" || word == "the";
        if (!name.empty()) name += ' ';
        name += word;
        char& first = name[name.size() - word.size()];
        if (!small && first >= 'a' && first <= 'z') first = static_cast<char>(first - 'a' + 'A');
    }
    return name;
}

/// Countries that English names with an article.
bool has_article(std::string_view country) {
    constexpr std::string_view kWithArticle[] = {"AE", "BS", "CD", "CF", "CG", "CK", "CZ",
                                                 "DO", "FK", "GB", "GM", "KM", "MH", "MV",
                                                 "NL", "PH", "SB", "SC", "US", "VA"};
    return std::find(std::begin(kWithArticle), std::end(kWithArticle), country) !=
           std::end(kWithArticle);
}

}  // namespace

struct Gazetteer::Data {
    std::vector<GazetteerEntry> entries, kinds, offices;
    std::unordered_map<std::string, std::size_t> by_key;
    std::unordered_multimap<std::string, std::size_t> by_name;
    std::unordered_map<std::string, std::size_t> by_kind;     ///< kind and country
    std::unordered_map<std::string, std::size_t> by_country;  ///< the country itself
    std::unordered_multimap<std::string, std::size_t> by_office;

    static std::string pair(std::string_view a, std::string_view b) {
        return fmt::format("{}\x1f{}", a, b);
    }

    void index(std::size_t number) {
        const GazetteerEntry& entry = entries[number];
        by_key.emplace(pair(entry.label, entry.key), number);
        if (entry.kind == "country")
            by_country.emplace(entry.country, number);
        else if (!entry.kind.empty())
            by_kind.emplace(pair(entry.kind, entry.country), number);
        std::vector<std::string> folded;
        for (const auto& [language, names] : entry.names)
            for (const auto& name : names) folded.push_back(fold_name(name));
        std::sort(folded.begin(), folded.end());
        folded.erase(std::unique(folded.begin(), folded.end()), folded.end());
        for (auto& name : folded) by_name.emplace(std::move(name), number);
        for (const auto& office : entry.offices)
            by_office.emplace(pair(office.office, office.of), number);
    }
};

std::vector<GazetteerEntry> Gazetteer::parse(std::string_view file, std::string_view text) {
    std::vector<GazetteerEntry> entries;
    std::string label;
    bool has_origin = false;
    Place place{file, 0};
    for (std::string_view line : split(text, '\n')) {
        ++place.line;
        if (!is_valid_utf8(line)) place.fail("not valid UTF-8");
        if (line.starts_with('#')) continue;
        if (auto comment = line.find(" #"); comment != std::string_view::npos)
            line = trim(line.substr(0, comment));
        if (line.empty()) continue;
        if (line.starts_with("origin =")) {
            has_origin = true;
        } else if (line.starts_with('[')) {
            if (!line.ends_with(']')) place.fail("a section's head ends with ']'");
            label = line.substr(1, line.size() - 2);
        } else {
            if (!has_origin) place.fail("the file does not tell its origin");
            if (label.empty()) place.fail("an entry stands before the first section");
            entries.push_back(parse_entry(line, label, place));
        }
    }
    return entries;
}

Gazetteer::Gazetteer(std::vector<GazetteerEntry> entries) {
    auto data = std::make_shared<Data>();
    for (auto& entry : entries)
        (entry.label == "Kind"     ? data->kinds
         : entry.label == "Office" ? data->offices
                                   : data->entries)
            .push_back(std::move(entry));
    for (std::size_t i = 0; i < data->entries.size(); ++i) data->index(i);
    data_ = std::move(data);
}

const std::vector<GazetteerEntry>& Gazetteer::entries() const { return data_->entries; }
const std::vector<GazetteerEntry>& Gazetteer::kinds() const { return data_->kinds; }
const std::vector<GazetteerEntry>& Gazetteer::offices() const { return data_->offices; }

const GazetteerEntry* Gazetteer::find(std::string_view label, std::string_view key) const {
    auto found = data_->by_key.find(Data::pair(label, key));
    return found == data_->by_key.end() ? nullptr : &data_->entries[found->second];
}

std::vector<const GazetteerEntry*> Gazetteer::named(std::string_view folded) const {
    std::vector<const GazetteerEntry*> found;
    auto [first, end] = data_->by_name.equal_range(std::string(folded));
    for (; first != end; ++first) found.push_back(&data_->entries[first->second]);
    std::sort(found.begin(), found.end());
    return found;
}

std::vector<const GazetteerEntry*> Gazetteer::holders(std::string_view office, std::string_view of,
                                                      Day day) const {
    std::vector<const GazetteerEntry*> found;
    auto [first, end] = data_->by_office.equal_range(Data::pair(office, of));
    for (; first != end; ++first) {
        const GazetteerEntry& entry = data_->entries[first->second];
        for (const auto& held : entry.offices)
            if (held.office == office && held.of == of && held.first <= day && day <= held.last)
                found.push_back(&entry);
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

std::string Gazetteer::country_key(std::string_view country) const {
    auto found = data_->by_country.find(std::string(country));
    return found == data_->by_country.end() ? std::string() : data_->entries[found->second].key;
}

std::string Gazetteer::body_key(std::string_view kind, std::string_view country) const {
    if (const GazetteerEntry* own = of_kind(kind, country)) return own->key;
    std::string owner = country_key(country);
    if (owner.empty()) return {};
    return fmt::format("{}-of-{}{}", kind, has_article(country) ? "the-" : "", owner);
}

const GazetteerEntry* Gazetteer::of_kind(std::string_view kind, std::string_view country) const {
    auto found = data_->by_kind.find(Data::pair(kind, country));
    return found == data_->by_kind.end() ? nullptr : &data_->entries[found->second];
}

std::string Gazetteer::body_name(std::string_view kind, std::string_view country) const {
    const GazetteerEntry* entry = find("Body", body_key(kind, country));
    auto english = [](const GazetteerEntry& of) {
        auto names = of.names.find(kKeyLanguage);
        return names == of.names.end() ? std::string() : names->second.front();
    };
    if (entry) return english(*entry);
    auto owner = data_->by_country.find(std::string(country));
    if (owner == data_->by_country.end()) return {};
    auto known = std::find_if(data_->kinds.begin(), data_->kinds.end(),
                              [&](const GazetteerEntry& generic) { return generic.key == kind; });
    std::string generic = known != data_->kinds.end() ? english(*known) : ministry_of(kind);
    if (generic.empty()) return {};
    return fmt::format("{} of {}{}", generic, has_article(country) ? "the " : "",
                       english(data_->entries[owner->second]));
}

/// Offices that no office file knows, countries that are none, and sole holders who overlap.
void Gazetteer::check_offices(std::vector<std::string>& wrong) const {
    std::map<std::string, bool> is_sole;
    for (const auto& office : data_->offices) is_sole[office.key] = office.kind == "sole";
    struct Term {
        const GazetteerEntry* who;
        Day first, last;
    };
    std::map<std::string, std::vector<Term>> terms;
    for (const auto& entry : data_->entries)
        for (const auto& office : entry.offices) {
            auto known = is_sole.find(office.office);
            if (known == is_sole.end())
                wrong.push_back(
                    fmt::format("{}: no office {} (offices.txt)", entry.where, office.office));
            else if (known->second)
                terms[Data::pair(office.office, office.of)].push_back(
                    {&entry, office.first, office.last});
        }
    for (auto& [office, of] : terms) {
        std::sort(of.begin(), of.end(),
                  [](const Term& a, const Term& b) { return a.first < b.first; });
        for (std::size_t i = 1; i < of.size(); ++i)
            if (of[i - 1].last < kEnd && of[i - 1].last - of[i].first > kLongestHandover &&
                of[i - 1].who != of[i].who)
                wrong.push_back(fmt::format("{}: {} held {} of {} until {}, {} from {}",
                                            of[i].who->where, of[i - 1].who->key,
                                            office.substr(0, office.find('\x1f')),
                                            office.substr(office.find('\x1f') + 1),
                                            iso(of[i - 1].last), of[i].who->key, iso(of[i].first)));
    }
}

std::vector<std::string> Gazetteer::check() const {
    std::vector<std::string> wrong;
    std::map<std::string, const GazetteerEntry*> keys, names_seen;
    for (const auto& entry : data_->entries) {
        const bool is_listed =
            entry.country.empty() || entry.country == "EU" || !country_key(entry.country).empty();
        if (!is_listed)
            wrong.push_back(
                fmt::format("{}: no country has the code {}", entry.where, entry.country));
        auto [other, fresh] = keys.emplace(Data::pair(entry.label, entry.key), &entry);
        if (!fresh)
            wrong.push_back(fmt::format("{}: key {} stands already at {}", entry.where, entry.key,
                                        other->second->where));
        for (const auto& [language, names] : entry.names)
            for (const auto& name : names) {
                // The country tells places and offices of one name apart, not parties and bodies.
                auto [twin, alone] = names_seen.emplace(
                    fmt::format("{}\x1f{}\x1f{}", entry.label, language, name), &entry);
                if (!alone && entry.label != "Place" && twin->second->key != entry.key)
                    wrong.push_back(fmt::format("{}: {} is also a name of {} ({})", entry.where,
                                                name, twin->second->key, twin->second->where));
            }
    }
    check_offices(wrong);
    std::sort(wrong.begin(), wrong.end());
    wrong.erase(std::unique(wrong.begin(), wrong.end()), wrong.end());
    return wrong;
}

Gazetteer with_known(const Gazetteer& gazetteer, const std::vector<GazetteerEntry>& entries) {
    if (entries.empty()) return gazetteer;
    std::vector<GazetteerEntry> all = gazetteer.entries();
    all.insert(all.end(), gazetteer.kinds().begin(), gazetteer.kinds().end());
    all.insert(all.end(), gazetteer.offices().begin(), gazetteer.offices().end());
    std::map<std::pair<std::string, std::string>, std::size_t> places;
    for (std::size_t i = 0; i < all.size(); ++i)
        places.emplace(std::pair(all[i].label, all[i].key), i);
    for (const auto& added : entries) {
        auto [place, fresh] = places.emplace(std::pair(added.label, added.key), all.size());
        if (fresh) {
            all.push_back(added);
            continue;
        }
        GazetteerEntry& entry = all[place->second];
        if (!added.country.empty()) entry.country = added.country;
        if (!added.gender.empty()) entry.gender = added.gender;
        for (const auto& [language, names] : added.names) {
            auto& known = entry.names[language];
            for (const auto& name : names)
                if (std::find(known.begin(), known.end(), name) == known.end())
                    known.push_back(name);
        }
        for (const auto& office : added.offices)
            if (std::find(entry.offices.begin(), entry.offices.end(), office) ==
                entry.offices.end())
                entry.offices.push_back(office);
    }
    return Gazetteer(std::move(all));
}

std::string to_line(const GazetteerEntry& entry) {
    auto clean = [](std::string text) {
        for (char& c : text)
            if (c == '|' || c == ';' || c == '#' || c == '\n' || c == '\r' || c == '\t') c = ' ';
        return std::string(trim(text));
    };
    std::string attributes;
    auto attribute = [&](std::string_view name, const std::string& value) {
        if (!value.empty())
            attributes += fmt::format("{}{}={}", attributes.empty() ? "" : " ", name, value);
    };
    attribute("country", entry.country);
    attribute("gender", entry.gender);
    attribute("is", entry.kind);
    attribute("sound", entry.by_sound ? "" : "no");
    std::string offices;
    for (const auto& office : entry.offices) {
        bool open_start = office.first <= kBeginning, open_end = office.last >= kEnd;
        offices += fmt::format("{}{}:{}", offices.empty() ? "" : ",", office.office, office.of);
        if (!open_start || !open_end)
            offices += fmt::format(":{}/{}", open_start ? "" : iso(office.first),
                                   open_end ? "" : iso(office.last));
    }
    attribute("office", offices);
    std::string line = entry.key;
    if (!attributes.empty()) line += " | " + attributes;
    for (const auto& [language, names] : entry.names) {
        line += fmt::format(" | {}: ", language);
        for (std::size_t i = 0; i < names.size(); ++i)
            line += (i == 0 ? "" : "; ") + clean(names[i]);
    }
    return line;
}

}  // namespace parley
