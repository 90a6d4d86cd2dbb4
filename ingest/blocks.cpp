// Which lines are article. Cues are the pack's marks; shape does the rest.
#include <algorithm>
#include <unordered_set>

#include "ingest/stages.hpp"

namespace parley::ingest {
namespace {

/// Title and dateline are short lines.
constexpr std::size_t kLongestTitle = 300;
constexpr std::size_t kLongestDateline = 90;
/// A headline repeated at once opens a list of other articles; not before this many paragraphs:
/// what is above them may be a menu, or the article's own title and picture told twice.
constexpr std::size_t kTextBeforeTeasers = 2;
/// A shorter line is no paragraph, in bytes.
constexpr std::size_t kShortestParagraph = 100;

/// An inset within the text has at most so many headlines, and behind it stand so many paragraphs.
constexpr std::size_t kHeadlinesInInset = 3, kParagraphsBehindInset = 2;
/// One paragraph of so many bytes is as good as two: no summary of another article is so long.
constexpr std::size_t kLongestSummary = 400;

/// A longer line is a paragraph: a caption's mark in it marks a caption that ran into the text.
constexpr std::size_t kLongestCaption = 400;
/// Text wrapped at a width has lines no longer than this (letters), and no shorter a longest one.
constexpr std::size_t kWidestWrap = 120, kNarrowestWrap = 40;
/// So many of its lines, and three of four, break off within a sentence where the next word had no
/// room.
constexpr std::size_t kFewestWraps = 3;
/// An ordinal or abbreviation, with its dot, has so many letters.
constexpr std::size_t kShortWord = 5;

/// Whose picture it is stands in the mark's brackets, or between the mark and the line's end.
constexpr std::size_t kLongestCredit = 120;

bool ends_sentence(std::string_view line) {
    while (!line.empty() && (line.back() == '"' || line.back() == ')')) line.remove_suffix(1);
    return !line.empty() && (line.back() == '.' || line.back() == '!' || line.back() == '?' ||
                             line.ends_with("\u2026"));
}

std::size_t letters_in(std::string_view text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

/// At which width (letters) the lines of a text are wrapped; 0 where each line is a paragraph. Told
/// by the shape: within a sentence a line ends where the next word had no room.
class Wrapping {
  public:
    explicit Wrapping(std::string_view text) {
        visit(text, [&](std::string_view line, std::string_view) {
            width_ = std::max(width_, letters_in(line));
        });
        if (width_ > kWidestWrap || width_ < kNarrowestWrap) width_ = 0;
        if (width_ == 0) return;
        std::size_t open = 0, full = 0;
        visit(text, [&](std::string_view line, std::string_view next) {
            if (ends_sentence(line)) return;
            ++open, full += is_full(line, next);
        });
        if (full < kFewestWraps || full * 4 < open * 3) width_ = 0;
    }

    /// Whether the sentence of a line goes on in the next, right below it.
    bool joins(std::string_view line, std::string_view next) const {
        return width_ != 0 && !line.empty() && (!ends_sentence(line) || ends_short(line)) &&
               is_full(line, next);
    }

  private:
    /// Calls `look(line, next)` for every two lines with no empty one between.
    template <typename Look>
    static void visit(std::string_view text, Look look) {
        for (std::size_t at = 0, end; (end = text.find('\n', at)) != text.npos; at = end + 1) {
            const std::string_view line = text.substr(at, end - at);
            const std::string_view next = text.substr(end + 1, text.find('\n', end + 1) - end - 1);
            if (!line.empty() && !next.empty()) look(line, next);
        }
    }
    /// "on the 5.", "of the U.N.": it may be no sentence that ends so.
    static bool ends_short(std::string_view line) {
        const std::size_t space = line.rfind(' ');
        return line.back() == '.' && space != line.npos &&
               letters_in(line.substr(space + 1)) <= kShortWord;
    }
    bool is_full(std::string_view line, std::string_view next) const {
        return letters_in(line) + 1 + letters_in(next.substr(0, next.find(' '))) > width_;
    }

    std::size_t width_ = 0;
};

/// A mark that begins or ends with a letter is a word of its own: "by" does not open "Byelorussia".
bool goes_on(std::string_view text, std::size_t at) {
    if (at >= text.size()) return false;
    return is_word(letter_of(next_code_point(text, at)));
}

bool has_mark(const BlockMark& mark, std::string_view folded) {
    if (mark.at_begin && mark.at_end) return folded == mark.text;
    if (mark.at_begin) {
        if (folded.empty() || folded.front() != mark.text.front()) return false;  // most
        auto last = static_cast<unsigned char>(mark.text.back());
        bool letter = last >= 0x80 || ((last | 32) >= 'a' && (last | 32) <= 'z');
        return folded.starts_with(mark.text) && !(letter && goes_on(folded, mark.text.size()));
    }
    if (mark.at_end) return folded.ends_with(mark.text);
    return folded.find(mark.text) != std::string_view::npos;
}

/// A caption is a short line, unless its mark opens or closes it.
bool closes_caption(const BlockMark& mark, std::string_view line) {
    return mark.at_begin || mark.at_end || line.size() <= kLongestCaption;
}

/// Mostly a date and a time: "Thursday, 24/10/2019 | 15:45".
bool looks_like_dateline(std::string_view line) {
    if (line.size() > kLongestDateline || ends_sentence(line)) return false;
    std::size_t digits = 0, letters = 0, run = 0, longest = 0;
    for (char c : line) {
        bool digit = c >= '0' && c <= '9';
        digits += digit;
        letters += !digit && c != ' ' && (c & 0xC0) != 0x80 &&
                   (static_cast<unsigned char>(c) >= 0x80 || (c | 32) >= 'a');
        run = digit ? run + 1 : 0;
        longest = std::max(longest, run);
    }
    return longest == 4 && digits >= 5 && letters <= 24;
}

class LineReader {
  public:
    explicit LineReader(Document& document) : document_(document), wrapping_(document.clean.text) {}

    void read() {
        std::string_view text = document_.clean.text;
        for (std::size_t at = 0; at <= text.size();) {
            std::size_t eol = std::min(text.find('\n', at), text.size());
            add_trimmed(at, eol);
            at = eol + 1;
        }
    }

  private:
    void add_trimmed(std::size_t begin, std::size_t end) {
        std::string_view text = document_.clean.text;
        while (begin < end && text[begin] == ' ') ++begin;
        while (end > begin && text[end - 1] == ' ') --end;
        if (begin < end) add(begin, end);
    }

    struct Piece {
        std::size_t begin = 0, end = 0;
    };

    /// A caption within a paragraph: "... came. The guests at lunch. (Photo: X) Then ...": the
    /// bracket and the sentence before it. Empty if there is none.
    Piece caption_inside(std::string_view line) const {
        if (line.size() <= kLongestCaption) return {};
        for (std::size_t open = line.find('('); open != std::string_view::npos;
             open = line.find('(', open + 1)) {
            // No farther: a line of a million brackets costs linear time.
            const std::size_t size = line.substr(open, kLongestCredit + 1).find(')');
            if (size == std::string_view::npos ||
                !opens_credit(document_.pack->fold(line.substr(open, size + 1))))
                continue;
            const std::size_t close = open + size;
            std::size_t last = open;
            while (last > 0 && (line[last - 1] == ' ' || line[last - 1] == '.')) --last;
            std::size_t stop = line.substr(0, last).find_last_of(".!?");
            return {stop == std::string_view::npos ? 0 : stop + 1, close + 1};
        }
        return {};
    }

    /// Whether a bracket tells whose picture it is.
    bool opens_credit(std::string_view folded) const {
        const Pack& pack = *document_.pack;
        auto opens = [&](std::uint32_t number) {
            const BlockMark& mark = pack.blocks[number];
            return mark.kind == BlockKind::caption && mark.text.front() == '(' &&
                   folded.starts_with(mark.text);
        };
        const auto& opening = pack.opening_marks['('];
        return std::any_of(opening.begin(), opening.end(), opens) ||
               std::any_of(pack.free_marks.begin(), pack.free_marks.end(), opens);
    }

    void add(std::size_t begin, std::size_t end) {
        std::string_view line = std::string_view(document_.clean.text).substr(begin, end - begin);
        if (Piece caption = caption_inside(line); caption.end != 0 && !ended_) {
            add_trimmed(begin, begin + caption.begin);
            document_.lines.push_back({static_cast<std::uint32_t>(begin + caption.begin),
                                       static_cast<std::uint32_t>(begin + caption.end),
                                       LineKind::caption});
            add_trimmed(begin + caption.end, end);
            return;
        }
        if (goes_on_at(begin, line)) {
            const LineKind kind = document_.lines.back().kind;
            document_.lines.push_back(
                {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), kind, true});
            last_ = line;
            return;
        }
        LineKind kind = kind_of(line, is_continued(end, line));
        text_lines_ += kind == LineKind::text;
        paragraphs_ +=
            kind == LineKind::text && line.size() >= kShortestParagraph && ends_sentence(line);
        if (kind == LineKind::title) title_ = line;
        document_.lines.push_back(
            {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), kind});
        last_ = line;
    }

    /// The line that begins here goes on with the one before, of a paragraph or a caption.
    bool goes_on_at(std::size_t begin, std::string_view line) const {
        if (document_.lines.empty()) return false;
        const Line& before = document_.lines.back();
        return (before.kind == LineKind::text || before.kind == LineKind::caption) &&
               before.end + 1 == begin && wrapping_.joins(last_, line);
    }

    /// The line that ends here goes on in the next.
    bool is_continued(std::size_t end, std::string_view line) const {
        const std::string_view text = document_.clean.text;
        if (end + 1 >= text.size() || text[end] != '\n') return false;
        return wrapping_.joins(line, text.substr(end + 1, text.find('\n', end + 1) - end - 1));
    }

    /// Whether a mark that may stand within a line does: one pass for all of them.
    bool has_inner_mark(std::string_view folded) const {
        const Pack& pack = *document_.pack;
        if (pack.inner_mark_endings.empty()) return false;
        for (std::size_t at = 1; at < folded.size(); ++at) {
            const std::size_t pair = Pack::byte_pair(folded[at - 1], folded[at]);
            std::size_t number = pack.inner_mark_endings[pair];
            if (number == 0) continue;
            const std::string_view upto = folded.substr(0, at + 1);
            for (; number <= pack.inner_marks.size(); ++number) {
                const std::string& mark = pack.inner_marks[number - 1];
                if (Pack::byte_pair(mark.end()[-2], mark.back()) != pair) break;
                if (upto.ends_with(mark)) return true;
            }
        }
        return false;
    }

    /// Behind the mark of an inset at most a few headlines, then paragraphs: the article goes on
    /// behind them. Headlines with a summary each are a list of other articles.
    bool has_text_behind(std::string_view mark) {
        const std::string_view text = document_.clean.text;
        std::size_t headlines = 0, paragraphs = 0;
        const char* begin = nullptr;  // of the first paragraph
        for (std::size_t at = static_cast<std::size_t>(mark.data() - text.data()) + mark.size() + 1;
             at < text.size() && paragraphs < kParagraphsBehindInset;) {
            const std::size_t eol = std::min(text.find('\n', at), text.size());
            const std::string_view line = text.substr(at, eol - at);
            at = eol + 1;
            if (line.find_first_not_of(' ') == line.npos) continue;
            const bool paragraph = line.size() >= kShortestParagraph && ends_sentence(line);
            if (paragraph && line.size() >= kLongestSummary) ++paragraphs;
            if (!paragraph && (paragraphs > 0 || ++headlines > kHeadlinesInInset)) return false;
            if (paragraph && begin == nullptr) begin = line.data();
            paragraphs += paragraph;
        }
        if (paragraphs < kParagraphsBehindInset) return false;
        inset_end_ = begin;
        return true;
    }

    bool is_caption(std::string_view folded, std::string_view line) const {
        const std::vector<BlockMark>& marks = document_.pack->blocks;
        return std::any_of(marks.begin(), marks.end(), [&](const BlockMark& mark) {
            return mark.kind == BlockKind::caption && has_mark(mark, folded) &&
                   closes_caption(mark, line);
        });
    }

    /// The marks that the line may have, in the pack's order.
    const std::vector<std::uint32_t>& marks_of(std::string_view folded) {
        const Pack& pack = *document_.pack;
        marks_.clear();
        auto add = [&](const std::vector<std::uint32_t>& some) {
            marks_.insert(marks_.end(), some.begin(), some.end());
        };
        add(pack.opening_marks[static_cast<unsigned char>(folded.front())]);
        add(pack.closing_marks[static_cast<unsigned char>(folded.back())]);
        if (has_inner_mark(folded)) add(pack.free_marks);
        std::sort(marks_.begin(), marks_.end());
        return marks_;
    }

    LineKind kind_of(std::string_view line, bool continued) {
        if (ended_) return LineKind::after_end;
        if (line.data() < inset_end_) return LineKind::skipped;
        std::string folded = document_.pack->fold(line.substr(0, 400));
        // ... unless it tells whose picture it is: a picture's text stands in pages twice.
        if (line == last_ && line != title_ && paragraphs_ >= kTextBeforeTeasers &&
            !ends_sentence(line) && !is_caption(folded, line)) {
            // The headline above it was a teaser's already.
            document_.lines.back().kind = LineKind::after_end;
            ended_ = true;
            return LineKind::after_end;
        }
        for (std::uint32_t number : marks_of(folded)) {
            const BlockMark& mark = document_.pack->blocks[number];
            if (!has_mark(mark, folded)) continue;
            if (mark.kind == BlockKind::caption && !closes_caption(mark, line)) continue;
            // "By Friday, both had left." is text.
            bool heading = mark.kind == BlockKind::byline || mark.kind == BlockKind::dateline;
            const bool text = line.size() > kLongestDateline || ends_sentence(line) || continued;
            if (heading && text) continue;
            switch (mark.kind) {
                case BlockKind::inset:
                    if (text_lines_ > 0 && has_text_behind(line)) return LineKind::skipped;
                    [[fallthrough]];
                case BlockKind::end:
                    if (text_lines_ == 0) continue;
                    ended_ = true;
                    return LineKind::after_end;
                case BlockKind::caption:
                    return LineKind::caption;
                case BlockKind::byline:
                    return LineKind::byline;
                case BlockKind::dateline:
                    return LineKind::dateline;
                case BlockKind::skip:
                    return LineKind::skipped;
            }
        }
        if (!seen_.insert(std::move(folded)).second && line.size() > 20) return LineKind::skipped;
        if (!continued && looks_like_dateline(line)) return LineKind::dateline;
        if (document_.lines.empty() && line.size() <= kLongestTitle && !ends_sentence(line))
            return LineKind::title;
        return LineKind::text;
    }

    Document& document_;
    Wrapping wrapping_;
    std::vector<std::uint32_t> marks_;
    std::unordered_set<std::string> seen_;
    std::string_view last_;
    std::string_view title_;
    std::size_t text_lines_ = 0;
    std::size_t paragraphs_ = 0;
    const char* inset_end_ = nullptr;  ///< where the text goes on behind an inset
    bool ended_ = false;
};

}  // namespace

void find_lines(Document& document) { LineReader(document).read(); }

}  // namespace parley::ingest
