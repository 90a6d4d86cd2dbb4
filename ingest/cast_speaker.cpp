// Who speaks where a quotation says "I".
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "ingest/cast.hpp"

namespace parley::ingest {
namespace {

/// Who speaks is told at most so many tokens from the verb of saying.
constexpr std::uint32_t kSpeakerReach = 14;
constexpr std::array<std::string_view, 8> kQuotes = {"\"", "“", "”", "„", "«", "»", "‟", "″"};

}  // namespace

/// Somebody said what stands there: who is told beside a verb of saying in this sentence, behind
/// the quotation or before it; or kNoIndex where that is nobody, or one of two.
std::uint32_t Cast::speaker_in(std::uint32_t begin, std::uint32_t end) const {
    std::uint32_t speaker = kNoIndex, verb = begin;
    while (document_.hit_in(verb, end, pack_.known.saying, &verb)) {
        const std::uint32_t from = verb - std::min(verb - begin, kSpeakerReach);
        for (std::uint32_t at = from; at < std::min(end, verb + kSpeakerReach); ++at) {
            auto found = of_span_.find(document_.span_at(at, pack_.known.person));
            if (found == of_span_.end()) continue;
            if (speaker != kNoIndex && speaker != found->second) return kNoIndex;
            speaker = found->second;
        }
        ++verb;
    }
    return speaker;
}

/// "I met A this morning", said B: who speaks where a quotation holds the pronoun. Told outside of
/// it, in its sentence, else in the one before or behind.
Resolved Cast::by_speaker(const Span& pronoun) const {
    const std::uint32_t number = document_.sentence_at(pronoun.begin);
    if (number == kNoIndex) return {};
    const Sentence& own = document_.sentences[number];
    auto is_quote = [&](std::uint32_t at) {
        const std::string_view mark = document_.text_of(at, at + 1);
        return std::find(kQuotes.begin(), kQuotes.end(), mark) != kQuotes.end();
    };
    std::uint32_t open = kNoIndex, close = own.end;
    for (std::uint32_t at = pronoun.begin; at-- > own.begin && open == kNoIndex;)
        if (is_quote(at)) open = at;
    for (std::uint32_t at = pronoun.end; at < own.end && close == own.end; ++at)
        if (is_quote(at)) close = at;
    std::uint32_t speaker = kNoIndex;
    if (close < own.end) speaker = speaker_in(close, own.end);
    if (speaker == kNoIndex && open != kNoIndex) speaker = speaker_in(own.begin, open);
    const bool quoted = open != kNoIndex || close < own.end;
    if (speaker == kNoIndex && quoted && number > 0) {
        const Sentence& before = document_.sentences[number - 1];
        speaker = speaker_in(before.begin, before.end);
    }
    if (speaker == kNoIndex && quoted && number + 1 < document_.sentences.size()) {
        const Sentence& behind = document_.sentences[number + 1];
        speaker = speaker_in(behind.begin, behind.end);
    }
    if (speaker == kNoIndex || !is_public(speaker)) return {};
    return {{speaker},
            fmt::format("'{}' is who says so, {}", document_.text_of(pronoun.begin, pronoun.end),
                        members_[speaker].actor.name)};
}

}  // namespace parley::ingest
