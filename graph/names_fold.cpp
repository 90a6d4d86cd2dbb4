// Folding: the one form of a name that index, resolver and queries share. Latin and Cyrillic go
// through a table, because every name of every article passes here; other scripts go through ICU,
// word by word, because its transliterators are slower than linear on long input.
#include "graph/names_fold.hpp"

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <memory>
#include <parley/error.hpp>
#include <parley/names.hpp>

#include "graph/utf8.hpp"

namespace parley {
namespace {

/// Code points below this one, and Latin Extended Additional, have a place in the table.
constexpr char32_t kTableEnd = 0x590;
constexpr char32_t kAdditional = 0x1E00, kAdditionalEnd = 0x1F00;
/// Longest run of another script handed to ICU at once, in code points.
constexpr int kLongestRun = 64;

/// What a letter becomes: up to seven ASCII letters.
struct Folded {
    std::array<char, 7> text{};
    std::uint8_t length = 0;
    enum Kind : std::uint8_t { gap, nothing, letters, elsewhere } kind = gap;
};

using Table = std::array<Folded, kTableEnd + (kAdditionalEnd - kAdditional)>;

void set(Folded& entry, std::string_view text) {
    entry.kind = text.empty() ? Folded::nothing : Folded::letters;
    entry.length = static_cast<std::uint8_t>(text.size());
    std::copy(text.begin(), text.end(), entry.text.begin());
}

/// Letters that decomposition does not take apart, lower case. Own knowledge.
struct Special {
    char32_t letter;
    std::string_view text;
};
constexpr Special kSpecials[] = {
    // Latin
    {0xDF, "ss"},
    {0xE6, "ae"},
    {0xF0, "d"},
    {0xF8, "o"},
    {0xFE, "th"},
    {0x111, "d"},
    {0x127, "h"},
    {0x131, "i"},
    {0x133, "ij"},
    {0x138, "k"},
    {0x142, "l"},
    {0x14B, "n"},
    {0x153, "oe"},
    {0x167, "t"},
    {0x180, "b"},
    {0x188, "c"},
    {0x192, "f"},
    {0x199, "k"},
    {0x19A, "l"},
    {0x1A1, "o"},
    {0x1B0, "u"},
    {0x1B4, "y"},
    {0x1B6, "z"},
    {0x1DD, "e"},
    {0x1E5, "g"},
    {0x225, "z"},
    {0x23C, "c"},
    {0x23F, "s"},
    {0x240, "z"},
    {0x253, "b"},
    {0x254, "o"},
    {0x256, "d"},
    {0x257, "d"},
    {0x259, "a"},
    {0x25B, "e"},
    {0x268, "i"},
    {0x26B, "l"},
    {0x272, "n"},
    {0x289, "u"},
    // Cyrillic, near to the spelling English-language news uses
    {0x430, "a"},
    {0x431, "b"},
    {0x432, "v"},
    {0x433, "g"},
    {0x434, "d"},
    {0x435, "e"},
    {0x436, "zh"},
    {0x437, "z"},
    {0x438, "i"},
    {0x439, "y"},
    {0x43A, "k"},
    {0x43B, "l"},
    {0x43C, "m"},
    {0x43D, "n"},
    {0x43E, "o"},
    {0x43F, "p"},
    {0x440, "r"},
    {0x441, "s"},
    {0x442, "t"},
    {0x443, "u"},
    {0x444, "f"},
    {0x445, "kh"},
    {0x446, "ts"},
    {0x447, "ch"},
    {0x448, "sh"},
    {0x449, "shch"},
    {0x44A, ""},
    {0x44B, "y"},
    {0x44C, ""},
    {0x44D, "e"},
    {0x44E, "yu"},
    {0x44F, "ya"},
    {0x450, "e"},
    {0x451, "e"},
    {0x452, "dj"},
    {0x453, "g"},
    {0x454, "ye"},
    {0x455, "dz"},
    {0x456, "i"},
    {0x457, "yi"},
    {0x458, "j"},
    {0x459, "lj"},
    {0x45A, "nj"},
    {0x45B, "c"},
    {0x45C, "k"},
    {0x45D, "i"},
    {0x45E, "u"},
    {0x45F, "dz"},
    {0x491, "g"},
    {0x493, "g"},
    {0x497, "j"},
    {0x499, "z"},
    {0x49B, "q"},
    {0x49D, "k"},
    {0x4A1, "q"},
    {0x4A3, "n"},
    {0x4A5, "ng"},
    {0x4AB, "s"},
    {0x4AF, "u"},
    {0x4B1, "u"},
    {0x4B3, "h"},
    {0x4B7, "j"},
    {0x4B9, "j"},
    {0x4BB, "h"},
    {0x4CF, ""},
    {0x4D9, "a"},
    {0x4E3, "i"},
    {0x4E9, "o"},
    {0x4EF, "u"},
    // Greek
    {0x3B1, "a"},
    {0x3B2, "v"},
    {0x3B3, "g"},
    {0x3B4, "d"},
    {0x3B5, "e"},
    {0x3B6, "z"},
    {0x3B7, "i"},
    {0x3B8, "th"},
    {0x3B9, "i"},
    {0x3BA, "k"},
    {0x3BB, "l"},
    {0x3BC, "m"},
    {0x3BD, "n"},
    {0x3BE, "x"},
    {0x3BF, "o"},
    {0x3C0, "p"},
    {0x3C1, "r"},
    {0x3C2, "s"},
    {0x3C3, "s"},
    {0x3C4, "t"},
    {0x3C5, "y"},
    {0x3C6, "f"},
    {0x3C7, "ch"},
    {0x3C8, "ps"},
    {0x3C9, "o"},
    // Armenian
    {0x561, "a"},
    {0x562, "b"},
    {0x563, "g"},
    {0x564, "d"},
    {0x565, "e"},
    {0x566, "z"},
    {0x567, "e"},
    {0x568, "e"},
    {0x569, "t"},
    {0x56A, "zh"},
    {0x56B, "i"},
    {0x56C, "l"},
    {0x56D, "kh"},
    {0x56E, "ts"},
    {0x56F, "k"},
    {0x570, "h"},
    {0x571, "dz"},
    {0x572, "gh"},
    {0x573, "ch"},
    {0x574, "m"},
    {0x575, "y"},
    {0x576, "n"},
    {0x577, "sh"},
    {0x578, "o"},
    {0x579, "ch"},
    {0x57A, "p"},
    {0x57B, "j"},
    {0x57C, "r"},
    {0x57D, "s"},
    {0x57E, "v"},
    {0x57F, "t"},
    {0x580, "r"},
    {0x581, "ts"},
    {0x582, "u"},
    {0x583, "p"},
    {0x584, "k"},
    {0x585, "o"},
    {0x586, "f"},
    {0x587, "ev"},
};

/// Marks inside a word that a name can do without: d'Estaing, Kar'takov, middle dots, soft hyphens.
bool is_silent(char32_t c) {
    return c == '\'' || c == 0x60 || c == 0xB4 || c == 0xAD || c == 0xB7 || c == 0x2018 ||
           c == 0x2019 || c == 0x201B || c == 0x2032 || (c >= 0x2B0 && c <= 0x36F) ||
           (c >= 0x200B && c <= 0x200F) || c == 0xFEFF;
}

std::string_view special(char32_t lower, bool& found) {
    for (const auto& entry : kSpecials) {
        found = entry.letter == lower;
        if (found) return entry.text;
    }
    return {};
}

Folded entry_for(char32_t c, const icu::Normalizer2& nfkd) {
    Folded entry;
    if (is_silent(c)) {
        entry.kind = Folded::nothing;
        return entry;
    }
    auto code = static_cast<UChar32>(c);
    if (!u_isalnum(code)) return entry;
    UChar32 lower = u_tolower(code);
    bool found = false;
    std::string_view text = special(static_cast<char32_t>(lower), found);
    if (found) {
        set(entry, text);
        return entry;
    }
    icu::UnicodeString parts;
    if (!nfkd.getDecomposition(lower, parts)) parts = icu::UnicodeString(lower);
    std::string letters;
    for (std::int32_t i = 0; i < parts.length(); i = parts.moveIndex32(i, 1)) {
        auto part = static_cast<char32_t>(u_tolower(parts.char32At(i)));
        if (part < 0x80) {
            if (u_isalnum(static_cast<UChar32>(part))) letters += static_cast<char>(part);
        } else if (!is_silent(part)) {
            letters += special(part, found);
            if (!found) entry.kind = Folded::elsewhere;
        }
    }
    if (entry.kind != Folded::elsewhere && letters.size() <= entry.text.size())
        set(entry, letters);
    else
        entry.kind = Folded::elsewhere;
    return entry;
}

Table make_table() {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfkd = icu::Normalizer2::getNFKDInstance(status);
    if (U_FAILURE(status)) throw Error("ICU has no normalisation data", "reinstall libicu");
    Table table;
    for (char32_t c = 0; c < kTableEnd; ++c) table[c] = entry_for(c, *nfkd);
    for (char32_t c = kAdditional; c < kAdditionalEnd; ++c)
        table[kTableEnd + (c - kAdditional)] = entry_for(c, *nfkd);
    return table;
}

const Table& table() {
    static const Table kTable = make_table();
    return kTable;
}

/// Letters of a script without a table, transliterated. One transliterator a thread: ICU's hold
/// state.
std::string transliterated(const icu::UnicodeString& run) {
    thread_local const std::unique_ptr<icu::Transliterator> to_ascii = [] {
        UErrorCode status = U_ZERO_ERROR;
        std::unique_ptr<icu::Transliterator> made(icu::Transliterator::createInstance(
            "NFKC; Any-Latin; Latin-ASCII; Lower", UTRANS_FORWARD, status));
        if (U_FAILURE(status)) throw Error("ICU has no transliterator", "reinstall libicu");
        return made;
    }();
    icu::UnicodeString text = run;
    to_ascii->transliterate(text);
    std::string utf8;
    text.toUTF8String(utf8);
    return utf8;
}

/// Builds the folded name: words with one space between them.
class Folder {
  public:
    explicit Folder(std::size_t size) { out_.reserve(size + 8); }

    void letter(char c) {
        if (gap_ && !out_.empty()) out_ += ' ';
        gap_ = false;
        out_ += c;
    }
    void letters(std::string_view text) {
        for (char c : text) letter(c);
    }
    /// A word ends. Russian -ий and -ый end in the one y that other languages write.
    void gap() {
        if (cyrillic_ && !gap_ && (out_.ends_with("iy") || out_.ends_with("yy")))
            out_.replace(out_.size() - 2, 2, "y");
        cyrillic_ = false;
        gap_ = true;
    }
    void saw_cyrillic() { cyrillic_ = true; }
    std::string take() {
        gap();
        return std::move(out_);
    }

  private:
    std::string out_;
    bool gap_ = true;
    bool cyrillic_ = false;
};

bool is_in_table(char32_t c) { return c < kTableEnd || (c >= kAdditional && c < kAdditionalEnd); }

const Folded& entry_of(char32_t c) {
    return table()[c < kTableEnd ? c : kTableEnd + (c - kAdditional)];
}

bool needs_icu(char32_t c) {
    if (is_in_table(c)) return entry_of(c).kind == Folded::elsewhere;
    auto code = static_cast<UChar32>(c);
    return c != 0xFFFD && (u_isalnum(code) || (U_GET_GC_MASK(code) & U_GC_M_MASK));
}

/// Folds the run of other letters that starts at `at`; gives the offset behind it.
std::size_t fold_run(std::string_view name, std::size_t at, Folder& out) {
    icu::UnicodeString run;
    for (int count = 0; at < name.size() && count < kLongestRun; ++count) {
        CodePoint point = code_point_at(name, at);
        if (!needs_icu(point.value)) break;
        run.append(static_cast<UChar32>(point.value));
        at += point.length;
    }
    for (char c : transliterated(run)) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
            out.letter(c);
        else if (c == ' ')
            out.gap();
    }
    return at;
}

}  // namespace

std::string fold_name(std::string_view name) {
    Folder out(name.size());
    for (std::size_t at = 0; at < name.size();) {
        auto byte = static_cast<unsigned char>(name[at]);
        if ((byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9')) {
            out.letter(static_cast<char>(byte));
            ++at;
            continue;
        }
        if (byte >= 'A' && byte <= 'Z') {
            out.letter(static_cast<char>(byte - 'A' + 'a'));
            ++at;
            continue;
        }
        CodePoint point = code_point_at(name, at);
        if (needs_icu(point.value)) {
            at = fold_run(name, at, out);
            continue;
        }
        at += point.length;
        if (!is_in_table(point.value)) {
            if (!is_silent(point.value)) out.gap();
            continue;
        }
        const Folded& entry = entry_of(point.value);
        if (entry.kind == Folded::gap) out.gap();
        if (entry.kind == Folded::letters) {
            if (point.value >= 0x400) out.saw_cyrillic();
            out.letters({entry.text.data(), entry.length});
        }
    }
    return out.take();
}

std::string marks_of(std::string_view word) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(status);
    auto size = static_cast<std::int32_t>(word.size());
    icu::UnicodeString text = icu::UnicodeString::fromUTF8({word.data(), size});
    text = nfd->normalize(text.toLower(), status);
    if (U_FAILURE(status)) return std::string(word);
    std::u16string letters, marks;
    for (std::int32_t i = 0; i < text.length(); ++i) {
        char16_t unit = text[i] == 0xF0 ? u'đ' : text[i];
        (u_getCombiningClass(unit) != 0 ? marks : letters) += unit;
    }
    std::sort(marks.begin(), marks.end());
    std::string key;
    icu::UnicodeString(letters.data(), static_cast<std::int32_t>(letters.size()))
        .append(marks.data(), static_cast<std::int32_t>(marks.size()))
        .toUTF8String(key);
    return key;
}

}  // namespace parley
