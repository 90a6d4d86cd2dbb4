// Short names: "Putin", "S. Lavrov". They join the only actor they fit, never one of two.
#include <algorithm>
#include <parley/names.hpp>

#include "graph/names_distance.hpp"
#include "graph/names_tables.hpp"
#include "graph/names_tokens.hpp"
#include "graph/resolve_rules.hpp"

namespace parley::resolving {
namespace {

/// A family name shorter than this is borne by too many (Li, Kim, An).
constexpr std::size_t kShortestFamily = 4;
constexpr double kNearEnough = 0.85;

bool is_short(const Profile& profile) {
    NameTokens name = cut_name(profile.name);
    auto words = std::count_if(name.tokens.begin(), name.tokens.end(), [](const NameToken& token) {
        return token.kind == TokenKind::word;
    });
    return words == 1;
}

/// The one word of a short name, and initials before it.
struct Short {
    const NameToken* word = nullptr;
    std::vector<const NameToken*> initials;
};
Short parts_of(const NameTokens& name) {
    Short parts;
    for (const auto& token : name.tokens)
        if (token.kind == TokenKind::word)
            parts.word = &token;
        else if (token.kind == TokenKind::initial)
            parts.initials.push_back(&token);
    return parts;
}

/// Is the short name the end of the full one, and do its initials stand before it?
double fits(const Short& brief, const NameTokens& full) {
    std::vector<const NameToken*> words;
    for (const auto& token : full.tokens)
        if (token.kind == TokenKind::word) words.push_back(&token);
    if (words.size() < 2) return 0;
    double score = sound_similarity(brief.word->phones, words.back()->phones, kNearEnough);
    if (score == 0) return 0;
    for (const auto* initial : brief.initials) {
        bool stands = std::any_of(words.begin(), words.end() - 1, [&](const NameToken* word) {
            return word->folded[0] == initial->folded[0];
        });
        if (!stands) return 0;
    }
    return score;
}

std::string first_sounds(const Phones& phones) {
    for (char sound : phones.view())
        if (std::string_view("bpfvw").find(sound) != std::string_view::npos)
            return "B";
        else if (std::string_view("td").find(sound) != std::string_view::npos)
            return "T";
        else if (std::string_view("mn").find(sound) != std::string_view::npos)
            return "N";
        else if (sound == 'l')
            return "L";
        else if (sound == 'r')
            return "R";
    return "";
}

}  // namespace

void join_short_names(Clusters& clusters) {
    std::map<std::string, std::vector<std::pair<Index, NameTokens>>> full;
    for (Index i = 0; i < clusters.size(); ++i) {
        if (clusters.root(i) != i || clusters.of(i).label != "Official") continue;
        for (const auto& name : clusters.of(i).names) {
            NameTokens tokens = cut_name(name);
            // The given name stands last in Vietnamese, and is borne by thousands.
            if (tokens.tokens.size() < 2 || (tokens.is_vietnamese && tokens.has_marks)) continue;
            full[first_sounds(tokens.tokens.back().phones)].emplace_back(i, std::move(tokens));
        }
    }
    for (Index i = 0; i < clusters.given(); ++i) {
        const Profile& profile = clusters.profile(i);
        if (profile.label != "Official" || !is_short(profile)) continue;
        NameTokens name = cut_name(profile.name);
        Short brief = parts_of(name);
        if (brief.word->folded.size() < kShortestFamily ||
            is_vietnamese_syllable(brief.word->folded))
            continue;
        std::set<Index> fitting;
        double best = 0;
        for (const auto& [other, tokens] : full[first_sounds(brief.word->phones)]) {
            Index root = clusters.root(other);
            if (root == clusters.root(i) || fitting.contains(root)) continue;
            double score = fits(brief, tokens);
            if (score == 0 || clusters.against(clusters.of(root), clusters.of(i), false)) continue;
            fitting.insert(root);
            best = std::max(best, score);
        }
        if (fitting.size() == 1)
            clusters.join(*fitting.begin(), i, kShortName, profile.name, false, best);
        else
            for (Index other : fitting) clusters.decline(other, i, kAmbiguous, profile.name, best);
    }
}

}  // namespace parley::resolving
