#include "query/question.hpp"

#include "query/hints.hpp"

namespace parley::query {
namespace {

std::string quoted(const std::string& text) {
    std::string out = "'";
    for (const char c : text) {
        if (c == '\'' || c == '\\') out += '\\';
        out += c;
    }
    return out + "'";
}

std::string property_text(const View& view, NodeIndex node, const char* name) {
    const auto key = view.keys().find(name);
    if (!key) return {};
    const Value value = view.node_property(node, *key);
    const auto* text = value.as<std::string>();
    return text ? *text : "";
}

std::string label_of(const View& view, NodeIndex node) {
    const auto labels = view.labels_of(node);
    return labels.empty() ? "node" : view.labels().name(labels.front());
}

[[noreturn]] void nobody(const View& view, const std::string& name, Span span) {
    std::string hint;
    for (const std::string& near : nearest_names(view, name, 3)) {
        hint += (hint.empty() ? "nearest names: " : ", ") + near;
    }
    throw Fault{Phase::compile, "SemanticError",
                "UnknownName",  "Nobody is named '" + name + "'.",
                span,           hint};
}

[[noreturn]] void several(const View& view, const std::string& name,
                          const std::vector<NodeIndex>& found, Span span) {
    constexpr std::size_t shown = 8;
    std::string list;
    for (std::size_t i = 0; i < found.size() && i < shown; ++i) {
        list += (i > 0 ? "; " : "") + property_text(view, found[i], "name") + " (" +
                label_of(view, found[i]) + ", key '" + property_text(view, found[i], "key") + "')";
    }
    if (found.size() > shown) list += "; ...";
    throw Fault{Phase::compile,
                "SemanticError",
                "AmbiguousName",
                "'" + name + "' fits " + std::to_string(found.size()) + " nodes: " + list + ".",
                span,
                "use the key instead of the name"};
}

void settle(std::string& name, bool& is_parameter, Span span, const View& view,
            const Map* parameters) {
    if (is_parameter) {
        if (!parameters) return;
        const auto found = parameters->find(name);
        if (found == parameters->end()) throw missing_parameter(name, span);
        const auto* text = found->second.as<std::string>();
        if (!text) {
            throw Fault{Phase::compile,
                        "TypeError",
                        "InvalidArgumentType",
                        "Parameter $" + name + " is no name.",
                        span,
                        ""};
        }
        name = *text;
        is_parameter = false;
    }
    const auto key = view.keys().find("key");
    if (key) {
        const auto by_key = view.nodes_with_text(*key, name);
        if (by_key && by_key->size() == 1) return;
    }
    const auto named = view.nodes_named(name);
    if (named.empty()) nobody(view, name, span);
    if (named.size() > 1) several(view, name, named, span);
    const std::string own_key = property_text(view, named[0], "key");
    if (!own_key.empty()) name = own_key;
}

std::string end_pattern(const char* variable, const std::string& name, bool is_parameter) {
    return "(" + std::string(variable) +
           (is_parameter ? " ~ $" + name : " {key: " + quoted(name) + "}") + ")";
}

std::string types_pattern(const Question& q) {
    std::string out;
    for (const std::string& type : q.types) out += (out.empty() ? ":`" : "|`") + type + "`";
    return out;
}

std::string neighbors(const Question& q) {
    const std::int64_t hops = q.hops == 0 ? 1 : q.hops;
    std::string out = "MATCH p = ALL SHORTEST " + end_pattern("a", q.from, q.from_is_parameter) +
                      "-[" + types_pattern(q) + "*1.." + std::to_string(hops) + "]-(b)";
    if (!q.window.empty()) out += " " + q.window;
    out += " WHERE b <> a";
    if (!q.labels.empty()) {
        out += " AND b:";
        for (std::size_t i = 0; i < q.labels.size(); ++i) {
            out += (i > 0 ? "|`" : "`") + q.labels[i] + "`";
        }
    }
    out +=
        " WITH b, length(p) AS hops, last(relationships(p)) AS r"
        " RETURN DISTINCT b.name AS name, head(labels(b)) AS label, hops, type(r) AS relation,"
        " r.date AS date, sources(r) AS sources ORDER BY hops, date, name, relation";
    if (!q.limit.empty()) out += " LIMIT " + q.limit;
    return out;
}

std::string path(const Question& q) {
    std::string out = "MATCH path = ";
    if (!q.all_paths) out += q.limit.empty() ? "ANY SHORTEST " : "SHORTEST " + q.limit + " ";
    if (!q.order.empty()) out += q.order + " ";
    out += end_pattern("a", q.from, q.from_is_parameter) + "-[" + types_pattern(q) + "*1..";
    const std::int64_t fallback = q.all_paths ? 4 : 8;
    out += std::to_string(q.hops == 0 ? fallback : q.hops) + "]-" +
           end_pattern("b", q.to, q.to_is_parameter);
    if (!q.window.empty()) out += " " + q.window;
    out += " RETURN path ORDER BY length(path)";
    if (!q.limit.empty()) out += " LIMIT " + q.limit;
    return out;
}

}  // namespace

void settle_names(Question& question, const View& view, const Map* parameters) {
    settle(question.from, question.from_is_parameter, question.from_span, view, parameters);
    if (question.is_path) {
        settle(question.to, question.to_is_parameter, question.to_span, view, parameters);
    }
}

std::string match_of(const Question& question) {
    return question.is_path ? path(question) : neighbors(question);
}

}  // namespace parley::query
