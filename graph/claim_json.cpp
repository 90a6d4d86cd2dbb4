// The canonical JSON line of a claim: how claims are stored, exchanged and compared. Written by
// hand, because equal claims must give equal bytes and millions of them are written at ingest;
// read with nlohmann/json, whose home for claims this file is.
#include <fmt/format.h>

#include <limits>
#include <nlohmann/json.hpp>
#include <parley/claim.hpp>
#include <parley/error.hpp>

#include "graph/utf8.hpp"

namespace parley {
namespace {

using nlohmann::json;

/// The parser below is recursive where it destroys values: nothing deeper is handed to it.
constexpr int kMaxDepth = 64;

// ---- Writing ---------------------------------------------------------------------------------

/// Writes one object or array; members come in the order of their keys, empty ones stay away.
class Writer {
  public:
    explicit Writer(std::string& out) : out_(out) {}

    void open(char bracket) {
        out_ += bracket;
        first_ = true;
    }
    void close(char bracket) {
        out_ += bracket;
        first_ = false;
    }
    void key(std::string_view name) {
        comma();
        quoted(name);
        out_ += ':';
        first_ = true;
    }
    void item() {
        comma();
        first_ = true;
    }
    void text(std::string_view name, std::string_view value) {
        if (value.empty()) return;
        comma();
        quoted(name);
        out_ += ':';
        quoted(value);
    }
    void number(std::string_view name, std::uint64_t value) {
        comma();
        quoted(name);
        out_ += ':';
        fmt::format_to(std::back_inserter(out_), "{}", value);
    }
    void texts(std::string_view name, const std::vector<std::string>& values) {
        if (values.empty()) return;
        key(name);
        open('[');
        for (const auto& value : values) {
            comma();
            quoted(value);
        }
        close(']');
    }

  private:
    void comma() {
        if (!first_) out_ += ',';
        first_ = false;
    }
    void quoted(std::string_view value) {
        if (!is_valid_utf8(value))
            throw Error(fmt::format("a claim's text is not valid UTF-8: \"{}\"", fold_ill(value)));
        out_ += '"';
        for (char c : value) {
            auto byte = static_cast<unsigned char>(c);
            if (c == '"' || c == '\\') {
                out_ += '\\';
                out_ += c;
            } else if (c == '\n') {
                out_ += "\\n";
            } else if (byte < 0x20 || byte == 0x7F) {
                fmt::format_to(std::back_inserter(out_), "\\u{:04x}", byte);
            } else {
                out_ += c;
            }
        }
        out_ += '"';
    }
    /// The printable part of ill-formed text, to say which text is meant.
    static std::string fold_ill(std::string_view value) {
        std::string shown;
        for (char c : value.substr(0, 40)) shown += c >= ' ' && c < 0x7F ? c : '?';
        return shown;
    }

    std::string& out_;
    bool first_ = true;
};

void write(Writer& w, const Actor& actor) {
    w.open('{');
    w.text("country", actor.country);
    w.text("gender", actor.gender);
    w.text("key", actor.key);
    w.text("label", actor.label);
    w.text("name", actor.name);
    w.texts("names", actor.names);
    w.number("number", actor.number);
    w.close('}');
}

void write(Writer& w, const Evidence& evidence) {
    w.open('{');
    w.number("end", evidence.end);
    if (!evidence.marks.empty()) {
        w.key("marks");
        w.open('[');
        for (const auto& mark : evidence.marks) {
            w.item();
            w.open('{');
            w.number("end", mark.end);
            w.text("slot", mark.slot);
            w.number("start", mark.start);
            w.close('}');
        }
        w.close(']');
    }
    w.text("sentence", evidence.sentence);
    w.number("start", evidence.start);
    w.close('}');
}

void write(Writer& w, const std::vector<Participant>& participants) {
    w.open('[');
    for (const auto& participant : participants) {
        w.item();
        w.open('{');
        w.key("actor");
        write(w, participant.actor);
        w.text("mention", participant.mention);
        w.text("reason", participant.reason);
        w.text("role", participant.role);
        w.close('}');
    }
    w.close(']');
}

// ---- Reading ---------------------------------------------------------------------------------

/// Brackets open at once, outside of strings.
int depth_of(std::string_view text) {
    int depth = 0, deepest = 0;
    bool in_string = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (in_string) {
            if (c == '\\') ++i;
            if (c == '"') in_string = false;
        } else if (c == '"') {
            in_string = true;
        } else if (c == '{' || c == '[') {
            deepest = std::max(deepest, ++depth);
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return deepest;
}

[[noreturn]] void refuse(const std::string& where, std::string_view what) {
    throw Error(fmt::format("not a claim: {} {}", where, what),
                "a claim is one line of `parley extract`");
}

/// An object whose members are all asked for: what nobody asked for is a mistake in the input.
class Members {
  public:
    Members(const json& value, std::string where) : value_(value), where_(std::move(where)) {
        if (!value.is_object()) refuse(where_.empty() ? "the line" : where_, "is not an object");
    }

    std::string text(const char* name) {
        const json* value = find(name);
        if (!value) return {};
        if (!value->is_string()) refuse(path(name), "is not a string");
        return value->get<std::string>();
    }
    std::string required(const char* name) {
        std::string value = text(name);
        if (value.empty()) refuse(path(name), "is missing or empty");
        return value;
    }
    template <class Number>
    Number number(const char* name, std::uint64_t most = std::numeric_limits<Number>::max()) {
        const json* value = find(name);
        if (!value) return 0;
        if (!value->is_number_unsigned() || value->get<std::uint64_t>() > most)
            refuse(path(name), fmt::format("is not a whole number from 0 to {}", most));
        return static_cast<Number>(value->get<std::uint64_t>());
    }
    std::vector<std::string> texts(const char* name) {
        std::vector<std::string> values;
        for (const json& value : list(name)) {
            if (!value.is_string()) refuse(path(name), "holds something that is not a string");
            values.push_back(value.get<std::string>());
        }
        return values;
    }
    const json& list(const char* name) {
        static const json kNothing = json::array();
        const json* value = find(name);
        if (!value) return kNothing;
        if (!value->is_array()) refuse(path(name), "is not a list");
        return *value;
    }
    const json* find(const char* name) {
        auto found = value_.find(name);
        if (found == value_.end()) return nullptr;
        ++asked_;
        return &*found;
    }
    std::string path(std::string_view name) const {
        return where_.empty() ? std::string(name) : fmt::format("{}.{}", where_, name);
    }
    /// Call last. `known` are the names that may stand here.
    void done(std::initializer_list<std::string_view> known) const {
        if (asked_ == value_.size()) return;
        for (const auto& [name, ignored] : value_.items())
            if (std::find(known.begin(), known.end(), name) == known.end())
                refuse(path(name), "is no member of a claim");
    }

  private:
    const json& value_;
    std::string where_;
    std::size_t asked_ = 0;
};

Actor read_actor(const json& value, const std::string& where) {
    Members members(value, where);
    Actor actor;
    actor.number = members.number<std::uint32_t>("number");
    actor.label = members.required("label");
    actor.name = members.required("name");
    actor.names = members.texts("names");
    actor.key = members.text("key");
    actor.country = members.text("country");
    actor.gender = members.text("gender");
    members.done({"number", "label", "name", "names", "key", "country", "gender"});
    return actor;
}

Participant read_participant(const json& value, const std::string& where) {
    Members members(value, where);
    Participant participant;
    participant.role = members.required("role");
    const json* actor = members.find("actor");
    if (!actor) refuse(members.path("actor"), "is missing");
    participant.actor = read_actor(*actor, members.path("actor"));
    participant.mention = members.text("mention");
    participant.reason = members.text("reason");
    members.done({"role", "actor", "mention", "reason"});
    return participant;
}

Evidence read_evidence(const json& value) {
    Members members(value, "evidence");
    Evidence evidence;
    evidence.sentence = members.required("sentence");
    evidence.start = members.number<std::uint32_t>("start");
    evidence.end = members.number<std::uint32_t>("end");
    if (evidence.end <= evidence.start) refuse("evidence.end", "does not lie behind its start");
    std::size_t position = 0;
    for (const json& item : members.list("marks")) {
        Members mark(item, fmt::format("evidence.marks[{}]", position++));
        evidence.marks.push_back({mark.number<std::uint32_t>("start"),
                                  mark.number<std::uint32_t>("end"), mark.text("slot")});
        mark.done({"start", "end", "slot"});
    }
    members.done({"sentence", "start", "end", "marks"});
    return evidence;
}

Date read_date(Members& members) {
    std::string text = members.text("date");
    auto date = Date::parse(text);
    if (!date) refuse("date", fmt::format("is not an EDTF date: \"{}\"", text));
    return *date;
}

std::map<std::string, std::string> read_properties(Members& members) {
    std::map<std::string, std::string> properties;
    const json* value = members.find("properties");
    if (!value) return properties;
    if (!value->is_object()) refuse("properties", "is not an object");
    for (const auto& [name, text] : value->items()) {
        if (!text.is_string()) refuse("properties." + name, "is not a string");
        if (!text.get_ref<const std::string&>().empty()) properties[name] = text;
    }
    return properties;
}

json parse(std::string_view line) {
    if (depth_of(line) > kMaxDepth)
        refuse("the line", fmt::format("nests deeper than {} levels", kMaxDepth));
    try {
        return json::parse(line);
    } catch (const json::parse_error& error) {
        if (!is_valid_utf8(line)) refuse("the line", "is not valid UTF-8");
        refuse("the line", fmt::format("is not JSON: near byte {}", error.byte));
    } catch (const json::out_of_range&) {
        refuse("the line", "holds a number too large to keep");
    }
}

}  // namespace

std::string to_json(const Claim& claim) {
    std::string out;
    out.reserve(512 + claim.evidence.sentence.size() + 256 * claim.participants.size());
    Writer w(out);
    w.open('{');
    w.text("article", claim.article);
    w.number("confidence", claim.confidence);
    w.text("date", claim.date.text());
    w.texts("date_reasons", claim.date_reasons);
    w.key("evidence");
    write(w, claim.evidence);
    w.text("language", claim.language);
    w.text("modality", claim.modality);
    w.number("ordinal", claim.ordinal);
    w.key("participants");
    write(w, claim.participants);
    if (!claim.properties.empty()) {
        w.key("properties");
        w.open('{');
        for (const auto& [name, value] : claim.properties) w.text(name, value);
        w.close('}');
    }
    w.text("rule", claim.rule);
    w.text("type", claim.type);
    w.close('}');
    return out;
}

Claim claim_from_json(std::string_view line) {
    json value = parse(line);
    Members members(value, "");
    Claim claim;
    claim.article = members.required("article");
    claim.ordinal = members.number<std::uint32_t>("ordinal");
    claim.language = members.text("language");
    claim.type = members.required("type");
    if (members.find("modality")) claim.modality = members.required("modality");
    std::size_t position = 0;
    for (const json& item : members.list("participants"))
        claim.participants.push_back(
            read_participant(item, fmt::format("participants[{}]", position++)));
    if (claim.participants.empty()) refuse("participants", "is missing or empty");
    claim.date = read_date(members);
    claim.date_reasons = members.texts("date_reasons");
    if (!claim.date.is_open() && claim.date_reasons.empty())
        refuse("date_reasons", "is missing: a date needs its reason");
    claim.properties = read_properties(members);
    const json* evidence = members.find("evidence");
    if (!evidence) refuse("evidence", "is missing: a claim needs its sentence");
    claim.evidence = read_evidence(*evidence);
    claim.rule = members.text("rule");
    claim.confidence = members.number<std::uint8_t>("confidence", 100);
    members.done({"article", "ordinal", "language", "type", "modality", "participants", "date",
                  "date_reasons", "properties", "evidence", "rule", "confidence"});
    return claim;
}

}  // namespace parley
