#include "graph/keys.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <limits>
#include <random>
#include <vector>

using namespace parley;

namespace {
std::vector<std::uint64_t> some_numbers(std::mt19937_64& random) {
    std::vector<std::uint64_t> numbers{
        0,   1,     127,   128,        255,
        256, 65535, 65536, 0xffffffff, std::numeric_limits<std::uint64_t>::max()};
    for (int i = 0; i < 500; ++i) numbers.push_back(random() >> (random() % 64));
    return numbers;
}
std::string some_text(std::mt19937_64& random) {
    // Few letters, so that prefixes and the bytes that end a text come up often.
    static const std::string letters(
        "\0\x01"
        "ab\xff",
        5);
    std::string text;
    for (auto n = random() % 5; n > 0; --n) text += letters[random() % letters.size()];
    return text;
}
}  // namespace

TEST_CASE("Numbers sort as keys as they sort as numbers, and come back", "[graph][keys]") {
    std::mt19937_64 random(1);
    auto numbers = some_numbers(random);
    std::vector<std::string> sorted;
    std::sort(numbers.begin(), numbers.end());
    for (auto number : numbers) {
        sorted.push_back(keys::number(number));
        CHECK(keys::number_at(sorted.back()) == number);
    }
    CHECK(std::is_sorted(sorted.begin(), sorted.end()));
}

TEST_CASE("Claim keys sort by article, then ordinal, and come back", "[graph][keys]") {
    std::mt19937_64 random(2);
    std::vector<std::pair<std::string, std::uint32_t>> claims{{"", 0}, {"a", 0xffffffff}};
    for (int i = 0; i < 2000; ++i) {
        claims.emplace_back(some_text(random),
                            static_cast<std::uint32_t>(random() >> (random() % 64)));
    }
    std::sort(claims.begin(), claims.end());
    std::string before;
    for (const auto& [article, ordinal] : claims) {
        std::string key = keys::claim(article, ordinal);
        CHECK(before <= key);
        before = key;
        auto cut = keys::cut_claim(key);
        REQUIRE(cut);
        CHECK(cut->article == article);
        CHECK(cut->ordinal == ordinal);
        CHECK(key.starts_with(keys::claims_of(article)));
    }
}

TEST_CASE("The keys of one article's claims hold no other article's", "[graph][keys]") {
    std::mt19937_64 random(3);
    for (int i = 0; i < 2000; ++i) {
        std::string a = some_text(random), b = some_text(random);
        std::string prefix = keys::claims_of(a), key = keys::claim(b, 7);
        bool inside = key >= prefix && key < keys::after_prefix(prefix);
        CHECK(inside == (a == b));
    }
}

TEST_CASE("Changes sort by commit and come back; other bytes are no keys", "[graph][keys]") {
    std::mt19937_64 random(4);
    for (auto commit : some_numbers(random)) {
        auto cut = keys::cut_change(keys::change(commit, 'E', commit / 3));
        REQUIRE(cut);
        CHECK(cut->commit == commit);
        CHECK(cut->id == commit / 3);
        CHECK(keys::cut_change(keys::change(commit, '*'))->kind == '*');
    }
    for (int i = 0; i < 2000; ++i) {
        std::string text = some_text(random);
        CHECK_FALSE(keys::cut_change(text));
        auto claim = keys::cut_claim(text);
        if (claim) CHECK(keys::claim(claim->article, claim->ordinal) == text);
    }
}
