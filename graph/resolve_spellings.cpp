// Names that differ in letters and agree in sound: one person in several languages.
#include <algorithm>
#include <parley/names.hpp>
#include <unordered_map>

#include "graph/names_syllables.hpp"
#include "graph/names_tables.hpp"
#include "graph/names_tokens.hpp"
#include "graph/resolve_rules.hpp"

namespace parley::resolving {
namespace {

/// How alike full names must be. Higher where no country speaks for it.
struct SpellingOptions {
    double in_one_country = 0.80;
    double without_country = 0.88;
    double family = 0.88;          ///< of the last words, which tell families apart
    double family_cost = 0.28;     ///< and what their sounds may cost: long names hide a consonant
    double in_one_script = 0.985;  ///< of the last words where no romanisation stands between
    std::size_t largest_block = 400;  ///< a block that finds more tells nothing apart
    std::size_t most_keys = 8;        ///< of one word
};
constexpr SpellingOptions kOptions;

/// Consonants every romanisation hears: one letter a class, open sounds in each of their classes.
std::vector<std::string> consonant_keys(const Phones& phones) {
    std::vector<std::string> keys{""};
    auto extend = [&](std::initializer_list<const char*> classes) {
        std::vector<std::string> longer;
        for (const auto& key : keys)
            for (const char* added : classes) {
                bool doubled = added[0] != 0 && key.ends_with(added);
                longer.push_back(doubled ? key : key + added);
            }
        std::sort(longer.begin(), longer.end());
        longer.erase(std::unique(longer.begin(), longer.end()), longer.end());
        if (longer.size() <= kOptions.most_keys) keys = std::move(longer);
    };
    for (char sound : phones.view()) {
        switch (sound) {
            case 's':
            case 'z':
            case 'S':
            case 'Z':
            case 'X':
            case 'C':
            case 'J':
                extend({"S"});
                break;
            case 'j':
                extend({"S", ""});
                break;
            case 'c':
            case 'x':
            case 'q':
                extend({"S", "G"});
                break;
            case 'Q':
                extend({"S", "G", ""});
                break;
            case 'k':
            case 'g':
                extend({"G"});
                break;
            case 'h':
            case 'H':
            case 'G':
                extend({"", "G"});
                break;
            case 'b':
            case 'p':
            case 'f':
            case 'v':
                extend({"B"});
                break;
            case 'w':
                extend({"B", ""});
                break;
            case 't':
            case 'd':
                extend({"T"});
                break;
            case 'm':
            case 'n':
                extend({"N"});
                break;
            case 'l':
                extend({"L"});
                break;
            case 'r':
                extend({"R"});
                break;
            case 'R':
                extend({"R", "S"});
                break;
            default:
                break;
        }
    }
    return keys;
}

/// Keys under which spellings of one full name meet: what its two most telling words sound like.
std::set<std::string> sound_keys(const NameTokens& name) {
    std::vector<const NameToken*> words;
    for (const auto& token : name.tokens)
        if (token.kind == TokenKind::word) words.push_back(&token);
    std::set<std::string> keys;
    if (words.size() < 2) return keys;
    // The last word is the family name, or the first is; the other one tells less.
    for (const auto& family : consonant_keys(words.back()->phones)) keys.insert("l" + family);
    for (const auto& family : consonant_keys(words.front()->phones)) keys.insert("l" + family);
    return keys;
}

/// Countries whose people have a Sino-Vietnamese name in Vietnamese news.
bool has_reading(const Cluster& cluster) {
    static constexpr std::string_view kCountries[] = {"CN", "TW", "HK", "MO", "KP", "KR", "SG"};
    return cluster.countries.empty() ||
           std::any_of(std::begin(kCountries), std::end(kCountries), [&](auto country) {
               return cluster.countries.contains(std::string(country));
           });
}

struct Candidate {
    Index left, right;  ///< roots
    double score;
    const char* rule;
    std::string detail;
    /// Words that only the other side has: "Ivan Petrov" leaves out one of "Ivan Ilyich Petrov".
    bool left_is_shorter = false, right_is_shorter = false;

    Index other(Index actor) const { return left == actor ? right : left; }
    bool is_shorter(Index actor) const {
        return left == actor ? left_is_shorter : right_is_shorter;
    }
};

bool share_country(const Cluster& a, const Cluster& b) {
    return std::any_of(a.countries.begin(), a.countries.end(),
                       [&](const auto& country) { return b.countries.contains(country); });
}

/// Do the last words sound alike enough to be one family name?
bool is_one_family(const NameComparison& compared, const NameTokens& a, const NameTokens& b) {
    bool one_script = !a.is_latin && !b.is_latin;
    double needed = one_script ? kOptions.in_one_script : kOptions.family;
    return std::all_of(compared.steps.begin(), compared.steps.end(), [&](const NameStep& step) {
        bool is_last = step.left == a.tokens.back().text || step.right == b.tokens.back().text;
        bool is_paired = !step.left.empty() && !step.right.empty();
        if (!is_last || !is_paired) return true;
        auto length =
            static_cast<double>(std::max(phones_of(step.left).count, phones_of(step.right).count));
        return step.score >= needed && (1 - step.score) * length <= kOptions.family_cost;
    });
}

/// Full names of clusters, cut once.
class CutNames {
  public:
    const std::vector<std::pair<const std::string*, NameTokens>>& of(Clusters& clusters, Index i) {
        auto [entry, fresh] = cut_.try_emplace(i);
        if (fresh)
            for (const auto& name : clusters.of(i).names)
                if (is_full_name(fold_name(name)))
                    entry->second.emplace_back(&name, cut_name(name));
        return entry->second;
    }

  private:
    std::unordered_map<Index, std::vector<std::pair<const std::string*, NameTokens>>> cut_;
};

/// Has a full name in Vietnamese letters with their marks.
bool is_written_in_full(const std::vector<std::pair<const std::string*, NameTokens>>& names) {
    return std::any_of(names.begin(), names.end(), [](const auto& name) {
        return name.second.is_vietnamese && name.second.has_marks;
    });
}

/// The best pair of full names of two clusters.
Candidate compare(Clusters& clusters, CutNames& names, Index a, Index b) {
    Candidate best{std::min(a, b), std::max(a, b), 0, kSameSpelling, ""};
    // Two that are written so are one or not by that alone: their other spellings tell less.
    if (is_written_in_full(names.of(clusters, a)) && is_written_in_full(names.of(clusters, b)))
        return best;
    for (const auto& [x, left] : names.of(clusters, a))
        for (const auto& [y, right] : names.of(clusters, b)) {
            double score = name_similarity(left, right);
            if (score <= best.score || score < kOptions.in_one_country) continue;
            NameComparison compared = compare_names(*x, *y);
            if (!compared.same || !is_one_family(compared, left, right)) continue;
            best.score = score;
            best.left_is_shorter = best.right_is_shorter = false;
            best.detail = std::min(*x, *y) + " / " + std::max(*x, *y);
            // One step for the whole name: read as the same characters.
            bool read = compared.steps.size() == 1 &&
                        is_full_name(fold_name(compared.steps[0].left)) &&
                        left.is_vietnamese != right.is_vietnamese &&
                        !is_vietnamese_and_cyrillic(left, right);
            best.rule = read ? kSameReading : kSameSpelling;
            bool in_order = best.left == a;
            for (const NameStep& step : compared.steps) {
                best.left_is_shorter |= (in_order ? step.left : step.right).empty();
                best.right_is_shorter |= (in_order ? step.right : step.left).empty();
            }
        }
    return best;
}

bool is_near_enough(Clusters& clusters, const Candidate& pair) {
    const Cluster &a = clusters.of(pair.left), &b = clusters.of(pair.right);
    if (pair.rule == kSameReading) return share_country(a, b) || (has_reading(a) && has_reading(b));
    double needed = share_country(a, b) ? kOptions.in_one_country : kOptions.without_country;
    return pair.score >= needed;
}

/// Pairs of clusters that share a key and sound alike.
std::vector<Candidate> candidates(Clusters& clusters) {
    std::map<std::string, std::set<Index>> blocks;
    for (Index i = 0; i < clusters.size(); ++i) {
        if (clusters.root(i) != i || clusters.of(i).label != "Official") continue;
        for (const auto& name : clusters.of(i).names) {
            NameTokens tokens = cut_name(name);
            // Vietnamese spellings are equal or are not: the step before has joined them.
            bool only_reading = tokens.is_vietnamese && tokens.has_marks;
            if (!only_reading)
                for (const auto& key : sound_keys(tokens)) blocks[key].insert(i);
            for (const auto& key : syllable_keys(tokens)) blocks["r" + key].insert(i);
        }
    }
    std::set<std::pair<Index, Index>> compared;
    CutNames names;
    std::vector<Candidate> found;
    for (const auto& [key, block] : blocks) {
        if (block.size() > kOptions.largest_block) continue;
        for (auto a = block.begin(); a != block.end(); ++a)
            for (auto b = std::next(a); b != block.end(); ++b) {
                bool both_known = *a >= clusters.given() && *b >= clusters.given();
                if (both_known || !compared.emplace(*a, *b).second) continue;
                Candidate pair = compare(clusters, names, *a, *b);
                if (pair.score > 0) found.push_back(std::move(pair));
            }
    }
    return found;
}

}  // namespace

void join_spellings(Clusters& clusters) {
    std::vector<Candidate> all = candidates(clusters);
    std::map<Index, std::vector<const Candidate*>> of;
    for (const auto& pair : all) {
        if (!is_near_enough(clusters, pair)) {
            clusters.decline(pair.left, pair.right, kNamesNear, pair.detail, pair.score);
            continue;
        }
        if (clusters.against(clusters.of(pair.left), clusters.of(pair.right), false)) {
            clusters.join(pair.left, pair.right, pair.rule, pair.detail, false, pair.score);
            continue;  // keeps the reason against
        }
        of[pair.left].push_back(&pair);
        of[pair.right].push_back(&pair);
    }
    // Who fits two that contradict each other fits neither.
    auto is_torn = [&](Index actor) {
        const auto& pairs = of[actor];
        for (std::size_t i = 0; i < pairs.size(); ++i)
            for (std::size_t j = i + 1; j < pairs.size(); ++j)
                if (clusters.against(clusters.of(pairs[i]->other(actor)),
                                     clusters.of(pairs[j]->other(actor)), false))
                    return true;
        return false;
    };
    // No more does a name that leaves out the very words in which two differ: "Ivan Petrov" beside
    // Ilyich and Sergeyevich.
    CutNames names;
    auto leaves_open = [&](Index actor, const Candidate& pair) {
        const auto& pairs = of[actor];
        return pair.is_shorter(actor) &&
               std::any_of(pairs.begin(), pairs.end(), [&](const Candidate* other) {
                   return other != &pair && other->is_shorter(actor) &&
                          compare(clusters, names, pair.other(actor), other->other(actor)).score ==
                              0;
               });
    };
    auto is_ambiguous = [&](const Candidate& pair) {
        return is_torn(pair.left) || is_torn(pair.right) || leaves_open(pair.left, pair) ||
               leaves_open(pair.right, pair);
    };
    std::vector<const Candidate*> joined;
    for (const auto& pair : all) {
        const auto& pairs = of[pair.left];
        if (std::find(pairs.begin(), pairs.end(), &pair) == pairs.end()) continue;
        if (is_ambiguous(pair))
            clusters.decline(pair.left, pair.right, kAmbiguous, pair.detail, pair.score);
        else
            joined.push_back(&pair);
    }
    std::sort(joined.begin(), joined.end(), [](const Candidate* a, const Candidate* b) {
        return std::tuple(-a->score, a->left, a->right) < std::tuple(-b->score, b->left, b->right);
    });
    for (const auto* pair : joined)
        clusters.join(pair->left, pair->right, pair->rule, pair->detail, false, pair->score);
}

}  // namespace parley::resolving
