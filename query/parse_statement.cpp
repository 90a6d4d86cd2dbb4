/// Statements: queries joined by UNION, and the two questions of parley's own.
#include <algorithm>

#include "query/parser.hpp"
#include "query/text.hpp"

namespace parley::query {
namespace {
constexpr int deepest = 200;  // levels of nesting; each costs a few hundred bytes of stack
}

const std::vector<std::string>& keywords() {
    static const std::vector<std::string> words{
        "ACYCLIC",      "ALL",       "AND",      "ANY",     "AS",         "ASC",
        "ASCENDING",    "BETWEEN",   "BY",       "CALL",    "CASE",       "CHRONOLOGICAL",
        "CONTAINS",     "CREATE",    "DELETE",   "DESC",    "DESCENDING", "DETACH",
        "DISTINCT",     "EARLIEST",  "ELSE",     "END",     "ENDS",       "EXISTS",
        "EXPLAIN",      "FALSE",     "FASTEST",  "FOREACH", "FROM",       "GROUPS",
        "HOPS",         "IN",        "IS",       "LATEST",  "LIMIT",      "MATCH",
        "MERGE",        "NEIGHBORS", "NONE",     "NOT",     "NULL",       "OF",
        "ON",           "ONLY",      "OPTIONAL", "OR",      "ORDER",      "PATH",
        "PROFILE",      "REMOVE",    "RETURN",   "SET",     "SHORTEST",   "SIMPLE",
        "SIMULTANEOUS", "SINGLE",    "SKIP",     "STARTS",  "STRICT",     "THEN",
        "TO",           "TRAIL",     "TRUE",     "UNION",   "UNWIND",     "VIA",
        "WALK",         "WHEN",      "WHERE",    "WITH",    "WITHIN",     "XOR",
        "YIELD"};
    return words;
}

Statement parse(std::string_view text) { return Parser(text).statement(); }

Parser::Parser(std::string_view text) : text_(text), tokens_(lex(text)) {}

Parser::Depth::Depth(Parser& parser) : parser_(parser) {
    if (++parser_.depth_ > deepest) {
        --parser_.depth_;
        throw syntax_fault("UnexpectedSyntax", "This query is nested too deeply.", parser.at().span,
                           "split it with WITH");
    }
}

Statement Parser::statement() {
    Statement out;
    out.explain = take_word("EXPLAIN");
    out.profile = !out.explain && take_word("PROFILE");
    const bool neighbors =
        (sees_word("NEIGHBORS") || sees_word("NEIGHBOURS")) && sees_word("OF", 1);
    const bool path = sees_word("PATH") && sees_word("FROM", 1);
    if (neighbors || path) {
        out.question = question();
    } else {
        out.query = query();
    }
    take(";");
    if (at().kind != TokenKind::end) unexpected("the end of the query");
    return out;
}

ast::ExprPtr Parser::whole_expression() {
    ast::ExprPtr out = expression();
    if (at().kind != TokenKind::end) unexpected("the end of the expression");
    return out;
}

std::unique_ptr<ast::Query> Parser::query() {
    const Depth depth(*this);
    auto out = std::make_unique<ast::Query>();
    const std::uint32_t begin = here();
    out->parts.push_back(single_query());
    while (sees_word("UNION")) {
        const Span span = at().span;
        take_word("UNION");
        const bool all = take_word("ALL");
        if (!all) take_word("DISTINCT");
        if (out->parts.size() > 1 && all != out->union_all) {
            throw syntax_fault("InvalidClauseComposition",
                               "UNION and UNION ALL cannot be mixed in one query.", span);
        }
        out->union_all = all;
        out->parts.push_back(single_query());
    }
    out->span = span_from(begin);
    return out;
}

Question Parser::question() {
    Question out;
    out.is_path = sees_word("PATH");
    next_ += 2;  // NEIGHBORS OF, PATH FROM
    out.from_span = at().span;
    out.from = question_name(out.from_is_parameter);
    if (out.is_path) {
        expect_word("TO", "after the first name of PATH FROM");
        out.to_span = at().span;
        out.to = question_name(out.to_is_parameter);
    }
    while (at().kind != TokenKind::end && !sees(";")) question_option(out);
    return out;
}

void Parser::question_option(Question& q) {
    const std::uint32_t begin = here();
    if (take_word("WITHIN")) {
        const Span number = at().span;
        q.hops = expect_count("a number of hops");
        if (q.hops < 1) {
            throw syntax_fault("NumberOutOfRange", "WITHIN takes at least one hop.", number);
        }
        if (!take_word("HOPS")) expect_word("HOP", "after the number of hops");
    } else if (take_word("VIA")) {
        do q.types.push_back(expect_name("a relationship type"));
        while (take(",") || take("|"));
    } else if (sees_word("BETWEEN") || (sees_word("AS") && sees_word("OF", 1))) {
        q.window = question_window();
    } else if (!q.is_path && take_word("ONLY")) {
        do q.labels.push_back(expect_name("a label"));
        while (take(",") || take("|"));
    } else if (q.is_path && take_word("CHRONOLOGICAL")) {
        take_word("STRICT");
        q.order = source(begin);
    } else if (q.is_path && take_word("ALL")) {
        q.all_paths = true;
    } else if (take_word("LIMIT")) {
        const std::uint32_t number = here();
        if (at().kind == TokenKind::parameter) {
            ++next_;
        } else {
            expect_count("a number of rows");
        }
        q.limit = source(number);
    } else {
        unexpected(q.is_path ? "WITHIN, VIA, BETWEEN, AS OF, CHRONOLOGICAL, ALL or LIMIT"
                             : "WITHIN, VIA, BETWEEN, AS OF, ONLY or LIMIT");
    }
}

std::string Parser::question_name(bool& is_parameter) {
    is_parameter = at().kind == TokenKind::parameter;
    if (is_parameter || at().kind == TokenKind::string) return tokens_[next_++].text;
    unexpected("a name in quotation marks",
               sees_name() ? "write \"" + at().text + "\" with quotation marks" : "");
}

std::string Parser::question_window() {
    const std::uint32_t begin = here();
    window();
    return source(begin);
}

bool Parser::take(std::string_view symbol) {
    if (!sees(symbol)) return false;
    ++next_;
    return true;
}

bool Parser::take_word(std::string_view keyword) {
    if (!sees_word(keyword)) return false;
    ++next_;
    return true;
}

void Parser::expect(std::string_view symbol, std::string_view where) {
    if (take(symbol)) return;
    std::string hint;
    if (at().kind == TokenKind::end || symbol == ")" || symbol == "]" || symbol == "}") {
        hint = "add " + std::string(symbol);
    }
    if (sees("==")) hint = "equality is written with one =";
    if (sees("!=")) hint = "inequality is written <>";
    unexpected("'" + std::string(symbol) + "' " + std::string(where), hint);
}

void Parser::expect_word(std::string_view keyword, std::string_view where) {
    if (take_word(keyword)) return;
    unexpected(std::string(keyword) + " " + std::string(where));
}

std::string Parser::expect_name(std::string_view what) {
    if (!sees_name()) unexpected(what);
    return tokens_[next_++].text;
}

std::int64_t Parser::expect_count(std::string_view what) {
    const Token& token = at();
    if (token.kind != TokenKind::integer || token.text.size() > 18) unexpected(what);
    ++next_;
    return std::stoll(token.text, nullptr, 0);
}

void Parser::unexpected(std::string_view wanted, std::string hint) const {
    const Token& token = at();
    std::string found;
    switch (token.kind) {
        case TokenKind::end:
            found = "the query ends here";
            break;
        case TokenKind::string:
            found = "a string stands here";
            break;
        case TokenKind::bad_number:
            found = "'" + token.text + "' is no number";
            break;
        case TokenKind::bad_symbol:
            found = "'" + token.text + "' has no meaning here";
            break;
        default:
            found = "'" + token.text + "' stands here";
    }
    if (token.kind == TokenKind::bad_symbol && static_cast<unsigned char>(token.text[0]) >= 0x80) {
        throw syntax_fault("InvalidUnicodeCharacter", "The character " + found + ".", token.span,
                           "use plain - ' \" instead of typographic characters");
    }
    if (hint.empty() && token.kind == TokenKind::name) {
        const std::string word = nearest_word(token.text, keywords());
        if (!word.empty() && !equal_ignoring_case(word, token.text)) {
            hint = "did you mean " + word + "?";
        }
    }
    if (hint.empty() && token.text == "==") hint = "equality is written with one =";
    if (hint.empty() && token.text == "!=") hint = "inequality is written <>";
    if (hint.empty() && token.text == "||") hint = "texts are joined with +, conditions with OR";
    throw syntax_fault("UnexpectedSyntax",
                       "Expected " + std::string(wanted) + ", but " + found + ".", token.span,
                       std::move(hint));
}

std::string Parser::source(std::uint32_t begin) const {
    return std::string(text_.substr(begin, span_from(begin).end - begin));
}

Span Parser::span_from(std::uint32_t begin) const {
    const std::uint32_t end = next_ > 0 ? tokens_[next_ - 1].span.end : begin;
    return {begin, std::max(begin, end)};
}

ast::ExprPtr Parser::make(ast::ExprKind kind, std::uint32_t begin) const {
    auto out = std::make_unique<ast::Expr>();
    out->kind = kind;
    out->span = span_from(begin);
    return out;
}

ast::ExprPtr Parser::binary(ast::ExprKind kind, ast::ExprPtr left, ast::ExprPtr right) const {
    auto out = std::make_unique<ast::Expr>();
    out->kind = kind;
    out->span = {left->span.begin, right->span.end};
    out->args.push_back(std::move(left));
    out->args.push_back(std::move(right));
    return out;
}

}  // namespace parley::query
