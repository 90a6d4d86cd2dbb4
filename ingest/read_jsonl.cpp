/// JSON records: our own fields and those that the usual extractors write.

#include <fmt/format.h>

#include <initializer_list>
#include <nlohmann/json.hpp>
#include <parley/error.hpp>

#include "ingest/encoding.hpp"
#include "ingest/records.hpp"

namespace parley {
namespace {
using nlohmann::json;

/// Deeper nesting is an attack or an accident: writing it out again would overflow the stack.
constexpr int max_depth = 64;

int nesting_depth(std::string_view text) {
    int depth = 0;
    int deepest = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted) {
            if (c == '\\') {
                ++i;
            } else if (c == '"') {
                quoted = false;
            }
        } else if (c == '"') {
            quoted = true;
        } else if (c == '[' || c == '{') {
            deepest = std::max(deepest, ++depth);
        } else if (c == ']' || c == '}') {
            --depth;
        }
    }
    return deepest;
}

/// Throws ArticleError with the place of the mistake.
json parse(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    if (text.find_first_not_of(" \t\r\n") == text.npos) throw ArticleError("empty");
    if (const std::size_t valid = valid_utf8_prefix(text); valid != text.size()) {
        throw ArticleError(fmt::format("not UTF-8 at byte {}", valid));
    }
    if (nesting_depth(text) > max_depth) {
        throw ArticleError(fmt::format("JSON nested deeper than {}", max_depth));
    }
    try {
        return json::parse(text);
    } catch (const json::parse_error& error) {
        throw ArticleError(fmt::format("not JSON: mistake at byte {}", error.byte));
    } catch (const json::out_of_range&) {
        throw ArticleError("a number too large to keep");
    }
}

json parse_object(std::string_view text) {
    json record = parse(text);
    if (!record.is_object()) throw ArticleError("not a JSON object");
    return record;
}

/// The first of the fields that holds a text that is not empty, or a number as text.
std::string first_of(const json& record, std::initializer_list<const char*> fields) {
    for (const char* field : fields) {
        const auto found = record.find(field);
        if (found == record.end()) continue;
        if (found->is_string() && !found->get_ref<const std::string&>().empty()) {
            return found->get<std::string>();
        }
        if (found->is_number_integer()) return found->dump();
    }
    return {};
}

std::string address_of(const json& record) {
    std::string url = first_of(record, {"url", "link", "canonical_link", "canonicalUrl"});
    if (!url.empty()) return url;
    // trafilatura calls the address "source"; elsewhere that is the outlet's name.
    std::string source = first_of(record, {"source"});
    return source.find("://") != source.npos ? source : std::string{};
}

ArticleFacts facts_of(const json& record) {
    ArticleFacts facts;
    facts.url = address_of(record);
    facts.title = first_of(record, {"title", "headline", "title_page"});
    facts.language =
        language_tag(first_of(record, {"language", "lang", "meta_lang", "inLanguage"}));
    for (const char* field : {"published", "date_publish", "publish_date", "published_at",
                              "datePublished", "date", "pubDate"}) {
        facts.published = publication_date(first_of(record, {field}));
        if (!facts.published.is_open()) break;
    }
    return facts;
}

}  // namespace

Article article_from_json(std::string_view line, const std::string& fallback_id) {
    const json record = parse_object(line);
    ArticleFacts facts = facts_of(record);
    Article article;
    article.id = first_of(record, {"id"});
    if (article.id.empty()) article.id = facts.url;
    if (article.id.empty()) article.id = fallback_id;
    std::string text = first_of(
        record, {"text", "maintext", "raw_text", "cleaned_text", "content", "body", "articleBody"});
    if (text.empty()) throw ArticleError("no text: none of the fields text, maintext, raw_text");
    article.text = decode_text(std::move(text));
    article.url = std::move(facts.url);
    article.title = std::move(facts.title);
    article.language = std::move(facts.language);
    article.published = std::move(facts.published);
    return article;
}

std::vector<std::string> split_json_file(std::string bytes) {
    const std::string text = decode_text(std::move(bytes));
    std::vector<std::string> records;
    json whole;
    try {
        whole = parse(text);
    } catch (const ArticleError&) {
        // JSON Lines under another name: its first line is a record by itself.
        const std::size_t begin = text.find_first_not_of(" \t\r\n");
        const std::size_t end = text.find('\n', begin);
        if (end == text.npos || !json::accept(text.substr(begin, end - begin))) throw;
        for (std::size_t at = begin; at < text.size();) {
            const std::size_t line_end = std::min(text.find('\n', at), text.size());
            if (text.find_first_not_of(" \t\r", at) < line_end) {
                records.push_back(text.substr(at, line_end - at));
            }
            at = line_end + 1;
        }
        return records;
    }
    if (!whole.is_array()) return {text};
    for (const json& element : whole) records.push_back(element.dump());
    return records;
}

void add_facts(std::string_view line, SideFile& facts) {
    const json record = parse_object(line);
    const std::string article = first_of(record, {"article", "id", "stem"});
    if (article.empty()) throw ArticleError("no field \"article\"");
    facts[article] = facts_of(record);
}

}  // namespace parley
