// Base forms of inflected names: the search of ingest/inflect.cpp with the Russian declensions.
#include "ingest/inflect.hpp"

#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <parley/error.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "tests/source_dir.hpp"

using namespace parley::ingest;

namespace {

std::string file_text(const std::string& path) {
    std::ifstream in(path);
    REQUIRE(in.is_open());
    return {std::istreambuf_iterator<char>(in), {}};
}

const Inflection& russian() {
    static const Inflection loaded = [] {
        Inflection inflection;
        for (const char* name : {"declensions.pack", "given.pack"}) {
            std::string path = source_dir() + "/ingest/packs/ru/" + name;
            for (const PackSection& section : parse_pack_file(path, file_text(path)).sections) {
                inflection.add(section);
                if (section.kind != "list") continue;
                for (const PackLine& line : section.lines) {
                    inflection.add_given(line.text,
                                         attribute(section.attributes, "gender").front());
                }
            }
        }
        return inflection;
    }();
    return loaded;
}

std::vector<std::string_view> words_of(std::string_view name) {
    std::vector<std::string_view> words;
    while (!name.empty()) {
        std::size_t cut = name.find(' ');
        words.push_back(name.substr(0, cut));
        name.remove_prefix(cut == std::string_view::npos ? name.size() : cut + 1);
    }
    return words;
}

std::string joined(const NameBase& base) {
    std::string result;
    for (const std::string& word : base.words) result += (result.empty() ? "" : " ") + word;
    return result;
}

/// The base form of one name, alone in its article.
std::string base_of(std::string_view name, std::string_view cases = {}) {
    CaseSet allowed = cases.empty() ? kAllCases : cases_from(cases);
    std::vector<NameMention> mentions{{words_of(name), allowed, 0}};
    return joined(russian().name_bases(mentions).front());
}

/// The base forms of an article's names, joined by "; ".
std::string bases_of(const std::vector<std::string_view>& names) {
    std::vector<NameMention> mentions;
    for (std::string_view name : names) mentions.push_back({words_of(name), kAllCases, 0});
    std::string result;
    for (const NameBase& base : russian().name_bases(mentions)) {
        result += (result.empty() ? "" : "; ") + joined(base);
    }
    return result;
}

}  // namespace

TEST_CASE("A man's name in any case has one base form", "[ingest][inflect]") {
    for (std::string_view form : {"Сергей Лавров", "Сергея Лаврова", "Сергею Лаврову",
                                  "Сергеем Лавровым", "Сергее Лаврове"}) {
        CHECK(base_of(form) == "Сергей Лавров");
    }
    for (std::string_view form :
         {"Владимира Зеленского", "Владимиру Зеленскому", "Владимиром Зеленским"}) {
        CHECK(base_of(form) == "Владимир Зеленский");
    }
    for (std::string_view form : {"Дональда Трампа", "Дональдом Трампом", "Дональду Трампу"}) {
        CHECK(base_of(form) == "Дональд Трамп");
    }
    CHECK(base_of("Дмитрия Медведева") == "Дмитрий Медведев");
    CHECK(base_of("Льва Гущина") == "Лев Гущин");
    CHECK(base_of("Павлом Громовцом") == "Павел Громовец");
    CHECK(base_of("Виктором Орбаном") == "Виктор Орбан");
    CHECK(base_of("Дмитрием Кулебой") == "Дмитрий Кулеба");
    CHECK(base_of("Николая Сёмина") == "Николай Сёмин");
    CHECK(base_of("Алексеем Миллером") == "Алексей Миллер");
    CHECK(base_of("Рустама аль-Хамида") == "Рустам аль-Хамид");
    CHECK(base_of("Рустамом Аль-Хамидом") == "Рустам Аль-Хамид");
    CHECK(base_of("Сергея Викторовича Лаврова") == "Сергей Викторович Лавров");
}

TEST_CASE("A woman's name in any case has one base form", "[ingest][inflect]") {
    for (std::string_view form :
         {"Мария Захарова", "Марии Захаровой", "Марию Захарову", "Марией Захаровой"}) {
        CHECK(base_of(form) == "Мария Захарова");
    }
    CHECK(base_of("Валентиной Матвиенко") == "Валентина Матвиенко");
    CHECK(base_of("Ангелы Меркель") == "Ангела Меркель");
    CHECK(base_of("Ангелой Меркель") == "Ангела Меркель");
    CHECK(base_of("Урсулой фон дер Ляйен") == "Урсула фон дер Ляйен");
    CHECK(base_of("Натальи Поклонской") == "Наталья Поклонская");
    CHECK(base_of("Анны Ивановны Белой") == "Анна Ивановна Белая");
    CHECK(base_of("Чан Тхи Ха", "gen") == "Чан Тхи Ха");
}

TEST_CASE("A family name that does not change is left as it is", "[ingest][inflect]") {
    CHECK(base_of("Майей Санду") == "Майя Санду");
    CHECK(base_of("Майи Санду") == "Майя Санду");
    CHECK(base_of("Игорем Гросу") == "Игорь Гросу");
    CHECK(base_of("Сорином Михаем Гриндяну") == "Сорин Михай Гриндяну");
    CHECK(base_of("Сергея Шойгу") == "Сергей Шойгу");
    CHECK(base_of("Александром Лукашенко") == "Александр Лукашенко");
    CHECK(base_of("Марчелом Чолаку") == "Марчел Чолаку");
    CHECK(base_of("Дорином Речаном") == "Дорин Речан");
}

TEST_CASE("Only the last word of an Asian or hyphenated name need change", "[ingest][inflect]") {
    CHECK(base_of("Си Цзиньпином") == "Си Цзиньпин");
    CHECK(base_of("Ким Чен Ыном", "ins") == "Ким Чен Ын");
    CHECK(base_of("Фам Динь Кхаем", "ins") == "Фам Динь Кхай");
    CHECK(base_of("Касым-Жомартом Токаевым") == "Касым-Жомарт Токаев");
    CHECK(base_of("Жан-Клодом Юнкером") == "Жан-Клод Юнкер");
    CHECK(base_of("Реджепа Тайипа Эрдогана") == "Реджеп Тайип Эрдоган");
}

TEST_CASE("A case that the sentence rules out decides between two readings", "[ingest][inflect]") {
    CHECK(base_of("Захаровой", "ins") == "Захарова");
    CHECK(base_of("Сёмина", "gen,acc") == "Сёмин");
    CHECK(base_of("Сёмина", "nom") == "Сёмина");
}

TEST_CASE("An article's mentions agree on a base", "[ingest][inflect]") {
    CHECK(bases_of({"Николай Сёмин", "Сёмина", "Сёминым"}) == "Николай Сёмин; Сёмин; Сёмин");
    CHECK(bases_of({"Ольгой Сёминой", "Сёмина"}) == "Ольга Сёмина; Сёмина");
    CHECK(bases_of({"Игорь Гросу", "Гросу"}) == "Игорь Гросу; Гросу");
}

TEST_CASE("Names without a declension and odd input come back unchanged", "[ingest][inflect]") {
    CHECK(base_of("Joe Biden") == "Joe Biden");
    CHECK(base_of("Я") == "Я");
    CHECK(base_of("-") == "-");
    CHECK(Inflection()
              .name_bases(std::vector<NameMention>{{{"Лаврова"}, kAllCases, 0}})
              .front()
              .words.front() == "Лаврова");
    std::vector<NameMention> nothing{{{}, kAllCases, 0}};
    CHECK(russian().name_bases(nothing).front().words.empty());
}

TEST_CASE("Every declined form of a listed name leads back to it", "[ingest][inflect]") {
    // Round trip: a surname's forms by its own declension, with a listed given name in that case.
    struct Row {
        const char* base;
        std::array<const char*, 5> forms;
    };
    const Row given{"Иван", {"Ивана", "Ивану", "Ивана", "Иваном", "Иване"}};
    const std::vector<Row> families{
        {"Дроздов", {"Дроздова", "Дроздову", "Дроздова", "Дроздовым", "Дроздове"}},
        {"Стрельский", {"Стрельского", "Стрельскому", "Стрельского", "Стрельским", "Стрельском"}},
        {"Вебер", {"Вебера", "Веберу", "Вебера", "Вебером", "Вебере"}},
        {"Гусаревич", {"Гусаревича", "Гусаревичу", "Гусаревича", "Гусаревичем", "Гусаревиче"}},
        {"Дорошенко", {"Дорошенко", "Дорошенко", "Дорошенко", "Дорошенко", "Дорошенко"}},
        {"Белых", {"Белых", "Белых", "Белых", "Белых", "Белых"}},
    };
    for (const Row& family : families) {
        for (std::size_t i = 0; i < family.forms.size(); ++i) {
            std::string form = std::string(given.forms[i]) + " " + family.forms[i];
            CAPTURE(form);
            CHECK(base_of(form) == std::string("Иван ") + family.base);
        }
    }
}

TEST_CASE("An adjective takes the form of its head", "[ingest][inflect]") {
    CHECK(russian().adjective_base("Государственной", 'f') == "Государственная");
    CHECK(russian().adjective_base("Верховного", 'm') == "Верховный");
    CHECK(russian().adjective_base("Национальному", 'n') == "Национальное");
    CHECK(russian().adjective_base("Российского", 'n') == "Российское");
    CHECK(russian().adjective_base("Внешней", 'f') == "Внешняя");
    CHECK(russian().adjective_base("Парламент", 'f') == "Парламент");
    auto known = [](std::string_view base) { return base == "областной"; };
    CHECK(russian().adjective_base("областного", 'm', known) == "областной");
    CHECK(russian().adjective_base("городского", 'm', known) == "городский");
}

TEST_CASE("A declension's mistake is told with file and line", "[ingest][inflect]") {
    auto load = [](const char* text) {
        Inflection inflection;
        for (const PackSection& section : parse_pack_file("xx/names.pack", text).sections) {
            inflection.add(section);
        }
    };
    using Catch::Matchers::Contains;
    CHECK_THROWS_WITH(load("origin = own\n[declension given]\nов: ова ову\n"),
                      Contains("xx/names.pack:3"));
    CHECK_THROWS_WITH(load("origin = own\n[declension verb]\nов: =\n"),
                      Contains("xx/names.pack:2"));
    CHECK_THROWS_WITH(load("origin = own\n[declension given]\n{no}ов: =\n"),
                      Contains("no such letters"));
    CHECK_THROWS_WITH(load("origin = own\n[declension given]\nов: = | cost=x\n"), Contains("cost"));
}

TEST_CASE("A name tells a gender only where one of its words does", "[ingest][inflect]") {
    auto gender_of = [](std::string_view name) {
        std::vector<NameMention> mentions{{words_of(name), kAllCases, 0}};
        return russian().name_bases(mentions).front().gender;
    };
    CHECK(gender_of("Сергей Лужин") == 'm');
    CHECK(gender_of("Ольга Лужина") == 'f');
    Inflection none;  // a language whose names do not change
    std::vector<NameMention> mentions{{words_of("Karin Voßberg"), kAllCases, 0}};
    CHECK(none.name_bases(mentions).front().gender == 0);
}
