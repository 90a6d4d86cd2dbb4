// Reading assertions.
#include "graph/ledger.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <parley/error.hpp>
#include <parley/names.hpp>
#include <tuple>

namespace parley {
namespace {

/// FNV-1a, 64 bits: on disk, so never std::hash.
std::uint64_t hash(std::string_view text, std::uint64_t value) {
    for (char c : text) value = (value ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    return value;
}

struct Kind {
    std::string_view name;
    std::size_t least, most;
    std::string_view arguments;
};
constexpr std::size_t kAny = static_cast<std::size_t>(-1);
constexpr Kind kKinds[] = {
    {"merge", 2, 2, "two actors"},
    {"different", 4, kAny, "a label, and names or sightings on both sides of a |"},
    {"alias", 2, 2, "an actor and a name"},
    {"reject", 1, kAny, "an edge id and what claims say"},
    {"known", 2, 2, "a label and a line of a gazetteer"},
    {"undo", 1, 1, "the id of an assertion"}};

const Kind* kind_of(const Assertion& assertion) {
    for (const auto& kind : kKinds)
        if (kind.name == assertion.kind) return &kind;
    return nullptr;
}

bool is_complete(const Assertion& assertion) {
    const Kind* kind = kind_of(assertion);
    return kind && assertion.arguments.size() >= kind->least &&
           assertion.arguments.size() <= kind->most &&
           std::none_of(assertion.arguments.begin(), assertion.arguments.end(),
                        [](const auto& argument) { return argument.empty(); });
}

/// A place in the text, or "|" itself, would cut a sighting at the wrong place.
std::string without_bars(std::string text) {
    std::replace(text.begin(), text.end(), '|', '/');
    return text;
}

class LedgerReader {
  public:
    void add(const Assertion& assertion) {
        const auto& arguments = assertion.arguments;
        if (assertion.kind == "merge") {
            pin(arguments[0]);
            pin(arguments[1]);
            ledger_.merges.push_back({arguments[0], arguments[1], assertion.time});
        } else if (assertion.kind == "different") {
            add_kept_apart(assertion);
        } else if (assertion.kind == "alias") {
            ledger_.aliases.emplace(arguments[0], arguments[1]);
            if (auto text = pin(arguments[0]))
                ledger_.told.aliases.push_back({*text, arguments[1]});
        } else if (assertion.kind == "reject") {
            ledger_.rejected_edges.insert(arguments[0]);
            for (std::size_t i = 1; i < arguments.size(); ++i) add_rejected(arguments[i]);
        } else if (assertion.kind == "known") {
            add_known(assertion);
        }
    }
    Ledger take() {
        for (auto& [key, entry] : known_) ledger_.known.push_back(std::move(entry));
        return std::move(ledger_);
    }

  private:
    /// Has the fold keep this sighting by itself; its pin, or none where it is no sighting.
    std::optional<std::string> pin(const std::string& text) {
        auto sighting = sighting_of(text);
        if (!sighting) return {};
        ledger_.pinned_articles.insert(sighting->article);
        return *ledger_.pins.insert(pin_of(*sighting)).first;
    }

    void add_kept_apart(const Assertion& assertion) {
        KeptApart kept;
        kept.label = assertion.arguments[0];
        kept.time = assertion.time;
        auto* side = &kept.left;
        for (std::size_t i = 1; i < assertion.arguments.size(); ++i) {
            const std::string& term = assertion.arguments[i];
            if (term == "|") {
                side = &kept.right;
            } else if (term == "*") {
                kept.from_all = true;
            } else if (auto text = pin(term)) {
                side->push_back(*text);
            } else {
                side->push_back(fold_name(term));
            }
        }
        if (!kept.left.empty() && (kept.from_all || !kept.right.empty()))
            ledger_.told.kept_apart.push_back(std::move(kept));
    }

    void add_rejected(const std::string& ends) {
        ledger_.rejected_ends.insert(ends);
        std::size_t at = 0;
        for (int bars = 0; bars < 4 && at != ends.npos; ++bars) {
            at = ends.find('|', at);
            if (at != ends.npos) ++at;
        }
        if (at != ends.npos) ledger_.rejected_articles.insert(ends.substr(at));
    }

    /// A later line for a key stands instead of an earlier one.
    void add_known(const Assertion& assertion) {
        std::vector<GazetteerEntry> entries;
        try {
            entries = Gazetteer::parse(
                "known", fmt::format("origin = \"told\"\n[{}]\n{}\n", assertion.arguments[0],
                                     assertion.arguments[1]));
        } catch (const PackError&) {
            return;  // of a newer format: check_assertion lets no other in
        }
        for (auto& entry : entries) {
            entry.where = assertion.note.empty() ? "told" : assertion.note;
            known_[{entry.label, entry.key}] = std::move(entry);
        }
    }

    Ledger ledger_;
    std::map<std::pair<std::string, std::string>, GazetteerEntry> known_;
};

}  // namespace

std::string to_text(const Sighting& sighting) {
    return fmt::format("{}|{}|{}", sighting.label, without_bars(sighting.name), sighting.article);
}

std::optional<Sighting> sighting_of(std::string_view text) {
    auto first = text.find('|');
    if (first == text.npos || first == 0) return {};
    auto second = text.find('|', first + 1);
    if (second == text.npos || second + 1 == text.size()) return {};
    return Sighting{std::string(text.substr(0, first)),
                    std::string(text.substr(first + 1, second - first - 1)),
                    std::string(text.substr(second + 1))};
}

std::string pin_of(const Sighting& sighting) {
    return fmt::format("{}|{}|{}", sighting.label, fold_name(without_bars(sighting.name)),
                       sighting.article);
}

std::string to_text(const ClaimEnds& ends) {
    std::string one = without_bars(ends.one), other = without_bars(ends.other);
    if (other < one) std::swap(one, other);
    return fmt::format("{}|{}|{}|{}|{}", ends.type, one, other, ends.start, ends.article);
}

std::string assertion_id(const Assertion& assertion) {
    std::uint64_t value = hash(assertion.kind, 0xcbf29ce484222325ULL);
    for (const auto& argument : assertion.arguments) value = hash(argument, hash("\x1f", value));
    return fmt::format("{:016x}", hash(assertion.time, hash("\x1e", value)));
}

void check_assertion(const Assertion& assertion) {
    const Kind* kind = kind_of(assertion);
    if (!kind) throw Error(fmt::format("'{}' is no kind of assertion", assertion.kind));
    if (!is_complete(assertion))
        throw Error(fmt::format("{} takes {}", assertion.kind, kind->arguments));
    if (assertion.kind == "known")
        Gazetteer::parse("known", fmt::format("origin = \"told\"\n[{}]\n{}\n",
                                              assertion.arguments[0], assertion.arguments[1]));
}

std::vector<Assertion> holding(std::span<const Assertion> assertions) {
    std::vector<const Assertion*> order;
    for (const auto& assertion : assertions)
        if (is_complete(assertion)) order.push_back(&assertion);
    auto tie = [](const Assertion* a) { return std::tie(a->time, a->kind, a->arguments, a->note); };
    std::sort(order.begin(), order.end(),
              [&](const Assertion* a, const Assertion* b) { return tie(a) < tie(b); });
    // An undo is later than what it takes back: from the newest on, each is settled when met.
    std::set<std::string> undone;
    std::vector<Assertion> held;
    std::set<std::string> seen;
    for (auto at = order.rbegin(); at != order.rend(); ++at) {
        std::string id = assertion_id(**at);
        if (undone.contains(id) || !seen.insert(id).second) continue;
        if ((*at)->kind == "undo")
            undone.insert((*at)->arguments[0]);
        else
            held.push_back(**at);
    }
    std::reverse(held.begin(), held.end());
    return held;
}

Ledger read_ledger(std::span<const Assertion> assertions) {
    LedgerReader reader;
    for (const auto& assertion : holding(assertions)) reader.add(assertion);
    return reader.take();
}

}  // namespace parley
