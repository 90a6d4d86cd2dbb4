#include <catch2/catch.hpp>

#include "tools/line_editor.hpp"
#include "tools/progress.hpp"
#include "tools/properties.hpp"
#include "tools/text_width.hpp"

using namespace parley;
using namespace parley::tools;

TEST_CASE("Text is measured in terminal columns", "[tools][width]") {
    use_utf8_terminal();
    CHECK(columns_of("Luong") == 5);
    CHECK(columns_of("Lương Cường") == 11);
    CHECK(columns_of("Lu\xCC\x9Bo") == 3);  // a combining horn takes no column
    CHECK(columns_of("習近平") == 6);
    CHECK(columns_of("Зюганов") == 7);
    CHECK(columns_of("\xFF\xFE") == 2);
    CHECK(cut_to("Lương Cường", 11) == "Lương Cường");
    CHECK(cut_to("Lương Cường", 6) == "Lương…");
    CHECK(cut_to("習近平", 4) == "習…");
    CHECK(one_line("a\nb\x1b[31m") == "a b [31m");
}

TEST_CASE("Progress tells share, rate and time left, and fits its line", "[tools][progress]") {
    RunReport report;
    report.articles = 500;
    report.input_bytes = 1000;
    report.consumed_bytes = 250;
    CHECK(progress_line(report, 10, 80) ==
          "[#####...............]  25 % 500 articles, 50/s, 0:30 left");
    CHECK(progress_line(report, 10, 30).size() == 30);
    report.input_bytes = 0;
    report.failed = 2;
    CHECK(progress_line(report, 10, 80) == "500 articles, 50/s, 2 failed");
}

TEST_CASE("What XML cannot hold never reaches it", "[tools][export]") {
    CHECK(xml_text("a<b> & \"c\"") == "a&lt;b&gt; &amp; &quot;c&quot;");
    CHECK(xml_text("\x01Đ\x1b") == "\xEF\xBF\xBDĐ\xEF\xBF\xBD");
    CHECK(xml_text("\xEF\xBF\xBE|\xEF\xBF\xBF|\xEF\xBF\xBD") ==
          "\xEF\xBF\xBD|\xEF\xBF\xBD|\xEF\xBF\xBD");
    CHECK(xml_text("a\tb\n") == "a&#9;b&#10;");
}

TEST_CASE("Completion inserts what all candidates share", "[tools][shell]") {
    CHECK(common_beginning({}) == "");
    CHECK(common_beginning({"\"Lê A\""}) == "\"Lê A\"");
    CHECK(common_beginning({"MATCH", "MAP"}) == "MA");
    CHECK(common_beginning({"Lê", "Lề"}) == "L");  // never half a character
}
