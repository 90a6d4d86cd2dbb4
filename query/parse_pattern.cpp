/// Patterns: (a:Label {k: 1})-[r:TYPE*1..3]->(b), with selectors, modes and orders in front.
#include "query/parser.hpp"
#include "query/text.hpp"

namespace parley::query {

using namespace ast;

std::vector<PathPattern> Parser::patterns() {
    std::vector<PathPattern> out;
    do out.push_back(path_pattern());
    while (take(","));
    return out;
}

PathPattern Parser::path_pattern() {
    const Depth depth(*this);
    PathPattern out;
    const std::uint32_t begin = here();
    if (sees_name() && sees("=", 1)) {
        out.variable = at().text;
        next_ += 2;
    }
    const bool legacy =
        (sees_word("shortestPath") || sees_word("allShortestPaths")) && sees("(", 1);
    if (legacy) {
        out.search.selector =
            sees_word("shortestPath") ? Selector::any_shortest : Selector::all_shortest;
        next_ += 2;
        path_chain(out);
        expect(")", "to close the shortest path");
    } else {
        path_search(out.search);
        path_chain(out);
    }
    out.span = span_from(begin);
    return out;
}

void Parser::path_search(PathSearch& out) {
    const auto count = [&] {
        return at().kind == TokenKind::integer ? expect_count("a number of paths") : 1;
    };
    if (take_word("ANY")) {
        out.selector = take_word("SHORTEST") ? Selector::any_shortest : Selector::any;
    } else if (take_word("ALL")) {
        if (take_word("SHORTEST")) out.selector = Selector::all_shortest;
    } else if (take_word("SHORTEST")) {
        out.selector = Selector::shortest;
        out.count = count();
        if (take_word("GROUPS") || take_word("GROUP")) out.selector = Selector::shortest_groups;
    } else if (take_word("EARLIEST")) {
        out.selector = Selector::earliest;
        out.count = count();
    } else if (take_word("LATEST")) {
        out.selector = Selector::latest;
        out.count = count();
    } else if (take_word("FASTEST")) {
        out.selector = Selector::fastest;
        out.count = count();
    }
    if (out.count < 1) unexpected("a pattern after a number of at least 1");
    if (take_word("WALK"))
        out.mode = Mode::walk;
    else if (take_word("TRAIL"))
        out.mode = Mode::trail;
    else if (take_word("SIMPLE"))
        out.mode = Mode::simple;
    else if (take_word("ACYCLIC"))
        out.mode = Mode::acyclic;
    if (take_word("PATHS")) {
    }
    if (take_word("SIMULTANEOUS")) {
        out.order = Order::simultaneous;
    } else if (take_word("CHRONOLOGICAL")) {
        out.order = Order::chronological;
        out.strict = take_word("STRICT");
    }
    const bool by_time = out.selector == Selector::earliest || out.selector == Selector::latest ||
                         out.selector == Selector::fastest;
    if (by_time && out.order == Order::none) out.order = Order::chronological;
    if (out.order == Order::chronological && take_word("WITHIN")) out.within = additive();
}

void Parser::path_chain(PathPattern& out) {
    out.nodes.push_back(node_pattern());
    while (sees("-") || (sees("<") && sees("-", 1))) {
        out.rels.push_back(rel_pattern());
        out.nodes.push_back(node_pattern());
    }
}

NodePattern Parser::node_pattern() {
    NodePattern out;
    const std::uint32_t begin = here();
    expect("(", "to begin a node pattern");
    if (sees_name() &&
        !(sees_word("WHERE") && !sees(")", 1) && !sees(":", 1) && !sees("{", 1) && !sees("~", 1)))
        out.variable = expect_name("a variable");
    if (sees(":")) out.labels = label_test();
    if (take("~")) out.name = additive();
    out.properties = pattern_properties();
    if (take_word("WHERE")) out.where = expression();
    expect(")", "to close the node pattern");
    out.span = span_from(begin);
    return out;
}

ExprPtr Parser::pattern_properties() {
    if (sees("{")) return map();
    if (at().kind != TokenKind::parameter) return nullptr;
    const std::uint32_t begin = here();
    std::string name = at().text;
    ++next_;
    auto out = make(ExprKind::parameter, begin);
    out->text = std::move(name);
    return out;
}

LabelTest Parser::label_test() {
    LabelTest out;
    while (take(":") || (!out.empty() && take("&"))) {
        std::vector<std::string> any;
        const bool bracket = take("(");
        do any.push_back(expect_name("a label"));
        while (!at_result_bar() && take("|"));
        if (bracket) expect(")", "to close the labels");
        out.push_back(std::move(any));
    }
    return out;
}

/// Behind a label, is the | at hand the one before a comprehension's result and not an "or" of
/// labels? `[n IN list WHERE n:A | n.name]` against `[n IN list WHERE n:A|B | n.name]`.
bool Parser::at_result_bar() const {
    if (!sees("|") || result_bracket_ < 0) return false;
    const auto close = static_cast<std::size_t>(result_bracket_);
    bool another = false;
    for (std::size_t i = next_ + 1; i < close && i < tokens_.size(); ++i) {
        const Token& token = tokens_[i];
        if (token.kind != TokenKind::symbol) continue;
        if (token.partner > static_cast<std::int32_t>(i)) {
            i = static_cast<std::size_t>(token.partner);  // brackets within are no concern
        } else if (token.partner >= 0) {
            return false;  // the label stands in brackets of its own
        } else if (token.text == "|") {
            another = true;
        }
    }
    // The result may hold labels with a bar as well: then no label ends in what follows this one.
    const bool like_label = sees_name(1) && (sees("|", 2) || sees("&", 2) || sees_name(2));
    return !another || !like_label;
}

RelPattern Parser::rel_pattern() {
    RelPattern out;
    const std::uint32_t begin = here();
    const bool left = take("<");
    expect("-", "to begin a relationship pattern");
    if (take("[")) {
        rel_detail(out);
        expect("]", "to close the relationship pattern");
    }
    expect("-", "after the relationship pattern");
    const bool right = take(">");
    out.both_arrows = left && right;
    out.direction = left == right ? Direction::either : left ? Direction::left : Direction::right;
    rel_quantifier(out);
    out.span = span_from(begin);
    return out;
}

void Parser::rel_detail(RelPattern& out) {
    if (sees_name() && !(sees_word("WHERE") && !sees("]", 1) && !sees(":", 1))) {
        out.variable = expect_name("a variable");
    }
    if (take(":")) {
        do {
            take(":");
            out.types.push_back(expect_name("a relationship type"));
        } while (take("|"));
    }
    if (sees("..")) {
        throw syntax_fault("InvalidRelationshipPattern", "A range of hops begins with *.",
                           at().span, "for example: [:TYPE*1..3]");
    }
    if (take("*")) rel_range(out);
    out.properties = pattern_properties();
    if (take_word("WHERE")) out.where = expression();
}

void Parser::rel_range(RelPattern& out) {
    out.variable_length = true;
    if (sees("-")) {
        throw syntax_fault("InvalidRelationshipPattern", "A number of hops cannot be negative.",
                           at().span);
    }
    if (at().kind == TokenKind::integer) {
        out.least = expect_count("a number of hops");
        if (sees("-")) unexpected("..", "a range of hops is written 1..3");
        if (!sees("..")) {
            out.most = out.least;
            return;
        }
    }
    if (take("..")) {
        if (at().kind == TokenKind::integer) out.most = expect_count("a number of hops");
    }
}

void Parser::rel_quantifier(RelPattern& out) {
    if (out.variable_length) return;
    if (take("{")) {
        out.variable_length = true;
        out.least = 0;
        if (at().kind == TokenKind::integer) out.least = expect_count("a number of hops");
        if (take(",")) {
            if (at().kind == TokenKind::integer) out.most = expect_count("a number of hops");
        } else {
            out.most = out.least;
        }
        expect("}", "to close the number of hops");
    } else if (sees("+") || sees("*")) {
        out.variable_length = true;
        out.least = sees("+") ? 1 : 0;
        ++next_;
    }
}

/// Is the bracket at hand the first node of a pattern, with a relationship after it?
bool Parser::at_pattern_predicate() const {
    if (!sees("(")) return false;
    const Token& inside = at(1);
    const bool like_node = inside.kind == TokenKind::name ||
                           inside.kind == TokenKind::quoted_name || sees(")", 1) || sees(":", 1) ||
                           sees("{", 1) || sees("~", 1);
    const std::int32_t close = at().partner;
    if (!like_node || close < 0) return false;
    if (inside.kind == TokenKind::name || inside.kind == TokenKind::quoted_name) {
        const bool goes_on =
            sees(")", 2) || sees(":", 2) || sees("{", 2) || sees("~", 2) || is_word(at(2), "WHERE");
        if (!goes_on) return false;
    }
    const auto symbol = [&](std::size_t index, std::string_view text) {
        return index < tokens_.size() && tokens_[index].kind == TokenKind::symbol &&
               tokens_[index].text == text;
    };
    std::size_t next = static_cast<std::size_t>(close) + 1;
    if (symbol(next, "<")) ++next;
    if (!symbol(next, "-")) return false;
    ++next;
    if (symbol(next, "[")) {
        const std::int32_t end = tokens_[next].partner;
        return end >= 0 && symbol(static_cast<std::size_t>(end) + 1, "-");
    }
    return symbol(next, "-") && (symbol(next + 1, "(") || symbol(next + 1, ">"));
}

}  // namespace parley::query
