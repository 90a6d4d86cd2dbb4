// Popolo (popoloproject.com/specs): people, organisations, memberships, posts in one JSON document.
#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <parley/error.hpp>
#include <parley/office.hpp>

#include "graph/known.hpp"

namespace parley {
namespace {

using nlohmann::json;

std::string text_of(const json& object, const char* key) {
    auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

const json& list_of(const json& object, const char* key) {
    static const json kNone = json::array();
    auto found = object.find(key);
    return found != object.end() && found->is_array() ? *found : kNone;
}

class PopoloReader {
  public:
    PopoloReader(const std::string& file, const Gazetteer& known) : file_(file), offices_(known) {}

    ForeignEntries read(const json& document) {
        // Some exports are the bare list of people.
        const json& persons = document.is_array() ? document : list_of(document, "persons");
        number_ = 0;
        for (const json& one : list_of(document, "organizations")) add_organization(one);
        number_ = 0;
        for (const json& one : persons) add_person(one);
        for (const json& post : list_of(document, "posts")) posts_[text_of(post, "id")] = &post;
        for (const json& period : list_of(document, "events"))
            periods_[text_of(period, "id")] = &period;
        for (const json& one : list_of(document, "memberships")) add_membership(one);
        if (read_.entries.empty())
            throw Error(fmt::format("{} has neither persons nor organizations", file_),
                        "Popolo is a JSON object with lists of these names");
        return std::move(read_);
    }

  private:
    void add_names(const json& from, GazetteerEntry& entry) {
        auto add = [&](std::string language, const std::string& name) {
            auto cut = language.find_first_of("-_");
            if (cut != language.npos) language.resize(cut);
            auto& names = entry.names[language.empty() ? "*" : language];
            if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end())
                names.push_back(name);
        };
        add("", text_of(from, "name"));
        for (const json& other : list_of(from, "other_names"))
            if (other.is_object()) add(text_of(other, "lang"), text_of(other, "name"));
        std::erase_if(entry.names, [](const auto& names) { return names.second.empty(); });
    }

    /// Null where it has no name; that is remarked.
    GazetteerEntry* add(const json& from, const char* label, const char* kind) {
        ++number_;
        GazetteerEntry entry;
        entry.label = label;
        entry.where = fmt::format("{}, {} {}", file_, kind, number_);
        if (from.is_object()) add_names(from, entry);
        if (entry.names.empty() || key_of_name(text_of(from, "name")).empty()) {
            read_.remarks.push_back(entry.where + " is left out: it has no name");
            return nullptr;
        }
        entry.key = key_of_name(text_of(from, "name"));
        for (const char* member : {"country", "country_code", "nationality"})
            if (std::string code = text_of(from, member); code.size() == 2) {
                for (char& c : code)
                    c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
                entry.country = code;
            }
        read_.entries.push_back(std::move(entry));
        return &read_.entries.back();
    }

    void add_organization(const json& one) {
        const std::string classification = text_of(one, "classification");
        const bool is_party = classification.find("party") != std::string::npos ||
                              classification.find("Party") != std::string::npos;
        if (add(one, is_party ? "Party" : "Body", "organization"))
            organizations_[text_of(one, "id")] = read_.entries.size() - 1;
    }

    void add_person(const json& one) {
        GazetteerEntry* entry = add(one, "Official", "person");
        if (!entry) return;
        const std::string gender = text_of(one, "gender");
        if (gender == "female" || gender == "male") entry->gender = gender.substr(0, 1);
        persons_[text_of(one, "id")] = read_.entries.size() - 1;
        for (const json& membership : list_of(one, "memberships"))
            add_office(membership, read_.entries.size() - 1);
    }

    void add_membership(const json& one) {
        auto person = persons_.find(text_of(one, "person_id"));
        if (person != persons_.end()) add_office(one, person->second);
    }

    /// A membership whose role is an office that gazetteers know: a seat alone is none.
    void add_office(const json& membership, std::size_t person) {
        auto post = posts_.find(text_of(membership, "post_id"));
        std::string role = text_of(membership, "role");
        if (post != posts_.end() && role.empty()) role = text_of(*post->second, "label");
        if (role.empty()) return;
        const MeantOffice meant = offices_.read(role);
        if (meant.kinds.empty()) return;
        GazetteerEntry& entry = read_.entries[person];
        GazetteerOffice office{meant.kinds.front(), meant.body.empty() ? meant.country : meant.body,
                               *day_of(-9999, 1, 1), *day_of(9999, 12, 31)};
        auto bound = [&](const char* key, bool is_last) {
            std::string text = text_of(membership, key);
            auto period = periods_.find(text_of(membership, "legislative_period_id"));
            if (text.empty() && period != periods_.end()) text = text_of(*period->second, key);
            auto date = Date::parse(text);
            if (!date || !date->span()) return;
            (is_last ? office.last : office.first) =
                is_last ? date->span()->last : date->span()->first;
        };
        bound("start_date", false);
        bound("end_date", true);
        if (office.last < office.first) {
            read_.remarks.push_back(
                fmt::format("{}: the office {} ends before it begins", entry.where, office.office));
            return;
        }
        entry.offices.push_back(std::move(office));
    }

    const std::string& file_;
    const OfficeReader offices_;
    ForeignEntries read_;
    std::map<std::string, std::size_t> organizations_, persons_;
    std::map<std::string, const json*> posts_, periods_;
    std::size_t number_ = 0;
};

}  // namespace

ForeignEntries read_popolo(std::string_view text, const std::string& file, const Gazetteer& known) {
    const json document = json::parse(text, nullptr, false);
    if (document.is_discarded())
        throw Error(fmt::format("{} is not JSON", file), "Popolo is one JSON document");
    return PopoloReader(file, known).read(document);
}

}  // namespace parley
