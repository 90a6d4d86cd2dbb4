#include "query/hints.hpp"

#include <algorithm>
#include <parley/names.hpp>

#include "query/text.hpp"

namespace parley::query {
namespace {

template <class Id>
std::vector<std::string> words(const Dictionary<Id>& dictionary) {
    std::vector<std::string> out;
    for (std::uint32_t i = 0; i < dictionary.size(); ++i) out.push_back(dictionary.name(Id{i}));
    return out;
}

template <class Id>
void unknown_words(const std::set<std::string>& asked, const Dictionary<Id>& known,
                   const char* what, std::vector<std::string>& out) {
    for (const std::string& name : asked) {
        if (known.find(name)) continue;
        const std::string near = nearest_word(name, words(known));
        out.push_back("the graph has no " + std::string(what) + " '" + name + "'" +
                      (near.empty() ? "" : "; did you mean '" + near + "'?"));
    }
}

}  // namespace

std::vector<std::string> notes_about(const Bound& bound, const Run& run, bool empty) {
    std::vector<std::string> out;
    if (bound.writes) return out;
    unknown_words(bound.labels, run.view->labels(), "label", out);
    unknown_words(bound.types, run.view->types(), "relationship type", out);
    // Where nothing comes near it is left at that: many a property is there on some nodes only.
    for (const std::string& key : bound.properties) {
        if (run.view->keys().find(key)) continue;
        const std::string near = nearest_word(key, words(run.view->keys()));
        if (!near.empty())
            out.push_back("the graph has no property '" + key + "'; did you mean '" + near + "'?");
    }
    if (!empty) return out;
    for (const std::string& name : run.names_not_found()) {
        std::string note = "nobody is named '" + name + "'";
        const auto near = nearest_names(*run.view, name, 3);
        for (std::size_t i = 0; i < near.size(); ++i) {
            note += (i == 0 ? "; nearest: " : ", ") + near[i];
        }
        out.push_back(note);
    }
    return out;
}

std::vector<std::string> nearest_names(const View& view, const std::string& name,
                                       std::size_t most) {
    constexpr std::size_t enough = 200'000;  // names looked at: this runs only on an empty answer
    const std::string folded = fold_name(name);
    std::vector<std::pair<double, std::string>> found;
    std::size_t looked = 0;
    view.for_each_name([&](std::string_view candidate, NodeIndex) {
        // Cheap test first: a shared two-letter beginning of some word, or close in length.
        const std::size_t longer = std::max(candidate.size(), folded.size());
        const std::size_t shorter = std::min(candidate.size(), folded.size());
        if (shorter * 2 >= longer || candidate.find(folded.substr(0, 3)) != std::string::npos) {
            const double score = compare_names(candidate, folded).score;
            if (score >= 0.5) found.emplace_back(score, std::string(candidate));
        }
        return ++looked < enough;
    });
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
        return a.first != b.first ? a.first > b.first : a.second < b.second;
    });
    std::vector<std::string> out;
    for (const auto& [score, text] : found) {
        if (out.size() < most && std::find(out.begin(), out.end(), text) == out.end()) {
            out.push_back(text);
        }
    }
    return out;
}

}  // namespace parley::query
