#pragma once
/// What the stages throw; engine.cpp turns it into a QueryError with line and column.

#include <cstdint>
#include <string>
#include <utility>

namespace parley::query {

/// Bytes of the query text, half-open.
struct Span {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
};

enum class Phase { compile, runtime };

/// A query cannot be compiled or cannot go on. `type` and `detail` are words of the line protocol.
struct Fault {
    Phase phase;
    std::string type;
    std::string detail;
    std::string message;
    Span span;
    std::string hint;
};

/// A SyntaxError found before the first row.
inline Fault syntax_fault(std::string detail, std::string message, Span span,
                          std::string hint = {}) {
    return {Phase::compile,     "SyntaxError", std::move(detail),
            std::move(message), span,          std::move(hint)};
}

/// An error that depends on data; evaluate() fills in the span where the thrower knows none.
inline Fault runtime_fault(std::string type, std::string detail, std::string message,
                           std::string hint = {}) {
    return {Phase::runtime,     std::move(type), std::move(detail),
            std::move(message), Span{},          std::move(hint)};
}

inline Fault missing_parameter(const std::string& name, Span span) {
    return {Phase::compile,
            "ParameterMissing",
            "MissingParameter",
            "Parameter $" + name + " has no value.",
            span,
            "pass it with --param " + name + "=VALUE"};
}

}  // namespace parley::query
