// Letters to sounds, and how far sounds lie apart. All tables here are our own knowledge of the
// romanisations that news in English, German, French, Polish, Vietnamese and others use.
#include "graph/names_phones.hpp"

#include <algorithm>
#include <cmath>
#include <parley/names.hpp>
#include <string>
#include <vector>

#include "graph/utf8.hpp"

namespace parley {
namespace {

/// A letter that says more than its base letter. Capitals are sounds: S sh, Z zh, X ch, C ts,
/// J dzh, H kh, Y consonantal i; A O U are ä ö ü; small letters are read by kGroups below.
struct Letter {
    char32_t letter;
    std::string_view sounds;
};
constexpr Letter kLetters[] = {
    {U'š', "S"}, {U'ş', "S"},  {U'ș', "S"},  {U'ś', "S"},  {U'č', "X"},  {U'ć', "X"},  {U'ç', "c"},
    {U'ž', "Z"}, {U'ż', "Z"},  {U'ź', "Z"},  {U'ğ', "G"},  {U'ģ', "g"},  {U'ķ', "k"},  {U'ļ', "l"},
    {U'ņ', "n"}, {U'ł', "l"},  {U'ñ', "nY"}, {U'ń', "n"},  {U'đ', "d"},  {U'ð', "d"},  {U'ä', "A"},
    {U'æ', "A"}, {U'ö', "O"},  {U'ø', "O"},  {U'œ', "O"},  {U'ü', "U"},  {U'å', "o"},  {U'ř', "R"},
    {U'ţ', "C"}, {U'ț', "C"},  {U'ë', "e"},  {U'ı', "i"},  {U'ß', "s"},  {U'ą', "on"}, {U'ę', "en"},
    {U'ã', "a"}, {U'õ', "o"},  {U'ń', "n"},  {U'ə', "a"},  {U'ï', "i"},  {U'а', "a"},  {U'б', "b"},
    {U'в', "v"}, {U'г', "g"},  {U'д', "d"},  {U'е', "e"},  {U'ё', "Yo"}, {U'ж', "Z"},  {U'з', "z"},
    {U'и', "i"}, {U'й', "Y"},  {U'к', "k"},  {U'л', "l"},  {U'м', "m"},  {U'н', "n"},  {U'о', "o"},
    {U'п', "p"}, {U'р', "r"},  {U'с', "s"},  {U'т', "t"},  {U'у', "u"},  {U'ф', "f"},  {U'х', "H"},
    {U'ц', "C"}, {U'ч', "X"},  {U'ш', "S"},  {U'щ', "SX"}, {U'ъ', ""},   {U'ы', "i"},  {U'ь', ""},
    {U'э', "e"}, {U'ю', "Yu"}, {U'я', "Ya"}, {U'є', "Ye"}, {U'і', "i"},  {U'ї', "Yi"}, {U'ґ', "g"},
    {U'ў', "v"}, {U'ђ', "J"},  {U'ј', "Y"},  {U'љ', "lY"}, {U'њ', "nY"}, {U'ћ', "X"},  {U'џ', "J"},
    {U'ѓ', "g"}, {U'ќ', "k"},  {U'ө', "O"},  {U'ү', "U"},  {U'ң', "n"},  {U'қ', "k"},  {U'ғ', "g"},
    {U'ұ', "u"}, {U'һ', "h"},  {U'ә', "a"},
};

/// Groups of letters that are one sound or a pair of sounds; the longest comes first.
struct Group {
    std::string_view letters, sounds;
};
constexpr Group kGroups[] = {
    {"schtsch", "SX"}, {"tsch", "X"},   {"dsch", "J"}, {"shch", "SX"}, {"chtch", "SX"},
    {"szcz", "SX"},    {"stsch", "SX"}, {"sch", "S"},  {"tch", "X"},   {"dzh", "J"},
    {"dZ", "J"},       {"sh", "S"},     {"sz", "S"},   {"ch", "Q"},    {"cz", "X"},
    {"Cz", "J"},       {"XZ", "Z"},     {"tS", "X"},   {"tz", "C"},    {"ts", "C"},
    {"zh", "Z"},       {"zj", "Z"},     {"kh", "H"},   {"ck", "k"},    {"cs", "X"},
    {"zs", "Z"},       {"ph", "f"},     {"th", "t"},   {"gh", "g"},    {"dh", "d"},
    {"bh", "b"},       {"rz", "R"},     {"dj", "J"},   {"qu", "k"},    {"ks", "x"},
    {"gz", "x"},       {"lh", "lY"},    {"gli", "lY"}, {"ngh", "N"},   {"ng", "N"},
    {"nh", "nY"},      {"gn", "nY"},    {"gu", "g"},   {"xh", "J"},    {"ou", "u"},
    {"oo", "u"},       {"ee", "i"},     {"ie", "i"},   {"oe", "O"},    {"ue", "U"},
    {"ae", "A"},       {"eu", "O"},     {"uh", "u"},   {"ah", "a"},    {"eh", "e"},
    {"oh", "o"},       {"mc", "mak"},
};

/// Groups in scripts that write one sound with one letter: what their letters became.
constexpr std::string_view kPhoneticGroups[] = {"dZ", "XZ", "tS", "ts", "ks", "gz", "ng", "mc"};

/// Greek writes some sounds with two letters; small letters without accent.
struct Digraph {
    std::u32string_view letters;
    std::string_view sounds;
};
constexpr Digraph kDigraphs[] = {{U"μπ", "b"}, {U"ντ", "d"},  {U"γκ", "g"}, {U"γγ", "ng"},
                                 {U"τζ", "J"}, {U"ου", "u"},  {U"ει", "i"}, {U"οι", "i"},
                                 {U"αι", "e"}, {U"ευ", "ev"}, {U"αυ", "av"}};

/// Single letters left over. `c` is open between k and the sibilants, `x` between ks, s, sh and h.
std::string_view sound_of(char letter) {
    switch (letter) {
        case 'N':
            return "n";
        default:
            return {};
    }
}

constexpr std::string_view kVowels = "aeiouyAOU";
bool is_vowel(char sound) { return kVowels.find(sound) != std::string_view::npos; }

// ---- Distances -------------------------------------------------------------------------------

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
    {"td", 0.20},  {"OA", 0.20},    {"UO", 0.15},
};
constexpr double kOtherVowel = 0.30;
constexpr double kVowelLost = 0.35, kGlideLost = 0.20, kBreathLost = 0.25, kConsonantLost = 1.0;

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
        for (char vowel : kVowels)
            lose[static_cast<unsigned char>(vowel)] = static_cast<float>(kVowelLost);
        for (char glide : {'Y', 'j', 'w', 'G'})
            lose[static_cast<unsigned char>(glide)] = static_cast<float>(kGlideLost);
        for (char breath : {'h', 'H'})
            lose[static_cast<unsigned char>(breath)] = static_cast<float>(kBreathLost);
        lose['j'] = lose['w'] = 0.5F;
        lose['H'] = 0.6F;
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

/// Code points below this one are looked up in a table.
constexpr char32_t kTableEnd = 0x530;

const std::vector<std::string_view>& letter_table() {
    static const std::vector<std::string_view> kTable = [] {
        std::vector<std::string_view> table(kTableEnd);
        for (const auto& letter : kLetters)
            table[letter.letter] = letter.sounds.empty() ? std::string_view(" ") : letter.sounds;
        return table;
    }();
    return kTable;
}

char32_t lower(char32_t c) {
    if (c >= 'A' && c <= 'Z') return c + 32;
    if ((c >= 0xC0 && c <= 0xDE && c != 0xD7) || (c >= 0x410 && c <= 0x42F)) return c + 32;
    if (c >= 0x400 && c <= 0x40F) return c + 80;
    if (c == 0x130) return 'i';
    if (c == 0x18F) return 0x259;
    bool even_is_upper = (c >= 0x100 && c <= 0x137) || (c >= 0x14A && c <= 0x177) ||
                         (c >= 0x218 && c <= 0x21B) || (c >= 0x460 && c < 0x530);
    bool odd_is_upper = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E);
    if (even_is_upper && c % 2 == 0 && c != 0x138) return c + 1;
    if (odd_is_upper && c % 2 == 1) return c + 1;
    return c;
}

/// A Greek small letter without its accent; 0 where it is no Greek letter.
char32_t plain_greek(char32_t c) {
    static constexpr std::u32string_view kAccented = U"άέήίόύώϊϋΐΰ", kPlain = U"αεηιουωιυιυ";
    if (auto at = kAccented.find(c); at != kAccented.npos) return kPlain[at];
    if (c >= 0x391 && c <= 0x3A9) return c + 32;
    static constexpr std::u32string_view kCapital = U"ΆΈΉΊΌΎΏ", kSmall = U"αεηιουω";
    if (auto at = kCapital.find(c); at != kCapital.npos) return kSmall[at];
    return c >= 0x3B1 && c <= 0x3C9 ? c : 0;
}

/// What one letter of another script folds to, with a capital for a sound that takes two letters.
std::string_view sound_of_folded(std::string_view folded) {
    struct Sound {
        std::string_view folded, sound;
    };
    static constexpr Sound kSounds[] = {{"sh", "S"}, {"kh", "H"}, {"th", "t"},
                                        {"dh", "d"}, {"gh", "g"}, {"ch", "X"},
                                        {"zh", "Z"}, {"ts", "C"}, {"dz", "dz"}};
    for (const auto& known : kSounds)
        if (known.folded == folded) return known.sound;
    return folded;
}

/// The two letters at the front as one sound, and their bytes.
const Digraph* digraph_at(std::string_view word, std::size_t at, std::size_t& length) {
    CodePoint first = code_point_at(word, at);
    char32_t a = plain_greek(first.value);
    if (a == 0 || at + first.length >= word.size()) return nullptr;
    CodePoint second = code_point_at(word, at + first.length);
    // A diaeresis parts the two.
    if (second.value == U'ϊ' || second.value == U'ϋ') return nullptr;
    char32_t b = plain_greek(second.value);
    for (const auto& digraph : kDigraphs)
        if (digraph.letters[0] == a && digraph.letters[1] == b) {
            length = first.length + second.length;
            return &digraph;
        }
    return nullptr;
}

/// The word in ASCII, capitals where a sound is known. At most `kMaxPhones` letters are worth it.
std::size_t spell(std::string_view word, std::array<char, 2 * kMaxPhones>& out) {
    std::size_t count = 0;
    auto put = [&](std::string_view text) {
        for (char c : text)
            if (count < out.size() && c != ' ') out[count++] = c;
    };
    auto put_folded = [&](const std::string& folded) { put(sound_of_folded(folded)); };
    for (std::size_t at = 0; at < word.size() && count < out.size();) {
        auto byte = static_cast<unsigned char>(word[at]);
        if (byte < 0x80) {
            auto c = static_cast<char>(lower(byte));
            if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) put({&c, 1});
            ++at;
            continue;
        }
        std::size_t pair_length = 0;
        if (const Digraph* pair = digraph_at(word, at, pair_length)) {
            put(pair->sounds);
            at += pair_length;
            continue;
        }
        CodePoint point = code_point_at(word, at);
        char32_t c = lower(point.value);
        std::string_view sounds = c < kTableEnd ? letter_table()[c] : std::string_view();
        if (!sounds.empty())
            put(sounds);
        else
            put_folded(fold_name(word.substr(at, point.length)));
        at += point.length;
    }
    return count;
}

/// Groups that start with a letter, the longest first.
const std::vector<const Group*>& groups_from(char letter) {
    static const auto kByLetter = [] {
        std::array<std::vector<const Group*>, 128> by_letter;
        for (const auto& group : kGroups)
            by_letter[static_cast<unsigned char>(group.letters[0])].push_back(&group);
        for (auto& groups : by_letter)
            std::stable_sort(groups.begin(), groups.end(), [](const Group* a, const Group* b) {
                return a->letters.size() > b->letters.size();
            });
        return by_letter;
    }();
    return kByLetter[static_cast<unsigned char>(letter)];
}

bool is_phonetic_group(std::string_view letters) {
    return std::find(std::begin(kPhoneticGroups), std::end(kPhoneticGroups), letters) !=
           std::end(kPhoneticGroups);
}

}  // namespace

Phones phones_of(std::string_view word) {
    std::array<char, 2 * kMaxPhones> letters;
    std::size_t count = spell(word, letters);
    std::string_view rest(letters.data(), count);
    const char32_t first = word.empty() ? 0 : code_point_at(word, 0).value;
    const bool is_phonetic = first >= 0x370 && first < 0x2000 && !(first >= 0x1E00);
    const bool writes_doubles = !is_abjad(word);
    Phones phones;
    auto put = [&](std::string_view sounds) {
        for (char sound : sounds) {
            bool doubled =
                writes_doubles && phones.count > 0 && phones.sounds[phones.count - 1U] == sound;
            if (!doubled && phones.count < kMaxPhones) phones.sounds[phones.count++] = sound;
        }
    };
    while (!rest.empty()) {
        const Group* group = nullptr;
        for (const Group* candidate : groups_from(rest[0]))
            if (rest.starts_with(candidate->letters) &&
                (!is_phonetic || is_phonetic_group(candidate->letters))) {
                group = candidate;
                break;
            }
        if (group) {
            put(group->sounds);
            rest.remove_prefix(group->letters.size());
            continue;
        }
        std::string_view sounds = sound_of(rest[0]);
        bool soft = rest.size() > 1 && (rest[1] == 'e' || rest[1] == 'i' || rest[1] == 'y');
        if (rest[0] == 'c' && !soft && rest.size() > 1) sounds = "k";
        put(sounds.empty() ? rest.substr(0, 1) : sounds);
        rest.remove_prefix(1);
    }
    return phones;
}

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

bool is_abjad(std::string_view word) {
    if (word.empty()) return false;
    char32_t first = code_point_at(word, 0).value;
    return first >= 0x590 && first < 0x700;
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
