#pragma once
/// When it happened: dates as written, completed from their surroundings, each part with its
/// reason.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "ingest/openings.hpp"
#include "ingest/stages.hpp"

namespace parley::ingest {

class Cast;
class Matcher;

class Calendar {
  public:
    /// Finds every date of the article, marks them as spans of kind "date", and completes them.
    explicit Calendar(Document& document);

    /// Dates an event: by a date of its clause or sentence, else by the article's running date.
    void date(Event& event, const Sentence& sentence);

    const std::vector<DateMention>& mentions() const { return mentions_; }

    /// The article's own day, as told from outside or by its dateline; open where neither tells it.
    Date own_day() const { return reference_ ? Date::of_day(*reference_) : Date(); }
    /// What the article tells first, before any event was dated: its first date, else its own day.
    const Date& opening() const { return opening_; }
    const std::string& opening_reason() const { return opening_reason_; }

  private:
    /// A point in time with the parts that were written.
    struct Point {
        std::optional<int> year, month, day;
    };
    struct Written {
        DateMention mention;
        Point first, last;
        bool interval = false;
        std::optional<int> weekday, weekday2;  ///< 1 Monday .. 7; the last of several
        std::optional<int> days;               ///< from the article's day
        std::string unit;  ///< in which the days are told: day, week, month, year
        std::uint32_t sentence = 0;
        bool future = false;
        bool present = false;  ///< future, as its verb is in the present
        bool own = false;      ///< the article's own day ("Published on ...")
        bool season = false;
        bool over = false;  ///< "last April": one that is over, not the one that goes on
        /// Its clause, tokens, and a verb of saying in it ("the ministry said on Tuesday").
        std::uint32_t clause_begin = 0, clause_end = 0;
        std::uint32_t said = kNoIndex, said_end = 0;
    };

    void find_main(bool interval, bool reported);
    /// kCounted: notes what each rule costs.
    template <bool kCounted>
    void find(Document& document);
    /// What a rule's labels say about a distance in time, of which several make one.
    struct Distance {
        std::optional<int> count;
        int sign = 0;
        bool from_told = false;  ///< counted from the date told before, not from the article's day
    };
    template <bool kCounted>
    bool read_rules(Matcher& matcher, const ViableRules& rules, std::uint32_t at,
                    std::uint32_t sentence, bool decoy);
    Written read_match(const struct Match& match, bool decoy) const;
    static void begin_in_month_before(Point& first, Point& last);
    void read_label(const Capture& capture, Written& written, Distance& distance) const;
    std::string unit_at(std::uint32_t token) const;
    void find_future(Written& written) const;
    bool is_told_as_present(const Written& written) const;
    void find_clause(Written& written) const;
    std::optional<int> number_at(std::uint32_t token, std::string_view key) const;
    void find_reference();
    std::optional<Day> day_of_heading(const Point& told) const;
    bool names_year(const Written& written) const;
    void take_distance(Written& written, const Distance& distance) const;
    void complete(Written& written);
    void complete_day(Written& written);
    void complete_month(Written& written);
    void complete_year(Written& written);
    void complete_weekday(Written& written);
    std::optional<Day> weekday_told_by_others(int weekday, std::string& reason) const;
    std::optional<int> year_for(const Written& written, int month, int day,
                                std::string& reason) const;
    const Written* nearest(const Event& event, const Sentence& sentence, bool own_day) const;
    std::uint32_t aside(const DateMention& mention, const Event& event,
                        const Sentence& sentence) const;
    bool is_reporting(const Written& written, const Event& event) const;
    bool is_told_apart(const Written& written, const Event& event) const;
    void plan_if_ahead(Event& event, Day grace) const;
    static bool is_of_event(const DateMention& mention, const Event& event);
    static bool is_within(const DateMention& mention, const Event& event);
    bool is_of_word_before(const DateMention& mention, const Event& event) const;
    bool is_of_next_clause(const DateMention& mention, const Event& event) const;
    bool opens_clause(const DateMention& mention, const Event& event) const;
    bool is_past(const Event& event, const Sentence& sentence) const;
    const Written* counts_from(const Written& written, const Event& event) const;
    void date_by(Event& event, const Written& written, const Sentence& sentence);
    bool is_of_story(const Date& date) const;
    bool date_by_shift(Event& event, const DateMention& mention) const;
    bool date_as_told(Event& event) const;
    bool date_as_remembered(Event& event) const;
    const DateMention* undated_by(const Event& event) const;
    bool is_told_later(const Event& event) const;
    void remember(const Event& event);

    const Document& document_;
    const Pack& pack_;
    std::vector<Written> written_;
    std::vector<DateMention> mentions_;
    std::optional<Day> reference_;  ///< the article's own day
    std::string reference_reason_;
    std::optional<Day> today_;  ///< what "today" is: the dateline's day, else the article's own
    std::string today_reason_;
    std::optional<int> context_year_;
    Date main_;  ///< running date of what is told
    std::string main_reason_;
    Date opening_;  ///< what main_ is at first
    std::string opening_reason_;
    std::uint32_t main_sentence_ = kNoIndex;  ///< where it stands, until an event has it
    /// The last event, if it is remembered from long before the story.
    struct Remembered {
        Date date;
        std::uint32_t sentence = kNoIndex;
        std::vector<std::uint32_t> actors;  ///< sorted
    };
    Remembered remembered_;
    /// Type and actors of an event -> the date of its own by which it was told first.
    std::map<std::pair<std::string_view, std::vector<std::uint32_t>>, Date> told_;
};

}  // namespace parley::ingest
