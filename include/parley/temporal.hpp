#pragma once
/// Times of day, moments and durations: what queries can compute with beside dates.

#include <cstdint>
#include <optional>
#include <parley/date.hpp>
#include <string>
#include <string_view>

namespace parley {

enum class MomentKind : std::uint8_t { local_time, time, local_datetime, datetime };

/// A time of day or a point in time, to the nanosecond. `day` is 0 for times of day; `offset` and
/// `zone` are 0 and empty for the local kinds.
struct Moment {
    MomentKind kind = MomentKind::local_time;
    Day day = 0;
    std::int64_t nanos = 0;   ///< since local midnight, 0..86'399'999'999'999
    std::int32_t offset = 0;  ///< seconds east of UTC
    std::string zone;         ///< IANA name ("Europe/Berlin"), or empty
    friend bool operator==(const Moment&, const Moment&) = default;

    bool has_day() const noexcept { return kind >= MomentKind::local_datetime; }
    bool has_offset() const noexcept {
        return kind == MomentKind::time || kind == MomentKind::datetime;
    }
};

/// A length of time in three parts that do not convert into each other: a month has 28 to 31 days.
struct Duration {
    std::int64_t months = 0;
    std::int64_t days = 0;
    std::int64_t seconds = 0;
    std::int32_t nanos = 0;  ///< 0..999'999'999, added to `seconds`
    friend bool operator==(const Duration&, const Duration&) = default;
};

/// ISO 8601 text: "12:31:14.645876+01:00", "2024-06-15T10:00[Europe/Berlin]", "P1DT2H".
std::string to_text(const Moment& moment);
std::string to_text(const Duration& duration);

/// None where the text is not of that kind.
std::optional<Moment> parse_moment(MomentKind kind, std::string_view text);
std::optional<Duration> parse_duration(std::string_view text);

}  // namespace parley
