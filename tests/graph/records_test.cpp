#include "graph/records.hpp"

#include <catch2/catch.hpp>
#include <limits>
#include <parley/error.hpp>
#include <random>

#include "graph/bytes.hpp"
#include "graph/column.hpp"
#include "graph/column_builder.hpp"

using namespace parley;

namespace {
Value some_value(std::mt19937_64& random, int depth = 0) {
    switch (random() % (depth < 3 ? 12 : 9)) {
        case 0:
            return {true};
        case 1:
            return {static_cast<std::int64_t>(random())};
        case 2:
            return {static_cast<std::int64_t>(random() % 300) - 150};
        case 3:
            return {1.0 / static_cast<double>(1 + random() % 7)};
        case 4:
            return {std::string(random() % 20, 'x')};
        case 5:
            return {std::to_string(random() % 1000)};
        case 6:
            return {*Date::parse(random() % 2 ? "2017-12-07" : "2017-11")};
        case 7:
            return {std::make_shared<const Moment>(
                Moment{MomentKind::datetime, 9, 12345, 3600, "Asia/Tokyo"})};
        case 8:
            return {std::make_shared<const Duration>(Duration{1, -2, 3, 4})};
        case 9: {
            List list;
            for (auto n = random() % 4; n > 0; --n) list.push_back(some_value(random, depth + 1));
            return {std::make_shared<const List>(std::move(list))};
        }
        case 10: {
            Map map;
            for (auto n = random() % 4; n > 0; --n) {
                map.emplace(std::to_string(n), some_value(random, depth + 1));
            }
            return {std::make_shared<const Map>(std::move(map))};
        }
        default:
            return {std::numeric_limits<std::int64_t>::min()};
    }
}

std::string bytes_of(const Value& value) {
    std::string bytes;
    ByteWriter(bytes).value(value);
    return bytes;
}

/// Columns as they come out of sections, against the cells that went in.
void check_column(const std::vector<Value>& cells, std::span<const std::uint32_t> order,
                  std::span<const Day> days) {
    ColumnBuilder builder;
    for (std::uint32_t row = 0; row < cells.size(); ++row) builder.add(row, cells[row]);
    Sections sections;
    auto rows = static_cast<std::uint32_t>(cells.size());
    for (std::uint32_t row = 0; row < rows; ++row) {
        REQUIRE(bytes_of(builder.at(row)) == bytes_of(cells[row]));
    }
    builder.finish(sections, "c", rows, order, days);
    std::vector<Day> distinct;
    std::vector<std::uint32_t> start;
    for (std::uint32_t i = 0; i < days.size(); ++i) {
        if (i > 0 && days[i] == days[i - 1]) continue;
        distinct.push_back(days[i]);
        start.push_back(i);
    }
    start.push_back(static_cast<std::uint32_t>(days.size()));
    auto column = open_column(sections, "c", DayTable{distinct, start});
    REQUIRE(column);
    for (std::uint32_t row = 0; row < rows; ++row) {
        std::uint32_t old = order.empty() ? row : order[row];
        REQUIRE(bytes_of(column->at(row)) == bytes_of(cells[old]));
    }
}
}  // namespace

TEST_CASE("Every storable value survives the way to bytes and back", "[graph][bytes]") {
    std::mt19937_64 random(1);
    for (int i = 0; i < 3000; ++i) {
        std::string bytes = bytes_of(some_value(random));
        ByteReader reader(bytes);
        CHECK(bytes_of(reader.value()) == bytes);
        CHECK(reader.at_end());
    }
}

TEST_CASE("Damaged bytes are an error, never a crash", "[graph][bytes]") {
    std::mt19937_64 random(2);
    for (int i = 0; i < 5000; ++i) {
        StoredEdge edge{
            TypeId{1}, NodeId{2}, NodeId{3}, {{KeyId{0}, some_value(random)}}, {{"a", 1}}};
        std::string bytes = i % 2 ? encode_edge(edge) : encode_edge_block(std::vector(3, edge));
        bytes[random() % bytes.size()] = static_cast<char>(random());
        if (random() % 3 == 0) bytes.resize(random() % bytes.size());
        try {
            if (i % 2) {
                decode_edge(bytes);
            } else {
                decode_edge_block(bytes);
            }
        } catch (const CorruptionError&) {
        }
    }
}

TEST_CASE("A block of edges gives each edge back", "[graph][records]") {
    std::mt19937_64 random(3);
    for (int round = 0; round < 60; ++round) {
        std::vector<StoredEdge> edges(1 + random() % kEdgesPerBlock);
        for (StoredEdge& edge : edges) {
            edge = {TypeId{static_cast<std::uint32_t>(random() % 3)},
                    NodeId{random()},
                    NodeId{5},
                    {},
                    {}};
            edge.properties.emplace_back(KeyId{0},
                                         Value{Date::of_day(static_cast<Day>(random() % 9999))});
            edge.properties.emplace_back(KeyId{1}, Value{static_cast<std::int64_t>(random())});
            edge.properties.emplace_back(KeyId{2}, Value{std::to_string(random() % 10000)});
            if (random() % 2) edge.properties.emplace_back(KeyId{3}, some_value(random));
        }
        auto back = decode_edge_block(encode_edge_block(edges));
        REQUIRE(back.size() == edges.size());
        for (std::size_t i = 0; i < edges.size(); ++i) {
            CHECK(encode_edge(back[i]) == encode_edge(edges[i]));
        }
    }
}

TEST_CASE("An article comes back whole, and its hash tells every change", "[graph][records]") {
    ArticleRecord article{"a1", "https://example.org/1", "Title", "2024-05-02", "de", "Text.", {}};
    article.hash = article_hash(article);
    ArticleRecord back = decode_article(encode_article(article));
    CHECK(back.text == article.text);
    CHECK(back.hash == article_hash(back));
    back.text = "Text!";
    CHECK(article_hash(back) != article.hash);
    std::swap(back.title, back.text);
    CHECK(article_hash(back) != article.hash);
}

TEST_CASE("A column gives back what went in, whatever form it takes", "[graph][column]") {
    std::mt19937_64 random(4);
    using Make = Value (*)(std::mt19937_64&);
    const Make kinds[] = {
        [](std::mt19937_64& r) { return Value{static_cast<std::int64_t>(r() % 200)}; },
        [](std::mt19937_64& r) { return Value{static_cast<std::int64_t>(r())}; },
        [](std::mt19937_64& r) { return Value{std::to_string(r() % 100000)}; },
        [](std::mt19937_64& r) { return Value{std::string(r() % 3, 'y')}; },
        [](std::mt19937_64& r) { return Value{Date::of_day(static_cast<Day>(r() % 3000))}; },
        [](std::mt19937_64& r) { return some_value(r); },
    };
    for (int round = 0; round < 80; ++round) {
        std::size_t rows = 1 + random() % 700;
        std::uint64_t filled = 1 + random() % 10;
        std::vector<Value> cells(rows);
        for (Value& cell : cells) {
            if (random() % 10 < filled)
                cell = kinds[static_cast<std::size_t>(round) % std::size(kinds)](random);
        }
        std::vector<std::uint32_t> order(rows);
        for (std::uint32_t i = 0; i < rows; ++i) order[i] = i;
        std::shuffle(order.begin(), order.end(), random);
        if (std::all_of(cells.begin(), cells.end(), [](const Value& v) { return v.is_null(); }))
            continue;
        check_column(cells, {}, {});
        check_column(cells, order, {});
    }
}

TEST_CASE("Identifiers in a row and dates that are the edge's day take no space",
          "[graph][column]") {
    std::vector<Value> ids, dates;
    std::vector<Day> days;
    for (int i = 0; i < 1000; ++i) {
        ids.push_back({std::to_string(i + 17)});
        days.push_back(i / 3);
        dates.push_back({Date::of_day(i / 3)});
    }
    days.push_back(kNoDay);
    dates.push_back({});
    ids.push_back({std::to_string(1017)});
    check_column(ids, {}, {});
    check_column(dates, {}, days);
    ColumnBuilder builder;
    for (std::uint32_t i = 0; i < ids.size(); ++i) builder.add(i, ids[i]);
    Sections sections;
    builder.finish(sections, "c", static_cast<std::uint32_t>(ids.size()), {}, {});
    CHECK(sections.total_bytes() < 32);
}
