#pragma once
#include <string>

#include "graph/fold.hpp"

/// All of a folded graph that a reader can see.
inline std::string shown(const parley::FoldedGraph& graph) {
    std::string text;
    for (const auto& node : graph.nodes) {
        text += node.id + '|' + node.name + '|' + node.country + '|' + node.role;
        for (const auto& name : node.names) text += '|' + name;
        text += '\n';
    }
    for (const auto& edge : graph.edges) {
        text += edge.id + '|' + edge.date.text() + '|' + std::to_string(edge.sources) + '|' +
                std::to_string(edge.confidence);
        for (const auto& [name, value] : edge.properties) text += '|' + name + '=' + value;
        for (const auto& ref : edge.claims)
            text += '|' + std::string(ref.article) + '#' + std::to_string(ref.ordinal);
        text += '\n';
    }
    return text;
}
