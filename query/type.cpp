#include "query/type.hpp"

#include <array>
#include <utility>

namespace parley::query {

Type join(const Type& a, const Type& b) {
    Type out(a.kinds | b.kinds);
    const bool lists_a = (a.kinds & Type::list) != 0;
    const bool lists_b = (b.kinds & Type::list) != 0;
    if (lists_a && lists_b && a.element && b.element) {
        out.element = std::make_shared<const Type>(join(*a.element, *b.element));
    } else if (lists_a && !lists_b) {
        out.element = a.element;
    } else if (lists_b && !lists_a) {
        out.element = b.element;
    }
    return out;
}

std::string describe(const Type& type) {
    if (type.kinds == Type::anything) return "any value";
    if (type.kinds == Type::nothing) return "null";
    static constexpr std::array<std::pair<std::uint32_t, const char*>, 12> names{{
        {Type::boolean, "Boolean"},
        {Type::integer, "Integer"},
        {Type::floating, "Float"},
        {Type::string, "String"},
        {Type::list, "List"},
        {Type::map, "Map"},
        {Type::node, "Node"},
        {Type::relationship, "Relationship"},
        {Type::path, "Path"},
        {Type::date, "Date"},
        {Type::moment, "Time"},
        {Type::duration, "Duration"},
    }};
    std::string out;
    for (const auto& [kind, name] : names) {
        if ((type.kinds & kind) == 0) continue;
        if (!out.empty()) out += " or ";
        out += name;
    }
    return out;
}

}  // namespace parley::query
