#pragma once
// Gazetteers that users add to a store.

#include <parley/gazetteer.hpp>

namespace parley {

/// A key for an entry, made of its best-known name: "ada-lind".
std::string key_of_name(std::string_view name);

/// Takes entries out of the files of other programs; the place of each in `where`. Throws Error
/// with file and line.
struct ForeignEntries {
    std::vector<GazetteerEntry> entries;  ///< keys are made of names, and may repeat
    std::vector<std::string> remarks;     ///< what was left out, and why
};
ForeignEntries read_popolo(std::string_view text, const std::string& file, const Gazetteer& known);
ForeignEntries read_follow_the_money(std::string_view text, const std::string& file,
                                     const Gazetteer& known);
ForeignEntries read_gazetteer_csv(std::string_view text, const std::string& file,
                                  const Gazetteer& known);

}  // namespace parley
