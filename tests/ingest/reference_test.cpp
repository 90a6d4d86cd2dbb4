// Whom an article means that does not name him where he acts: offices, guests, who speaks, lists.
#include <catch2/catch.hpp>
#include <parley/ingest.hpp>
#include <set>
#include <string>

#include "tests/packs.hpp"

using namespace parley;

namespace {

/// "MET_WITH A | B; VISITED A | P; ": the claims of a text but for the offices, in order.
/// Takes the language as a string: g++ 12 takes a literal that is assigned for uninitialised.
std::string told(const std::string& language, const std::string& text) {
    const Packs& packs = built_in_packs();
    Article article;
    article.id = "reference", article.language = language, article.text = text;
    std::set<std::string> claims;
    for (const Claim& claim : read(article, packs).claims) {
        if (claim.type == "HOLDS") continue;
        std::string line = claim.type;
        for (const auto& part : claim.participants) line += " | " + part.actor.name;
        claims.insert(line);
    }
    std::string all;
    for (const std::string& claim : claims) all += claim + "; ";
    return all;
}

}  // namespace

TEST_CASE("An office whose holder the next sentence names is his", "[ingest][reference]") {
    CHECK(told("en",
               "The Ghanaian foreign minister called on Prime Minister Anwar Basri on Tuesday. "
               "Abena Sarpong was on a tour of the region.") ==
          "MET_WITH | Abena Sarpong | Anwar Basri; ");
    CHECK(told("en",
               "The Ghanaian foreign minister called on Prime Minister Anwar Basri on Tuesday. "
               "Abena Sarpong, who was on a tour, left later.") ==
          "MET_WITH | Abena Sarpong | Anwar Basri; ");
    // What the next sentence says that somebody is, he is not the minister.
    CHECK(told("en",
               "The Ghanaian foreign minister called on Prime Minister Anwar Basri on Tuesday. "
               "John Smith, a lawyer from Leeds, wrote a book.")
              .find("John Smith") == std::string::npos);
}

TEST_CASE("A guest who acts is who has come", "[ingest][reference]") {
    CHECK(told("en",
               "Polish Foreign Minister Jan Novak arrived in Riga on Monday. The guest met Prime "
               "Minister Ilze Ozola.") ==
          "MET_WITH | Jan Novak | Ilze Ozola; VISITED | Jan Novak | Riga; ");
    CHECK(told("en",
               "Latvian President Ilze Ozola received Polish Foreign Minister Jan Novak on Monday. "
               "The guest then met Prime Minister Juris Kalns.") ==
          "MET_WITH | Ilze Ozola | Jan Novak; MET_WITH | Jan Novak | Juris Kalns; ");
    // "His guest" is told from him.
    CHECK(told("en",
               "Polish Foreign Minister Jan Novak arrived in Riga on Monday. President Ilze Ozola "
               "received the guest.") ==
          "MET_WITH | Ilze Ozola | Jan Novak; VISITED | Jan Novak | Riga; ");
}

TEST_CASE("Who says that he met somebody is who met him", "[ingest][reference]") {
    const std::string quoted = "\"I met President Adama Diarro this morning,\" ";
    CHECK(told("en", quoted + "Foreign Minister Jan Novak said on Wednesday.") ==
          "MET_WITH | Jan Novak | Adama Diarro; ");
    CHECK(told("en", "Foreign Minister Jan Novak said on Wednesday: " + quoted.substr(0, 45) +
                         ".\"") == "MET_WITH | Jan Novak | Adama Diarro; ");
    CHECK(told("en", "I met President Adama Diarro this morning.").empty());
}

TEST_CASE("A list goes on behind ages, brackets and what somebody is", "[ingest][reference]") {
    const std::string all = "MET_WITH | Luis Arandia | Jan Novak | Ilze Ozola; ";
    const std::string president = "President Luis Arandia received Foreign Minister Jan Novak";
    const std::string minister = "Minister of Finance Ilze Ozola on Monday.";
    CHECK(told("en", president + ", 52, and " + minister) == all);
    CHECK(told("en", president + " (PSL) and " + minister) == all);
    CHECK(told("en", president + ", a friend of the family, and " + minister) == all);
    CHECK(told("en", president + " at the palace on Monday as well as " + minister) == all);
}

TEST_CASE("A clause about others between commas takes nobody's verb", "[ingest][reference]") {
    CHECK(told("ru",
               "Премьер-министр Хорватии Иво Марек, которого сопровождал министр финансов Йосип "
               "Барац, прилетел в воскресенье в Доху.") == "VISITED | Иво Марек | Доха; ");
}

TEST_CASE("Who leads a delegation may be told behind it", "[ingest][reference]") {
    CHECK(
        told("en",
             "A Georgian delegation arrived in Riga on Monday. Its leader, Minister Irakli Beria, "
             "met President Ilze Ozola.") ==
        "MET_WITH | Irakli Beria | Ilze Ozola; VISITED | Irakli Beria | Riga; ");
}

TEST_CASE("They are the two joined before, or who leads the delegation", "[ingest][reference]") {
    CHECK(told("de",
               "CDU-Chef Hartwig Sieveking und Ministerin Lena Voß loten eine Koalition aus. Am "
               "Montag trafen sich beide zu einem Gespräch.") ==
          "MET_WITH | Hartwig Sieveking | Lena Voß; ");
    CHECK(told("en",
               "A Kenyan delegation led by Speaker Adama Diarro arrived in Riga on Monday. They "
               "met President Ilze Ozola.") ==
          "MET_WITH | Adama Diarro | Ilze Ozola; VISITED | Adama Diarro | Riga; ");
}

TEST_CASE("The ministers of two countries are told by their countries", "[ingest][reference]") {
    CHECK(told("en",
               "The foreign ministers of the United States and Latvia met in Geneva. US Secretary "
               "of State Hal Grove spoke on Tuesday. So did Latvian Foreign Minister Janis "
               "Ozols.") == "MET_WITH | Hal Grove | Janis Ozols; ");
    CHECK(told("de",
               "Die Außenminister der Ukraine und Polens trafen sich in Wien. Der polnische "
               "Außenminister Jan Kranz war zufrieden. Auch der ukrainische Außenminister Petro "
               "Bilous sprach.") == "MET_WITH | Petro Bilous | Jan Kranz; ");
    // Nobody of them is named: whoever met before is not meant.
    CHECK(told("en",
               "French President Luc Ardant met Greek President Nikos Petrou. The leaders of "
               "Georgia and Latvia met in Riga as well.") ==
          "MET_WITH | Luc Ardant | Nikos Petrou; ");
    CHECK(told("en",
               "US Defense Secretary Hal Grove held talks with his Latvian counterpart on Sunday. "
               "Latvian Defense Minister Janis Ozols welcomed the plan.") ==
          "MET_WITH | Hal Grove | Janis Ozols; ");
}

TEST_CASE("What is his own is told from outside the clause", "[ingest][reference]") {
    CHECK(told("en",
               "Prime Minister Irakli Beria told reporters that his talks with President Janis "
               "Ozols had gone well.") == "MET_WITH | Irakli Beria | Janis Ozols; ");
}

TEST_CASE("Talks that the next sentence calls a call are none", "[ingest][reference]") {
    CHECK(told("en",
               "Defence Secretary Hal Grove on Saturday discussed the patrols with Latvian Defence "
               "Minister Janis Ozols. Grove spoke by phone with Ozols.") == "");
    CHECK(told("en",
               "Defence Secretary Hal Grove on Saturday discussed the patrols with Latvian Defence "
               "Minister Janis Ozols. Grove spoke by phone with President Luc Ardant.") ==
          "MET_WITH | Hal Grove | Janis Ozols; ");
}

TEST_CASE("Nobody meets himself by his office", "[ingest][reference]") {
    CHECK(told("en",
               "President Irakli Beria is here. On Monday President Janis Ozols received the "
               "president.") == "MET_WITH | Janis Ozols | Irakli Beria; ");
}

TEST_CASE("Several act behind what is told first", "[ingest][reference]") {
    CHECK(told("de",
               "Nach dem Gespräch mit Präsident Paul Fielding sagten Kanzler Jan Kranz und "
               "Ministerin Anna Kolk zu.")
              .find("Anna Kolk") != std::string::npos);
}

TEST_CASE("Who acts beside somebody acts, too", "[ingest][reference]") {
    CHECK(told("en",
               "Latvian President Ilze Ozola, as well as Prime Minister Juris Kalns, received "
               "Polish Foreign Minister Jan Novak in Riga on Monday.") ==
          "MET_WITH | Ilze Ozola | Juris Kalns | Jan Novak; ");
    CHECK(told("en",
               "RIGA (LETA) - President of Latvia Ilze Ozola, and Prime Minister Juris Kalns "
               "received Polish Foreign Minister Jan Novak on Monday.") ==
          "MET_WITH | Juris Kalns | Ilze Ozola | Jan Novak; ");
    // "And" behind a comma may open a clause.
    CHECK(told("en",
               "The students met President Ilze Ozola, and Prime Minister Juris Kalns received "
               "Polish Foreign Minister Jan Novak.") == "MET_WITH | Juris Kalns | Jan Novak; ");
}

TEST_CASE("A list goes on behind a clause about one of its members", "[ingest][reference]") {
    CHECK(told("en",
               "Prime Minister Juris Kalns held talks with Polish Foreign Minister Jan Novak, who "
               "came on Sunday, and Estonian Interior Minister Mart Saar.") ==
          "MET_WITH | Juris Kalns | Jan Novak | Mart Saar; ");
}

TEST_CASE("A pronoun is nobody named beside it", "[ingest][reference]") {
    CHECK(told("vi",
               "Tổng thống Pháp Alain Chauvet phát biểu tại đại học. Trước đó, Thủ tướng Bỉ Luc "
               "Verhaegen đã tiếp ông tại văn phòng.") ==
          "MET_WITH | Luc Verhaegen | Alain Chauvet; ");
    // Who acts is meant before whom a preposition governs.
    CHECK(told("en",
               "Invited by Senate Speaker Paul Kerven, Chadian Minister Adoum Kotoko took the "
               "floor. He visited Brest in the evening.") == "VISITED | Adoum Kotoko | Brest; ");
}

TEST_CASE("A body is told by its initials", "[ingest][reference]") {
    const std::string full =
        "Education Minister Sione Vaka met University of the South Pacific "
        "Vice-Chancellor Esther Williams on Monday. ";
    const Packs& packs = built_in_packs();
    Article article;
    article.id = "initials", article.language = "en";
    article.text = full + "The USP Deputy Vice-Chancellor Mere Lata visited Suva on Tuesday.";
    std::set<std::string> held;
    for (const Claim& claim : read(article, packs).claims)
        if (claim.type == "HOLDS")
            held.insert(claim.participants[0].actor.name + " | " +
                        claim.participants[1].actor.name);
    CHECK(held.contains("Mere Lata | University of the South Pacific"));
    CHECK(held.contains("Esther Williams | University of the South Pacific"));
}
