#include <algorithm>
#include <catch2/catch.hpp>
#include <parley/error.hpp>
#include <parley/gazetteer.hpp>
#include <parley/names.hpp>

using namespace parley;

namespace {
const char* const kSmall = R"(origin = "made up for this test"
# a comment
[Official]
ada-lind | country=NO gender=f office=president:NO:2001-03-01/2005,foreign-minister:NO:1999 | *: Ada Lind; A. Lind | ru: Ада Линд
[Body]
storting-of-norway | country=NO is=parliament | en: Storting | de: Storting
[Kind]
parliament | en: Parliament
)";

std::string refusal(const std::string& text) {
    try {
        Gazetteer::parse("f.txt", text);
        return "taken";
    } catch (const PackError& error) {
        return error.what();
    }
}
}  // namespace

TEST_CASE("A gazetteer's line gives names by language and offices by day", "[graph][gazetteer]") {
    Gazetteer gazetteer(Gazetteer::parse("f.txt", kSmall));
    const GazetteerEntry* ada = gazetteer.find("Official", "ada-lind");
    REQUIRE(ada);
    CHECK(ada->names.at("*") == std::vector<std::string>{"Ada Lind", "A. Lind"});
    CHECK(ada->gender == "f");
    CHECK(gazetteer.named(fold_name("ада линд")) == std::vector{ada});
    CHECK(gazetteer.holders("president", "NO", *day_of(2005, 12, 31)) == std::vector{ada});
    CHECK(gazetteer.holders("president", "NO", *day_of(2006, 1, 1)).empty());
    CHECK(gazetteer.holders("foreign-minister", "NO", *day_of(1999, 1, 1)).size() == 1);
    CHECK(gazetteer.kinds().size() == 1);
}

TEST_CASE("A gazetteer's mistakes are told with file and line", "[graph][gazetteer]") {
    CHECK(refusal("[Place]\nx | en: X") == "f.txt:2: the file does not tell its origin");
    CHECK(refusal("origin = \"o\"\nx | en: X") ==
          "f.txt:2: an entry stands before the first section");
    CHECK(refusal("origin = \"o\"\n[Place]\nX y | en: X") == "f.txt:3: 'X y' is not a key");
    CHECK(refusal("origin = \"o\"\n[Place]\nx | colour=red | en: X") ==
          "f.txt:3: unknown attribute 'colour'");
    CHECK(refusal("origin = \"o\"\n[Place]\nx | country=NO") == "f.txt:3: an entry needs a name");
    CHECK(refusal("origin = \"o\"\n[Official]\nx | office=king:NO:2009/2001 | en: X") ==
          "f.txt:3: 'king:NO:2009/2001' ends before it begins");
}

TEST_CASE("The gazetteer built in is sound", "[graph][gazetteer]") {
    const Gazetteer& gazetteer = Gazetteer::built_in();
    for (const auto& problem : gazetteer.check()) FAIL_CHECK(problem);
    for (const auto& entry : gazetteer.entries()) {
        if (!entry.country.empty() && entry.country != "EU" && entry.country != "SU")
            if (gazetteer.country_key(entry.country).empty())
                FAIL_CHECK(entry.where << ": no country " << entry.country);
        if (!entry.kind.empty() && entry.kind != "country") {
            bool known = std::any_of(gazetteer.kinds().begin(), gazetteer.kinds().end(),
                                     [&](const auto& kind) { return kind.key == entry.kind; });
            known = known || (entry.label == "Place" && entry.kind == "capital");
            if (!known) FAIL_CHECK(entry.where << ": no kind " << entry.kind);
        }
    }
}

TEST_CASE("A country has one capital", "[graph][gazetteer]") {
    const Gazetteer& gazetteer = Gazetteer::built_in();
    REQUIRE(gazetteer.of_kind("capital", "SY") != nullptr);
    CHECK(gazetteer.of_kind("capital", "SY")->key == "damascus");
    CHECK(gazetteer.of_kind("capital", "QQ") == nullptr);
    for (const auto& entry : gazetteer.entries())
        if (entry.kind == "capital")
            CHECK(gazetteer.of_kind("capital", entry.country)->key == entry.key);
}

TEST_CASE("Countries carry the names of every language and generic bodies their own keys",
          "[graph][gazetteer]") {
    const Gazetteer& gazetteer = Gazetteer::built_in();
    CHECK(gazetteer.country_key("RU") == "russia");
    CHECK(gazetteer.country_key("VN") == "vietnam");
    CHECK(gazetteer.country_key("QQ").empty());
    for (const char* name : {"Nga", "Russland", "Россия", "Russie", "Russian Federation"}) {
        INFO(name);
        auto found = gazetteer.named(fold_name(name));
        REQUIRE(found.size() == 1);
        CHECK(found[0]->key == "russia");
    }
    CHECK(gazetteer.body_key("ministry-of-defence", "RU") == "ministry-of-defence-of-russia");
    CHECK(gazetteer.body_key("government", "US") == "government-of-the-united-states");
    CHECK(gazetteer.body_name("government", "NL") == "government of the Netherlands");
    CHECK(gazetteer.body_name("ministry-of-youth-and-sports", "VN") ==
          "Ministry of Youth and Sports of Vietnam");
    CHECK(gazetteer.body_name("town-hall", "VN").empty());
}
