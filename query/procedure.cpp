#include "query/procedure.hpp"

#include <algorithm>

#include "query/fault.hpp"
#include "query/text.hpp"
#include "query/token.hpp"
#include "query/value_order.hpp"

namespace parley::query {
namespace {

Field field_of(const std::string& name, const std::string& type, Span span) {
    static const std::vector<std::pair<std::string, std::uint32_t>> kinds{
        {"ANY", Type::anything},   {"BOOLEAN", Type::boolean}, {"INTEGER", Type::integer},
        {"FLOAT", Type::floating}, {"NUMBER", Type::number},   {"STRING", Type::string},
        {"MAP", Type::map},        {"NODE", Type::node},       {"RELATIONSHIP", Type::relationship},
        {"PATH", Type::path},      {"LIST", Type::list},       {"DATE", Type::date},
    };
    for (const auto& [word, kind] : kinds) {
        if (!equal_ignoring_case(type, word)) continue;
        return {name, Type(kind), word == "NUMBER", word == "FLOAT"};
    }
    throw syntax_fault("InvalidArgumentType", "Unknown type " + type + " in a signature.", span);
}

/// name(in :: TYPE?, ...) :: (out :: TYPE?, ...)
class SignatureReader {
  public:
    explicit SignatureReader(const std::string& text) : tokens_(lex(text)) {}

    BoundProcedure read() {
        BoundProcedure out;
        out.name = word();
        while (take(".")) out.name += "." + word();
        out.inputs = fields();
        expect(":");
        expect(":");
        out.outputs = fields();
        out.required = out.inputs.size();
        return out;
    }

  private:
    const Token& at() const { return tokens_[next_]; }
    bool take(const char* symbol) {
        if (at().kind != TokenKind::symbol || at().text != symbol) return false;
        ++next_;
        return true;
    }
    void expect(const char* symbol) {
        if (!take(symbol)) {
            throw syntax_fault("UnexpectedSyntax",
                               std::string("Expected ") + symbol + " in a signature.", at().span);
        }
    }
    std::string word() {
        if (at().kind != TokenKind::name) {
            throw syntax_fault("UnexpectedSyntax", "Expected a name in a signature.", at().span);
        }
        return tokens_[next_++].text;
    }
    std::vector<Field> fields() {
        std::vector<Field> out;
        expect("(");
        while (!take(")")) {
            const std::string name = word();
            expect(":");
            expect(":");
            const Span span = at().span;
            out.push_back(field_of(name, word(), span));
            if (at().kind == TokenKind::bad_symbol && at().text == "?") ++next_;
            take(",");
        }
        return out;
    }

    std::vector<Token> tokens_;
    std::size_t next_ = 0;
};

bool is_argument(const Field& field, const Value& given, const Value& wanted) {
    if (given.is_null() && wanted.is_null()) return true;
    if (field.is_float && given.as<std::int64_t>()) {
        return equals(Value{static_cast<double>(*given.as<std::int64_t>())}, wanted) == Truth::yes;
    }
    return equals(given, wanted) == Truth::yes;
}

}  // namespace

ProcedureTable::ProcedureTable() {
    for (BoundProcedure& one : algorithm_procedures()) {
        const std::string name = one.name;
        built_in_[name] = std::make_shared<const BoundProcedure>(std::move(one));
    }
}

void ProcedureTable::add(TableProcedure table) {
    BoundProcedure procedure = SignatureReader(table.signature).read();
    // Which column of the table each output is.
    std::vector<std::size_t> inputs, outputs;
    const auto column = [&](const std::string& name) {
        const auto found = std::find(table.columns.begin(), table.columns.end(), name);
        return static_cast<std::size_t>(found - table.columns.begin());
    };
    for (const Field& field : procedure.inputs) inputs.push_back(column(field.name));
    for (const Field& field : procedure.outputs) outputs.push_back(column(field.name));
    const std::vector<Field> fields = procedure.inputs;
    procedure.call = [=, rows = std::move(table.rows)](std::vector<Value> arguments, Run&) {
        auto out = std::make_shared<std::vector<std::vector<Value>>>();
        for (const auto& row : rows) {
            bool fits = true;
            for (std::size_t i = 0; i < inputs.size() && fits; ++i) {
                fits = inputs[i] < row.size() && i < arguments.size() &&
                       is_argument(fields[i], arguments[i], row[inputs[i]]);
            }
            if (!fits) continue;
            std::vector<Value> made;
            for (const std::size_t i : outputs) made.push_back(i < row.size() ? row[i] : Value{});
            out->push_back(std::move(made));
        }
        return ResultTable{
            out->size(), [out](std::size_t row, std::size_t place) { return (*out)[row][place]; }};
    };
    const std::string name = procedure.name;
    tables_[name] = std::make_shared<const BoundProcedure>(std::move(procedure));
}

void ProcedureTable::drop_tables() { tables_.clear(); }

std::shared_ptr<const BoundProcedure> ProcedureTable::find(const std::string& name) const {
    for (const auto* table : {&tables_, &built_in_}) {
        const auto found = table->find(name);
        if (found != table->end()) return found->second;
    }
    return nullptr;
}

std::vector<std::string> ProcedureTable::names() const {
    std::vector<std::string> out;
    for (const auto* table : {&tables_, &built_in_}) {
        for (const auto& [name, procedure] : *table) out.push_back(name);
    }
    return out;
}

}  // namespace parley::query
