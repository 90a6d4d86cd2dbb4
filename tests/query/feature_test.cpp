/// Runs the scenarios of features/ against the library: the same steps as the conformance suite's.
#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <parley/graph.hpp>
#include <parley/query.hpp>
#include <sstream>

#include "tests/source_dir.hpp"

using namespace parley;

namespace {

using Table = std::vector<std::vector<std::string>>;

struct StepText {
    std::string text;
    std::string doc;
    Table table;
};

struct Scenario {
    std::string name;
    std::vector<StepText> steps;
    Table examples;
};

std::string trimmed(const std::string& line) {
    const std::size_t first = line.find_first_not_of(" \t\r");
    if (first == std::string::npos) return {};
    return line.substr(first, line.find_last_not_of(" \t\r") + 1 - first);
}

std::vector<std::string> cells(const std::string& line) {
    std::vector<std::string> out;
    std::string cell;
    for (std::size_t i = 1; i < line.size(); ++i) {
        if (line[i] == '\\' && i + 1 < line.size() && line[i + 1] == '|') {
            cell += line[++i];
        } else if (line[i] == '|') {
            out.push_back(trimmed(cell));
            cell.clear();
        } else {
            cell += line[i];
        }
    }
    return out;
}

std::vector<Scenario> read_feature(const std::filesystem::path& file) {
    std::ifstream in(file);
    std::vector<Scenario> out;
    std::vector<StepText> background;
    std::vector<StepText>* steps = nullptr;
    bool in_doc = false, in_examples = false;
    for (std::string raw; std::getline(in, raw);) {
        const std::string line = trimmed(raw);
        if (line == "\"\"\"") {
            in_doc = !in_doc;
        } else if (in_doc) {
            steps->back().doc += line + "\n";
        } else if (line.empty() || line[0] == '#' || line.starts_with("Feature:")) {
            continue;
        } else if (line.starts_with("Background:")) {
            steps = &background;
        } else if (line.starts_with("Scenario")) {
            out.push_back({line, background, {}});
            steps = &out.back().steps;
            in_examples = false;
        } else if (line.starts_with("Examples:")) {
            in_examples = true;
        } else if (line[0] == '|') {
            (in_examples ? out.back().examples : steps->back().table).push_back(cells(line));
        } else {
            steps->push_back({line.substr(line.find(' ') + 1), "", {}});
        }
    }
    return out;
}

std::string filled_in(std::string text, const Table& examples, std::size_t row) {
    for (std::size_t i = 0; row > 0 && i < examples[0].size(); ++i) {
        const std::string mark = "<" + examples[0][i] + ">";
        for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark)) {
            text.replace(at, mark.size(), examples[row][i]);
        }
    }
    return text;
}

/// In the notation of expected tables.
class Notation {
  public:
    explicit Notation(const QueryResult& result) : result_(result) {}

    std::string operator()(const Value& value) const {
        if (value.as<Date>()) return "'" + to_text(value) + "'";
        if (const auto* n = value.as<NodeId>()) return node(*n);
        if (const auto* p = value.as<std::shared_ptr<const Path>>()) return path(**p);
        if (const auto* list = value.as<std::shared_ptr<const List>>()) {
            std::string out = "[";
            for (const Value& one : **list) out += (out.size() > 1 ? ", " : "") + (*this)(one);
            return out + "]";
        }
        return to_text(value);
    }

  private:
    std::string properties(const Map& map) const {
        if (map.empty()) return {};
        std::string out = " {";
        for (const auto& [key, value] : map) {
            out += (out.size() > 2 ? ", " : "") + key + ": " + (*this)(value);
        }
        return out + "}";
    }
    std::string node(NodeId id) const {
        const NodeRecord record = result_.node(id);
        std::string out = "(";
        for (const std::string& label : record.labels) out += ":" + label;
        return out + properties(record.properties) + ")";
    }
    std::string path(const Path& path) const {
        std::string out = "<" + node(path.nodes[0]);
        for (std::size_t i = 0; i < path.edges.size(); ++i) {
            const EdgeRecord record = result_.edge(path.edges[i]);
            const bool forwards = record.start == path.nodes[i];
            out += (forwards ? "-[:" : "<-[:") + record.type + properties(record.properties) +
                   (forwards ? "]->" : "]-") + node(path.nodes[i + 1]);
        }
        return out + ">";
    }
    const QueryResult& result_;
};

struct Outcome {
    std::vector<std::string> rows;
    std::string columns, error;
};

Outcome ask(QueryEngine& engine, const std::string& query) {
    Outcome out;
    try {
        const QueryResult result = engine.run(query);
        const Notation notation(result);
        for (const std::string& column : result.columns) out.columns += column + " | ";
        for (const auto& row : result.rows) {
            std::string line;
            for (const Value& value : row) line += notation(value) + " | ";
            out.rows.push_back(line);
        }
    } catch (const QueryError& fault) {
        out.error = fault.type() + " at " + fault.phase() + ": " + fault.detail();
    }
    return out;
}

void check_step(const StepText& step, const Table& examples, std::size_t row,
                const Outcome& outcome) {
    const auto joined = [&](const std::vector<std::string>& line) {
        std::string out;
        for (const std::string& cell : line) out += filled_in(cell, examples, row) + " | ";
        return out;
    };
    if (step.text.find("should be raised") != std::string::npos) {
        const std::string text = filled_in(step.text, examples, row);
        std::istringstream words(text);
        std::string type, detail;
        words >> type;
        if (type == "a" || type == "an") words >> type;
        detail = text.substr(text.find(':') + 2);
        const bool runs = text.find("at runtime:") != std::string::npos;
        CHECK(outcome.error == type + (runs ? " at runtime: " : " at compile: ") + detail);
        return;
    }
    CHECK(outcome.error == "");
    if (step.text.find("no side effects") != std::string::npos) return;
    std::vector<std::string> expected, found = outcome.rows;
    for (std::size_t i = 1; i < step.table.size(); ++i) expected.push_back(joined(step.table[i]));
    if (!step.table.empty()) CHECK(outcome.columns == joined(step.table[0]));
    if (step.text.find("in order") == std::string::npos) {
        std::sort(expected.begin(), expected.end());
        std::sort(found.begin(), found.end());
    }
    CHECK(found == expected);
}

void run_scenario(const Scenario& scenario, std::size_t row) {
    Graph graph = Graph::ephemeral();
    QueryEngine engine(graph);
    Outcome outcome;
    std::string query;
    for (const StepText& step : scenario.steps) {
        if (step.text == "an empty graph") continue;
        if (step.text.starts_with("having executed")) {
            engine.run(step.doc);
        } else if (step.text.starts_with("executing query")) {
            query = filled_in(step.doc, scenario.examples, row);
            outcome = ask(engine, query);
        } else {
            INFO(scenario.name << "\n" << query);
            check_step(step, scenario.examples, row, outcome);
        }
    }
}

}  // namespace

TEST_CASE("The scenarios of the language's own features pass", "[query][features]") {
    std::size_t count = 0;
    const auto folder = std::filesystem::path(source_dir()) / "tests/query/features";
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() != ".feature") continue;
        for (const Scenario& scenario : read_feature(entry.path())) {
            const std::size_t rows = scenario.examples.empty() ? 1 : scenario.examples.size() - 1;
            for (std::size_t i = 1; i <= rows; ++i) {
                run_scenario(scenario, scenario.examples.empty() ? 0 : i);
                ++count;
            }
        }
    }
    CHECK(count >= 200);
}
