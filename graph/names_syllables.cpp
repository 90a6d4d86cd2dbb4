#include "graph/names_syllables.hpp"

#include <algorithm>
#include <array>
#include <bitset>
#include <parley/names.hpp>

#include "graph/names_tables.hpp"
#include "graph/utf8.hpp"

namespace parley {
namespace {

/// Longest name looked at, in bytes of its spelling, and longest syllable.
constexpr std::size_t kMaxBytes = 64, kMaxSyllable = 14;

bool is_cyrillic(std::string_view word) {
    if (word.empty()) return false;
    char32_t first = code_point_at(word, 0).value;
    return first >= 0x400 && first < 0x530;
}

bool is_all_cyrillic(const NameTokens& name) {
    return std::all_of(name.tokens.begin(), name.tokens.end(),
                       [](const NameToken& token) { return is_cyrillic(token.text); });
}

void append(std::string& out, char32_t c) {
    out += static_cast<char>(0xC0 | (c >> 6));
    out += static_cast<char>(0x80 | (c & 0x3F));
}

/// Small Russian letters: the Ukrainian ones by what they sound like, э as е.
std::string russian_letters(std::string_view word) {
    std::u32string letters;
    bool is_ukrainian = false;
    for (std::size_t at = 0; at < word.size();) {
        CodePoint point = code_point_at(word, at);
        at += point.length;
        char32_t c = point.value;
        if (c >= 0x410 && c <= 0x42F) c += 32;
        if (c >= 0x400 && c <= 0x40F) c += 80;
        is_ukrainian = is_ukrainian || c == U'і' || c == U'ї' || c == U'є' || c == U'ґ';
        if (c >= 0x430 && c <= 0x490) letters += c;
        if (c == U'ґ') letters += U'г';
    }
    std::string out;
    for (std::size_t i = 0; i < letters.size(); ++i) {
        char32_t c = letters[i];
        bool after_hushing =
            i > 0 && std::u32string_view(U"жчш").find(letters[i - 1]) != std::u32string_view::npos;
        if (c == U'и' && is_ukrainian && !after_hushing) c = U'ы';
        if (c == U'і' || c == U'ї') c = U'и';
        if (c == U'э' || c == U'є' || c == U'ё') c = U'е';
        append(out, c);
    }
    return out;
}

/// Vietnamese words are one syllable each, known by what it reads.
bool is_read(const NameTokens& name) {
    return name.is_vietnamese && name.has_marks && name.is_latin;
}

std::string spelling_of(const NameToken& token) {
    return is_cyrillic(token.text) ? russian_letters(token.text) : token.folded;
}

/// Ends of the syllables that the letters can be cut into, from the beginning on.
std::bitset<kMaxBytes + 1> cuts_of(SyllableSystem system, std::string_view letters) {
    std::bitset<kMaxBytes + 1> reached;
    reached[0] = true;
    for (std::size_t at = 0; at < letters.size(); ++at) {
        if (!reached[at]) continue;
        for (std::size_t length = 1; length <= std::min(kMaxSyllable, letters.size() - at);
             ++length)
            if (syllable_ids(system, letters.substr(at, length))) reached[at + length] = true;
    }
    return reached;
}

bool can_be_cut(SyllableSystem system, const NameToken& token, bool is_reading) {
    const std::string letters = spelling_of(token);
    if (letters.empty() || letters.size() > kMaxBytes) return false;
    if (is_reading) return sino_ids(system, letters) != nullptr;
    return cuts_of(system, letters)[letters.size()];
}

/// A name as a row of syllables, each in all its readings, cut in every possible way.
class Syllables {
  public:
    struct Edge {
        std::size_t end;
        const SyllableIds* ids;
    };

    /// `last_first`: the last word, a family name by Western order, comes first.
    Syllables(SyllableSystem system, const NameTokens& name, bool last_first) {
        std::vector<const NameToken*> words;
        for (const auto& token : name.tokens) words.push_back(&token);
        if (last_first) std::rotate(words.begin(), words.end() - 1, words.end());
        for (const auto* word : words) {
            std::size_t first = size_;
            std::string letters = spelling_of(*word);
            size_ += letters.size();
            if (size_ > kMaxBytes) {
                size_ = 0;
                return;
            }
            if (is_read(name))
                add(first, size_, sino_ids(system, letters));
            else
                cut(system, letters, first);
        }
    }
    bool is_empty() const { return size_ == 0 || edges_[0].empty(); }
    std::size_t size() const { return size_; }
    const std::vector<Edge>& from(std::size_t at) const { return edges_[at]; }

  private:
    void add(std::size_t first, std::size_t end, const SyllableIds* ids) {
        if (ids) edges_[first].push_back({end, ids});
    }

    void cut(SyllableSystem system, std::string_view letters, std::size_t offset) {
        const auto reached = cuts_of(system, letters);
        for (std::size_t at = 0; at < letters.size(); ++at) {
            if (!reached[at]) continue;
            for (std::size_t length = 1; length <= std::min(kMaxSyllable, letters.size() - at);
                 ++length)
                add(offset + at, offset + at + length,
                    syllable_ids(system, letters.substr(at, length)));
        }
    }

    std::size_t size_ = 0;
    std::array<std::vector<Edge>, kMaxBytes + 1> edges_;
};

bool share(const SyllableIds& a, const SyllableIds& b) {
    for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
        if (a[i] == b[j]) return true;
        a[i] < b[j] ? ++i : ++j;
    }
    return false;
}

/// Is there a way of cutting both into two or more syllables that can be the same?
bool match(const Syllables& a, const Syllables& b) {
    if (a.is_empty() || b.is_empty()) return false;
    std::array<std::bitset<kMaxBytes + 1>, kMaxBytes + 1> reached;
    reached[0][0] = true;
    for (std::size_t i = 0; i < a.size(); ++i)
        for (std::size_t j = 0; j < b.size(); ++j) {
            if (!reached[i][j]) continue;
            for (const auto& x : a.from(i))
                for (const auto& y : b.from(j)) {
                    bool is_whole = i == 0 && x.end == a.size();
                    if (!is_whole && share(*x.ids, *y.ids)) reached[x.end][y.end] = true;
                }
        }
    return reached[a.size()][b.size()];
}

// ---- Vietnamese in Cyrillic letters ----------------------------------------------------------

/// How a syllable begins in either spelling, and the key of that beginning; the longest first.
struct Beginning {
    std::string_view letters, key;
};
constexpr Beginning kVietnameseBeginnings[] = {
    {"ngh", "N"}, {"ng", "N"}, {"nh", "J"}, {"th", "T"},  {"tr", "C"}, {"kh", "X"}, {"ph", "f"},
    {"ch", "t"},  {"gh", "g"}, {"gi", "z"}, {"qu", "ku"}, {"d", "z"},  {"x", "s"},  {"s", "S"},
    {"c", "k"},   {"k", "k"},  {"b", "b"},  {"g", "g"},   {"h", "h"},  {"l", "l"},  {"m", "m"},
    {"n", "n"},   {"p", "p"},  {"r", "r"},  {"t", "t"},   {"v", "v"}};
constexpr Beginning kCyrillicBeginnings[] = {
    {"нг", "N"}, {"нь", "J"}, {"тх", "T"}, {"тр", "C"}, {"ч", "C"}, {"кх", "X"}, {"ф", "f"},
    {"дз", "z"}, {"зь", "z"}, {"з", "z"},  {"ж", "r"},  {"ш", "S"}, {"с", "s"},  {"к", "k"},
    {"б", "b"},  {"г", "g"},  {"х", "h"},  {"л", "l"},  {"м", "m"}, {"н", "n"},  {"п", "p"},
    {"р", "r"},  {"т", "t"},  {"в", "v"},  {"д", "d"}};

/// Vowels of Cyrillic letters; ы stands for the Vietnamese ư, which is u without its mark.
struct Vowel {
    std::string_view letter, key;
};
constexpr Vowel kCyrillicVowels[] = {{"а", "a"}, {"я", "a"}, {"е", "e"}, {"и", "i"}, {"й", "i"},
                                     {"о", "o"}, {"у", "u"}, {"ю", "u"}, {"ы", "y"}};

std::string cyrillic_key(std::string_view word, bool marked) {
    std::string letters = russian_letters(word), key;
    std::string_view rest = letters;
    for (const auto& beginning : kCyrillicBeginnings)
        if (rest.starts_with(beginning.letters)) {
            // "Нян" is nhân: the soft vowel tells.
            bool is_soft = beginning.key == "n" && rest.substr(2).starts_with("я");
            key = is_soft ? "J" : beginning.key;
            rest.remove_prefix(beginning.letters.size());
            break;
        }
    std::string ending;
    while (!rest.empty()) {
        bool found = false;
        for (const auto& vowel : kCyrillicVowels)
            if (rest.starts_with(vowel.letter)) {
                key += vowel.key == "y" && !marked ? "u" : vowel.key;
                found = true;
            }
        // Soft before a vowel: "Фьеу" is phiêu.
        if (!found && rest.starts_with("ь") && rest.size() > 2) key += 'i';
        if (!found && !rest.starts_with("ь")) {
            ending = rest;
            break;
        }
        rest.remove_prefix(2);
    }
    static constexpr Beginning kEndings[] = {{"нг", "N"}, {"нь", "J"}, {"ть", "C"}, {"н", "n"},
                                             {"к", "k"},  {"м", "m"},  {"п", "p"},  {"т", "t"}};
    for (const auto& known : kEndings)
        if (ending == known.letters) return key + '-' + std::string(known.key);
    return ending.empty() ? key + '-' : std::string();
}

/// Keys that Vietnamese spelling can have in Cyrillic letters: two where a mark is left out.
std::vector<std::string> vietnamese_keys(const NameToken& token, bool marked) {
    std::string_view rest = token.folded;
    std::string beginning;
    for (const auto& known : kVietnameseBeginnings)
        if (rest.starts_with(known.letters) && rest.size() > known.letters.size()) {
            beginning = known.key;
            rest.remove_prefix(known.letters.size());
            break;
        }
    static constexpr Beginning kEndings[] = {{"ng", "N"}, {"nh", "J"}, {"ch", "C"}, {"n", "n"},
                                             {"c", "k"},  {"m", "m"},  {"p", "p"},  {"t", "t"}};
    std::string ending;
    for (const auto& known : kEndings)
        if (rest.ends_with(known.letters)) {
            ending = known.key;
            rest.remove_suffix(known.letters.size());
            break;
        }
    // ư and ươ are written ы. The tone is another mark, so every form of ư is asked for.
    static constexpr std::string_view kHorned[] = {"ư", "ứ", "ừ", "ử", "ữ", "ự",
                                                   "Ư", "Ứ", "Ừ", "Ử", "Ữ", "Ự"};
    const bool is_horned =
        marked && std::any_of(std::begin(kHorned), std::end(kHorned), [&](auto letter) {
            return token.text.find(letter) != std::string::npos;
        });
    std::string vowels;
    for (char c : rest) vowels += c == 'y' ? 'i' : c;
    if (vowels == "uie") vowels = "ue";
    if (is_horned)
        if (auto u = vowels.find('u'); u != std::string::npos) vowels[u] = 'y';
    std::string rhyme = vowels + '-' + ending;
    if (beginning != "z" || token.folded.starts_with("gi")) return {beginning + rhyme};
    bool is_stroked =
        token.text.starts_with("Đ") || token.text.starts_with("đ") || token.text.starts_with("Ð");
    if (is_stroked) return {"d" + rhyme};
    if (marked) return {"z" + rhyme};
    return {"z" + rhyme, "d" + rhyme};
}

}  // namespace

std::uint8_t syllable_systems(const NameTokens& name) {
    constexpr std::size_t kMostWords = 4;
    if (name.tokens.empty() || name.tokens.size() > kMostWords) return 0;
    std::uint8_t systems = 0;
    for (auto system : {SyllableSystem::chinese, SyllableSystem::korean})
        if (std::all_of(name.tokens.begin(), name.tokens.end(), [&](const NameToken& token) {
                return can_be_cut(system, token, is_read(name));
            }))
            systems |= static_cast<std::uint8_t>(1U << static_cast<unsigned>(system));
    return systems;
}

const char* same_syllables(const NameTokens& a, const NameTokens& b) {
    struct Known {
        SyllableSystem system;
        const char* reason;
    };
    static constexpr Known kSystems[] = {{SyllableSystem::chinese, "the same Chinese syllables"},
                                         {SyllableSystem::korean, "the same Korean syllables"}};
    for (const auto& known : kSystems) {
        if ((a.systems & b.systems & 1U << static_cast<unsigned>(known.system)) == 0) continue;
        const Syllables left(known.system, a, false), right(known.system, b, false);
        if (match(left, right)) return known.reason;
        if (b.tokens.size() > 1 && match(left, Syllables(known.system, b, true)))
            return known.reason;
        if (a.tokens.size() > 1 && match(Syllables(known.system, a, true), right))
            return known.reason;
    }
    return nullptr;
}

bool are_of_syllables(const NameTokens& a, const NameTokens& b) {
    constexpr std::size_t kMostSyllables = 3;
    auto is_short = [](SyllableSystem system, const NameTokens& name) {
        if (name.tokens.size() < 2 || is_read(name)) return false;
        if (!syllable_ids(system, spelling_of(name.tokens.front()))) return false;
        std::size_t syllables = 0;
        for (const auto& token : name.tokens) {
            const std::string letters = spelling_of(token);
            const bool is_one = syllable_ids(system, letters) != nullptr;
            bool is_two = false;
            for (std::size_t cut = 1; cut < letters.size() && !is_two; ++cut)
                is_two = syllable_ids(system, std::string_view(letters).substr(0, cut)) &&
                         syllable_ids(system, std::string_view(letters).substr(cut));
            if (!is_one && !is_two) return false;
            syllables += is_one ? 1 : 2;
        }
        return syllables <= kMostSyllables;
    };
    for (auto system : {SyllableSystem::chinese, SyllableSystem::korean})
        if (is_short(system, a) && is_short(system, b)) return true;
    return false;
}

bool may_spell_vietnamese(const NameTokens& name) {
    return name.tokens.size() >= 2 && is_all_cyrillic(name) &&
           std::all_of(name.tokens.begin(), name.tokens.end(), [](const NameToken& token) {
               return !cyrillic_key(token.text, false).empty();
           });
}

bool spell_others(const NameTokens& a, const NameTokens& b) {
    constexpr std::size_t kLeastWords = 3;  // fewer are too often of another language
    if (a.tokens.size() < kLeastWords || a.tokens.size() != b.tokens.size()) return false;
    if (!may_spell_vietnamese(a) || !may_spell_vietnamese(b)) return false;
    for (std::size_t i = 0; i < a.tokens.size(); ++i)
        if (cyrillic_key(a.tokens[i].text, false) != cyrillic_key(b.tokens[i].text, false))
            return true;
    return false;
}

bool is_vietnamese_and_cyrillic(const NameTokens& a, const NameTokens& b) {
    if (a.tokens.size() != b.tokens.size() || a.tokens.size() < 2) return false;
    auto is_pair = [](const NameTokens& one, const NameTokens& other) {
        return one.is_vietnamese && one.is_latin && is_all_cyrillic(other);
    };
    return is_pair(a, b) || is_pair(b, a);
}

bool spells_vietnamese(const NameTokens& a, const NameTokens& b) {
    const NameTokens& vietnamese = a.is_latin ? a : b;
    const NameTokens& cyrillic = a.is_latin ? b : a;
    for (std::size_t i = 0; i < vietnamese.tokens.size(); ++i) {
        std::string spelled = cyrillic_key(cyrillic.tokens[i].text, vietnamese.has_marks);
        auto keys = vietnamese_keys(vietnamese.tokens[i], vietnamese.has_marks);
        if (std::find(keys.begin(), keys.end(), spelled) == keys.end()) return false;
    }
    return true;
}

std::vector<std::string> syllable_keys(const NameTokens& name) {
    std::vector<std::string> keys;
    if (name.tokens.size() < 2) return keys;
    for (auto system : {SyllableSystem::chinese, SyllableSystem::korean}) {
        const auto bit = static_cast<unsigned>(system);
        if ((name.systems & 1U << bit) == 0) continue;
        const std::string family = spelling_of(name.tokens.front());
        const SyllableIds* ids =
            is_read(name) ? sino_ids(system, family) : syllable_ids(system, family);
        if (!ids) continue;
        for (auto id : *ids) keys.push_back(std::to_string(bit) + '/' + std::to_string(id));
    }
    const bool is_vietnamese = name.is_vietnamese && name.is_latin;
    if (!is_vietnamese && !is_all_cyrillic(name)) return keys;
    std::string key = "v";
    for (const auto& token : name.tokens) {
        std::string one = is_vietnamese ? vietnamese_keys(token, name.has_marks).front()
                                        : cyrillic_key(token.text, false);
        if (one.empty()) return keys;
        // Vowels differ by marks, and d by its stroke.
        for (char c : one)
            if (std::string_view("aeiouy").find(c) == std::string_view::npos)
                key += c == 'd' ? 'z' : c;
        key += '/';
    }
    keys.push_back(std::move(key));
    return keys;
}

}  // namespace parley
