#include <catch2/catch.hpp>
#include <parley/date.hpp>

using namespace parley;

namespace {
std::string span_text(const char* edtf) {
    auto date = Date::parse(edtf);
    if (!date) return "not a date";
    if (!date->span()) return "no days";
    return iso(date->span()->first) + ".." + iso(date->span()->last);
}
}  // namespace

TEST_CASE("Every day of four centuries survives the way to a calendar date and back",
          "[graph][date]") {
    for (Day day = *day_of(1800, 1, 1); day <= *day_of(2200, 12, 31); ++day) {
        CivilDate date = civil(day);
        REQUIRE(day_of(date.year, date.month, date.day) == day);
    }
    CHECK(day_of(1970, 1, 1) == 0);
    CHECK_FALSE(day_of(2023, 2, 29));
    CHECK(day_of(2024, 2, 29));
}

TEST_CASE("An EDTF date stands for the days that its precision leaves open", "[graph][date]") {
    CHECK(span_text("2017-12-07") == "2017-12-07..2017-12-07");
    CHECK(span_text("2024-02") == "2024-02-01..2024-02-29");
    CHECK(span_text("2017") == "2017-01-01..2017-12-31");
    CHECK(span_text("2024-01-20/2024-01-23") == "2024-01-20..2024-01-23");
    CHECK(span_text("2023-11/2024-01") == "2023-11-01..2024-01-31");
}

TEST_CASE("An unknown year leaves a date without days", "[graph][date]") {
    CHECK(span_text("XXXX-06-13") == "no days");
    CHECK(span_text("XXXX-09-14/XXXX-09-16") == "no days");
    CHECK(Date::parse("XXXX-02-29")->year_is_unknown());
    CHECK(Date::parse("")->is_open());
}

TEST_CASE("What is not a date is refused", "[graph][date]") {
    for (const char* text :
         {"2023-02-29", "2023-13", "2023-1-1", "23", "2024-01-23/2024-01-20", "XXXX", "2024-01-20/",
          "/", "-024-01-01", "2024-01-2X", "2024-01-201"}) {
        INFO(text);
        CHECK_FALSE(Date::parse(text));
    }
}
