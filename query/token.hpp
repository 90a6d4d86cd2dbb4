#pragma once
/// Words of a query. Keywords are contextual: the lexer sees only names.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "query/fault.hpp"

namespace parley::query {

enum class TokenKind : std::uint8_t {
    name,         ///< bare word; a keyword where the grammar wants one
    quoted_name,  ///< `word`, never a keyword
    integer,      ///< digits, 0x, 0o
    floating,
    string,
    parameter,   ///< $name
    symbol,      ///< ( ) [ ] { } , : ; . .. + - * / % ^ = < > <= >= <> =~ += != == | & ! ~
    bad_number,  ///< 12ab
    bad_symbol,  ///< a character no token begins with
    end
};

struct Token {
    TokenKind kind = TokenKind::end;
    std::string text;  ///< names and strings without quotes and escapes; others as written
    Span span;
    std::int32_t partner = -1;  ///< index of the matching bracket, -1 where there is none
};

/// Cuts a query into tokens, the last of kind `end`. Comments and blanks go. Throws Fault on
/// unterminated strings, names and comments, and on bad escapes. Linear.
std::vector<Token> lex(std::string_view text);

/// Is this token that keyword (ASCII, any case)?
bool is_word(const Token& token, std::string_view keyword);

}  // namespace parley::query
