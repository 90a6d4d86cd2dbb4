#include <unistd.h>
#include <zlib.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <parley/articles.hpp>
#include <parley/error.hpp>
#include <sstream>

#include "ingest/common_words.hpp"
#include "ingest/encoding.hpp"
#include "ingest/language.hpp"
#include "ingest/records.hpp"

using namespace parley;
namespace fs = std::filesystem;

namespace {

/// A folder of input files that is gone at the end.
class InputFolder {
  public:
    InputFolder()
        : path_(fs::temp_directory_path() / ("parley-inputs-" + std::to_string(getpid()))) {
        fs::create_directories(path_);
    }
    ~InputFolder() { fs::remove_all(path_); }
    InputFolder(const InputFolder&) = delete;
    InputFolder& operator=(const InputFolder&) = delete;

    InputFolder& file(const std::string& name, const std::string& bytes) {
        fs::create_directories((path_ / name).parent_path());
        std::ofstream(path_ / name, std::ios::binary) << bytes;
        return *this;
    }
    InputFolder& compressed(const std::string& name, const std::string& bytes) {
        gzFile out = gzopen((path_ / name).c_str(), "wb");
        gzwrite(out, bytes.data(), static_cast<unsigned>(bytes.size()));
        gzclose(out);
        return *this;
    }
    void cut(const std::string& name) {
        fs::resize_file(path_ / name, fs::file_size(path_ / name) / 2);
    }
    std::string path(const std::string& name = "") const { return (path_ / name).string(); }

  private:
    fs::path path_;
};

struct Found {
    std::vector<Article> articles;
    std::vector<UnreadInput> unread;

    std::string ids() const {
        std::string all;
        for (const Article& article : articles) all += (all.empty() ? "" : " ") + article.id;
        return all;
    }
};

Found read_all(const std::vector<std::string>& inputs, SourceOptions options = {}) {
    Found found;
    SourceEvents events;
    events.article = [&](Article article) { found.articles.push_back(std::move(article)); };
    events.unread = [&](UnreadInput unread) { found.unread.push_back(std::move(unread)); };
    read_articles(find_inputs(inputs), options, events);
    return found;
}

std::string error_of(const std::string& bytes) {
    try {
        decode_text(bytes);
        return "";
    } catch (const ArticleError& error) {
        return error.what();
    }
}

}  // namespace

TEST_CASE("A folder is read to the ground, sorted, hidden and other files left out",
          "[ingest][inputs]") {
    InputFolder folder;
    folder.file("b.txt", "B").file("a/z.txt", "Z").file("a/.hidden.txt", "H").file("c.pdf", "%PDF");
    folder.file("a/m.jsonl",
                "{\"id\":\"one\",\"text\":\"1\"}\n\n{\"id\":\"two\",\"text\":\"2\"}\n");
    folder.compressed("d.txt.gz", "D")
        .compressed("e.jsonl.gz", "{\"url\":\"http://e\",\"text\":\"E\"}");
    const Found found = read_all({folder.path()});
    CHECK(found.ids() == "one two z b d http://e");
    CHECK(found.unread.empty());
}

TEST_CASE("Text keeps every character but the byte-order mark", "[ingest][inputs]") {
    CHECK(decode_text("a\r\nb \n") == "a\r\nb \n");
    CHECK(decode_text("\xEF\xBB\xBFĐà") == "Đà");
    CHECK(decode_text(std::string("\xFF\xFE\x11\x01\x3D\xD8\x00\xDE", 8)) == "đ😀");
    CHECK(decode_text(std::string("\xFE\xFF\x01\x11\xD8\x3D\xDE\x00", 8)) == "đ😀");
}

TEST_CASE("What is no text is refused with the place", "[ingest][inputs]") {
    CHECK(error_of("") == "empty");
    CHECK(error_of(" \n\t ") == "empty");
    CHECK(error_of(std::string("a\0b", 3)) == "binary, not text");
    CHECK(error_of("Erkl\xE4rung").starts_with("not UTF-8 at byte 4 (0xE4)"));
    CHECK(error_of("\xC0\xAF").starts_with("not UTF-8 at byte 0"));
    CHECK(error_of("\xED\xA0\x80").starts_with("not UTF-8 at byte 0"));
    CHECK(error_of("ab\xF5\x80\x80\x80").starts_with("not UTF-8 at byte 2"));
    CHECK(error_of("ab\xE1\xBA").starts_with("not UTF-8 at byte 2"));
    CHECK(error_of(std::string("\xFF\xFE\x3D\xD8", 4)).starts_with("not UTF-16: half a pair"));
    CHECK(error_of("\xFF\xFE\x41").starts_with("UTF-16 text ends in the middle"));
}

TEST_CASE("A bad file is told and the others go on", "[ingest][inputs]") {
    InputFolder folder;
    folder.file("1.txt", "")
        .file("2.txt", "good")
        .file("3.txt",
              "b\xE4"
              "d")
        .file("4.txt", "fine");
    folder.file(
        "5.jsonl",
        "{\"id\":\"x\",\"text\":\"X\"}\n{broken\n{\"id\":\"y\",\"text\":\"Y\"}\n{\"id\":\"z\"}");
    folder.file("6.jsonl.gz", "plain");
    const Found found = read_all({folder.path(), folder.path("absent.txt")});
    CHECK(found.ids() == "2 4 x y");
    REQUIRE(found.unread.size() == 6);
    CHECK(found.unread[0].message == "no such file or folder");
    CHECK(found.unread[1].where == folder.path("1.txt"));
    CHECK(found.unread[1].message == "empty");
    CHECK(found.unread[2].where == folder.path("3.txt"));
    CHECK(found.unread[3].where == folder.path("5.jsonl:2"));
    CHECK(found.unread[3].message == "not JSON: mistake at byte 2");
    CHECK(found.unread[4].where == folder.path("5.jsonl:4"));
    CHECK(found.unread[5].message == "named .gz but not compressed by gzip");
}

TEST_CASE("A cut-off compressed file gives what it holds and is told", "[ingest][inputs]") {
    InputFolder folder;
    std::string lines;
    std::uint32_t noise = 1;
    for (int i = 0; i < 20000; ++i) {
        noise = noise * 1664525 + 1013904223;
        lines +=
            "{\"id\":\"" + std::to_string(i) + "\",\"text\":\"" + std::to_string(noise) + "\"}\n";
    }
    folder.compressed("cut.jsonl.gz", lines).cut("cut.jsonl.gz");
    const Found found = read_all({folder.path("cut.jsonl.gz")});
    CHECK(found.articles.size() > 5000);
    CHECK(found.articles.size() < 15000);
    REQUIRE(found.unread.size() == 1);
    CHECK(found.unread[0].message == "compressed file ends too early");
}

TEST_CASE("Articles above the limit are refused, in lines too", "[ingest][inputs]") {
    InputFolder folder;
    folder.file("long.txt", std::string(2000, 'a')).file("short.txt", "b");
    folder.file("x.jsonl", "{\"id\":\"p\",\"text\":\"" + std::string(700'000, 'a') +
                               "\"}\n{\"id\":\"q\",\"text\":\"Q\"}\n");
    SourceOptions options;
    options.max_article_bytes = 1000;
    const Found found = read_all({folder.path()}, options);
    CHECK(found.ids() == "short q");
    CHECK(found.unread.size() == 2);
}

TEST_CASE("Records of the usual extractors are understood", "[ingest][inputs]") {
    const Article trafilatura = article_from_json(
        R"({"title":"T","date":"2020-05-03","source":"https://a.example/x","source-hostname":"a",
            "raw_text":"Body","id":null,"language":"de-AT"})",
        "f:1");
    CHECK(trafilatura.id == "https://a.example/x");
    CHECK(trafilatura.text == "Body");
    CHECK(trafilatura.language == "de");
    CHECK(trafilatura.published.text() == "2020-05-03");
    const Article please = article_from_json(
        R"({"maintext":"M","date_publish":"2018-03-29 14:05:00","title":"T","url":"http://b/1"})",
        "f:1");
    CHECK(please.text == "M");
    CHECK(please.published.text() == "2018-03-29");
    const Article newspaper = article_from_json(
        R"({"text":"N","publish_date":"Thu, 24 Oct 2019 08:30:00 GMT","authors":["A"],"meta_lang":"vi"})",
        "f:7");
    CHECK(newspaper.id == "f:7");
    CHECK(newspaper.published.text() == "2019-10-24");
    CHECK(newspaper.language == "vi");
}

TEST_CASE("JSON nested too deep is refused", "[ingest][inputs]") {
    const std::string deep =
        "{\"text\":" + std::string(100'000, '[') + std::string(100'000, ']') + "}";
    CHECK_THROWS_WITH(article_from_json(deep, "x"), "JSON nested deeper than 64");
    CHECK_THROWS_WITH(article_from_json("{\"id\":1e999}", "x"), "a number too large to keep");
    CHECK(article_from_json(R"({"text":"a [[[ quoted \" bracket"})", "x").id == "x");
}

TEST_CASE("A .json file holds one record, an array, or lines after all", "[ingest][inputs]") {
    InputFolder folder;
    folder.file("one.json", "{\n \"text\": \"A\"\n}\n");
    folder.file("two.json", "[{\"id\":\"x\",\"text\":\"A\"}, {\"text\":\"B\"}]");
    folder.file("zlines.json", "{\"id\":\"y\",\"text\":\"A\"}\n{\"id\":\"z\",\"text\":\"B\"}\n");
    CHECK(read_all({folder.path()}).ids() == "one x two:2 y z");
}

TEST_CASE("A side file wins over what the article says", "[ingest][inputs]") {
    InputFolder folder;
    folder.file("a.txt", "A");
    folder.file("metadata.jsonl",
                "{\"article\":\"a\",\"published\":\"2019-10-24\",\"url\":\"http://"
                "a\",\"language\":\"vi\"}\n");
    const InputFiles inputs = find_inputs({folder.path()});
    REQUIRE(inputs.side_files.size() == 1);
    SourceOptions options;
    options.facts = read_side_file(inputs.side_files.front());
    const Found found = read_all({folder.path()}, options);
    REQUIRE(found.ids() == "a");
    CHECK(found.articles[0].published.text() == "2019-10-24");
    CHECK(found.articles[0].url == "http://a");
    CHECK(found.articles[0].language == "vi");
    folder.file("bad.jsonl", "{\"article\":\"a\"}\n[1]\n");
    CHECK_THROWS_WITH(read_side_file(folder.path("bad.jsonl")),
                      folder.path("bad.jsonl") + ":2: not a JSON object");
}

TEST_CASE("Standard input is JSON Lines", "[ingest][inputs]") {
    std::istringstream input("{\"text\":\"A\"}\n{\"id\":7,\"text\":\"B\"}");
    SourceOptions options;
    options.standard_input = &input;
    CHECK(read_all({"-"}, options).ids() == "stdin:1 7");
}

TEST_CASE("Publication dates are read as pages and feeds write them", "[ingest][inputs]") {
    CHECK(publication_date("2019-10-24T23:30:00+07:00").text() == "2019-10-24");
    CHECK(publication_date("20191024").text() == "2019-10-24");
    CHECK(publication_date("4 Oct 2019").text() == "2019-10-04");
    CHECK(publication_date("1571900400").text() == "2019-10-24");
    CHECK(publication_date("1571900400000").text() == "2019-10-24");
    CHECK(publication_date("2019-10").text() == "2019-10");
    CHECK(publication_date("9999-01-01").is_open());
    CHECK(publication_date("2019-02-30").is_open());
    CHECK(publication_date("yesterday").is_open());
    CHECK(publication_date("").is_open());
}

TEST_CASE("The language of a text is found", "[ingest][inputs]") {
    CHECK(detect_language("Chủ tịch nước đã tiếp đoàn đại biểu cấp cao sang thăm chính thức.") ==
          "vi");
    CHECK(detect_language("Die Ministerin empfing am Montag ihren Kollegen zu Gesprächen.") ==
          "de");
    CHECK(detect_language("Министр встретился с делегацией в Москве во вторник вечером.") == "ru");
    CHECK(detect_language("12 34") == "");
}

TEST_CASE("Common words tell a language only where they leave no doubt", "[ingest][inputs]") {
    ingest::CommonWords words;
    words.add("en", {"the", "of", "and", "was"});
    words.add("de", {"der", "und", "mit"});
    const std::string english =
        "The keeper of the keys and the head of the house spoke of the roads. ";
    CHECK(words.tell(english + "It was late.") == "en");
    CHECK(words.tell("The keeper of the keys spoke.").empty());  // too few
    CHECK(words.tell(english + "Ada sprach mit der Leiterin und Bo.").empty());
    CHECK(words.tell("\xE1\xBA and \xFF").empty());  // no text at all
}

TEST_CASE("A page gives its article without what stands around it", "[ingest][inputs]") {
    const Article article = article_from_html(R"(<!DOCTYPE html><html lang="de-DE"><head>
<title>Treffen - Zeitung</title><meta property="og:title" content="Treffen in Wien">
<meta property="article:published_time" content="2021-03-04T10:00:00Z">
<link rel="canonical" href="https://z.example/1"><script>var p = "<p>no</p>";</script></head>
<body><nav><ul><li><a href="/">Start</a></li></ul></nav>
<article><h1>Treffen in Wien</h1><p>Ada Berg traf am <b>Montag</b>
Bo Tal &amp; Co.</p><div class="related-articles"><p>Mehr zum Thema</p></div>
<figure><img><figcaption>Foto</figcaption></figure><p>Sie sprachen lange.<br>Danach nicht.</p>
<p><a href="/x">Noch ein Artikel</a></p></article><footer>Impressum</footer></body></html>)",
                                              "page");
    CHECK(article.title == "Treffen in Wien");
    CHECK(article.text ==
          "Treffen in Wien\n\nAda Berg traf am Montag Bo Tal & Co.\n\nSie sprachen "
          "lange.\n\nDanach nicht.");
    CHECK(article.published.text() == "2021-03-04");
    CHECK(article.url == "https://z.example/1");
    CHECK(article.language == "de");
}

TEST_CASE("A page without article marks gives its densest part", "[ingest][inputs]") {
    const std::string latin1 =
        "<html><head><meta "
        "charset=iso-8859-1><title>T</title></head><body><div><p>Men\xFC</p></div>"
        "<div id=c><p>Der erste Absatz ist lang genug.</p><p>Gespr\xE4"
        "che folgten darauf.</p></div></body></html>";
    CHECK(article_from_html(latin1, "p").text ==
          "T\n\nDer erste Absatz ist lang genug.\n\nGespräche folgten darauf.");
    CHECK_THROWS_AS(article_from_html("<html><script>1</script></html>", "p"), ArticleError);
}

TEST_CASE("A feed gives its entries, whatever its kind", "[ingest][inputs]") {
    InputFolder folder;
    folder.file("a.rss", R"(<?xml version="1.0"?><rss version="2.0"
 xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Z</title><language>de-AT</language>
<item><title>Treffen</title><link>https://z.example/1</link><guid>g1</guid>
<pubDate>Thu, 24 Oct 2019 08:30:00 GMT</pubDate><description>Kurz.</description>
<content:encoded><![CDATA[<p>Ada &amp; Bo trafen sich.</p><p>Lange.</p>]]></content:encoded></item>
<item><title>Leer</title><link>https://z.example/2</link></item></channel></rss>)");
    folder.file("b.atom", R"(<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>T</title>
<link rel="self" href="https://z.example/self"/><link href="https://z.example/3"/>
<updated>2020-01-02T03:04:05Z</updated><summary>Text.</summary></entry></feed>)");
    folder.file("c.xml", "<sitemap/>");
    const Found found = read_all({folder.path()});
    REQUIRE(found.ids() == "https://z.example/1 https://z.example/3");
    CHECK(found.articles[0].text == "Treffen\n\nAda & Bo trafen sich.\n\nLange.");
    CHECK(found.articles[0].published.text() == "2019-10-24");
    CHECK(found.articles[0].language == "de");
    CHECK(found.articles[1].published.text() == "2020-01-02");
    REQUIRE(found.unread.size() == 2);
    CHECK(found.unread[0].where == folder.path("a.rss") + ": entry 2");
    CHECK(found.unread[1].message == "not a feed");
}

TEST_CASE("A web archive gives its pages and passes over the rest", "[ingest][inputs]") {
    const auto record = [](const std::string& type, const std::string& url,
                           const std::string& block) {
        return "WARC/1.0\r\nWARC-Type: " + type + "\r\nWARC-Target-URI: " + url +
               "\r\nContent-Length: " + std::to_string(block.size()) + "\r\n\r\n" + block +
               "\r\n\r\n";
    };
    const std::string page =
        "<html><body><article><p>Ada traf Bo in Wien.</p></article></body></html>";
    InputFolder folder;
    folder.compressed(
        "crawl.warc.gz",
        record("warcinfo", "", "software: x\r\n") +
            record("request", "http://a", "GET / HTTP/1.1\r\n\r\n") +
            record("response", "http://a",
                   "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + page) +
            record("response", "http://b",
                   "HTTP/1.1 404 No\r\nContent-Type: text/html\r\n\r\n" + page) +
            record("response", "http://c",
                   "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nPNG") +
            record("response", "http://d",
                   "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: "
                   "chunked\r\n\r\n14\r\n" +
                       page.substr(0, 20) + "\r\n" + "34\r\n" + page.substr(20) + "\r\n0\r\n\r\n"));
    REQUIRE(page.size() == 20 + 0x34);
    const Found found = read_all({folder.path()});
    CHECK(found.unread.empty());
    REQUIRE(found.ids() == "http://a http://d");
    CHECK(found.articles[1].text == "Ada traf Bo in Wien.");
    folder.file("bad.warc", "nothing of the kind\n");
    CHECK(read_all({folder.path("bad.warc")}).unread.size() == 1);
}
