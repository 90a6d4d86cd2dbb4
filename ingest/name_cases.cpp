// Cases: what each span may stand in, and the base forms of the persons' names. Offices and the
// words that govern a name narrow its cases; the declensions then find the base.
#include <algorithm>
#include <parley/names.hpp>

#include "ingest/stages.hpp"

namespace parley::ingest {
namespace {

/// The words between spaces: "Ким Чен-ын" has two.
std::vector<std::string> spaced_words(std::string_view text) {
    std::vector<std::string> words;
    while (!text.empty()) {
        std::size_t cut = std::min(text.find_first_of(" \n"), text.size());
        if (cut > 0) words.emplace_back(text.substr(0, cut));
        text.remove_prefix(std::min(cut + 1, text.size()));
    }
    return words;
}

class CaseFinder {
  public:
    explicit CaseFinder(Document& document) : document_(document), pack_(*document.pack) {}

    void run() {
        for (Span& span : document_.spans) {
            if (span.kind != pack_.known.person && span.kind != pack_.known.actor) {
                span.cases = cases_of_words(span);
            }
        }
        read_persons();
        for (Span& span : document_.spans) {
            if (span.kind == pack_.known.actor) span.cases = cases_of_actor(span);
        }
    }

  private:
    /// The cases of the listed forms that are exactly [begin, end).
    CaseSet cases_of_listed(std::uint32_t begin, std::uint32_t end) const {
        CaseSet cases = 0;
        for (std::uint32_t i = document_.hits_begin[begin]; i < document_.hits_begin[begin + 1];
             ++i) {
            const Hit& hit = document_.hits[i];
            if (hit.end != end) continue;
            const CaseSet listed = pack_.lexicon.forms[hit.form].case_set;
            // A form without a case is a name that ICU or the gazetteer gives, in the nominative,
            // or a word that does not change: the forms with a case know better.
            cases = static_cast<CaseSet>(cases | listed);
        }
        return cases == 0 ? kAllCases : cases;
    }

    /// The case of a span is that of its head word.
    CaseSet cases_of_words(const Span& span) const {
        for (std::uint32_t label : {pack_.known.head, pack_.known.word, pack_.known.name}) {
            const Capture* capture = document_.capture(span, label);
            if (capture) return cases_of_listed(capture->begin, capture->end);
        }
        return cases_of_listed(span.begin, span.end);
    }

    /// What the word before asks for: attribute `case=` of a governor ("с | case=ins").
    CaseSet cases_governed(std::uint32_t begin) const {
        for (std::uint32_t back = 1; back <= 3 && begin >= back; ++back) {
            const Hit* hit = document_.hit_at(begin - back, pack_.known.governor);
            if (!hit || hit->end != begin) continue;
            CaseSet cases = cases_from(attribute(document_.entry(*hit).attributes, "case"));
            if (cases != 0) return cases;
        }
        return kAllCases;
    }

    /// The cases that the offices of an actor leave open.
    CaseSet cases_of_offices(const Span& actor) const {
        CaseSet cases = kAllCases;
        for (std::uint32_t i = actor.captures_begin; i < actor.captures_end; ++i) {
            const Capture& capture = document_.captures[i];
            if (capture.label == pack_.known.hon) {
                narrow(cases, cases_of_listed(capture.begin, capture.end));
            }
            if (capture.label != pack_.known.label_office) continue;
            for (std::uint32_t at = capture.begin; at < capture.end; ++at) {
                std::uint32_t office = document_.span_at(at, pack_.known.office);
                if (office == kNoIndex) continue;
                narrow(cases, document_.spans[office].cases);
                at = document_.spans[office].end - 1;
            }
        }
        return cases;
    }

    /// Two words that contradict each other leave the first as it was.
    static void narrow(CaseSet& cases, CaseSet by) {
        if ((cases & by) != 0) cases = static_cast<CaseSet>(cases & by);
    }

    /// What the person who leads a delegation may stand in: "во главе с министром ..." is an
    /// instrumental, by the word before and by the offices.
    void note_leader(const Span& delegation, std::vector<CaseSet>& outside) const {
        const Capture* lead = document_.capture(delegation, pack_.known.lead);
        if (lead == nullptr) return;
        CaseSet cases = kAllCases;
        for (std::uint32_t at = lead->begin; at < lead->end; ++at) {
            std::uint32_t person = document_.span_at(at, pack_.known.person);
            if (person != kNoIndex) {
                narrow(cases, cases_governed(lead->begin));
                outside[person] = cases;
                return;
            }
            std::uint32_t office = document_.span_at(at, pack_.known.office);
            if (office == kNoIndex) continue;
            narrow(cases, document_.spans[office].cases);
            at = document_.spans[office].end - 1;
        }
    }

    void read_persons() {
        std::vector<std::uint32_t> spans;
        std::vector<std::vector<std::string>> words;
        std::vector<NameMention> mentions;
        std::vector<CaseSet> outside(document_.spans.size(), kAllCases);
        for (const Span& span : document_.spans) {
            if (span.kind == pack_.known.delegation) note_leader(span, outside);
            if (span.kind != pack_.known.actor) continue;
            // "Назначил Павла Гущина министром": what the verb asks for, not the office's case.
            CaseSet cases = cases_told(span);
            narrow(cases, cases_of_offices(span));
            narrow(cases, cases_governed(span.begin));
            for (const Capture& who : document_.captures_of(span, pack_.known.who)) {
                std::uint32_t person = document_.span_at(who.begin, pack_.known.person);
                if (person != kNoIndex) outside[person] = cases;
            }
        }
        for (std::uint32_t i = 0; i < document_.spans.size(); ++i) {
            const Span& span = document_.spans[i];
            if (span.kind != pack_.known.person) continue;
            spans.push_back(i);
            words.push_back(spaced_words(document_.text_of(span.begin, span.end)));
            CaseSet cases = cases_of_listed(span.begin, span.end);
            narrow(cases, outside[i]);
            mentions.push_back({{}, cases, 0});
        }
        for (std::size_t i = 0; i < mentions.size(); ++i) {
            mentions[i].words.assign(words[i].begin(), words[i].end());
        }
        auto bases = pack_.inflection.name_bases(mentions, [&](std::string_view name) {
            return name.find(' ') != std::string_view::npos &&
                   pack_.leaders.contains(fold_name(name));
        });
        for (std::size_t i = 0; i < bases.size(); ++i) {
            Span& span = document_.spans[spans[i]];
            span.cases = bases[i].cases;
            span.base = static_cast<std::uint32_t>(document_.name_bases.size());
            document_.name_bases.push_back(std::move(bases[i]));
        }
    }

    /// The gender that an actor's office or body word tells.
    std::string gender_of_actor(const Span& actor) const {
        for (std::uint32_t at = actor.begin; at < actor.end; ++at) {
            for (std::uint32_t kind : {pack_.known.office, pack_.known.body}) {
                std::uint32_t inner = document_.span_at(at, kind);
                if (inner == kNoIndex || document_.spans[inner].end > actor.end) continue;
                bool office = kind == pack_.known.office;
                const Capture* head = document_.capture(
                    document_.spans[inner], office ? pack_.known.word : pack_.known.head);
                return head ? told_at(*head, "gender") : std::string();
            }
        }
        return {};
    }

    /// The attribute of the first listed form that is exactly this and has it.
    std::string told_at(const Capture& capture, std::string_view key) const {
        for (std::uint32_t i = document_.hits_begin[capture.begin];
             i < document_.hits_begin[capture.begin + 1]; ++i) {
            const Hit& hit = document_.hits[i];
            if (hit.end != capture.end) continue;
            if (auto told = attribute(document_.entry(hit).attributes, key); !told.empty())
                return std::string(told);
        }
        return {};
    }

    /// The case that an article, a possessive or a pronoun tells: attribute `case=` of its entry,
    /// or `case-f=` where the actor's gender is f.
    CaseSet cases_told(const Span& actor) const {
        for (std::uint32_t i = actor.captures_begin; i < actor.captures_end; ++i) {
            const Capture& told = document_.captures[i];
            if (told.label != pack_.known.determiner && told.label != pack_.known.label_pronoun)
                continue;
            std::string gender = gender_of_actor(actor);
            std::string cases = gender.empty() ? gender : told_at(told, "case-" + gender);
            if (cases.empty()) cases = told_at(told, "case");
            return cases.empty() ? kAllCases : cases_from(cases);
        }
        return kAllCases;
    }

    CaseSet cases_of_actor(const Span& actor) const {
        CaseSet cases = cases_told(actor);
        narrow(cases, cases_of_offices(actor));
        const Capture* who = document_.capture(actor, pack_.known.who);
        if (!who) return cases;
        for (std::uint32_t kind : {pack_.known.person, pack_.known.delegation, pack_.known.body}) {
            std::uint32_t inner = document_.span_at(who->begin, kind);
            if (inner == kNoIndex || document_.spans[inner].end != who->end) continue;
            narrow(cases, document_.spans[inner].cases);
            break;
        }
        return cases;
    }

    Document& document_;
    const Pack& pack_;
};

}  // namespace

void find_cases(Document& document) {
    if (document.pack->inflection.empty()) return;
    CaseFinder(document).run();
}

}  // namespace parley::ingest
