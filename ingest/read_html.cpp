/// Web pages: the article of a page, without what stands around it (libxml2 parses).
///
/// The article's element is the one that says so (articleBody, <article>, <main>), else the one
/// with the most paragraph text directly under it. Of that, blocks are kept that are not
/// navigation, by tag, by the usual class names, or because they are mostly links.

#include <libxml/HTMLparser.h>
#include <libxml/tree.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <parley/error.hpp>

#include "ingest/encoding.hpp"
#include "ingest/records.hpp"

namespace parley {
namespace {

/// A block this long is text even where most of it is linked.
constexpr std::size_t surely_text_bytes = 300;
/// A body shorter than this is a teaser page: what the page's metadata hold may be fuller.
constexpr std::size_t short_body_bytes = 200;

using Document = std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)>;

template <std::size_t N>
bool is_one_of(std::string_view name, const std::array<std::string_view, N>& names) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

Document parse(const std::string& bytes) {
    // Where the bytes are UTF-8 nothing else is asked; else the page's own declaration counts.
    const bool is_utf8 = valid_utf8_prefix(bytes) == bytes.size();
    constexpr int options = HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                            HTML_PARSE_NONET | HTML_PARSE_COMPACT;
    return {htmlReadMemory(bytes.data(), static_cast<int>(bytes.size()), nullptr,
                           is_utf8 ? "UTF-8" : nullptr, options),
            &xmlFreeDoc};
}

std::string_view name_of(const xmlNode* node) {
    if (node->type != XML_ELEMENT_NODE || node->name == nullptr) return {};
    return reinterpret_cast<const char*>(node->name);
}

std::string attribute(const xmlNode* node, const char* name) {
    // libxml2 takes no const node here but does not change it.
    xmlChar* value = xmlGetProp(const_cast<xmlNode*>(node), reinterpret_cast<const xmlChar*>(name));
    if (value == nullptr) return {};
    std::string text(reinterpret_cast<const char*>(value));
    xmlFree(value);
    return text;
}

std::string lower(std::string text) {
    for (char& c : text) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
    }
    return text;
}

/// The node after `node` in document order that is not below it; null outside of `root`.
const xmlNode* after(const xmlNode* node, const xmlNode* root) {
    while (node != root && node->next == nullptr) node = node->parent;
    return node == root ? nullptr : node->next;
}

bool has_below(const xmlNode* node) {
    // Entity references share their declaration's children: not part of the tree.
    return node->children != nullptr && node->type != XML_ENTITY_REF_NODE;
}

/// The node after `node` in document order.
const xmlNode* next(const xmlNode* node, const xmlNode* root) {
    return has_below(node) ? node->children : after(node, root);
}

bool is_furniture(const xmlNode* node) {
    constexpr std::array<std::string_view, 21> tags = {
        "script", "style",  "noscript", "template", "nav",    "aside",  "footer",
        "form",   "button", "select",   "iframe",   "svg",    "figure", "figcaption",
        "header", "audio",  "video",    "object",   "canvas", "menu",   "head"};
    constexpr std::array<std::string_view, 16> marks = {
        "related",    "teaser", "share",     "social",     "comment", "cookie",
        "newsletter", "promo",  "sidebar",   "breadcrumb", "advert",  "caption",
        "byline",     "footer", "recommend", "most-read"};
    const std::string_view name = name_of(node);
    if (is_one_of(name, tags)) return true;
    if (name == "body" || name == "html" || name == "article" || name == "main") return false;
    const std::string marked = lower(attribute(node, "class") + " " + attribute(node, "id"));
    return std::any_of(marks.begin(), marks.end(), [&](std::string_view mark) {
        return marked.find(mark) != std::string::npos;
    });
}

bool is_block(std::string_view name) {
    constexpr std::array<std::string_view, 24> blocks = {
        "p",  "div", "section", "article", "main", "h1",         "h2", "h3",
        "h4", "h5",  "h6",      "li",      "ul",   "ol",         "dl", "dd",
        "dt", "td",  "tr",      "table",   "pre",  "blockquote", "hr", "address"};
    return is_one_of(name, blocks);
}

/// Text with each run of white space as one space, none at the ends.
void append_collapsed(std::string& out, std::string_view text) {
    for (const char c : text) {
        const bool space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (!space) {
            out.push_back(c);
        } else if (!out.empty() && out.back() != ' ') {
            out.push_back(' ');
        }
    }
}

std::string_view content_of(const xmlNode* node) {
    if ((node->type != XML_TEXT_NODE && node->type != XML_CDATA_SECTION_NODE) ||
        node->content == nullptr) {
        return {};
    }
    return reinterpret_cast<const char*>(node->content);
}

std::string text_below(const xmlNode* root) {
    std::string text;
    for (const xmlNode* node = root; node != nullptr; node = next(node, root)) {
        append_collapsed(text, content_of(node));
    }
    if (!text.empty() && text.back() == ' ') text.pop_back();
    return text;
}

/// Collects blocks of text below an element.
class Blocks {
  public:
    void collect(const xmlNode* root) {
        for (const xmlNode* node = root; node != nullptr;) {
            if (node != root && node->type == XML_ELEMENT_NODE && is_furniture(node)) {
                node = leave(node, root);
                continue;
            }
            if (is_block(name_of(node)) || name_of(node) == "br") close();
            take_text(node, root);
            node = has_below(node) ? node->children : leave(node, root);
        }
        close();
    }
    std::string text() const { return text_; }

  private:
    /// The node after `node` that is not below it; a block that is left ends its paragraph.
    const xmlNode* leave(const xmlNode* node, const xmlNode* root) {
        for (; node != root; node = node->parent) {
            if (is_block(name_of(node))) close();
            if (node->next != nullptr) return node->next;
        }
        return nullptr;
    }
    void take_text(const xmlNode* node, const xmlNode* root) {
        const std::string_view content = content_of(node);
        if (content.empty()) return;
        const std::size_t before = block_.size();
        append_collapsed(block_, content);
        for (const xmlNode* up = node->parent; up != nullptr && up != root; up = up->parent) {
            if (name_of(up) == "a") {
                linked_ += block_.size() - before;
                return;
            }
            if (is_block(name_of(up))) return;
        }
    }
    void close() {
        while (!block_.empty() && block_.back() == ' ') block_.pop_back();
        const bool is_menu = linked_ * 2 > block_.size() && block_.size() < surely_text_bytes;
        if (!block_.empty() && !is_menu) {
            if (!text_.empty()) text_ += "\n\n";
            text_ += block_;
        }
        block_.clear();
        linked_ = 0;
    }

    std::string text_;
    std::string block_;
    std::size_t linked_ = 0;
};

/// What a page says about itself.
struct PageFacts {
    std::map<std::string, std::string> meta;  ///< lower-case name, property or itemprop -> content
    std::string page_title;
    std::string heading;
    std::string language;
    std::string canonical;
    std::string time;
    std::string linked_data;
};

PageFacts facts_of(const xmlNode* root) {
    PageFacts facts;
    for (const xmlNode* node = root; node != nullptr; node = next(node, root)) {
        const std::string_view name = name_of(node);
        if (name == "meta") {
            for (const char* key : {"property", "name", "itemprop"}) {
                const std::string label = lower(attribute(node, key));
                if (!label.empty()) facts.meta.try_emplace(label, attribute(node, "content"));
            }
        } else if (name == "title" && facts.page_title.empty()) {
            facts.page_title = text_below(node);
        } else if (name == "h1" && facts.heading.empty()) {
            facts.heading = text_below(node);
        } else if (name == "html" && facts.language.empty()) {
            facts.language = attribute(node, "lang");
        } else if (name == "link" && attribute(node, "rel") == "canonical") {
            facts.canonical = attribute(node, "href");
        } else if (name == "time" && facts.time.empty()) {
            facts.time = attribute(node, "datetime");
        } else if (name == "script" && attribute(node, "type") == "application/ld+json") {
            facts.linked_data += text_below(node);
        }
        const std::string property = name.empty() ? std::string{} : attribute(node, "itemprop");
        if (property == "datePublished" && name != "meta") {
            facts.meta.try_emplace("datepublished", attribute(node, "datetime"));
        }
    }
    return facts;
}

/// The string value of a key in linked data, without parsing all of it: pages hold broken JSON.
std::string linked_value(const std::string& data, std::string_view key) {
    std::size_t at = data.find("\"" + std::string(key) + "\"");
    if (at == data.npos) return {};
    at = data.find_first_not_of(" :", at + key.size() + 2);
    if (at == data.npos || data[at] != '"') return {};
    const std::size_t end = data.find('"', at + 1);
    return end == data.npos ? std::string{} : data.substr(at + 1, end - at - 1);
}

Date published_of(const PageFacts& facts) {
    // From what publishers fill in with most care to what may be any date on the page.
    for (const char* key : {"article:published_time", "datepublished", "og:article:published_time",
                            "dc.date.issued", "dcterms.created", "dc.date", "pubdate", "date"}) {
        const auto found = facts.meta.find(key);
        if (found == facts.meta.end()) continue;
        if (Date date = publication_date(found->second); !date.is_open()) return date;
    }
    Date date = publication_date(linked_value(facts.linked_data, "datePublished"));
    return date.is_open() ? publication_date(facts.time) : date;
}

/// The element with the most text in paragraphs directly below it.
const xmlNode* densest(const xmlNode* root) {
    std::map<const xmlNode*, std::size_t> weights;
    const xmlNode* best = root;
    std::size_t best_weight = 0;
    for (const xmlNode* node = root; node != nullptr;) {
        if (node->type == XML_ELEMENT_NODE && node != root && is_furniture(node)) {
            node = after(node, root);
            continue;
        }
        if (name_of(node) == "p" && node->parent != nullptr) {
            std::size_t& weight = weights[node->parent];
            weight += text_below(node).size();
            if (weight > best_weight) {
                best_weight = weight;
                best = node->parent;
            }
        }
        node = next(node, root);
    }
    return best;
}

std::string blocks_below(const xmlNode* root) {
    Blocks blocks;
    blocks.collect(root);
    return blocks.text();
}

std::string main_text(const xmlNode* root) {
    std::string longest;
    for (const auto wanted :
         {std::string_view("articleBody"), std::string_view("article"), std::string_view("main")}) {
        for (const xmlNode* node = root; node != nullptr; node = next(node, root)) {
            const bool fits = wanted == "articleBody" ? attribute(node, "itemprop") == wanted
                                                      : name_of(node) == wanted;
            if (!fits) continue;
            std::string text = blocks_below(node);
            if (text.size() > longest.size()) longest = std::move(text);
        }
        if (longest.size() >= short_body_bytes) return longest;
    }
    std::string text = blocks_below(densest(root));
    return text.size() > longest.size() ? text : longest;
}

std::string value_or_empty(const PageFacts& facts, const std::string& key) {
    const auto found = facts.meta.find(key);
    return found == facts.meta.end() ? std::string{} : found->second;
}

}  // namespace

std::string text_from_html(const std::string& fragment) {
    const Document document = parse(fragment);
    const xmlNode* root = document ? xmlDocGetRootElement(document.get()) : nullptr;
    return root == nullptr ? std::string{} : blocks_below(root);
}

Article article_from_html(const std::string& bytes, std::string id) {
    const Document document = parse(bytes);
    const xmlNode* root = document ? xmlDocGetRootElement(document.get()) : nullptr;
    if (root == nullptr) throw ArticleError("no HTML found");

    const PageFacts facts = facts_of(root);
    Article article;
    article.id = std::move(id);
    article.title = value_or_empty(facts, "og:title");
    if (article.title.empty()) article.title = facts.heading;
    if (article.title.empty()) article.title = facts.page_title;
    article.url = facts.canonical.empty() ? value_or_empty(facts, "og:url") : facts.canonical;
    article.language = language_tag(facts.language);
    article.published = published_of(facts);
    const std::string body = main_text(root);
    if (body.empty()) throw ArticleError("no text found in the page");
    const bool repeats_title = body.starts_with(article.title);
    article.text =
        decode_text(article.title.empty() || repeats_title ? body : article.title + "\n\n" + body);
    return article;
}

}  // namespace parley
