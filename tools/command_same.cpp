/// `parley same`: are two spellings one name, and by which steps.

#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <iostream>
#include <iterator>
#include <parley/error.hpp>
#include <parley/names.hpp>
#include <string_view>

#include "tools/commands.hpp"
#include "tools/text_width.hpp"

namespace parley::tools {
namespace {

/// Columns of the line that are compared, counted from 0.
constexpr std::size_t kLeftColumn = 0, kRightColumn = 2;

std::string_view column(std::string_view line, std::size_t number) {
    for (; number > 0; --number) {
        const auto tab = line.find('\t');
        if (tab == std::string_view::npos) return {};
        line.remove_prefix(tab + 1);
    }
    return line.substr(0, line.find('\t'));
}

void write_out(fmt::memory_buffer& out) {
    std::fwrite(out.data(), 1, out.size(), stdout);
    out.clear();
}

int compare_pairs(std::istream& in, const std::string& where) {
    constexpr std::size_t kWriteBytes = 1 << 16;
    fmt::memory_buffer out;
    std::string line;
    for (std::size_t number = 1; std::getline(in, line); ++number) {
        if (!line.empty() && line.back() == '\r') line.pop_back();
        const auto left = column(line, kLeftColumn), right = column(line, kRightColumn);
        if (left.empty() || right.empty()) {
            write_out(out);
            throw Error(fmt::format("{}:{}: column {} or {} is empty", where, number,
                                    kLeftColumn + 1, kRightColumn + 1),
                        "a line is NAME<TAB>anything<TAB>NAME, further columns do not matter");
        }
        const NameComparison compared = compare_names(left, right);
        fmt::format_to(std::back_inserter(out), "{:.4f}\t{}\n", compared.score,
                       compared.same ? 1 : 0);
        if (out.size() > kWriteBytes) write_out(out);
    }
    write_out(out);
    return Exit::done;
}

/// A cell of a column of the given width.
std::string cell(const std::string& text, std::size_t width) {
    const std::string shown = one_line(text.empty() ? "-" : text);
    const std::size_t taken = columns_of(shown);
    return shown + std::string(width > taken ? width - taken : 0, ' ');
}

void print_steps(const NameComparison& compared) {
    std::size_t left = 1, right = 1;
    for (const NameStep& step : compared.steps) {
        left = std::max(left, columns_of(step.left));
        right = std::max(right, columns_of(step.right));
    }
    for (const NameStep& step : compared.steps)
        fmt::print("  {}  {}  {:.2f}  {}\n", cell(step.left, left), cell(step.right, right),
                   step.score, step.reason);
}

}  // namespace

int run_same(const SameArguments& arguments) {
    if (!arguments.pairs.empty()) {
        if (!arguments.names.empty()) throw UsageError("same takes two names or --pairs, not both");
        if (arguments.pairs == "-") return compare_pairs(std::cin, "standard input");
        std::ifstream file(arguments.pairs);
        if (!file) throw Error(fmt::format("cannot read {}", arguments.pairs.string()));
        return compare_pairs(file, arguments.pairs.string());
    }
    if (arguments.names.size() != 2)
        throw UsageError("same takes two names", "parley same \"Sjuganow\" \"Зюганов\"");
    const NameComparison compared = compare_names(arguments.names[0], arguments.names[1]);
    fmt::print("{} {:.2f}\n", compared.same ? "same" : "different", compared.score);
    print_steps(compared);
    return Exit::done;
}

}  // namespace parley::tools
