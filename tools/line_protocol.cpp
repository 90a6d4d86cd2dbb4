#include "tools/line_protocol.hpp"

#include <istream>
#include <nlohmann/json.hpp>
#include <ostream>
#include <parley/graph.hpp>
#include <parley/query.hpp>

#include "tools/value_json.hpp"

namespace parley::tools {
namespace {

using nlohmann::json;

/// A request that cannot be answered: phase `protocol`.
struct BadRequest {
    std::string detail;
    std::string message;
    std::string type = "Unsupported";
};

[[noreturn]] void bad_argument(std::string message) {
    throw BadRequest{"InvalidArgumentValue", std::move(message), "ArgumentError"};
}

class Session {
  public:
    Session(Graph& graph, bool may_reset) : graph_(graph), may_reset_(may_reset), engine_(graph) {}

    std::string answer(const std::string& line) {
        json id = nullptr;
        try {
            const json request = parse_request(line);
            if (!request.is_object()) throw BadRequest{"BadRequest", "A request is an object."};
            if (request.contains("id") && request["id"].is_number_integer()) id = request["id"];
            return reply(request, id.dump());
        } catch (const BadRequest& bad) {
            return error(id.dump(), {{"phase", "protocol"},
                                     {"type", bad.type},
                                     {"detail", bad.detail},
                                     {"message", bad.message}});
        } catch (const QueryError& fault) {
            return error(id.dump(), describe(fault));
        } catch (const std::exception& fault) {
            return error(id.dump(), {{"phase", "runtime"},
                                     {"type", "InternalError"},
                                     {"detail", "InternalError"},
                                     {"message", fault.what()}});
        }
    }

  private:
    static json parse_request(const std::string& line) {
        constexpr int deepest = 200;
        int depth = 0;
        bool too_deep = false;
        const json::parser_callback_t guard = [&](int level, json::parse_event_t, json&) {
            depth = level;
            too_deep = too_deep || level > deepest;
            return !too_deep;
        };
        json out = json::parse(line, guard, false);
        if (too_deep) throw BadRequest{"BadRequest", "The request is nested too deeply."};
        if (out.is_discarded()) throw BadRequest{"BadRequest", "The line is not JSON."};
        return out;
    }

    std::string reply(const json& request, const std::string& id) {
        if (request.contains("hello")) {
            return "{\"id\":" + id + ",\"ok\":true,\"protocol\":1,\"engine\":\"parley " +
                   PARLEY_VERSION + "\"}";
        }
        if (request.contains("reset")) {
            if (!may_reset_) throw BadRequest{"Unsupported", "Only an ephemeral store is reset."};
            graph_.reset();
            engine_.drop_procedures();
            return "{\"id\":" + id + ",\"ok\":true}";
        }
        if (request.contains("procedure")) {
            add_procedure(request["procedure"]);
            return "{\"id\":" + id + ",\"ok\":true}";
        }
        if (request.contains("query") && request["query"].is_string()) return run(request, id);
        throw BadRequest{"Unsupported", "This kind of request is not known."};
    }

    void add_procedure(const json& body) {
        TableProcedure procedure;
        procedure.signature = body.at("signature").get<std::string>();
        for (const json& column : body.value("columns", json::array())) {
            procedure.columns.push_back(column.get<std::string>());
        }
        for (const json& row : body.value("rows", json::array())) {
            std::vector<Value>& made = procedure.rows.emplace_back();
            for (const json& cell : row) made.push_back(value_from_json(cell));
        }
        engine_.add_procedure(std::move(procedure));
    }

    static Map parameters_of(const json& request) {
        Map parameters;
        if (!request.contains("params") || request["params"].is_null()) return parameters;
        if (!request["params"].is_object()) bad_argument("params is an object.");
        for (const auto& [name, value] : request["params"].items()) {
            try {
                parameters[name] = value_from_json(value);
            } catch (const Error& error) {
                bad_argument("Parameter $" + name + ": " + error.what() + ".");
            }
        }
        return parameters;
    }

    std::string run(const json& request, const std::string& id) {
        const Map parameters = parameters_of(request);
        QueryLimits limits;
        if (request.contains("timeoutMs")) {
            if (!request["timeoutMs"].is_number_integer()) {
                bad_argument("timeoutMs is a whole number of milliseconds.");
            }
            limits.timeout = std::chrono::milliseconds(request["timeoutMs"].get<std::int64_t>());
        }
        const auto begin = std::chrono::steady_clock::now();
        rows_.out.assign("{\"id\":").append(id);
        const QueryResult result =
            engine_.run(request["query"].get_ref<const std::string&>(), parameters, limits, rows_);
        std::string& out = rows_.out;
        rows_.end();
        append_stats(out, result.stats);
        if (!result.notes.empty()) {
            out += ",\"notes\":[";
            for (std::size_t i = 0; i < result.notes.size(); ++i) {
                if (i > 0) out += ',';
                append_json_text(out, result.notes[i]);
            }
            out += ']';
        }
        const auto micros = std::chrono::duration_cast<std::chrono::microseconds>(
            std::chrono::steady_clock::now() - begin);
        out += ",\"elapsedMicros\":" + std::to_string(micros.count()) + "}";
        // The next small answer finds a buffer of its size; a large one is not kept.
        constexpr std::size_t small = 1 << 18;
        if (out.size() < small) return out;
        return std::move(out);
    }

    static void append_stats(std::string& out, const QueryStats& stats) {
        const std::pair<const char*, std::uint64_t> members[] = {
            {"nodesCreated", stats.nodes_created},
            {"nodesDeleted", stats.nodes_deleted},
            {"relationshipsCreated", stats.relationships_created},
            {"relationshipsDeleted", stats.relationships_deleted},
            {"propertiesAdded", stats.properties_added},
            {"propertiesRemoved", stats.properties_removed},
            {"labelsAdded", stats.labels_added},
            {"labelsRemoved", stats.labels_removed}};
        std::string inside;
        for (const auto& [name, count] : members) {
            if (count == 0) continue;
            inside +=
                (inside.empty() ? "\"" : ",\"") + std::string(name) + "\":" + std::to_string(count);
        }
        if (!inside.empty()) out += ",\"stats\":{" + inside + "}";
    }

    static json describe(const QueryError& fault) {
        json out{{"phase", fault.phase()},
                 {"type", fault.type()},
                 {"detail", fault.detail()},
                 {"message", fault.what()},
                 {"position",
                  {{"offset", fault.position().offset},
                   {"line", fault.position().line},
                   {"column", fault.position().column}}}};
        if (!fault.hint().empty()) out["hint"] = fault.hint();
        return out;
    }

    static std::string error(const std::string& id, const json& body) {
        return "{\"id\":" + id +
               ",\"error\":" + body.dump(-1, ' ', false, json::error_handler_t::replace) + "}";
    }

    Graph& graph_;
    bool may_reset_;
    QueryEngine engine_;
    JsonRows rows_;
};

}  // namespace

int run_line_protocol(Graph& graph, bool may_reset, std::istream& in, std::ostream& out) {
    Session session(graph, may_reset);
    std::string line;
    while (std::getline(in, line)) {
        if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
        out << session.answer(line) << '\n' << std::flush;
    }
    return 0;
}

}  // namespace parley::tools
