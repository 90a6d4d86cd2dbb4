// Offices over time: from words to an office and its holder on a day.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <parley/graph.hpp>
#include <parley/names.hpp>
#include <parley/office.hpp>
#include <set>

#include "graph/known.hpp"
#include "graph/view.hpp"

namespace parley {
namespace {

/// How far from the day somebody may be seen in the office, where they are seen on one side only.
constexpr Day kNearDays = 92;
/// Names of a country share this many letters with their inflected forms and adjectives.
constexpr std::size_t kStem = 4, kLongStem = 6;
constexpr std::size_t kEnding = 2, kLongEnding = 4;

using WordList = std::vector<std::string>;

WordList words_of(std::string_view folded) {
    WordList words;
    while (!folded.empty()) {
        auto end = folded.find(' ');
        if (end != 0) words.emplace_back(folded.substr(0, end));
        folded.remove_prefix(end == folded.npos ? folded.size() : end + 1);
    }
    return words;
}

std::string joined(const WordList& words, std::size_t first, std::size_t end) {
    std::string text;
    for (std::size_t i = first; i < end; ++i) text += (i == first ? "" : " ") + words[i];
    return text;
}

}  // namespace

/// Folded names of offices, countries' names, and the words between.
struct OfficeReader::Words {
  public:
    explicit Words(const Gazetteer& gazetteer) : gazetteer_(gazetteer) {
        for (const auto& office : gazetteer.offices())
            for (const auto& [language, names] : office.names)
                for (const auto& name : names) {
                    std::string folded = fold_name(name);
                    longest_ = std::max(longest_, words_of(folded).size());
                    if (office.kind == "between")
                        for (auto& word : words_of(folded)) between_.insert(std::move(word));
                    else
                        by_name_[folded].push_back(&office);
                }
        for (const auto& entry : gazetteer.entries())
            if (entry.kind == "country")
                for (const auto& [language, names] : entry.names)
                    for (const auto& name : names)
                        countries_.emplace(fold_name(name), entry.country);
    }

    MeantOffice read(std::string_view text) const {
        WordList words = words_of(fold_name(text));
        MeantOffice meant;
        if (!take_office(words, meant)) {
            meant.unknown = joined(words, 0, words.size());
            return meant;
        }
        std::erase_if(words, [&](const auto& word) { return between_.contains(word); });
        if (!words.empty()) name_owner(joined(words, 0, words.size()), meant);
        return meant;
    }

  private:
    /// The longest office named; takes its words away.
    bool take_office(WordList& words, MeantOffice& meant) const {
        for (std::size_t length = std::min(longest_, words.size()); length > 0; --length)
            for (std::size_t first = 0; first + length <= words.size(); ++first) {
                auto found = by_name_.find(joined(words, first, first + length));
                if (found == by_name_.end()) continue;
                std::set<std::string> kinds;
                for (const auto* office : found->second) {
                    bool is_kind = office->country.empty();
                    kinds.insert(is_kind ? office->key : office->kind);
                    if (!is_kind) meant.country = office->country;
                }
                meant.kinds.assign(kinds.begin(), kinds.end());
                auto at = words.begin() + static_cast<std::ptrdiff_t>(first);
                words.erase(at, at + static_cast<std::ptrdiff_t>(length));
                return true;
            }
        return false;
    }

    void name_owner(const std::string& rest, MeantOffice& meant) const {
        if (auto country = countries_.find(rest); country != countries_.end()) {
            meant.country = country->second;
            return;
        }
        for (const auto* entry : gazetteer_.named(rest))
            if (entry->label == "Body" || entry->label == "Party") {
                meant.body = entry->key;
                meant.country = entry->country;
                return;
            }
        if (std::string country = country_like(rest); !country.empty())
            meant.country = country;
        else
            meant.unknown = rest;
    }

    /// The country whose name shares the longest beginning: "Moldovy", "vietnamesischer".
    std::string country_like(const std::string& rest) const {
        std::string best;
        std::size_t longest = 0;
        bool is_shared = false;
        for (const auto& [name, country] : countries_) {
            auto differs = std::mismatch(name.begin(), name.end(), rest.begin(), rest.end());
            auto common = static_cast<std::size_t>(differs.first - name.begin());
            // All but the ending of the name; of a short stem only short endings.
            const bool is_long = common >= kLongStem;
            if (common < kStem || common < longest) continue;
            if (common + (is_long ? kLongEnding : kEnding) < name.size()) continue;
            if (!is_long && rest.size() > common + kEnding + 1) continue;
            is_shared = common == longest && country != best;
            longest = common;
            best = country;
        }
        return is_shared ? std::string() : best;
    }

    const Gazetteer gazetteer_;
    std::map<std::string, std::vector<const GazetteerEntry*>> by_name_;
    std::multimap<std::string, std::string> countries_;
    std::set<std::string> between_;
    std::size_t longest_ = 0;
};

OfficeReader::OfficeReader(const Gazetteer& gazetteer)
    : words_(std::make_unique<const Words>(gazetteer)) {}
OfficeReader::~OfficeReader() = default;
OfficeReader::OfficeReader(OfficeReader&&) noexcept = default;
MeantOffice OfficeReader::read(std::string_view text) const { return words_->read(text); }

namespace {

std::string text_property(const View& view, NodeIndex node, std::string_view key) {
    const auto id = view.keys().find(key);
    if (!id) return {};
    const Value value = view.node_property(node, *id);
    const auto* text = value.as<std::string>();
    return text ? *text : std::string();
}

/// Days on which articles give people the office.
struct Seen {
    std::string id, name;
    std::vector<DateSpan> days;
};

bool fits(const MeantOffice& said, const MeantOffice& asked) {
    return said.is_clear() &&
           std::any_of(said.kinds.begin(), said.kinds.end(), [&](const auto& kind) {
               return std::find(asked.kinds.begin(), asked.kinds.end(), kind) != asked.kinds.end();
           });
}

std::map<NodeIndex, Seen> seen_in_office(const View& view, const OfficeReader& words,
                                         const MeantOffice& asked) {
    std::map<NodeIndex, Seen> seen;
    const auto holds = view.types().find("HOLDS");
    const auto role_key = view.keys().find("role");
    if (!holds || !role_key) return seen;
    std::map<std::string, MeantOffice> read;
    view.for_each_edge([&](EdgeIndex edge) {
        const EdgeEnds ends = view.ends(edge);
        if (ends.type != *holds || ends.first == kNoDay) return;
        const Value role = view.edge_property(edge, *role_key);
        const auto* text = role.as<std::string>();
        if (!text) return;
        auto [said, fresh] = read.try_emplace(*text);
        if (fresh) said->second = words.read(*text);
        if (!fits(said->second, asked)) return;
        std::string owner = text_property(view, ends.target, "country");
        if (owner.empty()) owner = text_property(view, ends.source, "country");
        if (asked.body.empty() ? owner != asked.country
                               : text_property(view, ends.target, "key") != asked.body)
            return;
        Seen& person = seen[ends.source];
        person.id = "o:" + text_property(view, ends.source, "key");
        person.name = text_property(view, ends.source, "name");
        person.days.push_back({ends.first, ends.last});
    });
    return seen;
}

/// The holder by sightings: seen before and after, or close by, and nobody else between.
void ask_articles(const View& view, const OfficeReader& words, Day day, OfficeAnswer& answer) {
    struct Sighting {
        Day day;
        const Seen* who;
    };
    const auto seen = seen_in_office(view, words, answer.office);
    std::vector<Sighting> before, after;
    for (const auto& [node, person] : seen)
        for (const DateSpan& days : person.days) {
            if (days.first <= day) before.push_back({std::min(day, days.last), &person});
            if (days.last >= day) after.push_back({std::max(day, days.first), &person});
        }
    auto nearest = [](const std::vector<Sighting>& of, auto nearer) {
        const Sighting* best = nullptr;
        bool is_one = true;
        for (const auto& sighting : of) {
            if (!best || nearer(sighting.day, best->day)) {
                best = &sighting;
                is_one = true;
            } else if (sighting.day == best->day) {
                is_one = is_one && sighting.who == best->who;
            }
        }
        return is_one ? best : nullptr;
    };
    const auto* last = nearest(before, std::greater<>());
    const auto* next = nearest(after, std::less<>());
    auto hold = [&](const Seen& who, std::string reason) {
        answer.holders.push_back({who.name, who.id, std::move(reason)});
    };
    if (last && next && last->who == next->who) {
        hold(*last->who, last->day == next->day ? fmt::format("so called on {}", iso(last->day))
                                                : fmt::format("so called on {} and {}",
                                                              iso(last->day), iso(next->day)));
        return;
    }
    const bool last_is_near = last && day - last->day <= kNearDays;
    const bool next_is_near = next && next->day - day <= kNearDays;
    if (last_is_near != next_is_near) {
        const Sighting& near = last_is_near ? *last : *next;
        hold(*near.who, fmt::format("so called on {}", iso(near.day)));
        return;
    }
    answer.unresolved = "neither the gazetteer nor an article tells who held it then";
    for (const auto* known : {last, next})
        if (known)
            answer.unresolved +=
                fmt::format("; {} was so called on {}", known->who->name, iso(known->day));
}

/// Whose office a term is: a country, or the country of a body.
std::string owner_of(const Gazetteer& gazetteer, const GazetteerOffice& office) {
    for (const char* label : {"Body", "Party"})
        if (const auto* body = gazetteer.find(label, office.of)) return body->country;
    return office.of;
}

/// True where the answer rests on a term whose end is not told: others may have followed.
bool ask_gazetteer(const Gazetteer& gazetteer, Day day, OfficeAnswer& answer) {
    struct Term {
        const GazetteerEntry* who;
        const GazetteerOffice* office;
        bool is_open() const { return office->last >= *day_of(9999, 12, 31); }
    };
    const MeantOffice& asked = answer.office;
    std::vector<Term> terms;
    for (const auto& entry : gazetteer.entries())
        for (const auto& office : entry.offices) {
            if (day < office.first || office.last < day) continue;
            if (std::find(asked.kinds.begin(), asked.kinds.end(), office.office) ==
                asked.kinds.end())
                continue;
            bool is_asked = !asked.body.empty()      ? office.of == asked.body
                            : !asked.country.empty() ? owner_of(gazetteer, office) == asked.country
                                                     : true;
            if (is_asked) terms.push_back({&entry, &office});
        }
    // Whoever came to the same office later has followed.
    std::vector<Term> standing;
    for (const Term& term : terms) {
        bool is_followed = std::any_of(terms.begin(), terms.end(), [&](const Term& later) {
            return later.office->office == term.office->office &&
                   later.office->of == term.office->of && later.office->first > term.office->first;
        });
        if (!term.is_open() || !is_followed) standing.push_back(term);
    }
    std::sort(standing.begin(), standing.end(),
              [](const Term& a, const Term& b) { return a.who->key < b.who->key; });
    bool is_open = !standing.empty();
    for (const Term& term : standing) {
        is_open = is_open && term.is_open();
        if (!answer.holders.empty() && answer.holders.back().id == "o:" + term.who->key) continue;
        answer.holders.push_back({term.who->names.begin()->second.front(), "o:" + term.who->key,
                                  fmt::format("gazetteer ({})", term.who->where)});
    }
    return is_open;
}

}  // namespace

OfficeAnswer who_held(const Graph& graph, std::string_view office, Day day,
                      std::string_view country) {
    const Gazetteer gazetteer = gazetteer_of(graph);
    const OfficeReader words(gazetteer);
    OfficeAnswer answer;
    answer.office = words.read(office);
    if (!answer.office.is_clear()) {
        answer.unresolved =
            answer.office.kinds.empty()
                ? fmt::format("no office is known in \"{}\"", office)
                : fmt::format("nothing known is called \"{}\"", answer.office.unknown);
        return answer;
    }
    if (answer.office.country.empty()) answer.office.country = country;
    const bool is_open = ask_gazetteer(gazetteer, day, answer);
    const bool has_owner = !answer.office.country.empty() || !answer.office.body.empty();
    if (has_owner && (answer.holders.empty() || is_open)) {
        OfficeAnswer told{answer.office, {}, {}};
        ask_articles(*graph.view(), words, day, told);
        if (answer.holders.empty() || told.unresolved.empty()) answer = std::move(told);
    }
    if (answer.holders.size() > 1)
        answer.unresolved = has_owner ? "several held it then" : "it does not say whose office";
    if (answer.holders.empty() && answer.unresolved.empty())
        answer.unresolved = "it does not say whose office";
    return answer;
}

}  // namespace parley
