// reading_bench [--rounds N] PATH...: how fast one core reads articles. Text comes in first; then
// every article is read, N times over (3), and the best round is printed by language: processor
// seconds, MB/s. Many rounds make the loading of the packs vanish from a profile.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <map>
#include <parley/articles.hpp>
#include <parley/error.hpp>
#include <parley/ingest.hpp>
#include <parley/packs.hpp>
#include <string>
#include <string_view>
#include <vector>

using namespace parley;

namespace {

constexpr int kRounds = 3;
constexpr std::string_view kUsage = "usage: reading_bench [--rounds N] PATH...\n";

struct Total {
    double seconds = 0;
    std::size_t articles = 0, bytes = 0, claims = 0;
};

double processor_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

std::map<std::string, Total> read_all(const std::vector<Article>& articles, const Packs& packs) {
    std::map<std::string, Total> totals;
    for (const Article& article : articles) {
        const double begin = processor_seconds();
        const Reading reading = read(article, packs);
        Total& total = totals[reading.language.empty() ? "unread" : reading.language];
        total.seconds += processor_seconds() - begin;
        ++total.articles;
        total.bytes += article.text.size();
        total.claims += reading.claims.size();
    }
    return totals;
}

}  // namespace

int main(int count, char** arguments) {
    const bool told = count > 3 && std::string_view(arguments[1]) == "--rounds";
    const int rounds = told ? std::atoi(arguments[2]) : kRounds, first_path = told ? 3 : 1;
    if (count <= first_path || rounds < 1) {
        std::fprintf(stderr, "%s", kUsage.data());
        return 2;
    }
    try {
        std::vector<Article> articles;
        SourceEvents events;
        events.article = [&](Article article) { articles.push_back(std::move(article)); };
        events.unread = [](const UnreadInput& unread) {
            std::fprintf(stderr, "%s: %s\n", unread.where.c_str(), unread.message.c_str());
        };
        read_articles(find_inputs({arguments + first_path, arguments + count}), {}, events);
        const double begin = processor_seconds();
        const Packs packs = Packs::built_in();
        for (const std::string& language : pack_languages(packs)) {  // loaded when first needed
            Article first;
            first.id = "first", first.language = language, first.text = "A.";
            read(first, packs);
        }
        std::printf("packs loaded in %.3f s\n", processor_seconds() - begin);
        std::map<std::string, Total> best;
        for (int round = 0; round < rounds; ++round)
            for (const auto& [language, total] : read_all(articles, packs)) {
                auto [entry, fresh] = best.emplace(language, total);
                if (!fresh && total.seconds < entry->second.seconds) entry->second = total;
            }
        for (const auto& [language, total] : best)
            std::printf("%-7s %6zu articles %8.2f MB %7.3f s %7.2f MB/s %6zu claims\n",
                        language.c_str(), total.articles, static_cast<double>(total.bytes) / 1e6,
                        total.seconds,
                        static_cast<double>(total.bytes) / 1e6 / std::max(total.seconds, 1e-9),
                        total.claims);
    } catch (const Error& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return 0;
}
