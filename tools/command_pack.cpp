/// `parley pack check`: are the language packs sound? `parley pack coverage`: what do they find?
/// `parley pack cost`: what does that cost?

#include <fmt/format.h>

#include <algorithm>
#include <parley/articles.hpp>
#include <parley/error.hpp>
#include <parley/packs.hpp>

#include "tools/commands.hpp"
#include "tools/messages.hpp"
#include "tools/progress.hpp"

namespace parley::tools {
namespace {

/// Rules by how often they fired, most first.
void print_rules(const std::string& language, const Coverage& coverage) {
    std::vector<std::pair<std::string, std::uint64_t>> rules(coverage.rules.begin(),
                                                             coverage.rules.end());
    std::stable_sort(rules.begin(), rules.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    for (const auto& [rule, times] : rules) fmt::print("{:8}  {} {}\n", times, language, rule);
}

void print_gaps(const Coverage& coverage) {
    for (const Gap& gap : coverage.gaps) {
        fmt::print("\n{}: '{}'\n  {}\n", gap.article, gap.word, gap.sentence);
        for (const std::string& reason : gap.reasons) fmt::print("  - {}\n", reason);
        if (gap.reasons.empty()) fmt::print("  - no rule matches\n");
    }
}

/// Rules by the steps they took, most first; those that were never tried are only counted.
void print_costs(const std::string& language, const PackCost& cost) {
    std::vector<const RuleCost*> tried;
    for (const RuleCost& rule : cost.rules)
        if (rule.attempts > 0) tried.push_back(&rule);
    std::stable_sort(tried.begin(), tried.end(),
                     [](const RuleCost* a, const RuleCost* b) { return a->steps > b->steps; });
    fmt::print("{:>6} {:>12} {:>10} {:>9}\n", "share", "steps", "attempts", "matches");
    for (const RuleCost* rule : tried)
        fmt::print("{:5.1f}% {:12} {:10} {:9}  {}  {}\n",
                   100.0 * static_cast<double>(rule->steps) / static_cast<double>(cost.steps),
                   rule->steps, rule->attempts, rule->matches, rule->rule, rule->where);
    fmt::print("\n{}: {} articles, {} steps; {} of {} rules never tried\n\n", language,
               cost.articles, cost.steps, cost.rules.size() - tried.size(), cost.rules.size());
}

void note_unread(std::uint64_t articles) {
    print_note(fmt::format("{} articles in languages that no pack reads", articles));
}

/// Hands each article to `look(article, packs)`. Gives the exit status.
template <typename Look>
int read_each(const PackReadingArguments& arguments, Look look) {
    const Packs packs =
        arguments.packs.empty() ? Packs::built_in() : Packs::from_folder(arguments.packs);
    Progress progress;
    RunReport report;
    int status = Exit::done;
    SourceOptions options;
    if (!arguments.side_file.empty()) options.facts = read_side_file(arguments.side_file);
    SourceEvents events;
    const auto fail = [&](const std::string& where, const std::string& message) {
        progress.clear();
        print_error(fmt::format("{}: {}", where, message));
        status = Exit::data_was_wrong;
    };
    events.article = [&](Article article) {
        ++report.articles;
        report.text_bytes += article.text.size();
        try {
            look(article, packs);
        } catch (const ArticleError& error) {
            fail(article.id, error.what());
        }
        progress.show(report);
    };
    events.unread = [&](const UnreadInput& unread) { fail(unread.where, unread.message); };
    read_articles(find_inputs(arguments.inputs), options, events);
    progress.clear();
    return status;
}

}  // namespace

int run_pack_cost(const PackReadingArguments& arguments) {
    std::map<std::string, PackCost> costs;
    const int status = read_each(arguments, [&](const Article& article, const Packs& packs) {
        measure(article, packs, costs);
    });
    for (const auto& [language, mine] : costs) {
        if (language.empty())
            note_unread(mine.articles);
        else
            print_costs(language, mine);
    }
    return status;
}

int run_pack_coverage(const CoverageArguments& arguments) {
    std::map<std::string, Coverage> coverage;
    const int status = read_each(arguments, [&](const Article& article, const Packs& packs) {
        cover(article, packs, arguments.gaps, coverage);
    });
    for (const auto& [language, mine] : coverage) {
        if (language.empty()) {
            note_unread(mine.articles);
            continue;
        }
        print_rules(language, mine);
        print_gaps(mine);
        fmt::print(
            "\n{}: {} articles, {} sentences; {} with an event's word and two ends, but no "
            "claim\n\n",
            language, mine.articles, mine.sentences, mine.gap_count);
    }
    return status;
}

int run_pack_check(const PackArguments& arguments) {
    const Packs packs =
        arguments.packs.empty() ? Packs::built_in() : Packs::from_folder(arguments.packs);
    const std::vector<std::string> languages =
        arguments.languages.empty() ? pack_languages(packs) : arguments.languages;
    std::size_t errors = 0;
    for (const std::string& language : languages) {
        std::size_t mine = 0;
        std::size_t remarks = 0;
        for (const PackProblem& problem : check_pack(packs, language)) {
            ++(problem.error ? mine : remarks);
            if (!problem.error && !arguments.remarks) continue;
            fmt::print("{}: {}{}\n", problem.where, problem.error ? "" : "remark: ", problem.what);
        }
        fmt::print("{}: {}, {} remarks\n", language,
                   mine == 0 ? "sound" : fmt::format("{} errors", mine), remarks);
        errors += mine;
    }
    return errors == 0 ? Exit::done : Exit::data_was_wrong;
}

}  // namespace parley::tools
