// Are two spellings one name? Tokens are aligned by sound; what is left over on one side is a
// middle name or a patronymic left out, what is left over on both is a contradiction.
#include <algorithm>
#include <array>
#include <optional>
#include <parley/names.hpp>

#include "graph/names_distance.hpp"
#include "graph/names_fold.hpp"
#include "graph/names_syllables.hpp"
#include "graph/names_tables.hpp"
#include "graph/names_tokens.hpp"

namespace parley {
namespace {

/// Found on pairs of politicians' names of some forty countries, half of the countries held out;
/// both halves move by less than a hundredth of F1 when one of these moves by 0.02.
struct CompareOptions {
    double same = 0.78;            ///< the one threshold
    double token_floor = 0.62;     ///< two tokens that sound less alike are not aligned
    double short_form = 0.93;      ///< Dick for Richard
    double initial = 0.90;         ///< J. for John
    double left_out = 0.02;        ///< taken off for a name that only one side has
    double contradiction = 0.35;   ///< taken off where both sides have a name the other has not
    double lone_token = 0.30;      ///< taken off where one word stands against a full name
    double joined_floor = 0.86;    ///< all tokens written in one
    double same_syllables = 0.95;  ///< whole names spelled by a table
    double other_syllable = 0.12;  ///< taken off where a table would spell them otherwise
    double other_name = 0.25;      ///< taken off where both are short names of other syllables
    double weakest_share = 0.5;    ///< weight of the worst aligned token against the mean
};
constexpr CompareOptions kOptions;

struct Pairing {
    std::size_t left, right;
    double score;
    const char* reason;
};

bool share_group(const std::string& a, const std::string& b) {
    const auto &of_a = given_name_groups(a), &of_b = given_name_groups(b);
    for (auto group : of_a)
        if (std::find(of_b.begin(), of_b.end(), group) != of_b.end()) return true;
    return false;
}

bool is_initial_of(const NameToken& initial, const NameToken& word) {
    Phones first;
    first.sounds[0] = word.phones.sounds[0];
    first.count = word.phones.count > 0 ? 1 : 0;
    Phones letter = initial.phones;
    letter.count = std::min<std::uint8_t>(letter.count, 1);
    return initial.folded[0] == word.folded[0] || sound_similarity(letter, first, 0.75) > 0;
}

double sound_of_pair(const NameToken& a, const NameToken& b) {
    if (b.is_abjad) return abjad_similarity(a.phones, b.phones, a.is_abjad, kOptions.token_floor);
    if (a.is_abjad) return abjad_similarity(b.phones, a.phones, false, kOptions.token_floor);
    return sound_similarity(a.phones, b.phones, kOptions.token_floor);
}

/// Czech and Slovak news writes women's family names with an ending: Merkelová. 0 where none has
/// it.
double sound_without_ending(const NameToken& a, const NameToken& b) {
    constexpr std::string_view kEnding = "ová";
    constexpr std::size_t kLeast = 4;  // bytes of the name without it
    constexpr double kNear = 0.85, kWeight = 0.97;
    auto has = [&](const NameToken& token) {
        return token.text.size() >= kEnding.size() + kLeast && token.text.ends_with(kEnding);
    };
    if (has(a) == has(b)) return 0;
    const NameToken &longer = has(a) ? a : b, &other = has(a) ? b : a;
    std::string_view bare(longer.text);
    bare.remove_suffix(kEnding.size());
    return kWeight * sound_similarity(phones_of(bare), other.phones, kNear);
}

std::optional<Pairing> pair_up(const NameToken& a, const NameToken& b) {
    if (a.folded == b.folded)
        return Pairing{0, 0, 1.0, a.text == b.text ? "equal" : "equal folded"};
    bool a_initial = a.kind == TokenKind::initial, b_initial = b.kind == TokenKind::initial;
    if (a_initial || b_initial) {
        if (is_initial_of(a_initial ? a : b, a_initial ? b : a))
            return Pairing{0, 0, kOptions.initial, "initial"};
        return {};
    }
    double sound = sound_of_pair(a, b);
    if (double feminine = sound_without_ending(a, b); feminine > sound)
        return Pairing{0, 0, feminine, "feminine form"};
    if (sound < kOptions.short_form && share_group(a.folded, b.folded))
        return Pairing{0, 0, kOptions.short_form, "forms of one given name"};
    if (sound == 0) return {};
    return Pairing{0, 0, sound, sound > 0.999 ? "same sound" : "similar sound"};
}

bool counts(const NameToken& token) {
    return token.kind == TokenKind::word || token.kind == TokenKind::initial;
}

/// Tokens that count and stand in no pair.
int left_over(const NameTokens& name, const std::vector<Pairing>& pairs, bool left_side) {
    int count = 0;
    for (std::size_t i = 0; i < name.tokens.size(); ++i) {
        bool paired = std::any_of(pairs.begin(), pairs.end(), [&](const Pairing& p) {
            return (left_side ? p.left : p.right) == i;
        });
        count += !paired && counts(name.tokens[i]);
    }
    return count;
}

/// An initial stands for a word of the other name only if its own name has no word left for it:
/// in "John B. Saldivar" the B is not the Briceño of "Johnny Briceño".
void drop_idle_initials(const NameTokens& a, const NameTokens& b, std::vector<Pairing>& pairs) {
    bool left_free = left_over(a, pairs, true) > 0, right_free = left_over(b, pairs, false) > 0;
    std::erase_if(pairs, [&](const Pairing& p) {
        bool x = a.tokens[p.left].kind == TokenKind::initial;
        bool y = b.tokens[p.right].kind == TokenKind::initial;
        return (x && !y && left_free) || (y && !x && right_free);
    });
}

/// Best pairs first, each token once; near positions break ties.
std::vector<Pairing> align(const NameTokens& a, const NameTokens& b) {
    std::vector<Pairing> all;
    for (std::size_t i = 0; i < a.tokens.size(); ++i)
        for (std::size_t j = 0; j < b.tokens.size(); ++j)
            if (auto pair = pair_up(a.tokens[i], b.tokens[j])) {
                pair->left = i;
                pair->right = j;
                all.push_back(*pair);
            }
    auto distance = [&](const Pairing& p) {
        auto from_start = p.left > p.right ? p.left - p.right : p.right - p.left;
        auto left = a.tokens.size() - p.left, right = b.tokens.size() - p.right;
        return std::min(from_start, left > right ? left - right : right - left);
    };
    // Symmetric: neither side decides between equals.
    std::sort(all.begin(), all.end(), [&](const Pairing& p, const Pairing& q) {
        if (p.score != q.score) return p.score > q.score;
        if (distance(p) != distance(q)) return distance(p) < distance(q);
        return std::pair(p.left + p.right, std::min(p.left, p.right)) <
               std::pair(q.left + q.right, std::min(q.left, q.right));
    });
    std::array<bool, kMaxTokens> left_taken{}, right_taken{};
    std::vector<Pairing> chosen;
    for (const auto& pair : all) {
        if (left_taken[pair.left] || right_taken[pair.right]) continue;
        left_taken[pair.left] = right_taken[pair.right] = true;
        chosen.push_back(pair);
    }
    drop_idle_initials(a, b, chosen);
    std::sort(chosen.begin(), chosen.end(),
              [](const Pairing& p, const Pairing& q) { return p.left < q.left; });
    return chosen;
}

/// Short syllables sound like many others: a Vietnamese name keeps their order in every language.
std::vector<Pairing> align_in_order(const NameTokens& a, const NameTokens& b) {
    std::vector<Pairing> pairs;
    for (std::size_t i = 0; i < std::min(a.tokens.size(), b.tokens.size()); ++i)
        if (auto pair = pair_up(a.tokens[i], b.tokens[i])) {
            pair->left = pair->right = i;
            pairs.push_back(*pair);
        }
    return pairs;
}

struct Outcome {
    double score = 0;
    std::vector<Pairing> pairs;
    const char* whole = nullptr;  ///< the reason, where the names were compared as wholes
};

double score_of(const NameTokens& a, const NameTokens& b, const std::vector<Pairing>& pairs) {
    double sum = 0, weight = 0, weakest = 1;
    int words = 0;
    for (const auto& pair : pairs) {
        const NameToken &x = a.tokens[pair.left], &y = b.tokens[pair.right];
        if (!counts(x) && !counts(y)) continue;
        auto length = static_cast<double>(std::max(x.folded.size(), y.folded.size()));
        sum += pair.score * length;
        weight += length;
        weakest = std::min(weakest, pair.score);
        words += x.kind != TokenKind::initial && y.kind != TokenKind::initial;
    }
    if (words == 0) return 0;
    int left = left_over(a, pairs, true), right = left_over(b, pairs, false);
    double share = kOptions.weakest_share;
    double score = share * weakest + (1 - share) * sum / weight;
    score -= kOptions.left_out * (left + right);
    // A Vietnamese name is written whole or not at all.
    bool whole = (a.is_vietnamese && a.has_marks) || (b.is_vietnamese && b.has_marks);
    if ((left > 0 && right > 0) || (whole && left + right > 0)) score -= kOptions.contradiction;
    int counted = 0;
    for (const auto& pair : pairs)
        counted += counts(a.tokens[pair.left]) && counts(b.tokens[pair.right]);
    if (counted < 2 && left + right > 0) score -= kOptions.lone_token;
    return std::clamp(score, 0.0, 1.0);
}

/// Vietnamese syllables are equal or not: an edit inside one makes another word. Marks may be left
/// out on one side as a whole, and moved within the syllable (hoà, hòa).
Outcome compare_syllables(const NameTokens& a, const NameTokens& b) {
    Outcome outcome;
    if (a.tokens.size() != b.tokens.size()) return outcome;
    bool both_marked = a.has_marks && b.has_marks;
    for (std::size_t i = 0; i < a.tokens.size(); ++i) {
        const NameToken &x = a.tokens[i], &y = b.tokens[i];
        if (x.folded != y.folded) return {};
        if (x.text == y.text)
            outcome.pairs.push_back({i, i, 1.0, "equal"});
        else if (both_marked && marks_of(x.text) != marks_of(y.text))
            return {};
        else
            outcome.pairs.push_back(
                {i, i, both_marked ? 1.0 : 0.95,
                 both_marked ? "equal, tone placed elsewhere" : "equal without marks"});
    }
    double sum = 0;
    for (const auto& pair : outcome.pairs) sum += pair.score;
    outcome.score = sum / static_cast<double>(outcome.pairs.size());
    return outcome;
}

/// Phones of the whole name, for names cut differently: Xi Jin Ping, Mc Guinness.
Phones all_phones(const NameTokens& name) {
    Phones phones;
    for (const auto& token : name.tokens)
        for (char sound : token.phones.view())
            if (phones.count < kMaxPhones) phones.sounds[phones.count++] = sound;
    return phones;
}

double sound_of_all(const NameTokens& a, const NameTokens& b) {
    auto is_abjad = [](const NameTokens& name) { return name.tokens.front().is_abjad; };
    Phones left = all_phones(a), right = all_phones(b);
    if (is_abjad(b)) return abjad_similarity(left, right, is_abjad(a), kOptions.joined_floor);
    if (is_abjad(a)) return abjad_similarity(right, left, false, kOptions.joined_floor);
    return sound_similarity(left, right, kOptions.joined_floor);
}

std::string joined(const NameTokens& name) {
    std::string all;
    for (const auto& token : name.tokens) all += token.folded;
    return all;
}

Outcome compare_sounds(const NameTokens& a, const NameTokens& b) {
    Outcome outcome;
    bool ordered = (a.is_vietnamese && a.has_marks) || (b.is_vietnamese && b.has_marks);
    outcome.pairs = ordered ? align_in_order(a, b) : align(a, b);
    outcome.score = score_of(a, b, outcome.pairs);
    if (outcome.score < kOptions.same && a.tokens.size() != b.tokens.size()) {
        double whole = sound_of_all(a, b);
        if (whole > outcome.score) return {whole, {}, "cut into words differently"};
    }
    return outcome;
}

/// Whole names by the syllables of their language, where a table tells how others spell them.
Outcome by_syllables(const NameTokens& a, const NameTokens& b) {
    if (const char* reason = same_syllables(a, b)) return {kOptions.same_syllables, {}, reason};
    return {};
}

Outcome compare_tokens(const NameTokens& a, const NameTokens& b) {
    if (a.is_vietnamese && b.is_vietnamese && a.is_latin && b.is_latin) {
        Outcome outcome = compare_syllables(a, b);
        // Two that are written with marks differ where their marks do, whatever they read.
        return outcome.score > 0 || a.has_marks == b.has_marks ? outcome : by_syllables(a, b);
    }
    // One character is one syllable: near is other.
    if (a.is_syllabic && b.is_syllabic)
        return joined(a) == joined(b) ? Outcome{1.0, {}, "the same reading"} : Outcome{};
    const bool is_spelled = is_vietnamese_and_cyrillic(a, b);
    if (is_spelled && spells_vietnamese(a, b))
        return {kOptions.same_syllables, {}, "Vietnamese in Cyrillic letters"};
    Outcome outcome = compare_sounds(a, b);
    if (is_spelled) {
        // Three words, or marks, are Vietnamese for sure: then the table alone decides.
        const NameTokens& latin = a.is_latin ? a : b;
        const bool is_sure = latin.has_marks || latin.tokens.size() > 2;
        outcome.score = std::max(
            0.0, outcome.score - (is_sure ? kOptions.other_name : kOptions.other_syllable));
    }
    if (outcome.score < kOptions.same) {
        Outcome syllables = by_syllables(a, b);
        if (syllables.score > 0) return syllables;
    } else if (outcome.score < 1 &&
               (spell_others(a, b) || (are_of_syllables(a, b) && !same_syllables(a, b)))) {
        outcome.score = std::max(0.0, outcome.score - kOptions.other_name);
    }
    return outcome;
}

}  // namespace

double name_similarity(const NameTokens& a, const NameTokens& b) {
    if (a.tokens.empty() || b.tokens.empty()) return 0;
    return compare_tokens(a, b).score;
}

NameComparison compare_names(std::string_view left, std::string_view right) {
    NameTokens a = cut_name(left), b = cut_name(right);
    NameComparison result{0, false, {}};
    if (a.tokens.empty() || b.tokens.empty()) return result;
    Outcome outcome = compare_tokens(a, b);
    if ((a.is_cut || b.is_cut) && fold_name(left) != fold_name(right)) outcome.score = 0;
    result.score = outcome.score;
    result.same = outcome.score >= kOptions.same;
    if (outcome.whole) {
        result.steps.push_back(
            {std::string(left), std::string(right), outcome.score, outcome.whole});
        return result;
    }
    auto unpaired = [&](const NameTokens& name, std::size_t i, bool left_side) {
        return std::none_of(
                   outcome.pairs.begin(), outcome.pairs.end(),
                   [&](const Pairing& p) { return (left_side ? p.left : p.right) == i; }) &&
               i < name.tokens.size();
    };
    for (const auto& pair : outcome.pairs)
        result.steps.push_back(
            {a.tokens[pair.left].text, b.tokens[pair.right].text, pair.score, pair.reason});
    auto reason = [](const NameToken& token) {
        return token.kind == TokenKind::particle   ? "particle"
               : token.kind == TokenKind::addition ? "title or addition"
                                                   : "only here";
    };
    for (std::size_t i = 0; i < a.tokens.size(); ++i)
        if (unpaired(a, i, true))
            result.steps.push_back({a.tokens[i].text, "", 0, reason(a.tokens[i])});
    for (std::size_t i = 0; i < b.tokens.size(); ++i)
        if (unpaired(b, i, false))
            result.steps.push_back({"", b.tokens[i].text, 0, reason(b.tokens[i])});
    return result;
}

}  // namespace parley
