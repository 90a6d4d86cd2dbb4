// Exchange tests: what a sentence says must not hang on who is named in it. golden/exchange/*.txt
// hold sentences with gaps and what fills them; every filling must give the edges that stand below
// the sentence, and no other; so must every way of telling it, where several are given. A linguist
// can edit them: README.md of that folder.
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <parley/ingest.hpp>
#include <random>
#include <set>
#include <vector>

#include "tests/packs.hpp"
#include "tests/source_dir.hpp"

using namespace parley;

namespace {

/// "Polen | adj=polnischen": the base form under "", the others under their keys.
using Filler = std::map<std::string, std::string>;

struct Template {
    std::string published, text;
    std::vector<std::string> edges;
    int line = 0;
};

struct Exchange {
    std::string language;
    std::map<std::string, std::vector<Filler>> fillers;  ///< by kind
    std::vector<Template> templates;
};

std::string trimmed(const std::string& text) {
    auto begin = text.find_first_not_of(" \t"), end = text.find_last_not_of(" \t");
    return begin == std::string::npos ? "" : text.substr(begin, end - begin + 1);
}

std::vector<std::string> cut(const std::string& line, char mark) {
    std::vector<std::string> parts;
    std::size_t at = 0;
    for (std::size_t next; (next = line.find(mark, at)) != std::string::npos; at = next + 1)
        parts.push_back(trimmed(line.substr(at, next - at)));
    parts.push_back(trimmed(line.substr(at)));
    return parts;
}

Filler filler_of(const std::string& line) {
    auto parts = cut(line, '|');
    Filler filler{{"", parts[0]}};
    for (std::size_t i = 1; i < parts.size(); ++i) {
        auto equals = parts[i].find('=');
        REQUIRE(equals != std::string::npos);
        filler[parts[i].substr(0, equals)] = parts[i].substr(equals + 1);
    }
    return filler;
}

Exchange read_exchange(const std::filesystem::path& file) {
    Exchange exchange;
    exchange.language = file.stem().string();
    std::ifstream in(file);
    REQUIRE(in);
    std::string section, published;
    std::size_t first = 0;  // template of the section
    int number = 0;
    for (std::string line; std::getline(in, line);) {
        ++number;
        line = trimmed(line);
        if (line.empty() || line[0] == '#') continue;
        if (line[0] == '[') {
            std::size_t name_end = line.find_first_of(" ]");
            section = line.substr(1, name_end - 1);
            published = trimmed(line.substr(name_end, line.find(']') - name_end));
            first = exchange.templates.size();
            if (section == "text") exchange.templates.push_back({published, "", {}, number});
        } else if (section != "text" && section != "paraphrases") {
            exchange.fillers[section].push_back(filler_of(line));
        } else if (line.starts_with("=>")) {
            for (std::size_t i = first; i < exchange.templates.size(); ++i)
                exchange.templates[i].edges.push_back(trimmed(line.substr(2)));
        } else if (section == "paraphrases") {
            exchange.templates.push_back({published, line, {}, number});
        } else {
            auto& text = exchange.templates.back().text;
            text += (text.empty() ? "" : "\n\n") + line;
        }
    }
    return exchange;
}

/// One choice of fillers: "person1" -> filler, different ones for different numbers of a kind.
class Filling {
  public:
    Filling(const Exchange& exchange, std::mt19937& random)
        : exchange_(exchange), random_(random) {}

    std::string fill(const std::string& text) {
        std::string out;
        std::size_t at = 0;
        for (std::size_t open; (open = text.find('{', at)) != std::string::npos;) {
            std::size_t close = text.find('}', open);
            REQUIRE(close != std::string::npos);
            out += text.substr(at, open - at) + form(text.substr(open + 1, close - open - 1));
            at = close + 1;
        }
        return out + text.substr(at);
    }

    /// The forms that may stand for an end of an edge.
    std::set<std::string> names(const std::string& end) {
        if (end[0] != '{') return {end};
        std::string gap = end.substr(1, end.size() - 2);
        std::set<std::string> all{form(gap)};
        if (auto known = chosen_.find(gap); known != chosen_.end())
            for (const auto& [key, name] : *known->second)
                if (key.empty() || key.starts_with("name")) all.insert(name);
        return all;
    }

  private:
    std::string form(const std::string& gap) {
        auto dot = gap.find('.');
        std::string slot = gap.substr(0, dot);
        std::string key = dot == std::string::npos ? "" : gap.substr(dot + 1);
        const Filler& filler = *choose(slot);
        INFO("gap {" << gap << "}");
        REQUIRE(filler.contains(key));
        return filler.at(key);
    }

    const Filler* choose(const std::string& slot) {
        if (auto known = chosen_.find(slot); known != chosen_.end()) return known->second;
        std::string kind = slot.substr(0, slot.find_first_of("0123456789"));
        INFO("gap {" << slot << "}");
        REQUIRE(exchange_.fillers.contains(kind));
        const auto& all = exchange_.fillers.at(kind);
        while (true) {
            const Filler* filler = &all[random_() % all.size()];
            if (used_.insert(filler).second) return chosen_[slot] = filler;
        }
    }

    const Exchange& exchange_;
    std::mt19937& random_;
    std::map<std::string, const Filler*> chosen_;
    std::set<const Filler*> used_;
};

bool is_called(const Actor& actor, const std::set<std::string>& names) {
    if (names.contains(actor.name)) return true;
    return std::any_of(actor.names.begin(), actor.names.end(),
                       [&](const auto& name) { return names.contains(name); });
}

struct Said {
    std::string type, date;
    const Actor *a, *b;
};

std::vector<Said> edges_of(const std::vector<Claim>& claims) {
    std::vector<Said> edges;
    for (const Claim& claim : claims) {
        if (claim.modality != "happened" || claim.type == "HOLDS") continue;
        for (std::size_t i = 0; i < claim.participants.size(); ++i)
            for (std::size_t j = 0; j < claim.participants.size(); ++j) {
                const auto &a = claim.participants[i], &b = claim.participants[j];
                bool pair = (a.role == "a" && b.role == "b") ||
                            (a.role == "visitor" && b.role == "destination") ||
                            (i < j && a.role == "each" && b.role == "each");
                if (pair) edges.push_back({claim.type, claim.date.text(), &a.actor, &b.actor});
            }
    }
    return edges;
}

/// What is wrong with the edges read from a filled text; empty where nothing is.
std::string mistake(const std::vector<std::string>& wanted, Filling& filling,
                    const std::vector<Said>& said) {
    std::vector<bool> used(said.size());
    std::string wrong;
    for (const std::string& line : wanted) {
        auto parts = cut(line, '|');
        REQUIRE(parts.size() == 4);
        auto left = filling.names(parts[1]), right = filling.names(parts[2]);
        bool found = false;
        for (std::size_t i = 0; i < said.size(); ++i) {
            bool ends = (is_called(*said[i].a, left) && is_called(*said[i].b, right)) ||
                        (parts[0] != "VISITED" && is_called(*said[i].a, right) &&
                         is_called(*said[i].b, left));
            if (said[i].type != parts[0] || !ends) continue;
            used[i] = true;
            if (said[i].date == parts[3])
                found = true;
            else
                wrong += "\n    dated " + said[i].date + ": " + line;
        }
        if (!found) wrong += "\n    missing: " + line;
    }
    for (std::size_t i = 0; i < said.size(); ++i)
        if (!used[i])
            wrong += "\n    too much: " + said[i].type + " | " + said[i].a->name + " | " +
                     said[i].b->name + " | " + said[i].date;
    return wrong;
}

/// Of `rounds` fillings, how many are misread; the first few are shown.
int misread(const Exchange& exchange, const Template& story, const Packs& packs, int rounds,
            std::string& shown) {
    std::mt19937 random(static_cast<unsigned>(story.line));
    int wrong = 0;
    for (int round = 0; round < rounds; ++round) {
        Filling filling(exchange, random);
        Article article;
        article.id = "exchange";
        article.language = exchange.language;
        article.text = filling.fill(story.text);
        if (!story.published.empty()) article.published = Date::parse(story.published).value();
        Reading reading = read(article, packs);
        std::string why = mistake(story.edges, filling, edges_of(reading.claims));
        if (why.empty()) continue;
        if (++wrong <= 3) shown += "\n  " + article.text + why;
    }
    return wrong;
}

}  // namespace

TEST_CASE("Edges follow when names, countries and offices are exchanged", "[ingest][exchange]") {
    const int rounds = std::getenv("PARLEY_LONG") ? 1000 : 25;
    // Where packs are edited: read them from a folder instead of the built-in ones.
    const char* folder = std::getenv("PARLEY_PACKS");
    const Packs packs = folder ? Packs::from_folder(folder) : built_in_packs();
    int templates = 0;
    for (const auto& file :
         std::filesystem::directory_iterator(source_dir() + "/tests/ingest/golden/exchange")) {
        if (file.path().extension() != ".txt") continue;
        Exchange exchange = read_exchange(file.path());
        for (const Template& story : exchange.templates) {
            std::string shown;
            int wrong = misread(exchange, story, packs, rounds, shown);
            INFO(exchange.language << ".txt:" << story.line << ": " << wrong << " of " << rounds
                                   << " fillings are misread:" << shown);
            CHECK(wrong == 0);
            ++templates;
        }
    }
    CHECK(templates >= 5);
}
