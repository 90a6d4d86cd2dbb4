// "He", "the diplomat", and the "I" of a quotation.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "ingest/references.hpp"

namespace parley::ingest {
namespace {

/// Who speaks is told at most so many tokens from the verb of saying.
constexpr std::uint32_t kSpeakerReach = 14;
constexpr std::array<std::string_view, 8> kQuotes = {"\"", "“", "”", "„", "«", "»", "‟", "″"};

}  // namespace

Resolved References::by_pronoun(const Span& span, const std::vector<std::uint32_t>& others) {
    const Hit* word = document_.hit_at(span.begin, pack_.known.pronoun);
    static const Attributes none;
    const Attributes& told = word ? document_.entry(*word).attributes : none;
    const std::string_view gender = attribute(told, "gender");
    if (attribute(told, "speaker") == "yes") return by_speaker(span);
    if (attribute(span.rule->attributes, "number") == "2" || attribute(told, "number") == "2")
        return those_told(span.begin, span.end);
    // "Ce dernier": who was named last, whoever acts.
    const bool latter = attribute(told, "latter") == "yes";
    const std::set<std::uint32_t> called = holders_of(attribute(told, "title"));
    // Of the last sentence that names somebody who fits, who acted there, else the first: the
    // subject goes on acting.
    const Member* best = nullptr;
    const Member* acted = nullptr;
    for (const Member& member : members_) {
        const std::uint32_t number = member.actor.number;
        const Mention& last = mention(number);
        if (member.actor.label != "Official" || last.behind == 0 ||
            last.first_there >= span.begin ||
            std::find(others.begin(), others.end(), number) != others.end())
            continue;
        if (!gender.empty() && !member.actor.gender.empty() && member.actor.gender != gender)
            continue;
        if (!called.empty() && !called.contains(number)) continue;
        const std::uint32_t nearest = best ? mention(best->actor.number).sentence : 0;
        if (!best || last.sentence > nearest ||
            (last.sentence == nearest && is_nearer(number, best->actor.number, latter)))
            best = &member;
        if (number == acted_) acted = &member;
    }
    if (!best) return {};
    const Mention& nearest = mention(best->actor.number);
    bool same = !latter && acted && mention(acted->actor.number).sentence == nearest.sentence;
    if (same && is_governed(nearest.first_there, 0)) best = acted;
    return {{best->actor.number},
            fmt::format("'{}' is the last person named who fits",
                        document_.text_of(span.begin, span.end))};
}

/// Of two whom one sentence names: who acts before whom a preposition governs, then who is named
/// first there; `latter`: who is named last.
bool References::is_nearer(std::uint32_t number, std::uint32_t beside, bool latter) const {
    const Mention &one = mention(number), &other = mention(beside);
    if (latter) return one.behind > other.behind;
    const auto governed =
        [&](const Mention& member) {  // but "A came. B received him. He ..." is of A
            return is_governed(member.first_there, 0) &&
                   !document_.hit_at(member.first_there, pack_.known.pronoun);
        };
    if (governed(one) != governed(other)) return governed(other);
    return one.first_there < other.first_there;
}

/// Who is told before to hold one of these offices (titles, split by a space): "the diplomat" is an
/// ambassador or a foreign minister.
std::set<std::uint32_t> References::holders_of(std::string_view titles) const {
    std::set<std::uint32_t> holders;
    while (!titles.empty()) {
        const std::string_view title = titles.substr(0, titles.find(' '));
        titles.remove_prefix(std::min(titles.size(), title.size() + 1));
        for (const Held& held : held_)
            if (held.title == title && !held.former && mention(held.actor).behind != 0)
                holders.insert(held.actor);
    }
    return holders;
}

Resolved References::pronoun_beside(std::uint32_t number,
                                    const std::vector<std::uint32_t>& others) {
    const Span& span = document_.spans[number];
    Resolved another = by_pronoun(span, others);
    if (another.actors.size() != 1) return {};
    another.reason += " and is nobody told beside";
    note_mention(another.actors.front(), span.begin);
    of_pronoun_[number] = another;
    return another;
}

/// Somebody said what stands there: who is told beside a verb of saying in this sentence, behind
/// the quotation or before it; or kNoIndex where that is nobody, or one of two.
std::uint32_t References::speaker_in(std::uint32_t begin, std::uint32_t end) const {
    std::uint32_t speaker = kNoIndex, verb = begin;
    while (document_.hit_in(verb, end, pack_.known.saying, &verb)) {
        const std::uint32_t from = verb - std::min(verb - begin, kSpeakerReach);
        for (std::uint32_t at = from; at < std::min(end, verb + kSpeakerReach); ++at) {
            const std::uint32_t found = cast_.known_as(document_.span_at(at, pack_.known.person));
            if (found == kNoIndex) continue;
            if (speaker != kNoIndex && speaker != found) return kNoIndex;
            speaker = found;
        }
        ++verb;
    }
    return speaker;
}

/// "I met A this morning", said B: who speaks where a quotation holds the pronoun. Told outside of
/// it, in its sentence, else in the one before or behind.
Resolved References::by_speaker(const Span& pronoun) const {
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
    if (speaker == kNoIndex || !cast_.is_public(speaker)) return {};
    return {{speaker},
            fmt::format("'{}' is who says so, {}", document_.text_of(pronoun.begin, pronoun.end),
                        members_[speaker].actor.name)};
}

}  // namespace parley::ingest
