// Which rules fire on a set of articles, and where an event's word gave no claim: the to-do list of
// who writes a pack.
#include <fmt/format.h>

#include <algorithm>
#include <parley/packs.hpp>
#include <set>

#include "ingest/analysis.hpp"
#include "ingest/language.hpp"
#include "ingest/pack_shelf.hpp"

namespace parley {
namespace {

using namespace ingest;

/// Lists whose words tell events: those under `event:` in the pack's event rules; of a rule without
/// that label, the list it begins with.
std::set<std::uint32_t> event_lists(const Pack& pack) {
    std::set<std::uint32_t> lists;
    const std::uint32_t event = pack.label("event");
    for (const Rule& rule : pack.events.rules) {
        bool inside = false, labelled = false;
        std::int64_t first = -1;
        for (const Instruction& step : rule.pattern.code) {
            if (step.op == Op::open && step.a == event) inside = labelled = true;
            if (step.op == Op::close && step.a == event) inside = false;
            if (step.op != Op::list) continue;
            if (inside) lists.insert(step.a);
            if (first < 0) first = step.a;
        }
        if (!labelled && first >= 0) lists.insert(static_cast<std::uint32_t>(first));
    }
    return lists;
}

/// The first word of the sentence that tells events, or null.
const Hit* event_word(const Document& document, const Sentence& sentence,
                      const std::set<std::uint32_t>& lists, std::uint32_t& where) {
    for (std::uint32_t at = sentence.begin; at < sentence.end; ++at)
        for (std::uint32_t i = document.hits_begin[at]; i < document.hits_begin[at + 1]; ++i)
            if (lists.contains(document.hits[i].list)) {
                where = at;
                return &document.hits[i];
            }
    return nullptr;
}

/// Two actors in office, or one and a place: enough for an event.
bool has_two_ends(Analysis& analysis, const Sentence& sentence) {
    const Document& document = analysis.document;
    const WellKnown& known = document.pack->known;
    std::set<std::uint32_t> actors, places;
    for (std::uint32_t at = sentence.begin; at < sentence.end; ++at) {
        std::uint32_t actor = document.span_at(at, known.actor);
        std::uint32_t place = document.span_at(at, known.place);
        if (actor != kNoIndex)
            for (std::uint32_t one : analysis.references->resolve(actor).actors)
                if (analysis.cast->is_public(one)) actors.insert(one);
        if (place != kNoIndex)
            for (std::uint32_t one : analysis.references->resolve(place).actors) places.insert(one);
    }
    return actors.size() >= 2 || (actors.size() == 1 && !places.empty());
}

void find_gaps(Analysis& analysis, const Article& article, const std::set<std::uint32_t>& lists,
               std::size_t most_gaps, Coverage& coverage) {
    const Document& document = analysis.document;
    std::set<std::uint32_t> told;
    for (const Event& event : analysis.found.events) told.insert(event.sentence);
    for (const Rejected& rejected : analysis.found.rejected)
        if (rejected.why == RejectedFor::negative) told.insert(rejected.sentence);
    for (std::uint32_t s = 0; s < document.sentences.size(); ++s) {
        const Sentence& sentence = document.sentences[s];
        if (sentence.kind != LineKind::text || told.contains(s)) continue;
        std::uint32_t where = 0;
        const Hit* word = event_word(document, sentence, lists, where);
        if (word == nullptr || !has_two_ends(analysis, sentence)) continue;
        if (++coverage.gap_count > most_gaps) continue;
        Gap gap{article.id,
                std::string(document.text_of(where, word->end)),
                std::string(document.text_of(sentence.begin, sentence.end)),
                {}};
        for (const Rejected& rejected : analysis.found.rejected)
            if (rejected.sentence == s)
                gap.reasons.push_back(fmt::format("{}/{}: {}", document.pack->language,
                                                  rejected.rule->name, reason_of(rejected)));
        coverage.gaps.push_back(std::move(gap));
    }
}

}  // namespace

void cover(const Article& article, const Packs& packs, std::size_t most_gaps,
           std::map<std::string, Coverage>& coverage) {
    const Pack* pack = packs.data().shelf.find(language_of(article, packs));
    Coverage& mine = coverage[pack ? pack->language : ""];
    ++mine.articles;
    if (!pack) return;
    if (mine.rules.empty())
        for (const Rule& rule : pack->events.rules)
            mine.rules[fmt::format("{}/{}", rule.group, rule.name)] = 0;
    Analysis analysis(article, *pack);
    mine.sentences += analysis.document.sentences.size();
    for (const Event& event : analysis.found.events)
        ++mine.rules[fmt::format("{}/{}", event.rule->group, event.rule->name)];
    find_gaps(analysis, article, event_lists(*pack), most_gaps, mine);
}

}  // namespace parley
