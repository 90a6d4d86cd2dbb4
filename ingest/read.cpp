// The street from article to claims, on one screen.
#include <fmt/format.h>

#include <parley/error.hpp>

#include "ingest/cast.hpp"
#include "ingest/dating.hpp"
#include "ingest/events.hpp"
#include "ingest/stages.hpp"

namespace parley {

Reading read(const Article& article, const Packs& packs) {
    using namespace ingest;
    Reading reading;
    const Pack* pack = packs.data().find(article.language);
    if (!pack) return reading;
    if (!is_valid_utf8(article.text))
        throw ArticleError(fmt::format("{}: the text is not valid UTF-8", article.id));
    reading.language = pack->language;

    Document document;
    document.pack = pack;
    document.published = article.published;
    document.title = article.title;
    document.clean = clean(article.text);
    find_lines(document);
    split(document);
    Calendar calendar(document);
    find_spans(document);
    find_cases(document);
    Cast cast(document);
    EventsFound found = find_events(document, cast, calendar);
    reading.claims = make_claims(document, article, cast, found.events);
    reading.sentences = static_cast<std::uint32_t>(document.sentences.size());
    reading.capped_sentences = found.capped_sentences;
    return reading;
}

}  // namespace parley
