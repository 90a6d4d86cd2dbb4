/// What a result shows of nodes, edges and mistakes; scripts cut into statements.
#include <algorithm>
#include <parley/query.hpp>
#include <utility>

#include "query/function.hpp"
#include "query/parser.hpp"
#include "query/run.hpp"
#include "query/text.hpp"
#include "query/workspace.hpp"

namespace parley {

using query::index_of;

NodeRecord QueryResult::node(NodeId id) const {
    const View& view = workspace->view();
    const NodeIndex index = index_of(id);
    NodeRecord out;
    out.id = std::to_string(static_cast<std::uint64_t>(view.node_id(index)));
    for (const LabelId label : view.labels_of(index)) {
        out.labels.push_back(view.labels().name(label));
    }
    for (const auto& [key, value] : view.node_properties(index)) {
        out.properties[view.keys().name(key)] = value;
    }
    return out;
}

EdgeRecord QueryResult::edge(EdgeId id) const {
    const View& view = workspace->view();
    const EdgeIndex index = index_of(id);
    const EdgeEnds ends = view.ends(index);
    EdgeRecord out;
    out.id = std::to_string(static_cast<std::uint64_t>(view.edge_id(index)));
    out.type = view.types().name(ends.type);
    out.start = NodeId{ends.source};
    out.end = NodeId{ends.target};
    for (const auto& [key, value] : view.edge_properties(index)) {
        out.properties[view.keys().name(key)] = value;
    }
    return out;
}

namespace {

std::string node_text(const QueryResult& result, NodeId id) {
    const NodeRecord node = result.node(id);
    for (const char* key : {"name", "title", "key"}) {
        const auto found = node.properties.find(key);
        if (found == node.properties.end()) continue;
        if (const auto* text = found->second.as<std::string>()) return *text;
    }
    std::string out = "(";
    for (const std::string& label : node.labels) out += ":" + label;
    return out + "#" + node.id + ")";
}

std::string edge_text(const QueryResult& result, EdgeId id) {
    const EdgeRecord edge = result.edge(id);
    const auto date = edge.properties.find("date");
    std::string out = "[" + edge.type;
    if (date != edge.properties.end()) {
        const auto* text = date->second.as<std::string>();
        out += " " + (text ? *text : to_text(date->second));
    }
    return out + "]";
}

std::string path_text(const QueryResult& result, const Path& path) {
    // A step without direction in the world is drawn without an arrow.
    const auto undirected = [](const std::string& type) {
        return type == "MET_WITH" || type == "SIGNED";
    };
    std::string out = node_text(result, path.nodes[0]);
    for (std::size_t i = 0; i < path.edges.size(); ++i) {
        const EdgeRecord edge = result.edge(path.edges[i]);
        const bool plain = undirected(edge.type);
        const bool forwards = edge.start == path.nodes[i];
        out += plain || forwards ? " -" : " <-";
        out += edge_text(result, path.edges[i]);
        out += plain || !forwards ? "- " : "-> ";
        out += node_text(result, path.nodes[i + 1]);
    }
    return out;
}

}  // namespace

std::string QueryResult::text(const Value& value) const {
    if (const auto* s = value.as<std::string>()) return *s;
    if (const auto* n = value.as<NodeId>()) return node_text(*this, *n);
    if (const auto* e = value.as<EdgeId>()) return edge_text(*this, *e);
    if (const auto* p = value.as<std::shared_ptr<const Path>>()) return path_text(*this, **p);
    const auto inside = [this](const Value& one) {
        return one.as<std::string>() ? to_text(one) : text(one);
    };
    if (const auto* list = value.as<std::shared_ptr<const List>>()) {
        std::string out = "[";
        for (const Value& one : **list) out += (out.size() > 1 ? ", " : "") + inside(one);
        return out + "]";
    }
    if (const auto* map = value.as<std::shared_ptr<const Map>>()) {
        std::string out = "{";
        for (const auto& [k, v] : **map) {
            out += (out.size() > 1 ? ", " : "") + k + ": " + inside(v);
        }
        return out + "}";
    }
    return to_text(value);
}

std::string QueryError::caret(std::string_view query) const {
    std::size_t at = 0;
    for (std::uint32_t line = 1; line < position_.line; ++line) {
        const std::size_t end = query.find('\n', at);
        if (end == std::string_view::npos) return {};
        at = end + 1;
    }
    std::string out(query.substr(at, query.find('\n', at) - at));
    std::string below;
    // Tabs stay tabs, so that the caret stands below its word in any terminal.
    for (std::size_t i = 0, column = 1; column < position_.column; ++column) {
        const auto c = query::code_point_at(out, i);
        below += c.value == '\t' ? '\t' : ' ';
        i += c.bytes;
    }
    return out + "\n" + below + std::string(std::max<std::uint32_t>(1, position_.length), '^');
}

std::vector<std::string> split_statements(std::string_view script) {
    std::vector<std::string> out;
    std::size_t begin = 0;
    bool has_words = false;  // beside spaces and comments
    const auto flush = [&](std::size_t end) {
        std::string_view text = script.substr(begin, end - begin);
        const std::size_t first = text.find_first_not_of(" \t\r\n");
        if (!std::exchange(has_words, false)) return;
        text = text.substr(first, text.find_last_not_of(" \t\r\n") + 1 - first);
        out.emplace_back(text);
    };
    for (std::size_t at = 0; at < script.size(); ++at) {
        const char c = script[at];
        const std::string_view two = script.substr(at, 2);
        const bool is_comment = two == "//" || two == "/*";
        if (!is_comment && c != ';' && c != ' ' && c != '\t' && c != '\r' && c != '\n') {
            has_words = true;
        }
        if (c == '\'' || c == '"' || c == '`') {
            for (++at; at < script.size() && script[at] != c; ++at) {
                if (script[at] == '\\' && c != '`') ++at;
            }
        } else if (two == "//") {
            at = std::min(script.find('\n', at), script.size());
        } else if (two == "/*") {
            const std::size_t end = script.find("*/", at + 2);
            at = end == std::string_view::npos ? script.size() : end + 1;
        } else if (c == ';') {
            flush(at);
            begin = at + 1;
        }
    }
    flush(script.size());
    return out;
}

std::vector<std::string> query_words() {
    std::vector<std::string> out = query::keywords();
    for (const std::string& name : query::function_names()) out.push_back(name);
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

}  // namespace parley
