#pragma once
/// Lines from a person: editing, history, completion (libedit).

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace parley::tools {

class LineEditor {
  public:
    /// What may stand instead of the last word (or open quotation) of the line so far: whole
    /// replacements for it.
    using Complete = std::function<std::vector<std::string>(std::string_view line)>;

    /// History is kept in `history_file`, where that is not empty and can be written.
    LineEditor(std::string history_file, Complete complete);
    ~LineEditor();
    LineEditor(const LineEditor&) = delete;
    LineEditor& operator=(const LineEditor&) = delete;

    enum class Ended { no, interrupted, at_end };
    struct Line {
        std::string text;  ///< without line feed
        Ended ended = Ended::no;
    };
    /// Waits for a line. Ctrl-C gives `interrupted`, Ctrl-D on an empty line `at_end`.
    Line read(const std::string& prompt);

    /// Keeps an entry, several lines too, for this and later sessions.
    void remember(const std::string& entry);

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// The longest beginning that all texts share, cut at a whole character.
std::string common_beginning(const std::vector<std::string>& texts);

}  // namespace parley::tools
