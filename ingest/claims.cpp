// Events and offices as claims, with the sentence that says so.
#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "ingest/analysis.hpp"

namespace parley::ingest {
namespace {

class ClaimMaker {
  public:
    ClaimMaker(const Article& article, const Analysis& analysis)
        : document_(analysis.document),
          article_(article),
          cast_(*analysis.cast),
          calendar_(*analysis.calendar) {}

    std::vector<Claim> run(const std::vector<Event>& events) {
        for (const Event& event : events) add_event(event);
        add_offices(events);
        for (std::uint32_t i = 0; i < claims_.size(); ++i) claims_[i].ordinal = i;
        return std::move(claims_);
    }

  private:
    Evidence evidence_of(std::uint32_t sentence) const {
        const Sentence& found = document_.sentences[sentence];
        auto begin = original_place(document_.clean, document_.tokens[found.begin].begin);
        auto end = original_place(document_.clean, document_.tokens[found.end - 1].end);
        Evidence evidence;
        evidence.start = begin.code_point, evidence.end = end.code_point;
        evidence.sentence = article_.text.substr(begin.byte, end.byte - begin.byte);
        return evidence;
    }

    Mark mark(std::uint32_t begin, std::uint32_t end, std::string slot) const {
        return {original_place(document_.clean, document_.tokens[begin].begin).code_point,
                original_place(document_.clean, document_.tokens[end - 1].end).code_point,
                std::move(slot)};
    }

    Claim claim(std::string type, std::uint32_t sentence) const {
        Claim claim;
        claim.article = article_.id;
        claim.language = document_.pack->language;
        claim.type = std::move(type);
        claim.evidence = evidence_of(sentence);
        return claim;
    }

    void add_event(const Event& event) {
        Claim made = claim(event.rule->group, event.sentence);
        made.modality = event.modality;
        for (const Event::Part& part : event.parts) {
            made.participants.push_back({part.role, cast_.actor(part.actor),
                                         std::string(document_.text_of(part.begin, part.end)),
                                         part.reason});
            made.evidence.marks.push_back(mark(part.begin, part.end, part.role));
        }
        made.evidence.marks.push_back(mark(event.word_begin, event.word_end, "event"));
        std::sort(made.evidence.marks.begin(), made.evidence.marks.end(),
                  [](const Mark& a, const Mark& b) {
                      return std::tie(a.start, a.end, a.slot) < std::tie(b.start, b.end, b.slot);
                  });
        made.date = event.date;
        made.date_reasons = event.date_reasons;
        if (!event.document.empty()) made.properties["document"] = event.document;
        if (event.place != kNoIndex) made.properties["place"] = cast_.actor(event.place).name;
        made.rule = document_.pack->language + "/" + event.rule->name;
        int confidence = event.confidence;
        for (const Event::Part& part : event.parts) confidence -= part.reason.empty() ? 0 : 10;
        made.confidence = static_cast<std::uint8_t>(std::clamp(confidence, 10, 99));
        claims_.push_back(std::move(made));
    }

    /// An office is dated by what the article is about: the date most of its events have, else what
    /// it is dated by as a whole.
    Date main_date(const std::vector<Event>& events, std::string& reason) const {
        std::map<Date, std::size_t> counts;
        const Event* best = nullptr;
        std::size_t most = 0;
        for (const Event& event : events) {
            if (event.modality == "happened" && !event.date.is_open())
                most = std::max(most, ++counts[event.date]);
        }
        for (const Event& event : events) {
            if (!best && event.modality == "happened" && !event.date.is_open() &&
                counts[event.date] == most)
                best = &event;
        }
        if (!best) {
            const Date& opening = calendar_.opening();
            reason = "the article tells no dated event";
            if (!opening.is_open()) reason += "; " + calendar_.opening_reason();
            return opening;
        }
        reason = fmt::format("the date of the article's main event ({}/{})",
                             document_.pack->language, best->rule->name);
        return best->date;
    }

    void add_offices(const std::vector<Event>& events) {
        std::string reason;
        Date date = main_date(events, reason);
        for (const Held& held : cast_.held()) {
            if (held.body == kNoIndex || held.former) continue;
            const std::uint32_t sentence = document_.sentence_at(held.begin);
            if (sentence == kNoIndex) continue;
            Claim made = claim("HOLDS", sentence);
            made.participants.push_back(
                {"holder", cast_.actor(held.actor), cast_.actor(held.actor).name, {}});
            made.participants.push_back(
                {"body", cast_.actor(held.body), cast_.actor(held.body).name, held.reason});
            made.evidence.marks.push_back(mark(held.begin, held.end, "body"));
            made.date = date;
            made.date_reasons.push_back(reason);
            made.properties["role"] = held.role;
            made.rule = document_.pack->language + "/office";
            made.confidence = held.reason.empty() ? 85 : 75;
            claims_.push_back(std::move(made));
        }
    }

    const Document& document_;
    const Article& article_;
    const Cast& cast_;
    const Calendar& calendar_;
    std::vector<Claim> claims_;
};

}  // namespace

std::vector<Claim> make_claims(const Article& article, const Analysis& analysis) {
    return ClaimMaker(article, analysis).run(analysis.found.events);
}

}  // namespace parley::ingest
