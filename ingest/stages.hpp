#pragma once
/// Read this first: every type between the stages, and one signature for each stage. The street is
///
///   clean -> find_lines -> split (sentences, tokens, words) -> find_spans -> Cast (who is who)
///         -> find_events (with References and Calendar) -> claims
///
/// and is driven by read.cpp. All offsets named begin/end are half-open.

#include <cstdint>
#include <parley/claim.hpp>
#include <parley/ingest.hpp>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "ingest/inflect.hpp"
#include "ingest/pack.hpp"
#include "ingest/segment.hpp"
#include "ingest/text.hpp"

namespace parley::ingest {

inline constexpr std::uint32_t kNoIndex = 0xFFFFFFFF;

/// What a line of the article is. Only title, lead and body are read; what is thrown away keeps its
/// reason for `explain`.
enum class LineKind : std::uint8_t { title, text, dateline, caption, byline, skipped, after_end };
struct Line {
    std::uint32_t begin;  ///< bytes of the clean text
    std::uint32_t end;
    LineKind kind;
    bool continues = false;  ///< goes on with the line before: text wrapped at a width
};

struct Token {
    std::uint32_t begin;  ///< bytes of the clean text
    std::uint32_t end;
    std::uint32_t word;  ///< folded, in the pack's vocabulary; 0 where the pack does not know it
    std::uint8_t flags;  ///< TokenFlag bits
    std::uint16_t opener = 0;  ///< under which rules stand that may begin with the word, or 0
};

/// A listed form that begins at some token.
struct Hit {
    std::uint32_t end;  ///< token behind it
    std::uint32_t form;
    std::uint32_t list;
};

struct Sentence {
    std::uint32_t begin;  ///< tokens
    std::uint32_t end;
    LineKind kind;
    std::uint32_t line;
    Features features{};  ///< lists that have an entry here, kinds that have a span, known words
    std::uint32_t viable = 0;  ///< into Document::viable: NeedIndex::words() from there
    /// Where its text begins: behind "1." or "HANOI (VNA) -", else where it does. Both open it.
    std::uint32_t opens = 0;
};

/// What a pattern kept under a label.
struct Capture {
    std::uint32_t label;
    std::uint32_t begin;  ///< tokens
    std::uint32_t end;
    friend bool operator==(const Capture&, const Capture&) = default;
};

/// A typed span with the rule that made it: an entry of the chart.
struct Span {
    std::uint32_t kind;
    std::uint32_t begin;  ///< tokens
    std::uint32_t end;
    const Rule* rule;
    std::uint32_t captures_begin;  ///< into Document::captures
    std::uint32_t captures_end;
    std::uint32_t next = kNoIndex;  ///< the next span that begins at the same token, or kNoIndex
    std::uint32_t base = kNoIndex;  ///< a person's base form, into Document::name_bases
    CaseSet cases = kAllCases;      ///< in which it may stand here; all where names do not change
};

/// What the attempts to match a rule took.
struct Cost {
    std::uint64_t attempts = 0, matches = 0, steps = 0;
};
using RuleCosts = std::unordered_map<const Rule*, Cost>;

/// One article on its way.
struct Document {
    const Pack* pack = nullptr;
    CleanText clean;
    std::vector<Line> lines;
    std::vector<Token> tokens;
    std::vector<Hit> hits;
    std::vector<std::uint32_t> hits_begin;  ///< per token, into hits; one more than tokens
    std::vector<Sentence> sentences;
    std::vector<std::uint64_t> viable;  ///< bits of the rules that may match, by sentence
    std::vector<Span> spans;
    std::vector<std::uint32_t> first_span;  ///< per token: its first span, or kNoIndex
    std::vector<Traits> traits;             ///< per token
    std::vector<Capture> captures;
    std::vector<NameBase> name_bases;
    Date published;
    Date day;  ///< the article's own: published then, or by its dateline; open if neither tells
    std::string title;  ///< folded, where the article told it apart from the text
    /// Spans that no claim can need are left out.
    bool claims_only = false;
    RuleCosts* costs = nullptr;  ///< where the stages note what each rule costs, if somebody asks

    std::string_view text_of(std::uint32_t begin, std::uint32_t end) const {
        if (begin >= end) return {};
        return std::string_view(clean.text)
            .substr(tokens[begin].begin, tokens[end - 1].end - tokens[begin].begin);
    }
    /// The character that the token is, where it is one byte; else 0.
    char mark_at(std::uint32_t token) const {
        const Token& own = tokens[token];
        return own.end - own.begin == 1 ? clean.text[own.begin] : '\0';
    }
    /// Index of the sentence the token stands in, the last that begins at or before it; kNoIndex
    /// before the first.
    std::uint32_t sentence_at(std::uint32_t token) const;
    /// Whether one of the rules (bits as in NeedIndex) may match in the sentence, as far as its
    /// words and lists tell.
    bool may_match(const Sentence& sentence, const std::vector<std::uint64_t>& rules) const;
    /// Puts a span into the chart, before those that begin at the same token. Gives its number.
    std::uint32_t add_span(Span span);
    /// The span of this kind that begins at `token`, or kNoIndex.
    std::uint32_t span_at(std::uint32_t token, std::uint32_t kind) const {
        if ((traits[token].present & folded_kind(kind)) == 0) return kNoIndex;
        for (std::uint32_t i = first_span[token]; i != kNoIndex; i = spans[i].next) {
            if (spans[i].kind == kind) return i;
        }
        return kNoIndex;
    }
    /// A span of this kind that began a little before goes on over this token.
    bool is_inside(std::uint32_t token, std::uint32_t kind) const;
    /// The longest hit of the list at `token`, or null.
    const Hit* hit_at(std::uint32_t token, std::uint32_t list) const {
        if ((traits[token].present & folded_list(list)) == 0) return nullptr;
        for (std::uint32_t i = hits_begin[token]; i < hits_begin[token + 1]; ++i) {
            if (hits[i].list == list) return &hits[i];
        }
        return nullptr;
    }
    /// The first hit of the list in the range, or null.
    const Hit* hit_in(std::uint32_t begin, std::uint32_t end, std::uint32_t list,
                      std::uint32_t* where = nullptr) const;
    const Entry& entry(const Hit& hit) const {
        return pack->lexicon.entries[pack->lexicon.forms[hit.form].entry];
    }
    /// What the span kept under the label (the first), or null.
    const Capture* capture(const Span& span, std::uint32_t label) const;
    /// All of them.
    std::vector<Capture> captures_of(const Span& span, std::uint32_t label) const;
};

/// Takes the lines apart: what is article, what is not.
void find_lines(Document& document);

/// Fills tokens, hits and sentences of the lines that are read.
void split(Document& document);

/// Runs the pack's levels of span rules over every sentence, and finds later mentions of names.
void find_spans(Document& document);

/// Finds the cases of the spans and the base forms of the persons' names (packs with declensions).
void find_cases(Document& document);

/// A date as written, not yet completed.
struct DateMention {
    std::uint32_t begin = 0;  ///< tokens
    std::uint32_t end = 0;
    std::optional<Date> date;  ///< completed
    std::vector<std::string> reasons;
    bool back = false;  ///< "the same day"
    /// "Three days before", "the next day": days from the date told before.
    std::optional<int> shift;
    std::string unit;       ///< in which the shift is told: day, week, month, year
    bool decoy = false;     ///< dates no event
    bool attached = false;  ///< belongs to the noun before it: "the talks of 19 August"
    bool undated = false;   ///< says that it was at some other time: "once", "several times"
    bool year_written = false;
    /// The same a year earlier, where the year is a guess that lies ahead of the article's own day.
    std::optional<Date> year_earlier;
    int precision = 0;  ///< 3 day, 2 month, 1 year
};

/// One event with its slots filled.
struct Event {
    const Rule* rule = nullptr;
    std::uint32_t sentence = 0;
    std::uint32_t word_begin = 0;  ///< the event word, tokens
    std::uint32_t word_end = 0;
    std::uint32_t begin = 0;  ///< all that the rule matched, tokens
    std::uint32_t end = 0;
    std::string modality = "happened";
    std::string modality_rule;
    struct Part {
        std::string role;
        std::uint32_t actor;  ///< into Cast::actors
        std::uint32_t begin, end;
        std::string reason;
    };
    std::vector<Part> parts;
    std::string document;
    std::uint32_t place = kNoIndex;
    Date date;
    std::vector<std::string> date_reasons;
    int confidence = 90;
};

}  // namespace parley::ingest
