#pragma once
/// Who is who: why names are one actor or are not, which pairs a person should look at, and what a
/// person can decide about them.

#include <cstdint>
#include <memory>
#include <parley/graph.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace parley {

/// An actor or place that articles speak of.
struct IdentityActor {
    std::string id;  ///< "o:luong-cuong"; follows the names that most articles use
    std::string label;
    std::string name;
    std::string country;
    std::string role;
    std::vector<std::string> names;
    std::uint64_t articles = 0;
};

/// A name under which articles speak of an actor.
struct IdentityName {
    std::string name;
    std::vector<std::string> articles;  ///< sorted
};

/// Two that are near and were not joined, or were joined with some doubt.
struct ReviewPair {
    IdentityActor left, right;  ///< the same actor where `is_one`
    std::string left_name, right_name;
    std::string left_article, right_article;  ///< where they stand, for a look at the text
    bool is_one;
    std::string rule;    ///< why: an id of graph/resolve_rules.hpp
    std::string detail;  ///< the words that decided
    double score;        ///< how alike the names are, 0..1
    double worth;        ///< doubt and weight together: the order of a review
};

/// The identities of a store, computed anew from its claims and decisions: seconds for a million
/// claims. A decision is made here, kept by decide(); an Identities knows only what was decided
/// before it.
///
/// An actor is named by id or by any of its names. Throws Error where nobody is called so, or where
/// several are: the hint lists them.
class Identities {
  public:
    explicit Identities(const Graph& graph);
    ~Identities();
    Identities(Identities&&) noexcept;
    Identities& operator=(Identities&&) noexcept;

    /// All who have this id, or this name, folded, among theirs; those in most articles first.
    std::vector<IdentityActor> called(std::string_view actor) const;
    IdentityActor the(std::string_view actor) const;
    std::vector<IdentityName> names_of(std::string_view actor) const;
    /// For people: under which names, why these are one, token by token, and who is near and is
    /// another. Ends with a line feed.
    std::string explain(std::string_view actor) const;
    /// The pairs most worth a look, best first; what people decided is left out.
    std::vector<ReviewPair> review(std::size_t limit) const;

    // Each gives an assertion for decide().
    /// The two are one actor, under the first one's id.
    Assertion merge(std::string_view into, std::string_view from) const;
    /// The two are never one actor.
    Assertion different(std::string_view one, std::string_view other) const;
    /// Those under a name of the actor, or those in an article, are another actor.
    Assertion split(std::string_view actor,
                    const std::vector<std::string>& names_or_articles) const;
    Assertion alias(std::string_view actor, std::string_view name) const;
    /// What a look at a pair ended with.
    Assertion are_one(const ReviewPair& pair) const;
    Assertion are_two(const ReviewPair& pair) const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// The edge is wrong, and so is what its claims say of its two ends. Throws Error where there is no
/// such edge, or where no claim stands behind it.
Assertion reject_edge(const Graph& graph, EdgeId edge);

/// Takes back the decision with this id; without an id the newest that holds. Throws Error where
/// there is none.
Assertion undo_decision(const Graph& graph, std::string_view id = {});

/// Stamps an assertion with time and note and keeps it; gives its id. Takes effect with
/// Graph::refold().
std::string decide(Graph& graph, Assertion assertion, std::string note = {});

/// A decision that holds, for people.
struct DecisionLine {
    std::string id, time, text, note;
};
/// In order of time, without those taken back and without the lines of gazetteers.
std::vector<DecisionLine> decisions(const Graph& graph);

}  // namespace parley
