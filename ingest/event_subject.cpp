// Who acts together: the subject with those whom an "and" joins to it.
#include <algorithm>

#include "ingest/event_builder.hpp"

namespace parley::ingest {
namespace {

/// A bracket behind somebody's name has so many tokens at most.
constexpr std::uint32_t kMaxBracket = 30;
/// So many small words stand before an office that no entry holds: "central bank governor".
constexpr std::uint32_t kSmallWords = 2;
/// An age has so many: "52 years old".
constexpr std::uint32_t kLongestAge = 3;

/// What joins has so many words at most: "as well as".
constexpr std::uint32_t kLongestJoin = 4;

}  // namespace

/// A body in a bracket or a circumstance between the members of a list: "A (SPD) and B", "A at the
/// ministry as well as B".
bool EventBuilder::is_beside(std::uint32_t span, std::uint32_t begin) const {
    const Span& actor = document_.spans[span];
    const Capture* who = document_.capture(actor, pack_.known.who);
    if (!who || document_.span_at(who->begin, pack_.known.body) == kNoIndex) return false;
    for (std::uint32_t at = actor.begin; at-- > begin && actor.begin - at < kMaxBracket;) {
        if (document_.mark_at(at) == '(') return true;
        const std::uint32_t where = document_.span_at(at, pack_.known.where);
        if (where != kNoIndex) return document_.spans[where].end >= actor.end;
        if (document_.mark_at(at) == ')' || document_.span_at(at, pack_.known.actor) != kNoIndex)
            return false;
    }
    return false;
}

/// "A (SPD), 52, and B": where A ends, whose bracket or age ends here; else here.
std::uint32_t EventBuilder::before_aside(std::uint32_t end, const Sentence& sentence) const {
    if (end > sentence.begin && document_.mark_at(end - 1) == ')') {
        for (std::uint32_t at = end - 1; at-- > sentence.begin && end - at < kMaxBracket;)
            if (document_.mark_at(at) == '(') return at;
        return end;
    }
    for (std::uint32_t at = end; at-- > sentence.begin && end - at <= kLongestAge;) {
        const Token& token = document_.tokens[at];
        if (token.flags & kNumber)
            return at > sentence.begin && document_.mark_at(at - 1) == ',' ? at - 1 : end;
        if (token.flags & (kMark | kCapital)) return end;
    }
    return end;
}

/// The actor that ends here, or before what is told beside him.
std::uint32_t EventBuilder::listed_at(std::uint32_t end, const Sentence& sentence) const {
    std::uint32_t span = actor_ending_at(document_, end, sentence);
    if (span != kNoIndex) return span;
    const std::uint32_t before = before_aside(end, sentence);
    return before == end ? kNoIndex : actor_ending_at(document_, before, sentence);
}

std::uint32_t EventBuilder::apposed_before(std::uint32_t end, const Sentence& sentence) const {
    auto is_comma = [&](std::uint32_t at) { return document_.text_of(at, at + 1) == ","; };
    if (end <= sentence.begin || !is_comma(end - 1)) return kNoIndex;
    std::uint32_t span = actor_ending_at(document_, end - 1, sentence);
    if (span == kNoIndex) return kNoIndex;
    for (std::uint32_t at = document_.spans[span].begin; at < end - 1; ++at)
        if (is_comma(at)) return span;
    return kNoIndex;
}

bool EventBuilder::is_named_holder(std::uint32_t actor) const {
    const Span& span = document_.spans[actor];
    const Capture* who = document_.capture(span, pack_.known.who);
    return who && document_.capture(span, pack_.known.label_office) &&
           document_.span_at(who->begin, pack_.known.person) != kNoIndex;
}

/// "A, B, and C": who stands before the comma at `comma`, where that is a list: of several, or what
/// joins opens no clause, or the sentence begins with it ("RIGA (AP) - A, and C"). None in "X met
/// A, and C left".
std::vector<std::uint32_t> EventBuilder::listed_before(std::uint32_t comma,
                                                       const Sentence& all) const {
    std::vector<std::uint32_t> listed;
    for (std::uint32_t end = comma;;) {
        std::uint32_t other = listed_at(end, all);
        if (other == kNoIndex) other = apposed_before(end + 1, all);
        if (other == kNoIndex) break;
        listed.push_back(other);
        end = document_.spans[other].begin;
        if (end == all.begin || document_.text_of(end - 1, end) != ",") break;
        --end;
    }
    if (listed.empty()) return {};
    const std::uint32_t first = document_.spans[listed.back()].begin;
    const bool opens = first == all.begin ||
                       ((document_.tokens[first - 1].flags & kMark) &&
                        document_.mark_at(first - 1) != ',' && document_.mark_at(first - 1) != '"');
    bool is_list = listed.size() > 1 || opens || joins_far(comma + 1);
    if (!is_list || references_.is_governed(first, all.begin)) return {};
    return listed;
}

/// Where the entry of list `and` begins that ends here, or kNoIndex.
std::uint32_t EventBuilder::join_before(std::uint32_t end, const Sentence& all) const {
    for (std::uint32_t at = end; at-- > all.begin && end - at <= kLongestJoin;)
        for (std::uint32_t i = document_.hits_begin[at]; i < document_.hits_begin[at + 1]; ++i)
            if (document_.hits[i].list == pack_.known.list_and && document_.hits[i].end == end)
                return at;
    return kNoIndex;
}

/// What joins here opens no clause: "as well as" (entry attribute `far`).
bool EventBuilder::joins_far(std::uint32_t at) const {
    const Hit* join = document_.hit_at(at, pack_.known.list_and);
    return join && attribute(document_.entry(*join).attributes, "far") == "yes";
}

/// "A and central bank governor B": behind the "and" that stands a few small words before him, no
/// verb or preposition between; else where he begins.
std::uint32_t EventBuilder::behind_join(std::uint32_t begin, const Sentence& all) const {
    for (std::uint32_t at = begin; at > all.begin && begin - at <= kSmallWords; --at) {
        if (join_before(at, all) != kNoIndex) return at;
        const Token& token = document_.tokens[at - 1];
        if ((token.flags & (kMark | kNumber | kCapital)) ||
            document_.hit_at(at - 1, pack_.known.governor) ||
            document_.hit_at(at - 1, pack_.known.past) ||
            document_.hit_at(at - 1, pack_.known.barrier) ||
            document_.hit_at(at - 1, pack_.known.relative))
            break;
    }
    return begin;
}

void EventBuilder::add_subject(Event& event, const std::string& role, std::uint32_t span,
                               std::uint32_t sentence) {
    add_part(event, role, span);
    std::uint32_t begin = document_.spans[span].begin;
    const Sentence& all = document_.sentences[sentence];
    // "A, B and C": behind the "and", commas join as well; so in "A, B and the delegation".
    const Hit* company = document_.hit_in(begin, document_.spans[span].end, pack_.known.list_and);
    bool joined = company && document_.span_at(company->end, pack_.known.delegation) != kNoIndex;
    std::uint32_t behind = document_.spans[span].end;  // "A, B and others"
    if (behind < all.end && document_.text_of(behind, behind + 1) == ",") ++behind;
    joined = joined || (behind < all.end && document_.hit_at(behind, pack_.known.list_others));
    for (std::uint32_t at = behind_join(begin, all); at > all.begin;) {
        const std::uint32_t join = join_before(at, all);
        bool comma = document_.text_of(at - 1, at) == ",";
        if (comma && !joined) {  // "Secretary A, Chairman B received the guests"
            std::uint32_t first = actor_ending_at(document_, at - 1, all);
            comma = first != kNoIndex && document_.spans[first].begin == all.begin &&
                    is_named_holder(first) && is_named_holder(span);
        }
        if (!comma && join == kNoIndex) break;
        joined = true;
        const std::uint32_t end = comma ? at - 1 : join;
        if (!comma && end > all.begin && document_.text_of(end - 1, end) == ",") {
            for (std::uint32_t other : listed_before(end - 1, all)) add_part(event, role, other);
            break;
        }
        std::uint32_t other = listed_at(end, all);
        if (other == kNoIndex) other = apposed_before(end, all);
        if (other == kNoIndex) break;
        bool governed = comma && references_.is_governed(document_.spans[other].begin, all.begin);
        if (governed) break;  // "According to the ministry, A and B"
        add_part(event, role, other);
        at = document_.spans[other].begin;
    }
    add_company(event, role, span);
}

/// "A, together with B, received": B received, too.
void EventBuilder::add_company(Event& event, const std::string& role, std::uint32_t span) {
    std::uint32_t at = document_.spans[span].end;
    if (at < event.word_begin && document_.mark_at(at) == ',') ++at;
    if (at >= event.word_begin || !joins_far(at)) return;
    const std::uint32_t begin = document_.hit_at(at, pack_.known.list_and)->end;
    const std::uint32_t other = document_.span_at(begin, pack_.known.actor);
    if (other != kNoIndex && document_.spans[other].end <= event.word_begin)
        add_part(event, role, other);
}

}  // namespace parley::ingest
