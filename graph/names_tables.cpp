// Reads the tables of names built into the library (graph/names_data.S), once.
#include "graph/names_tables.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <parley/error.hpp>
#include <string>
#include <unordered_map>
#include <unordered_set>

extern "C" const char parley_names_given_names[];
extern "C" const char parley_names_korean[];
extern "C" const char parley_names_particles[];
extern "C" const char parley_names_pinyin[];
extern "C" const char parley_names_sino_vietnamese[];
extern "C" const char parley_names_vietnamese[];

namespace parley {
namespace {

/// Lines of a table without comments and head. The data is part of the program, ended by a zero.
std::vector<std::string_view> lines_of(const char* table) {
    std::vector<std::string_view> lines;
    for (std::string_view rest(table); !rest.empty();) {
        auto end = rest.find('\n');
        std::string_view line = rest.substr(0, end);
        if (!line.empty() && line[0] != '#' && !line.starts_with("origin")) lines.push_back(line);
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
    }
    return lines;
}

template <class Visit>
void for_each_word(std::string_view line, Visit visit) {
    while (!line.empty()) {
        auto end = line.find(' ');
        if (end != 0) visit(line.substr(0, end));
        line.remove_prefix(end == std::string_view::npos ? line.size() : end + 1);
    }
}

struct Tables {
    std::unordered_map<std::string_view, std::vector<std::uint16_t>> given_names;
    using Words = std::unordered_set<std::string_view>;
    Words particles, additions, between, pinyin, toned_in_front, toned_inside;
    std::unordered_map<std::string_view, std::unordered_set<std::string_view>> readings;
    using Spellings = std::unordered_map<std::string_view, SyllableIds>;
    std::array<Spellings, 2> spellings;  ///< by SyllableSystem
    Spellings sino;

    /// Lines of words under heads like "[particle]".
    void read_sections(const char* table, const std::map<std::string_view, Words*>& sections) {
        Words* section = nullptr;
        for (auto line : lines_of(table)) {
            if (line.starts_with('['))
                section = sections.at(line);
            else if (section)
                for_each_word(line, [&](std::string_view word) { section->insert(word); });
        }
    }

    /// Lines "syllable: other spellings | others".
    void read_syllables(const char* table, SyllableSystem system) {
        Spellings& of = spellings[static_cast<std::size_t>(system)];
        std::uint16_t number = 0;
        for (auto line : lines_of(table)) {
            auto colon = line.find(':');
            auto add = [&](std::string_view word) {
                if (word == "|") return;
                SyllableIds& ids = of[word];
                if (ids.empty() || ids.back() != number) ids.push_back(number);
            };
            add(line.substr(0, colon));
            if (colon != std::string_view::npos) for_each_word(line.substr(colon + 1), add);
            ++number;
        }
    }

    /// What a Vietnamese syllable reads, as numbers of pinyin syllables.
    void number_readings() {
        const Spellings& pinyin_of = spellings[static_cast<std::size_t>(SyllableSystem::chinese)];
        std::unordered_map<std::string_view, std::uint16_t> numbers;
        std::uint16_t number = 0;
        for (auto line : lines_of(parley_names_pinyin))
            numbers.emplace(line.substr(0, line.find(':')), number++);
        for (const auto& [vietnamese, read] : readings) {
            SyllableIds& ids = sino[vietnamese];
            for (auto one : read)
                if (auto found = numbers.find(one); found != numbers.end())
                    ids.push_back(found->second);
                else if (auto other = pinyin_of.find(one); other != pinyin_of.end())
                    ids.insert(ids.end(), other->second.begin(), other->second.end());
            std::sort(ids.begin(), ids.end());
        }
    }

    Tables() {
        std::uint16_t group = 0;
        for (auto line : lines_of(parley_names_given_names)) {
            for_each_word(line, [&](std::string_view word) {
                auto& groups = given_names[word];
                if (groups.empty() || groups.back() != group) groups.push_back(group);
            });
            ++group;
        }
        read_sections(
            parley_names_particles,
            {{"[particle]", &particles}, {"[addition]", &additions}, {"[between]", &between}});
        read_sections(parley_names_vietnamese,
                      {{"[family]", &toned_in_front}, {"[middle]", &toned_inside}});
        for (auto line : lines_of(parley_names_sino_vietnamese)) {
            auto colon = line.find(':');
            if (colon == std::string_view::npos)
                throw PackError("sino_vietnamese.txt: a line has no colon");
            auto& pinyin_of = readings[line.substr(0, colon)];
            for_each_word(line.substr(colon + 1), [&](std::string_view word) {
                pinyin_of.insert(word);
                pinyin.insert(word);
            });
        }
        read_syllables(parley_names_pinyin, SyllableSystem::chinese);
        read_syllables(parley_names_korean, SyllableSystem::korean);
        number_readings();
    }
};

const Tables& tables() {
    static const Tables kTables;
    return kTables;
}

constexpr std::array<std::string_view, 28> kInitials{
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d",
    "g",   "h",  "k",  "l",  "m",  "n",  "p",  "r",  "s",  "t",  "v",  "x", "",  ""};
constexpr std::array<std::string_view, 9> kFinals{"ch", "ng", "nh", "c", "m", "n", "p", "t", ""};

bool is_vietnamese_rhyme(std::string_view rhyme) {
    for (auto final : kFinals) {
        if (!rhyme.ends_with(final)) continue;
        auto vowels = rhyme.substr(0, rhyme.size() - final.size());
        bool all = !vowels.empty() && vowels.size() <= 3 &&
                   vowels.find_first_not_of("aeiouy") == std::string_view::npos;
        if (all) return true;
    }
    return false;
}

}  // namespace

const std::vector<std::uint16_t>& given_name_groups(std::string_view folded) {
    static const std::vector<std::uint16_t> kNone;
    auto found = tables().given_names.find(folded);
    return found == tables().given_names.end() ? kNone : found->second;
}

bool is_particle(std::string_view folded) { return tables().particles.contains(folded); }
bool is_addition(std::string_view folded) { return tables().additions.contains(folded); }

bool is_between(std::string_view folded) { return tables().between.contains(folded); }

bool is_sino_reading(std::string_view vietnamese, std::string_view pinyin) {
    auto found = tables().readings.find(vietnamese);
    return found != tables().readings.end() && found->second.contains(pinyin);
}

std::vector<std::string> sino_readings(std::string_view vietnamese) {
    auto found = tables().readings.find(vietnamese);
    if (found == tables().readings.end()) return {};
    std::vector<std::string> readings(found->second.begin(), found->second.end());
    std::sort(readings.begin(), readings.end());
    return readings;
}

const SyllableIds* syllable_ids(SyllableSystem system, std::string_view spelling) {
    const auto& of = tables().spellings[static_cast<std::size_t>(system)];
    auto found = of.find(spelling);
    return found == of.end() ? nullptr : &found->second;
}

const SyllableIds* sino_ids(SyllableSystem system, std::string_view vietnamese) {
    if (system != SyllableSystem::chinese) return nullptr;
    auto found = tables().sino.find(vietnamese);
    return found == tables().sino.end() ? nullptr : &found->second;
}

bool is_pinyin_syllable(std::string_view folded) { return tables().pinyin.contains(folded); }

bool has_tone_in_front(std::string_view folded) { return tables().toned_in_front.contains(folded); }
bool has_tone_inside(std::string_view folded) { return tables().toned_inside.contains(folded); }

bool is_vietnamese_syllable(std::string_view folded) {
    if (folded.size() > 7) return false;
    for (auto initial : kInitials)
        if (folded.starts_with(initial) && is_vietnamese_rhyme(folded.substr(initial.size())))
            return true;
    return false;
}

}  // namespace parley
