#pragma once
/// Who is who in one article: actors with all their mentions, offices and countries, and what
/// "the minister" or "both sides" stand for.

#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "ingest/name_forms.hpp"
#include "ingest/stages.hpp"

namespace parley::ingest {

/// An office that a mention gives to a person.
struct Held {
    std::uint32_t actor = kNoIndex;
    std::uint32_t body = kNoIndex;  ///< actor index of the party or body, or kNoIndex
    std::string role;               ///< as written
    std::string title;  ///< what it is compared by: attribute `title`, else the word's base
    std::string country;
    bool former = false;
    std::string ministry;  ///< of which kind, where the title says it and nobody of which country
    std::string reason;    ///< why it is of that country, where the title does not say so
    bool nearby = false;   ///< of a country told near by, for want of a better one
    bool leads = false;    ///< the first of its body: minister, head, chairman
    bool state = false;    ///< attribute `state`: heads a state or government
    bool peer = false;     ///< "his colleague": the office that the other side holds
    bool bare_minister = false;        ///< "the minister", of a ministry that is named elsewhere
    std::uint32_t word = kNoIndex;     ///< the office's entry in the pack
    std::uint32_t begin = 0, end = 0;  ///< tokens
};

struct Member {
    Actor actor;
    std::vector<std::vector<std::string>> words;  ///< of each of its names
    std::uint32_t first_token = 0;
    /// The name's shape or the gazetteer says so; what the text says outweighs it.
    bool guessed_country = false;
    bool known_country = false;  ///< it is the gazetteer that says so
    /// No more than the country of which the article tells most, or did last: it is not his home
    /// for certain.
    bool nearby_country = false;
    std::string concept_slug;  ///< of a body known by its kind: "ministry-of-defence"
    bool in_office = false;  ///< the article, or the gazetteer, gives this person an office or rank
    std::uint32_t last_token = 0;            ///< most recent mention seen while events are read
    std::uint32_t last_sentence = kNoIndex;  ///< the sentence of that mention
    std::uint32_t first_there = 0;           ///< the first mention in that sentence
};

/// What a mention stands for.
struct Resolved {
    std::vector<std::uint32_t> actors;
    std::string reason;  ///< empty where the name itself stands there
};

/// One space between words, also where the text breaks a line.
std::string one_spaced(std::string_view text);

class Cast {
  public:
    explicit Cast(const Document& document);

    const std::vector<Member>& members() const { return members_; }
    const std::vector<Held>& held() const { return held_; }
    const Actor& actor(std::uint32_t index) const { return members_[index].actor; }

    /// Whether what this actor does is public business: bodies, parties, and persons with an office
    /// or rank. Athletes, authors and reporters have none.
    bool is_public(std::uint32_t index) const {
        return members_[index].actor.label != "Official" || members_[index].in_office;
    }

    /// Whom an actor, person, body or place span stands for; empty when nobody or nobody for sure.
    Resolved resolve(std::uint32_t span);
    /// Whom "both sides", "the two ministers" stand for: two actors or none.
    Resolved resolve_pair(std::uint32_t begin, std::uint32_t end);
    /// A minister whose title does not say of what: of the one ministry that the article names and
    /// nobody else leads. Call when all events are read.
    void settle_ministers();
    /// A minister whose title does not say of which country: of the one that the article is at home
    /// in. Call when all events are read.
    void settle_countries(const std::vector<Event>& events);
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
    const Hit* country_within(std::uint32_t token) const;
    /// "The Vietnamese guest" is spoken of: for "he" in the next sentence.
    void note_guest(std::uint32_t span);
    /// An event was read: its sides are now the sides of the article.
    void note_event(const Event& event);
    void note_actor(const Event& event);
    /// Whether a governor stands before the actor that begins at `token`.
    bool is_governed(std::uint32_t token, std::uint32_t from) const;
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
    void meet(std::uint32_t span);
    void meet_group(const Span& span, const std::vector<Capture>& whos);
    void move_office(Held& held, const std::string& country);
    Gender head_gender(const Span& span) const;
    void meet_leader(const Span& delegation);
    void meet_in_office(const Span& tenure);
    std::uint32_t person_of(std::uint32_t person_span);
    bool is_common(const Span& name) const;
    std::uint32_t person_called(const std::vector<std::string>& words);
    void index_person(std::uint32_t person, const std::vector<std::string>& words);
    std::uint32_t local_body(const Capture& head);
    std::uint32_t body_of(std::uint32_t body_span, const std::string& context_country);
    const Hit* dateline_place(std::uint32_t& where) const;
    std::uint32_t place_of(std::uint32_t place_span);
    std::uint32_t capital_of(const Span& span);
    std::uint32_t body_inside(const Entry& office, const std::string& context, std::uint32_t token);
    /// What a ministry is called, and its slug without the country.
    struct Ministry {
        std::string name, slug;
    };
    Ministry ministry_named(const Capture& topic) const;
    std::uint32_t ministry(const Capture& topic, std::string country);
    struct BodyFacts;
    BodyFacts body_facts(const Span& span);
    std::uint32_t body_by_initials(const BodyFacts& facts);
    const std::string& canonical(const std::string& name);
    std::uint32_t body_named(const std::string& name, const std::string& concept_slug,
                             const std::string& country, std::uint32_t token);
    void name_for_country(std::uint32_t number, const std::string& name,
                          const std::string& country);
    static bool tells_base(const Entry& entry);
    std::string base_of(const Span& span, std::uint32_t begin, std::uint32_t end) const;
    std::uint32_t country_actor(const std::string& code);
    std::uint32_t add(Actor actor, std::uint32_t token);
    void add_name(std::uint32_t member, const std::string& name);
    std::string gender_of(const Span& office) const;
    std::string title_of(const Span& office) const;
    /// A spelling of the article that is not shown: an inflected form.
    void add_spelling(std::uint32_t member, const std::string& name);
    void hold(std::uint32_t person, std::uint32_t office_span, const std::string& country);
    void note_held(const Held& held);
    void hold_in(std::size_t first, std::uint32_t at, const std::string& country);
    void find_holder(const Span& actor);
    std::uint32_t only_without_office(const Sentence& sentence) const;
    std::uint32_t only_of_no_body(const Sentence& sentence) const;
    bool names_first(const Span& actor, std::uint32_t sentence) const;
    std::uint32_t named_behind(std::uint32_t sentence, bool alone) const;
    bool has_office(std::uint32_t person) const;
    void hold_all(std::uint32_t person, std::uint32_t begin, std::uint32_t end,
                  const std::string& country);
    std::string guest_country() const;
    std::string country_before(std::uint32_t token) const;
    bool stands_for_country(std::uint32_t token, const Hit& hit) const;
    std::string own_country(std::uint32_t person) const;
    void tell_country(std::uint32_t person, const std::string& country);
    struct Home {
        std::string country, reason;
    };
    struct Lands;
    std::string land_at(std::uint32_t token) const;
    std::string land_in(const Span& span) const;
    std::string scene_of(std::uint32_t sentence) const;
    std::string land_of_places(const Sentence& sentence) const;
    std::string country_of_title() const;
    void note_sides(const Event& event, Lands& lands) const;
    Lands lands(const std::vector<Event>& events) const;
    Home home_of(std::uint32_t person, const Lands& lands) const;
    std::uint32_t ministry_of_place(const Span& office, const Capture& topic);
    std::uint32_t minister_abroad(const Span& office, const std::string& title) const;
    std::uint32_t holder_of_land(std::string_view country, std::string_view title,
                                 const std::string& kind, bool any_head) const;
    std::vector<std::string> lands_in(const Span& span) const;
    Resolved by_pair(const Span& span, const Capture& pair);
    Resolved of_lands(const Span& span, std::string_view title, const std::string& kind,
                      bool any_head) const;
    Resolved holders_of_lands(const Span& span) const;
    std::string only_land(std::uint32_t begin, std::uint32_t end) const;
    Home home_beside(const Held& held, const std::vector<Event>& events) const;
    const Capture* topic_of_no_country(const Held& held) const;
    bool is_organ_abroad(const Span& body, const std::string& country) const;
    std::uint32_t party_of(const std::string& country);
    std::string country_in(std::uint32_t begin, std::uint32_t end) const;
    std::string country_of_actor_span(const Span& span) const;
    void note_before(std::uint32_t token, bool governed_too);
    void hold_further(std::uint32_t number, std::uint32_t person);
    bool in_title(std::uint32_t token) const;
    bool only_plural(std::uint32_t begin, std::uint32_t end) const;
    bool says(std::uint32_t begin, std::uint32_t end, std::string_view name) const;
    bool leads_its_body(std::uint32_t begin, std::uint32_t end) const;
    /// No office of another title is known of this actor.
    bool may_hold(std::uint32_t actor, std::string_view title) const;
    Resolved counterpart_of(const Span& span, const Capture& word, const std::string& country,
                            const std::vector<std::uint32_t>& others);
    Resolved listed_after(const Span& group);
    std::vector<std::uint32_t> enumerated(std::uint32_t begin, std::uint32_t end);
    Resolved all_of_event(std::uint32_t begin, std::uint32_t end) const;
    Resolved so_many(std::uint32_t begin, std::uint32_t end, std::size_t count,
                     std::string_view title) const;
    std::vector<std::uint32_t> joined_in(std::uint32_t begin, std::uint32_t end);
    Resolved two_joined(std::uint32_t begin, std::uint32_t end);
    Resolved those_told(std::uint32_t begin, std::uint32_t end);
    void note_guests(const Event& event);
    void note_group(const Event& event);
    void note_met(const Event& event);
    bool on_side(std::uint32_t who, const std::vector<std::uint32_t>& side) const;
    std::string ministry_kind(const Held& held) const;
    std::uint32_t office_abroad(const std::string& country,
                                const std::vector<std::uint32_t>& others, std::uint32_t token);
    Resolved two_of_title(std::uint32_t begin, std::uint32_t end, std::string_view title) const;
    Resolved by_office(std::uint32_t office_span, const std::string& country);
    void keep_called_so(std::vector<std::uint32_t>& fitting, const Hit& word) const;
    std::string country_of_office(const Span& office) const;
    bool is_of_another(std::uint32_t office, std::uint32_t end) const;
    void settle_ministry(Held& held);
    void settle_by_kind(Held& held);
    std::uint32_t leader_from(std::uint32_t body);
    void guess_country_of_leader(std::uint32_t person, const std::vector<Pack::Leader>& bearers);
    std::uint32_t known_holder(const Span& office, const std::string& country) const;
    std::vector<std::string_view> kinds_of(const Span& office) const;
    std::set<std::string> lands_held(const Member& member, std::string_view kind) const;
    std::string land_held(std::uint32_t person, const Span& office) const;
    std::uint32_t peer_of(const std::string& title, const std::string& country,
                          std::uint32_t body) const;
    Resolved by_delegation(const Span& span);
    const std::vector<std::pair<std::uint32_t, std::uint32_t>>& delegations_led();
    Resolved led_further_on(const Span& span, const std::string& country);
    void note_mention(std::uint32_t member, std::uint32_t token);
    Resolved by_pronoun(const Span& span, const std::vector<std::uint32_t>& others);
    std::set<std::uint32_t> holders_of(std::string_view titles) const;
    bool is_nearer(const Member& one, const Member& other, bool latter) const;
    Resolved by_side(const Span& span);
    bool is_guest_word(const Capture& word) const;
    bool is_several(const Capture& word) const;
    Resolved by_guest(const Span& span);
    std::uint32_t speaker_in(std::uint32_t begin, std::uint32_t end) const;
    Resolved by_speaker(const Span& pronoun) const;
    std::uint32_t stranger_met() const;
    std::uint32_t leader_of(const Span& delegation) const;
    std::vector<std::uint32_t> leaders_of(const Span& delegation) const;
    std::string shown_name(std::uint32_t begin, std::uint32_t end) const;

    const Document& document_;
    const Pack& pack_;
    BaseForms bases_;
    std::unordered_map<std::string, std::string> canonical_;  ///< Pack::canonical of what was asked
    std::vector<Member> members_;
    std::vector<Held> held_;
    std::string guest_country_;  ///< where those come from whom nothing says to be from here
    std::unordered_map<std::uint32_t, std::uint32_t>
        of_span_;  ///< person, body, place span -> member
    std::unordered_map<std::string_view, std::uint32_t> local_;  ///< opening -> body span
    std::set<std::uint32_t> further_;  ///< actor spans whose further offices are noted
    std::unordered_map<std::uint32_t, Resolved> of_pronoun_;  ///< actor span -> whom it stands for
    /// Base form of a word of a person's name -> persons, in order of first mention.
    std::unordered_map<std::string, std::vector<std::uint32_t>> by_word_;
    struct Led {
        std::uint32_t leader;
        std::uint32_t token;
        std::string country;
    };
    std::vector<Led> led_;
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
