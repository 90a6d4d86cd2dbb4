#include "query/ast_text.hpp"

#include "query/text.hpp"

namespace parley::query {

using namespace ast;

namespace {

std::string joined(const std::vector<ExprPtr>& items, std::size_t from = 0) {
    std::string out;
    for (std::size_t i = from; i < items.size(); ++i) {
        if (i > from) out += ", ";
        out += items[i] ? to_text(*items[i]) : "";
    }
    return out;
}

std::string infix(const Expr& e, const char* op) {
    std::string out = "(";
    for (std::size_t i = 0; i < e.args.size(); ++i) {
        if (i > 0) out += std::string(" ") + op + " ";
        out += to_text(*e.args[i]);
    }
    return out + ")";
}

std::string labels_text(const LabelTest& labels) {
    std::string out;
    for (const auto& any : labels) {
        for (std::size_t i = 0; i < any.size(); ++i) out += (i == 0 ? ":" : "|") + any[i];
    }
    return out;
}

std::string comparison_text(const Expr& e) {
    static constexpr const char* ops[] = {"=", "<>", "<", "<=", ">", ">="};
    std::string out = "(" + to_text(*e.args[0]);
    for (std::size_t i = 0; i < e.ops.size(); ++i) {
        out += std::string(" ") + ops[static_cast<int>(e.ops[i])] + " " + to_text(*e.args[i + 1]);
    }
    return out + ")";
}

std::string map_text(const Expr& e) {
    std::string out = "{";
    for (std::size_t i = 0; i < e.keys.size(); ++i) {
        if (i > 0) out += ", ";
        out += e.keys[i] + ": " + to_text(*e.args[i]);
    }
    return out + "}";
}

std::string choice_text(const Expr& e) {
    std::string out = "CASE";
    if (e.args[0]) out += " " + to_text(*e.args[0]);
    for (std::size_t i = 1; i + 1 < e.args.size(); i += 2) {
        out += " WHEN " + to_text(*e.args[i]) + " THEN " + to_text(*e.args[i + 1]);
    }
    if (e.args.back()) out += " ELSE " + to_text(*e.args.back());
    return out + " END";
}

std::string loop_text(const Expr& e) {
    static constexpr const char* quantifiers[] = {"all", "any", "none", "single"};
    if (e.kind == ExprKind::quantifier) {
        return std::string(quantifiers[static_cast<int>(e.quantifier)]) + "(" + e.text + " IN " +
               to_text(*e.args[0]) + " WHERE " + to_text(*e.args[1]) + ")";
    }
    if (e.kind == ExprKind::reduce) {
        return "reduce(" + e.keys[0] + " = " + to_text(*e.args[0]) + ", " + e.text + " IN " +
               to_text(*e.args[1]) + " | " + to_text(*e.args[2]) + ")";
    }
    std::string out = "[";
    if (e.kind == ExprKind::comprehension) {
        out += e.text + " IN " + to_text(*e.args[0]);
        if (e.args[1]) out += " WHERE " + to_text(*e.args[1]);
        if (e.args[2]) out += " | " + to_text(*e.args[2]);
    } else {
        out += to_text(*e.pattern);
        if (e.args[0]) out += " WHERE " + to_text(*e.args[0]);
        out += " | " + to_text(*e.args[1]);
    }
    return out + "]";
}

std::string dynamic_map_text(const Expr& e) {
    std::string out = to_text(*e.args[0]) + " {";
    for (std::size_t i = 0; i < e.keys.size(); ++i) {
        if (i > 0) out += ", ";
        out += e.args[i + 1] ? e.keys[i] + ": " + to_text(*e.args[i + 1]) : "." + e.keys[i];
    }
    return out + "}";
}

}  // namespace

std::string to_text(const Expr& e) {
    switch (e.kind) {
        case ExprKind::literal:
            return parley::to_text(e.literal);
        case ExprKind::parameter:
            return "$" + e.text;
        case ExprKind::variable:
            return e.text;
        case ExprKind::property:
            return to_text(*e.args[0]) + "." + e.text;
        case ExprKind::has_labels:
            return to_text(*e.args[0]) + labels_text(e.labels);
        case ExprKind::subscript:
            return to_text(*e.args[0]) + "[" + to_text(*e.args[1]) + "]";
        case ExprKind::slice:
            return to_text(*e.args[0]) + "[" + (e.args[1] ? to_text(*e.args[1]) : "") + ".." +
                   (e.args[2] ? to_text(*e.args[2]) : "") + "]";
        case ExprKind::list:
            return "[" + joined(e.args) + "]";
        case ExprKind::map:
            return map_text(e);
        case ExprKind::negation:
            return "NOT " + to_text(*e.args[0]);
        case ExprKind::negate:
            return "-" + to_text(*e.args[0]);
        case ExprKind::positive:
            return "+" + to_text(*e.args[0]);
        case ExprKind::add:
            return infix(e, "+");
        case ExprKind::subtract:
            return infix(e, "-");
        case ExprKind::multiply:
            return infix(e, "*");
        case ExprKind::divide:
            return infix(e, "/");
        case ExprKind::modulo:
            return infix(e, "%");
        case ExprKind::power:
            return infix(e, "^");
        case ExprKind::comparison:
            return comparison_text(e);
        case ExprKind::in:
            return infix(e, "IN");
        case ExprKind::starts_with:
            return infix(e, "STARTS WITH");
        case ExprKind::ends_with:
            return infix(e, "ENDS WITH");
        case ExprKind::contains:
            return infix(e, "CONTAINS");
        case ExprKind::matches:
            return infix(e, "=~");
        case ExprKind::conjunction:
            return infix(e, "AND");
        case ExprKind::disjunction:
            return infix(e, "OR");
        case ExprKind::exclusive:
            return infix(e, "XOR");
        case ExprKind::is_null:
            return to_text(*e.args[0]) + " IS NULL";
        case ExprKind::is_not_null:
            return to_text(*e.args[0]) + " IS NOT NULL";
        case ExprKind::call:
            return ascii_lower(e.text) + "(" + (e.distinct ? "DISTINCT " : "") + joined(e.args) +
                   ")";
        case ExprKind::count_star:
            return "count(*)";
        case ExprKind::choice:
            return choice_text(e);
        case ExprKind::comprehension:
        case ExprKind::pattern_comprehension:
        case ExprKind::quantifier:
        case ExprKind::reduce:
            return loop_text(e);
        case ExprKind::pattern_predicate:
            return to_text(*e.pattern);
        case ExprKind::exists:
            return "EXISTS { ... }";
        case ExprKind::certainly:
            return "certainly(" + to_text(*e.args[0]) + ")";
        case ExprKind::dynamic_map:
            return dynamic_map_text(e);
    }
    return {};
}

std::string to_text(const NodePattern& node) {
    std::string out = "(" + node.variable + labels_text(node.labels);
    if (node.name) out += " ~ " + to_text(*node.name);
    if (node.properties) out += " " + to_text(*node.properties);
    return out + ")";
}

std::string to_text(const RelPattern& rel) {
    std::string inside = rel.variable;
    for (std::size_t i = 0; i < rel.types.size(); ++i) {
        inside += (i == 0 ? ":" : "|") + rel.types[i];
    }
    if (rel.variable_length) {
        inside += "*";
        if (rel.most && *rel.most == rel.least) {
            inside += std::to_string(rel.least);
        } else if (rel.least != 1 || rel.most) {
            inside += std::to_string(rel.least) + "..";
            if (rel.most) inside += std::to_string(*rel.most);
        }
    }
    if (rel.properties) inside += " " + to_text(*rel.properties);
    std::string out = rel.direction == ast::Direction::left ? "<-" : "-";
    if (!inside.empty()) out += "[" + inside + "]";
    return out + (rel.direction == ast::Direction::right ? "->" : "-");
}

std::string to_text(const PathPattern& path) {
    static constexpr const char* selectors[] = {
        "",          "ANY ",      "ANY SHORTEST ", "ALL SHORTEST ", "SHORTEST ",
        "SHORTEST ", "EARLIEST ", "LATEST ",       "FASTEST "};
    static constexpr const char* modes[] = {"", "WALK ", "SIMPLE ", "ACYCLIC "};
    const PathSearch& search = path.search;
    std::string out = path.variable.empty() ? "" : path.variable + " = ";
    out += selectors[static_cast<int>(search.selector)];
    if (search.selector >= Selector::shortest) {
        if (search.count != 1 || search.selector <= Selector::shortest_groups) {
            out += std::to_string(search.count) + " ";
        }
        if (search.selector == Selector::shortest_groups) out += "GROUPS ";
    }
    out += modes[static_cast<int>(search.mode)];
    if (search.order == Order::simultaneous) out += "SIMULTANEOUS ";
    if (search.order == Order::chronological) {
        out += search.strict ? "CHRONOLOGICAL STRICT " : "CHRONOLOGICAL ";
        if (search.within) out += "WITHIN " + to_text(*search.within) + " ";
    }
    for (std::size_t i = 0; i < path.nodes.size(); ++i) {
        if (i > 0) out += to_text(path.rels[i - 1]);
        out += to_text(path.nodes[i]);
    }
    return out;
}

}  // namespace parley::query
