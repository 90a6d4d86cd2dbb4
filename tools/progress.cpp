#include "tools/progress.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "tools/messages.hpp"

namespace parley::tools {
namespace {
constexpr auto redraw_every = std::chrono::milliseconds(100);
/// Guesses of the time left are worthless before this.
constexpr double settled_seconds = 1.0;

std::string time_left(double share, double seconds) {
    if (share <= 0 || seconds < settled_seconds) return "";
    const auto left = static_cast<long>(seconds / share - seconds + 0.5);
    return fmt::format(", {}:{:02} left", left / 60, left % 60);
}
}  // namespace

std::string progress_line(const RunReport& report, double seconds, unsigned width) {
    const double rate = seconds > 0 ? static_cast<double>(report.articles) / seconds : 0;
    std::string text = fmt::format("{} articles, {:.0f}/s", report.articles, rate);
    if (report.failed > 0) text += fmt::format(", {} failed", report.failed);
    if (report.input_bytes == 0) return text.substr(0, width);
    const double share = std::min(
        1.0, static_cast<double>(report.consumed_bytes) / static_cast<double>(report.input_bytes));
    text = fmt::format("{:3.0f} % {}{}", share * 100, text, time_left(share, seconds));
    constexpr std::size_t bar = 20;
    if (text.size() + bar + 3 > width) return text.substr(0, width);
    const auto filled = static_cast<std::size_t>(share * bar);
    return fmt::format("[{}{}] {}", std::string(filled, '#'), std::string(bar - filled, '.'), text);
}

Progress::Progress()
    : on_terminal_(errors_are_on_terminal()),
      begin_(std::chrono::steady_clock::now()),
      drawn_(begin_) {}

void Progress::show(const RunReport& report) {
    if (!on_terminal_) return;
    const auto now = std::chrono::steady_clock::now();
    if (now - drawn_ < redraw_every) return;
    drawn_ = now;
    visible_ = true;
    fmt::print(stderr, "\r\x1b[K{}", progress_line(report, seconds(), terminal_width(80) - 1));
    std::fflush(stderr);
}

void Progress::clear() {
    if (!visible_) return;
    fmt::print(stderr, "\r\x1b[K");
    visible_ = false;
}

double Progress::seconds() const {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin_).count();
}

RunEvents events_of(Progress& progress, const Interrupt& interrupt) {
    RunEvents events;
    events.unread = [&progress](const UnreadInput& unread) {
        progress.clear();
        print_error(fmt::format("{}: {}", unread.where, unread.message));
    };
    events.progress = [&progress](const RunReport& report) { progress.show(report); };
    events.stop = &interrupt.flag();
    return events;
}

}  // namespace parley::tools
