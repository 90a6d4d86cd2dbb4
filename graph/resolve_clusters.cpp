// Clusters of profiles, and what speaks against joining two of them.
#include <algorithm>
#include <parley/names.hpp>
#include <tuple>

#include "graph/names_tokens.hpp"
#include "graph/resolve_rules.hpp"

namespace parley::resolving {
namespace {

/// Two bodies in one role within a year are two people: nobody is minister of two ministries, or
/// member for two provinces.
constexpr Day kOverlapDays = 366;

Profile profile_of(const GazetteerEntry& entry) {
    Profile profile;
    profile.label = entry.label;
    profile.key = entry.key;
    profile.country = entry.country;
    profile.gender = entry.gender;
    for (const auto& [language, names] : entry.names)
        profile.names.insert(profile.names.end(), names.begin(), names.end());
    profile.name = profile.names.front();
    return profile;
}

/// The officials of the gazetteer whose key or full name some profile has.
std::set<const GazetteerEntry*> named_in_full(std::span<const Profile> profiles,
                                              const Gazetteer& gazetteer) {
    std::set<const GazetteerEntry*> found;
    for (const Profile& profile : profiles) {
        if (profile.label != "Official") continue;
        if (!profile.key.empty()) found.insert(gazetteer.find(profile.label, profile.key));
        for (const auto* entry : gazetteer.named(fold_name(profile.name))) found.insert(entry);
    }
    return found;
}

void add_held(Cluster& cluster, const Held& held) {
    for (auto& known : cluster.held)
        if (known.role == held.role && known.body == held.body) {
            known.first = std::min(known.first, held.first);
            known.last = std::max(known.last, held.last);
            return;
        }
    cluster.held.push_back(held);
}

bool disjoint(const std::set<std::string>& a, const std::set<std::string>& b) {
    if (a.empty() || b.empty()) return false;
    return std::none_of(a.begin(), a.end(), [&](const auto& text) { return b.contains(text); });
}

bool offices_overlap(const Cluster& a, const Cluster& b) {
    for (const auto& x : a.held) {
        bool shares_body = std::any_of(b.held.begin(), b.held.end(), [&](const Held& y) {
            return y.role == x.role && y.body == x.body;
        });
        if (shares_body) return false;
    }
    for (const auto& x : a.held)
        for (const auto& y : b.held)
            if (x.role == y.role && x.body != y.body && x.first <= y.last + kOverlapDays &&
                y.first <= x.last + kOverlapDays)
                return true;
    return false;
}

/// Both have names that fold alike and are written with Vietnamese marks, and no two of them agree.
/// A spelling without marks agrees with both, and must not bring them together.
bool marks_differ(const Cluster& a, const Cluster& b) {
    bool told = false;
    for (const auto& [folded, names] : a.marked) {
        auto others = b.marked.find(folded);
        if (others == b.marked.end()) continue;
        for (const auto& x : names)
            for (const auto& y : others->second)
                if (x == y || compare_names(x, y).same) return false;
        told = true;
    }
    return told;
}

}  // namespace

bool is_full_name(std::string_view folded) { return folded.find(' ') != std::string_view::npos; }

Clusters::Clusters(std::span<const Profile> profiles, const Gazetteer& gazetteer, const Told& told)
    : profiles_(profiles.begin(), profiles.end()),
      given_(profiles.size()),
      kept_apart_(told.kept_apart) {
    Known known(gazetteer);
    for (auto& profile : profiles_)
        if (std::string key = known.key(profile); !key.empty()) profile.key = key;
    const std::set<const GazetteerEntry*> told_in_full = named_in_full(profiles, gazetteer);
    for (const auto& entry : gazetteer.entries())
        if (entry.label == "Official" && (entry.by_sound || told_in_full.contains(&entry)))
            profiles_.push_back(profile_of(entry));
    clusters_.resize(profiles_.size());
    for (Index i = 0; i < profiles_.size(); ++i) {
        parent_.push_back(i);
        const Profile& profile = profiles_[i];
        Cluster& cluster = clusters_[i];
        cluster.label = profile.label;
        if (!profile.country.empty()) cluster.countries.insert(profile.country);
        if (!profile.gender.empty()) cluster.genders.insert(profile.gender);
        cluster.names.insert(profile.name);
        cluster.key = profile.key;
        cluster.is_known = i >= given_;
        if (cluster.is_known) cluster.names.insert(profile.names.begin(), profile.names.end());
        for (const auto& name : cluster.names) {
            std::string folded = fold_name(name);
            NameTokens tokens = cut_name(name);
            if (tokens.is_vietnamese && tokens.has_marks) cluster.marked[folded].insert(name);
            cluster.folded.insert(std::move(folded));
        }
        for (const auto& office : profile.offices)
            if (!office.role.empty() && !office.body.empty() && office.date.span())
                add_held(cluster, {office.role, office.body, office.date.span()->first,
                                   office.date.span()->last});
    }
    if (!kept_apart_.empty()) mark_kept_apart();
}

/// Puts into every cluster which sides of what people keep apart it is on.
void Clusters::mark_kept_apart() {
    std::map<std::string, std::vector<ApartSide>> sides;  // label and name, or pin
    for (std::uint32_t number = 0; number < kept_apart_.size(); ++number) {
        const KeptApart& kept = kept_apart_[number];
        for (const auto& term : kept.left)
            sides[kept.label + '\x1f' + term].push_back({number, true});
        for (const auto& term : kept.right)
            sides[kept.label + '\x1f' + term].push_back({number, false});
    }
    for (Index i = 0; i < profiles_.size(); ++i) {
        Cluster& cluster = clusters_[i];
        auto mark = [&](const std::string& term) {
            auto found = sides.find(cluster.label + '\x1f' + term);
            if (found != sides.end())
                cluster.apart.insert(found->second.begin(), found->second.end());
        };
        for (const auto& name : cluster.folded) mark(name);
        if (!profiles_[i].pin.empty()) mark(profiles_[i].pin);
    }
}

bool Clusters::is_kept_apart(const Cluster& a, const Cluster& b) const {
    auto opposed = [&](const Cluster& one, const Cluster& other) {
        return std::any_of(one.apart.begin(), one.apart.end(), [&](const ApartSide& side) {
            const KeptApart& kept = kept_apart_[side.number];
            // Who has names of both sides (a homonym of each) says nothing.
            if (one.apart.contains({side.number, !side.is_left})) return false;
            if (kept.from_all) return kept.label == other.label && !other.apart.contains(side);
            return other.apart.contains({side.number, !side.is_left});
        });
    };
    return opposed(a, b) || opposed(b, a);
}

Index Clusters::root(Index i) {
    while (parent_[i] != i) i = parent_[i] = parent_[parent_[i]];
    return i;
}

const char* Clusters::against(Cluster& a, Cluster& b, bool exact) const {
    if (!kept_apart_.empty() && is_kept_apart(a, b)) return kKeptApart;
    if (!a.key.empty() && !b.key.empty()) return a.key == b.key ? nullptr : kOtherKey;
    // The full name of somebody everybody knows: a country guessed from context does not outweigh
    // it.
    if (exact && a.is_known != b.is_known) return nullptr;
    if (disjoint(a.countries, b.countries)) return kOtherCountry;
    if (a.label != "Official") return nullptr;
    // A pronoun misread gives a wrong gender more often than two people share name and country.
    bool sure = exact && !a.countries.empty() && !b.countries.empty();
    if (!sure && disjoint(a.genders, b.genders)) return kOtherGender;
    if (offices_overlap(a, b)) return kOfficesOverlap;
    if (marks_differ(a, b)) return kOtherMarks;
    return nullptr;
}

bool Clusters::join(Index a, Index b, const char* rule, const std::string& detail, bool exact,
                    double score) {
    Index x = root(a), y = root(b);
    if (x == y) return true;
    if (const char* reason = against(clusters_[x], clusters_[y], exact)) {
        record(a, b, false, reason, detail, score);
        return false;
    }
    if (y < x) std::swap(x, y);
    Cluster &into = clusters_[x], &from = clusters_[y];
    // What the gazetteer knows of somebody's country is not added to.
    if (from.is_known && !into.is_known) into.countries = from.countries;
    if (from.is_known == into.is_known) into.countries.merge(from.countries);
    into.genders.merge(from.genders);
    into.names.merge(from.names);
    into.folded.merge(from.folded);
    for (auto& [folded, names] : from.marked) into.marked[folded].merge(names);
    into.apart.merge(from.apart);
    for (const auto& held : from.held) add_held(into, held);
    if (into.key.empty()) into.key = from.key;
    into.is_known = into.is_known || from.is_known;
    from = {};
    parent_[y] = x;
    record(a, b, true, rule, detail, score);
    return true;
}

void Clusters::decline(Index a, Index b, const char* rule, const std::string& detail,
                       double score) {
    record(a, b, false, rule, detail, score);
}

void Clusters::record(Index a, Index b, bool same, const char* rule, const std::string& detail,
                      double score) {
    if (a >= given_ || b >= given_) return;
    decisions_.push_back({std::min(a, b), std::max(a, b), same, rule, detail, score});
}

Resolution Clusters::take() {
    Resolution resolution;
    for (Index i = 0; i < given_; ++i) {
        Index at = root(i);
        resolution.actor.push_back(at);
        resolution.key.push_back(clusters_[at].key);
    }
    std::sort(decisions_.begin(), decisions_.end(), [](const Decision& a, const Decision& b) {
        return std::tie(a.left, a.right, a.rule, a.detail) <
               std::tie(b.left, b.right, b.rule, b.detail);
    });
    resolution.decisions = std::move(decisions_);
    return resolution;
}

}  // namespace parley::resolving
