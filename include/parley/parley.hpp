#pragma once
/// All of parley: read articles, keep what they say, ask about it.
///
///     const parley::Packs packs = parley::Packs::built_in();
///     parley::Graph graph = parley::Graph::open("news.db", parley::Graph::Mode::write);
///     parley::ingest(graph, {"articles/"}, packs, {}, {});
///     parley::QueryResult met = parley::QueryEngine(graph).run("NEIGHBORS OF \"Sjuganow\"");

#include <parley/articles.hpp>
#include <parley/claim.hpp>
#include <parley/date.hpp>
#include <parley/error.hpp>
#include <parley/explain.hpp>
#include <parley/gazetteer.hpp>
#include <parley/graph.hpp>
#include <parley/identity.hpp>
#include <parley/ingest.hpp>
#include <parley/ingest_run.hpp>
#include <parley/listing.hpp>
#include <parley/memory.hpp>
#include <parley/names.hpp>
#include <parley/office.hpp>
#include <parley/query.hpp>
#include <parley/temporal.hpp>
#include <parley/value.hpp>
