#include "graph/resolve.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <cstdlib>
#include <random>

#include "graph/fold.hpp"

using namespace parley;

namespace {

Profile official(const std::string& name, const std::string& country = "",
                 const std::string& gender = "") {
    return {"Official", name, {name}, "", country, gender, {}, 1};
}

/// Groups that the resolver makes of profiles, as text: "0 1|2".
std::string groups(std::vector<Profile> profiles) {
    std::sort(profiles.begin(), profiles.end(), profile_less);
    Resolution resolution = resolve(profiles, Gazetteer({}));
    std::map<std::uint32_t, std::vector<std::string>> actors;
    for (std::size_t i = 0; i < profiles.size(); ++i)
        actors[resolution.actor[i]].push_back(profiles[i].name + profiles[i].country);
    std::vector<std::string> lines;
    for (auto& [first, names] : actors) {
        std::sort(names.begin(), names.end());
        std::string line;
        for (const auto& name : names) line += (line.empty() ? "" : " = ") + name;
        lines.push_back(line);
    }
    std::sort(lines.begin(), lines.end());
    std::string text;
    for (const auto& line : lines) text += (text.empty() ? "" : " | ") + line;
    return text;
}

}  // namespace

TEST_CASE("Spellings of one name in one country are one actor", "[graph][resolve]") {
    CHECK(groups({official("Arkadi Sjomin", "RU"), official("Аркадий Сёмин", "RU"),
                  official("Arkady Syomin")}) ==
          "Arkadi SjominRU = Arkady Syomin = Аркадий СёминRU");
    CHECK(groups({official("Vương Quang Minh", "CN"), official("Wang Guangming", "CN")}) ==
          "Vương Quang MinhCN = Wang GuangmingCN");
    CHECK(groups({official("Vương Quang Minh", "CN"), official("Ван Гуанмин", "CN")}) ==
          "Vương Quang MinhCN = Ван ГуанминCN");
    CHECK(groups({official("Phạm Đình Khải", "VN"), official("Фам Динь Кхай")}) ==
          "Phạm Đình KhảiVN = Фам Динь Кхай");
}

TEST_CASE("A contradiction blocks a merge", "[graph][resolve]") {
    CHECK(groups({official("Ada Lind", "NO"), official("Ada Lind", "SE")}) ==
          "Ada LindNO | Ada LindSE");
    CHECK(groups({official("Trần Văn Thắng", "VN"), official("Trần Văn Thăng", "VN")}) ==
          "Trần Văn ThăngVN | Trần Văn ThắngVN");
    // Two in Vietnamese letters are not one by the Russian spelling of one of them.
    Profile both = official("Nguyễn Xuân Phúc", "VN");
    both.names.push_back("Нгуен Суан Фук");
    CHECK(groups({both, official("Nguyễn Vũ Hạnh Phúc", "VN")}) ==
          "Nguyễn Vũ Hạnh PhúcVN | Nguyễn Xuân PhúcVN");
    CHECK(groups(
              {official("Ivan Petrovich Orlov", "RU"), official("Ivan Sergeyevich Orlov", "RU")}) ==
          "Ivan Petrovich OrlovRU | Ivan Sergeyevich OrlovRU");
    CHECK(groups({official("Alex Brink", "", "f"), official("Alex Brink", "", "m")}) ==
          "Alex Brink | Alex Brink");
}

TEST_CASE("One role at two bodies in one year is two people", "[graph][resolve]") {
    Profile north = official("Nguyễn Hữu An", "VN"), south = north;
    north.offices = {
        {"dai bieu quoc hoi", "Đại biểu Quốc hội", "doan hai phong", *Date::parse("2020-05-01")}};
    south.offices = {
        {"dai bieu quoc hoi", "Đại biểu Quốc hội", "doan ca mau", *Date::parse("2020-09-01")}};
    CHECK(groups({north, south}) == "Nguyễn Hữu AnVN | Nguyễn Hữu AnVN");
    south.offices[0].date = *Date::parse("2014-09-01");
    CHECK(groups({north, south}) == "Nguyễn Hữu AnVN = Nguyễn Hữu AnVN");
}

TEST_CASE("Who fits two actors stays alone", "[graph][resolve]") {
    CHECK(groups({official("Ada Lind", "NO"), official("Ada Lind", "SE"), official("Ada Lind")}) ==
          "Ada Lind | Ada LindNO | Ada LindSE");
    CHECK(groups({official("Orlovsky"), official("Ivan Orlovsky", "RU"),
                  official("Pavel Orlovsky", "RU")}) ==
          "Ivan OrlovskyRU | Orlovsky | Pavel OrlovskyRU");
    CHECK(groups({official("Orlovsky"), official("Ivan Orlovsky", "RU")}) ==
          "Ivan OrlovskyRU = Orlovsky");
}

TEST_CASE("A name that leaves out where two differ joins neither, and never both",
          "[graph][resolve]") {
    CHECK(groups({official("Phan Dinh"), official("Фан Динь Шон", "VN"),
                  official("Фан Динь Хоа", "VN")}) ==
          "Phan Dinh | Фан Динь ХоаVN | Фан Динь ШонVN");
    CHECK(groups({official("Ivan Orlov", "RU"), official("Iwan Orlow", "RU"),
                  official("Ivan Petrovich Orlov", "RU"),
                  official("Ivan Sergeyevich Orlov", "RU")}) ==
          "Ivan OrlovRU = Iwan OrlowRU | Ivan Petrovich OrlovRU | Ivan Sergeyevich OrlovRU");
    // Without its marks a name fits both; an office tells whose it is.
    CHECK(groups({official("Tran Van Thang", "VN"), official("Trần Văn Thăng", "VN"),
                  official("Trần Văn Thắng", "VN")}) ==
          "Tran Van ThangVN | Trần Văn ThăngVN | Trần Văn ThắngVN");
    Profile finance = official("Trần Văn Thăng", "VN"), abroad = official("Tran Van Thang", "VN");
    finance.offices = {{"bo truong", "Bộ trưởng", "ministry-of-finance", *Date::parse("2020")}};
    abroad.offices = {{"minister", "Minister", "ministry-of-finance", *Date::parse("2023")}};
    CHECK(groups({abroad, finance, official("Trần Văn Thắng", "VN")}) ==
          "Tran Van ThangVN = Trần Văn ThăngVN | Trần Văn ThắngVN");
}

TEST_CASE("Whom the gazetteer knows as sound=no is found by a full name only", "[graph][resolve]") {
    const Gazetteer gazetteer(Gazetteer::parse(
        "test.txt",
        "origin = \"invented\"\n[Official]\n"
        "ada-lindqvist | country=SE | *: Ada Lindqvist | ru: Ада Линдквист\n"
        "bo-lindqvist | country=SE sound=no | *: Bo Lindqvist | ru: Бу Линдквист\n"
        "carl-tornberg | country=SE sound=no | *: Carl Tornberg | ru: Карл Торнберг\n"));
    auto key_of = [&](const std::vector<Profile>& profiles, std::size_t i) {
        return resolve(profiles, gazetteer).key[i];
    };
    CHECK(key_of({official("Lindqvist")}, 0) == "ada-lindqvist");
    CHECK(key_of({official("Bo Lindqvist")}, 0) == "bo-lindqvist");
    CHECK(key_of({official("Бу Линдквист")}, 0) == "bo-lindqvist");
    CHECK(key_of({official("Tornberg")}, 0).empty());
    CHECK(key_of({official("Carl Thornbergh", "SE")}, 0).empty());
    CHECK(key_of({official("Ada Lindkvist", "SE")}, 0) == "ada-lindqvist");
    // Named in full by another article.
    CHECK(key_of({official("Carl Tornberg"), official("Tornberg")}, 1) == "carl-tornberg");
}

TEST_CASE("The gazetteer joins a known leader's names and bodies named by kind and country",
          "[graph][resolve]") {
    std::vector<Profile> profiles{official("Wladimir Putin"), official("Путин", "RU"),
                                  official("Vladimir Poutine", "RU")};
    profiles.push_back({"Body", "Quốc hội", {"Quốc hội"}, "", "VN", "", {}, 1});
    profiles.push_back({"Body", "National Assembly of Vietnam", {}, "", "", "", {}, 1});
    profiles.push_back({"Body", "Парламент Республики Молдова", {}, "", "MD", "", {}, 1});
    std::sort(profiles.begin(), profiles.end(), profile_less);
    Resolution resolution = resolve(profiles, Gazetteer::built_in());
    std::vector<std::string> keys = resolution.key;
    std::sort(keys.begin(), keys.end());
    CHECK(keys == std::vector<std::string>{"national-assembly-of-vietnam",
                                           "national-assembly-of-vietnam", "parliament-of-moldova",
                                           "vladimir-putin", "vladimir-putin", "vladimir-putin"});
}

namespace {

/// People with known identities, seen in generated articles under names as several languages write
/// them: homonyms in other countries, Vietnamese names that differ in a mark, short names.
struct World {
    struct Person {
        std::vector<std::string> spellings;
        std::string country;
    };
    std::vector<Person> people;
    std::vector<Claim> claims;
    std::map<std::string, std::size_t> identity;  ///< article/number to person

    World(std::size_t articles, std::uint32_t seed) {
        std::mt19937 random(seed);
        make_people(random, std::max<std::size_t>(40, articles / 20));
        for (std::size_t i = 0; i < articles; ++i) add_article(random, i);
    }

    /// One Russian syllable list, spelled by each language's own table.
    void make_people(std::mt19937& random, std::size_t count) {
        struct Part {
            const char *ru, *en, *de, *fr;
        };
        static const Part kStems[] = {
            {"Жар", "Zhar", "Schar", "Jar"},   {"Вол", "Vol", "Wol", "Vol"},
            {"Шуб", "Shub", "Schub", "Choub"}, {"Чер", "Cher", "Tscher", "Tcher"},
            {"Бел", "Bel", "Bel", "Bel"},      {"Гор", "Gor", "Gor", "Gor"},
            {"Луж", "Luzh", "Lusch", "Louj"},  {"Мор", "Mor", "Mor", "Mor"},
            {"Тар", "Tar", "Tar", "Tar"},      {"Дуб", "Dub", "Dub", "Doub"},
            {"Кур", "Kur", "Kur", "Kour"},     {"Сад", "Sad", "Sad", "Sad"},
            {"Ряб", "Ryab", "Rjab", "Riab"},   {"Хох", "Khokh", "Choch", "Khokh"},
            {"Цап", "Tsap", "Zap", "Tsap"},    {"Щег", "Shcheg", "Schtscheg", "Chtcheg"},
            {"Зуб", "Zub", "Sub", "Zoub"},     {"Пал", "Pal", "Pal", "Pal"},
            {"Рог", "Rog", "Rog", "Rog"},      {"Сон", "Son", "Son", "Son"},
            {"Яр", "Yar", "Jar", "Iar"},       {"Юд", "Yud", "Jud", "Ioud"},
            {"Фил", "Fil", "Fil", "Fil"},      {"Кож", "Kozh", "Kosch", "Koj"},
            {"Бур", "Bur", "Bur", "Bour"}};
        static const Part kMiddles[] = {
            {"ан", "an", "an", "an"},         {"ич", "ich", "itsch", "itch"},
            {"ок", "ok", "ok", "ok"},         {"ул", "ul", "ul", "oul"},
            {"ес", "es", "es", "es"},         {"ид", "id", "id", "id"},
            {"алк", "alk", "alk", "alk"},     {"арт", "art", "art", "art"},
            {"онд", "ond", "ond", "ond"},     {"иш", "ish", "isch", "ich"},
            {"енк", "enk", "enk", "enk"},     {"уров", "urov", "urow", "ourov"},
            {"атов", "atov", "atow", "atov"}, {"ильн", "iln", "iln", "iln"}};
        static const Part kEnds[] = {{"ов", "ov", "ow", "ov"},
                                     {"ин", "in", "in", "ine"},
                                     {"енко", "enko", "enko", "enko"},
                                     {"ский", "sky", "ski", "ski"},
                                     {"ко", "ko", "ko", "ko"}};
        static const Part kGiven[] = {{"Сергей", "Sergei", "Sergej", "Sergueï"},
                                      {"Дмитрий", "Dmitry", "Dmitri", "Dmitri"},
                                      {"Алексей", "Alexei", "Alexej", "Alexeï"},
                                      {"Юрий", "Yuri", "Juri", "Iouri"},
                                      {"Анна", "Anna", "Anna", "Anna"},
                                      {"Евгений", "Yevgeny", "Jewgeni", "Evgueni"},
                                      {"Михаил", "Mikhail", "Michail", "Mikhaïl"},
                                      {"Ольга", "Olga", "Olga", "Olga"},
                                      {"Владимир", "Vladimir", "Wladimir", "Vladimir"},
                                      {"Наталья", "Natalya", "Natalja", "Natalia"},
                                      {"Игорь", "Igor", "Igor", "Igor"},
                                      {"Вячеслав", "Vyacheslav", "Wjatscheslaw", "Viatcheslav"}};
        static const char* const kFamily[] = {"Nguyễn", "Trần", "Lê",    "Phạm", "Vũ",
                                              "Đặng",   "Bùi",  "Hoàng", "Phan", "Đỗ"};
        static const char* const kMid[] = {"Văn",  "Thị",  "Hữu",   "Đức",  "Minh",
                                           "Quốc", "Xuân", "Thanh", "Ngọc", "Đình"};
        static const char* const kLast[] = {"An",  "Ân",   "Thắng", "Thăng", "Hòa",
                                            "Hoa", "Dũng", "Lâm",   "Vượng"};
        auto pick = [&](const auto& list) -> const auto& {
            return list[random() % std::size(list)];
        };
        static const char* const kCountries[] = {"RU", "UA", "BY"};
        std::map<std::string, int> seen;
        while (people.size() < count) {
            Person person;
            if (random() % 2) {
                const Part &given = pick(kGiven), &stem = pick(kStems), &middle = pick(kMiddles),
                           &end = pick(kEnds);
                auto word = [&](auto part) {
                    return fmt::format("{} {}{}{}", given.*part, stem.*part, middle.*part,
                                       end.*part);
                };
                person.spellings = {word(&Part::ru), word(&Part::en), word(&Part::de),
                                    word(&Part::fr)};
                person.country = pick(kCountries);
            } else {
                person.spellings = {
                    fmt::format("{} {} {}", pick(kFamily), pick(kMid), pick(kLast))};
                person.country = random() % 10 ? "VN" : "US";
            }
            // Homonyms live in other countries: nothing else tells two of one name apart.
            if (seen[person.spellings[0] + person.country]++ == 0) people.push_back(person);
        }
    }

    void add_article(std::mt19937& random, std::size_t number) {
        std::string article = fmt::format("article-{:06}", number);
        for (std::uint32_t ordinal = 0; ordinal < 5; ++ordinal) {
            Claim claim;
            claim.article = article;
            claim.ordinal = ordinal;
            claim.type = "MET_WITH";
            claim.date = Date::of_day(18000 + static_cast<Day>(random() % 900));
            claim.date_reasons = {"generated"};
            claim.evidence = {"They met.", 0, 9, {}};
            claim.confidence = 70;
            for (const char* role : {"a", "b"}) {
                std::size_t who = random() % people.size();
                const Person& person = people[who];
                const std::string& name = person.spellings[random() % person.spellings.size()];
                auto actor = static_cast<std::uint32_t>(who + 1);
                claim.participants.push_back(
                    {role, {actor, "Official", name, {name}, "", person.country, ""}, name, ""});
                identity[article + '/' + std::to_string(actor)] = who;
            }
            claims.push_back(std::move(claim));
        }
    }
};

struct Pairwise {
    double precision, recall;
};

/// Over pairs of sightings of people: same node and same person.
Pairwise pairwise(const World& world, const FoldedGraph& graph) {
    std::map<std::pair<std::string, std::string>, std::uint32_t> node_of;  // name, country
    for (std::uint32_t n = 0; n < graph.nodes.size(); ++n)
        for (auto p : graph.nodes[n].profiles)
            node_of[{graph.profiles[p].name, graph.profiles[p].country}] = n;
    std::map<std::uint32_t, double> by_node;
    std::map<std::size_t, double> by_person;
    std::map<std::pair<std::uint32_t, std::size_t>, double> both;
    for (const auto& claim : world.claims)
        for (const auto& part : claim.participants) {
            auto node = node_of.at({part.actor.name, part.actor.country});
            std::size_t who = part.actor.number - 1;
            ++by_node[node], ++by_person[who], ++both[{node, who}];
        }
    auto pairs = [](const auto& counts) {
        double sum = 0;
        for (const auto& [key, n] : counts) sum += n * (n - 1) / 2;
        return sum;
    };
    return {pairs(both) / pairs(by_node), pairs(both) / pairs(by_person)};
}

}  // namespace

TEST_CASE("People of generated articles are told apart and put together", "[graph][resolve]") {
    const bool is_long = std::getenv("PARLEY_LONG") != nullptr;
    for (std::size_t articles :
         {std::size_t{1000}, static_cast<std::size_t>(is_long ? 100000 : 4000)}) {
        World world(articles, 5);
        auto start = std::chrono::steady_clock::now();
        FoldedGraph graph = fold(world.claims);
        std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
        Pairwise found = pairwise(world, graph);
        WARN(
            fmt::format("{} articles, {} claims, {} people: {} nodes, precision {:.4f}, recall "
                        "{:.4f}, fold {:.2f} s",
                        articles, world.claims.size(), world.people.size(), graph.nodes.size(),
                        found.precision, found.recall, seconds.count()));
        CHECK(found.precision > 0.99);
        CHECK(found.recall > 0.90);
    }
}
