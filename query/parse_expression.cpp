/// Expressions: the operators, loosest first.
#include <optional>

#include "query/parser.hpp"

namespace parley::query {

using namespace ast;

namespace {
constexpr int longest_chain =
    2000;  // operators of one kind in a row: the tree is walked by recursion

std::optional<Comparison> comparison_of(const Token& token) {
    if (token.kind != TokenKind::symbol) return {};
    if (token.text == "=") return Comparison::equal;
    if (token.text == "<>") return Comparison::not_equal;
    if (token.text == "<") return Comparison::less;
    if (token.text == "<=") return Comparison::less_equal;
    if (token.text == ">") return Comparison::greater;
    if (token.text == ">=") return Comparison::greater_equal;
    return {};
}

void guard(int& length, Span span) {
    if (++length > longest_chain) {
        throw syntax_fault("UnexpectedSyntax", "This expression is too long.", span,
                           "pass a list as a parameter");
    }
}
}  // namespace

ExprPtr Parser::expression() {
    const Depth depth(*this);
    return disjunction();
}

ExprPtr Parser::disjunction() {
    ExprPtr left = exclusive();
    if (!sees_word("OR")) return left;
    auto out = std::make_unique<Expr>();
    out->kind = ExprKind::disjunction;
    const std::uint32_t begin = left->span.begin;
    out->args.push_back(std::move(left));
    while (take_word("OR")) out->args.push_back(exclusive());
    out->span = span_from(begin);
    return out;
}

ExprPtr Parser::exclusive() {
    ExprPtr left = conjunction();
    int length = 0;
    while (take_word("XOR")) {
        guard(length, left->span);
        left = binary(ExprKind::exclusive, std::move(left), conjunction());
    }
    return left;
}

ExprPtr Parser::conjunction() {
    ExprPtr left = negation();
    if (!sees_word("AND")) return left;
    auto out = std::make_unique<Expr>();
    out->kind = ExprKind::conjunction;
    const std::uint32_t begin = left->span.begin;
    out->args.push_back(std::move(left));
    while (take_word("AND")) out->args.push_back(negation());
    out->span = span_from(begin);
    return out;
}

ExprPtr Parser::negation() {
    const std::uint32_t begin = here();
    if (!take_word("NOT")) return comparison();
    const Depth depth(*this);
    ExprPtr inner = negation();
    auto out = make(ExprKind::negation, begin);
    out->args.push_back(std::move(inner));
    return out;
}

ExprPtr Parser::comparison() {
    ExprPtr left = predicate();
    if (!comparison_of(at())) {
        if (sees("==") || sees("!=")) unexpected("an operator");
        return left;
    }
    auto out = std::make_unique<Expr>();
    out->kind = ExprKind::comparison;
    const std::uint32_t begin = left->span.begin;
    out->args.push_back(std::move(left));
    while (const auto op = comparison_of(at())) {
        ++next_;
        out->ops.push_back(*op);
        out->args.push_back(predicate());
    }
    if (sees("==") || sees("!=")) unexpected("an operator");
    out->span = span_from(begin);
    return out;
}

ExprPtr Parser::predicate() {
    ExprPtr left = additive();
    int length = 0;
    while (true) {
        guard(length, left->span);
        if (take_word("IN")) {
            left = binary(ExprKind::in, std::move(left), additive());
        } else if (sees_word("STARTS") && sees_word("WITH", 1)) {
            next_ += 2;
            left = binary(ExprKind::starts_with, std::move(left), additive());
        } else if (sees_word("ENDS") && sees_word("WITH", 1)) {
            next_ += 2;
            left = binary(ExprKind::ends_with, std::move(left), additive());
        } else if (take_word("CONTAINS")) {
            left = binary(ExprKind::contains, std::move(left), additive());
        } else if (take("=~")) {
            left = binary(ExprKind::matches, std::move(left), additive());
        } else if (take_word("IS")) {
            const bool no = take_word("NOT");
            expect_word("NULL", no ? "after IS NOT" : "after IS");
            auto out = make(no ? ExprKind::is_not_null : ExprKind::is_null, left->span.begin);
            out->args.push_back(std::move(left));
            left = std::move(out);
        } else {
            return left;
        }
    }
}

ExprPtr Parser::additive() {
    ExprPtr left = multiplicative();
    int length = 0;
    while (sees("+") || sees("-")) {
        guard(length, left->span);
        const ExprKind kind = sees("+") ? ExprKind::add : ExprKind::subtract;
        ++next_;
        left = binary(kind, std::move(left), multiplicative());
    }
    return left;
}

ExprPtr Parser::multiplicative() {
    ExprPtr left = power();
    int length = 0;
    while (sees("*") || sees("/") || sees("%")) {
        guard(length, left->span);
        const ExprKind kind = sees("*")   ? ExprKind::multiply
                              : sees("/") ? ExprKind::divide
                                          : ExprKind::modulo;
        ++next_;
        left = binary(kind, std::move(left), power());
    }
    return left;
}

ExprPtr Parser::power() {
    ExprPtr left = unary();
    int length = 0;
    while (take("^")) {
        guard(length, left->span);
        left = binary(ExprKind::power, std::move(left), unary());
    }
    return left;
}

ExprPtr Parser::unary() {
    const std::uint32_t begin = here();
    if (!sees("-") && !sees("+")) return postfix();
    const Depth depth(*this);
    const bool minus = sees("-");
    ++next_;
    if (minus && at().kind == TokenKind::integer && !sees("[", 1) && !sees(".", 1)) {
        return number(true, Span{begin, begin});
    }
    ExprPtr inner = unary();
    auto out = make(minus ? ExprKind::negate : ExprKind::positive, begin);
    out->args.push_back(std::move(inner));
    return out;
}

ExprPtr Parser::postfix() {
    ExprPtr subject = atom();
    int length = 0;
    while (true) {
        guard(length, subject->span);
        const std::uint32_t begin = subject->span.begin;
        if (take(".")) {
            std::string key = expect_name("the name of a property after .");
            auto out = make(ExprKind::property, begin);
            out->text = std::move(key);
            out->args.push_back(std::move(subject));
            subject = std::move(out);
        } else if (sees("[")) {
            subject = subscript_or_slice(std::move(subject));
        } else if (sees(":")) {
            LabelTest labels = label_test();
            auto out = make(ExprKind::has_labels, begin);
            out->labels = std::move(labels);
            out->args.push_back(std::move(subject));
            subject = std::move(out);
        } else if (sees("{") && subject->kind == ExprKind::variable) {
            subject = dynamic_map(std::move(subject));
        } else {
            return subject;
        }
    }
}

ExprPtr Parser::subscript_or_slice(ExprPtr subject) {
    const std::uint32_t begin = subject->span.begin;
    expect("[", "to begin a subscript");
    ExprPtr from, to;
    bool slice = false;
    if (!sees("..")) from = expression();
    if (take("..")) {
        slice = true;
        if (!sees("]")) to = expression();
    }
    expect("]", "to close the subscript");
    auto out = make(slice ? ExprKind::slice : ExprKind::subscript, begin);
    out->args.push_back(std::move(subject));
    out->args.push_back(std::move(from));
    if (slice) out->args.push_back(std::move(to));
    return out;
}

/// n {.name, .*, k: 1}
ExprPtr Parser::dynamic_map(ExprPtr subject) {
    const std::uint32_t begin = subject->span.begin;
    auto out = std::make_unique<Expr>();
    out->kind = ExprKind::dynamic_map;
    out->args.push_back(std::move(subject));
    expect("{", "to begin the map");
    while (!sees("}")) {
        if (take(".")) {
            out->keys.push_back(take("*") ? "*" : expect_name("a property"));
            out->args.push_back(nullptr);
        } else {
            out->keys.push_back(expect_name("a key"));
            if (take(":")) {
                out->args.push_back(expression());
            } else {
                auto variable = make(ExprKind::variable, tokens_[next_ - 1].span.begin);
                variable->text = out->keys.back();
                out->args.push_back(std::move(variable));
            }
        }
        if (!take(",")) break;
    }
    expect("}", "to close the map");
    out->span = span_from(begin);
    return out;
}

}  // namespace parley::query
