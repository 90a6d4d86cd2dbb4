#pragma once
/// What parley throws. The library writes to no stream: the caller prints message() and hint().

#include <stdexcept>
#include <string>
#include <utility>

namespace parley {

/// Wrong input or a failing world. `what()` is one line that says what and where; `hint()`, when
/// not empty, says what to do about it.
class Error : public std::runtime_error {
  public:
    explicit Error(const std::string& message, std::string hint = {})
        : std::runtime_error(message), hint_(std::move(hint)) {}
    const std::string& hint() const noexcept { return hint_; }

  private:
    std::string hint_;
};

/// One article could not be read; the others go on.
class ArticleError : public Error {
    using Error::Error;
};

/// A language pack or gazetteer is not valid: file, line, and what is wrong with it.
class PackError : public Error {
    using Error::Error;
};

/// The store is missing, locked, of another format, or the disk fails.
class StoreError : public Error {
    using Error::Error;
};

/// The store's bytes are not what was written.
class CorruptionError : public StoreError {
    using StoreError::StoreError;
};

}  // namespace parley
