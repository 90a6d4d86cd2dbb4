/// What operators stand between: numbers, texts, names, lists, maps, calls and sub-queries.
#include <charconv>
#include <cstdlib>

#include "query/parser.hpp"
#include "query/restore.hpp"
#include "query/text.hpp"

namespace parley::query {

using namespace ast;

ExprPtr Parser::number(bool negative, Span from) {
    const Token& token = at();
    const std::uint32_t begin = negative ? from.begin : token.span.begin;
    ++next_;
    auto out = make(ExprKind::literal, begin);
    if (token.kind == TokenKind::floating) {
        const double value = std::strtod(token.text.c_str(), nullptr);
        if (value > 1.7976931348623157e308) {
            throw syntax_fault("FloatingPointOverflow", "This number is too large for a float.",
                               out->span);
        }
        out->literal.data = negative ? -value : value;
        return out;
    }
    int base = 10;
    std::string_view digits = token.text;
    if (digits.size() > 2 && digits[0] == '0' && (digits[1] | 32) == 'x') base = 16;
    if (digits.size() > 2 && digits[0] == '0' && digits[1] == 'o') base = 8;
    if (base != 10) digits.remove_prefix(2);
    std::uint64_t magnitude = 0;
    const auto end = digits.data() + digits.size();
    const auto read = std::from_chars(digits.data(), end, magnitude, base);
    const std::uint64_t limit = (std::uint64_t{1} << 63) - (negative ? 0 : 1);
    if (read.ec != std::errc() || magnitude > limit) {
        throw syntax_fault("IntegerOverflow", "This number does not fit into 64 bits.", out->span);
    }
    const std::uint64_t bits = negative ? 0 - magnitude : magnitude;
    out->literal.data = static_cast<std::int64_t>(bits);
    return out;
}

ExprPtr Parser::atom() {
    const std::uint32_t begin = here();
    const Token& token = at();
    switch (token.kind) {
        case TokenKind::integer:
        case TokenKind::floating:
            return number(false, {});
        case TokenKind::bad_number:
            throw syntax_fault("InvalidNumberLiteral", "'" + token.text + "' is no number.",
                               token.span);
        case TokenKind::string: {
            ++next_;
            auto out = make(ExprKind::literal, begin);
            out->literal.data = token.text;
            return out;
        }
        case TokenKind::parameter: {
            ++next_;
            auto out = make(ExprKind::parameter, begin);
            out->text = token.text;
            return out;
        }
        case TokenKind::name:
        case TokenKind::quoted_name:
            return name_like();
        default:
            break;
    }
    if (sees("[")) return list_like();
    if (sees("{")) return map();
    if (at_pattern_predicate()) return pattern_predicate();
    if (take("(")) {
        ExprPtr out = expression();
        expect(")", "to close the bracket");
        return out;
    }
    unexpected("an expression");
}

ExprPtr Parser::list_like() {
    const std::uint32_t begin = here();
    if (sees_name(1) && is_word(at(2), "IN")) {
        // A comprehension, or a list whose first item is `x IN list`: only the former goes on
        // with WHERE or |, or ends after it.
        return comprehension();
    }
    const bool pattern = [&] {
        ++next_;
        const bool named = sees_name() && sees("=", 1) && sees("(", 2);
        bool found = false;
        if (named) {
            next_ += 2;
            found = at_pattern_predicate();
            next_ -= 2;
        } else {
            found = at_pattern_predicate();
        }
        --next_;
        return found;
    }();
    if (pattern) {
        const std::size_t mark = next_;
        ++next_;
        if (sees_name()) next_ += 2;
        PathPattern skipped;
        path_chain(skipped);
        const bool is_comprehension = sees("|") || sees_word("WHERE");
        next_ = mark;
        if (is_comprehension) return pattern_comprehension();
    }
    expect("[", "to begin a list");
    std::vector<ExprPtr> items;
    if (!sees("]")) {
        do items.push_back(expression());
        while (take(","));
    }
    expect("]", "to close the list");
    auto out = make(ExprKind::list, begin);
    out->args = std::move(items);
    return out;
}

ExprPtr Parser::map() {
    const Depth depth(*this);
    const std::uint32_t begin = here();
    expect("{", "to begin a map");
    std::vector<std::string> keys;
    std::vector<ExprPtr> values;
    if (!sees("}")) {
        do {
            keys.push_back(expect_name("a key"));
            expect(":", "after the key");
            values.push_back(expression());
        } while (take(","));
    }
    expect("}", "to close the map");
    auto out = make(ExprKind::map, begin);
    out->keys = std::move(keys);
    out->args = std::move(values);
    return out;
}

ExprPtr Parser::choice() {
    const std::uint32_t begin = here();
    take_word("CASE");
    std::vector<ExprPtr> parts;
    parts.push_back(sees_word("WHEN") ? nullptr : expression());
    while (take_word("WHEN")) {
        parts.push_back(expression());
        expect_word("THEN", "after WHEN");
        parts.push_back(expression());
    }
    if (parts.size() == 1) unexpected("WHEN in CASE");
    parts.push_back(take_word("ELSE") ? expression() : nullptr);
    expect_word("END", "to close CASE");
    auto out = make(ExprKind::choice, begin);
    out->args = std::move(parts);
    return out;
}

ExprPtr Parser::name_like() {
    const std::uint32_t begin = here();
    const bool plain = at().kind == TokenKind::name;
    const auto constant = [&](Value value) {
        ++next_;
        auto out = make(ExprKind::literal, begin);
        out->literal = std::move(value);
        return out;
    };
    // Not the beginning of a procedure's or function's name: null.text().
    const bool is_whole = !sees(".", 1) || !sees("(", 3);
    if (plain && !sees("(", 1) && is_whole) {
        if (sees_word("TRUE")) return constant(Value{true});
        if (sees_word("FALSE")) return constant(Value{false});
        if (sees_word("NULL")) return constant(Value{});
        if (sees_word("CASE") && at(1).kind != TokenKind::end && !sees(",", 1) && !sees(")", 1)) {
            return choice();
        }
    }
    if (plain && sees_word("EXISTS") && sees("{", 1)) return exists();
    if (plain && sees("(", 1) && sees_name(2) && is_word(at(3), "IN")) {
        if (sees_word("ALL")) return quantifier(Quantifier::all);
        if (sees_word("ANY")) return quantifier(Quantifier::any);
        if (sees_word("NONE")) return quantifier(Quantifier::none);
        if (sees_word("SINGLE")) return quantifier(Quantifier::single);
    }
    if (plain && sees_word("REDUCE") && sees("(", 1) && sees_name(2) && sees("=", 3)) {
        return reduce();
    }
    if (plain && sees_word("COUNT") && sees("(", 1) && sees("*", 2)) {
        next_ += 3;
        expect(")", "to close count(*)");
        return make(ExprKind::count_star, begin);
    }
    std::size_t dots = 0;
    while (sees(".", 1 + 2 * dots) && sees_name(2 + 2 * dots)) ++dots;
    if (sees("(", 1 + 2 * dots)) return call_expression();
    std::string name = at().text;
    ++next_;
    auto out = make(ExprKind::variable, begin);
    out->text = std::move(name);
    return out;
}

ExprPtr Parser::call_expression() {
    const std::uint32_t begin = here();
    std::string name = expect_name("a function");
    while (take(".")) name += "." + expect_name("a function");
    const Span name_span = span_from(begin);
    expect("(", "after the function");
    const bool distinct = take_word("DISTINCT");
    std::vector<ExprPtr> arguments;
    if (!sees(")")) {
        do arguments.push_back(expression());
        while (take(","));
    }
    expect(")", "to close the arguments");
    auto out =
        make(equal_ignoring_case(name, "certainly") ? ExprKind::certainly : ExprKind::call, begin);
    if (out->kind == ExprKind::certainly && arguments.size() != 1) {
        throw syntax_fault("InvalidNumberOfArguments", "certainly() takes one expression.",
                           name_span);
    }
    out->text = std::move(name);
    out->distinct = distinct;
    out->args = std::move(arguments);
    return out;
}

ExprPtr Parser::quantifier(Quantifier kind) {
    const std::uint32_t begin = here();
    next_ += 2;
    std::string variable = expect_name("a variable");
    expect_word("IN", "after the variable");
    std::vector<ExprPtr> parts;
    parts.push_back(expression());
    if (take_word("WHERE")) {
        parts.push_back(expression());
    } else {
        auto yes = make(ExprKind::literal, here());
        yes->literal.data = true;
        parts.push_back(std::move(yes));
    }
    expect(")", "to close the quantifier");
    auto out = make(ExprKind::quantifier, begin);
    out->quantifier = kind;
    out->text = std::move(variable);
    out->args = std::move(parts);
    return out;
}

ExprPtr Parser::reduce() {
    const std::uint32_t begin = here();
    next_ += 2;
    std::string accumulator = expect_name("a variable");
    expect("=", "after the accumulator");
    std::vector<ExprPtr> parts;
    parts.push_back(expression());
    expect(",", "after the first value");
    std::string variable = expect_name("a variable");
    expect_word("IN", "after the variable");
    parts.push_back(expression());
    expect("|", "before the expression");
    parts.push_back(expression());
    expect(")", "to close reduce");
    auto out = make(ExprKind::reduce, begin);
    out->text = std::move(variable);
    out->keys.push_back(std::move(accumulator));
    out->args = std::move(parts);
    return out;
}

ExprPtr Parser::exists() {
    const std::uint32_t begin = here();
    next_ += 2;
    std::unique_ptr<Query> inner;
    const bool short_form = sees("(") || (sees_name() && sees("=", 1));
    if (short_form) {
        inner = std::make_unique<Query>();
        SingleQuery part;
        part.clauses.push_back(Clause{match(false)});
        inner->parts.push_back(std::move(part));
    } else {
        inner = query();
    }
    expect("}", "to close EXISTS {");
    auto out = make(ExprKind::exists, begin);
    out->query = std::move(inner);
    return out;
}

ExprPtr Parser::comprehension() {
    const std::uint32_t begin = here();
    const std::size_t mark = next_;
    const std::int32_t bracket = at().partner;
    ++next_;
    std::string variable = expect_name("a variable");
    take_word("IN");
    std::vector<ExprPtr> parts(3);
    {
        const Restore<std::int32_t> until(result_bracket_, bracket);
        parts[0] = expression();
        if (take_word("WHERE")) parts[1] = expression();
    }
    if (take("|")) parts[2] = expression();
    if (!parts[1] && !parts[2] && sees(",")) {  // a list of truth values after all
        next_ = mark + 1;
        std::vector<ExprPtr> items;
        do items.push_back(expression());
        while (take(","));
        expect("]", "to close the list");
        auto list = make(ExprKind::list, begin);
        list->args = std::move(items);
        return list;
    }
    expect("]", "to close the list comprehension");
    auto out = make(ExprKind::comprehension, begin);
    out->text = std::move(variable);
    out->args = std::move(parts);
    return out;
}

ExprPtr Parser::pattern_comprehension() {
    const std::uint32_t begin = here();
    const std::int32_t bracket = at().partner;
    expect("[", "to begin the comprehension");
    auto pattern = std::make_unique<PathPattern>(path_pattern());
    std::vector<ExprPtr> parts(2);
    if (take_word("WHERE")) {
        const Restore<std::int32_t> until(result_bracket_, bracket);
        parts[0] = expression();
    }
    expect("|", "before the result of the comprehension");
    parts[1] = expression();
    expect("]", "to close the comprehension");
    auto out = make(ExprKind::pattern_comprehension, begin);
    out->pattern = std::move(pattern);
    out->args = std::move(parts);
    return out;
}

ExprPtr Parser::pattern_predicate() {
    const std::uint32_t begin = here();
    auto pattern = std::make_unique<PathPattern>();
    path_chain(*pattern);
    pattern->span = span_from(begin);
    auto out = make(ExprKind::pattern_predicate, begin);
    out->pattern = std::move(pattern);
    return out;
}

}  // namespace parley::query
