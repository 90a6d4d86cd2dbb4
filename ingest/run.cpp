/// A run over many articles: one thread reads files, workers read articles, results go on in order.
///
///     read_articles -> ArticleQueue -> workers: language, known?, read() -> Run::finish, in order

#include <condition_variable>
#include <exception>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <parley/error.hpp>
#include <parley/ingest_run.hpp>
#include <thread>
#include <unordered_map>

#include "ingest/article_queue.hpp"
#include "ingest/language.hpp"

namespace parley {
namespace {

/// Text that waits between the reading of files and the reading of articles: some seconds of work.
constexpr std::size_t queue_bytes = std::size_t{32} * 1024 * 1024;
/// How far workers may run ahead of an article that takes long: bounds what is kept in memory.
constexpr std::uint64_t max_ahead = 256;

/// How one article ended.
struct Outcome {
    enum class Kind { read, unchanged, failed } kind = Kind::read;
    Article article;
    Reading reading;
    std::string message;  ///< why it failed
};

/// What happens with articles: the store's side, or a caller's.
struct Target {
    /// Asked by workers, many at once.
    std::function<bool(const Article&)> is_known;
    /// One at a time, in input order.
    std::function<Stored(const Article&, const Reading&)> take;
};

/// Tells articles met twice in one run.
class SeenArticles {
  public:
    enum class Seen { first, same_again, other };
    Seen see(const Article& article) {
        const auto hash = [](const std::string& text) { return std::hash<std::string>()(text); };
        const std::size_t content = hash(article.text) * 31 + hash(article.published.text());
        const auto [found, is_new] = contents_.try_emplace(hash(article.id), content);
        if (is_new) return Seen::first;
        return found->second == content ? Seen::same_again : Seen::other;
    }

  private:
    std::unordered_map<std::size_t, std::size_t> contents_;  // by hash: 16 bytes an article
};

Article article_of(const ArticleRecord& record) {
    Article article;
    article.id = record.id;
    article.url = record.url;
    article.title = record.title;
    article.text = record.text;
    article.published = Date::parse(record.published).value_or(Date{});
    article.language = record.language;
    return article;
}

ArticleRecord record_of(const Article& article) {
    ArticleRecord record;
    record.id = article.id;
    record.url = article.url;
    record.title = article.title;
    record.published = article.published.text();
    record.language = article.language;
    record.text = article.text;
    return record;
}

class Run {
  public:
    Run(const Packs& packs, const RunOptions& options, const RunEvents& events, Target target)
        : packs_(packs), options_(options), events_(events), target_(std::move(target)) {}

    /// `feed` runs on this thread and calls offer() and fail().
    RunReport over(const std::function<void()>& feed) {
        {
            std::vector<std::jthread> workers;
            const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
            const unsigned jobs = options_.jobs == 0 ? cores : options_.jobs;
            for (unsigned i = 0; i < jobs; ++i) workers.emplace_back([this] { work(); });
            try {
                feed();
            } catch (...) {
                end_with(std::current_exception());
            }
            queue_.close();
        }
        if (error_) std::rethrow_exception(error_);
        report_.stopped = is_stopped();
        return report_;
    }

    RunReport over(const std::vector<std::string>& inputs) {
        const InputFiles files = find_inputs(inputs);
        report_.input_bytes = files.bytes;
        SourceOptions source = options_.source;
        add_side_files(files, source);
        return over([&] { read_files(files, source); });
    }

    RunReport over_stored(const Graph& graph) {
        return over([&] {
            graph.for_each_article([this](const ArticleRecord& record) {
                if (!is_stopped()) offer(article_of(record));
            });
        });
    }

  private:
    bool is_stopped() const {
        return ended_.load(std::memory_order_relaxed) ||
               (events_.stop != nullptr && events_.stop->load(std::memory_order_relaxed));
    }

    /// A `metadata.jsonl` in a folder counts where the caller's side file says nothing.
    void add_side_files(const InputFiles& files, SourceOptions& source) {
        for (const std::filesystem::path& file : files.side_files) {
            try {
                source.facts.merge(read_side_file(file));
            } catch (const ArticleError& error) {
                fail({file.string(), error.what()});
            }
        }
    }

    void read_files(const InputFiles& files, const SourceOptions& source) {
        SourceEvents events;
        events.article = [this](Article article) { offer(std::move(article)); };
        events.unread = [this](const UnreadInput& unread) { fail(unread); };
        events.consumed = [this](std::uint64_t bytes) {
            const std::lock_guard lock(mutex_);
            report_.consumed_bytes = bytes;
        };
        events.stop = [this] { return is_stopped(); };
        read_articles(files, source, events);
    }

    /// On the reading thread, in input order.
    void offer(Article article) {
        switch (seen_.see(article)) {
            case SeenArticles::Seen::first:
                queue_.push({next_number_++, std::move(article)});
                return;
            case SeenArticles::Seen::same_again: {
                const std::lock_guard lock(mutex_);
                ++report_.articles;
                ++report_.unchanged;
                return;
            }
            case SeenArticles::Seen::other:
                fail({article.id, "another article of this run has this id; this one is left out"});
                return;
        }
    }

    void fail(const UnreadInput& unread) {
        const std::lock_guard lock(mutex_);
        ++report_.articles;
        ++report_.failed;
        if (events_.unread) events_.unread(unread);
    }

    void work() {
        while (!is_stopped()) {
            std::optional<QueuedArticle> next = queue_.pop();
            if (!next) return;
            finish(next->number, process(std::move(next->article)));
        }
        // What was queued is left for the next run; what was taken in hand has been finished.
        queue_.abandon();
    }

    Outcome process(Article article) {
        Outcome outcome;
        try {
            article.language = language_of(article, packs_);
            if (target_.is_known(article)) {
                outcome.kind = Outcome::Kind::unchanged;
            } else {
                outcome.reading = read(article, packs_);
            }
        } catch (const StoreError&) {
            end_with(std::current_exception());
        } catch (const std::exception& error) {
            // One bad article never ends a run, whatever it set off.
            outcome.kind = Outcome::Kind::failed;
            outcome.message = error.what();
        }
        outcome.article = std::move(article);
        return outcome;
    }

    /// Puts an outcome in its place and hands on all that are next.
    void finish(std::uint64_t number, Outcome outcome) {
        std::unique_lock lock(mutex_);
        turned_.wait(lock, [&] { return ended_ || number < next_out_ + max_ahead; });
        waiting_.emplace(number, std::move(outcome));
        while (!ended_ && !waiting_.empty() && waiting_.begin()->first == next_out_) {
            const Outcome next = std::move(waiting_.extract(waiting_.begin()).mapped());
            ++next_out_;
            try {
                hand_on(next);
            } catch (...) {
                error_ = std::current_exception();
                ended_ = true;
            }
        }
        if (ended_) waiting_.clear();
        turned_.notify_all();
    }

    /// Under the lock.
    void hand_on(const Outcome& outcome) {
        ++report_.articles;
        if (outcome.kind == Outcome::Kind::failed) {
            ++report_.failed;
            if (events_.unread) events_.unread({outcome.article.id, outcome.message});
        } else if (outcome.kind == Outcome::Kind::unchanged) {
            ++report_.unchanged;
        } else {
            const Stored stored = target_.take(outcome.article, outcome.reading);
            report_.fresh += stored == Stored::fresh;
            report_.replaced += stored == Stored::replaced;
            report_.unchanged += stored == Stored::unchanged;
            report_.claims += outcome.reading.claims.size();
            report_.capped_sentences += outcome.reading.capped_sentences;
            report_.unread_languages += outcome.reading.language.empty();
            report_.text_bytes += outcome.article.text.size();
        }
        if (events_.progress) events_.progress(report_);
    }

    void end_with(std::exception_ptr error) {
        const std::lock_guard lock(mutex_);
        if (!error_) error_ = std::move(error);
        ended_ = true;
        turned_.notify_all();
    }

    const Packs& packs_;
    const RunOptions& options_;
    const RunEvents& events_;
    const Target target_;

    SeenArticles seen_;              // reading thread only
    std::uint64_t next_number_ = 0;  // reading thread only
    ArticleQueue queue_{queue_bytes};

    std::mutex mutex_;  // what follows
    std::condition_variable turned_;
    std::map<std::uint64_t, Outcome> waiting_;
    std::uint64_t next_out_ = 0;
    RunReport report_;
    std::exception_ptr error_;
    std::atomic<bool> ended_ = false;  // a store's failure: nothing more is handed on
};

/// Claims of articles whose texts are not stored: they cannot be read again.
std::vector<Claim> claims_without_text(const Graph& graph) {
    std::vector<Claim> claims;
    std::optional<std::string> asked;
    bool has_text = false;
    graph.for_each_claim([&](const Claim& claim) {
        if (asked != claim.article) {
            asked = claim.article;
            has_text = graph.article(claim.article).has_value();
        }
        if (!has_text) claims.push_back(claim);
    });
    return claims;
}

bool is_stored(const Graph& graph, const Article& article) {
    const std::optional<ArticleRecord> known = graph.article(article.id);
    return known && known->text == article.text && known->language == article.language &&
           known->published == article.published.text() && known->url == article.url &&
           known->title == article.title;
}

}  // namespace

RunReport ingest(Graph& graph, const std::vector<std::string>& inputs, const Packs& packs,
                 const RunOptions& options, const RunEvents& events) {
    Target target;
    target.is_known = [&graph](const Article& article) { return is_stored(graph, article); };
    target.take = [&graph](const Article& article, const Reading& reading) {
        return graph.put(record_of(article), reading.claims);
    };
    const RunReport report = Run(packs, options, events, std::move(target)).over(inputs);
    graph.refold();
    return report;
}

RunReport extract(const std::vector<std::string>& inputs, const Packs& packs,
                  const RunOptions& options, const RunEvents& events,
                  const std::function<void(const Article&, const Reading&)>& take) {
    Target target;
    target.is_known = [](const Article&) { return false; };
    target.take = [&take](const Article& article, const Reading& reading) {
        take(article, reading);
        return Stored::fresh;
    };
    return Run(packs, options, events, std::move(target)).over(inputs);
}

RunReport rebuild(const Graph& from, Graph& into, const Packs& packs, const RunOptions& options,
                  const RunEvents& events) {
    Target target;
    target.is_known = [](const Article&) { return false; };
    target.take = [&into](const Article& article, const Reading& reading) {
        return into.put(record_of(article), reading.claims);
    };
    const RunReport report = Run(packs, options, events, std::move(target)).over_stored(from);
    if (&from != &into) {
        into.put_claims(claims_without_text(from));
        into.assert_that(from.assertions());
    }
    into.refold();
    return report;
}

}  // namespace parley
