// From events to edges: pairs of ends by role, then claims with the same type, ends and compatible
// dates together.
#include <algorithm>
#include <array>
#include <tuple>

#include "graph/fold_parts.hpp"

namespace parley::folding {
namespace {

/// Which roles of an event are joined by an edge; "" stands for no direction kept.
struct Joined {
    std::string_view from, to;
    bool directed;
};
constexpr std::array<Joined, 4> kJoined{{{"a", "b", false},
                                         {"each", "each", false},
                                         {"visitor", "destination", true},
                                         {"holder", "body", true}}};

/// Events that take several days: an interval is their length, not a doubt.
bool lasts(std::string_view type) { return type == "VISITED" || type == "HOLDS"; }

/// One pair of ends of one event.
struct Item {
    Index type, source, target, date, event;
};

/// What people rejected of claims.
class Rejected {
  public:
    Rejected(const Collected& all, const Ledger& ledger) : all_(all), ends_(ledger.rejected_ends) {
        for (Index i = 0; !ends_.empty() && i < all.strings.size(); ++i)
            if (ledger.rejected_articles.contains(std::string(all.strings[i]))) articles_.insert(i);
    }
    bool holds(const Event& event, Index one, Index other) const {
        if (articles_.empty() || !articles_.contains(event.article)) return false;
        auto name = [&](Index part) { return all_.descriptions[all_.parts[part].raw].name; };
        return ends_.contains(
            to_text(ClaimEnds{std::string(all_.strings[event.type]), name(one), name(other),
                              event.start, std::string(all_.strings[event.article])}));
    }

  private:
    const Collected& all_;
    const std::set<std::string>& ends_;
    std::set<Index> articles_;
};

/// True where people rejected one of the pairs.
bool add_pairs(const Collected& all, Index number, const std::vector<Index>& node_of_actor,
               const Rejected& rejected, std::vector<Item>& items) {
    const Event& event = all.events[number];
    bool is_rejected = false;
    auto node = [&](Index part) { return node_of_actor[all.parts[part].actor]; };
    auto role = [&](Index part) { return all.strings[all.parts[part].role]; };
    for (const auto& joined : kJoined)
        for (Index i = event.first_part; i < event.end_part; ++i) {
            if (role(i) != joined.from) continue;
            Index first = joined.from == joined.to ? i + 1 : event.first_part;
            for (Index j = first; j < event.end_part; ++j) {
                if (role(j) != joined.to || node(i) == node(j)) continue;
                if (rejected.holds(event, i, j)) {
                    is_rejected = true;
                    continue;
                }
                Index source = node(i), target = node(j);
                if (!joined.directed && target < source) std::swap(source, target);
                items.push_back({event.type, source, target, event.date, number});
            }
        }
    return is_rejected;
}

/// Articles that say the same make it surer, each counted once by its best claim.
std::uint8_t joint_confidence(std::vector<std::pair<std::string_view, std::uint8_t>> by_article) {
    std::sort(by_article.begin(), by_article.end(), [](const auto& a, const auto& b) {
        return std::tuple(a.first, -a.second) < std::tuple(b.first, -b.second);
    });
    std::vector<int> best;
    for (std::size_t i = 0; i < by_article.size(); ++i)
        if (i == 0 || by_article[i].first != by_article[i - 1].first)
            best.push_back(by_article[i].second);
    std::sort(best.begin(), best.end(), std::greater<>());
    constexpr std::int64_t kWhole = 1'000'000;
    std::int64_t doubt = kWhole;
    for (int confidence : best) doubt = doubt * (100 - confidence) / 100;
    auto sure = (kWhole - doubt) * 100 / kWhole;
    // Certainty stays with what one article alone says with certainty.
    constexpr std::int64_t kNearlySure = 99;
    return static_cast<std::uint8_t>(std::max<std::int64_t>(std::min(sure, kNearlySure), best[0]));
}

/// The value most claims give, then the longest, then the first in order.
std::map<std::string, std::string> best_properties(const Collected& all,
                                                   const std::vector<Index>& events) {
    std::map<std::string_view, std::map<std::string_view, std::size_t>> votes;
    for (Index number : events) {
        const Event& event = all.events[number];
        for (Index i = event.first_property; i < event.end_property; ++i)
            ++votes[all.strings[all.properties[i].first]][all.strings[all.properties[i].second]];
    }
    std::map<std::string, std::string> best;
    for (const auto& [name, values] : votes) {
        auto chosen = values.begin();
        for (auto value = values.begin(); value != values.end(); ++value)
            if (std::pair(value->second, value->first.size()) >
                std::pair(chosen->second, chosen->first.size()))
                chosen = value;
        best.emplace(name, chosen->first);
    }
    return best;
}

FoldedEdge make_edge(const Collected& all, const Item& item, std::vector<Index> events,
                     const Date& date, const std::vector<FoldedNode>& nodes) {
    FoldedEdge edge;
    edge.type = all.strings[item.type];
    edge.source = item.source;
    edge.target = item.target;
    edge.date = date;
    edge.id = edge.type + '/' + nodes[edge.source].id + '/' + nodes[edge.target].id;
    if (!date.is_open()) edge.id += '/' + date.text();
    std::sort(events.begin(), events.end());
    events.erase(std::unique(events.begin(), events.end()), events.end());
    std::vector<std::pair<std::string_view, std::uint8_t>> by_article;
    for (Index number : events) {
        const Event& event = all.events[number];
        edge.claims.push_back({all.strings[event.article], event.ordinal});
        by_article.emplace_back(all.strings[event.article], event.confidence);
    }
    std::sort(edge.claims.begin(), edge.claims.end());
    edge.properties = best_properties(all, events);
    edge.sources = 1;
    for (std::size_t i = 1; i < edge.claims.size(); ++i)
        edge.sources += edge.claims[i].article != edge.claims[i - 1].article;
    edge.confidence = joint_confidence(std::move(by_article));
    return edge;
}

/// Items [first, end) share type and ends: one edge for every group of compatible dates.
void fold_pair(const Collected& all, const Item* first, const Item* end,
               const std::vector<FoldedNode>& nodes, std::vector<FoldedEdge>& edges) {
    std::vector<Index> numbers;
    for (const Item* item = first; item != end; ++item) numbers.push_back(item->date);
    std::sort(numbers.begin(), numbers.end());
    numbers.erase(std::unique(numbers.begin(), numbers.end()), numbers.end());
    std::vector<Date> dates;
    for (Index number : numbers) dates.push_back(*Date::parse(all.strings[number]));
    DateGroups groups = group_dates(dates, lasts(all.strings[first->type]));

    std::vector<std::vector<Index>> events(groups.date_of_group.size());
    for (const Item* item = first; item != end; ++item) {
        auto at = std::lower_bound(numbers.begin(), numbers.end(), item->date) - numbers.begin();
        events[groups.group_of_date[static_cast<std::size_t>(at)]].push_back(item->event);
    }
    for (std::size_t group = 0; group < events.size(); ++group)
        edges.push_back(
            make_edge(all, *first, std::move(events[group]), groups.date_of_group[group], nodes));
}

}  // namespace

Edges make_edges(const Collected& collected, const std::vector<Index>& node_of_actor,
                 const std::vector<FoldedNode>& nodes, const Ledger& ledger) {
    Edges made;
    const Rejected rejected(collected, ledger);
    std::vector<Item> items;
    for (Index i = 0; i < collected.events.size(); ++i) {
        if (!collected.events[i].happened) continue;
        std::size_t before = items.size();
        bool some = add_pairs(collected, i, node_of_actor, rejected, items);
        made.rejected += some;
        made.without_edge += !some && items.size() == before;
    }
    auto ends = [](const Item& item) { return std::tie(item.type, item.source, item.target); };
    std::sort(items.begin(), items.end(), [&](const Item& a, const Item& b) {
        return std::tie(a.type, a.source, a.target, a.event) <
               std::tie(b.type, b.source, b.target, b.event);
    });
    for (std::size_t first = 0; first < items.size();) {
        std::size_t end = first;
        while (end < items.size() && ends(items[end]) == ends(items[first])) ++end;
        fold_pair(collected, items.data() + first, items.data() + end, nodes, made.edges);
        first = end;
    }
    std::erase_if(made.edges,
                  [&](const FoldedEdge& edge) { return ledger.rejected_edges.contains(edge.id); });
    std::sort(made.edges.begin(), made.edges.end(), [](const FoldedEdge& a, const FoldedEdge& b) {
        return std::tie(a.type, a.source, a.target, a.date) <
               std::tie(b.type, b.source, b.target, b.date);
    });
    return made;
}

}  // namespace parley::folding
