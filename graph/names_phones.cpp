// Letters to sounds. All tables here are our own knowledge of the romanisations that news in
// English, German, French, Polish, Vietnamese and others use.
#include "graph/names_phones.hpp"

#include <algorithm>
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
    {U'š', "S"},  {U'ş', "S"},  {U'ș', "S"},  {U'ś', "S"},  {U'č', "X"},  {U'ć', "X"},
    {U'ç', "c"},  {U'ž', "Z"},  {U'ż', "Z"},  {U'ź', "Z"},  {U'ğ', "G"},  {U'ģ', "g"},
    {U'ķ', "k"},  {U'ļ', "l"},  {U'ņ', "n"},  {U'ł', "l"},  {U'ñ', "nY"}, {U'ń', "n"},
    {U'đ', "d"},  {U'ð', "d"},  {U'ä', "A"},  {U'æ', "A"},  {U'ö', "O"},  {U'ø', "O"},
    {U'œ', "O"},  {U'ü', "U"},  {U'å', "o"},  {U'ř', "R"},  {U'ţ', "C"},  {U'ț', "C"},
    {U'ë', "e"},  {U'ı', "i"},  {U'ß', "s"},  {U'ą', "on"}, {U'ę', "en"}, {U'ã', "a"},
    {U'õ', "o"},  {U'ə', "a"},  {U'ï', "i"},  {U'а', "a"},  {U'б', "b"},  {U'в', "v"},
    {U'г', "g"},  {U'д', "d"},  {U'е', "e"},  {U'ё', "Yo"}, {U'ж', "Z"},  {U'з', "z"},
    {U'и', "i"},  {U'й', "Y"},  {U'к', "k"},  {U'л', "l"},  {U'м', "m"},  {U'н', "n"},
    {U'о', "o"},  {U'п', "p"},  {U'р', "r"},  {U'с', "s"},  {U'т', "t"},  {U'у', "u"},
    {U'ф', "f"},  {U'х', "H"},  {U'ц', "C"},  {U'ч', "X"},  {U'ш', "S"},  {U'щ', "SX"},
    {U'ъ', ""},   {U'ы', "i"},  {U'ь', ""},   {U'э', "e"},  {U'ю', "Yu"}, {U'я', "Ya"},
    {U'є', "Ye"}, {U'і', "i"},  {U'ї', "Yi"}, {U'ґ', "g"},  {U'ў', "v"},  {U'ђ', "J"},
    {U'ј', "Y"},  {U'љ', "lY"}, {U'њ', "nY"}, {U'ћ', "X"},  {U'џ', "J"},  {U'ѓ', "g"},
    {U'ќ', "k"},  {U'ө', "O"},  {U'ү', "U"},  {U'ң', "n"},  {U'қ', "k"},  {U'ғ', "g"},
    {U'ұ', "u"},  {U'һ', "h"},  {U'ә', "a"},
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

/// Code points below this one are looked up in a table.
constexpr char32_t kTableEnd = 0x530;

const std::vector<std::string_view>& sound_table() {
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
        std::string_view sounds = c < kTableEnd ? sound_table()[c] : std::string_view();
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
        // `c` stays open between k and the sibilants before these three and at the end.
        bool soft = rest.size() < 2 || rest[1] == 'e' || rest[1] == 'i' || rest[1] == 'y';
        put(rest[0] == 'c' && !soft ? "k" : rest.substr(0, 1));
        rest.remove_prefix(1);
    }
    return phones;
}

bool is_abjad(std::string_view word) {
    if (word.empty()) return false;
    char32_t first = code_point_at(word, 0).value;
    return first >= 0x590 && first < 0x700;
}

}  // namespace parley
