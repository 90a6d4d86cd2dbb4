#pragma once
/// The program's operator new: counts what each thread holds, and refuses what is over its limit.

namespace parley::tools {

/// Counts from now on. Large blocks go back to the system when they are freed, so that what is
/// counted is what the system sees.
void count_memory();

}  // namespace parley::tools
