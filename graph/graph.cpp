// The public handle of a store.
#include <condition_variable>
#include <mutex>
#include <parley/graph.hpp>
#include <thread>

#include "graph/transaction.hpp"
#include "graph/view.hpp"

namespace parley {

struct Graph::Impl : Transaction::Keeper {
    mutable std::mutex lock;
    mutable std::condition_variable ended;
    std::thread::id writer;  // of the open transaction; no thread where there is none
    std::shared_ptr<View> current = std::make_shared<View>();
    std::uint64_t next_node = 0, next_edge = 0;

    NodeId next_node_id() override { return NodeId{next_node++}; }
    EdgeId next_edge_id() override { return EdgeId{next_edge++}; }
    void store(const View&, const Changes&) override {}
    void end() override {
        std::lock_guard held(lock);
        writer = {};
        ended.notify_all();
    }
    void wait_for_writer(std::unique_lock<std::mutex>& held) const {
        ended.wait(held, [this] {
            return writer == std::thread::id{} || writer == std::this_thread::get_id();
        });
    }
};

Graph::Graph(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Graph::Graph(Graph&&) noexcept = default;
Graph& Graph::operator=(Graph&&) noexcept = default;
Graph::~Graph() = default;

Graph Graph::ephemeral() { return Graph(std::make_unique<Impl>()); }

std::shared_ptr<const View> Graph::view() const {
    std::unique_lock held(impl_->lock);
    impl_->wait_for_writer(held);
    return impl_->current;
}

std::unique_ptr<Transaction> Graph::begin() {
    std::unique_lock held(impl_->lock);
    impl_->wait_for_writer(held);
    if (impl_->writer != std::thread::id{}) {
        throw Error("a transaction is open already in this thread");
    }
    // Readers keep the view they hold; without readers it is changed in place.
    if (impl_->current.use_count() > 1) impl_->current = impl_->current->copy();
    impl_->writer = std::this_thread::get_id();
    return std::make_unique<Transaction>(impl_->current, *impl_);
}

void Graph::reset() {
    std::unique_lock held(impl_->lock);
    impl_->wait_for_writer(held);
    impl_->current = std::make_shared<View>();
    impl_->next_node = impl_->next_edge = 0;
}

}  // namespace parley
