// The search for base forms: endings taken off in all ways the declensions allow, then the cheapest
// choice of one case and one gender for all words of a name, then a vote of the article's mentions.
#include "ingest/inflect.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "ingest/text.hpp"

namespace parley::ingest {
namespace {

constexpr int kNever = 1'000'000;
/// A case that the surroundings rule out: dearer than any pair of unlikely readings.
constexpr int kWrongCase = 60;
/// Nothing but the nominative is free: the same word unchanged is the better guess.
constexpr int kOblique = 5;
/// A listed given name against an unlisted one.
constexpr int kGivenBonus = 20;
constexpr int kKnownBonus = 20;  ///< for a name of the gazetteer
/// No declension fits: the word stands as it is.
constexpr int kNoDeclension = 20;
/// How much each further mention that allows the same base is worth, and where that ends.
constexpr int kSupport = 6;
constexpr int kMaxSupport = 4;
constexpr std::size_t kMaxWords = 8;
constexpr std::size_t kLongestArticle = 3;    ///< letters: "Аль-", "Бен-"
constexpr std::size_t kShortestDeclined = 2;  ///< letters
constexpr std::array<Gender, 2> kPersonGenders = {'m', 'f'};

std::u32string decode(std::string_view text) {
    std::u32string out;
    for (std::size_t at = 0; at < text.size();) out.push_back(next_code_point(text, at));
    return out;
}

std::string encode(std::u32string_view text) {
    std::string out;
    for (char32_t c : text) append_utf8(out, c);
    return out;
}

/// The hyphenated parts of a word; a hyphen at an end opens no part.
std::vector<std::string_view> hyphen_parts(std::string_view word) {
    std::vector<std::string_view> parts;
    std::size_t begin = 0;
    for (std::size_t i = 1; i + 1 < word.size(); ++i) {
        if (word[i] != '-') continue;
        parts.push_back(word.substr(begin, i - begin));
        begin = i + 1;
    }
    parts.push_back(word.substr(begin));
    return parts;
}

/// Its first letter is no small one.
bool starts_upper(std::string_view word) {
    std::size_t at = 0;
    return !word.empty() && letter_of(next_code_point(word, at)) != Letter::lower;
}

/// One choice of case and gender for a whole name.
struct Choice {
    std::vector<std::string> words;
    Gender gender = 0;
    CaseSet cases = 0;
    int cost = kNever;
};

/// A word of a mention with its readings, hyphenated parts apart.
struct WordChoices {
    std::vector<std::vector<WordReading>> parts;
};

/// The cheapest reading in a case and gender, or nullptr.
const WordReading* cheapest(const std::vector<WordReading>& readings, Gender gender, CaseSet bit) {
    for (const WordReading& reading : readings) {  // sorted by cost
        if ((reading.cases & bit) == 0) continue;
        if (reading.gender == 0 || gender == 0 || reading.gender == gender) return &reading;
    }
    return nullptr;
}

Choice choose(const std::vector<WordChoices>& words, Gender gender, CaseSet bit) {
    Choice choice{{}, gender, bit, bit == kNominative ? 0 : kOblique};
    bool told = false;  // where no ending tells the gender, none is claimed
    for (const WordChoices& word : words) {
        std::string base;
        for (const auto& readings : word.parts) {
            const WordReading* reading = cheapest(readings, gender, bit);
            if (reading == nullptr) return {};
            told = told || reading->gender != 0;
            if (!base.empty()) base += '-';
            base += reading->base;
            choice.cost += reading->cost;
        }
        choice.words.push_back(std::move(base));
    }
    if (!told) choice.gender = 0;
    return choice;
}

/// All choices for a mention, one for each distinct base and gender, cheapest first.
std::vector<Choice> all_choices(const std::vector<WordChoices>& words, const NameMention& mention) {
    std::vector<Choice> result;
    if (words.empty()) return result;
    for (Gender gender : kPersonGenders) {
        if (mention.gender != 0 && mention.gender != gender) continue;
        for (std::size_t i = 0; i < kCaseCount; ++i) {
            auto bit = static_cast<CaseSet>(1U << i);
            Choice choice = choose(words, gender, bit);
            if (choice.cost >= kNever) continue;
            if ((mention.cases & bit) == 0) choice.cost += kWrongCase;
            auto same = std::find_if(result.begin(), result.end(), [&](const Choice& other) {
                return other.gender == choice.gender && other.words == choice.words;
            });
            if (same == result.end()) {
                result.push_back(std::move(choice));
            } else if (choice.cost < same->cost - kWrongCase / 2) {
                *same = std::move(choice);
            } else if (choice.cost < same->cost + kWrongCase / 2) {
                same->cost = std::min(same->cost, choice.cost);
                same->cases = static_cast<CaseSet>(same->cases | bit);
            }
        }
    }
    std::stable_sort(result.begin(), result.end(),
                     [](const Choice& a, const Choice& b) { return a.cost < b.cost; });
    return result;
}

/// How many mentions' likely choices end in each base: "Сёмина" and "Сёминым" both allow "Сёмин".
std::unordered_map<std::string, int> count_support(const std::vector<std::vector<Choice>>& mentions,
                                                   const std::vector<int>& times) {
    std::unordered_map<std::string, int> support;
    for (std::size_t i = 0; i < mentions.size(); ++i) {
        const auto& choices = mentions[i];
        std::vector<std::string_view> seen;
        for (const Choice& choice : choices) {
            if (choice.cost > choices.front().cost + kWrongCase / 2) break;
            const std::string& last = choice.words.back();
            if (std::find(seen.begin(), seen.end(), last) != seen.end()) continue;
            seen.push_back(last);
            support[last] += times[i];
        }
    }
    return support;
}

}  // namespace

CaseSet cases_from(std::string_view text) {
    CaseSet result = 0;
    for (std::size_t i = 0; i < kCaseCount; ++i) {
        if (text.find(kCaseNames[i]) != std::string_view::npos) {
            result = static_cast<CaseSet>(result | 1U << i);
        }
    }
    return result;
}

std::string to_text(CaseSet cases) {
    std::string result;
    for (std::size_t i = 0; i < kCaseCount; ++i) {
        if ((cases >> i & 1U) == 0) continue;
        if (!result.empty()) result += ',';
        result += kCaseNames[i];
    }
    return result;
}

void Inflection::add_given(std::string_view base, Gender gender) {
    given_.emplace(lower(base), gender);
}

int Inflection::unlikely_cost(std::u32string_view lowered, WordPart part) const {
    for (const Unlikely& unlikely : unlikely_) {
        if (unlikely.part == part && lowered.ends_with(unlikely.ending)) return unlikely.cost;
    }
    return 0;
}

void Inflection::collect(std::u32string_view word, std::u32string_view lowered, WordPart part,
                         std::vector<WordReading>& out) const {
    int as_it_stands = unlikely_cost(lowered, part);
    bool all_upper = word.size() > 1 && letter_of(word.back()) == Letter::upper;
    for (std::size_t size = 0; size <= std::min(longest_, word.size()); ++size) {
        auto found = endings_.find(lowered.substr(word.size() - size));
        if (found == endings_.end()) continue;
        std::u32string_view stem = word.substr(0, word.size() - size);
        for (const Ending& ending : found->second) {
            if (ending.part != part || ending.whole != stem.empty()) continue;
            if (!ending.before.empty() &&
                (stem.size() < 1 ||
                 ending.before.find(lowered[stem.size() - 1]) == std::u32string::npos)) {
                continue;
            }
            std::u32string base(stem);
            for (char32_t c : ending.base) {
                bool upper = all_upper || base.empty();
                base.push_back(upper ? to_upper(c) : c);
            }
            // "Ши" is no form of "Ша": names this short do not change.
            if (!ending.base.empty() && base != word && base.size() <= kShortestDeclined) continue;
            if (base.size() < kShortestDeclined) continue;  // nor is "Ха" one of "Х"
            WordReading reading{encode(base), ending.gender, ending.cases, ending.cost};
            if (base == word) reading.cost += as_it_stands;
            auto known = part == WordPart::given ? given_.find(lower(reading.base)) : given_.end();
            if (known != given_.end() && (ending.gender == 0 || known->second == ending.gender)) {
                reading.gender = known->second;
                reading.cost -= kGivenBonus;
            }
            out.push_back(std::move(reading));
        }
    }
}

std::vector<WordReading> Inflection::readings(std::string_view word, WordPart part) const {
    std::vector<WordReading> result;
    std::u32string decoded = decode(word);
    std::u32string lowered = decode(lower(word));
    if (lowered.size() == decoded.size()) collect(decoded, lowered, part, result);
    if (part == WordPart::given && decoded.size() > 1) {
        collect(decoded, lowered, WordPart::patronymic, result);
    }
    if (result.empty()) result.push_back({std::string(word), 0, kAllCases, kNoDeclension});
    std::stable_sort(result.begin(), result.end(),
                     [](const WordReading& a, const WordReading& b) { return a.cost < b.cost; });
    return result;
}

std::vector<std::vector<WordReading>> Inflection::part_readings(const NameMention& mention,
                                                                std::size_t number) const {
    std::vector<std::vector<WordReading>> result;
    const bool last = number + 1 == mention.words.size();
    auto parts = hyphen_parts(mention.words[number]);
    for (std::string_view part : parts) {
        // A particle ("фон", "де", "аль-") never changes; words beyond the cap are left alone.
        bool before = !last || (part.data() != parts.back().data());
        bool article = last && before && decode(part).size() <= kLongestArticle;
        bool fixed = empty() || number >= kMaxWords || article || (before && !starts_upper(part));
        if (fixed) {
            result.push_back({{std::string(part), 0, kAllCases, 0}});
        } else {
            result.push_back(readings(part, last ? WordPart::family : WordPart::given));
        }
    }
    return result;
}

std::vector<NameBase> Inflection::name_bases(
    std::span<const NameMention> mentions,
    const std::function<bool(std::string_view)>& known) const {
    // An article names the same people again and again: mentions that are alike in all that counts
    // have one base.
    std::map<std::tuple<std::vector<std::string_view>, CaseSet, Gender>, std::size_t> numbers;
    std::vector<std::size_t> of_mention;
    std::vector<int> times;
    std::vector<std::vector<Choice>> choices;
    std::vector<const NameMention*> distinct;
    for (const NameMention& mention : mentions) {
        auto [number, fresh] =
            numbers.try_emplace({mention.words, mention.cases, mention.gender}, choices.size());
        of_mention.push_back(number->second);
        if (!fresh) {
            ++times[number->second];
            continue;
        }
        std::vector<WordChoices> words;
        for (std::size_t i = 0; i < mention.words.size(); ++i)
            words.push_back({part_readings(mention, i)});
        choices.push_back(all_choices(words, mention));
        times.push_back(1);
        distinct.push_back(&mention);
    }
    auto support = count_support(choices, times);
    std::vector<NameBase> bases;
    for (std::size_t i = 0; i < distinct.size(); ++i) {
        const Choice* best = nullptr;
        int best_cost = kNever;
        for (const Choice& choice : choices[i]) {
            int votes = std::min(support[choice.words.back()], kMaxSupport);
            int cost = choice.cost - kSupport * votes;
            if (known && known(fmt::format("{}", fmt::join(choice.words, " "))))
                cost -= kKnownBonus;
            if (cost < best_cost) best = &choice, best_cost = cost;
        }
        if (best == nullptr) {
            const NameMention& mention = *distinct[i];
            bases.push_back(
                {{mention.words.begin(), mention.words.end()}, mention.gender, mention.cases});
        } else {
            bases.push_back({best->words, best->gender, best->cases});
        }
    }
    std::vector<NameBase> result;
    result.reserve(mentions.size());
    for (std::size_t number : of_mention) result.push_back(bases[number]);
    return result;
}

std::string Inflection::adjective_base(std::string_view word, Gender head,
                                       const std::function<bool(std::string_view)>& known) const {
    std::string first;
    for (const WordReading& reading : readings(word, WordPart::adjective)) {
        if (reading.gender != head) continue;
        if (known && known(reading.base)) return reading.base;
        if (first.empty()) first = reading.base;
    }
    return first.empty() ? std::string(word) : first;
}

}  // namespace parley::ingest
