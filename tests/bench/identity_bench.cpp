/// Generated news with known identities, read, stored and folded: how well people are told apart
/// and put together, and whether the time grows with the news. usage: identity_bench [ARTICLES...]
/// default: 12500 25000 50000 100000

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <parley/graph.hpp>
#include <parley/ingest.hpp>
#include <parley/names.hpp>

#include "graph/fold.hpp"
#include "tests/bench/generated_news.hpp"

namespace {

using namespace parley;
using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// Pairs of sightings: how many are of one node, of one person, of both.
struct Pairs {
    std::map<std::uint32_t, double> by_node;
    std::map<std::size_t, double> by_person;
    std::map<std::pair<std::uint32_t, std::size_t>, double> both;

    void add(std::uint32_t node, std::size_t person) {
        ++by_node[node];
        ++by_person[person];
        ++both[{node, person}];
    }
    static double count(const auto& groups) {
        double sum = 0;
        for (const auto& [key, size] : groups) sum += size * (size - 1) / 2;
        return sum;
    }
    double precision() const { return count(both) / count(by_node); }
    double recall() const { return count(both) / count(by_person); }
};

/// The nodes that hold most of a second person, by name: to see why.
void print_mixed(const Pairs& pairs, const FoldedGraph& folded,
                 const std::vector<bench::GeneratedPerson>& people) {
    constexpr std::size_t kShown = 5;
    std::map<std::uint32_t, std::vector<std::pair<double, std::size_t>>> of_node;
    for (const auto& [key, count] : pairs.both) of_node[key.first].emplace_back(count, key.second);
    std::vector<std::pair<double, std::uint32_t>> mixed;
    for (auto& [node, who] : of_node) {
        std::sort(who.rbegin(), who.rend());
        if (who.size() > 1) mixed.emplace_back(who[1].first, node);
    }
    std::sort(mixed.rbegin(), mixed.rend());
    for (std::size_t i = 0; i < std::min(kShown, mixed.size()); ++i) {
        const FoldedNode& node = folded.nodes[mixed[i].second];
        fmt::print("        mixed: {} ({}):", node.id, node.country);
        for (const auto& [count, who] : of_node[mixed[i].second])
            fmt::print(" {} {}x of country {};", people[who].names[0], count, people[who].country);
        fmt::print("\n");
    }
}

void run(std::size_t articles) {
    bench::GeneratedNews news(std::max<std::size_t>(60, articles / 50), 7);
    const Packs packs = Packs::built_in();
    std::map<std::string, std::map<std::string, std::size_t>> people;  // article, folded name
    const auto folder = std::filesystem::temp_directory_path() /
                        fmt::format("parley-identity-bench-{}", ::getpid());
    double reading = 0, storing = 0;
    std::size_t claims = 0, spoken_of = 0;
    Pairs pairs;
    {
        Graph graph = Graph::open(folder, Graph::Mode::write);
        for (std::size_t i = 0; i < articles; ++i) {
            const bench::GeneratedArticle made = news.next();
            auto start = Clock::now();
            const Reading reading_of = read(made.article, packs);
            reading += seconds_since(start);
            const std::size_t language = static_cast<std::size_t>(
                std::string_view("videenrufr").find(made.article.language) / 2);
            for (std::size_t who : made.people) {
                people[made.article.id][fold_name(news.people()[who].names[language])] = who;
                ++spoken_of;
            }
            start = Clock::now();
            claims += reading_of.claims.size();
            graph.put({made.article.id, "", "", made.article.published.text(),
                       made.article.language, made.article.text, ""},
                      reading_of.claims);
            storing += seconds_since(start);
        }
        const auto start = Clock::now();
        graph.refold();
        const double folding = seconds_since(start);
        Fold fold;
        graph.for_each_claim([&](const Claim& claim) { fold.add(claim); });
        const FoldedGraph folded = fold.finish({});
        std::vector<std::uint32_t> node_of(folded.profiles.size());
        for (std::uint32_t node = 0; node < folded.nodes.size(); ++node)
            for (auto profile : folded.nodes[node].profiles) node_of[profile] = node;
        std::size_t found = 0, others = 0;
        for (const ActorSighting& sighting : folded.sightings) {
            if (sighting.label != "Official") continue;
            const auto& in_article = people[std::string(sighting.article)];
            const auto person = in_article.find(fold_name(sighting.name));
            if (person == in_article.end()) {
                ++others;
                continue;
            }
            ++found;
            pairs.add(node_of[sighting.profile], person->second);
        }
        const double total = reading + storing + folding;
        fmt::print(
            "{:>7} articles, {} people ({} share a name with another): {} claims, {} of {} "
            "mentions "
            "read, {} names cut otherwise\n"
            "        pairwise precision {:.4f}, recall {:.4f}; read {:.1f} s, store {:.1f} s, fold "
            "{:.2f} s: {:.1f} microseconds an article\n",
            articles, news.people().size(), news.homonyms(), claims, found, spoken_of, others,
            pairs.precision(), pairs.recall(), reading, storing, folding,
            1e6 * total / static_cast<double>(articles));
        print_mixed(pairs, folded, news.people());
    }
    std::filesystem::remove_all(folder);
}

}  // namespace

int main(int count, char** arguments) {
    std::vector<std::size_t> sizes;
    for (int i = 1; i < count; ++i) sizes.push_back(std::strtoul(arguments[i], nullptr, 10));
    if (sizes.empty()) sizes = {12500, 25000, 50000, 100000};
    for (std::size_t articles : sizes) run(articles);
}
