// Of which country a minister is whose title says none: a paper calls the minister of its own
// country "the minister of defence", and says of all others whose they are.
#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "ingest/cast.hpp"

namespace parley::ingest {
namespace {

/// So often must an article name a country to be about it.
constexpr std::size_t kNamedOften = 2;

}  // namespace

/// What an article tells of countries, gathered once.
struct Cast::Lands {
    std::map<std::string, std::size_t> named;  ///< how often, also by their places
    std::map<std::string, std::size_t> said;   ///< how often by name: a talk's city tells little
    std::set<std::string> of_others;           ///< those that somebody is said to be of
    std::set<std::string> visited;  ///< guests went there: who is there may be of either side
    std::map<std::uint32_t, std::set<std::string>> away;   ///< person -> where he was received
    std::map<std::uint32_t, std::string> host;             ///< person -> where he received guests
    std::map<std::uint32_t, std::set<std::uint32_t>> met;  ///< person -> whom he met
    std::map<std::uint32_t, std::set<std::string>> went;   ///< person -> where he went
    std::map<std::uint32_t, std::set<std::uint32_t>> beside;  ///< person -> who did it with him
    std::string dateline;
};

/// The country of a listed country or place that begins at this token, or empty.
std::string Cast::land_at(std::uint32_t token) const {
    for (std::uint32_t list : {pack_.known.country, pack_.known.list_place}) {
        const Hit* hit = document_.hit_at(token, list);
        if (!hit) continue;
        std::string country(attribute(document_.entry(*hit).attributes, "country"));
        if (pack_.countries.contains(country)) return country;
    }
    return {};
}

/// The only country in whose places the sentence says that something happened, or empty.
std::string Cast::scene_of(std::uint32_t sentence) const {
    std::string scene;
    const Sentence& all = document_.sentences[sentence];
    for (std::uint32_t at = all.begin; at < all.end; ++at) {
        std::uint32_t where = document_.span_at(at, pack_.known.where);
        if (where == kNoIndex) continue;
        std::uint32_t end = document_.spans[where].end;
        for (; at < end; ++at) {
            std::string country = land_at(at);
            if (country.empty() || country == scene) continue;
            if (!scene.empty()) return {};
            scene = country;
        }
        --at;
    }
    return scene;
}

/// The only country in which the places lie that the sentence names, or empty.
std::string Cast::land_of_places(const Sentence& sentence) const {
    std::string land;
    for (std::uint32_t at = sentence.begin; at < sentence.end; ++at) {
        const Hit* place = document_.hit_at(at, pack_.known.list_place);
        if (!place || document_.span_at(at, pack_.known.place) == kNoIndex) continue;
        const auto country = attribute(document_.entry(*place).attributes, "country");
        if (country.empty() || country == land) continue;
        if (!land.empty()) return {};
        land = country;
    }
    return land;
}

/// "The provincial committee": the span of the only one that the article names with its place, or
/// kNoIndex. The head's entry says with attribute `local` what such names begin with.
std::uint32_t Cast::local_body(const Capture& head) {
    std::string_view opening;
    for (std::uint32_t i = document_.hits_begin[head.begin];
         i < document_.hits_begin[head.begin + 1] && opening.empty(); ++i) {
        if (document_.hits[i].end == head.end)
            opening = attribute(document_.entry(document_.hits[i]).attributes, "local");
    }
    if (opening.empty()) return kNoIndex;
    auto [known, fresh] = local_.try_emplace(opening, kNoIndex);
    if (!fresh) return known->second;
    std::uint32_t found = kNoIndex;
    std::string told;
    for (std::uint32_t i = 0; i < document_.spans.size(); ++i) {
        const Span& span = document_.spans[i];
        if (span.kind != pack_.known.body || land_in(span).empty()) continue;
        std::string name = base_of(span, span.begin, span.end);
        if (!name.starts_with(opening) || name == told) continue;
        if (found != kNoIndex) return kNoIndex;
        found = i, told = name;
    }
    return known->second = found;
}

/// The country of the first place or country in a span, or empty.
std::string Cast::land_in(const Span& span) const {
    std::string country;
    for (std::uint32_t at = span.begin; at < span.end && country.empty(); ++at)
        country = land_at(at);
    return country;
}

/// Who met whom in an event, who acted together, and who went to which country.
void Cast::note_sides(const Event& event, Lands& lands) const {
    for (const Event::Part& one : event.parts) {
        for (const Event::Part& other : event.parts) {
            if (event.rule->group == "MET_WITH" && one.actor != other.actor &&
                (one.role != other.role || one.role == "each"))
                lands.met[one.actor].insert(other.actor);
            if (one.actor != other.actor && one.role == other.role && one.role != "each" &&
                one.role != "destination")
                lands.beside[one.actor].insert(other.actor);
            if (one.role == "visitor" && other.role == "destination")
                lands.went[one.actor].insert(actor(other.actor).country);
        }
    }
}

/// "France: A is the new minister", "Mali - ...": the country that opens a title, or empty.
std::string Cast::country_of_title() const {
    if (document_.sentences.empty()) return {};
    const Sentence& title = document_.sentences.front();
    const Hit* land =
        title.begin < title.end ? document_.hit_at(title.begin, pack_.known.country) : nullptr;
    if (title.kind != LineKind::title || !land || land->end >= title.end) return {};
    std::string_view next = document_.text_of(land->end, land->end + 1);
    const bool dash = (next == "-" || next == "\u2013" || next == "\u2014") &&
                      !(document_.tokens[land->end].flags & kGlued);
    if (next != ":" && !dash) return {};
    return std::string(attribute(document_.entry(*land).attributes, "country"));
}

Cast::Lands Cast::lands(const std::vector<Event>& events) const {
    Lands lands;
    const std::uint64_t listed =
        folded_list(pack_.known.country) | folded_list(pack_.known.list_place);
    for (std::uint32_t at = 0; at < document_.tokens.size(); ++at) {
        if ((document_.traits[at].present & listed) == 0) continue;
        std::string country = land_at(at);
        if (country.empty()) continue;
        ++lands.named[country];
        if (document_.hit_at(at, pack_.known.country)) ++lands.said[country];
    }
    for (const Member& member : members_) {
        if (member.actor.label == "Official" && !member.guessed_country)
            lands.of_others.insert(member.actor.country);
    }
    for (const Event& event : events) {
        bool reception =
            event.modality == "happened" && attribute(event.rule->attributes, "host") == "yes";
        std::string scene = reception ? scene_of(event.sentence) : std::string();
        for (const Event::Part& part : event.parts) {
            if (reception && part.role == "a" && !scene.empty())
                lands.host.emplace(part.actor, scene);
            if (reception && part.role == "b") lands.away[part.actor].insert(scene);
            if (part.role == "destination") lands.visited.insert(actor(part.actor).country);
        }
        // Whom one is to meet tells as well who is whose host.
        bool to_meet = event.modality == "planned" && event.rule->group == "MET_WITH";
        if (event.modality == "happened" || to_meet) note_sides(event, lands);
    }
    std::uint32_t where = 0;
    if (const Hit* dateline = dateline_place(where))
        lands.dateline = attribute(document_.entry(*dateline).attributes, "country");
    else
        lands.dateline = country_of_title();
    return lands;
}

/// The country that a person is of by what the article tells around him, and why.
Cast::Home Cast::home_of(std::uint32_t person, const Lands& lands) const {
    const std::string& told = members_[person].actor.country;
    if (!told.empty() && !members_[person].known_country)
        return {told, "the article tells the holder's country"};
    if (!told.empty()) return {told, "the gazetteer knows the holder as of that country"};
    auto away = lands.away.find(person);
    auto is_away = [&](const std::string& country) {
        return away != lands.away.end() && away->second.contains(country);
    };
    auto host = lands.host.find(person);
    if (host != lands.host.end() && !is_away(host->second))
        return {host->second, "who receives there is at home"};
    auto said_of = [&](std::uint32_t other) {
        const Member& member = members_[other];
        return member.guessed_country ? std::string() : member.actor.country;
    };
    // "The Moroccan premier A and the foreign minister B received C": B is Moroccan.
    std::set<std::string> of_companions;
    if (auto beside = lands.beside.find(person); beside != lands.beside.end())
        for (std::uint32_t other : beside->second) of_companions.insert(said_of(other));
    of_companions.erase("");
    if (of_companions.size() == 1 && !is_away(*of_companions.begin()))
        return {*of_companions.begin(), "who acts beside him is of there"};
    // Whom a guest meets in the country that he visits is of it, if he has not come there himself.
    std::set<std::string> theirs, there;
    if (auto met = lands.met.find(person); met != lands.met.end()) {
        for (std::uint32_t other : met->second) theirs.insert(said_of(other));
        for (std::uint32_t other : met->second) {
            auto went = lands.went.find(other);
            if (went != lands.went.end()) there.insert(went->second.begin(), went->second.end());
        }
    }
    theirs.erase("");
    auto own_way = lands.went.find(person);
    std::erase_if(there, [&](const std::string& country) {
        return country.empty() || theirs.contains(country) || is_away(country) ||
               (own_way != lands.went.end() && own_way->second.contains(country));
    });
    if (there.size() == 1) return {*there.begin(), "a guest met him there"};
    std::map<std::string, std::size_t> open = lands.named;
    std::erase_if(open, [&](const auto& country) {
        return is_away(country.first) ||
               (country.first != lands.dateline && lands.of_others.contains(country.first));
    });
    std::size_t all = 0;  // with those visited: a third country must not win for want of others
    for (const auto& [country, times] : open) all += times;
    for (const auto& [country, times] : open) {
        if (lands.visited.contains(country)) continue;
        if (country == lands.dateline && times * 2 >= all)
            return {country, "the dateline is from there"};
        auto said = lands.said.find(country);
        if (times * 2 > all && said != lands.said.end() && said->second >= kNamedOften)
            return {country, "of no other country does the article tell so much"};
    }
    return {};
}

/// The one country that the persons and bodies told there are of, or empty; where the text names
/// another country besides, too.
std::string Cast::only_land(std::uint32_t begin, std::uint32_t end) const {
    std::string land;
    auto is_other = [&](const std::string& country) {
        if (country.empty() || country == land) return false;
        if (land.empty()) land = country;
        return country != land;
    };
    for (std::uint32_t at = begin; at < end; ++at) {
        for (std::uint32_t kind : {pack_.known.person, pack_.known.body}) {
            auto known = of_span_.find(document_.span_at(at, kind));
            if (known == of_span_.end()) continue;
            const Member& member = members_[known->second];
            if (!member.guessed_country && is_other(member.actor.country)) return {};
        }
        if (!land.empty() && is_other(land_at(at))) return {};
    }
    return land;
}

/// Of which country a minister is who is told beside others: "the deputies of the Duma A and B and
/// the minister of justice C". Not whom they met: of a guest, too, all others may be of one
/// country.
Cast::Home Cast::home_beside(const Held& held, const std::vector<Event>& events) const {
    const std::uint32_t sentence = document_.sentence_at(held.begin);
    if (sentence == kNoIndex) return {};
    const Sentence& own = document_.sentences[sentence];
    // "The president of X was accompanied by the ministers A and B".
    for (std::uint32_t at = own.begin; at < held.begin; ++at) {
        if (!document_.hit_at(at, pack_.known.companion)) continue;
        std::string land = only_land(own.begin, at);
        if (!land.empty()) return {land, "whom he accompanies is of there"};
    }
    std::string land = only_land(own.begin, own.end);
    if (land.empty()) return {};
    bool takes_part = false;
    for (const Event& event : events) {
        auto is_own = [&](const Event::Part& part) { return part.actor == held.actor; };
        auto part = std::find_if(event.parts.begin(), event.parts.end(), is_own);
        if (part == event.parts.end()) continue;
        takes_part = takes_part || event.modality == "happened";
        for (const Event::Part& other : event.parts) {
            bool across = other.role != part->role || other.role == "each";
            if (across && !is_own(other) && members_[other.actor].actor.country == land) return {};
        }
    }
    if (!takes_part) return {};
    return {land, "all others whom the sentence tells are of this country"};
}

/// What the ministry is for of which an office is that tells no country, or null. "The foreign
/// ministry spokesman A" names it, but not whose it is.
const Capture* Cast::topic_of_no_country(const Held& held) const {
    std::uint32_t office = document_.span_at(held.begin, pack_.known.office);
    if (office == kNoIndex || held.former) return nullptr;
    if (held.body == kNoIndex)
        return document_.capture(document_.spans[office], pack_.known.label_topic);
    const Capture* body = document_.capture(document_.spans[office], pack_.known.label_body);
    std::uint32_t inner = body ? document_.span_at(body->begin, pack_.known.body) : kNoIndex;
    if (inner == kNoIndex || !members_[held.body].actor.country.empty() ||
        document_.spans[inner].end != body->end)
        return nullptr;
    return document_.capture(document_.spans[inner], pack_.known.label_topic);
}

void Cast::settle_countries(const std::vector<Event>& events) {
    if (!pack_.home.empty()) return;  // there a title without a country is settled at once
    std::optional<Lands> told;        // few articles leave an office without a country
    for (Held& held : held_) {
        const Capture* topic = topic_of_no_country(held);
        if (!topic) continue;
        if (!told) told = lands(events);
        // A paper that writes from a capital means that country's ministry.
        const Actor& holder = actor(held.actor);
        bool of_dateline = held.body != kNoIndex && holder.country.empty();
        Home home{of_dateline ? told->dateline : std::string(), "the dateline is from there"};
        std::uint32_t sentence = of_dateline ? document_.sentence_at(held.begin) : kNoIndex;
        if (std::string scene = sentence == kNoIndex ? std::string() : scene_of(sentence);
            !scene.empty())
            home = {scene, "he spoke there"};
        if (home.country.empty()) home = home_of(held.actor, *told);
        if (home.country.empty()) home = home_beside(held, events);
        if (home.country.empty()) continue;
        held.body = ministry(*topic, home.country);
        held.country = home.country;
        held.reason = home.reason;
    }
}

}  // namespace parley::ingest
