// Folding: the one form of a name that index, resolver and queries share. Latin and Cyrillic go
// through a table, because every name of every article passes here; other scripts go through ICU,
// word by word, because its transliterators are slower than linear on long input.
#include "graph/names_fold.hpp"

#include <unicode/normalizer2.h>
#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>
#include <parley/error.hpp>
#include <parley/names.hpp>

#include "graph/names_letters.hpp"
#include "graph/utf8.hpp"

namespace parley {
namespace {

/// Longest run of another script handed to ICU at once, in code points.
constexpr int kLongestRun = 64;

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

bool needs_icu(char32_t c) {
    if (const FoldedLetter* known = letter_table().find(c)) {
        return known->kind == FoldedLetter::elsewhere;
    }
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
        const FoldedLetter* known = letter_table().find(point.value);
        if (!known) {
            if (!is_silent(point.value)) out.gap();
            continue;
        }
        if (known->kind == FoldedLetter::gap) out.gap();
        if (known->kind == FoldedLetter::letters) {
            if (point.value >= 0x400) out.saw_cyrillic();
            out.letters({known->text.data(), known->length});
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
