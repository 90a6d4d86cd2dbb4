#pragma once
/// From a candidate to an event: whom its slots stand for, and whether they make one.

#include <optional>
#include <string>

#include "ingest/candidates.hpp"

namespace parley::ingest {

/// Who takes part in the meeting told before, by this rule (`joins=yes`), as well.
inline bool joins(const Rule& rule) { return attribute(rule.attributes, "joins") == "yes"; }

class EventBuilder {
  public:
    EventBuilder(const Document& document, References& references)
        : document_(document),
          pack_(*document.pack),
          cast_(references.cast()),
          references_(references) {}

    /// Fills the event's slots; why there is no event, where they stay empty.
    std::optional<RejectedFor> build(const Candidate& candidate, std::uint32_t sentence,
                                     Event& event);

    /// Who took part besides those who met before, on both sides: an event for each side. Any other
    /// event as it is.
    std::vector<Event> by_side(Event event) const;

  private:
    void add_parts(Event& event, const std::string& role, std::uint32_t begin, std::uint32_t end,
                   bool places);
    bool add_pair(Event& event, const std::string& role, std::uint32_t begin, std::uint32_t end);
    bool came_together(const std::vector<std::uint32_t>& actors) const;
    void add_part(Event& event, const std::string& role, std::uint32_t span);
    /// A visitor in office, or one side of a meeting or signature: matches, readings and holidays
    /// are told in the same words.
    bool is_public(const Event& event, bool visit) const;
    bool is_beside(std::uint32_t span, std::uint32_t begin) const;
    std::uint32_t join_before(std::uint32_t end, const Sentence& all) const;
    bool joins_far(std::uint32_t at) const;
    std::uint32_t behind_join(std::uint32_t begin, const Sentence& all) const;
    std::uint32_t before_aside(std::uint32_t end, const Sentence& sentence) const;
    std::uint32_t listed_at(std::uint32_t end, const Sentence& sentence) const;
    /// "The minister of Poland, A, and B": the comma behind A closes what stands beside his office.
    std::uint32_t apposed_before(std::uint32_t end, const Sentence& sentence) const;
    std::vector<std::uint32_t> listed_before(std::uint32_t comma, const Sentence& all) const;
    /// A person told by name and office.
    bool is_named_holder(std::uint32_t actor) const;
    /// The subject, with those it is joined to by "and" before it.
    void add_subject(Event& event, const std::string& role, std::uint32_t span,
                     std::uint32_t sentence);
    void add_company(Event& event, const std::string& role, std::uint32_t span);
    /// "He was received by A": he is not A.
    void part_pronouns(Event& event);
    /// "The delegation of X was led by A, that of Y by B": A meets B (`faces=yes`).
    void face_other_side(Event& event);
    /// The place is the country that this person is of.
    bool is_home(const Actor& place, std::uint32_t person) const;
    /// "Visited the country": which one is known once the visitor is.
    void settle_place_told(Event& event, const Candidate& candidate);
    /// "A received B while he was visiting", "for his visit to" A's country: he is B.
    void send_guest(Event& event);
    /// Two sides, or a visitor and where to; nobody meets himself, nobody visits his own country.
    std::optional<RejectedFor> incomplete(Event& event, bool visit) const;
    bool are_of_one_delegation(const Event& event) const;
    /// Where a title must have ended: at the event's word or the next actor, if they stand behind.
    std::uint32_t title_end(const Candidate& candidate, const Capture& title,
                            std::uint32_t sentence) const;
    /// A body meets nobody who holds an office in it: the person acts for it.
    bool acts_for_other(const Event::Part& body, const Event& event) const;
    /// The title that begins here: up to the closing quote, else to the comma or the sentence's
    /// end.
    std::string document_title(std::uint32_t begin, std::uint32_t end) const;

    const Document& document_;
    const Pack& pack_;
    const Cast& cast_;
    References& references_;
    struct {
        std::uint32_t leader = kNoIndex, sentence = 0;
    } side_led_;  ///< the last one told by a rule that says `faces=yes`
};

}  // namespace parley::ingest
