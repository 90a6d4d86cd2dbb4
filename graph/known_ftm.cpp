// FollowTheMoney (followthemoney.tech): one JSON entity a line, with a schema and lists of values.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <map>
#include <nlohmann/json.hpp>
#include <parley/error.hpp>
#include <parley/office.hpp>

#include "graph/known.hpp"

namespace parley {
namespace {

using nlohmann::json;

using Values = std::vector<std::string>;

Values values_of(const json& entity, const char* property) {
    Values values;
    auto properties = entity.find("properties");
    if (properties == entity.end() || !properties->is_object()) return values;
    auto found = properties->find(property);
    if (found == properties->end()) return values;
    if (found->is_string()) values.push_back(found->get<std::string>());
    if (found->is_array())
        for (const json& value : *found)
            if (value.is_string()) values.push_back(value.get<std::string>());
    return values;
}

std::string first_of(const json& entity, const char* property) {
    Values values = values_of(entity, property);
    return values.empty() ? std::string() : values.front();
}

std::string text_of(const json& entity, const char* key) {
    auto found = entity.find(key);
    return found != entity.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// Schemas that are actors, and the labels they have here.
std::string label_of(const std::string& schema, const json& entity) {
    if (schema == "Person") return "Official";
    for (const char* body : {"PublicBody", "Organization", "LegalEntity", "Company"})
        if (schema == body) {
            for (const std::string& topic : values_of(entity, "topics"))
                if (topic == "pol.party") return "Party";
            return "Body";
        }
    return {};
}

class EntityReader {
  public:
    EntityReader(const std::string& file, const Gazetteer& known) : file_(file), offices_(known) {}

    void read(std::string_view line, std::size_t number) {
        const json entity = json::parse(line, nullptr, false);
        const std::string where = fmt::format("{}:{}", file_, number);
        if (entity.is_discarded() || !entity.is_object() || text_of(entity, "schema").empty())
            throw Error(where + " is not a FollowTheMoney entity",
                        "one JSON object a line, with id, schema and properties");
        const std::string schema = text_of(entity, "schema");
        if (std::string label = label_of(schema, entity); !label.empty())
            add_actor(entity, label, where);
        else if (schema == "Position")
            positions_[text_of(entity, "id")] = entity;
        else if (schema == "Occupancy" || schema == "Membership" || schema == "Directorship")
            links_.emplace_back(entity, where);
        else
            ++passed_by_[schema];
    }

    ForeignEntries take() {
        for (const auto& [entity, where] : links_) add_office(entity, where);
        for (const auto& [schema, count] : passed_by_)
            read_.remarks.push_back(
                fmt::format("{}: {} entities of schema {} are no actors", file_, count, schema));
        if (read_.entries.empty()) throw Error(fmt::format("{} has no person or body", file_));
        return std::move(read_);
    }

  private:
    void add_actor(const json& entity, const std::string& label, const std::string& where) {
        GazetteerEntry entry;
        entry.label = label;
        entry.where = where;
        for (const char* property : {"name", "alias", "previousName"})
            for (std::string& name : values_of(entity, property))
                if (!key_of_name(name).empty()) entry.names["*"].push_back(std::move(name));
        if (entry.names.empty() && !text_of(entity, "caption").empty())
            entry.names["*"].push_back(text_of(entity, "caption"));
        if (entry.names.empty()) {
            read_.remarks.push_back(where + " is left out: it has no name");
            return;
        }
        entry.key = key_of_name(entry.names["*"].front());
        for (const char* property : {"country", "nationality", "citizenship", "jurisdiction"})
            if (std::string code = first_of(entity, property);
                entry.country.empty() && code.size() == 2) {
                for (char& c : code)
                    c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
                entry.country = code;
            }
        const std::string gender = first_of(entity, "gender");
        if (gender == "female" || gender == "male") entry.gender = gender.substr(0, 1);
        for (const std::string& position : values_of(entity, "position"))
            add_office(entry, position, "", {}, {});
        by_id_[text_of(entity, "id")] = read_.entries.size();
        read_.entries.push_back(std::move(entry));
    }

    /// `of`: the country that the office's own entity names.
    void add_office(GazetteerEntry& entry, const std::string& role, const std::string& of,
                    const std::string& first, const std::string& last) {
        const MeantOffice meant = offices_.read(role);
        if (meant.kinds.empty()) return;
        GazetteerOffice office{meant.kinds.front(), meant.body, *day_of(-9999, 1, 1),
                               *day_of(9999, 12, 31)};
        if (office.of.empty()) office.of = of.empty() ? meant.country : of;
        // Without dates nobody can be asked for a day.
        auto begin = Date::parse(first.substr(0, 10)), end = Date::parse(last.substr(0, 10));
        if (begin && begin->span()) office.first = begin->span()->first;
        if (end && end->span()) office.last = end->span()->last;
        const bool is_dated = (begin && begin->span()) || (end && end->span());
        if (is_dated && office.first <= office.last) entry.offices.push_back(std::move(office));
    }

    void add_office(const json& link, const std::string& where) {
        std::string person = first_of(link, "holder");
        for (const char* property : {"member", "director"})
            if (person.empty()) person = first_of(link, property);
        auto found = by_id_.find(person);
        if (found == by_id_.end()) {
            read_.remarks.push_back(where + " is left out: its holder is not in the file");
            return;
        }
        auto position = positions_.find(first_of(link, "post"));
        std::string role = first_of(link, "role"), of;
        if (position != positions_.end()) {
            role = first_of(position->second, "name");
            of = first_of(position->second, "country");
            for (char& c : of) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
        }
        add_office(read_.entries[found->second], role, of, first_of(link, "startDate"),
                   first_of(link, "endDate"));
    }

    const std::string& file_;
    const OfficeReader offices_;
    ForeignEntries read_;
    std::map<std::string, std::size_t> by_id_;
    std::map<std::string, json> positions_;
    std::vector<std::pair<json, std::string>> links_;
    std::map<std::string, std::size_t> passed_by_;
};

}  // namespace

ForeignEntries read_follow_the_money(std::string_view text, const std::string& file,
                                     const Gazetteer& known) {
    EntityReader reader(file, known);
    for (std::size_t number = 1; !text.empty(); ++number) {
        auto end = text.find('\n');
        std::string_view line = text.substr(0, end);
        if (line.find_first_not_of(" \t\r") != line.npos) reader.read(line, number);
        text.remove_prefix(end == text.npos ? text.size() : end + 1);
    }
    return reader.take();
}

}  // namespace parley
