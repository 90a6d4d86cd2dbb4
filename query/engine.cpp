/// The query street on one screen: text -> tokens -> AST -> bound query -> plan -> rows.
#include <chrono>
#include <map>
#include <new>
#include <parley/graph.hpp>
#include <parley/memory.hpp>
#include <parley/query.hpp>
#include <span>

#include "query/hints.hpp"
#include "query/operator.hpp"
#include "query/parser.hpp"
#include "query/planner.hpp"
#include "query/procedure.hpp"
#include "query/question.hpp"
#include "query/run.hpp"
#include "query/simplify.hpp"
#include "query/text.hpp"
#include "query/workspace.hpp"

namespace parley {

using namespace query;

namespace {

/// A statement ready to run. The plan points into the bound query.
struct Prepared {
    Bound bound;
    OperatorPtr root;
    std::string shown;                   ///< the MATCH a question stands for
    std::uint32_t nodes = 0, edges = 0;  ///< the graph it was planned for
};

QueryPosition position_of(std::string_view text, Span span) {
    QueryPosition out;
    std::size_t at = 0;
    while (at < text.size() && at < span.begin) {
        const CodePoint c = code_point_at(text, at);
        at += c.bytes;
        ++out.offset;
        ++out.column;
        if (c.value == '\n') {
            ++out.line;
            out.column = 1;
        }
    }
    const std::size_t end = std::min<std::size_t>(span.end, text.size());
    if (end > span.begin) {
        const std::string_view words = text.substr(span.begin, end - span.begin);
        out.length = static_cast<std::uint32_t>(
            std::max<std::size_t>(1, code_points(words.substr(0, words.find('\n')))));
    }
    return out;
}

[[noreturn]] void raise(const Fault& fault, std::string_view text) {
    throw QueryError({fault.phase == Phase::compile ? "compile" : "runtime", fault.type,
                      fault.detail, fault.message, fault.hint},
                     position_of(text, fault.span));
}

/// What a plan was made for may have changed so much that another one is better.
bool is_stale(const Prepared& prepared, const View& view) {
    const auto differs = [](std::uint32_t then, std::uint32_t now) {
        constexpr std::uint32_t small = 1000;
        return now > 2 * then + small || then > 2 * now + small;
    };
    return differs(prepared.nodes, view.node_count()) || differs(prepared.edges, view.edge_count());
}

}  // namespace

struct QueryEngine::Impl {
    explicit Impl(Graph& g) : graph(g) {}

    QueryResult run(std::string_view text, const Map& parameters, const QueryLimits& limits,
                    RowReader* rows);
    std::string explain(std::string_view text);

    std::shared_ptr<Prepared> prepare(std::string_view text) {
        const auto view = graph.view();
        const auto found = cache.find(std::string(text));
        if (found != cache.end() && !is_stale(*found->second, *view)) return found->second;
        Statement statement = parse(text);
        return prepare(text, std::move(statement), *view);
    }

    std::shared_ptr<Prepared> prepare(std::string_view text, Statement statement,
                                      const View& view) {
        auto out = std::make_shared<Prepared>();
        if (statement.question) {
            out->shown = match_of(*statement.question);
            statement.query = std::move(parse(out->shown).query);
        }
        out->bound = query::bind(std::move(statement.query), procedures);
        simplify(out->bound);
        out->root = query::plan(out->bound, view);
        out->nodes = view.node_count();
        out->edges = view.edge_count();
        constexpr std::size_t most_cached = 500;
        if (cache.size() >= most_cached) cache.clear();
        if (!statement.explain && !statement.profile && !statement.question) {
            cache[std::string(text)] = out;
        }
        return out;
    }

    void check_parameters(const Bound& bound, const Map& given) const {
        for (const auto& [name, span] : bound.parameters) {
            if (given.contains(name)) continue;
            throw missing_parameter(name, span);
        }
    }

    /// Rows into the result, or to `reader`.
    QueryResult execute(Prepared& prepared, const Map& parameters, const QueryLimits& limits,
                        bool profile, RowReader* reader) {
        QueryResult out;
        Run run(graph, prepared.bound, parameters, limits);
        run.profiles = profile;
        const ast::SingleQuery& first = prepared.bound.query->parts[0];
        out.columns = first.columns;
        prepared.root->open(run);
        // What a writing query shows is as its last write left it: not before that.
        if (reader && !run.transaction && !first.columns.empty()) {
            const bool any = pass_rows(prepared, run, out, *reader);
            add_notes(prepared, run, !any, out);
            return out;
        }
        while (prepared.root->next(run)) {
            run.step();
            if (first.columns.empty()) continue;
            std::vector<Value> row;
            row.reserve(first.column_slots.size());
            std::size_t bytes = sizeof row;
            for (const std::int32_t slot : first.column_slots) {
                row.push_back(run.slot(slot));
                bytes += sizeof(Value) + extra_bytes(row.back());
            }
            run.keep(bytes);
            make_room(out.rows);
            out.rows.push_back(std::move(row));
        }
        if (run.transaction) {
            commit(*run.transaction, run.deletes);
            run.transaction.reset();
        }
        out.workspace = std::make_shared<Workspace>(run.kept ? run.kept : graph.view());
        out.stats = run.stats;
        add_notes(prepared, run, out.rows.empty(), out);
        if (reader) pass_on(out, *reader);
        return out;
    }

    /// False where there is no row.
    static bool pass_rows(Prepared& prepared, Run& run, QueryResult& out, RowReader& reader) {
        out.workspace = std::make_shared<Workspace>(run.kept);
        reader.begin(out);
        const std::span<const std::int32_t> slots = prepared.bound.query->parts[0].column_slots;
        bool any = false;
        std::size_t kept = 0;
        while (prepared.root->next_row(run, slots, reader)) {
            any = true;
            run.step();
            const std::size_t now = reader.bytes();
            run.keep(now - kept);
            kept = now;
        }
        return any;
    }

    static void pass_on(QueryResult& out, RowReader& reader) {
        reader.begin(out);
        for (const std::vector<Value>& row : out.rows) {
            reader.row();
            for (const Value& value : row) reader.value(value);
        }
        out.rows.clear();
    }

    static void add_notes(const Prepared& prepared, Run& run, bool empty, QueryResult& out) {
        out.notes.assign(run.notes.begin(), run.notes.end());
        for (std::string& note : notes_about(prepared.bound, run, empty)) {
            out.notes.push_back(std::move(note));
        }
    }

    static void commit(Transaction& transaction, Span deletes) {
        try {
            transaction.commit();
        } catch (const StoreError&) {
            throw;
        } catch (const Error& error) {
            throw Fault{Phase::runtime,
                        "ConstraintVerificationFailed",
                        "DeleteConnectedNode",
                        error.what(),
                        deletes,
                        "delete its relationships first, or use DETACH DELETE"};
        }
    }

    Graph& graph;
    ProcedureTable procedures;
    std::map<std::string, std::shared_ptr<Prepared>> cache;
};

QueryEngine::QueryEngine(Graph& graph) : impl_(std::make_unique<Impl>(graph)) {}
QueryEngine::~QueryEngine() = default;
QueryEngine::QueryEngine(QueryEngine&&) noexcept = default;

QueryResult QueryEngine::run(std::string_view text, const Map& parameters,
                             const QueryLimits& limits) {
    return impl_->run(text, parameters, limits, nullptr);
}

QueryResult QueryEngine::run(std::string_view text, const Map& parameters,
                             const QueryLimits& limits, RowReader& rows) {
    return impl_->run(text, parameters, limits, &rows);
}

QueryResult QueryEngine::Impl::run(std::string_view text, const Map& parameters,
                                   const QueryLimits& limits, RowReader* rows) {
    const auto begin = std::chrono::steady_clock::now();
    const auto cached = cache.find(std::string(text));
    const MemoryAllowance allowance(limits.memory_bytes);
    std::string shown;
    try {
        Statement statement;
        if (cached == cache.end()) {
            statement = parse(text);
            if (statement.explain) {
                QueryResult out;
                out.columns = {"plan"};
                out.rows.push_back({Value{explain(text)}});
                if (rows) pass_on(out, *rows);
                return out;
            }
            if (statement.question) {
                settle_names(*statement.question, *graph.view(), &parameters);
            }
        }
        const bool profile = statement.profile;
        const auto prepared = cached == cache.end()
                                  ? prepare(text, std::move(statement), *graph.view())
                                  : prepare(text);
        shown = prepared->shown;
        check_parameters(prepared->bound, parameters);
        QueryResult out = execute(*prepared, parameters, limits, profile, profile ? nullptr : rows);
        out.elapsed_micros = std::chrono::duration_cast<std::chrono::microseconds>(
                                 std::chrono::steady_clock::now() - begin)
                                 .count();
        if (profile) {
            out.columns = {"plan"};
            out.rows = {{Value{explain_tree(*prepared->root, true) + "Total " +
                               std::to_string(out.elapsed_micros) + " microseconds\n"}}};
            if (rows) pass_on(out, *rows);
        }
        return out;
    } catch (Fault& fault) {
        if (!shown.empty()) fault.span = {};  // a place in the MATCH, which nobody wrote
        raise(fault, text);
    } catch (const std::bad_alloc&) {
        raise(out_of_memory(limits), text);
    }
}

bool QueryEngine::writes(std::string_view text) {
    try {
        Statement statement = parse(text);
        if (statement.explain || statement.question) return false;
        return impl_->prepare(text, std::move(statement), *impl_->graph.view())->bound.writes;
    } catch (const Fault& fault) {
        raise(fault, text);
    }
}

std::string QueryEngine::explain(std::string_view text) { return impl_->explain(text); }

std::string QueryEngine::Impl::explain(std::string_view text) {
    try {
        Statement statement = parse(text);
        if (statement.question) settle_names(*statement.question, *graph.view(), nullptr);
        statement.explain = true;
        const auto prepared = prepare(text, std::move(statement), *graph.view());
        std::string out;
        if (!prepared->shown.empty()) out = prepared->shown + "\n\n";
        return out + explain_tree(*prepared->root, false);
    } catch (const Fault& fault) {
        raise(fault, text);
    }
}

void QueryEngine::add_procedure(TableProcedure procedure) {
    const std::string signature = procedure.signature;
    try {
        impl_->procedures.add(std::move(procedure));
        impl_->cache.clear();
    } catch (const Fault& fault) {
        raise(fault, signature);
    }
}

void QueryEngine::drop_procedures() {
    impl_->procedures.drop_tables();
    impl_->cache.clear();
}

}  // namespace parley
