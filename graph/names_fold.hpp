#pragma once
// What folding knows beside the folded name.

#include <string>
#include <string_view>

namespace parley {

/// Letters and marks of a word without regard to where in the word a mark stands: "hoà" and "hòa"
/// give the same, "hoa" and "hòa" do not. Lower case; đ and ð are one letter.
std::string marks_of(std::string_view word);

}  // namespace parley
