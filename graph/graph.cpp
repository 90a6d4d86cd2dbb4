// The public handle of a store: articles, claims, assertions, and the view.
#include <parley/graph.hpp>
#include <set>

#include "graph/graph_state.hpp"
#include "graph/keys.hpp"
#include "graph/ledger.hpp"

namespace parley {

Graph::Graph(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Graph::Graph(Graph&&) noexcept = default;
Graph& Graph::operator=(Graph&&) noexcept = default;
Graph::~Graph() = default;

Graph Graph::ephemeral() { return Graph(std::make_unique<Impl>()); }

Graph Graph::open(const std::filesystem::path& folder, Mode mode) {
    return Graph(std::make_unique<Impl>(folder, mode == Mode::write));
}

// ---- Articles and claims ---------------------------------------------------------------------

namespace {

std::vector<std::pair<std::uint32_t, std::string>> lines_of(std::span<const Claim> claims) {
    std::vector<std::pair<std::uint32_t, std::string>> lines;
    for (const Claim& claim : claims) lines.emplace_back(claim.ordinal, to_json(claim));
    std::sort(lines.begin(), lines.end());
    return lines;
}

std::vector<std::pair<std::uint32_t, std::string>> stored_lines(const Store& store,
                                                                std::string_view article) {
    std::vector<std::pair<std::uint32_t, std::string>> lines;
    std::string prefix = keys::claims_of(article);
    store.scan(Family::claims, prefix, keys::after_prefix(prefix), [&](auto key, auto value) {
        if (auto cut = keys::cut_claim(key)) lines.emplace_back(cut->ordinal, value);
        return true;
    });
    return lines;
}

void erase_claims(Batch& batch, std::string_view article) {
    std::string prefix = keys::claims_of(article);
    batch.erase_range(Family::claims, prefix, keys::after_prefix(prefix));
}

}  // namespace

Stored Graph::put(const ArticleRecord& article, std::span<const Claim> claims) {
    auto held = impl_->wait_for_writer();
    impl_->need_writable();
    ArticleRecord record = article;
    record.hash = article_hash(article);
    auto lines = lines_of(claims);
    auto before = impl_->bytes->get(Family::articles, record.id);
    auto lines_before = stored_lines(*impl_->bytes, record.id);
    bool same_claims = lines_before == lines;
    if (before && same_claims && decode_article(*before).hash == record.hash) {
        return Stored::unchanged;
    }
    Batch batch;
    batch.put(Family::articles, record.id, encode_article(record));
    if (!same_claims) {
        if (!lines_before.empty()) erase_claims(batch, record.id);
        for (auto& [ordinal, line] : lines) {
            batch.put(Family::claims, keys::claim(record.id, ordinal), std::move(line));
        }
        ++impl_->counters.claims_version;
    }
    impl_->put_counters(batch);
    impl_->bytes->write(batch);
    return before || !lines_before.empty() ? Stored::replaced : Stored::fresh;
}

void Graph::put_claims(std::span<const Claim> claims) {
    auto held = impl_->wait_for_writer();
    impl_->need_writable();
    Batch batch;
    for (const Claim& claim : claims) {
        std::string key = keys::claim(claim.article, claim.ordinal);
        std::string line = to_json(claim);
        if (impl_->bytes->get(Family::claims, key) == line) continue;
        batch.put(Family::claims, std::move(key), std::move(line));
    }
    if (batch.empty()) return;
    ++impl_->counters.claims_version;
    impl_->put_counters(batch);
    impl_->bytes->write(batch);
}

bool Graph::withdraw(std::string_view article_id) {
    auto held = impl_->wait_for_writer();
    impl_->need_writable();
    bool known = impl_->bytes->get(Family::articles, article_id).has_value() ||
                 !stored_lines(*impl_->bytes, article_id).empty();
    if (!known) return false;
    Batch batch;
    batch.erase(Family::articles, std::string(article_id));
    erase_claims(batch, article_id);
    ++impl_->counters.claims_version;
    impl_->put_counters(batch);
    impl_->bytes->write(batch);
    return true;
}

std::uint64_t Graph::assert_that(std::span<const Assertion> assertions) {
    auto held = impl_->wait_for_writer();
    impl_->need_writable();
    for (const Assertion& assertion : assertions) check_assertion(assertion);
    std::set<std::string> known;
    impl_->bytes->scan(Family::assertions, "", "", [&](auto, auto value) {
        known.insert(assertion_id(decode_assertion(value)));
        return true;
    });
    Batch batch;
    std::uint64_t added = 0;
    for (const Assertion& assertion : assertions) {
        if (!known.insert(assertion_id(assertion)).second) continue;
        batch.put(Family::assertions, keys::number(impl_->counters.next_assertion++),
                  encode_assertion(assertion));
        ++added;
    }
    if (added == 0) return 0;
    ++impl_->counters.claims_version;
    impl_->put_counters(batch);
    impl_->bytes->write(batch);
    impl_->bytes->sync();
    return added;
}

std::optional<ArticleRecord> Graph::article(std::string_view id) const {
    auto bytes = impl_->bytes->get(Family::articles, id);
    if (!bytes) return {};
    return decode_article(*bytes);
}

void Graph::for_each_article(const std::function<void(const ArticleRecord&)>& visit) const {
    impl_->bytes->scan(Family::articles, "", "", [&](auto, auto value) {
        visit(decode_article(value));
        return true;
    });
}

void Graph::for_each_claim(const std::function<void(const Claim&)>& visit) const {
    impl_->bytes->scan(Family::claims, "", "", [&](auto, auto line) {
        visit(claim_from_json(line));
        return true;
    });
}

std::vector<Claim> Graph::claims_of(std::string_view article_id) const {
    std::vector<Claim> claims;
    for (const auto& [ordinal, line] : stored_lines(*impl_->bytes, article_id)) {
        claims.push_back(claim_from_json(line));
    }
    return claims;
}

std::vector<Claim> Graph::claims_behind(EdgeId edge) const {
    std::vector<Claim> claims;
    // Only folded edges have claims; others are not looked for in the store's blocks.
    if (static_cast<std::uint64_t>(edge) < kFoldedIds) return claims;
    auto stored = impl_->stored_edge(edge);
    if (!stored) return claims;
    for (const ClaimPlace& place : stored->claims) {
        auto line = impl_->bytes->get(Family::claims, keys::claim(place.article, place.ordinal));
        if (line) claims.push_back(claim_from_json(*line));
    }
    return claims;
}

std::vector<Assertion> Graph::assertions() const {
    std::vector<Assertion> all;
    impl_->bytes->scan(Family::assertions, "", "", [&](auto, auto value) {
        all.push_back(decode_assertion(value));
        return true;
    });
    return all;
}

// ---- The graph -------------------------------------------------------------------------------

void Graph::refold() {
    auto held = impl_->wait_for_writer();
    if (impl_->writer != std::thread::id{}) throw Error("a transaction is open in this thread");
    parley::refold(*impl_);
}

std::shared_ptr<const View> Graph::view() const {
    auto held = impl_->wait_for_writer();
    return impl_->current;
}

std::unique_ptr<Transaction> Graph::begin() {
    auto held = impl_->wait_for_writer();
    impl_->need_writable();
    if (impl_->writer != std::thread::id{}) {
        throw Error("a transaction is open already in this thread");
    }
    // Readers keep the view they hold; without readers it is changed in place.
    if (impl_->current.use_count() > 1) impl_->current = impl_->current->copy();
    impl_->writer = std::this_thread::get_id();
    impl_->begun_node = impl_->counters.next_node;
    impl_->begun_edge = impl_->counters.next_edge;
    return std::make_unique<Transaction>(impl_->current, *impl_);
}

void Graph::reset() {
    auto held = impl_->wait_for_writer();
    if (!impl_->is_ephemeral()) {
        throw StoreError("only an ephemeral store can be emptied at once",
                         "delete the folder " + impl_->folder.string());
    }
    impl_->bytes = make_memory_store();
    impl_->current = std::make_shared<View>();
    impl_->counters = impl_->written_counters = Counters{};
    impl_->written_symbols = SymbolCounts{};
}

}  // namespace parley
