// Reads the tables of names built into the library (graph/names_data.S), once.
#include "graph/names_tables.hpp"

#include <algorithm>
#include <array>
#include <parley/error.hpp>
#include <string>
#include <unordered_map>
#include <unordered_set>

extern "C" const char parley_names_given_names[];
extern "C" const char parley_names_particles[];
extern "C" const char parley_names_sino_vietnamese[];

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
    std::unordered_set<std::string_view> particles, additions, pinyin;
    std::unordered_map<std::string_view, std::unordered_set<std::string_view>> readings;

    Tables() {
        std::uint16_t group = 0;
        for (auto line : lines_of(parley_names_given_names)) {
            for_each_word(line, [&](std::string_view word) {
                auto& groups = given_names[word];
                if (groups.empty() || groups.back() != group) groups.push_back(group);
            });
            ++group;
        }
        auto* section = &particles;
        for (auto line : lines_of(parley_names_particles)) {
            if (line == "[particle]")
                section = &particles;
            else if (line == "[addition]")
                section = &additions;
            else
                for_each_word(line, [&](std::string_view word) { section->insert(word); });
        }
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

bool is_pinyin_syllable(std::string_view folded) { return tables().pinyin.contains(folded); }

bool is_vietnamese_syllable(std::string_view folded) {
    if (folded.size() > 7) return false;
    for (auto initial : kInitials)
        if (folded.starts_with(initial) && is_vietnamese_rhyme(folded.substr(initial.size())))
            return true;
    return false;
}

}  // namespace parley
