// How far sounds lie apart. The costs are our own knowledge of the romanisations that news in
// English, German, French, Polish, Vietnamese and others use.
#include "graph/names_distance.hpp"

#include <algorithm>

namespace parley {
namespace {

constexpr std::string_view kVowels = "aeiouyAOU";
bool is_vowel(char sound) { return kVowels.find(sound) != std::string_view::npos; }

/// Sounds that romanisations write for each other, and what taking one for the other costs.
struct Near {
    std::string_view sounds;  ///< each with each
    double cost;
};
constexpr Near kNear[] = {
    {"szc", 0.10}, {"sSZXQ", 0.20}, {"zZ", 0.15}, {"zC", 0.10}, {"cC", 0.05}, {"cX", 0.10},
    {"sC", 0.25},  {"CX", 0.20},    {"cS", 0.20}, {"SZ", 0.10}, {"SQ", 0.05}, {"XQ", 0.05},
    {"XJ", 0.15},  {"ZJ", 0.05},    {"jZ", 0.05}, {"jJ", 0.05}, {"jY", 0.05}, {"jH", 0.15},
    {"jh", 0.45},  {"jg", 0.30},    {"jX", 0.20}, {"jS", 0.25}, {"cJ", 0.15}, {"cZ", 0.25},
    {"kc", 0.05},  {"kQ", 0.15},    {"HQ", 0.05}, {"Hh", 0.05}, {"hQ", 0.20}, {"kH", 0.20},
    {"kg", 0.25},  {"gh", 0.15},    {"gH", 0.20}, {"gJ", 0.20}, {"gZ", 0.20}, {"gG", 0.05},
    {"gY", 0.30},  {"GY", 0.10},    {"vw", 0.02}, {"vf", 0.10}, {"wf", 0.15}, {"vb", 0.50},
    {"bp", 0.20},  {"fp", 0.30},    {"wu", 0.10}, {"vu", 0.30}, {"vp", 0.35}, {"td", 0.20},
    {"mn", 0.60},  {"lr", 0.70},    {"Rr", 0.10}, {"RZ", 0.05}, {"RS", 0.15}, {"Rz", 0.15},
    {"Yi", 0.05},  {"Yy", 0.02},    {"yi", 0.02}, {"Yl", 0.35}, {"Ye", 0.20}, {"ji", 0.10},
    {"xs", 0.10},  {"xS", 0.05},    {"xk", 0.15}, {"xH", 0.20}, {"xh", 0.25}, {"xz", 0.20},
    {"xX", 0.15},  {"xZ", 0.20},    {"xJ", 0.25}, {"xC", 0.20}, {"xc", 0.15}, {"tC", 0.35},
    {"tX", 0.40},  {"dJ", 0.35},    {"dz", 0.35}, {"Au", 0.25}, {"Ae", 0.02}, {"Aa", 0.10},
    {"Oo", 0.10},  {"Oe", 0.10},    {"Ou", 0.15}, {"Uu", 0.05}, {"Ui", 0.10}, {"Uy", 0.05},
    {"ei", 0.15},  {"ou", 0.15},    {"ae", 0.20}, {"ao", 0.15}, {"oy", 0.30}, {"uy", 0.20},
    {"JC", 0.20},  {"jC", 0.20},    {"qk", 0.05}, {"qC", 0.15}, {"qX", 0.10}, {"qJ", 0.20},
    {"qg", 0.20},  {"rZ", 0.40},    {"Qt", 0.30}, {"tk", 0.70}, {"nY", 0.60}, {"tp", 0.80},
    {"OA", 0.20},  {"UO", 0.15},
};
constexpr double kOtherVowel = 0.30;
/// What leaving a sound out costs. `j`, `w` and `H` are consonants to some and glides or breaths to
/// others.
constexpr double kVowelLost = 0.35, kGlideLost = 0.20, kBreathLost = 0.25, kSemivowelLost = 0.5,
                 kStrongBreathLost = 0.6, kConsonantLost = 1.0;

/// How much more a change of the first sound counts: names differ at their head.
constexpr double kFirstSound = 2.0;

struct Costs {
    std::array<std::array<float, 128>, 128> change;
    std::array<float, 128> lose;

    Costs() {
        for (unsigned a = 0; a < 128; ++a)
            for (unsigned b = 0; b < 128; ++b)
                change[a][b] = a == b ? 0.0F
                               : is_vowel(static_cast<char>(a)) && is_vowel(static_cast<char>(b))
                                   ? static_cast<float>(kOtherVowel)
                                   : 1.0F;
        for (const auto& near : kNear)
            for (char a : near.sounds)
                for (char b : near.sounds) {
                    if (a == b) continue;
                    auto& cost =
                        change[static_cast<unsigned char>(a)][static_cast<unsigned char>(b)];
                    cost = std::min(cost, static_cast<float>(near.cost));
                }
        lose.fill(static_cast<float>(kConsonantLost));
        set_lost(kVowels, kVowelLost);
        set_lost("YG", kGlideLost);
        set_lost("h", kBreathLost);
        set_lost("jw", kSemivowelLost);
        set_lost("H", kStrongBreathLost);
    }
    void set_lost(std::string_view sounds, double cost) {
        for (char sound : sounds)
            lose[static_cast<unsigned char>(sound)] = static_cast<float>(cost);
    }
};

float lost(const Costs& cost, char sound, bool first) {
    float lose = cost.lose[static_cast<unsigned char>(sound)];
    return first ? std::min(1.0F, static_cast<float>(kFirstSound) * lose) : lose;
}

const Costs& costs() {
    static const Costs kCosts;
    return kCosts;
}

}  // namespace

double sound_similarity(const Phones& a, const Phones& b, double floor) {
    if (a.count == 0 || b.count == 0) return a.count == b.count ? 1.0 : 0.0;
    if (a.view() == b.view()) return 1.0;
    const Costs& cost = costs();
    auto longest = static_cast<double>(std::max(a.count, b.count));
    auto allowed = static_cast<float>((1.0 - floor) * longest);
    std::array<float, kMaxPhones + 1> row;
    row[0] = 0;
    for (std::size_t j = 0; j < b.count; ++j) row[j + 1] = row[j] + lost(cost, b.sounds[j], j == 0);
    for (std::size_t i = 0; i < a.count; ++i) {
        auto sound = static_cast<unsigned char>(a.sounds[i]);
        const auto& change = cost.change[sound];
        float diagonal = row[0], best;
        row[0] += lost(cost, a.sounds[i], i == 0);
        best = row[0];
        for (std::size_t j = 0; j < b.count; ++j) {
            auto other = static_cast<unsigned char>(b.sounds[j]);
            float weight = i == 0 && j == 0 ? static_cast<float>(kFirstSound) : 1.0F;
            float changed = diagonal + std::min(1.0F, weight * change[other]);
            diagonal = row[j + 1];
            row[j + 1] =
                std::min({changed, row[j + 1] + cost.lose[sound], row[j] + cost.lose[other]});
            best = std::min(best, row[j + 1]);
        }
        if (best > allowed) return 0.0;
    }
    double score = 1.0 - static_cast<double>(row[b.count]) / longest;
    return score < floor ? 0.0 : score;
}

namespace {

/// Costs between a word with vowels and one of a script that leaves the short ones out.
class AbjadCosts {
  public:
    AbjadCosts() {
        change_ = costs().change;
        near("aeAO", 0.0F);  // alef
        near("yYij", 0.0F);  // ye
        near("ye", 0.05F);
        near("wuoUOv", 0.0F);  // vav
        near("bv", 0.05F);
        near("bp", 0.05F);
        near("pf", 0.05F);
        near("sSX", 0.10F);
        near("gJj", 0.05F);
        near("kqQHhg", 0.10F);
        near("zdC", 0.15F);
        near("ts", 0.20F);
        near("cCs", 0.05F);
        for (char letter : std::string_view("ywv"))
            for (char vowel : std::string_view("aA")) set(letter, vowel, 0.6F);
    }
    float change(char a, char b) const { return change_[at(a)][at(b)]; }

    /// A sound of the word with vowels that the other does not write.
    static float unwritten(char sound) {
        constexpr float kShortVowel = 0.04F, kDoubled = 0.10F;
        if (is_vowel(sound)) return kShortVowel;
        if (std::string_view("YwhHG").find(sound) != std::string_view::npos) return kDoubled * 3;
        return costs().lose[at(sound)];
    }
    /// A written sound that the other has not.
    static float unheard(char sound) {
        constexpr float kLongVowel = 0.5F, kAlef = 0.3F;
        if (sound == 'a' || sound == 'h') return kAlef;
        if (is_vowel(sound) || sound == 'w' || sound == 'Y') return kLongVowel;
        return costs().lose[at(sound)];
    }

  private:
    static std::size_t at(char sound) { return static_cast<unsigned char>(sound); }
    void set(char a, char b, float cost) { change_[at(a)][at(b)] = change_[at(b)][at(a)] = cost; }
    void near(std::string_view sounds, float cost) {
        for (char a : sounds)
            for (char b : sounds)
                if (a != b) set(a, b, std::min(cost, change_[at(a)][at(b)]));
    }

    std::array<std::array<float, 128>, 128> change_;
};

}  // namespace

double abjad_similarity(const Phones& a, const Phones& written, bool a_is_abjad, double floor) {
    static const AbjadCosts kCosts;
    if (a.count == 0 || written.count == 0) return 0;
    auto lose = [&](char sound) {
        return a_is_abjad ? AbjadCosts::unheard(sound) / 2 : AbjadCosts::unwritten(sound);
    };
    auto gain = [&](char sound) {
        return a_is_abjad ? AbjadCosts::unheard(sound) / 2 : AbjadCosts::unheard(sound);
    };
    std::array<float, kMaxPhones + 1> row;
    row[0] = 0;
    for (std::size_t j = 0; j < written.count; ++j) row[j + 1] = row[j] + gain(written.sounds[j]);
    for (std::size_t i = 0; i < a.count; ++i) {
        float diagonal = row[0];
        row[0] += lose(a.sounds[i]);
        for (std::size_t j = 0; j < written.count; ++j) {
            float changed = diagonal + kCosts.change(a.sounds[i], written.sounds[j]);
            diagonal = row[j + 1];
            row[j + 1] = std::min(
                {changed, row[j + 1] + lose(a.sounds[i]), row[j] + gain(written.sounds[j])});
        }
    }
    double score = 1.0 - static_cast<double>(row[written.count]) /
                             static_cast<double>(std::min(a.count, written.count));
    return score < floor ? 0.0 : score;
}

}  // namespace parley
