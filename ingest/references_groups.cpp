// References to several: "both sides", "the three ministers", "the leaders of X and Y", "they",
// "five ambassadors" who are named further on.
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <string_view>

#include "ingest/bullets.hpp"
#include "ingest/references.hpp"

namespace parley::ingest {
namespace {

/// Who are announced are named in the same sentence or so many behind it.
constexpr std::size_t kListedWithin = 3;
/// Two neighbours of an enumeration stand no farther apart: an office and a country lie between.
constexpr std::uint32_t kEnumerationGap = 32;
/// What joins two persons stands so few tokens behind the first: "A and the minister B".
constexpr std::uint32_t kJoinReach = 6;
/// More than so many are a crowd, and "they" are whoever.
constexpr std::size_t kLargestGroup = 5;
/// Where the list ends that the sentence opens: a sentence that ends with its opener ("They are:")
/// goes on over the lines behind it, each with its bullet.
std::uint32_t list_end(const Document& document, std::size_t sentence, std::uint32_t opener_end) {
    std::uint32_t end = document.sentences[sentence].end;
    if (opener_end != end) return end;
    for (std::size_t i = sentence + 1; i < document.sentences.size(); ++i) {
        const Sentence& line = document.sentences[i];
        if (!is_bullet(document.text_of(line.begin, line.begin + 1))) break;
        end = line.end;
    }
    return end;
}

}  // namespace

/// Who holds the office of that title, and of that kind of ministry if it is one, in that country;
/// with `any_head` whoever is head of state or government there. Where the article tells an office
/// of nobody from there, the only person in office of that country. Else kNoIndex.
std::uint32_t References::holder_of_land(std::string_view country, std::string_view title,
                                         const std::string& kind, bool any_head) const {
    std::uint32_t holder = kNoIndex;
    for (const Held& held : held_) {
        if (held.former || held.country != country) continue;
        const std::string its = kind.empty() ? kind : ministry_kind(held);
        // Nobody says "foreign minister" of the US Secretary of State, but of several at once.
        const bool same_post = (!kind.empty() && held.leads) || (any_head && held.state);
        if (its != kind || (held.title != title && !same_post)) continue;
        if (holder != kNoIndex && holder != held.actor) return kNoIndex;
        holder = held.actor;
    }
    if (holder != kNoIndex) return holder;
    for (const Member& member : members_) {
        if (member.actor.label != "Official" || member.actor.country != country ||
            !member.in_office || !may_hold(member.actor.number, title))
            continue;
        if (holder != kNoIndex) return kNoIndex;
        holder = member.actor.number;
    }
    return holder;
}

/// "The foreign ministers of X and Y" (rule attribute `lands=yes`): who holds the office of each.
Resolved References::holders_of_lands(const Span& span) const {
    const std::string title = cast_.title_of(span);
    const Capture* topic = document_.capture(span, pack_.known.label_topic);
    if (const Capture* body = document_.capture(span, pack_.known.label_body); !topic && body) {
        std::uint32_t inner = document_.span_at(body->begin, pack_.known.body);
        if (inner != kNoIndex)
            topic = document_.capture(document_.spans[inner], pack_.known.label_topic);
    }
    const std::string kind = topic ? cast_.ministry_named(*topic).slug : std::string();
    const Capture* word = document_.capture(span, pack_.known.word);
    const bool any_head = word && cast_.says(word->begin, word->end, "any-head");
    return of_lands(span, title, kind, any_head);
}

/// The countries that the span names, in the order told.
std::vector<std::string> References::lands_in(const Span& span) const {
    std::vector<std::string> lands;
    for (std::uint32_t at = span.begin; at < span.end; ++at) {
        const Hit* land = document_.hit_at(at, pack_.known.country);
        if (!land) continue;
        at = land->end - 1;
        lands.emplace_back(attribute(document_.entry(*land).attributes, "country"));
    }
    return lands;
}

/// Who holds such an office of each country that the span names; nobody where one of them has none.
Resolved References::of_lands(const Span& span, std::string_view title, const std::string& kind,
                              bool any_head) const {
    std::vector<std::uint32_t> found;
    for (const std::string& land : lands_in(span)) {
        const std::uint32_t holder = holder_of_land(land, title, kind, any_head);
        if (holder == kNoIndex) return {};
        found.push_back(holder);
    }
    if (found.size() < 2) return {};
    return {found, fmt::format("'{}' are who holds it of each country",
                               document_.text_of(span.begin, span.end))};
}

/// "Both sides", "the leaders of X and Y": of each the head, or who else of it is in office; else
/// who was told before, if nobody of them is from elsewhere.
Resolved References::by_pair(const Span& span, const Capture& pair) {
    const std::vector<std::string> lands = lands_in(span);
    if (lands.size() > 1) {
        const Hit* listed = document_.hit_at(pair.begin, pack_.known.list_pair);
        const auto title = listed && listed->end == pair.end
                               ? attribute(document_.entry(*listed).attributes, "title")
                               : std::string_view();
        if (Resolved each = of_lands(span, title, {}, title.empty()); !each.actors.empty())
            return each;
    }
    // Nobody is named anew: who was spoken of last stays so.
    Resolved told = resolve_pair(pair.begin, pair.end);
    const bool from_elsewhere =
        lands.size() > 1 &&
        std::any_of(told.actors.begin(), told.actors.end(), [&](std::uint32_t actor) {
            const std::string& own = members_[actor].actor.country;
            return !own.empty() && std::find(lands.begin(), lands.end(), own) == lands.end();
        });
    return from_elsewhere ? Resolved{} : told;
}

/// "The two ministers" where others met last: the two persons so far who may be ministers, of two
/// countries.
Resolved References::two_of_title(std::uint32_t begin, std::uint32_t end,
                                  std::string_view title) const {
    std::vector<std::uint32_t> named;
    for (const Member& member : members_) {
        if (member.actor.label == "Official" && member.in_office && member.first_token < begin &&
            may_hold(member.actor.number, title))
            named.push_back(member.actor.number);
    }
    auto are_two = [&] {
        return named.size() == 2 &&
               members_[named[0]].actor.country != members_[named[1]].actor.country;
    };
    if (!are_two()) {  // the host is named later
        named.clear();
        for (const Held& held : held_) {
            bool new_one = std::find(named.begin(), named.end(), held.actor) == named.end();
            if (held.title == title && !held.former && new_one) named.push_back(held.actor);
        }
    }
    if (!are_two()) return {};
    return {named, fmt::format("'{}' are the only two who may hold that office",
                               document_.text_of(begin, end))};
}

/// "They": all who took part in the event before.
Resolved References::all_of_event(std::uint32_t begin, std::uint32_t end) const {
    const std::vector<std::uint32_t>& all = group_.empty() ? sides_ : group_;
    if (all.size() < 2 || all.size() > kLargestGroup) return {};
    return {all, fmt::format("'{}' are who took part in the event before",
                             document_.text_of(begin, end))};
}

/// "The three ministers": those of the event before, or the only ones named, if they are so many.
Resolved References::so_many(std::uint32_t begin, std::uint32_t end, std::size_t count,
                             std::string_view title) const {
    auto hold_it = [&](const std::vector<std::uint32_t>& actors) {
        return std::all_of(actors.begin(), actors.end(),
                           [&](std::uint32_t actor) { return may_hold(actor, title); });
    };
    if (group_.size() == count && hold_it(group_)) {
        return {group_, fmt::format("'{}' are who took part in the event before",
                                    document_.text_of(begin, end))};
    }
    std::vector<std::uint32_t> named;
    for (const Member& member : members_) {
        if (member.actor.label == "Official" && member.in_office && member.first_token < begin &&
            may_hold(member.actor.number, title))
            named.push_back(member.actor.number);
    }
    if (named.size() != count) return {};
    return {named, fmt::format("'{}' are the only {} who may hold that office",
                               document_.text_of(begin, end), count)};
}

/// "A and B are to share an office. On Monday the two met": the only persons of the stretch, joined
/// there by "and"; or nobody.
std::vector<std::uint32_t> References::joined_in(std::uint32_t begin, std::uint32_t end) {
    std::vector<std::uint32_t> named;
    std::uint32_t last = begin;
    bool joined = false;
    for (std::uint32_t at = begin; at < end; ++at) {
        const std::uint32_t span = document_.span_at(at, pack_.known.actor);
        const Capture* who =
            span == kNoIndex ? nullptr : document_.capture(document_.spans[span], pack_.known.who);
        const std::uint32_t inner =
            who ? document_.span_at(who->begin, pack_.known.person) : std::uint32_t{kNoIndex};
        if (inner == kNoIndex || document_.spans[span].end > end) continue;
        const std::uint32_t person = cast_.person_of(inner);
        if (std::find(named.begin(), named.end(), person) == named.end()) {
            const Hit* hit = document_.hit_in(last, at, pack_.known.list_and);
            joined = named.size() == 1 && hit && at - last <= kJoinReach;
            named.push_back(person);
        }
        last = document_.spans[span].end;
        at = last - 1;
    }
    if (named.size() != 2 || !joined) return {};
    return named;
}

/// "The two" whom nothing told of before: who are joined by "and" in the same sentence before it or
/// in the sentence before, be they of one country.
Resolved References::two_joined(std::uint32_t begin, std::uint32_t end) {
    const std::uint32_t here = document_.sentence_at(begin);
    if (here == kNoIndex) return {};
    std::vector<std::uint32_t> named = joined_in(document_.sentences[here].begin, begin);
    if (named.empty() && here > 0)
        named = joined_in(document_.sentences[here - 1].begin, document_.sentences[here - 1].end);
    if (named.empty()) return {};
    return {named, fmt::format("'{}' are the two joined before", document_.text_of(begin, end))};
}

/// "They": who took part in the event before; where nobody has met yet, who leads the delegation
/// told last, or the two joined before.
Resolved References::those_told(std::uint32_t begin, std::uint32_t end) {
    if (Resolved all = all_of_event(begin, end); !all.actors.empty()) return all;
    if (group_.empty() && sides_.empty() && !led_.empty() && led_.back().token < begin)
        return {{led_.back().leaders.front()}, "leads the delegation named before"};
    return two_joined(begin, end);
}

Resolved References::resolve_pair(std::uint32_t begin, std::uint32_t end) {
    const Hit* pair = document_.hit_at(begin, pack_.known.list_pair);
    if (pair && pair->end == end) {
        const Attributes& attributes = document_.entry(*pair).attributes;
        std::string_view title = attribute(attributes, "title");
        const auto count = static_cast<std::size_t>(
            std::atoi(std::string(attribute(attributes, "number")).c_str()));
        if (count > 2) return so_many(begin, end, count, title);
        const bool all = attribute(attributes, "all") == "yes";
        if (all && (group_.size() > 2 || sides_.empty())) {
            if (Resolved told = those_told(begin, end); !told.actors.empty()) return told;
        }
        bool bodies = attribute(attributes, "bodies") == "yes";
        if (bodies && sides_.size() != 2 && parties_.size() == 2) {
            return {parties_, fmt::format("'{}' are the sides of the event before",
                                          document_.text_of(begin, end))};
        }
        for (std::uint32_t side : sides_) {
            if (!may_hold(side, title)) return two_of_title(begin, end, title);
        }
    }
    if (sides_.size() == 2) {
        return {sides_, fmt::format("'{}' are the sides of the event before",
                                    document_.text_of(begin, end))};
    }
    if (pair && pair->end == end && sides_.empty()) {
        std::string_view title = attribute(document_.entry(*pair).attributes, "title");
        if (!title.empty()) return two_of_title(begin, end, title);
    }
    if (Resolved joined = two_joined(begin, end); !joined.actors.empty()) return joined;
    // No event yet: the two persons named so far, if of two countries.
    std::vector<std::uint32_t> named;
    for (const Member& member : members_) {
        if (member.actor.label == "Official" && member.first_token < begin)
            named.push_back(member.actor.number);
    }
    if (named.size() != 2 || members_[named[0]].actor.country == members_[named[1]].actor.country)
        return {};
    return {named,
            fmt::format("'{}' are the two persons named before", document_.text_of(begin, end))};
}

/// "Five new ambassadors": those whom the first listing behind them names ("They are A, B and C"),
/// if that are two or more. Who is listed so acts for the office that all of them were said to
/// hold.
Resolved References::listed_after(const Span& group) {
    const std::size_t first = document_.sentence_at(group.begin);
    for (std::size_t i = first; i <= first + kListedWithin && i < document_.sentences.size(); ++i) {
        const Sentence& sentence = document_.sentences[i];
        for (std::uint32_t at = std::max(sentence.begin, group.end); at < sentence.end; ++at) {
            std::uint32_t opener = document_.span_at(at, pack_.known.listing);
            if (opener == kNoIndex) continue;
            const std::uint32_t opened = document_.spans[opener].end;
            std::vector<std::uint32_t> named = enumerated(opened, list_end(document_, i, opened));
            if (named.size() < 2) continue;
            for (std::uint32_t person : named) cast_.put_in_office(person);
            return {named, fmt::format("'{}' are those named behind '{}'",
                                       document_.text_of(group.begin, group.end),
                                       document_.text_of(at, opened))};
        }
    }
    return {};
}

/// The persons of the enumeration that begins at this token.
std::vector<std::uint32_t> References::enumerated(std::uint32_t begin, std::uint32_t end) {
    std::vector<std::uint32_t> named;
    for (std::uint32_t at = begin, last = begin; at < end && at - last < kEnumerationGap; ++at) {
        std::uint32_t span = document_.span_at(at, pack_.known.person);
        if (span == kNoIndex) continue;
        std::uint32_t person = cast_.person_of(span);
        if (std::find(named.begin(), named.end(), person) == named.end()) named.push_back(person);
        last = document_.spans[span].end;
        at = last - 1;
    }
    return named;
}

}  // namespace parley::ingest
