// What the stages ask of an article on its way.
#include <algorithm>

#include "ingest/stages.hpp"

namespace parley::ingest {
namespace {

/// So many words of an office may stand before the body it names.
constexpr std::uint32_t kLongestOffice = 12;

}  // namespace

std::uint32_t Document::sentence_at(std::uint32_t token) const {
    auto after =
        std::upper_bound(sentences.begin(), sentences.end(), token,
                         [](std::uint32_t at, const Sentence& other) { return at < other.begin; });
    return after == sentences.begin() ? kNoIndex
                                      : static_cast<std::uint32_t>(after - sentences.begin()) - 1;
}

bool Document::may_match(const Sentence& sentence, const std::vector<std::uint64_t>& rules) const {
    std::uint64_t both = 0;
    for (std::size_t i = 0; i < rules.size(); ++i) both |= rules[i] & viable[sentence.viable + i];
    return both != 0;
}

std::uint32_t Document::add_span(Span span) {
    auto number = static_cast<std::uint32_t>(spans.size());
    span.next = first_span[span.begin];
    first_span[span.begin] = number;
    traits[span.begin].present |= folded_kind(span.kind);
    const std::uint32_t sentence = sentence_at(span.begin);
    if (sentence != kNoIndex) sentences[sentence].features.add(Features::kind(span.kind));
    spans.push_back(span);
    return number;
}

bool Document::is_inside(std::uint32_t token, std::uint32_t kind) const {
    for (std::uint32_t at = token; at-- > 0 && token - at <= kLongestOffice;) {
        std::uint32_t span = span_at(at, kind);
        if (span != kNoIndex) return spans[span].end > token;
    }
    return false;
}

const Hit* Document::hit_in(std::uint32_t begin, std::uint32_t end, std::uint32_t list,
                            std::uint32_t* where) const {
    for (std::uint32_t at = begin; at < end; ++at) {
        const Hit* hit = hit_at(at, list);
        if (!hit || hit->end > end) continue;
        if (where) *where = at;
        return hit;
    }
    return nullptr;
}

const Capture* Document::capture(const Span& span, std::uint32_t label) const {
    for (std::uint32_t i = span.captures_begin; i < span.captures_end; ++i) {
        if (captures[i].label == label) return &captures[i];
    }
    return nullptr;
}

std::vector<Capture> Document::captures_of(const Span& span, std::uint32_t label) const {
    std::vector<Capture> found;
    for (std::uint32_t i = span.captures_begin; i < span.captures_end; ++i)
        if (captures[i].label == label) found.push_back(captures[i]);
    return found;
}

}  // namespace parley::ingest
