// Checks of a pack: its own examples, run through the whole street, and the lints.
#include <fmt/format.h>

#include <algorithm>
#include <parley/error.hpp>
#include <parley/packs.hpp>
#include <set>

#include "ingest/analysis.hpp"
#include "ingest/pack_lint.hpp"
#include "ingest/pack_shelf.hpp"

namespace parley {
namespace {

using namespace ingest;

std::vector<std::string> split_at(std::string_view text, char mark) {
    std::vector<std::string> parts;
    while (true) {
        std::size_t cut = text.find(mark);
        parts.emplace_back(trim(text.substr(0, cut)));
        if (cut == std::string_view::npos) return parts;
        text.remove_prefix(cut + 1);
    }
}

/// "text [marked] text" without brackets, and the marked part.
std::pair<std::string, std::string> unmarked(const std::string& text) {
    std::size_t open = text.find('['), close = text.find(']');
    if (open == std::string::npos || close == std::string::npos || close < open) return {text, ""};
    std::string inside = text.substr(open + 1, close - open - 1);
    return {text.substr(0, open) + inside + text.substr(close + 1), inside};
}

class Checker {
  public:
    explicit Checker(const Pack& pack) : pack_(pack) {}

    std::vector<PackProblem> run() {
        for (const SpanLevel& level : pack_.levels) {
            for (const Rule& rule : level.set.rules)
                check_rule(rule, [&](const RuleExample& e) { span_example(level.kind, rule, e); });
        }
        for (const Rule& rule : pack_.events.rules)
            check_rule(rule, [&](const RuleExample& e) { event_example(rule, e); });
        for (const Rule& rule : pack_.negatives.rules)
            check_rule(rule, [&](const RuleExample& e) { negative_example(rule, e); });
        for (const Rule& rule : pack_.modalities.rules)
            check_rule(rule, [&](const RuleExample& e) { modality_example(rule, e); });
        for (const Rule& rule : pack_.dates.rules)
            check_rule(rule, [&](const RuleExample& e) { date_example(rule, e, false); });
        for (const Rule& rule : pack_.decoys.rules)
            check_rule(rule, [&](const RuleExample& e) { date_example(rule, e, true); });
        for (const ExampleArticle& example : pack_.examples) article_example(example);
        for (PackProblem& found : lint_pack(pack_)) problems_.push_back(std::move(found));
        return std::move(problems_);
    }

  private:
    void problem(std::string file, std::uint32_t line, std::string what, bool error = true) {
        problems_.push_back({fmt::format("{}:{}", file, line), std::move(what), error});
    }

    template <typename Check>
    void check_rule(const Rule& rule, Check check) {
        for (const RuleExample& example : rule.examples) check(example);
    }

    Article article(const std::string& text) const {
        Article article;
        article.id = "example";
        article.text = text;
        article.language = pack_.language;
        return article;
    }

    void span_example(std::uint32_t kind, const Rule& rule, const RuleExample& example) {
        auto [text, wanted] = unmarked(example.text);
        Analysis analysis(article(text), pack_);
        std::string found;
        for (const Span& span : analysis.document.spans) {
            if (span.kind != kind || span.rule != &rule) continue;
            std::string_view said = analysis.document.text_of(span.begin, span.end);
            if (example.positive && said == wanted) return;
            found += fmt::format(" '{}'", said);
        }
        if (example.positive) {
            problem(rule.file, example.line,
                    fmt::format("rule '{}' does not find '{}', but:{}", rule.name, wanted,
                                found.empty() ? " nothing" : found));
        } else if (!found.empty()) {
            problem(rule.file, example.line,
                    fmt::format("rule '{}' must not find{}", rule.name, found));
        }
    }

    std::string sides(const Analysis& analysis, const Event& event) const {
        std::string left, right;
        for (const auto& part : event.parts) {
            std::string& side = part.role == "b" || part.role == "destination" ? right : left;
            side += (side.empty() ? "" : ", ") + analysis.cast->actor(part.actor).name;
        }
        return right.empty() ? left : left + " | " + right;
    }

    void event_example(const Rule& rule, const RuleExample& example) {
        Analysis analysis(article(example.text), pack_);
        auto parts = split_at(example.expectation, '@');
        std::string found;
        for (const Event& event : analysis.found.events) {
            if (event.rule->group != rule.group || event.modality != "happened") continue;
            std::string said = sides(analysis, event);
            bool dated = parts.size() < 2 || event.date.text() == parts[1];
            bool same = event.rule == &rule && dated && (parts[0].empty() || said == parts[0]);
            if (example.positive && same) return;
            found += fmt::format(" [{}: {} @ {}]", event.rule->name, said, event.date.text());
        }
        if (example.positive) {
            problem(rule.file, example.line,
                    fmt::format("rule '{}' does not give '{}', but:{}", rule.name,
                                example.expectation, found.empty() ? " nothing" : found));
        } else if (!found.empty()) {
            problem(rule.file, example.line,
                    fmt::format("no {} is told here, but:{}", rule.group, found));
        }
    }

    void negative_example(const Rule& rule, const RuleExample& example) {
        Analysis analysis(article(example.text), pack_);
        bool found = std::any_of(analysis.found.events.begin(), analysis.found.events.end(),
                                 [&](const Event& event) {
                                     return rule.group.empty() || event.rule->group == rule.group;
                                 });
        if (example.positive && found)
            problem(rule.file, example.line,
                    fmt::format("rule '{}' does not prevent the event", rule.name));
        if (!example.positive && !found)
            problem(rule.file, example.line,
                    fmt::format("rule '{}' prevents an event that is told", rule.name));
    }

    void modality_example(const Rule& rule, const RuleExample& example) {
        Analysis analysis(article(example.text), pack_);
        bool found = std::any_of(analysis.found.events.begin(), analysis.found.events.end(),
                                 [&](const Event& event) { return event.modality == rule.group; });
        if (example.positive != found) {
            problem(rule.file, example.line,
                    fmt::format("rule '{}': {} event is {}", rule.name, found ? "an" : "no",
                                rule.group));
        }
    }

    void date_example(const Rule& rule, const RuleExample& example, bool decoy) {
        auto [text, wanted] = unmarked(example.text);
        Analysis analysis(article(text), pack_);
        std::string found;
        for (const DateMention& date : analysis.calendar->mentions()) {
            std::string_view said = analysis.document.text_of(date.begin, date.end);
            std::string value = date.date ? date.date->text() : "";
            bool same = said == wanted && date.decoy == decoy &&
                        (decoy || example.expectation.empty() || value == example.expectation);
            if (example.positive && same) return;
            found += fmt::format(" '{}' {}", said, date.decoy ? "(decoy)" : value);
        }
        if (example.positive)
            problem(rule.file, example.line,
                    fmt::format("rule '{}' does not find '{}' {}, but:{}", rule.name, wanted,
                                example.expectation, found));
        if (!example.positive && !found.empty())
            problem(rule.file, example.line, fmt::format("no date is told here, but:{}", found));
    }

    void article_example(const ExampleArticle& example) {
        Article text = article(example.text);
        text.title = example.title;
        if (auto date = Date::parse(example.published)) text.published = *date;
        Analysis analysis(text, pack_);
        std::set<std::string> said;
        for (const Claim& claim : make_claims(text, analysis)) {
            for (const auto& a : claim.participants) {
                for (const auto& b : claim.participants) {
                    bool pair = (a.role == "a" && b.role == "b") ||
                                (a.role == "each" && b.role == "each" && &a < &b) ||
                                (a.role == "visitor" && b.role == "destination") ||
                                (a.role == "holder" && b.role == "body");
                    if (!pair) continue;
                    bool turn = a.role == "each" || a.role == "a";
                    auto ends = std::minmax(a.actor.name, b.actor.name);
                    std::string line =
                        turn ? fmt::format("{} | {} | {}", claim.type, ends.first, ends.second)
                             : fmt::format("{} | {} | {}", claim.type, a.actor.name, b.actor.name);
                    if (claim.type != "HOLDS") line += " | " + claim.date.text();
                    if (claim.modality != "happened") line += " | " + claim.modality;
                    said.insert(line);
                }
            }
        }
        std::set<std::string> wanted;
        for (const std::string& line : example.expected) {
            auto parts = split_at(line, '|');
            if (parts.size() >= 3 && (parts[0] == "MET_WITH" || parts[0] == "SIGNED") &&
                parts[2] < parts[1])
                std::swap(parts[1], parts[2]);
            if (parts[0] == "HOLDS") parts.resize(3);
            wanted.insert(fmt::format("{}", fmt::join(parts, " | ")));
        }
        for (const auto& line : wanted) {
            if (!said.contains(line))
                problem(example.file, example.line,
                        fmt::format("example '{}' lacks: {}", example.name, line));
        }
        bool offices_listed = std::any_of(wanted.begin(), wanted.end(), [](const auto& line) {
            return line.starts_with("HOLDS");
        });
        for (const auto& line : said) {
            if (!wanted.contains(line) && (offices_listed || !line.starts_with("HOLDS")))
                problem(example.file, example.line,
                        fmt::format("example '{}' has too much: {}", example.name, line));
        }
    }

    const Pack& pack_;
    std::vector<PackProblem> problems_;
};

}  // namespace

std::vector<PackProblem> check_pack(const Packs& packs, const std::string& language) {
    const Pack* pack = packs.data().shelf.find(language);
    if (!pack) throw PackError(fmt::format("no pack for '{}'", language));
    return Checker(*pack).run();
}

std::vector<std::string> pack_languages(const Packs& packs) {
    return packs.data().shelf.languages();
}

}  // namespace parley
