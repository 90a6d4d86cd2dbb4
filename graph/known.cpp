// Gazetteers of users: reading files of any of the formats, keeping entries with a store.
#include "graph/known.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iterator>
#include <parley/error.hpp>
#include <parley/graph.hpp>
#include <parley/identity.hpp>
#include <parley/names.hpp>
#include <set>

#include "graph/ledger.hpp"
#include "graph/utf8.hpp"

namespace parley {
namespace {

std::string whole_file(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(in), {}};
    if (!in && !in.eof()) throw Error(fmt::format("cannot read {}", file.string()));
    if (text.empty())
        throw Error(fmt::format("cannot read {}, or it is empty", file.string()),
                    "name a file in the format of gazetteers, Popolo JSON, FollowTheMoney JSON "
                    "Lines, or CSV");
    if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
    if (!is_valid_utf8(text))
        throw Error(fmt::format("{} is not UTF-8", file.string()), "convert it: iconv -t UTF-8");
    return text;
}

/// Full names of the entry, folded. One word names a party or body, not a person.
std::set<std::string> telling_names(const GazetteerEntry& entry) {
    std::set<std::string> folded;
    for (const auto& [language, names] : entry.names)
        for (const auto& name : names) {
            std::string one = fold_name(name);
            if (entry.label != "Official" || one.find(' ') != one.npos) folded.insert(one);
        }
    return folded;
}

bool contradict(const std::string& a, const std::string& b) {
    return !a.empty() && !b.empty() && a != b;
}

/// The one known entry that this is; null where there is none or several.
const GazetteerEntry* known_as(const GazetteerEntry& entry, const Gazetteer& known) {
    std::set<const GazetteerEntry*> found;
    for (const auto& name : telling_names(entry))
        for (const auto* other : known.named(name))
            if (other->label == entry.label && !contradict(other->country, entry.country) &&
                !contradict(other->gender, entry.gender))
                found.insert(other);
    return found.size() == 1 ? *found.begin() : nullptr;
}

/// Keys that are one an entry: the known one's, or the name's, told apart by country or number.
class KeyGiver {
  public:
    explicit KeyGiver(const Gazetteer& known) : known_(known) {}

    void give(GazetteerEntry& entry) {
        if (const auto* twin = known_as(entry, known_)) {
            entry.key = twin->key;
            return;
        }
        const std::string base = entry.key;
        for (int number = 1; !is_free(entry); ++number) {
            const std::string country = key_of_name(entry.country);
            entry.key = number == 1 && !entry.country.empty()
                            ? base + '-' + country
                            : fmt::format("{}-{}", base, number + 1);
        }
        taken_.insert({entry.label, entry.key});
    }

  private:
    bool is_free(const GazetteerEntry& entry) const {
        return !known_.find(entry.label, entry.key) && !taken_.contains({entry.label, entry.key});
    }

    const Gazetteer& known_;
    std::set<std::pair<std::string, std::string>> taken_;
};

bool is_json(std::string_view text) {
    auto first = text.find_first_not_of(" \t\r\n");
    return first != text.npos && (text[first] == '{' || text[first] == '[');
}

ForeignEntries read_foreign(const std::string& text, const std::string& file,
                            const Gazetteer& known) {
    if (!is_json(text)) return read_gazetteer_csv(text, file, known);
    // One entity a line tells its schema; Popolo has lists of people.
    const bool has_schema = text.find("\"schema\"") != text.npos;
    return has_schema ? read_follow_the_money(text, file, known) : read_popolo(text, file, known);
}

bool is_own_format(std::string_view text) {
    while (!text.empty()) {
        auto end = text.find('\n');
        std::string_view line = text.substr(0, end);
        if (line.starts_with("origin =")) return true;
        if (!line.empty() && line[0] != '#' && line[0] != '\r') return false;
        text.remove_prefix(end == text.npos ? text.size() : end + 1);
    }
    return false;
}

}  // namespace

std::string key_of_name(std::string_view name) {
    std::string key = fold_name(name);
    std::replace(key.begin(), key.end(), ' ', '-');
    return key;
}

GazetteerFile read_gazetteer(const std::filesystem::path& file, const Gazetteer& known,
                             std::string_view country) {
    const std::string text = whole_file(file), name = file.filename().string();
    if (is_own_format(text)) return {Gazetteer::parse(name, text), {}};
    ForeignEntries read = read_foreign(text, name, known);
    GazetteerFile made;
    made.remarks = std::move(read.remarks);
    KeyGiver keys(known);
    for (GazetteerEntry& entry : read.entries) {
        if (entry.country.empty()) entry.country = country;
        for (auto& office : entry.offices)
            if (office.of.empty()) office.of = entry.country;
        std::erase_if(entry.offices, [&](const GazetteerOffice& office) {
            if (office.of.empty())
                made.remarks.push_back(
                    fmt::format("{}: the office {} of {} is left out: it does "
                                "not say whose (--country)",
                                entry.where, office.office, entry.key));
            return office.of.empty();
        });
        if (entry.key.empty()) entry.key = key_of_name(entry.names.begin()->second.front());
        keys.give(entry);
        made.entries.push_back(std::move(entry));
    }
    return made;
}

Gazetteer gazetteer_of(const Graph& graph) {
    return with_known(Gazetteer::built_in(), read_ledger(graph.assertions()).known);
}

std::uint64_t add_to_gazetteer(Graph& graph, const std::vector<GazetteerEntry>& entries) {
    std::set<std::vector<std::string>> held;
    for (const Assertion& assertion : holding(graph.assertions()))
        if (assertion.kind == "known") held.insert(assertion.arguments);
    const std::string time = time_now();
    std::vector<Assertion> added;
    for (const GazetteerEntry& entry : entries) {
        Assertion assertion{"known", {entry.label, to_line(entry)}, time, entry.where};
        if (held.insert(assertion.arguments).second) added.push_back(std::move(assertion));
    }
    return graph.assert_that(added);
}

}  // namespace parley
