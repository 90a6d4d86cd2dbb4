// The pattern machine with its short cuts against the same machine without them.
#include "ingest/match.hpp"

#include <catch2/catch.hpp>
#include <map>
#include <parley/ingest.hpp>
#include <parley/packs.hpp>
#include <string>

#include "ingest/analysis.hpp"
#include "ingest/openings.hpp"
#include "ingest/pack_shelf.hpp"
#include "tests/packs.hpp"

using namespace parley;
using namespace parley::ingest;

namespace {

Pattern without_short_cuts(Pattern pattern) {
    for (Fork& fork : pattern.forks) fork.left.rest = fork.right.rest = kAnything;
    for (Instruction& step : pattern.code)
        if (step.op == Op::list) step.folded = ~std::uint64_t{0};
    return pattern;
}

/// Runs every rule of the set at every token, with and without, and through the index.
void compare(const Document& document, const RuleSet& set, bool loose, std::size_t& matches) {
    Matcher matcher(document);
    matcher.loose(loose);
    ViableRules viable;
    for (const Rule& rule : set.rules) {
        const Pattern plain = without_short_cuts(rule.pattern);
        for (const Sentence& sentence : document.sentences) {
            matcher.within(sentence);
            viable.within(set, document, sentence);
            for (std::uint32_t at = sentence.begin; at < sentence.end; ++at) {
                Match slow, fast;
                const bool found = matcher.match(plain, at, slow);
                const bool same =
                    matcher.match(rule.pattern, at, fast) == found &&
                    (!found || (slow.end == fast.end && slow.captures == fast.captures));
                bool tried = false;
                for_rules_at(document, viable, at,
                             [&](const Rule& other) { tried = tried || &other == &rule; });
                // A loose match may begin with something stepped over: the index shows its first
                // word.
                if (!same || (found && !loose && slow.end > at && !tried))
                    FAIL_CHECK(rule.file << ":" << rule.line << " " << rule.name << " at '"
                                         << document.text_of(at, sentence.end) << "'");
                matches += found;
            }
        }
    }
}

}  // namespace

TEST_CASE("Short cuts of the pattern machine change no match", "[ingest][match]") {
    const Packs& packs = built_in_packs();
    for (const std::string& language : packs.data().shelf.languages()) {
        const Pack* const pack = packs.data().shelf.find(language);
        std::size_t matches = 0, examples = 0;
        for (const RuleSet* source : {&pack->events, &pack->negatives}) {
            for (const Rule& rule : source->rules) {
                if (rule.examples.empty() || ++examples % 3 != 0) continue;
                Article article;
                article.id = "example", article.language = pack->language;
                article.text = rule.examples.front().text;
                const Analysis analysis(article, *pack);
                compare(analysis.document, pack->events, true, matches);
                compare(analysis.document, pack->dates, false, matches);
                for (const SpanLevel& level : pack->levels)
                    compare(analysis.document, level.set, false, matches);
            }
        }
        INFO(language);
        CHECK(matches > examples);
    }
}

TEST_CASE("A need is the rarest that no way goes round", "[ingest][match]") {
    auto one = [](std::uint32_t feature, std::uint64_t frequency) {
        return Needs{Need{{feature}, frequency}};
    };
    Needs met = one(1, 50);  // "had ... talks"
    need_both(met, one(2, 3));
    Needs greeted = one(4, 7);  // "greeted": the only word of this way
    CHECK(met.front().features == std::vector<std::uint32_t>{2});
    const Needs either = need_one_of({met, greeted});
    REQUIRE(either.size() == 2);
    CHECK(either[0].features == std::vector<std::uint32_t>{2, 4});
    CHECK(either[1].features == std::vector<std::uint32_t>{1, 4});
    CHECK(either[0].frequency == 10);
    // A way that needs nothing leaves nothing that all need.
    CHECK(need_one_of({met, {}, greeted}).empty());
}

TEST_CASE("Needs are asked by their bits as they stand", "[ingest][match]") {
    NeedMasks masks;
    masks.add({{1, 70, 71}, 0}), masks.add({{200}, 0}), masks.end();
    const std::uint32_t second = masks.size();
    masks.end();
    Features features;
    CHECK_FALSE(masks.are_met(0, features));
    features.add(200);
    CHECK_FALSE(masks.are_met(0, features));
    CHECK(masks.are_met(second, features));  // of one that needs nothing
    features.add(71);
    CHECK(masks.are_met(0, features));
}

TEST_CASE("What must stand here is needed and not consumed", "[ingest][match]") {
    const auto pack = load_pack("xx", {{"xx/test.pack",
                                        "origin = \"invented\"\n[list trip]\nBesuch\n"
                                        "[span body]\nr: !!{trip} name:Cap\n"}});
    const Pattern& pattern = pack->levels.front().set.rules.front().pattern;
    REQUIRE(pattern.needs.size() == 1);
    CHECK(pattern.needs.front().features ==
          std::vector<std::uint32_t>{
              Features::list(static_cast<std::uint32_t>(pack->lists.find("trip")))});
    Article article;
    article.id = "example", article.text = "Ein Besuch dort. Ein Gast dort.";
    const Analysis analysis(article, *pack, Look::at_all);
    REQUIRE(analysis.document.spans.size() == 1);
    const Span& span = analysis.document.spans.front();
    CHECK(analysis.document.text_of(span.begin, span.end) == "Besuch");
}

TEST_CASE("What is left out of a look for claims changes no claim", "[ingest][match]") {
    const Packs& packs = built_in_packs();
    std::size_t spans_left_out = 0;
    for (const std::string& language : packs.data().shelf.languages()) {
        const Pack* const pack = packs.data().shelf.find(language);
        std::size_t claims = 0, number = 0;
        std::vector<const RuleSet*> sources{&pack->events, &pack->negatives, &pack->modalities};
        for (const SpanLevel& level : pack->levels) sources.push_back(&level.set);
        for (const RuleSet* source : sources) {
            for (const Rule& rule : source->rules) {
                for (const RuleExample& example : rule.examples) {
                    if (++number % 2 != 0) continue;
                    Article article;
                    article.id = "example", article.language = language;
                    article.text = example.text;
                    const Analysis all(article, *pack);
                    const Analysis some(article, *pack, Look::for_claims);
                    const std::vector<Claim> wanted = make_claims(article, all);
                    INFO(rule.file << ":" << example.line << " " << example.text);
                    CHECK(wanted == make_claims(article, some));
                    claims += wanted.size();
                    spans_left_out += all.document.spans.size() - some.document.spans.size();
                }
            }
        }
        INFO(language);
        CHECK(claims > 100);
    }
    CHECK(spans_left_out > 0);
}

TEST_CASE("What a rule costs is counted", "[ingest][match]") {
    const Packs& packs = built_in_packs();
    Article article;
    article.id = "example", article.language = "en";
    article.text =
        "On 5 March 2024 Foreign Minister Adam Holt met President Piotr Wolak in Riga.\n";
    std::map<std::string, PackCost> once, twice;
    measure(article, packs, once);
    measure(article, packs, twice);
    measure(article, packs, twice);
    const PackCost& cost = once.at("en");
    CHECK(cost.articles == 1);
    std::uint64_t steps = 0, met = 0;
    for (std::size_t i = 0; i < cost.rules.size(); ++i) {
        const RuleCost& rule = cost.rules[i];
        steps += rule.steps;
        CHECK(rule.matches <= rule.attempts);
        CHECK(rule.attempts <= rule.steps);  // one step at least is taken
        CHECK(twice.at("en").rules[i].steps == 2 * rule.steps);
        if (rule.rule == "[event MET_WITH] met") met += rule.matches;
    }
    CHECK(met == 1);
    CHECK(cost.steps == steps);
}
