#include "ingest/pack.hpp"

#include <catch2/catch.hpp>
#include <parley/error.hpp>
#include <thread>

#include "ingest/pack_shelf.hpp"
#include "ingest/text.hpp"
#include "tests/packs.hpp"

using namespace parley;
using namespace parley::ingest;

namespace {
std::unique_ptr<const Pack> pack_of(const std::string& text) {
    return load_pack("xx", {{"xx/test.pack", "origin = \"invented\"\n" + text}});
}

std::string mistake_in(const std::string& text) {
    try {
        pack_of(text);
    } catch (const PackError& error) {
        return error.what();
    }
    return "none";
}

std::string forms_of(const Pack& pack, std::string_view base) {
    std::string out;
    std::vector<Paradigm> paradigms{{"m", "", {{"gen", {"а"}}, {"ins", {"ом"}}}},
                                    {"adj", "ый", {{"gen", {"ого"}}, {"ins", {"ым"}}}}};
    for (const auto& form : write_forms(base, paradigms))
        out += form.text + (form.grammatical_case.empty() ? "" : "/" + form.grammatical_case) + ";";
    (void)pack;
    return out;
}
}  // namespace

TEST_CASE("A pack's mistake is told with its file and line", "[ingest][pack]") {
    CHECK(mistake_in("[list a]\nx | y\n") == "xx/test.pack:3: 'y' is not key=value");
    CHECK(mistake_in("[lisst a]\n") == "xx/test.pack:2: no section kind 'lisst'");
    CHECK(mistake_in("[list a]\nx~m\n") == "xx/test.pack:3: no paradigm 'm'");
    CHECK(mistake_in("[span body]\nr: {b}\n") == "xx/test.pack:3: rule 'r': no list 'b'");
    CHECK(mistake_in("[span body]\nr: (a | b\n") ==
          "xx/test.pack:3: rule 'r': ')' is missing (column 7 of the pattern)");
    CHECK(mistake_in("[list a]\nx\n[span body]\nr: {a} b:Cap* [of:{country}]\n") == "none");
}

TEST_CASE("A pack without an origin is refused", "[ingest][pack]") {
    CHECK_THROWS_WITH(load_pack("xx", {{"xx/a.pack", "[list a]\nx\n"}}),
                      Catch::Contains("no origin"));
    CHECK_THROWS_WITH(load_pack("xx", {{"xx/a.pack", "\n"}}), Catch::Contains("no origin"));
}

TEST_CASE("A short notation stands for all forms of an entry", "[ingest][pack]") {
    auto pack = pack_of("");
    CHECK(forms_of(*pack, "(a|b) c [d]") == "a c d;a c;b c d;b c;");
    CHECK(forms_of(*pack, "новый~adj президент~m России") ==
          "новый президент России/nom;нового президента России/gen;новым президентом России/ins;");
}

TEST_CASE("Where a pack says so, capitals may stand without their accents", "[ingest][pack]") {
    auto has_word = [](const Pack& pack, std::string_view word) {
        return pack.lexicon.words.find(word) != kUnknownWord;
    };
    auto bare = pack_of("[pack bare-capitals=yes]\n[list a]\nÉcole militaire\n");
    CHECK(has_word(*bare, "école"));
    CHECK(has_word(*bare, "ecole"));
    CHECK_FALSE(has_word(*pack_of("[list a]\nÉcole militaire\n"), "ecole"));
}

TEST_CASE("The built-in packs load", "[ingest][pack]") {
    const Packs& packs = built_in_packs();
    CHECK(packs.data().shelf.find("vi") != nullptr);
    CHECK(packs.data().shelf.find("vi-VN") == packs.data().shelf.find("vi"));
    CHECK(packs.data().shelf.find("xx") == nullptr);
}

TEST_CASE("A pack that many threads ask for at once is built once", "[ingest][pack]") {
    const std::string rules = "origin = \"invented\"\n[list greeting]\nhello\n[common]\nthe of\n";
    PackShelf shelf;
    for (const char* language : {"xa", "xb"})
        shelf.add(language, {{std::string(language) + "/test.pack", rules}}, Gazetteer::built_in());
    std::vector<const Pack*> found(8);
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < found.size(); ++i)
        threads.emplace_back([&, i] { found[i] = shelf.find(i % 2 == 0 ? "xa" : "xb-XB"); });
    for (std::thread& thread : threads) thread.join();
    for (std::size_t i = 2; i < found.size(); ++i) CHECK(found[i] == found[i - 2]);
    CHECK(found[0] != found[1]);
    CHECK(shelf.languages() == std::vector<std::string>{"xa", "xb"});
}

TEST_CASE("A mistake in a pack is told each time the pack is asked for", "[ingest][pack]") {
    PackShelf shelf;
    shelf.add("xa", {{"xa/test.pack", "origin = \"invented\"\n[nonsense]\n"}},
              Gazetteer::built_in());
    for (int time = 0; time < 2; ++time)
        CHECK_THROWS_WITH(shelf.find("xa"), Catch::Contains("xa/test.pack:2"));
    CHECK_THROWS_WITH(shelf.build_all(), Catch::Contains("no section kind"));
}

TEST_CASE("Clean text leads back to the place it came from", "[ingest][text]") {
    // decomposed letters, a zero-width space, a no-break space, a Cyrillic К in a Latin word
    std::string original = "a\u0301b\u200Bc\u00A0d \u041Aalash x";
    CleanText text = clean(original);
    CHECK(text.text == "\u00E1bc d Kalash x");
    auto at = [&](std::string_view word) {
        return original_place(text, static_cast<std::uint32_t>(text.text.find(word))).code_point;
    };
    CHECK(at("\u00E1") == 0);
    CHECK(at("b") == 2);
    CHECK(at("c") == 4);
    CHECK(at("d") == 6);
    CHECK(at("Kal") == 8);
    CHECK(at("lash") == 10);
    CHECK(at("x") == 15);
    CHECK(original_place(text, static_cast<std::uint32_t>(text.text.size())).code_point == 16);
}
