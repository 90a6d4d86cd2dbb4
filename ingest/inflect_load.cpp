// Declensions as they stand in a pack: one nominative ending a line, the other cases behind it.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "ingest/inflect.hpp"
#include "ingest/text.hpp"

namespace parley::ingest {
namespace {

std::u32string decode(std::string_view text) {
    std::u32string out;
    for (std::size_t at = 0; at < text.size();) out.push_back(next_code_point(text, at));
    return out;
}

std::vector<std::string_view> split(std::string_view text, char mark) {
    std::vector<std::string_view> parts;
    while (!(text = trim(text)).empty()) {
        std::size_t cut = text.find(mark);
        parts.push_back(trim(text.substr(0, cut)));
        text.remove_prefix(cut == std::string_view::npos ? text.size() : cut + 1);
    }
    return parts;
}

WordPart part_of(const PackSection& section) {
    if (section.name == "given") return WordPart::given;
    if (section.name == "patronymic") return WordPart::patronymic;
    if (section.name == "family") return WordPart::family;
    if (section.name == "adjective") return WordPart::adjective;
    fail_pack(section.file, section.line, fmt::format("no declension of '{}'", section.name),
              "use given, patronymic, family or adjective");
}

/// The `cost=` behind a bar, in tenths; the bar and what follows are taken off `text`.
int take_cost(const PackSection& section, const PackLine& line, std::string_view& text) {
    std::size_t bar = text.find('|');
    if (bar == std::string_view::npos) return 0;
    std::string value(attribute(parse_attributes(text.substr(bar + 1)), "cost"));
    text = text.substr(0, bar);
    int cost = 0;
    auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), cost);
    if (error != std::errc() || end != value.data() + value.size()) {
        fail_pack(section.file, line.number, fmt::format("'{}' is no cost", value),
                  "cost=5, in tenths");
    }
    return cost;
}

}  // namespace

void Inflection::add(const PackSection& section) {
    if (section.kind == "declension") return add_declension(section);
    if (section.kind == "unlikely") return add_unlikely(section);
    if (section.kind != "letters") return;
    std::u32string letters;
    for (const PackLine& line : section.lines) {
        for (std::string_view part : split(line.text, ' ')) letters += decode(part);
    }
    letters_[section.name] = letters;
}

void Inflection::add_declension(const PackSection& section) {
    WordPart part = part_of(section);
    std::string_view gender = attribute(section.attributes, "gender");
    for (const PackLine& line : section.lines) {
        add_line(section, line, part, gender.empty() ? Gender{0} : gender.front());
    }
}

/// "ом ем | cost=8": words that end so are seldom nominatives.
void Inflection::add_unlikely(const PackSection& section) {
    for (const PackLine& line : section.lines) {
        std::string_view text = line.text;
        int cost = take_cost(section, line, text);
        for (std::string_view ending : split(text, ' ')) {
            unlikely_.push_back({decode(ending), part_of(section), cost});
        }
    }
}

/// "{hard}ин: ина ину ина ином ине | cost=5"
void Inflection::add_line(const PackSection& section, const PackLine& line, WordPart part,
                          Gender gender) {
    std::string_view text = line.text;
    int cost = take_cost(section, line, text);
    std::size_t colon = text.find(':');
    if (colon == std::string_view::npos) {
        fail_pack(section.file, line.number,
                  "a declension's line is 'ending: gen dat acc ins prep'");
    }
    std::string_view base = trim(text.substr(0, colon));
    bool whole = base.starts_with('^');
    if (whole) base.remove_prefix(1);
    std::u32string before;
    if (base.starts_with('{')) {
        std::size_t close = base.find('}');
        auto found = letters_.find(
            std::string(base.substr(1, close == std::string_view::npos ? close : close - 1)));
        if (found == letters_.end()) fail_pack(section.file, line.number, "no such letters");
        before = found->second;
        base.remove_prefix(close + 1);
    }
    std::vector<std::string_view> columns = split(text.substr(colon + 1), ' ');
    bool fixed = columns.size() == 1 && columns[0] == "=";
    if (!fixed && columns.size() + 1 != kCaseCount) {
        fail_pack(section.file, line.number, fmt::format("{} endings", columns.size()),
                  "five, for gen dat acc ins prep; or = for a word that does not change");
    }
    auto put = [&](std::string_view ending, CaseSet cases) {
        std::u32string key = decode(ending == "-" ? "" : ending);
        std::u32string shown = decode(base == "-" ? "" : base);
        auto& list = endings_[key];
        longest_ = std::max(longest_, key.size());
        for (Ending& other : list) {
            if (other.base == shown && other.before == before && other.part == part &&
                other.gender == gender && other.cost == cost && other.whole == whole) {
                other.cases = static_cast<CaseSet>(other.cases | cases);
                return;
            }
        }
        list.push_back({shown, before, part, gender, cases, cost, whole});
    };
    put(base, fixed ? kAllCases : kNominative);
    for (std::size_t i = 0; !fixed && i < columns.size(); ++i) {
        for (std::string_view ending : split(columns[i], '/'))
            put(ending, static_cast<CaseSet>(2U << i));
    }
}

}  // namespace parley::ingest
