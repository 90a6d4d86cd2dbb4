#pragma once
/// What "the minister", "he", "both sides", "the delegation" stand for, as the text is read: by who
/// is who (Cast) and by the events read so far.

#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "ingest/cast.hpp"

namespace parley::ingest {

/// What a mention stands for.
struct Resolved {
    std::vector<std::uint32_t> actors;
    std::string reason;  ///< empty where the name itself stands there
};

class References {
  public:
    References(const Document& document, Cast& cast)
        : document_(document),
          pack_(*document.pack),
          cast_(cast),
          members_(cast.members()),
          held_(cast.held()) {}

    const Cast& cast() const { return cast_; }

    /// Whom an actor, person, body or place span stands for; empty when nobody or nobody for sure.
    Resolved resolve(std::uint32_t span);
    /// Whom "both sides", "the two ministers" stand for: two actors or none.
    Resolved resolve_pair(std::uint32_t begin, std::uint32_t end);
    /// Whom "her colleague", "his guest" stands for in an event of `others`: the other side of the
    /// event before, else who was named last; of the word's gender and country.
    Resolved resolve_counterpart(std::uint32_t span, const std::vector<std::uint32_t>& others);
    /// The only other person named before who holds the office by which the actor span refers,
    /// where one of `others` holds it, of another country.
    Resolved other_holder(std::uint32_t span, const std::vector<std::uint32_t>& others);
    /// "Received by President A, he ...": whom a pronoun stands for, none of these.
    Resolved pronoun_beside(std::uint32_t span, const std::vector<std::uint32_t>& others);
    /// Whom a pronoun stands for that cannot be `host`: the last one named in its sentence who is
    /// of another country, or kNoIndex.
    std::uint32_t guest_called_so(std::uint32_t span, std::uint32_t host) const;
    /// Whom this person received last, where the place can only be the guest's destination: it lies
    /// in the host's country. kNoIndex where he received nobody, or the word's gender excludes the
    /// guest.
    std::uint32_t guest_received_by(std::uint32_t host, const Actor& place,
                                    std::uint32_t token) const;
    /// "The country", where a place's rule says `told=country`: the last one told before, also by a
    /// place in it, which is not the visitors' own. Nobody where none is told close by.
    Resolved place_told(std::uint32_t span, const std::vector<std::uint32_t>& visitors);
    /// What the rule of a place span says of it: "country", or empty where it has a name.
    std::string_view told(const Span& place) const;
    /// Whether a governor stands before the actor that begins at `token`.
    bool is_governed(std::uint32_t token, std::uint32_t from) const;

    /// "The Vietnamese guest" is spoken of: for "he" in the next sentence.
    void note_guest(std::uint32_t span);
    /// An event was read: its sides are now the sides of the article.
    void note_event(const Event& event);
    /// Who acts in it.
    void note_actor(const Event& event);
    /// Who acted in the last event: "The talks with B" are his.
    Resolved acted_before() const;
    /// The persons on the two sides of a meeting.
    struct Sides {
        std::vector<std::uint32_t> a, b;
    };
    /// The sides of the last meeting.
    const Sides& met_before() const { return met_; }
    /// Who took part as well, on whose side: on that of his country or his body, in both who is of
    /// a third country; where nothing tells, on that of who acted. Empty where nobody has met yet.
    Sides joined(const std::vector<std::uint32_t>& who) const;

  private:
    /// Where somebody was mentioned last, as far as the text is read.
    struct Mention {
        std::uint32_t behind = 0;  ///< one more than the token; 0: not yet
        std::uint32_t sentence = kNoIndex;
        std::uint32_t first_there = 0;  ///< the first mention in that sentence, a token
    };
    const Mention& mention(std::uint32_t member) const {
        static const Mention none;
        return member < mentions_.size() ? mentions_[member] : none;
    }
    void note_mention(std::uint32_t member, std::uint32_t token);
    void note_before(std::uint32_t token, bool governed_too);
    bool in_title(std::uint32_t token) const;
    const Hit* country_within(std::uint32_t token) const;

    Resolved by_name(const Span& span, const Capture& who);
    Resolved by_names(const std::vector<Capture>& whos);
    Resolved by_pronoun_at(std::uint32_t span);
    void hold_further(std::uint32_t span, std::uint32_t person);

    // references_offices.cpp
    struct OfficeAsked;
    OfficeAsked asked(const Span& span, const std::string& country);
    std::vector<std::uint32_t> holders_fitting(const OfficeAsked& office) const;
    Resolved by_office(std::uint32_t office_span, const std::string& country);
    void keep_called_so(std::vector<std::uint32_t>& fitting, const Hit& word) const;
    std::uint32_t minister_abroad(const Span& office, const std::string& title) const;
    std::uint32_t peer_of(const std::string& title, const std::string& country,
                          std::uint32_t body) const;
    std::uint32_t leader_from(std::uint32_t body);
    std::string ministry_kind(const Held& held) const;
    /// No office of another title is known of this actor.
    bool may_hold(std::uint32_t actor, std::string_view title) const;

    // references_pronouns.cpp
    Resolved by_pronoun(const Span& span, const std::vector<std::uint32_t>& others);
    bool is_nearer(std::uint32_t number, std::uint32_t beside, bool latter) const;
    std::set<std::uint32_t> holders_of(std::string_view titles) const;
    std::uint32_t speaker_in(std::uint32_t begin, std::uint32_t end) const;
    Resolved by_speaker(const Span& pronoun) const;

    // references_delegations.cpp
    std::uint32_t leader_of(const Span& delegation) const;
    std::vector<std::uint32_t> leaders_of(const Span& delegation) const;
    const std::vector<std::pair<std::uint32_t, std::uint32_t>>& delegations_led();
    Resolved led_further_on(const Span& span, const std::string& country);
    Resolved by_delegation(const Span& span);

    // references_sides.cpp
    Resolved by_side(const Span& span);
    std::uint32_t office_abroad(const std::string& country,
                                const std::vector<std::uint32_t>& others, std::uint32_t token);
    Resolved counterpart_of(const Span& span, const Capture& word, const std::string& country,
                            const std::vector<std::uint32_t>& others);
    std::uint32_t stranger_met() const;

    // references_guests.cpp
    bool is_guest_word(const Capture& word) const;
    bool is_several(const Capture& word) const;
    Resolved by_guest(const Span& span);

    // references_groups.cpp
    std::uint32_t holder_of_land(std::string_view country, std::string_view title,
                                 const std::string& kind, bool any_head) const;
    Resolved holders_of_lands(const Span& span) const;
    std::vector<std::string> lands_in(const Span& span) const;
    Resolved of_lands(const Span& span, std::string_view title, const std::string& kind,
                      bool any_head) const;
    Resolved by_pair(const Span& span, const Capture& pair);
    Resolved two_of_title(std::uint32_t begin, std::uint32_t end, std::string_view title) const;
    Resolved all_of_event(std::uint32_t begin, std::uint32_t end) const;
    Resolved so_many(std::uint32_t begin, std::uint32_t end, std::size_t count,
                     std::string_view title) const;
    std::vector<std::uint32_t> joined_in(std::uint32_t begin, std::uint32_t end);
    Resolved two_joined(std::uint32_t begin, std::uint32_t end);
    Resolved those_told(std::uint32_t begin, std::uint32_t end);
    Resolved listed_after(const Span& group);
    std::vector<std::uint32_t> enumerated(std::uint32_t begin, std::uint32_t end);

    // references_events.cpp
    void note_guests(const Event& event);
    void note_group(const Event& event);
    void note_met(const Event& event);
    bool on_side(std::uint32_t who, const std::vector<std::uint32_t>& side) const;

    const Document& document_;
    const Pack& pack_;
    Cast& cast_;
    const std::vector<Member>& members_;
    const std::vector<Held>& held_;
    std::vector<Mention> mentions_;    ///< by member; those behind its end are not mentioned yet
    std::set<std::uint32_t> further_;  ///< actor spans whose further offices are noted
    std::unordered_map<std::uint32_t, Resolved> of_pronoun_;  ///< actor span -> whom it stands for
    struct Led {
        std::vector<std::uint32_t> leaders;
        std::uint32_t token;
        std::string country;
    };
    std::vector<Led> led_;  ///< delegations told so far
    std::optional<std::vector<std::pair<std::uint32_t, std::uint32_t>>> delegations_led_;
    std::vector<std::uint32_t> sides_;           ///< last event's first actors of each side
    std::string met_where_;                      ///< the country in which they met, where told
    std::vector<std::uint32_t> parties_;         ///< the same, where bodies count as well
    std::vector<std::uint32_t> group_;           ///< all who took part in the last event
    Sides met_;                                  ///< of the last meeting
    std::uint32_t acted_ = kNoIndex;             ///< the person who acted in the last event
    std::vector<std::uint32_t> acted_together_;  ///< he first, and who acted with him
    std::uint32_t host_ = kNoIndex;              ///< the person who received somebody last
    std::uint32_t guest_ = kNoIndex;             ///< the first whom he received
    std::vector<std::uint32_t> visitors_;        ///< persons who have visited so far
    std::vector<std::uint32_t> guests_;          ///< who came together last: visitors, received
    std::uint32_t went_ = kNoIndex;              ///< the visitor, where the last event is a visit
};

}  // namespace parley::ingest
