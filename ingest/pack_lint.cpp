// Lints of a pack: what is unreachable, superfluous, contradicting, without use or no date.
#include "ingest/pack_lint.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <parley/gazetteer.hpp>
#include <parley/names.hpp>
#include <set>

#include "ingest/analysis.hpp"
#include "ingest/match.hpp"

namespace parley::ingest {
namespace {

/// Lists that the stages themselves look at, so that no rule needs to name them.
const std::set<std::string_view> kListsOfStages = {
    "country",     "place",      "entity",       "person",
    "office",      "topic",      "honorific",    "rank",
    "governor",    "barrier",    "and",          "others",
    "repeat",      "apposition", "next-clause",  "relative-subject",
    "where",       "pronoun",    "transparent",  "not-name",
    "family",      "given",      "former",       "future",
    "future-verb", "saying",     "past-verb",    "pair",
    "short-head",  "earlier",    "clitic",       "remote",
    "title-words", "document",   "abbreviation", "head",
    "glued"};

/// Attributes that are numbers, with the least and the greatest value.
struct Range {
    std::string_view key;
    int least, greatest;
};
constexpr Range kRanges[] = {
    {"month", 1, 12}, {"weekday", 1, 7}, {"day", 1, 31}, {"days", -366, 366}, {"count", 1, 1000}};

std::optional<int> whole_number(std::string_view text) {
    bool negative = text.starts_with('-');
    if (negative) text.remove_prefix(1);
    if (text.empty() || text.size() > 6) return {};
    int number = 0;
    for (char c : text) {
        if (c < '0' || c > '9') return {};
        number = number * 10 + (c - '0');
    }
    return negative ? -number : number;
}

class Linter {
  public:
    explicit Linter(const Pack& pack) : pack_(pack) {
        for (const SpanLevel& level : pack_.levels) sets_.push_back(&level.set);
        for (const RuleSet* set :
             {&pack_.events, &pack_.negatives, &pack_.modalities, &pack_.dates, &pack_.decoys})
            sets_.push_back(set);
    }

    std::vector<PackProblem> run() {
        for (const RuleSet* set : sets_) {
            for (const Rule& rule : set->rules) {
                unshown(rule);
                unreachable(rule);
                for (const RuleExample& example : rule.examples) no_date(rule, example);
            }
        }
        for (const ExampleArticle& example : pack_.examples) no_date(example);
        for (const SpanLevel& level : pack_.levels) superfluous(level.set, false);
        superfluous(pack_.events, true);
        for (std::size_t i = 0; i < pack_.events.rules.size(); ++i)
            if ((pack_.events.gates[i].begin.rest & kAnything) != 0)
                tried_everywhere(pack_.events.rules[i]);
        unused_lists();
        numbers_out_of_range();
        contradictions();
        ministries();
        return std::move(problems_);
    }

  private:
    void problem(const std::string& file, std::uint32_t line, std::string what, bool error) {
        problems_.push_back({fmt::format("{}:{}", file, line), std::move(what), error});
    }

    void unshown(const Rule& rule) {
        if (std::any_of(rule.examples.begin(), rule.examples.end(),
                        [](const RuleExample& example) { return example.positive; }))
            return;
        problem(rule.file, rule.line, fmt::format("rule '{}' is shown by no example", rule.name),
                false);
    }

    /// An event rule that opens with a gap is tried at each token of every sentence that holds its
    /// words: one alone has cost two fifths of all steps.
    void tried_everywhere(const Rule& rule) {
        problem(
            rule.file, rule.line,
            fmt::format("rule '{}' may begin with any word: begin it at a listed one", rule.name),
            false);
    }

    /// A list without entries, a kind that no level makes: a rule that must pass it never matches.
    void unreachable(const Rule& rule) {
        static const std::set<std::string_view> made_by_stages = {"date", "actor", "person"};
        for (const Instruction& step : rule.pattern.code) {
            std::string what;
            if (step.op == Op::list && !has_entries(step.a))
                what = fmt::format("list '{}' has no entry", pack_.lists.name(step.a));
            if (step.op == Op::span && !is_made(step.a) &&
                !made_by_stages.contains(pack_.kinds.name(step.a)))
                what = fmt::format("no rule makes <{}>", pack_.kinds.name(step.a));
            if (what.empty() || !must_pass(rule.pattern, step.op, step.a)) continue;
            problem(rule.file, rule.line,
                    fmt::format("rule '{}' can never match: {}", rule.name, what), true);
            return;
        }
    }

    bool has_entries(std::uint32_t list) {
        if (lists_with_entries_.empty())
            for (const Entry& entry : pack_.lexicon.entries) lists_with_entries_.insert(entry.list);
        return lists_with_entries_.contains(list);
    }

    bool is_made(std::uint32_t kind) const {
        return std::any_of(pack_.levels.begin(), pack_.levels.end(), [&](const SpanLevel& level) {
            return level.kind == kind && !level.set.rules.empty();
        });
    }

    void no_date(const Rule& rule, const RuleExample& example) {
        std::string_view date = example.expectation;
        bool of_dates = &rule >= pack_.dates.rules.data() &&
                        &rule < pack_.dates.rules.data() + pack_.dates.rules.size();
        if (!of_dates) {
            std::size_t mark = date.find('@');
            if (mark == std::string_view::npos) return;
            date = trim(date.substr(mark + 1));
        }
        if (date.empty() || Date::parse(date)) return;
        problem(rule.file, example.line,
                fmt::format("rule '{}': '{}' is no date (EDTF: 2024-05-01, XXXX-05-01)", rule.name,
                            date),
                true);
    }

    void no_date(const ExampleArticle& example) {
        if (example.published.empty() || Date::parse(example.published)) return;
        problem(example.file, example.line,
                fmt::format("example '{}': '{}' is no date", example.name, example.published),
                true);
    }

    /// A rule all of whose examples another rule of the set reads with the same extent and parts:
    /// either it is superfluous, or an example is missing that only it can read.
    void superfluous(const RuleSet& set, bool events) {
        for (const Rule& rule : set.rules) {
            std::optional<std::set<const Rule*>> others;
            for (const RuleExample& example : rule.examples) {
                if (!example.positive) continue;
                std::set<const Rule*> here = as_good(set, rule, example, events);
                if (!others) {
                    others = std::move(here);
                } else {
                    std::erase_if(*others, [&](const Rule* r) { return !here.contains(r); });
                }
                if (others->empty()) break;
            }
            if (!others || others->empty()) continue;
            const Rule& other =
                **std::min_element(others->begin(), others->end(),
                                   [](const Rule* a, const Rule* b) { return a->line < b->line; });
            problem(rule.file, rule.line,
                    fmt::format("rule '{}' finds nothing in its examples that rule '{}' ({}:{}) "
                                "does not find as well",
                                rule.name, other.name, other.file, other.line),
                    false);
        }
    }

    /// The other rules of the set that match the example where this one does, in the same way.
    std::set<const Rule*> as_good(const RuleSet& set, const Rule& rule, const RuleExample& example,
                                  bool events) const {
        Article article;
        article.id = "example", article.language = pack_.language;
        for (char c : example.text)
            if (c != '[' && c != ']') article.text += c;
        const Analysis analysis(article, pack_);
        Matcher matcher(analysis.document);
        matcher.loose(events);
        for (const Sentence& sentence : analysis.document.sentences) {
            matcher.within(sentence);
            for (std::uint32_t at = sentence.begin; at < sentence.end; ++at) {
                Match own;
                if (!matcher.match(rule.pattern, at, own)) continue;
                std::set<const Rule*> found;
                for (const Rule& other : set.rules) {
                    Match match;
                    if (&other != &rule && is_alike(rule, other) &&
                        matcher.match(other.pattern, at, match) && match.end == own.end &&
                        match.captures == own.captures)
                        found.insert(&other);
                }
                return found;
            }
        }
        return {};
    }

    /// What the rules say beside the pattern is the same.
    static bool is_alike(const Rule& a, const Rule& b) {
        return a.group == b.group && a.attributes == b.attributes &&
               a.pattern.subject == b.pattern.subject && a.pattern.next == b.pattern.next &&
               a.pattern.nearest == b.pattern.nearest && a.pattern.again == b.pattern.again;
    }

    void unused_lists() {
        std::set<std::uint32_t> used;
        for (const RuleSet* set : sets_)
            for (const Rule& rule : set->rules)
                used.insert(rule.pattern.lists.begin(), rule.pattern.lists.end());
        for (const Entry& entry : pack_.lexicon.entries) {
            if (kListsOfStages.contains(pack_.lists.name(entry.list)) ||
                pack_.list_sources.contains(entry.list) || !used.insert(entry.list).second)
                continue;
            problem(entry.file, entry.line,
                    fmt::format("list '{}' is used by no rule", pack_.lists.name(entry.list)),
                    false);
        }
    }

    void numbers_out_of_range() {
        for (const Entry& entry : pack_.lexicon.entries) {
            for (const Range& range : kRanges) {
                std::string_view value = attribute(entry.attributes, range.key);
                if (value.empty()) continue;
                auto number = whole_number(value);
                if (number && *number >= range.least && *number <= range.greatest) continue;
                problem(entry.file, entry.line,
                        fmt::format("'{}': {}={} is not between {} and {}", entry.base, range.key,
                                    value, range.least, range.greatest),
                        true);
            }
        }
    }

    /// One form, two entries of a list that say different things: only the first is ever meant.
    void contradictions() {
        const Lexicon& lexicon = pack_.lexicon;
        std::set<std::pair<std::uint32_t, std::uint32_t>> told;
        for (std::uint32_t node = 0; node < lexicon.automaton.size(); ++node) {
            const auto forms = lexicon.automaton.forms(node);
            for (std::size_t i = 0; i < forms.size(); ++i) {
                for (std::size_t k = 0; k < i; ++k) {
                    const Form &a = lexicon.forms[forms[k].form], &b = lexicon.forms[forms[i].form];
                    const Entry &first = lexicon.entries[a.entry],
                                &second = lexicon.entries[b.entry];
                    if (a.entry == b.entry || first.list != second.list ||
                        a.capitals != b.capitals || a.all_caps != b.all_caps || a.cases != b.cases)
                        continue;
                    std::string_view key = contradicting(first, second);
                    if (key.empty() || !told.emplace(a.entry, b.entry).second) continue;
                    problem(
                        second.file, second.line,
                        fmt::format("'{}' of list '{}' is also '{}' ({}:{}): {}={} here, {} "
                                    "there",
                                    second.base, pack_.lists.name(second.list), first.base,
                                    first.file, first.line, key, attribute(second.attributes, key),
                                    attribute(first.attributes, key)),
                        false);
                }
            }
        }
    }

    /// A topic's ministry is called as the gazetteer calls it, or the two are not one body.
    void ministries() {
        std::map<std::string, std::string> known;  // folded name -> key
        for (const GazetteerEntry& kind : Gazetteer::built_in().kinds()) {
            auto names = kind.names.find(pack_.language);
            if (names == kind.names.end()) continue;
            for (const std::string& name : names->second) known.emplace(fold_name(name), kind.key);
        }
        std::set<std::pair<std::string, std::uint32_t>> told;  // a list may be part of others
        for (const Entry& entry : pack_.lexicon.entries) {
            const auto key = attribute(entry.attributes, "ministry");
            auto kind = known.find(fold_name(attribute(entry.attributes, "name")));
            if (key.empty() || kind == known.end() || kind->second == key ||
                !told.emplace(entry.file, entry.line).second)
                continue;
            problem(entry.file, entry.line,
                    fmt::format("ministry={} is called {} in the gazetteer (kinds.txt): '{}'", key,
                                kind->second, attribute(entry.attributes, "name")),
                    true);
        }
    }

    /// An attribute that both have, with different values, or nothing.
    static std::string_view contradicting(const Entry& a, const Entry& b) {
        for (const auto& [key, value] : a.attributes) {
            std::string_view other = attribute(b.attributes, key);
            if (!value.empty() && !other.empty() && other != value) return key;
        }
        return {};
    }

    const Pack& pack_;
    std::vector<const RuleSet*> sets_;
    std::set<std::uint32_t> lists_with_entries_;
    std::vector<PackProblem> problems_;
};

}  // namespace

std::vector<PackProblem> lint_pack(const Pack& pack) { return Linter(pack).run(); }

}  // namespace parley::ingest
