#include "ingest/pack_lint.hpp"

#include <catch2/catch.hpp>

using namespace parley;
using namespace parley::ingest;

namespace {
/// What the lints say of the pack that has an example for each rule, one problem a line.
std::string said_of(const std::string& text) {
    auto pack = load_pack("xx", {{"xx/test.pack", "origin = \"invented\"\n" + text}});
    std::string said;
    for (const PackProblem& problem : lint_pack(*pack)) {
        if (!problem.where.starts_with("xx/")) continue;  // not of the country names from ICU
        said += (problem.error ? "error " : "") + problem.where + ": " + problem.what + "\n";
    }
    return said;
}
const std::string kWords = "[list head]\nBund\n[list small]\nklein\n";
}  // namespace

TEST_CASE("A rule that cannot match is an error", "[ingest][pack][lint]") {
    CHECK(said_of(kWords + "[span body]\nclub: {head} {small} <guild>\n  + Der [Bund klein].\n") ==
          "error xx/test.pack:7: rule 'club' can never match: no rule makes <guild>\n");
    CHECK(said_of(kWords + "[span body]\nclub: {head} [{small}] [<guild>]\n  + Der [Bund].\n") ==
          "");
}

TEST_CASE("A rule that another makes superfluous is worth a look", "[ingest][pack][lint]") {
    const std::string narrow = "club: {head} {small}\n  + Der [Bund klein].\n";
    CHECK(said_of(kWords + "[span body]\n" + narrow + "any: {head} low\n  + Der [Bund dick].\n") ==
          "xx/test.pack:7: rule 'club' finds nothing in its examples that rule 'any' "
          "(xx/test.pack:9) does not find as well\n");
    CHECK(said_of(kWords + "[span body]\n" + narrow +
                  "any: low {head}\n  + Ein [dicker Bund].\n") == "");
}

TEST_CASE("A form with two meanings is worth a look", "[ingest][pack][lint]") {
    CHECK(said_of(kWords + "[list site]\nTor | key=gate\nTurm, Tor | key=tower\n"
                           "[span body]\nr: {head} {small} {site}\n  + Der [Bund klein Tor].\n") ==
          "xx/test.pack:8: 'Turm' of list 'site' is also 'Tor' (xx/test.pack:7): key=tower here, "
          "gate there\n");
}

TEST_CASE("A rule that opens with a gap is worth a look", "[ingest][pack][lint]") {
    const std::string actor = kWords + "[span actor]\nbody: {head}\n  + Der [Bund] tagt.\n";
    CHECK(said_of(actor + "[event MET_WITH]\ntalks: <a:subject> (!; Any)*9 small <b:actors>\n"
                          "  + Bund, small Bund. => Bund | Bund\n")
              .find("rule 'talks' may begin with any word: begin it at a listed one") !=
          std::string::npos);
    CHECK(said_of(actor + "[event MET_WITH]\ntalks: <a:subject> small <b:actors>\n"
                          "  + Bund, small Bund. => Bund | Bund\n")
              .find("may begin") == std::string::npos);
}

TEST_CASE("A date that is none is an error", "[ingest][pack][lint]") {
    CHECK(said_of(kWords + "[list month]\nMärz | month=13\n[date]\n"
                           "d: day:Num month:{month} {head} {small}\n"
                           "  + Am [3 März Bund klein]. => 2024-13-03\n") ==
          "error xx/test.pack:10: rule 'd': '2024-13-03' is no date (EDTF: 2024-05-01, "
          "XXXX-05-01)\nerror xx/test.pack:7: 'März': month=13 is not between 1 and 12\n");
}

TEST_CASE("What nothing uses and nothing shows is worth a look", "[ingest][pack][lint]") {
    CHECK(said_of(kWords + "[span body]\nclub: {head}\n") ==
          "xx/test.pack:7: rule 'club' is shown by no example\n"
          "xx/test.pack:5: list 'small' is used by no rule\n");
}

TEST_CASE("A ministry has the gazetteer's key", "[ingest][pack][lint]") {
    auto said = [](const std::string& key) {
        auto pack = load_pack(
            "en", {{"en/test.pack", "origin = \"invented\"\n[list topic]\nhome | ministry=" + key +
                                        " name=\"Ministry of the Interior\"\n"}});
        std::string text;
        for (const PackProblem& problem : lint_pack(*pack))
            if (problem.error) text += problem.where + ": " + problem.what + "\n";
        return text;
    };
    CHECK(said("ministry-of-the-interior").empty());
    CHECK(said("ministry-of-internal-affairs") ==
          "en/test.pack:3: ministry=ministry-of-internal-affairs is called "
          "ministry-of-the-interior in the gazetteer (kinds.txt): 'Ministry of the Interior'\n");
}
