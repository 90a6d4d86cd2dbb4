#include "tools/parameters.hpp"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <parley/error.hpp>

namespace parley::tools {
namespace {
using nlohmann::json;

constexpr int max_depth = 64;

Value value_of(const json& value, int depth) {
    if (depth > max_depth) throw Error(fmt::format("nested deeper than {}", max_depth));
    switch (value.type()) {
        case json::value_t::boolean:
            return {value.get<bool>()};
        case json::value_t::number_integer:
            return {value.get<std::int64_t>()};
        case json::value_t::number_unsigned:
            if (value.get<std::uint64_t>() > INT64_MAX) throw Error("larger than 64 bits");
            return {value.get<std::int64_t>()};
        case json::value_t::number_float:
            return {value.get<double>()};
        case json::value_t::string:
            return {value.get<std::string>()};
        case json::value_t::array: {
            List list;
            for (const json& element : value) list.push_back(value_of(element, depth + 1));
            return {std::make_shared<const List>(std::move(list))};
        }
        case json::value_t::object: {
            Map map;
            for (const auto& [key, member] : value.items()) map[key] = value_of(member, depth + 1);
            return {std::make_shared<const Map>(std::move(map))};
        }
        case json::value_t::null:
        case json::value_t::binary:
        case json::value_t::discarded:
            break;
    }
    return {};
}

}  // namespace

std::pair<std::string, Value> parameter_from(const std::string& assignment) {
    const std::size_t equals = assignment.find('=');
    if (equals == assignment.npos || equals == 0) {
        throw Error(fmt::format("parameter \"{}\" is not name=value", assignment));
    }
    const std::string name = assignment.substr(0, equals);
    try {
        return {name, value_of(json::parse(assignment.substr(equals + 1)), 0)};
    } catch (const json::parse_error&) {
        throw Error(fmt::format("the value of parameter \"{}\" is not JSON", name),
                    fmt::format("a text needs its quotes: --param '{}=\"...\"'", name));
    } catch (const Error& error) {
        throw Error(fmt::format("the value of parameter \"{}\" is {}", name, error.what()));
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
