#pragma once
/// Second step of the query street: tokens to AST, by recursive descent. One class whose members
/// are spread over parse_statement.cpp, parse_clause.cpp, parse_pattern.cpp, parse_expression.cpp
/// and parse_operand.cpp. Throws Fault at the first mistake.

#include <string_view>
#include <vector>

#include "query/ast.hpp"
#include "query/token.hpp"

namespace parley::query {

/// NEIGHBORS OF and PATH FROM as written, before question.cpp turns them into a MATCH.
struct Question {
    bool is_path = false;
    std::string from;  ///< a name or a key
    bool from_is_parameter = false;
    std::string to;
    bool to_is_parameter = false;
    std::int64_t hops = 0;  ///< 0: not told
    std::vector<std::string> types;
    std::string window;  ///< source text, "BETWEEN 2017 AND 2024" or empty
    std::vector<std::string> labels;
    std::string order;  ///< source text, "CHRONOLOGICAL STRICT" or empty
    bool all_paths = false;
    std::string limit;  ///< source text or empty
    Span from_span, to_span;
};

struct Statement {
    bool explain = false;
    bool profile = false;
    std::unique_ptr<ast::Query> query;  ///< or
    std::optional<Question> question;
};

Statement parse(std::string_view text);

class Parser {
  public:
    explicit Parser(std::string_view text);
    Statement statement();
    ast::ExprPtr whole_expression();

  private:
    // parse_statement.cpp
    std::unique_ptr<ast::Query> query();
    Question question();
    void question_option(Question& q);
    std::string question_name(bool& is_parameter);
    std::string question_window();

    // parse_clause.cpp
    ast::SingleQuery single_query();
    std::optional<ast::Clause> clause();
    ast::Match match(bool optional);
    ast::Projection projection(bool is_return);
    ast::Item item();
    void projection_tail(ast::Projection& out);
    ast::Unwind unwind();
    ast::Create create();
    ast::Merge merge();
    ast::Set set();
    std::vector<ast::SetItem> set_items();
    ast::SetItem set_item();
    ast::Remove remove();
    ast::Delete remove_entities(bool detach);
    ast::Clause call();
    void yields(ast::Call& out);
    ast::Foreach foreach ();
    std::optional<ast::Window> window();
    ast::ExprPtr window_date();
    bool at_clause_end() const;

    // parse_pattern.cpp
    std::vector<ast::PathPattern> patterns();
    ast::PathPattern path_pattern();
    void path_search(ast::PathSearch& out);
    void path_chain(ast::PathPattern& out);
    ast::NodePattern node_pattern();
    ast::RelPattern rel_pattern();
    void rel_detail(ast::RelPattern& out);
    void rel_range(ast::RelPattern& out);
    void rel_quantifier(ast::RelPattern& out);
    ast::LabelTest label_test();
    bool at_result_bar() const;
    ast::ExprPtr pattern_properties();
    bool at_pattern_predicate() const;
    std::string legacy_shortest();

    // parse_expression.cpp
    ast::ExprPtr expression();
    ast::ExprPtr disjunction();
    ast::ExprPtr exclusive();
    ast::ExprPtr conjunction();
    ast::ExprPtr negation();
    ast::ExprPtr comparison();
    ast::ExprPtr predicate();
    ast::ExprPtr additive();
    ast::ExprPtr multiplicative();
    ast::ExprPtr power();
    ast::ExprPtr unary();
    ast::ExprPtr postfix();
    ast::ExprPtr subscript_or_slice(ast::ExprPtr subject);
    ast::ExprPtr dynamic_map(ast::ExprPtr subject);

    // parse_operand.cpp
    ast::ExprPtr atom();
    ast::ExprPtr number(bool negative, Span from);
    ast::ExprPtr list_like();
    ast::ExprPtr map();
    ast::ExprPtr choice();
    ast::ExprPtr name_like();
    ast::ExprPtr call_expression();
    ast::ExprPtr quantifier(ast::Quantifier kind);
    ast::ExprPtr reduce();
    ast::ExprPtr exists();
    ast::ExprPtr comprehension();
    ast::ExprPtr pattern_comprehension();
    ast::ExprPtr pattern_predicate();

    // parse_statement.cpp: reading tokens
    const Token& at(std::size_t ahead = 0) const {
        return tokens_[std::min(next_ + ahead, tokens_.size() - 1)];
    }
    bool sees(std::string_view symbol, std::size_t ahead = 0) const {
        return at(ahead).kind == TokenKind::symbol && at(ahead).text == symbol;
    }
    bool sees_word(std::string_view keyword, std::size_t ahead = 0) const {
        return is_word(at(ahead), keyword);
    }
    bool take(std::string_view symbol);
    bool take_word(std::string_view keyword);
    void expect(std::string_view symbol, std::string_view where);
    void expect_word(std::string_view keyword, std::string_view where);
    std::string expect_name(std::string_view what);
    bool sees_name(std::size_t ahead = 0) const {
        return at(ahead).kind == TokenKind::name || at(ahead).kind == TokenKind::quoted_name;
    }
    std::int64_t expect_count(std::string_view what);
    [[noreturn]] void unexpected(std::string_view wanted, std::string hint = {}) const;
    std::string source(std::uint32_t begin) const;  ///< text from there to the last token taken
    std::uint32_t here() const { return at().span.begin; }
    Span span_from(std::uint32_t begin) const;
    ast::ExprPtr make(ast::ExprKind kind, std::uint32_t begin) const;
    ast::ExprPtr binary(ast::ExprKind kind, ast::ExprPtr left, ast::ExprPtr right) const;

    /// Guards the stack: nested expressions, patterns and sub-queries.
    struct Depth {
        explicit Depth(Parser& parser);
        ~Depth() { --parser_.depth_; }
        Parser& parser_;
    };

    std::string_view text_;
    std::vector<Token> tokens_;
    std::size_t next_ = 0;
    std::int32_t result_bracket_ = -1;  ///< the ] of the comprehension whose | is still to come
    int depth_ = 0;
};

/// All keywords of the grammar, upper case, sorted.
const std::vector<std::string>& keywords();

}  // namespace parley::query
