/// Generated news with known identities, read, stored and folded: how well people are told apart
/// and put together, and whether the time grows with the news. usage: identity_bench [ARTICLES...]
/// default: 10000 30000 100000

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <map>
#include <parley/graph.hpp>
#include <parley/ingest.hpp>
#include <parley/names.hpp>

#include "graph/fold.hpp"
#include "tests/bench/generated_news.hpp"
#include "tests/bench/pairwise.hpp"

namespace {

using namespace parley;
using bench::Pairs;

/// Of the processor: what else the machine does must not look like a curve.
double seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

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

/// The people whose sightings lie in several nodes, the most pairs lost first.
void print_split(const Pairs& pairs, const FoldedGraph& folded,
                 const std::vector<bench::GeneratedPerson>& people) {
    constexpr std::size_t kShown = 5;
    std::map<std::size_t, std::vector<std::pair<double, std::uint32_t>>> of_person;
    for (const auto& [key, count] : pairs.both)
        of_person[key.second].emplace_back(count, key.first);
    std::vector<std::pair<double, std::size_t>> split;
    for (auto& [person, nodes] : of_person) {
        std::sort(nodes.rbegin(), nodes.rend());
        double lost = 0;
        for (std::size_t i = 0; i < nodes.size(); ++i)
            for (std::size_t j = 0; j < i; ++j) lost += nodes[i].first * nodes[j].first;
        if (lost > 0) split.emplace_back(lost, person);
    }
    std::sort(split.rbegin(), split.rend());
    for (std::size_t i = 0; i < std::min(kShown, split.size()); ++i) {
        const auto& nodes = of_person[split[i].second];
        fmt::print("        split: {} of country {}:", people[split[i].second].names[0],
                   people[split[i].second].country);
        for (std::size_t j = 0; j < std::min(kShown, nodes.size()); ++j)
            fmt::print(" {}x {} ({});", nodes[j].first, folded.nodes[nodes[j].second].id,
                       folded.nodes[nodes[j].second].country);
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
            double start = seconds();
            const Reading reading_of = read(made.article, packs);
            reading += seconds() - start;
            const std::size_t language = static_cast<std::size_t>(
                std::string_view("videenrufr").find(made.article.language) / 2);
            for (std::size_t who : made.people) {
                people[made.article.id][fold_name(news.people()[who].names[language])] = who;
                ++spoken_of;
            }
            start = seconds();
            claims += reading_of.claims.size();
            graph.put({made.article.id, "", "", made.article.published.text(),
                       made.article.language, made.article.text, ""},
                      reading_of.claims);
            storing += seconds() - start;
        }
        const double start = seconds();
        graph.refold();
        const double folding = seconds() - start;
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
        print_split(pairs, folded, news.people());
    }
    std::filesystem::remove_all(folder);
}

}  // namespace

int main(int count, char** arguments) {
    std::vector<std::size_t> sizes;
    for (int i = 1; i < count; ++i) sizes.push_back(std::strtoul(arguments[i], nullptr, 10));
    if (sizes.empty()) sizes = {10000, 30000, 100000};
    for (std::size_t articles : sizes) run(articles);
}
