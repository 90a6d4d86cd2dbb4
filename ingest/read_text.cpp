/// Plain text: the whole file is the article.

#include "ingest/encoding.hpp"
#include "ingest/records.hpp"

namespace parley {

Article article_from_text(std::string bytes, std::string id) {
    Article article;
    article.id = std::move(id);
    article.text = decode_text(std::move(bytes));
    return article;
}

}  // namespace parley
