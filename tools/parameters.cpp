#include "tools/parameters.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "tools/commands.hpp"
#include "tools/value_json.hpp"

namespace parley::tools {
std::pair<std::string, Value> parameter_from(const std::string& assignment) {
    const std::size_t equals = assignment.find('=');
    if (equals == assignment.npos || equals == 0) {
        throw UsageError(fmt::format("parameter \"{}\" is not name=value", assignment),
                         "for example --param 'name=\"Ada\"' --param year=2017");
    }
    const std::string name = assignment.substr(0, equals);
    try {
        return {name, value_from_json(nlohmann::json::parse(assignment.substr(equals + 1)))};
    } catch (const nlohmann::json::parse_error&) {
        throw UsageError(fmt::format("the value of parameter \"{}\" is not JSON", name),
                         fmt::format("a text needs its quotes: --param '{}=\"...\"'", name));
    } catch (const nlohmann::json::out_of_range&) {
        throw UsageError(
            fmt::format("the value of parameter \"{}\" holds a number too large to keep", name));
    } catch (const Error& error) {
        throw UsageError(
            fmt::format("the value of parameter \"{}\" is wrong: {}", name, error.what()));
    }
}

Map parameters_from(const std::vector<std::string>& assignments) {
    Map parameters;
    for (const std::string& assignment : assignments) {
        auto [name, value] = parameter_from(assignment);
        parameters.insert_or_assign(std::move(name), std::move(value));
    }
    return parameters;
}

}  // namespace parley::tools
