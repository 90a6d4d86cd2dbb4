// Bodies that only stand in for a member whom the article names: "the ministry received the
// envoy" beside "Minister A received the envoy".
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>

#include "ingest/events.hpp"

namespace parley::ingest {
namespace {

using Actors = std::set<std::uint32_t>;

class StandIns {
  public:
    StandIns(const std::vector<Event>& events, const Cast& cast) : cast_(cast) {
        for (const Held& held : cast.held())
            if (held.body != kNoIndex && !held.former) members_[held.body].insert(held.actor);
        for (const Event& event : events) {
            if (event.modality != "happened") continue;
            for (const Event::Part& one : event.parts)
                for (const Event::Part& other : event.parts)
                    if (opposed(one, other))
                        acts_.insert({event.rule->group, one.actor, other.actor});
        }
    }

    /// Some member of it does the same with everybody on the other side.
    bool stands_in(const Event& event, const Event::Part& part) const {
        if (event.rule->group == "SIGNED" || part.role == "destination") return false;
        if (cast_.actor(part.actor).label == "Official") return false;
        auto members = members_.find(part.actor);
        if (members == members_.end()) return false;
        bool acts = false;
        for (const Event::Part& other : event.parts) {
            if (!opposed(part, other)) continue;
            acts = true;
            if (!covered(event.rule->group, members->second, other.actor)) return false;
        }
        return acts;
    }

  private:
    static bool opposed(const Event::Part& one, const Event::Part& other) {
        return one.actor != other.actor && (one.role != other.role || one.role == "each");
    }

    bool covered(const std::string& group, const Actors& members, std::uint32_t other) const {
        auto meets = [&](std::uint32_t whom) {
            return std::any_of(members.begin(), members.end(), [&](std::uint32_t member) {
                return member != whom && acts_.count({group, member, whom}) > 0;
            });
        };
        if (meets(other)) return true;
        auto theirs = members_.find(other);
        return theirs != members_.end() &&
               std::any_of(theirs->second.begin(), theirs->second.end(), meets);
    }

    const Cast& cast_;
    std::map<std::uint32_t, Actors> members_;  ///< of each body
    std::set<std::tuple<std::string, std::uint32_t, std::uint32_t>> acts_;
};

}  // namespace

void drop_stand_ins(std::vector<Event>& events, const Cast& cast) {
    const StandIns stand_ins(events, cast);
    for (Event& event : events) {
        std::vector<Event::Part> kept;
        for (const Event::Part& part : event.parts)
            if (!stand_ins.stands_in(event, part)) kept.push_back(part);
        event.parts = std::move(kept);
    }
    auto alone = [](const Event& event) {
        return std::all_of(event.parts.begin(), event.parts.end(), [&](const Event::Part& part) {
            return part.actor == event.parts.front().actor ||
                   (part.role == event.parts.front().role && part.role != "each");
        });
    };
    events.erase(std::remove_if(events.begin(), events.end(), alone), events.end());
}

}  // namespace parley::ingest
