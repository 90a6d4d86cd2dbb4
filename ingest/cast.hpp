#pragma once
/// Who is who in one article: actors under all their names, with offices and countries. What "the
/// minister" or "both sides" stand for is for References to say.

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

    /// The person whom the span names, the same for all spellings of his name.
    std::uint32_t person_of(std::uint32_t person_span);
    /// The body that the span names; where its name tells no country, it may be of that one.
    std::uint32_t body_of(std::uint32_t body_span, const std::string& context_country);
    /// The place that the span names, or kNoIndex where it names none ("here", in no dateline).
    std::uint32_t place_of(std::uint32_t place_span);
    /// What the span was found to stand for, or kNoIndex where nothing asked that.
    std::uint32_t known_as(std::uint32_t span) const {
        auto found = of_span_.find(span);
        return found == of_span_.end() ? kNoIndex : found->second;
    }
    /// The country with this ISO code as a place, or kNoIndex.
    std::uint32_t country_actor(const std::string& code);

    /// Notes that the person holds the office of this span.
    void hold(std::uint32_t person, std::uint32_t office_span, const std::string& country);
    /// The article gives this person an office, though it does not say which.
    void put_in_office(std::uint32_t person) { members_[person].in_office = true; }
    /// Who holds that office as far as the gazetteer knows, on the article's day; or kNoIndex.
    std::uint32_t known_holder(const Span& office, const std::string& country) const;
    std::string gender_of(const Span& office) const;
    std::string title_of(const Span& office) const;
    /// All listed forms that stand here are plurals, as far as they tell: "ministers" is not one
    /// person.
    bool only_plural(std::uint32_t begin, std::uint32_t end) const;
    /// Of the listed forms that stand here one has the attribute: `leads=yes`.
    bool says(std::uint32_t begin, std::uint32_t end, std::string_view name) const;
    bool leads_its_body(std::uint32_t begin, std::uint32_t end) const;

    /// What a ministry is called, and its slug without the country.
    struct Ministry {
        std::string name, slug;
    };
    Ministry ministry_named(const Capture& topic) const;
    std::uint32_t ministry(const Capture& topic, std::string country);
    std::uint32_t body_named(const std::string& name, const std::string& concept_slug,
                             const std::string& country, std::uint32_t token);

    /// The first country named there, by its ISO code, or empty.
    std::string country_in(std::uint32_t begin, std::uint32_t end) const;
    std::string country_of_actor_span(const Span& span) const;
    /// The country in which a sentence plays, as it says itself; or empty.
    std::string scene_of(std::uint32_t sentence) const;
    std::string land_of_places(const Sentence& sentence) const;

    /// A minister whose title does not say of what: of the one ministry that the article names and
    /// nobody else leads. Call when all events are read.
    void settle_ministers();
    /// A minister whose title does not say of which country: of the one that the article is at home
    /// in. Call when all events are read.
    void settle_countries(const std::vector<Event>& events);

  private:
    void meet(std::uint32_t span);
    void meet_leader(const Span& delegation);
    std::uint32_t add(Actor actor, std::uint32_t token);
    void add_name(std::uint32_t member, const std::string& name);
    /// A spelling of the article that is not shown: an inflected form.
    void add_spelling(std::uint32_t member, const std::string& name);
    std::string shown_name(std::uint32_t begin, std::uint32_t end) const;
    bool is_common(const Span& name) const;
    std::uint32_t person_called(const std::vector<std::string>& words);
    std::uint32_t person_of_initials(const std::string& acronym) const;
    void index_person(std::uint32_t person, const std::vector<std::string>& words);
    void hold_all(std::uint32_t person, std::uint32_t begin, std::uint32_t end,
                  const std::string& country);
    void hold_in(std::size_t first, std::uint32_t at, const std::string& country);
    void note_held(const Held& held);

    // cast_bodies.cpp
    struct BodyFacts;
    BodyFacts body_facts(const Span& span);
    std::uint32_t body_by_initials(const BodyFacts& facts);
    std::uint32_t body_inside(const Entry& office, const std::string& context, std::uint32_t token);
    const std::string& canonical(const std::string& name);
    bool says_country(const std::string& name, const std::string& country);
    void name_for_country(std::uint32_t number, const std::string& name,
                          const std::string& country);
    static bool tells_base(const Entry& entry);
    std::string base_of(const Span& span, std::uint32_t begin, std::uint32_t end) const;
    Gender head_gender(const Span& span) const;

    // cast_country.cpp
    std::string guest_country() const;
    bool stands_for_country(std::uint32_t token, const Hit& hit) const;
    std::string country_before(std::uint32_t token) const;
    std::string own_country(std::uint32_t person) const;
    void tell_country(std::uint32_t person, const std::string& country);
    void meet_group(const Span& span, const std::vector<Capture>& whos);
    void move_office(Held& held, const std::string& country);
    std::uint32_t ministry_of_place(const Span& office, const Capture& topic);
    bool is_organ_abroad(const Span& body, const std::string& country) const;
    std::uint32_t party_of(const std::string& country);

    // cast_home.cpp
    struct Home {
        std::string country, reason;
    };
    struct Lands;
    std::string land_at(std::uint32_t token) const;
    std::string land_in(const Span& span) const;
    std::uint32_t local_body(const Capture& head);
    std::string country_of_title() const;
    void note_sides(const Event& event, Lands& lands) const;
    Lands lands(const std::vector<Event>& events) const;
    Home home_of(std::uint32_t person, const Lands& lands) const;
    std::string only_land(std::uint32_t begin, std::uint32_t end) const;
    Home home_beside(const Held& held, const std::vector<Event>& events) const;
    const Capture* topic_of_no_country(const Held& held) const;

    // cast_known.cpp
    void guess_country_of_leader(std::uint32_t person, const std::vector<Pack::Leader>& bearers);
    std::vector<std::string_view> kinds_of(const Span& office) const;
    std::set<std::string> lands_held(const Member& member, std::string_view kind) const;
    std::string land_held(std::uint32_t person, const Span& office) const;

    // cast_offices.cpp
    void meet_in_office(const Span& tenure);
    std::string country_of_office(const Span& office) const;
    bool is_of_another(std::uint32_t office, std::uint32_t end) const;
    void find_holder(const Span& actor);
    std::uint32_t only_without_office(const Sentence& sentence) const;
    std::uint32_t only_of_no_body(const Sentence& sentence) const;
    bool names_first(const Span& actor, std::uint32_t sentence) const;
    std::uint32_t named_behind(std::uint32_t sentence, bool alone) const;
    bool has_office(std::uint32_t person) const;
    void settle_ministry(Held& held);
    void settle_by_kind(Held& held);

    // cast_places.cpp
    std::uint32_t capital_of(const Span& span);
    const Hit* dateline_place(std::uint32_t& where) const;

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
    /// Base form of a word of a person's name -> persons, in order of first mention.
    std::unordered_map<std::string, std::vector<std::uint32_t>> by_word_;
};

}  // namespace parley::ingest
