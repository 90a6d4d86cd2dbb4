#pragma once
/// Single keys from a terminal, without a line feed behind each.

#include <memory>

namespace parley::tools {

/// While it lives, the terminal behind standard input gives every key at once and shows none; it is
/// as before at the end. Ctrl-C is a key like others.
class SingleKeys {
  public:
    SingleKeys();
    ~SingleKeys();
    SingleKeys(const SingleKeys&) = delete;
    SingleKeys& operator=(const SingleKeys&) = delete;

    /// Waits for a key; 0 at the end of input, and for Ctrl-C and Ctrl-D.
    char read();

  private:
    struct Saved;
    std::unique_ptr<Saved> saved_;
};

}  // namespace parley::tools
