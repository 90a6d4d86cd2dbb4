/// Generated news with known identities, read by the packs and folded: people are told apart and
/// put together, whatever the order and the parts in which their claims come.
/// tests/bench/identity_bench.cpp measures the same on more of it.

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <map>
#include <parley/graph.hpp>
#include <parley/ingest.hpp>
#include <parley/names.hpp>
#include <random>

#include "graph/fold.hpp"
#include "tests/bench/generated_news.hpp"
#include "tests/bench/pairwise.hpp"
#include "tests/graph/shown.hpp"
#include "tests/packs.hpp"

using namespace parley;

namespace {

struct World {
    bench::GeneratedNews news;
    std::vector<Claim> claims;
    /// Article and folded name to person.
    std::map<std::string, std::map<std::string, std::size_t, std::less<>>, std::less<>> people;

    World(std::size_t count, std::size_t articles, std::uint32_t seed) : news(count, seed) {
        const Packs& packs = built_in_packs();
        for (std::size_t i = 0; i < articles; ++i) {
            const bench::GeneratedArticle made = news.next();
            const std::size_t language =
                std::string_view("videenrufr").find(made.article.language) / 2;
            for (std::size_t who : made.people)
                people[made.article.id][fold_name(news.people()[who].names[language])] = who;
            const Reading reading = read(made.article, packs);
            claims.insert(claims.end(), reading.claims.begin(), reading.claims.end());
        }
    }

    bench::Pairs measured(const FoldedGraph& graph) const {
        std::vector<std::uint32_t> node_of(graph.profiles.size());
        for (std::uint32_t node = 0; node < graph.nodes.size(); ++node)
            for (auto profile : graph.nodes[node].profiles) node_of[profile] = node;
        bench::Pairs pairs;
        for (const ActorSighting& sighting : graph.sightings) {
            if (sighting.label != "Official") continue;
            const auto& in_article = people.find(sighting.article)->second;
            if (auto person = in_article.find(fold_name(sighting.name)); person != in_article.end())
                pairs.add(node_of[sighting.profile], person->second);
        }
        return pairs;
    }
};

}  // namespace

TEST_CASE("People of generated news in five languages are who they are", "[graph][identity]") {
    const bool is_long = std::getenv("PARLEY_LONG") != nullptr;
    for (std::uint32_t seed : {7U, 8U}) {
        World world(is_long ? 600 : 150, is_long ? 20000 : 2000, seed);
        const FoldedGraph graph = fold(world.claims);
        const bench::Pairs pairs = world.measured(graph);
        WARN("seed " << seed << ": " << world.claims.size() << " claims, precision "
                     << pairs.precision() << ", recall " << pairs.recall());
        CHECK(pairs.precision() > 0.985);
        CHECK(pairs.recall() > 0.90);

        std::mt19937 random(seed);
        const std::string expected = shown(graph);
        std::shuffle(world.claims.begin(), world.claims.end(), random);
        CHECK(shown(fold(world.claims)) == expected);
    }
}

TEST_CASE("Generated news in several stores, put together, is as if read into one",
          "[graph][identity]") {
    const World world(120, std::getenv("PARLEY_LONG") ? 4000 : 600, 9);
    std::map<std::string, std::vector<Claim>> articles;
    for (const Claim& claim : world.claims) articles[claim.article].push_back(claim);

    auto result_of = [](const Graph& graph) {
        Fold fold;
        graph.for_each_claim([&](const Claim& claim) { fold.add(claim); });
        return shown(fold.finish({}));
    };
    Graph whole = Graph::ephemeral(), left = Graph::ephemeral(), right = Graph::ephemeral();
    std::size_t number = 0;
    for (const auto& [id, claims] : articles) {
        const ArticleRecord record{id, "", "", "2024-06-01", "", "The text of " + id, ""};
        whole.put(record, claims);
        (number++ % 3 != 0 ? left : right).put(record, claims);
    }
    const std::string expected = result_of(whole);
    Graph one = Graph::ephemeral(), other = Graph::ephemeral();
    one.unite(left), one.unite(right);
    other.unite(right), other.unite(left), other.unite(right);
    CHECK(result_of(one) == expected);
    CHECK(result_of(other) == expected);
}
