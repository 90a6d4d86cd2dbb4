#pragma once
/// Values in the JSON of the line protocol.

#include <array>
#include <nlohmann/json_fwd.hpp>
#include <parley/query.hpp>
#include <string>
#include <utility>

namespace parley::tools {

/// A parameter. Throws Error on kinds that cannot be one (nodes, relationships, paths).
Value value_from_json(const nlohmann::json& json);

/// Appends a result's value; nodes, relationships and paths with what the result knows of them.
void append_json(std::string& out, const Value& value, const QueryResult& result);
/// Appends a quoted JSON string; ill-formed UTF-8 becomes U+FFFD.
void append_json_text(std::string& out, std::string_view text);

/// Writes a result's columns and rows as members of a JSON object: "columns":[..],"rows":[[..],..].
class JsonRows : public RowReader {
  public:
    std::string out;

    void begin(const QueryResult& result) override;
    void row() override;
    void value(const Value& value) override;
    void text(std::string_view text) override;
    void integer(std::int64_t number) override;
    void day(Day day) override;
    std::size_t bytes() const override { return out.size(); }
    /// After the last row.
    void end();

  private:
    /// A long answer grows by a third at a time: one that doubles needs three times what it holds.
    void make_room() {
        constexpr std::size_t is_long = 1 << 20, step = 1 << 16;
        if (out.capacity() >= is_long && out.capacity() - out.size() < step) {
            out.reserve(out.size() + out.size() / 3);
        }
    }
    void comma() {
        if (!std::exchange(first_value_, false)) out += ',';
    }
    struct DayText {
        static constexpr std::size_t place = 11, length = 10;  ///< of the date in `text`
        Day day = 0;
        char text[24] = R"(,{"$date":"1970-01-01"})";
    };
    const QueryResult* result_ = nullptr;
    bool first_row_ = true, first_value_ = true;
    std::array<DayText, 512> days_;  ///< by the last bits of the day: answers repeat days
};

}  // namespace parley::tools
