/// Clauses, from MATCH to FOREACH.
#include "query/parser.hpp"
#include "query/text.hpp"

namespace parley::query {

using namespace ast;

namespace {
const std::vector<std::string> clause_words{"MATCH",  "OPTIONAL", "WITH",   "RETURN", "UNWIND",
                                            "CREATE", "MERGE",    "SET",    "REMOVE", "DELETE",
                                            "DETACH", "CALL",     "FOREACH"};
}

SingleQuery Parser::single_query() {
    SingleQuery out;
    const std::uint32_t begin = here();
    while (auto next = clause()) {
        const bool returned = std::holds_alternative<Projection>(next->node) &&
                              std::get<Projection>(next->node).is_return;
        out.clauses.push_back(std::move(*next));
        out.span = span_from(begin);
        if (returned) return out;
    }
    if (out.clauses.empty()) {
        if (at().kind == TokenKind::end) {
            unexpected("a query", "for example: MATCH (n) RETURN n LIMIT 10");
        }
        const std::string word =
            at().kind == TokenKind::name ? nearest_word(at().text, clause_words) : "";
        unexpected("a clause such as MATCH or RETURN",
                   word.empty() ? "" : "did you mean " + word + "?");
    }
    if (!at_clause_end()) {
        const std::string word =
            at().kind == TokenKind::name ? nearest_word(at().text, clause_words) : "";
        unexpected("a clause such as WHERE, RETURN or LIMIT",
                   word.empty() ? "" : "did you mean " + word + "?");
    }
    return out;
}

bool Parser::at_clause_end() const {
    return at().kind == TokenKind::end || sees(";") || sees("}") || sees_word("UNION");
}

std::optional<Clause> Parser::clause() {
    if (take_word("OPTIONAL")) {
        expect_word("MATCH", "after OPTIONAL");
        return Clause{match(true)};
    }
    if (take_word("MATCH")) return Clause{match(false)};
    if (take_word("WITH")) return Clause{projection(false)};
    if (take_word("RETURN")) return Clause{projection(true)};
    if (take_word("UNWIND")) return Clause{unwind()};
    if (take_word("CREATE")) return Clause{create()};
    if (take_word("MERGE")) return Clause{merge()};
    if (take_word("SET")) return Clause{set()};
    if (take_word("REMOVE")) return Clause{remove()};
    if (take_word("DETACH")) {
        expect_word("DELETE", "after DETACH");
        return Clause{remove_entities(true)};
    }
    if (take_word("DELETE")) return Clause{remove_entities(false)};
    if (take_word("CALL")) return call();
    if (take_word("FOREACH")) return Clause{foreach ()};
    return {};
}

Match Parser::match(bool optional) {
    Match out;
    const std::uint32_t begin = at().span.begin;
    out.optional = optional;
    out.patterns = patterns();
    out.window = window();
    if (take_word("WHERE")) out.where = expression();
    out.span = span_from(begin);
    return out;
}

std::optional<Window> Parser::window() {
    if (sees_word("AS") && sees_word("OF", 1)) {
        next_ += 2;
        return Window{window_date(), nullptr};
    }
    if (!take_word("BETWEEN")) return {};
    Window out;
    out.from = window_date();
    expect_word("AND", "between the two dates");
    out.to = window_date();
    return out;
}

/// 2017, 2017-11 and 2017-11-05 are dates here, not subtractions.
ExprPtr Parser::window_date() {
    const std::uint32_t begin = here();
    const auto digits = [&](std::size_t ahead, std::size_t count) {
        return at(ahead).kind == TokenKind::integer && at(ahead).text.size() == count;
    };
    const auto joined = [&](std::size_t ahead) {
        return sees("-", ahead) && at(ahead).span.begin == at(ahead - 1).span.end &&
               digits(ahead + 1, 2) && at(ahead + 1).span.begin == at(ahead).span.end;
    };
    if (digits(0, 4) && (joined(1) || !(sees("-", 1) || sees("+", 1)))) {
        next_ += joined(1) ? (joined(3) ? 5 : 3) : 1;
        auto out = make(ExprKind::literal, begin);
        const std::string text = source(begin);
        const auto date = Date::parse(text);
        if (!date) {
            throw syntax_fault("InvalidArgumentValue", "There is no such date: " + text + ".",
                               out->span);
        }
        out->literal.data = *date;
        return out;
    }
    return additive();
}

Projection Parser::projection(bool is_return) {
    Projection out;
    const std::uint32_t begin = next_ > 0 ? tokens_[next_ - 1].span.begin : here();
    out.is_return = is_return;
    out.distinct = take_word("DISTINCT");
    if (take("*")) {
        out.star = true;
        while (take(",")) out.items.push_back(item());
    } else {
        do out.items.push_back(item());
        while (take(","));
    }
    projection_tail(out);
    out.span = span_from(begin);
    return out;
}

Item Parser::item() {
    Item out;
    const std::uint32_t begin = here();
    out.expr = expression();
    out.name = source(begin);
    if (out.expr->kind == ExprKind::variable) out.name = out.expr->text;
    if (sees_word("AS") && !sees_word("OF", 1)) {
        take_word("AS");
        out.name = expect_name("a name after AS");
        out.aliased = true;
    }
    out.span = span_from(begin);
    return out;
}

void Parser::projection_tail(Projection& out) {
    if (take_word("ORDER")) {
        expect_word("BY", "after ORDER");
        do {
            SortKey key;
            key.expr = expression();
            if (take_word("DESC") || take_word("DESCENDING")) {
                key.descending = true;
            } else if (!take_word("ASC")) {
                take_word("ASCENDING");
            }
            out.order.push_back(std::move(key));
        } while (take(","));
    }
    if (take_word("SKIP") || take_word("OFFSET")) out.skip = expression();
    if (take_word("LIMIT")) out.limit = expression();
    if (!out.is_return && take_word("WHERE")) out.where = expression();
}

Unwind Parser::unwind() {
    Unwind out;
    const std::uint32_t begin = here();
    out.list = expression();
    expect_word("AS", "after the list of UNWIND");
    out.variable = expect_name("a variable after AS");
    out.span = span_from(begin);
    return out;
}

Create Parser::create() {
    Create out;
    const std::uint32_t begin = here();
    out.patterns = patterns();
    out.span = span_from(begin);
    return out;
}

Merge Parser::merge() {
    Merge out;
    const std::uint32_t begin = here();
    out.pattern = path_pattern();
    while (take_word("ON")) {
        const bool on_create = take_word("CREATE");
        if (!on_create) expect_word("MATCH", "or CREATE after ON");
        expect_word("SET", "after ON CREATE or ON MATCH");
        auto& into = on_create ? out.on_create : out.on_match;
        for (SetItem& one : set_items()) into.push_back(std::move(one));
    }
    out.span = span_from(begin);
    return out;
}

Set Parser::set() {
    Set out;
    const std::uint32_t begin = here();
    out.items = set_items();
    out.span = span_from(begin);
    return out;
}

std::vector<SetItem> Parser::set_items() {
    std::vector<SetItem> out;
    do out.push_back(set_item());
    while (take(","));
    return out;
}

SetItem Parser::set_item() {
    SetItem out;
    const std::uint32_t begin = here();
    ExprPtr target = postfix();
    if (target->kind == ExprKind::has_labels) {
        out.kind = SetItem::Kind::labels;
        out.labels = std::move(target->labels);
        out.target = std::move(target->args[0]);
    } else if (take("+=")) {
        out.kind = SetItem::Kind::merge;
        out.target = std::move(target);
        out.value = expression();
    } else {
        expect("=", "in SET");
        if (target->kind == ExprKind::property) {
            out.kind = SetItem::Kind::property;
            out.key = target->text;
            out.target = std::move(target->args[0]);
        } else {
            out.kind = SetItem::Kind::replace;
            out.target = std::move(target);
        }
        out.value = expression();
    }
    out.span = span_from(begin);
    return out;
}

Remove Parser::remove() {
    Remove out;
    const std::uint32_t begin = here();
    do {
        SetItem one;
        ExprPtr target = postfix();
        one.span = target->span;
        if (target->kind == ExprKind::has_labels) {
            one.kind = SetItem::Kind::labels;
            one.labels = std::move(target->labels);
        } else if (target->kind == ExprKind::property) {
            one.key = target->text;
        } else {
            throw syntax_fault("UnexpectedSyntax", "REMOVE takes a property or labels.",
                               target->span, "for example: REMOVE n.name or REMOVE n:Label");
        }
        one.target = std::move(target->args[0]);
        out.items.push_back(std::move(one));
    } while (take(","));
    out.span = span_from(begin);
    return out;
}

Delete Parser::remove_entities(bool detach) {
    Delete out;
    const std::uint32_t begin = here();
    out.detach = detach;
    do out.targets.push_back(expression());
    while (take(","));
    out.span = span_from(begin);
    return out;
}

Clause Parser::call() {
    const std::uint32_t begin = here();
    if (take("{")) {
        CallQuery out;
        out.query = query();
        expect("}", "to close CALL {");
        out.span = span_from(begin);
        return Clause{std::move(out)};
    }
    Call out;
    out.procedure = expect_name("the name of a procedure");
    while (take(".")) out.procedure += "." + expect_name("the name of a procedure");
    if (take("(")) {
        out.has_arguments = true;
        if (!sees(")")) {
            do out.arguments.push_back(expression());
            while (take(","));
        }
        expect(")", "to close the arguments");
    }
    out.span = span_from(begin);
    yields(out);
    return Clause{std::move(out)};
}

void Parser::yields(Call& out) {
    if (!take_word("YIELD")) return;
    out.has_yield = true;
    if (sees("*")) {
        out.yields_all = true;
        const Span star = at().span;
        take("*");
        if (!at_clause_end()) {
            throw syntax_fault("UnexpectedSyntax", "YIELD * is for a CALL that stands alone.", star,
                               "name the fields after YIELD");
        }
        return;
    }
    if (take("-")) return;
    do {
        Yield one;
        one.span = at().span;
        one.field = expect_name("the name of a field");
        one.variable = take_word("AS") ? expect_name("a name after AS") : one.field;
        out.yields.push_back(std::move(one));
    } while (take(","));
    if (take_word("WHERE")) out.where = expression();
}

Foreach Parser::foreach () {
    Foreach out;
    const std::uint32_t begin = here();
    expect("(", "after FOREACH");
    out.variable = expect_name("a variable");
    expect_word("IN", "after the variable of FOREACH");
    out.list = expression();
    expect("|", "before the clauses of FOREACH");
    while (auto one = clause()) out.body.push_back(std::move(*one));
    expect(")", "to close FOREACH");
    out.span = span_from(begin);
    return out;
}

}  // namespace parley::query
