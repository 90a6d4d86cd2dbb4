/// `parley review`: pairs that are worth a person's look, best first. On a terminal one key a
/// decision; in a pipe a list.

#include <fmt/format.h>

#include <parley/identity.hpp>
#include <parley/listing.hpp>

#include "tools/commands.hpp"
#include "tools/messages.hpp"
#include "tools/single_keys.hpp"
#include "tools/text_width.hpp"

namespace parley::tools {
namespace {

constexpr const char* kKeys =
    "s one actor   d two actors   n next   e evidence   u undo the last   q quit";

int print_list(const std::vector<ReviewPair>& pairs) {
    for (const ReviewPair& pair : pairs)
        fmt::print("{:.2f}\t{}\t{}\t{}\t{}\t{}\t{}\t{:.2f}\t{}\t{}\n", pair.worth,
                   pair.is_one ? "one" : "two", pair.left.id, one_line(pair.left_name),
                   pair.right.id, one_line(pair.right_name), pair.rule, pair.score,
                   one_line(pair.left_article), one_line(pair.right_article));
    return Exit::done;
}

void print_actor(const IdentityActor& actor, const std::string& name, const std::string& article) {
    fmt::print("  {}", one_line(name));
    for (const std::string* fact : {&actor.country, &actor.role})
        if (!fact->empty()) fmt::print(", {}", one_line(*fact));
    fmt::print("  ({}, {} article{}, one is {})\n", actor.id, actor.articles,
               actor.articles == 1 ? "" : "s", one_line(article));
}

/// Sentences in which an article speaks of the name.
void print_evidence(const Graph& graph, const std::string& name, const std::string& article) {
    for (const Claim& claim : graph.claims_of(article))
        for (const Participant& participant : claim.participants)
            if (participant.actor.name == name) {
                fmt::print("  {}: {}\n", one_line(article), one_line(claim.evidence.sentence));
                break;
            }
}

class Review {
  public:
    Review(Graph& graph, std::size_t limit) : graph_(graph), identities_(graph) {
        pairs_ = identities_.review(limit);
    }

    int run() {
        if (pairs_.empty()) fmt::print("nothing is worth a look\n");
        for (std::size_t i = 0; i < pairs_.size();) {
            show(pairs_[i], i);
            const char key = ask(pairs_[i]);
            if (key == '\0' || key == 'q') break;
            if (key == 'u')
                take_back(i);
            else
                ++i;
        }
        graph_.refold();
        fmt::print("{} decisions; parley decisions lists them, parley undo takes back\n",
                   kept_.size());
        return Exit::done;
    }

  private:
    void show(const ReviewPair& pair, std::size_t number) const {
        fmt::print("\n{} of {}: now {}, {} ({:.2f})\n", number + 1, pairs_.size(),
                   pair.is_one ? "one" : "two", pair.rule, pair.score);
        print_actor(pair.left, pair.left_name, pair.left_article);
        print_actor(pair.right, pair.right_name, pair.right_article);
        fmt::print("{}\n", kKeys);
        std::fflush(stdout);
    }

    /// Until the key is one that leads on; keeps what it decides.
    char ask(const ReviewPair& pair) {
        SingleKeys keys;
        for (;;) {
            const char key = keys.read();
            if (key == 's') keep(identities_.are_one(pair), "one actor");
            if (key == 'd') keep(identities_.are_two(pair), "two actors");
            if (key == 'e') {
                print_evidence(graph_, pair.left_name, pair.left_article);
                print_evidence(graph_, pair.right_name, pair.right_article);
                std::fflush(stdout);
            }
            for (const char known : {'\0', 's', 'd', 'n', ' ', 'u', 'q'})
                if (key == known) return key;
        }
    }

    void keep(Assertion assertion, const char* said) {
        kept_.push_back(decide(graph_, std::move(assertion), "review"));
        fmt::print("-> {} ({})\n", said, kept_.back());
    }

    /// Back to the pair of the last decision, without it.
    void take_back(std::size_t& at) {
        if (kept_.empty()) {
            fmt::print("-> nothing to undo here\n");
            return;
        }
        decide(graph_, undo_decision(graph_, kept_.back()), "review");
        fmt::print("-> undone ({})\n", kept_.back());
        kept_.pop_back();
        if (at > 0) --at;
    }

    Graph& graph_;
    Identities identities_;
    std::vector<ReviewPair> pairs_;
    std::vector<std::string> kept_;
};

}  // namespace

int review_on_terminal(Graph& graph, std::size_t limit) { return Review(graph, limit).run(); }

int print_review(const Graph& graph, std::size_t limit) {
    return print_list(Identities(graph).review(limit));
}

int run_review(const Session& session, const ReviewArguments& arguments) {
    if (input_is_terminal() && output_is_terminal()) {
        Graph graph = Graph::open(session.store, Graph::Mode::write);
        return review_on_terminal(graph, arguments.limit);
    }
    return print_review(Graph::open(session.store, Graph::Mode::read), arguments.limit);
}

}  // namespace parley::tools
