// Cleaning: one kind of space, nothing of no width, letters of the right script.
#include "ingest/text.hpp"

#include <algorithm>

namespace parley::ingest {
namespace {

/// A place in the original is found by walking from the step before it: this bounds the walk.
constexpr std::size_t kMaxStepBytes = 256;

void add_step(CleanText& out, std::size_t original, std::size_t byte) {
    out.steps.push_back({static_cast<std::uint32_t>(out.text.size()),
                         static_cast<std::uint32_t>(original), static_cast<std::uint32_t>(byte)});
}

/// Latin letters and the Cyrillic (or Greek) ones that look the same.
struct LookAlike {
    char32_t latin;
    char32_t other;
};
constexpr LookAlike kLookAlikes[] = {
    {'A', 0x410}, {'B', 0x412}, {'C', 0x421}, {'E', 0x415}, {'H', 0x41D}, {'I', 0x406},
    {'J', 0x408}, {'K', 0x41A}, {'M', 0x41C}, {'O', 0x41E}, {'P', 0x420}, {'S', 0x405},
    {'T', 0x422}, {'X', 0x425}, {'Y', 0x423}, {'a', 0x430}, {'c', 0x441}, {'e', 0x435},
    {'i', 0x456}, {'j', 0x458}, {'o', 0x43E}, {'p', 0x440}, {'s', 0x455}, {'x', 0x445},
    {'y', 0x443}, {'A', 0x391}, {'B', 0x392}, {'E', 0x395}, {'H', 0x397}, {'I', 0x399},
    {'K', 0x39A}, {'M', 0x39C}, {'N', 0x39D}, {'O', 0x39F}, {'P', 0x3A1}, {'T', 0x3A4},
    {'X', 0x3A7}, {'o', 0x3BF}};

struct Scripts {
    std::size_t latin = 0, other = 0;
};

Scripts scripts_of(std::string_view word) {
    const Characters& characters = Characters::all();
    Scripts found;
    for (std::size_t at = 0; at < word.size();) {
        char32_t c = next_code_point(word, at);
        found.latin += characters.is_latin(c);
        found.other += characters.is_greek_or_cyrillic(c);
    }
    return found;
}

/// The letter of the word's main script that looks like `c`; `c` itself where there is none.
char32_t put_right(char32_t c, bool to_latin) {
    for (const auto& pair : kLookAlikes) {
        if (to_latin && c == pair.other) return pair.latin;
        if (!to_latin && c == pair.latin && pair.other >= 0x400) return pair.other;
    }
    return c;
}

/// Rewrites words that mix scripts. Only called where the text has letters of both.
CleanText unmix(const CleanText& in) {
    CleanText out;
    std::string_view text = in.text;
    std::size_t step = 0;
    auto copy = [&](std::size_t from, std::size_t to) {  // unchanged bytes: steps move along
        while (step < in.steps.size() && in.steps[step].clean < to) {
            auto place = in.steps[step++];
            place.clean = static_cast<std::uint32_t>(out.text.size() + place.clean - from);
            out.steps.push_back(place);
        }
        out.text.append(text.substr(from, to - from));
    };
    std::size_t done = 0;
    for (std::size_t at = 0; at < text.size();) {
        std::size_t begin = at;
        while (at < text.size()) {
            std::size_t next = at;
            if (!is_word(letter_of(next_code_point(text, next)))) break;
            at = next;
        }
        std::string_view word = text.substr(begin, at - begin);
        if (word.empty()) {
            next_code_point(text, at);
            continue;
        }
        Scripts scripts = scripts_of(word);
        if (!scripts.latin || !scripts.other) continue;
        copy(done, begin);
        while (step < in.steps.size() && in.steps[step].clean < at) ++step;
        for (std::size_t i = begin; i < at;) {
            auto place = original_place(in, static_cast<std::uint32_t>(i));
            add_step(out, place.code_point, place.byte);
            append_utf8(out.text,
                        put_right(next_code_point(text, i), scripts.latin >= scripts.other));
        }
        auto place = original_place(in, static_cast<std::uint32_t>(at));
        add_step(out, place.code_point, place.byte);
        if (step < in.steps.size() && in.steps[step].clean == at && at < text.size()) ++step;
        done = at;
    }
    copy(done, text.size());
    auto end = in.steps.back();
    add_step(out, end.original, end.byte);
    return out;
}

}  // namespace

namespace {

/// A stretch of the original that is copied as it is.
struct Kept {
    std::size_t end = 0, points = 0;
    bool latin = false, other = false;
};

/// From `at`: characters that stay as they are and that nothing behind them joins, at most so many
/// bytes and one more character.
Kept kept_from(std::string_view text, std::size_t at, std::size_t most,
               const Characters& characters) {
    Kept kept{at};
    std::size_t last = at;  // the character before `end`
    const std::size_t stop = std::min(text.size(), at + most);
    while (kept.end < stop) {
        const auto byte = static_cast<unsigned char>(text[kept.end]);
        if (byte >= ' ' && byte <= '~') {
            if (byte == ' ' && kept.points > 0 && text[last] == ' ') break;
            kept.latin |= static_cast<unsigned>(byte | 0x20) - 'a' < 26;
            last = kept.end++;
            ++kept.points;
            continue;
        }
        std::size_t next = kept.end;
        const char32_t c = next_code_point(text, next);
        if (!characters.is_kept(c)) break;
        kept.latin |= characters.is_latin(c), kept.other |= characters.is_greek_or_cyrillic(c);
        last = kept.end, kept.end = next;
        ++kept.points;
    }
    // A mark that belongs to the last one takes it away.
    std::size_t next = kept.end;
    if (kept.points > 0 && next < text.size() && !characters.is_plain(next_code_point(text, next)))
        kept.end = last, --kept.points;
    return kept;
}

}  // namespace

CleanText clean(std::string_view original) {
    const Characters& characters = Characters::all();
    CleanText out;
    out.text.reserve(original.size());
    bool latin = false, other = false;
    std::size_t count = 0;  // code points of the original so far
    bool in_step = false;
    for (std::size_t at = 0; at < original.size();) {
        std::size_t begin = at;
        char32_t c = next_code_point(original, at);
        const bool another_space = c == ' ' && !out.text.empty() && out.text.back() == ' ';
        if (another_space || characters.is_nothing(c)) {
            ++count;
            in_step = false;
            continue;
        }
        if (!in_step || out.text.size() - out.steps.back().clean >= kMaxStepBytes) {
            add_step(out, count, begin);
            in_step = true;
        }
        // Most text is copied as it is.
        if (const Kept kept =
                kept_from(original, begin,
                          kMaxStepBytes - (out.text.size() - out.steps.back().clean), characters);
            kept.end > begin) {
            latin |= kept.latin, other |= kept.other;
            out.text.append(original.substr(begin, kept.end - begin));
            count += kept.points;
            at = kept.end;
            continue;
        }
        std::size_t end = at, in_chunk = 1;
        while (end < original.size()) {  // what NFC may join with c
            std::size_t next = end;
            if (characters.is_plain(next_code_point(original, next))) break;
            end = next;
            ++in_chunk;
        }
        count += in_chunk;
        at = end;
        if (in_chunk == 1 && characters.is_plain(c)) {
            if (characters.letter(c) == Letter::space) {
                char space = c == '\n' || c == 0x2028 || c == 0x2029 || c == 0x85 ? '\n' : ' ';
                out.text.push_back(space);
                in_step = end - begin == 1;
            } else {
                latin |= characters.is_latin(c);
                other |= characters.is_greek_or_cyrillic(c);
                out.text.append(original.substr(begin, end - begin));
            }
            continue;
        }
        out.text += normalise(original.substr(begin, end - begin));
        in_step = false;
    }
    add_step(out, count, original.size());
    return latin && other ? unmix(out) : out;
}

OriginalPlace original_place(const CleanText& clean, std::uint32_t clean_byte) {
    auto after = std::upper_bound(
        clean.steps.begin(), clean.steps.end(), clean_byte,
        [](std::uint32_t byte, const CleanText::Step& step) { return byte < step.clean; });
    if (after == clean.steps.begin()) return {0, 0};
    const auto& step = *(after - 1);
    std::uint32_t points = 0;
    for (std::uint32_t i = step.clean; i < clean_byte; ++i) {
        points += (static_cast<unsigned char>(clean.text[i]) & 0xC0) != 0x80;
    }
    OriginalPlace place{step.original + points, step.byte + (clean_byte - step.clean)};
    // Inside a rewritten character there is no place of its own: its end is the next step.
    if (after != clean.steps.end() && place.code_point > after->original)
        return {after->original, after->byte};
    return place;
}

}  // namespace parley::ingest
