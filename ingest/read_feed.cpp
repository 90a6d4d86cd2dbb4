/// Feeds: RSS in its versions, and Atom.

#include <libxml/parser.h>
#include <libxml/tree.h>

#include <memory>
#include <parley/error.hpp>

#include "ingest/encoding.hpp"
#include "ingest/records.hpp"

namespace parley {
namespace {

std::string_view name_of(const xmlNode* node) {
    if (node->type != XML_ELEMENT_NODE || node->name == nullptr) return {};
    return reinterpret_cast<const char*>(node->name);
}

std::string content_of(const xmlNode* node) {
    xmlChar* content = xmlNodeGetContent(node);
    if (content == nullptr) return {};
    std::string text(reinterpret_cast<const char*>(content));
    xmlFree(content);
    const std::size_t begin = text.find_first_not_of(" \t\r\n");
    if (begin == text.npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

/// Text of the first child of that name, prefix left out.
std::string child(const xmlNode* node, std::string_view name) {
    for (const xmlNode* below = node->children; below != nullptr; below = below->next) {
        if (name_of(below) == name) return content_of(below);
    }
    return {};
}

/// RSS writes the address into <link>, Atom into its href; the one without rel, or "alternate".
std::string link_of(const xmlNode* entry) {
    for (const xmlNode* below = entry->children; below != nullptr; below = below->next) {
        if (name_of(below) != "link") continue;
        const auto property = [below](const char* key) {
            xmlChar* value = xmlGetProp(below, reinterpret_cast<const xmlChar*>(key));
            std::string text = value == nullptr ? "" : reinterpret_cast<const char*>(value);
            xmlFree(value);
            return text;
        };
        const std::string rel = property("rel");
        if (!rel.empty() && rel != "alternate") continue;
        const std::string address = property("href");
        return address.empty() ? content_of(below) : address;
    }
    return {};
}

Article article_of(const xmlNode* entry) {
    Article article;
    article.title = child(entry, "title");
    article.url = link_of(entry);
    article.id = article.url;
    for (const char* name : {"guid", "id"}) {
        if (article.id.empty()) article.id = child(entry, name);
    }
    if (article.id.empty()) throw ArticleError("neither link nor id");
    for (const char* name : {"pubDate", "published", "date", "updated"}) {
        if (article.published.is_open()) article.published = publication_date(child(entry, name));
    }
    article.language = language_tag(child(entry, "language"));
    // From the fullest to the shortest: content:encoded, Atom's content, the description.
    std::string body;
    for (const char* name : {"encoded", "content", "description", "summary"}) {
        if (body.empty()) body = text_from_html(child(entry, name));
    }
    if (body.empty()) throw ArticleError("no text");
    article.text = decode_text(article.title.empty() || body.starts_with(article.title)
                                   ? body
                                   : article.title + "\n\n" + body);
    return article;
}

}  // namespace

std::vector<Article> articles_from_feed(
    const std::string& bytes,
    const std::function<void(std::size_t number, const std::string& message)>& unread) {
    // No network, no outside entities: a feed is what stands in its file.
    const std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)> document(
        xmlReadMemory(bytes.data(), static_cast<int>(bytes.size()), nullptr, nullptr,
                      XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING |
                          XML_PARSE_RECOVER | XML_PARSE_COMPACT),
        &xmlFreeDoc);
    const xmlNode* root = document ? xmlDocGetRootElement(document.get()) : nullptr;
    const std::string_view kind = root == nullptr ? std::string_view{} : name_of(root);
    if (kind != "rss" && kind != "RDF" && kind != "feed") throw ArticleError("not a feed");

    std::vector<Article> articles;
    std::size_t number = 0;
    const auto take_entries = [&](const xmlNode* parent, const std::string& language) {
        for (const xmlNode* node = parent->children; node != nullptr; node = node->next) {
            if (name_of(node) != "item" && name_of(node) != "entry") continue;
            ++number;
            try {
                articles.push_back(article_of(node));
                if (articles.back().language.empty()) articles.back().language = language;
            } catch (const ArticleError& error) {
                unread(number, error.what());
            }
        }
    };
    take_entries(root, {});
    for (const xmlNode* node = root->children; node != nullptr; node = node->next) {
        if (name_of(node) == "channel") take_entries(node, language_tag(child(node, "language")));
    }
    return articles;
}

}  // namespace parley
