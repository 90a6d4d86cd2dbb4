// The street from article to claims, on one screen.
#include <fmt/format.h>

#include <parley/error.hpp>

#include "ingest/analysis.hpp"
#include "ingest/language.hpp"
#include "ingest/pack_shelf.hpp"

namespace parley::ingest {

Analysis::Analysis(const Article& article, const Pack& pack, Look look, RuleCosts* costs) {
    document.pack = &pack;
    document.claims_only = look == Look::for_claims;
    document.costs = costs;
    document.published = article.published;
    document.title = article.title;
    document.clean = clean(article.text);
    recase_headline(document.clean);
    find_lines(document);
    split(document);
    calendar.emplace(document);
    document.day = calendar->own_day();
    find_spans(document);
    find_cases(document);
    cast.emplace(document);
    references.emplace(document, *cast);
    found = find_events(document, *references, *calendar);
    take_stays(found.events);
    cast->settle_countries(found.events);
    cast->settle_ministers();
    drop_stand_ins(found.events, *cast);
}

}  // namespace parley::ingest

namespace parley {

Reading read(const Article& article, const Packs& packs) {
    Reading reading;
    const ingest::Pack* pack = packs.data().shelf.find(language_of(article, packs));
    if (!pack) return reading;
    if (!ingest::is_valid_utf8(article.text)) {
        throw ArticleError(fmt::format("{}: the text is not valid UTF-8", article.id));
    }
    ingest::Analysis analysis(article, *pack, ingest::Look::for_claims);
    reading.language = pack->language;
    reading.claims = make_claims(article, analysis);
    reading.sentences = static_cast<std::uint32_t>(analysis.document.sentences.size());
    reading.capped_sentences = analysis.found.capped_sentences;
    return reading;
}

}  // namespace parley
