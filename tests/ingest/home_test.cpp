// Of which country a minister is whose title says none.
#include <catch2/catch.hpp>
#include <parley/ingest.hpp>
#include <string>

#include "tests/packs.hpp"

using namespace parley;

namespace {

/// Takes the language as a string: g++ 12 takes a literal that is assigned for uninitialised.
Article article_in(const std::string& language, const std::string& text) {
    Article article;
    article.id = "home", article.language = language, article.text = text;
    return article;
}

/// "BODY: why" of the office that the article gives to somebody, or "none".
std::string office_of(const std::string& holder, const std::string& text) {
    const Packs& packs = built_in_packs();
    const Article article = article_in("fr", text);
    for (const Claim& claim : read(article, packs).claims) {
        if (claim.type != "HOLDS" || claim.participants[0].actor.name != holder) continue;
        return claim.participants[1].actor.key + ": " + claim.participants[1].reason;
    }
    return "none";
}

}  // namespace

TEST_CASE("Who receives in a country is its minister", "[ingest][home]") {
    CHECK(office_of("Paul Ardant",
                    "Le ministre de la Défense, Paul Ardant, a reçu lundi à Lomé l'ambassadeur du "
                    "Ghana, Kofi Asante.") ==
          "ministry-of-defence-of-togo: who receives there is at home");
}

TEST_CASE("A paper's own minister is of the country it tells most of", "[ingest][home]") {
    CHECK(office_of("Paul Ardant",
                    "Le ministre de la Défense, Paul Ardant, s'est entretenu avec le général Kofi "
                    "Asante. Le Togo veut une armée forte, et les soldats togolais sont prêts.") ==
          "ministry-of-defence-of-togo: of no other country does the article tell so much");
    CHECK(office_of("Paul Ardant",
                    "Lomé, 3 mai (ATOP) - Le président togolais Luc Hounkpè a vu Kofi Asante avec "
                    "le ministre de la Défense, Paul Ardant.") ==
          "ministry-of-defence-of-togo: the dateline is from there");
    CHECK(office_of("Paul Ardant",
                    "LOMÉ - Le ministre de la Défense, Paul Ardant, a rencontré Kofi Asante.") ==
          "ministry-of-defence-of-togo: the dateline is from there");
}

TEST_CASE("A minister is of the country that opens the title", "[ingest][home]") {
    CHECK(office_of("Paul Ardant",
                    "Togo : un ministre parle\n\nLe ministre de la Défense, Paul Ardant, a vu "
                    "Kofi Asante lundi.") ==
          "ministry-of-defence-of-togo: the dateline is from there");
}

TEST_CASE("A minister is not of the only country told where that is his guest's",
          "[ingest][home]") {
    CHECK(office_of("Paul Ardant",
                    "Le ministre des Finances, Paul Ardant, a rencontré lundi le ministre letton "
                    "des Finances, Kofi Asante.") == "none");
}

TEST_CASE("A minister is not of a country that guests of the article went to or are of",
          "[ingest][home]") {
    CHECK(office_of("Paul Ardant",
                    "Le ministre de la Défense, Paul Ardant, en visite au Ghana, a été reçu par le "
                    "ministre ghanéen Kofi Asante.") == "none");
    CHECK(office_of("Paul Ardant",
                    "Le président béninois Luc Hounkpè est arrivé au Togo. Le ministre de la "
                    "Défense, Paul Ardant, est du voyage. Le Togo est prêt.") == "none");
}

TEST_CASE("Whom the gazetteer knows in the office is of that country", "[ingest][home]") {
    // By the office, though the family name alone says little; nobody of that name: no country.
    CHECK(
        office_of("Kouleba",
                  "Le ministre des Affaires étrangères Kouleba a rencontré Kofi Asante.") ==
        "ministry-of-foreign-affairs-of-ukraine: the gazetteer knows the holder in this office of "
        "that country");
    CHECK(office_of("Ardant",
                    "Le ministre des Affaires étrangères Ardant a rencontré Kofi Asante.") ==
          "none");
    // What the text tells outweighs it.
    CHECK(office_of("Kouleba",
                    "Le ministre togolais des Affaires étrangères Kouleba a rencontré Kofi "
                    "Asante.") == "ministry-of-foreign-affairs-of-togo: ");
}

TEST_CASE("A country's word within a name is no country", "[ingest][home]") {
    const Packs& packs = built_in_packs();
    const Article article = article_in(
        "vi", "Đoàn công tác do Bộ trưởng Quốc phòng Phạm Đức Duyên dẫn đầu đã thăm Lào ngày 5/3.");
    bool held = false;
    for (const Claim& claim : read(article, packs).claims) {
        if (claim.type != "HOLDS") continue;
        held = true;
        CHECK(claim.participants[1].actor.key == "ministry-of-national-defence-of-vietnam");
        CHECK(claim.participants[0].actor.country != "DE");
    }
    CHECK(held);
}

TEST_CASE("A country's word within a place's name is no country", "[ingest][home]") {
    const Packs& packs = built_in_packs();
    const auto claims =
        read(article_in("vi", "Ông Lê Văn An, Chủ tịch UBND huyện Anh Sơn, tiếp đoàn."), packs)
            .claims;
    REQUIRE(claims.size() == 1);
    CHECK(claims[0].type == "HOLDS");
    CHECK(claims[0].participants[1].actor.country == "VN");
}

TEST_CASE("The family name of a leader who is not among the best known makes nobody official",
          "[ingest][home]") {
    const Packs& packs = built_in_packs();
    auto claims = [&](const std::string& text) {
        return read(article_in("en", text), packs).claims.size();
    };
    CHECK(claims("Sorin Grindeanu visited Riga on Monday.") == 1);
    CHECK(claims("Mr. Grindeanu visited Riga on Monday.") == 0);
}

TEST_CASE("A group announced is those named further on", "[ingest][groups]") {
    const Packs& packs = built_in_packs();
    auto met = [&](const std::string& text) {
        const Article article = article_in("en", text);
        std::string said;
        for (const Claim& claim : read(article, packs).claims) {
            if (claim.type != "MET_WITH") continue;
            for (const auto& part : claim.participants) said += part.actor.name + "; ";
        }
        return said;
    };
    const std::string announced = "President Ram Thapa received three new ambassadors. ";
    CHECK(met(announced + "They are Jan Kranz of Poland and Ida Lorentz of Latvia.") ==
          "Ram Thapa; Jan Kranz; Ida Lorentz; ");
    CHECK(met(announced + "He spoke of trade. They are Jan Kranz of Poland and Ida Lorentz.") ==
          "Ram Thapa; Jan Kranz; Ida Lorentz; ");
    CHECK(met(announced + "One is Jan Kranz of Poland.").empty());
    CHECK(met(announced + "It rained. It snowed. It rained. They are Jan Kranz and Ida Lorentz.")
              .empty());
}

TEST_CASE("Whom somebody met is not who acts next", "[ingest][reference]") {
    const Packs& packs = built_in_packs();
    Article article;
    article.id = "object", article.language = "fr";
    article.text =
        "Le ministre de la Défense, Luc Ardant, a rencontré mercredi le Premier ministre grec "
        "Giorgos Papadakis, la présidente Hélène Roussel, et a rendu hommage au Monument des "
        "Martyrs à Athènes.";
    std::string visitors;
    for (const Claim& claim : read(article, packs).claims)
        if (claim.type == "VISITED") visitors += claim.participants[0].actor.name + ";";
    CHECK(visitors == "Luc Ardant;");
}

TEST_CASE("Who holds an office by the gazetteer is found by the dateline's day, else by any",
          "[ingest][home]") {
    const Packs& packs = built_in_packs();
    auto met = [&](const std::string& text) {
        for (const Claim& claim : read(article_in("en", text), packs).claims)
            if (claim.type == "MET_WITH")
                return claim.participants[0].actor.name + " | " + claim.participants[1].actor.name;
        return std::string("none");
    };
    const std::string meeting =
        "The Hungarian prime minister met Polish Foreign Minister Jan Novak. Many in Riga know "
        "Viktor Orbán.";
    CHECK(met("A talk\n\n" + meeting) == "Viktor Orbán | Jan Novak");
    CHECK(met("A talk\n\nMay 3, 2019\n\n" + meeting) == "Viktor Orbán | Jan Novak");
    CHECK(met("A talk\n\nMay 3, 2008\n\n" + meeting) != "Viktor Orbán | Jan Novak");
}
