// Lines into sentences, tokens and listed words.
#include <algorithm>

#include "ingest/bullets.hpp"
#include "ingest/stages.hpp"

namespace parley::ingest {
namespace {

/// A line that breaks in the middle of a sentence is at least this long (hard-wrapped text).
constexpr std::uint32_t kShortestWrappedLine = 40;
/// A year; other numbers before a dot may be ordinals.
constexpr std::uint32_t kYearDigits = 4;
/// The dash of a dateline is one of so many tokens.
constexpr std::uint32_t kLongestDateline = 16;
/// The number before an item of a list has no more.
constexpr std::uint32_t kItemDigits = 2;
/// Parts of a word that lost a space are at least so many bytes long; before a capital both parts
/// must be known words if the first is shorter than this.
constexpr std::size_t kShortestPart = 6, kSurePart = 8, kShortestBehind = 10;

class Splitter {
  public:
    explicit Splitter(Document& document)
        : document_(document),
          ordinal_dots_(attribute(document.pack->settings, "ordinal-dot") == "yes"),
          glued_words_(attribute(document.pack->settings, "glued-words") == "yes") {}

    void run() {
        for (std::uint32_t i = 0; i < document_.lines.size(); ++i) {
            const Line& line = document_.lines[i];
            if (line.kind == LineKind::title || line.kind == LineKind::text ||
                line.kind == LineKind::dateline)
                read_line(i);
        }
        find_hits();
    }

  private:
    std::string_view text_of(std::uint32_t token) const {
        return document_.text_of(token, token + 1);
    }

    void read_line(std::uint32_t number) {
        const Line& line = document_.lines[number];
        std::string_view text =
            std::string_view(document_.clean.text).substr(line.begin, line.end - line.begin);
        auto first = static_cast<std::uint32_t>(document_.tokens.size());
        split_tokens(text, raw_);
        for (const RawToken& raw : raw_) {
            add_token(raw.begin + line.begin, raw.end + line.begin, raw.flags);
        }
        auto end = static_cast<std::uint32_t>(document_.tokens.size());
        line_begin_ = first;
        // A hard-wrapped line goes on in the next.
        if (number > 0 && !document_.sentences.empty() && first < end &&
            wraps(number, first, end)) {
            Sentence& last = document_.sentences.back();
            first = last.begin;
            document_.sentences.pop_back();
        }
        std::uint32_t begin = first;
        for (std::uint32_t at = first; at < end; ++at) {
            if (!ends_sentence(at, end)) continue;
            std::uint32_t stop = at + 1;
            while (stop < end && closes(stop)) ++stop;
            document_.sentences.push_back({begin, stop, line.kind, number});
            begin = stop;
            at = stop - 1;
        }
        if (begin < end) document_.sentences.push_back({begin, end, line.kind, number});
    }

    void add_token(std::uint32_t begin, std::uint32_t end, std::uint8_t flags) {
        const auto text = std::string_view(document_.clean.text).substr(begin, end - begin);
        const std::uint32_t word = word_of(text, flags);
        if (glued_words_ && (flags & (kCapital | kSmall))) {
            if (const auto cut = static_cast<std::uint32_t>(seam(text, word, flags)); cut > 0) {
                constexpr std::uint8_t kPlace = kGlued | kNewline;
                add_token(begin, begin + cut, (flags & kPlace) | letters_of(text.substr(0, cut)));
                add_token(begin + cut, end, letters_of(text.substr(cut)));
                return;
            }
        }
        document_.tokens.push_back({begin, end, word, flags, 0});
    }

    /// The flags that a word has by its letters.
    std::uint8_t letters_of(std::string_view word) {
        split_tokens(word, part_);
        return part_.front().flags & (kCapital | kAllCaps | kSmall | kInnerCapital);
    }

    /// Scraped pages lose the space where a link or bold print began or ended: "МолдовыНаталья",
    /// "Петровзаявил". Where the second of the words begins, or 0.
    std::size_t seam(std::string_view text, std::uint32_t word, std::uint8_t flags) {
        const Vocabulary& words = document_.pack->lexicon.words;
        if (flags & kInnerCapital) {
            std::size_t at = 0;
            next_code_point(text, at);
            Letter before = Letter::upper;
            for (std::size_t next = at; at < text.size(); at = next) {
                const Letter letter = characters_.letter(next_code_point(text, next));
                if (before == Letter::lower && letter == Letter::upper) break;
                before = letter;
            }
            const std::size_t behind = text.size() - at;
            const bool left = words.find(folded(text.substr(0, at))) != kUnknownWord,
                       right = words.find(folded(text.substr(at))) != kUnknownWord;
            if (behind >= kShortestPart && (at >= kSurePart ? left || right : left && right))
                return at;
        }
        if (flags & kSmall) {
            if (const std::size_t at = seam_behind_letter(text)) return at;
        }
        const Entry* listed = listed_alone(word, document_.pack->known.glued);
        if (!listed) return 0;
        const std::string_view tail = attribute(listed->attributes, "tail");
        if (!tail.empty() && tail.size() < text.size()) return text.size() - tail.size();
        const std::string& whole = folded(text);
        const std::size_t ending = words.ending_size(whole);
        if (whole.size() != text.size() || ending == 0) return 0;
        const std::size_t before = whole.size() - ending;
        if (before < kShortestPart) return 0;
        return (flags & kCapital) || words.find(std::string_view(whole).substr(0, before)) ? before
                                                                                           : 0;
    }

    /// "спремьером", "ивстретился": a word of one letter, and an office or a past verb. Where that
    /// begins, or 0.
    std::size_t seam_behind_letter(std::string_view text) {
        std::size_t at = 0;
        next_code_point(text, at);
        if (text.size() < at + kShortestBehind) return 0;
        const Vocabulary& words = document_.pack->lexicon.words;
        const WellKnown& known = document_.pack->known;
        const std::string& whole = folded(text);
        if (whole.size() != text.size() || words.find(whole)) return 0;
        const std::string_view first = std::string_view(whole).substr(0, at);
        const std::uint32_t small = words.find(first), behind = words.find(whole.substr(at));
        const bool joins = listed_alone(small, known.list_and) != nullptr;
        const bool office = (joins || listed_alone(small, known.governor)) &&
                            listed_alone(behind, known.list_office);
        return office || (joins && listed_alone(behind, known.past)) ? at : 0;
    }

    /// The entry of the list that is this one word, or null.
    const Entry* listed_alone(std::uint32_t word, std::uint32_t list) const {
        if (word == kUnknownWord) return nullptr;
        const Lexicon& lexicon = document_.pack->lexicon;
        const std::uint32_t node = lexicon.automaton.step(0, word);
        if (node == 0) return nullptr;
        for (const Listed& form : lexicon.automaton.forms(node)) {
            if (form.list == list) return &lexicon.entries[lexicon.forms[form.form].entry];
        }
        return nullptr;
    }

    bool wraps(std::uint32_t number, std::uint32_t first, std::uint32_t end) const {
        const Line& before = document_.lines[number - 1];
        const Sentence& last = document_.sentences.back();
        if (last.line + 1 != number || before.kind != LineKind::text ||
            document_.lines[number].kind != LineKind::text)
            return false;
        if (document_.lines[number].continues) {
            for (std::uint32_t at = last.end; at-- > last.begin;) {
                if (ends_sentence(at, end)) return false;
                if (!closes(at)) break;
            }
            return true;
        }
        if (before.end - before.begin < kShortestWrappedLine) return false;
        std::uint8_t flags = document_.tokens[first].flags;
        if (flags & (kCapital | kMark | kNumber)) return false;
        std::string_view closing = text_of(last.end - 1);
        return closing != "." && closing != "!" && closing != "?" && closing != ":" &&
               closing != "\u2026";
    }

    std::uint32_t word_of(std::string_view text, std::uint8_t flags) {
        return (*memo_).number(text, [&] { return look_up(text, flags); });
    }

    std::uint32_t look_up(std::string_view text, std::uint8_t flags) {
        const Vocabulary& words = document_.pack->lexicon.words;
        if (flags & kNumber) return words.find(text);
        const std::string& whole = folded(text);
        std::uint32_t word = words.find(whole);
        return word == kUnknownWord ? words.find_ending(whole) : word;
    }

    /// Valid until the next is folded.
    const std::string& folded(std::string_view text) {
        folded_.clear();
        if (append_lower(folded_, text, characters_)) document_.pack->apply_folds(folded_);
        return folded_;
    }

    /// Does the sentence end with this token?
    bool ends_sentence(std::uint32_t at, std::uint32_t end) const {
        const Token& token = document_.tokens[at];
        if (!(token.flags & kMark)) return false;
        std::string_view mark = text_of(at);
        bool strong = mark == "!" || mark == "?" || mark == "\u2026";
        if (mark != "." && !strong) return false;
        std::uint32_t next = at + 1;
        while (next < end && closes(next)) ++next;
        if (next >= end) return true;
        const Token& after = document_.tokens[next];
        bool opens = (after.flags & (kCapital | kNumber)) || opens_quote(next);
        if (!opens) return false;
        return strong || mark != "." || !is_abbreviation(at, next);
    }

    /// The dot at `at` belongs to the word before it.
    bool is_abbreviation(std::uint32_t at, std::uint32_t next) const {
        if (at == 0 || !(document_.tokens[at].flags & kGlued)) return false;
        const Token& before = document_.tokens[at - 1];
        bool glued = (document_.tokens[next].flags & kGlued) && next == at + 1;
        if (before.flags & kNumber) {
            std::uint32_t digits = before.end - before.begin;
            if (glued && (document_.tokens[next].flags & kNumber)) return true;  // 22.10.2019
            std::string_view joint = text_of(next);
            if (glued && (joint == "-" || joint == "\u2013")) return ordinal_dots_;  // 7.–10.11.
            if (at == line_begin_ + 1 && digits <= kItemDigits) return true;  // "1. Agreement on"
            return ordinal_dots_ && digits < kYearDigits;  // also "am 10.September"
        }
        std::size_t letter = before.begin;
        next_code_point(document_.clean.text, letter);
        if (letter == before.end && (before.flags & kCapital)) return true;  // an initial
        return document_.pack->known.abbreviation != kNoIndex &&
               is_listed_abbreviation(before.word,
                                      at >= 2 && (document_.tokens[at - 2].flags & kNumber) != 0);
    }

    /// Entries with `after-number=no` are none behind a number: "в г. Минск", but "в 2019 г. Он".
    bool is_listed_abbreviation(std::uint32_t word, bool after_number) const {
        const Entry* listed = listed_alone(word, document_.pack->known.abbreviation);
        return listed && !(after_number && attribute(listed->attributes, "after-number") == "no");
    }

    /// Where the text of "1. Agreement on trade", "• Agreement", of "HANOI (VNA) - The minister"
    /// begins; else where the sentence does.
    std::uint32_t text_of_sentence(const Sentence& sentence) const {
        const Token& first = document_.tokens[sentence.begin];
        const bool numbered = sentence.begin + 2 < sentence.end && (first.flags & kNumber) &&
                              document_.mark_at(sentence.begin + 1) == '.';
        if (numbered) return sentence.begin + 2;
        if (sentence.begin + 1 < sentence.end && is_bullet(text_of(sentence.begin)))
            return sentence.begin + 1;
        // A dateline: its place is in capitals, or its agency in brackets before the dash.
        const std::uint32_t end = std::min(sentence.end, sentence.begin + kLongestDateline);
        for (std::uint32_t at = sentence.begin + 1; at + 1 < end; ++at) {
            if (!is_dash(at)) continue;
            const bool dateline = document_.mark_at(at - 1) == ')' || (first.flags & kAllCaps) != 0;
            while (at + 1 < end && is_dash(at)) ++at;  // "--"
            return dateline ? at : sentence.begin;
        }
        return sentence.begin;
    }
    bool is_dash(std::uint32_t at) const {
        const std::string_view mark = text_of(at);
        const bool apart = !(document_.tokens[at].flags & kGlued) || mark != "-";
        return apart && (mark == "-" || mark == "\u2013" || mark == "\u2014");
    }

    bool closes(std::uint32_t at) const {
        std::string_view mark = text_of(at);
        bool glued = document_.tokens[at].flags & kGlued;
        // Some marks close in one language and open in another: the space before them decides.
        bool either = mark == "\"" || mark == "\u201C" || mark == "\u201D" || mark == "\u00BB" ||
                      mark == "\u00AB" || mark == "." || mark == "/";
        return mark == ")" || mark == "]" || mark == "\u2026" || mark == "!" || mark == "?" ||
               (either && glued);
    }

    bool opens_quote(std::uint32_t at) const {
        std::string_view mark = text_of(at);
        return mark == "\"" || mark == "\u201C" || mark == "\u201E" || mark == "\u00AB" ||
               mark == "\u00BB" || mark == "(" || mark == "-" || mark == "\u2013" ||
               mark == "\u2014";
    }

    void find_hits() {
        document_.hits_begin.reserve(document_.tokens.size() + 1);
        document_.hits.reserve(2 * document_.tokens.size());  // most have one or two
        document_.traits.assign(document_.tokens.size(), {});
        const NeedIndex& needs = document_.pack->needs;
        document_.viable.assign(document_.sentences.size() * needs.words(), 0);
        for (std::size_t number = 0; number < document_.sentences.size(); ++number) {
            Sentence& sentence = document_.sentences[number];
            sentence.opens = text_of_sentence(sentence);
            for (std::uint32_t at = sentence.begin; at < sentence.end; ++at) {
                fetch_behind(at);
                const std::size_t first = document_.hits.size();
                document_.hits_begin.push_back(static_cast<std::uint32_t>(first));
                const std::uint32_t word = document_.tokens[at].word;
                Traits& traits = document_.traits[at];
                traits.rest = kAnything | folded_flags(document_.tokens[at].flags);
                if (at == sentence.begin || at == sentence.opens) traits.rest |= kOpensSentence;
                if (word == kUnknownWord) continue;
                traits.rest |= folded_word(word);
                const Lexicon::WordFeatures& features = document_.pack->lexicon.word_features[word];
                document_.tokens[at].opener = features.opener;
                if (features.own != 0) sentence.features.add(features.own);
                sentence.features.add_word_sets(features.sets);
                find_hits_at(at, sentence.end);
                for (std::size_t i = first; i < document_.hits.size(); ++i) {
                    const std::uint32_t list = document_.hits[i].list;
                    traits.present |= folded_list(list);
                    sentence.features.add(Features::list(list));
                }
                std::reverse(document_.hits.begin() + static_cast<std::ptrdiff_t>(first),
                             document_.hits.end());
            }
            sentence.viable = static_cast<std::uint32_t>(number * needs.words());
            needs.mark(sentence.features, document_.viable.data() + sentence.viable);
        }
        document_.hits_begin.push_back(static_cast<std::uint32_t>(document_.hits.size()));
        document_.first_span.assign(document_.tokens.size(), kNoIndex);
    }

    /// Lexicons are larger than the caches: what the next tokens need of them is on its way while
    /// this one is looked at.
    void fetch_behind(std::uint32_t at) const {
        constexpr std::uint32_t kFar = 12, kNear = 6;
        const Lexicon& lexicon = document_.pack->lexicon;
        if (at + kFar >= document_.tokens.size()) return;
        const std::uint32_t far = document_.tokens[at + kFar].word;
        lexicon.automaton.fetch(far);
        __builtin_prefetch(lexicon.word_features.data() + far);
        lexicon.automaton.fetch_forms(document_.tokens[at + kNear].word);
    }

    /// The listed forms that begin at this token, the shortest first.
    void find_hits_at(std::uint32_t at, std::uint32_t sentence_end) {
        const Lexicon& lexicon = document_.pack->lexicon;
        std::uint32_t node = 0;
        for (std::uint32_t end = at; end < sentence_end;) {
            std::uint32_t word = document_.tokens[end].word;
            if (word == kUnknownWord || (node = lexicon.automaton.step(node, word)) == 0) break;
            ++end;
            for (const Listed& form : lexicon.automaton.forms(node)) {
                if (form.capitals == 0 || fits(lexicon.automaton.asked(form), at, end))
                    document_.hits.push_back({end, form.form, form.list});
            }
        }
    }

    bool fits(const CapitalsAsked& asked, std::uint32_t begin, std::uint32_t end) const {
        return !(asked.small && any_capital(begin, end)) &&
               has_capitals(begin, end, asked.capitals, kCapital) &&
               has_capitals(begin, end, asked.all_caps, kAllCaps);
    }

    bool any_capital(std::uint32_t begin, std::uint32_t end) const {
        return std::any_of(document_.tokens.begin() + begin, document_.tokens.begin() + end,
                           [](const Token& token) { return (token.flags & kCapital) != 0; });
    }

    bool has_capitals(std::uint32_t begin, std::uint32_t end, std::uint32_t wanted,
                      std::uint8_t flag) const {
        for (std::uint32_t i = 0; wanted != 0 && begin + i < end && i < 32; ++i, wanted >>= 1) {
            if ((wanted & 1) && !(document_.tokens[begin + i].flags & flag)) return false;
        }
        return true;
    }

    Document& document_;
    WordMemos::Lent memo_{document_.pack->word_memos};
    std::vector<RawToken> raw_, part_;
    const Characters& characters_ = Characters::all();
    bool ordinal_dots_, glued_words_;
    std::uint32_t line_begin_ = 0;  ///< the first token of the line that is read
    std::string folded_;
};

}  // namespace

void split(Document& document) { Splitter(document).run(); }

}  // namespace parley::ingest
