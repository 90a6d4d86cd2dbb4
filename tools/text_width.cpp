#include "tools/text_width.hpp"

#include <langinfo.h>
#include <wchar.h>

#include <clocale>
#include <cstring>

namespace parley::tools {
namespace {

struct Step {
    std::size_t bytes;
    std::size_t columns;
};

/// The first character of a text that is not empty.
Step first_of(std::string_view text) {
    const auto lead = static_cast<unsigned char>(text.front());
    const std::size_t bytes = lead < 0x80 ? 1 : lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (bytes == 1) return {1, 1};
    if (bytes > text.size()) return {1, 1};
    wchar_t code = static_cast<wchar_t>(lead & (0xFF >> (bytes + 1)));
    for (std::size_t i = 1; i < bytes; ++i) {
        code = static_cast<wchar_t>((code << 6) | (static_cast<unsigned char>(text[i]) & 0x3F));
    }
    const int width = wcwidth(code);
    return {bytes, width < 0 ? 1 : static_cast<std::size_t>(width)};
}

}  // namespace

std::size_t columns_of(std::string_view text) {
    std::size_t columns = 0;
    while (!text.empty()) {
        const Step step = first_of(text);
        columns += step.columns;
        text.remove_prefix(step.bytes);
    }
    return columns;
}

std::string cut_to(std::string_view text, std::size_t width) {
    if (columns_of(text) <= width) return std::string(text);
    std::size_t columns = 0;
    std::size_t bytes = 0;
    while (bytes < text.size()) {
        const Step step = first_of(text.substr(bytes));
        if (columns + step.columns + 1 > width) break;
        columns += step.columns;
        bytes += step.bytes;
    }
    return std::string(text.substr(0, bytes)) + "…";
}

std::string one_line(std::string_view text) {
    std::string line(text);
    for (char& c : line) {
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
    }
    return line;
}

void use_utf8_terminal() {
    std::setlocale(LC_CTYPE, "");
    if (std::strcmp(nl_langinfo(CODESET), "UTF-8") != 0) std::setlocale(LC_CTYPE, "C.UTF-8");
}

}  // namespace parley::tools
