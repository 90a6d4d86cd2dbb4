#pragma once
/// A value for the length of a scope.

#include <utility>

namespace parley::query {

/// Sets a variable and puts back, at the end of the scope, what it held before.
template <class T>
class Restore {
  public:
    Restore(T& target, T now) : target_(target), before_(target) { target_ = std::move(now); }
    ~Restore() { target_ = std::move(before_); }
    Restore(const Restore&) = delete;
    Restore& operator=(const Restore&) = delete;

  private:
    T& target_;
    T before_;
};

}  // namespace parley::query
