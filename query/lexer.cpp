/// First step of the query street: text to tokens.
#include <array>
#include <optional>

#include "query/text.hpp"
#include "query/token.hpp"

namespace parley::query {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool is_space(char32_t c) {
    return c == ' ' || (c >= 0x09 && c <= 0x0D) || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
           c == 0x205F || c == 0x3000 || c == 0xFEFF || (c >= 0x1C && c <= 0x1F);
}

/// Letters of all scripts by exclusion: beyond ASCII everything is a letter but punctuation.
bool is_name_start(char32_t c) {
    if (c < 0x80) return is_ascii_letter(static_cast<char>(c)) || c == '_';
    if (c < 0xC0) return c == 0xAA || c == 0xB5 || c == 0xBA;
    if (c == 0xD7 || c == 0xF7 || is_space(c)) return false;
    if (c >= 0x2000 && c <= 0x206F) return false;  // dashes, quotation marks
    if (c >= 0x2190 && c <= 0x2BFF) return false;  // arrows, mathematics, boxes
    if (c >= 0x3000 && c <= 0x3004) return false;
    return c < 0xFF00 || c > 0xFF0F;
}

bool is_name_part(char32_t c) { return is_name_start(c) || (c < 0x80 && is_digit(char(c))); }

class Lexer {
  public:
    explicit Lexer(std::string_view text) : text_(text) {}

    std::vector<Token> run() {
        while (skip_blanks()) next();
        push(TokenKind::end, "", at_);
        pair_brackets();
        return std::move(tokens_);
    }

  private:
    char peek(std::size_t ahead = 0) const {
        return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0';
    }

    void push(TokenKind kind, std::string text, std::size_t begin) {
        tokens_.push_back({kind, std::move(text),
                           Span{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_)},
                           -1});
    }

    [[noreturn]] void fail(std::string detail, std::string message, std::size_t begin,
                           std::string hint = {}) const {
        throw syntax_fault(
            std::move(detail), std::move(message),
            Span{static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + 1)},
            std::move(hint));
    }

    /// False at the end of the text.
    bool skip_blanks() {
        while (at_ < text_.size()) {
            const CodePoint c = code_point_at(text_, at_);
            if (is_space(c.value)) {
                at_ += c.bytes;
            } else if (peek() == '/' && peek(1) == '/') {
                while (at_ < text_.size() && text_[at_] != '\n') ++at_;
            } else if (peek() == '/' && peek(1) == '*') {
                const std::size_t end = text_.find("*/", at_ + 2);
                if (end == std::string_view::npos) {
                    fail("UnexpectedSyntax", "This comment is not closed.", at_, "add */");
                }
                at_ = end + 2;
            } else {
                return true;
            }
        }
        return false;
    }

    void next() {
        const char c = peek();
        const CodePoint point = code_point_at(text_, at_);
        if (is_digit(c) || (c == '.' && is_digit(peek(1)) && !after_dot())) return number();
        if (c == '\'' || c == '"') return string();
        if (c == '`') return quoted_name();
        if (c == '$') return parameter();
        if (is_name_start(point.value)) {
            const std::size_t begin = at_;
            return push(TokenKind::name, take_name(), begin);
        }
        symbol(point);
    }

    /// `1..5`: the second dot begins no number.
    bool after_dot() const { return at_ > 0 && text_[at_ - 1] == '.'; }

    std::string take_name() {
        const std::size_t begin = at_;
        while (at_ < text_.size()) {
            const CodePoint c = code_point_at(text_, at_);
            if (!is_name_part(c.value)) break;
            at_ += c.bytes;
        }
        return std::string(text_.substr(begin, at_ - begin));
    }

    void number() {
        const std::size_t begin = at_;
        TokenKind kind = TokenKind::integer;
        bool good = true;
        if (peek() == '0' && (peek(1) == 'x' || peek(1) == 'o' || peek(1) == 'X')) {
            const bool hexadecimal = peek(1) != 'o';
            at_ += 2;
            const std::size_t digits = at_;
            while (is_digit(peek()) || is_ascii_letter(peek())) {
                const char d = peek();
                good = good && (hexadecimal ? is_digit(d) || (d >= 'a' && d <= 'f') ||
                                                  (d >= 'A' && d <= 'F')
                                            : d >= '0' && d <= '7');
                ++at_;
            }
            good = good && at_ > digits;
        } else {
            while (is_digit(peek())) ++at_;
            if (peek() == '.' && is_digit(peek(1))) {
                kind = TokenKind::floating;
                ++at_;
                while (is_digit(peek())) ++at_;
            }
            if (exponent_follows()) {
                kind = TokenKind::floating;
                at_ += peek(1) == '-' || peek(1) == '+' ? 2 : 1;
                while (is_digit(peek())) ++at_;
            }
        }
        if (is_name_start(code_point_at(text_, at_).value) && at_ < text_.size()) {
            take_name();
            good = false;
        }
        push(good ? kind : TokenKind::bad_number, std::string(text_.substr(begin, at_ - begin)),
             begin);
    }

    bool exponent_follows() const {
        if (peek() != 'e' && peek() != 'E') return false;
        const std::size_t sign = peek(1) == '-' || peek(1) == '+' ? 1 : 0;
        return is_digit(peek(1 + sign));
    }

    void string() {
        const std::size_t begin = at_;
        const char quote = text_[at_++];
        std::string out;
        while (true) {
            if (at_ >= text_.size()) {
                fail("UnexpectedSyntax", "This string is not closed.", begin,
                     std::string("add ") + quote);
            }
            const char c = text_[at_++];
            if (c == quote) break;
            if (c == '\\') {
                escape(out);
            } else {
                out += c;
            }
        }
        push(TokenKind::string, std::move(out), begin);
    }

    void escape(std::string& out) {
        const std::size_t begin = at_ - 1;
        const char c = peek();
        ++at_;
        switch (c) {
            case 'n':
                out += '\n';
                return;
            case 't':
                out += '\t';
                return;
            case 'r':
                out += '\r';
                return;
            case 'b':
                out += '\b';
                return;
            case 'f':
                out += '\f';
                return;
            case '\\':
            case '\'':
            case '"':
            case '`':
            case '/':
                out += c;
                return;
            case 'u':
                return unicode_escape(out, begin, 4);
            case 'U':
                return unicode_escape(out, begin, 8);
            default:
                fail("UnexpectedSyntax", "Unknown escape in a string.", begin,
                     "known are \\n \\t \\r \\b \\f \\\\ \\' \\\" \\uXXXX");
        }
    }

    void unicode_escape(std::string& out, std::size_t begin, int digits) {
        char32_t value = hexadecimal(begin, digits);
        if (value >= 0xD800 && value < 0xDC00 && peek() == '\\' && peek(1) == 'u') {
            at_ += 2;
            const char32_t low = hexadecimal(begin, 4);
            value = 0x10000 + ((value - 0xD800) << 10) + ((low - 0xDC00) & 0x3FF);
        }
        if (value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) {
            fail("InvalidUnicodeLiteral", "This escape names no character.", begin);
        }
        append_utf8(out, value);
    }

    char32_t hexadecimal(std::size_t begin, int digits) {
        char32_t value = 0;
        for (int i = 0; i < digits; ++i, ++at_) {
            const char d = peek();
            const bool hex = is_digit(d) || (d >= 'a' && d <= 'f') || (d >= 'A' && d <= 'F');
            if (!hex) {
                fail("InvalidUnicodeLiteral",
                     "A \\u escape needs " + std::to_string(digits) + " hexadecimal digits.",
                     begin);
            }
            value = value * 16 + static_cast<char32_t>(is_digit(d) ? d - '0' : (d | 32) - 'a' + 10);
        }
        return value;
    }

    void quoted_name() {
        const std::size_t begin = at_++;
        std::string out;
        while (true) {
            if (at_ >= text_.size()) {
                fail("UnexpectedSyntax", "This quoted name is not closed.", begin, "add `");
            }
            const char c = text_[at_++];
            if (c == '`' && peek() != '`') break;
            if (c == '`') ++at_;
            out += c;
        }
        push(TokenKind::quoted_name, std::move(out), begin);
    }

    void parameter() {
        const std::size_t begin = at_++;
        std::string name;
        if (peek() == '`') {
            quoted_name();
            name = std::move(tokens_.back().text);
            tokens_.pop_back();
        } else {
            name = take_name();
        }
        if (name.empty()) {
            push(TokenKind::bad_symbol, "$", begin);
        } else {
            push(TokenKind::parameter, std::move(name), begin);
        }
    }

    void symbol(CodePoint point) {
        static constexpr std::array<std::string_view, 9> doubles{
            "<=", ">=", "<>", "=~", "+=", "!=", "==", "..", "||"};
        static constexpr std::string_view singles = "()[]{},:;.+-*/%^=<>|&!~";
        const std::size_t begin = at_;
        for (const std::string_view two : doubles) {
            if (text_.substr(at_, 2) != two) continue;
            at_ += 2;
            return push(TokenKind::symbol, std::string(two), begin);
        }
        at_ += point.bytes;
        if (point.value < 0x80 &&
            singles.find(static_cast<char>(point.value)) != std::string_view::npos) {
            return push(TokenKind::symbol, std::string(text_.substr(begin, 1)), begin);
        }
        push(TokenKind::bad_symbol, std::string(text_.substr(begin, point.bytes)), begin);
    }

    void pair_brackets() {
        std::vector<std::int32_t> open;
        for (std::int32_t i = 0; i < static_cast<std::int32_t>(tokens_.size()); ++i) {
            Token& token = tokens_[static_cast<std::size_t>(i)];
            if (token.kind != TokenKind::symbol || token.text.size() != 1) continue;
            const char c = token.text[0];
            if (c == '(' || c == '[' || c == '{') open.push_back(i);
            if (c != ')' && c != ']' && c != '}') continue;
            if (open.empty()) continue;
            Token& other = tokens_[static_cast<std::size_t>(open.back())];
            const char wanted = other.text[0] == '(' ? ')' : other.text[0] == '[' ? ']' : '}';
            if (wanted != c) continue;
            token.partner = open.back();
            other.partner = i;
            open.pop_back();
        }
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::vector<Token> tokens_;
};

}  // namespace

std::vector<Token> lex(std::string_view text) { return Lexer(text).run(); }

bool is_word(const Token& token, std::string_view keyword) {
    return token.kind == TokenKind::name && equal_ignoring_case(token.text, keyword);
}

}  // namespace parley::query
