#pragma once
/// The graph that a result's nodes and edges belong to.

#include <memory>

#include "graph/view.hpp"

namespace parley {

class Workspace {
  public:
    explicit Workspace(std::shared_ptr<const View> view) : view_(std::move(view)) {}
    const View& view() const { return *view_; }

  private:
    std::shared_ptr<const View> view_;
};

}  // namespace parley
