// Cutting names into tokens.
#include "graph/names_tokens.hpp"

#include <algorithm>
#include <parley/names.hpp>

#include "graph/names_syllables.hpp"
#include "graph/names_tables.hpp"
#include "graph/utf8.hpp"

namespace parley {
namespace {

/// Bytes looked at: a longer "name" is none, and time must not grow with it.
constexpr std::size_t kMaxBytes = 400;

bool is_space_or_mark(char32_t c) {
    if (c < 0x80)
        return !((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')) &&
               c != '\'' && c != '`';
    return (c >= 0xA0 && c <= 0xBF && c != 0xAA && c != 0xBA && c != 0xAD && c != 0xB7 &&
            c != 0xB4) ||
           (c >= 0x2000 && c <= 0x206F && c != 0x2019 && c != 0x2018 && c != 0x200D) ||
           (c >= 0x3000 && c <= 0x303F) || c == 0x30FB || c == 0xFFFD;
}

bool is_of_other_script(char32_t c) {
    return c >= 0x370 && !(c >= 0x1E00 && c < 0x1F00) && !(c >= 0x2000 && c < 0x2070);
}

bool is_hyphen(char32_t c) { return c == '-' || c == 0x2010 || c == 0x2011; }

/// Where hyphens may join: Latin capitals part, Latin small letters join, other scripts part.
bool is_small(char32_t c) {
    return (c >= 'a' && c <= 'z') || (c >= 0xDF && c <= 0xFF) ||
           (c >= 0x1EA0 && c <= 0x1EF9 && c % 2 == 1) || (c >= 0x100 && c < 0x180 && c % 2 == 1) ||
           c == 0x1A1 || c == 0x1B0;
}

std::size_t letters_in(std::string_view text) {
    std::size_t count = 0;
    for (char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    return count;
}

/// The Arabic article, and the word that other languages write in one with it: Abdel, Abdul.
constexpr std::string_view kArticle = "ال", kServant = "عبد";

/// The Arabic article is written with its word: "السيسي" is al-Sisi, and Sisi.
bool drop_article(std::string& text, NameToken& token) {
    constexpr std::size_t kLeast = 3 * 2;  // letters of two bytes that have to remain
    if (!text.starts_with(kArticle) || text.size() < kArticle.size() + kLeast) return false;
    text.erase(0, kArticle.size());
    token.folded = fold_name(text);
    return true;
}

void add_token(NameTokens& name, std::string text) {
    if (text.empty()) return;
    if (name.tokens.size() == kMaxTokens) {
        name.is_cut = true;
        return;
    }
    NameToken token;
    token.folded = fold_name(text);
    // A script without spaces (Han) folds to several words: they are one token's sounds.
    token.folded.erase(std::remove(token.folded.begin(), token.folded.end(), ' '),
                       token.folded.end());
    if (token.folded.empty()) return;
    token.is_abjad = is_abjad(text);
    if (token.is_abjad && drop_article(text, token) && !name.tokens.empty() &&
        name.tokens.back().text == kServant)
        name.tokens.back().phones = phones_of(std::string(kServant) + std::string(kArticle));
    token.phones = phones_of(text);
    if (letters_in(text) == 1)
        token.kind = TokenKind::initial;
    else if (is_addition(token.folded))
        token.kind = TokenKind::addition;
    else if (is_particle(token.folded))
        token.kind = TokenKind::particle;
    token.text = std::move(text);
    name.tokens.push_back(std::move(token));
}

/// Sounds that other scripts hear in a Vietnamese syllable: Trọng is Чонг, Dũng is Зунг.
void hear_as_vietnamese(NameToken& token) {
    struct Initial {
        std::string_view letters, heard;
    };
    static constexpr Initial kHeard[] = {{"tr", "ch"}, {"gi", "z"}, {"d", "z"}};
    if (token.text.starts_with("Đ") || token.text.starts_with("đ")) return;
    for (const auto& initial : kHeard)
        if (token.folded.starts_with(initial.letters) &&
            token.folded.size() > initial.letters.size()) {
            std::string heard(initial.heard);
            token.phones = phones_of(heard + token.folded.substr(initial.letters.size()));
            return;
        }
}

/// French newspapers keep the circumflex and no tone: "Nguyên Xuân Phuc" says no more than "Nguyen
/// Xuan Phuc". But "Lê Hoa" is whole: only a syllable that has to have a tone tells.
bool lacks_tones(const NameTokens& name) {
    auto is_bare = [](const NameToken& token, bool but_circumflex) {
        for (std::size_t at = 0; at < token.text.size();) {
            CodePoint point = code_point_at(token.text, at);
            bool is_circumflex =
                std::u32string_view(U"âêôÂÊÔ").find(point.value) != std::u32string_view::npos;
            if (point.value >= 0x80 && !(but_circumflex && is_circumflex)) return false;
            at += point.length;
        }
        return true;
    };
    auto must_have_tone = [&](const NameToken& token) {
        std::string_view folded = token.folded;
        if (folded.ends_with("ch") ||
            std::string_view("cpt").find(folded.back()) != std::string_view::npos)
            return true;
        if (&token == &name.tokens.front()) return has_tone_in_front(folded);
        return &token != &name.tokens.back() && is_bare(token, false) && has_tone_inside(folded);
    };
    return std::all_of(name.tokens.begin(), name.tokens.end(),
                       [&](const NameToken& token) { return is_bare(token, true); }) &&
           std::any_of(name.tokens.begin(), name.tokens.end(), must_have_tone);
}

}  // namespace

NameTokens cut_name(std::string_view name) {
    if (name.size() > kMaxBytes) {
        name = name.substr(0, kMaxBytes);
        while (!name.empty() && (static_cast<unsigned char>(name.back()) & 0xC0) == 0x80)
            name.remove_suffix(1);
        if (!name.empty()) name.remove_suffix(1);
    }
    NameTokens cut;
    cut.tokens.reserve(4);
    std::string word;
    for (std::size_t at = 0; at < name.size();) {
        CodePoint point = code_point_at(name, at);
        std::size_t next = at + point.length;
        if (point.value >= 0x80) cut.has_marks = true;
        if (is_of_other_script(point.value)) cut.is_latin = false;
        cut.is_syllabic = cut.is_syllabic || (point.value >= 0x3040 && point.value < 0xD7B0);
        if (is_hyphen(point.value)) {
            bool joins =
                !word.empty() && next < name.size() && is_small(code_point_at(name, next).value);
            if (!joins) {
                add_token(cut, std::move(word));
                word.clear();
            }
        } else if (!point.valid || is_space_or_mark(point.value)) {
            add_token(cut, std::move(word));
            word.clear();
        } else {
            word.append(name.substr(at, point.length));
        }
        at = next;
    }
    add_token(cut, std::move(word));
    cut.is_vietnamese =
        cut.tokens.size() >= 2 &&
        std::all_of(cut.tokens.begin(), cut.tokens.end(), [](const NameToken& token) {
            return token.kind != TokenKind::initial && is_vietnamese_syllable(token.folded);
        });
    if (cut.is_vietnamese && cut.has_marks && cut.is_latin && lacks_tones(cut))
        cut.has_marks = false;
    cut.systems = syllable_systems(cut);
    // A syllable of such a name that looks like "van" or "de" is part of it.
    if (cut.systems != 0 || may_spell_vietnamese(cut))
        for (auto& token : cut.tokens)
            if (token.kind == TokenKind::particle) token.kind = TokenKind::word;
    if (cut.is_vietnamese && cut.has_marks && cut.is_latin)
        for (auto& token : cut.tokens) hear_as_vietnamese(token);
    return cut;
}

}  // namespace parley
