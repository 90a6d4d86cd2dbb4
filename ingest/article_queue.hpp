#pragma once
/// Articles on their way from the one thread that reads files to the threads that read articles.

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <optional>
#include <parley/ingest.hpp>

namespace parley {

struct QueuedArticle {
    std::uint64_t number = 0;  ///< position among the run's articles, from 0
    Article article;
};

/// A bounded queue, first in first out. Bounded by text, not only by count: a hundred articles may
/// be 400 KB or 10 GB.
class ArticleQueue {
  public:
    explicit ArticleQueue(std::size_t max_bytes) : max_bytes_(max_bytes) {}

    /// Waits for room. False where the queue was closed meanwhile.
    bool push(QueuedArticle item) {
        std::unique_lock lock(mutex_);
        room_.wait(lock, [&] { return closed_ || items_.empty() || bytes_ < max_bytes_; });
        if (closed_) return false;
        bytes_ += item.article.text.size();
        items_.push_back(std::move(item));
        filled_.notify_one();
        return true;
    }

    /// Waits for an article; none once the queue is closed and drained.
    std::optional<QueuedArticle> pop() {
        std::unique_lock lock(mutex_);
        filled_.wait(lock, [&] { return closed_ || !items_.empty(); });
        if (items_.empty()) return std::nullopt;
        QueuedArticle item = std::move(items_.front());
        items_.pop_front();
        bytes_ -= item.article.text.size();
        room_.notify_one();
        return item;
    }

    /// Nothing more comes; what is queued is still handed out.
    void close() {
        const std::lock_guard lock(mutex_);
        closed_ = true;
        filled_.notify_all();
        room_.notify_all();
    }

    /// Closes, and lets go of what is queued.
    void abandon() {
        const std::lock_guard lock(mutex_);
        items_.clear();
        bytes_ = 0;
        closed_ = true;
        filled_.notify_all();
        room_.notify_all();
    }

  private:
    const std::size_t max_bytes_;
    std::mutex mutex_;
    std::condition_variable room_;
    std::condition_variable filled_;
    std::deque<QueuedArticle> items_;
    std::size_t bytes_ = 0;
    bool closed_ = false;
};

}  // namespace parley
