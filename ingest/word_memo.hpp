#pragma once
/// Words as they are written and their numbers, remembered from article to article.

#include <array>
#include <cstdint>
#include <cstring>
#include <memory>
#include <mutex>
#include <string_view>
#include <utility>
#include <vector>

namespace parley::ingest {

/// News repeats its words: each is folded and looked up once, as long as no other takes its place.
/// It fits the caches next to the processor, which a vocabulary does not. What is remembered is
/// compared whole, so that a word gets the number it would be looked up with, always.
class WordMemo {
  public:
    /// The word's number, from `look_up()` where it is not remembered. Longer words never are.
    template <typename LookUp>
    std::uint32_t number(std::string_view text, LookUp look_up) {
        if (text.empty() || text.size() > kLongest) return look_up();
        const Key key = key_of(text);
        Seen& seen = seen_[(key.begin * kFactor ^ key.end) * kFactor >> (64 - kBits)];
        if (seen.key != key) seen = {key, look_up()};
        return seen.number;
    }

  private:
    static constexpr std::size_t kLongest = 16;  // bytes
    static constexpr unsigned kBits = 12;
    static constexpr std::uint64_t kFactor = 0x9E3779B97F4A7C15U;  // of the golden ratio

    /// First and last bytes, which meet or overlap, and how many there are: that is all of a word.
    struct Key {
        std::uint64_t begin = 0, end = 0;
        std::uint32_t size = 0;
        friend bool operator==(const Key&, const Key&) = default;
    };
    struct Seen {
        Key key;
        std::uint32_t number = 0;
    };

    template <typename Bytes>
    static Key ends_of(std::string_view text) {
        Bytes begin = 0, end = 0;
        std::memcpy(&begin, text.data(), sizeof begin);
        std::memcpy(&end, text.data() + text.size() - sizeof end, sizeof end);
        return {begin, end, static_cast<std::uint32_t>(text.size())};
    }
    static Key key_of(std::string_view text) {
        if (text.size() >= 8) return ends_of<std::uint64_t>(text);
        if (text.size() >= 4) return ends_of<std::uint32_t>(text);
        if (text.size() >= 2) return ends_of<std::uint16_t>(text);
        return ends_of<std::uint8_t>(text);
    }

    std::array<Seen, std::size_t{1} << kBits> seen_{};
};

/// The memos of one pack. Each is lent to one article at a time, so that threads share none.
class WordMemos {
  public:
    class Lent {
      public:
        explicit Lent(WordMemos& owner) : owner_(owner), memo_(owner.take()) {}
        ~Lent() { owner_.give_back(std::move(memo_)); }
        Lent(const Lent&) = delete;
        Lent& operator=(const Lent&) = delete;
        WordMemo& operator*() const { return *memo_; }

      private:
        WordMemos& owner_;
        std::unique_ptr<WordMemo> memo_;
    };

  private:
    std::unique_ptr<WordMemo> take() {
        const std::lock_guard lock(mutex_);
        if (free_.empty()) return std::make_unique<WordMemo>();
        auto memo = std::move(free_.back());
        free_.pop_back();
        return memo;
    }
    void give_back(std::unique_ptr<WordMemo> memo) {
        const std::lock_guard lock(mutex_);
        free_.push_back(std::move(memo));
    }

    std::mutex mutex_;
    std::vector<std::unique_ptr<WordMemo>> free_;
};

}  // namespace parley::ingest
