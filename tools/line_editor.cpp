#include "tools/line_editor.hpp"

#include <fmt/format.h>
#include <histedit.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <filesystem>

namespace parley::tools {
namespace {
constexpr int kept_entries = 1000;
/// More candidates than these are counted, not listed.
constexpr std::size_t listed_candidates = 40;

volatile std::sig_atomic_t interrupted = 0;
void note_interrupt(int) { interrupted = 1; }

/// While a line is read, Ctrl-C ends the reading instead of restarting it.
class InterruptsReading {
  public:
    InterruptsReading() {
        interrupted = 0;
        struct sigaction action {};
        action.sa_handler = note_interrupt;
        sigemptyset(&action.sa_mask);
        sigaction(SIGINT, &action, &before_);
    }
    ~InterruptsReading() { sigaction(SIGINT, &before_, nullptr); }
    InterruptsReading(const InterruptsReading&) = delete;
    InterruptsReading& operator=(const InterruptsReading&) = delete;

  private:
    struct sigaction before_ {};
};

/// Bytes of the word, or open quotation, that the line ends with.
std::size_t last_word_bytes(std::string_view line) {
    const auto quotes = std::count(line.begin(), line.end(), '"');
    if (quotes % 2 == 1) return line.size() - line.rfind('"');
    const std::size_t before = line.find_last_of(" \t\n()[]{},:;|~=<>+-*/");
    return before == line.npos ? line.size() : line.size() - before - 1;
}

}  // namespace

struct LineEditor::Impl {
    EditLine* editor = nullptr;
    History* history = nullptr;
    std::string history_file;
    std::string prompt;
    Complete complete;

    static Impl& of(EditLine* editor) {
        void* data = nullptr;
        el_get(editor, EL_CLIENTDATA, &data);
        return *static_cast<Impl*>(data);
    }
    static char* give_prompt(EditLine* editor) { return of(editor).prompt.data(); }

    static unsigned char complete_word(EditLine* editor, int) {
        Impl& self = of(editor);
        const LineInfo* info = el_line(editor);
        const std::string_view line(info->buffer,
                                    static_cast<std::size_t>(info->cursor - info->buffer));
        const std::size_t word = last_word_bytes(line);
        const std::vector<std::string> candidates = self.complete(line);
        if (candidates.empty()) return CC_ERROR;
        const std::string shared = common_beginning(candidates);
        const bool goes_on = shared.size() > word;
        if (goes_on || candidates.size() == 1) {
            // Counted in characters, since that is what libedit deletes.
            const auto characters = std::count_if(
                line.end() - static_cast<std::ptrdiff_t>(word), line.end(),
                [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
            el_deletestr(editor, static_cast<int>(characters));
            el_insertstr(editor, shared.c_str());
            return CC_REFRESH;
        }
        fmt::print("\n");
        for (std::size_t i = 0; i < std::min(candidates.size(), listed_candidates); ++i) {
            fmt::print("{}  ", candidates[i]);
        }
        if (candidates.size() > listed_candidates) {
            fmt::print("... {} in all", candidates.size());
        }
        fmt::print("\n");
        return CC_REDISPLAY;
    }
};

LineEditor::LineEditor(std::string history_file, Complete complete)
    : impl_(std::make_unique<Impl>()) {
    impl_->history_file = std::move(history_file);
    impl_->complete = std::move(complete);
    impl_->editor = el_init("parley", stdin, stdout, stderr);
    el_set(impl_->editor, EL_CLIENTDATA, impl_.get());
    el_set(impl_->editor, EL_PROMPT, &Impl::give_prompt);
    el_set(impl_->editor, EL_EDITOR, "emacs");
    el_set(impl_->editor, EL_SIGNAL, 0);
    el_set(impl_->editor, EL_ADDFN, "parley-complete", "complete a word", &Impl::complete_word);
    el_set(impl_->editor, EL_BIND, "^I", "parley-complete", nullptr);
    el_set(impl_->editor, EL_BIND, "^R", "em-inc-search-prev", nullptr);
    el_source(impl_->editor, nullptr);  // the user's ~/.editrc

    HistEvent event;
    impl_->history = history_init();
    history(impl_->history, &event, H_SETSIZE, kept_entries);
    history(impl_->history, &event, H_SETUNIQUE, 1);
    el_set(impl_->editor, EL_HIST, history, impl_->history);
    if (!impl_->history_file.empty()) {
        history(impl_->history, &event, H_LOAD, impl_->history_file.c_str());
    }
}

LineEditor::~LineEditor() {
    HistEvent event;
    if (!impl_->history_file.empty()) {
        // A history that cannot be written is no reason to bother anyone.
        std::error_code ignored;
        std::filesystem::create_directories(
            std::filesystem::path(impl_->history_file).parent_path(), ignored);
        history(impl_->history, &event, H_SAVE, impl_->history_file.c_str());
    }
    history_end(impl_->history);
    el_end(impl_->editor);
}

LineEditor::Line LineEditor::read(const std::string& prompt) {
    impl_->prompt = prompt;
    const InterruptsReading guard;
    int count = 0;
    const char* text = el_gets(impl_->editor, &count);
    if (interrupted != 0) {
        el_reset(impl_->editor);
        fmt::print("\n");
        return {"", Ended::interrupted};
    }
    if (text == nullptr || count <= 0) return {"", Ended::at_end};
    std::string line(text, static_cast<std::size_t>(count));
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.pop_back();
    return {std::move(line), Ended::no};
}

void LineEditor::remember(const std::string& entry) {
    HistEvent event;
    history(impl_->history, &event, H_ENTER, entry.c_str());
}

std::string common_beginning(const std::vector<std::string>& texts) {
    if (texts.empty()) return {};
    std::size_t shared = texts.front().size();
    for (const std::string& text : texts) {
        const auto [end, other] = std::mismatch(
            texts.front().begin(), texts.front().begin() + static_cast<std::ptrdiff_t>(shared),
            text.begin(), text.end());
        shared = static_cast<std::size_t>(end - texts.front().begin());
    }
    const std::string& first = texts.front();
    while (shared > 0 && shared < first.size() &&
           (static_cast<unsigned char>(first[shared]) & 0xC0) == 0x80) {
        --shared;
    }
    return first.substr(0, shared);
}

}  // namespace parley::tools
