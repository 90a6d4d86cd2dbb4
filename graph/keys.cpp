#include "graph/keys.hpp"

#include <cassert>

namespace parley::keys {
namespace {

template <class Number>
void append(std::string& key, Number value) {
    for (int shift = 8 * (static_cast<int>(sizeof(Number)) - 1); shift >= 0; shift -= 8) {
        key += static_cast<char>((value >> shift) & 0xff);
    }
}

template <class Number>
Number read(std::string_view key) {
    assert(key.size() >= sizeof(Number));
    Number value = 0;
    for (std::size_t i = 0; i < sizeof(Number); ++i) {
        value = static_cast<Number>(value << 8) | static_cast<unsigned char>(key[i]);
    }
    return value;
}

}  // namespace

std::string number(std::uint64_t value) {
    std::string key;
    append(key, value);
    return key;
}

std::uint64_t number_at(std::string_view key) { return read<std::uint64_t>(key); }

std::string symbol(char kind, std::uint32_t number) {
    std::string key(1, kind);
    append(key, number);
    return key;
}

std::optional<Symbol> cut_symbol(std::string_view key) {
    if (key.size() != 5 || (key[0] != 'L' && key[0] != 'T' && key[0] != 'K')) return {};
    return Symbol{key[0], read<std::uint32_t>(key.substr(1))};
}

std::string claims_of(std::string_view article) {
    std::string key;
    for (char c : article) {
        key += c;
        if (c == '\0') key += '\xff';
    }
    key.append(2, '\0');
    return key;
}

std::string claim(std::string_view article, std::uint32_t ordinal) {
    std::string key = claims_of(article);
    append(key, ordinal);
    return key;
}

std::optional<ClaimKey> cut_claim(std::string_view key) {
    ClaimKey cut;
    for (std::size_t i = 0; i + 1 < key.size(); ++i) {
        if (key[i] != '\0') {
            cut.article += key[i];
            continue;
        }
        if (key[++i] == '\xff') {
            cut.article += '\0';
            continue;
        }
        if (key[i] != '\0' || key.size() - i - 1 != sizeof(std::uint32_t)) return {};
        cut.ordinal = read<std::uint32_t>(key.substr(i + 1));
        return cut;
    }
    return {};
}

std::string change(std::uint64_t commit, char kind, std::uint64_t id) {
    std::string key = number(commit);
    key += kind;
    if (kind != '*') append(key, id);
    return key;
}

std::optional<Change> cut_change(std::string_view key) {
    if (key.size() < 9) return {};
    Change cut{number_at(key), key[8], 0};
    if (cut.kind == '*' && key.size() == 9) return cut;
    if ((cut.kind != 'N' && cut.kind != 'E') || key.size() != 17) return {};
    cut.id = number_at(key.substr(9));
    return cut;
}

std::string after_prefix(std::string_view prefix) {
    std::string key(prefix);
    while (!key.empty() && key.back() == '\xff') key.pop_back();
    if (!key.empty()) key.back() = static_cast<char>(key.back() + 1);
    return key;
}

}  // namespace parley::keys
