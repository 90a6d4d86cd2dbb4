#pragma once
/// Where event rules match in a sentence, and who may be the subject there.

#include <utility>
#include <vector>

#include "ingest/events.hpp"
#include "ingest/match.hpp"
#include "ingest/openings.hpp"
#include "ingest/references.hpp"
#include "ingest/stages.hpp"

namespace parley::ingest {

/// A rule that matched, with the actors it looked for outside its pattern.
struct Candidate {
    const Rule* rule = nullptr;
    Match match;
    std::uint32_t subject = kNoIndex, next = kNoIndex;  ///< spans
    std::uint32_t next_end = 0;                         ///< of the enumeration that `next` opens
    std::uint32_t word_begin = 0, word_end = 0;         ///< the event's word, tokens
    std::vector<Candidate> weaker;                      ///< other readings of the same word
};

/// The span of the actor whose last token is `end - 1`, or kNoIndex.
std::uint32_t actor_ending_at(const Document& document, std::uint32_t end,
                              const Sentence& sentence);

/// Finds candidates sentence by sentence, in text order: who acts may hang on who was named before.
class CandidateFinder {
  public:
    /// Rules that match in vain are added to `rejected`.
    CandidateFinder(const Document& document, References& references,
                    std::vector<Rejected>& rejected);

    /// The best reading of every event word, in text order.
    std::vector<Candidate> find(std::uint32_t sentence);
    /// The negative rule that covers the candidate's word, or null.
    const Rule* negated_by(const Candidate& candidate, const Sentence& sentence);
    /// Sets the modality that a rule of the pack finds around the event's word.
    void set_modality(Event& event, const Sentence& sentence);
    void reject(const Candidate& candidate, RejectedFor why, const Rule* by = nullptr);

  private:
    /// All event rules over the sentence. kCounted: notes what each costs.
    template <bool kCounted>
    void try_rules(const Sentence& sentence, std::vector<Candidate>& candidates);
    /// A rule asked of few words, whether its cost is noted or not.
    bool matches(const Rule& rule, std::uint32_t at, Match& match);
    template <bool kCounted>
    void try_rule(const Rule& rule, std::uint32_t at, const Sentence& sentence,
                  std::vector<Candidate>& candidates);
    /// A preposition or a transitive verb stands right before the actor, or before the one it is
    /// joined to by "and".
    bool is_governed(std::uint32_t span, const Sentence& sentence) const;
    /// A circumstance ends right before this token: what governs in it governs nothing behind it.
    bool ends_circumstance(std::uint32_t end, const Sentence& sentence) const;
    /// Inside a circumstance ("at the session of the conference"): such an actor does nothing.
    bool is_circumstance(std::uint32_t span, const Sentence& sentence) const;
    /// Met by an event before: "X received Y, Z and held talks with W" tells of X.
    bool is_object(std::uint32_t span) const;
    /// "visited the ministry, where he met ...": the ministry is the place, not who acts.
    bool is_place_of_clause(std::uint32_t span) const;
    /// The nearest actor to the left that nothing governs; with `any`, governed ones count too.
    /// With `own` he may stand outside the clause: "A said that his talks with B ...".
    std::uint32_t subject_before(std::uint32_t before, const Sentence& sentence, bool any,
                                 CaseSet cases, bool own);
    /// Whether he may be the subject of a verb behind him.
    bool acts(std::uint32_t span, const Sentence& sentence, CaseSet cases) const;
    /// "A, on his first trip since he took office, flew": the actor before an insertion between
    /// commas that holds a barrier, or an office that nobody named holds.
    std::uint32_t subject_before_insertion(std::uint32_t before, const Sentence& sentence,
                                           CaseSet cases);
    std::uint32_t subject_before_relative(std::uint32_t close, const Sentence& sentence,
                                          CaseSet cases);
    /// "told the president, who visited ...": the actor right before the relative word acts in its
    /// clause, whatever governs him in the one before.
    std::uint32_t antecedent(std::uint32_t relative, const Sentence& sentence);
    bool is_unknown_speaker(std::uint32_t span) const;
    std::uint32_t actor_after(std::uint32_t from, const Sentence& sentence, CaseSet cases) const;
    /// Of the rules that read one event word as one type, the one with the most slots, then the
    /// longest, then the first wins. Words that overlap ("official visit", "visit") are one.
    void keep_best(std::vector<Candidate>& candidates);

    const Document& document_;
    const Pack& pack_;
    References& references_;
    std::vector<Rejected>& rejected_;
    Matcher matcher_;
    ViableRules viable_events_, viable_negatives_, viable_modalities_;
    std::uint32_t event_label_;
    std::uint32_t sentence_ = 0;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> objects_;  ///< of the sentence, tokens
    std::vector<std::pair<std::uint32_t, std::uint32_t>> acted_;    ///< verbs and their subjects
};

}  // namespace parley::ingest
