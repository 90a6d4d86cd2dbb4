#include "tests/bench/generated_news.hpp"

#include <fmt/format.h>

#include <array>
#include <map>
#include <set>

namespace parley::bench {
namespace {

constexpr std::size_t kLanguages = 5;
constexpr const char* kCodes[kLanguages] = {"vi", "de", "en", "ru", "fr"};

/// A part of a name, or a word, in each language.
using Word = std::array<const char*, kLanguages>;

constexpr Word kStems[] = {
    {"Zhar", "Schar", "Zhar", "Жар", "Jar"},     {"Vol", "Wol", "Vol", "Вол", "Vol"},
    {"Shub", "Schub", "Shub", "Шуб", "Choub"},   {"Cher", "Tscher", "Cher", "Чер", "Tcher"},
    {"Bel", "Bel", "Bel", "Бел", "Bel"},         {"Gor", "Gor", "Gor", "Гор", "Gor"},
    {"Luzh", "Lusch", "Luzh", "Луж", "Louj"},    {"Mor", "Mor", "Mor", "Мор", "Mor"},
    {"Tar", "Tar", "Tar", "Тар", "Tar"},         {"Dub", "Dub", "Dub", "Дуб", "Doub"},
    {"Kur", "Kur", "Kur", "Кур", "Kour"},        {"Ryab", "Rjab", "Ryab", "Ряб", "Riab"},
    {"Khokh", "Choch", "Khokh", "Хох", "Khokh"}, {"Tsap", "Zap", "Tsap", "Цап", "Tsap"},
    {"Zub", "Sub", "Zub", "Зуб", "Zoub"},        {"Yud", "Jud", "Yud", "Юд", "Ioud"},
    {"Kozh", "Kosch", "Kozh", "Кож", "Koj"},     {"Bur", "Bur", "Bur", "Бур", "Bour"}};
constexpr Word kMiddles[] = {
    {"an", "an", "an", "ан", "an"},       {"ich", "itsch", "ich", "ич", "itch"},
    {"ul", "ul", "ul", "ул", "oul"},      {"es", "es", "es", "ес", "es"},
    {"alk", "alk", "alk", "алк", "alk"},  {"art", "art", "art", "арт", "art"},
    {"ond", "ond", "ond", "онд", "ond"},  {"ish", "isch", "ish", "иш", "ich"},
    {"urm", "urm", "urm", "урм", "ourm"}, {"iln", "iln", "iln", "ильн", "iln"}};
constexpr Word kEnds[] = {{"ov", "ow", "ov", "ов", "ov"},
                          {"in", "in", "in", "ин", "ine"},
                          {"enko", "enko", "enko", "енко", "enko"},
                          {"sky", "ski", "sky", "ский", "ski"}};
constexpr Word kGiven[] = {{"Sergei", "Sergej", "Sergei", "Сергей", "Sergueï"},
                           {"Dmitry", "Dmitri", "Dmitry", "Дмитрий", "Dmitri"},
                           {"Alexei", "Alexej", "Alexei", "Алексей", "Alexeï"},
                           {"Yuri", "Juri", "Yuri", "Юрий", "Iouri"},
                           {"Mikhail", "Michail", "Mikhail", "Михаил", "Mikhaïl"},
                           {"Vladimir", "Wladimir", "Vladimir", "Владимир", "Vladimir"},
                           {"Igor", "Igor", "Igor", "Игорь", "Igor"},
                           {"Andrei", "Andrej", "Andrei", "Андрей", "Andreï"}};
constexpr Word kVietFamily[] = {{"Nguyễn", "Nguyen", "Nguyen", "Нгуен", "Nguyên"},
                                {"Trần", "Tran", "Tran", "Чан", "Trân"},
                                {"Lê", "Le", "Le", "Ле", "Lê"},
                                {"Phạm", "Pham", "Pham", "Фам", "Pham"},
                                {"Đặng", "Dang", "Dang", "Данг", "Dang"},
                                {"Bùi", "Bui", "Bui", "Буй", "Bui"},
                                {"Hoàng", "Hoang", "Hoang", "Хоанг", "Hoang"},
                                {"Phan", "Phan", "Phan", "Фан", "Phan"}};
constexpr Word kVietMiddle[] = {
    {"Văn", "Van", "Van", "Ван", "Van"},      {"Hữu", "Huu", "Huu", "Хыу", "Huu"},
    {"Đức", "Duc", "Duc", "Дык", "Duc"},      {"Minh", "Minh", "Minh", "Минь", "Minh"},
    {"Quốc", "Quoc", "Quoc", "Куок", "Quôc"}, {"Xuân", "Xuan", "Xuan", "Суан", "Xuân"},
    {"Đình", "Dinh", "Dinh", "Динь", "Dinh"}, {"Khắc", "Khac", "Khac", "Кхак", "Khac"}};
constexpr Word kVietGiven[] = {{"Ân", "An", "An", "Ан", "Ân"},
                               {"Thắng", "Thang", "Thang", "Тханг", "Thang"},
                               {"Thăng", "Thang", "Thang", "Тханг", "Thang"},
                               {"Hòa", "Hoa", "Hoa", "Хоа", "Hoa"},
                               {"Dũng", "Dung", "Dung", "Зунг", "Dung"},
                               {"Lâm", "Lam", "Lam", "Лам", "Lâm"},
                               {"Vượng", "Vuong", "Vuong", "Выонг", "Vuong"},
                               {"Khải", "Khai", "Khai", "Кхай", "Khai"},
                               {"Sơn", "Son", "Son", "Шон", "Son"},
                               {"Chính", "Chinh", "Chinh", "Тинь", "Chinh"}};
constexpr Word kChineseFamily[] = {
    {"Vương", "Wang", "Wang", "Ван", "Wang"},      {"Lý", "Li", "Li", "Ли", "Li"},
    {"Trương", "Zhang", "Zhang", "Чжан", "Zhang"}, {"Lưu", "Liu", "Liu", "Лю", "Liu"},
    {"Trần", "Chen", "Chen", "Чэнь", "Chen"},      {"Dương", "Yang", "Yang", "Ян", "Yang"},
    {"Triệu", "Zhao", "Zhao", "Чжао", "Zhao"},     {"Chu", "Zhou", "Zhou", "Чжоу", "Zhou"}};
constexpr Word kChineseGiven[] = {{"Khắc Cường", "Keqiang", "Keqiang", "Кэцян", "Keqiang"},
                                  {"Chí Quân", "Zhijun", "Zhijun", "Чжицзюнь", "Zhijun"},
                                  {"Quốc Hoa", "Guohua", "Guohua", "Гохуа", "Guohua"},
                                  {"Kiến Minh", "Jianming", "Jianming", "Цзяньмин", "Jianming"},
                                  {"Hải Đào", "Haitao", "Haitao", "Хайтао", "Haitao"},
                                  {"Trạch Dân", "Zemin", "Zemin", "Цзэминь", "Zemin"},
                                  {"Văn Bác", "Wenbo", "Wenbo", "Вэньбо", "Wenbo"},
                                  {"Đức Sinh", "Desheng", "Desheng", "Дэшэн", "Desheng"}};

/// Countries by name, after "of" in the languages that inflect.
constexpr Word kCountries[] = {
    {"Nga", "Russlands", "Russia", "России", "la Russie"},
    {"Ukraine", "der Ukraine", "Ukraine", "Украины", "l'Ukraine"},
    {"Belarus", "von Belarus", "Belarus", "Белоруссии", "la Biélorussie"},
    {"Việt Nam", "Vietnams", "Vietnam", "Вьетнама", "le Vietnam"},
    {"Mỹ", "der USA", "the United States", "США", "les États-Unis"},
    {"Trung Quốc", "Chinas", "China", "Китая", "la Chine"},
    {"Singapore", "Singapurs", "Singapore", "Сингапура", "Singapour"}};
constexpr std::size_t kSlavicCountries = 3, kVietnam = 3, kAmerica = 4, kChina = 5, kSingapore = 6;

constexpr Word kTopics[] = {
    {"Ngoại giao", "Außenminister", "Foreign Minister", "иностранных дел", "Affaires étrangères"},
    {"Quốc phòng", "Verteidigungsminister", "Defence Minister", "обороны", "Défense"},
    {"Tài chính", "Finanzminister", "Finance Minister", "финансов", "Finances"}};

constexpr const char* kMonths[] = {"January",   "February", "March",    "April",
                                   "May",       "June",     "July",     "August",
                                   "September", "October",  "November", "December"};
constexpr const char* kMonate[] = {"Januar",    "Februar", "März",     "April",
                                   "Mai",       "Juni",    "Juli",     "August",
                                   "September", "Oktober", "November", "Dezember"};
constexpr const char* kMesyatsy[] = {"января",   "февраля", "марта",  "апреля",
                                     "мая",      "июня",    "июля",   "августа",
                                     "сентября", "октября", "ноября", "декабря"};
constexpr const char* kMois[] = {"janvier",   "février", "mars",     "avril",
                                 "mai",       "juin",    "juillet",  "août",
                                 "septembre", "octobre", "novembre", "décembre"};

}  // namespace

GeneratedNews::GeneratedNews(std::size_t people, std::uint32_t seed) : random_(seed) {
    while (people_.size() < people) {
        const std::size_t kind = any(3);
        kind == 0 ? add_slavic() : kind == 1 ? add_vietnamese() : add_chinese();
        // One in twenty has a namesake in another country; nothing else tells the two apart.
        const std::size_t before = people_.back().country;
        if (any(20) == 0 && people_.size() < people) {
            GeneratedPerson namesake = people_.back();
            namesake.country = before < kSlavicCountries ? (before + 1) % kSlavicCountries
                               : before == kVietnam      ? kAmerica
                                                         : kSingapore;
            people_.push_back(std::move(namesake));
        }
    }
    // Equal in name and country is one person: no article could tell them apart.
    std::set<std::pair<std::string, std::size_t>> seen;
    std::erase_if(people_, [&](const GeneratedPerson& person) {
        return !seen.insert({person.names[0], person.country}).second;
    });
}

void GeneratedNews::add_slavic() {
    const std::size_t given = any(std::size(kGiven)), stem = any(std::size(kStems)),
                      middle = any(std::size(kMiddles)), end = any(std::size(kEnds));
    GeneratedPerson person;
    person.country = any(kSlavicCountries);
    for (std::size_t i = 0; i < kLanguages; ++i)
        person.names.push_back(fmt::format("{} {}{}{}", kGiven[given][i], kStems[stem][i],
                                           kMiddles[middle][i], kEnds[end][i]));
    people_.push_back(std::move(person));
}

void GeneratedNews::add_vietnamese() {
    const std::size_t family = any(std::size(kVietFamily)), middle = any(std::size(kVietMiddle)),
                      given = any(std::size(kVietGiven));
    GeneratedPerson person;
    person.country = kVietnam;
    for (std::size_t i = 0; i < kLanguages; ++i)
        person.names.push_back(fmt::format("{} {} {}", kVietFamily[family][i],
                                           kVietMiddle[middle][i], kVietGiven[given][i]));
    people_.push_back(std::move(person));
}

void GeneratedNews::add_chinese() {
    const std::size_t family = any(std::size(kChineseFamily)),
                      given = any(std::size(kChineseGiven));
    GeneratedPerson person;
    person.country = kChina;
    for (std::size_t i = 0; i < kLanguages; ++i)
        person.names.push_back(
            fmt::format("{} {}", kChineseFamily[family][i], kChineseGiven[given][i]));
    people_.push_back(std::move(person));
}

std::size_t GeneratedNews::homonyms() const {
    std::size_t count = 0;
    for (std::size_t language = 0; language < kLanguages; ++language) {
        std::map<std::string, std::size_t> bearers;
        for (const auto& person : people_) ++bearers[person.names[language]];
        std::size_t sharing = 0;
        for (const auto& [name, number] : bearers) sharing += number > 1 ? number : 0;
        count = std::max(count, sharing);
    }
    return count;
}

std::string GeneratedNews::sentence(std::size_t language, std::size_t a, std::size_t b) {
    const GeneratedPerson &one = people_[a], &other = people_[b];
    const std::string &x = one.names[language], &y = other.names[language];
    const char *cx = kCountries[one.country][language], *cy = kCountries[other.country][language];
    // An office for life, so that offices do not tell two people apart who are one.
    const char *ox = kTopics[a % std::size(kTopics)][language],
               *oy = kTopics[b % std::size(kTopics)][language];
    const std::size_t day = 1 + any(28), month = any(12), year = 2015 + any(9);
    switch (language) {
        case 0:
            return fmt::format("Ngày {}/{}/{}, Bộ trưởng {} {} {} đã gặp Bộ trưởng {} {} {}.", day,
                               month + 1, year, ox, cx, x, oy, cy, y);
        case 1:
            return fmt::format("Am {}. {} {} traf der {} {}, {}, den {} {}, {}.", day,
                               kMonate[month], year, ox, cx, x, oy, cy, y);
        case 2:
            return fmt::format("{} of {} {} met {} of {} {} on {} {} {}.", ox, cx, x, oy, cy, y,
                               day, kMonths[month], year);
        case 3:
            return fmt::format(
                "{} {} {} года министр {} {} {} и министр {} {} {} провели переговоры.", day,
                kMesyatsy[month], year, ox, cx, x, oy, cy, y);
        default:
            return fmt::format(
                "Le {} {} {}, le ministre de {} de {}, {}, a rencontré le ministre de {} de {}, "
                "{}.",
                day, kMois[month], year, ox, cx, x, oy, cy, y);
    }
}

GeneratedArticle GeneratedNews::next() {
    constexpr std::size_t kSentences = 3;
    GeneratedArticle made;
    const std::size_t language = any(kLanguages);
    made.article.id = fmt::format("generated-{:07}", articles_++);
    made.article.language = kCodes[language];
    made.article.published = *Date::parse("2024-06-01");
    std::set<std::string> names;
    for (std::size_t i = 0; i < kSentences; ++i) {
        std::size_t pair[2];
        // No article speaks of two who are called the same: it would have to tell them apart.
        for (std::size_t& who : pair) do {
                who = any(people_.size());
            } while (!names.insert(people_[who].names[language]).second);
        made.people.insert(made.people.end(), pair, pair + 2);
        made.article.text += sentence(language, pair[0], pair[1]) + "\n";
    }
    return made;
}

}  // namespace parley::bench
