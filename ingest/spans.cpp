// The pack's span grammars, level by level: bodies, offices, persons, places, delegations, actors.
#include <algorithm>
#include <cstdlib>
#include <unordered_map>
#include <unordered_set>

#include "ingest/match.hpp"
#include "ingest/name_forms.hpp"
#include "ingest/openings.hpp"
#include "ingest/stages.hpp"

namespace parley::ingest {
namespace {

/// Shorter parts of a name (bytes) do not stand for it alone, unless the pack says otherwise.
constexpr std::uint32_t kShortestPart = 4;
/// So many words of a listed name are looked at before one of its words.
constexpr std::uint32_t kNameReach = 3;
/// A date that cuts into a name begins at most so many tokens before it.
constexpr std::uint32_t kLongestDate = 6;
/// So many first letters of a name are compared before its base forms are.
constexpr std::size_t kOpening = 3;
constexpr std::string_view kActor = "actor";

/// kCounted: notes what each rule costs.
template <bool kCounted>
class SpanFinder {
  public:
    explicit SpanFinder(Document& document)
        : document_(document), pack_(*document.pack), matcher_(document) {
        owner_.assign(document_.tokens.size(), kNoIndex);
        document_.spans.reserve(document_.spans.size() + document_.tokens.size() / 2);
    }

    void run() {
        auto place =
            std::find_if(pack_.levels.begin(), pack_.levels.end(), [&](const SpanLevel& level) {
                return level.kind == pack_.known.place && !level.early;
            });
        read_levels(pack_.levels.begin(), place);
        find_later_mentions();
        read_levels(place, pack_.levels.end());
    }

  private:
    struct Found {
        const Rule* rule = nullptr;
        std::uint32_t begin = 0, end = 0;
        std::vector<Capture> captures;
    };

    template <typename Level>
    void read_levels(Level first, Level last) {
        for (const Sentence& sentence : document_.sentences) {
            if (sentence.kind == LineKind::dateline) continue;
            later_.clear();
            for (Level level = first; level != last; ++level) {
                if (!document_.claims_only || !level->on_demand ||
                    document_.may_match(sentence, level->readers))
                    read_level(*level, sentence);
                else if (level->for_events)
                    later_.push_back(&*level);
            }
            if (later_.empty() || !may_tell_event(sentence)) continue;
            for (const SpanLevel* level : later_) read_level(*level, sentence);
        }
    }

    /// Whether an event rule may match, whatever the levels hold that are left for later.
    bool may_tell_event(Sentence sentence) {
        Traits opening;
        for (const SpanLevel* level : later_) {
            sentence.features.add(Features::kind(level->kind));
            opening.present |= folded_kind(level->kind);
        }
        viable_.within(pack_.events, document_, sentence, opening);
        if (viable_.none()) return false;
        // What cannot begin the sentence is not there to open an event's rule.
        opening = {};
        for (const SpanLevel* level : later_) {
            viable_.within(level->set, document_, sentence);
            if (viable_.may_begin(document_, sentence.begin) ||
                viable_.may_begin(document_, sentence.opens))
                opening.present |= folded_kind(level->kind);
        }
        viable_.within(pack_.events, document_, sentence, opening);
        return !viable_.none();
    }

    /// Capitalised, and nothing the pack knows but perhaps a part of names.
    bool may_be_part(std::uint32_t at) const {
        const Token& token = document_.tokens[at];
        if (!(token.flags & kCapital)) return false;
        std::uint32_t begin = document_.hits_begin[at], end = document_.hits_begin[at + 1];
        // A word of a longer entry only ("Xi" of "Xi'an") may be free to be a name.
        bool taken = parts_are_free_ ? begin != end : token.word != kUnknownWord;
        if (!taken) return token.end - token.begin >= shortest_part_;
        return begin < end && std::all_of(document_.hits.begin() + begin,
                                          document_.hits.begin() + end, [&](const Hit& hit) {
                                              return hit.list == pack_.known.given ||
                                                     hit.list == pack_.known.family;
                                          });
    }

    /// Whether a word of a name stands for it alone: an unknown one does, a family name where the
    /// pack says so, a given name only in the place of the family name ("Charles Michel").
    bool stands_alone(const Span& name, std::uint32_t at) const {
        if (!may_be_part(at)) return false;
        if (document_.hit_at(at, pack_.known.family)) return family_stands_alone_;
        if (!document_.hit_at(at, pack_.known.given)) return true;
        return at + 1 == name.end && at > name.begin;
    }

    static std::string_view first_letters(std::string_view word, std::size_t letters) {
        std::size_t end = 0;
        for (; letters > 0 && end < word.size(); --letters) next_code_point(word, end);
        return word.substr(0, end);
    }

    /// What a word begins with, folded: at most so many letters ("ß" may have become two).
    std::string opening_of(std::string_view word, std::size_t letters) const {
        const std::string folded = pack_.fold(first_letters(word, letters));
        return std::string(first_letters(folded, letters));
    }

    /// How many letters of the word no ending reaches, nor a fold together with the ending's first:
    /// its base forms begin with them. One at least, as names keep their first letter.
    std::size_t kept_letters(std::string_view word) const {
        const auto letters = static_cast<std::size_t>(
            std::count_if(word.begin(), word.end(), [](char c) { return (c & 0xC0) != 0x80; }));
        std::size_t longest = pack_.inflection.longest_ending();
        for (const NameEnding& ending : pack_.name_endings)
            longest = std::max(longest, ending.ending.size());
        return letters > longest + 1 ? std::min(letters - longest - 1, kOpening) : 1;
    }

    /// Names found once are names wherever they stand, also in part: "Zyuganov". Words that the
    /// pack knows as something else need more than that.
    void find_later_mentions() {
        std::unordered_set<std::string> parts;
        std::unordered_set<std::string_view> words;
        for (const Span& span : document_.spans) {
            if (span.kind != pack_.known.person) continue;
            for (std::uint32_t at = span.begin; at < span.end; ++at) {
                std::string_view word = document_.text_of(at, at + 1);
                if (!stands_alone(span, at) || !words.insert(word).second) continue;
                for (auto& base : base_forms(pack_, word)) parts.insert(std::move(base));
            }
        }
        if (parts.empty()) return;
        // Most capitalised words share no first letters with a name: their base forms cost more.
        std::unordered_set<std::string> openings;
        for (const std::string& part : parts)
            for (std::size_t letters = 1; letters <= kOpening; ++letters)
                openings.insert(opening_of(part, letters));
        std::unordered_map<std::string_view, bool> asked;
        auto is_part = [&](std::string_view word) {
            auto [answer, fresh] = asked.try_emplace(word, false);
            if (fresh && openings.contains(opening_of(word, kept_letters(word)))) {
                auto some = base_forms(pack_, word);
                answer->second = std::any_of(some.begin(), some.end(), [&](const auto& base) {
                    return parts.contains(base);
                });
            }
            return answer->second;
        };
        auto known = [&](std::uint32_t at) {
            return owner_[at] == kNoIndex && may_be_part(at) &&
                   is_part(document_.text_of(at, at + 1));
        };
        for (const Sentence& sentence : document_.sentences) {
            if (sentence.kind == LineKind::dateline) continue;
            for (std::uint32_t at = sentence.begin; at < sentence.end; ++at) {
                std::uint32_t end = at;
                while (end < sentence.end && known(end)) ++end;
                if (end == at) continue;
                Found found{&later_mention(), at, end, {}};
                add(pack_.known.person, found, true);
                at = end - 1;
            }
        }
    }

    std::uint32_t shortest_part() const {
        auto told = attribute(pack_.settings, "shortest-name-part");
        return told.empty() ? kShortestPart
                            : static_cast<std::uint32_t>(std::atoi(std::string(told).c_str()));
    }

    static const Rule& later_mention() {
        static const Rule rule{"later-mention", "person", {}, {}, {}, {}, "", 0};
        return rule;
    }

    void read_level(const SpanLevel& level, const Sentence& sentence) {
        viable_.within(level.set, document_, sentence);
        if (viable_.none()) return;
        matcher_.within(sentence);
        bool alone = level.kind == pack_.known.person || level.kind == pack_.known.place;
        for (std::uint32_t at = sentence.begin;;) {
            at = first_with(viable_.beginnings(), document_, at, sentence.end);
            if (at == sentence.end) return;
            // Inside a body no office begins, inside a name no place.
            if (owner_[at] != kNoIndex && document_.spans[owner_[at]].begin < at) {
                ++at;
                continue;
            }
            Found& best = best_;
            best.rule = nullptr;
            try_rules(at, alone, best);
            if (best.rule == nullptr || is_taken(level, at, sentence)) {
                ++at;
                continue;
            }
            // Phrases of the pack's own may lie in each other: "at the talks in Paris"; and names
            // may begin in what told that this is one: "his colleagues A and B".
            bool inside =
                is_own(level.kind) || (level.kind == pack_.known.person && best.begin > at);
            std::uint32_t end = inside ? at : best.end;
            const std::uint64_t before = sentence.features.kinds();
            add(level.kind, best,
                alone || level.kind == pack_.known.body || level.kind == pack_.known.office);
            // A rule may need a span of its own level.
            if (sentence.features.kinds() != before) viable_.within(level.set, document_, sentence);
            at = std::max(at + 1, end);
        }
    }

    /// "Trung Quốc Vương Nghị" is no king: the country's name has the word. Nor is "Hồ Chí Minh" in
    /// "Thành phố Hồ Chí Minh" a person, nor the "Union" of the Soviet Union a body, nor the "S."
    /// of "U.S. Arafat said" the begin of a name.
    bool is_taken(const SpanLevel& level, std::uint32_t at, const Sentence& sentence) const {
        const WellKnown& k = pack_.known;
        const bool body = level.kind == k.office || level.kind == k.body;
        const bool person = level.kind == k.person;
        return ((body || person) && is_inside(at, sentence, k.country)) ||
               (person && is_inside(at, sentence, k.list_place));
    }

    /// Whether an entry of the list that begins before has this word.
    bool is_inside(std::uint32_t at, const Sentence& sentence, std::uint32_t list) const {
        for (std::uint32_t back = 1; back <= kNameReach && at >= sentence.begin + back; ++back) {
            const Hit* before = document_.hit_at(at - back, list);
            if (before && before->end > at) return true;
        }
        return false;
    }

    /// A level that only the pack knows.
    bool is_own(std::uint32_t kind) const {
        const WellKnown& k = pack_.known;
        return kind != k.body && kind != k.office && kind != k.offices && kind != k.person &&
               kind != k.place && kind != k.delegation && kind != k.actor;
    }

    void try_rules(std::uint32_t at, bool alone, Found& best) {
        for_rules_at(document_, viable_, at,
                     [&](const Rule& rule) { try_rule(rule, at, alone, best); });
    }

    void try_rule(const Rule& rule, std::uint32_t at, bool alone, Found& best) {
        Match& match = match_;
        if (rule.pattern.subject >= 0 || !matcher_.template match_rule<kCounted>(rule, at, match))
            return;
        std::uint32_t begin = match.begin, end = match.end;
        if (const Capture* own = match.find(pack_.known.own)) begin = own->begin, end = own->end;
        if (begin >= end) return;
        if (alone && std::any_of(owner_.begin() + begin, owner_.begin() + end,
                                 [](std::uint32_t o) { return o != kNoIndex; }))
            return;
        // Longest wins, then the earlier rule.
        if (best.rule && (end - begin < best.end - best.begin ||
                          (end - begin == best.end - best.begin && best.rule <= &rule)))
            return;
        if (rule.group == kActor && is_cut_by_date(begin, end)) return;
        best.rule = &rule, best.begin = begin, best.end = end;
        best.captures.swap(match.captures);
    }

    /// "In the past week Minister A": no actor begins within a date and ends behind it.
    bool is_cut_by_date(std::uint32_t begin, std::uint32_t end) const {
        for (std::uint32_t at = begin; at-- > 0 && begin - at < kLongestDate;) {
            std::uint32_t span = document_.span_at(at, pack_.known.date);
            if (span == kNoIndex) continue;
            return document_.spans[span].end > begin && document_.spans[span].end < end;
        }
        return false;
    }

    void add(std::uint32_t kind, Found& found, bool owns) {
        auto number = static_cast<std::uint32_t>(document_.spans.size());
        auto captures = static_cast<std::uint32_t>(document_.captures.size());
        document_.captures.insert(document_.captures.end(), found.captures.begin(),
                                  found.captures.end());
        document_.add_span({kind, found.begin, found.end, found.rule, captures,
                            static_cast<std::uint32_t>(document_.captures.size())});
        if (owns) std::fill(owner_.begin() + found.begin, owner_.begin() + found.end, number);
    }

    Document& document_;
    const Pack& pack_;
    Matcher matcher_;
    ViableRules viable_;
    std::vector<const SpanLevel*> later_;  ///< left out of a sentence for now
    Match match_;                          ///< of the rule that is tried, and
    Found best_;                           ///< of those tried so far: kept for their memory
    bool family_stands_alone_ = attribute(pack_.settings, "family-alone") == "yes";
    bool parts_are_free_ = attribute(pack_.settings, "name-parts") == "free";
    std::uint32_t shortest_part_ = shortest_part();
    std::vector<std::uint32_t>
        owner_;  ///< per token: the body, office, person or place that holds it
};

}  // namespace

void find_spans(Document& document) {
    if (document.costs)
        SpanFinder<true>(document).run();
    else
        SpanFinder<false>(document).run();
}

}  // namespace parley::ingest
