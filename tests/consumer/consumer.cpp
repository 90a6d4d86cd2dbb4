// Reads an article, keeps its claims in a store that is gone at the end, and asks who met whom.
#include <cstdio>
#include <parley/parley.hpp>

int main() {
    const parley::Packs packs = parley::Packs::built_in();
    parley::Article article;
    article.id = "consumer";
    article.language = "de";
    article.text =
        "Berlin, 3. Mai 2024 - Außenministerin Ada Berg traf am Freitag in Berlin den "
        "französischen "
        "Außenminister Paul Tal.";
    const parley::Reading reading = parley::read(article, packs);
    parley::Graph graph = parley::Graph::ephemeral();
    graph.put({article.id, "", "", "", article.language, article.text, ""}, reading.claims);
    graph.refold();
    parley::QueryEngine engine(graph);
    const parley::QueryResult result =
        engine.run("MATCH (a)-[r:MET_WITH]->(b) RETURN a.name, b.name, r.date");
    for (const auto& row : result.rows) {
        std::printf("%s met %s on %s\n", result.text(row[0]).c_str(), result.text(row[1]).c_str(),
                    result.text(row[2]).c_str());
    }
    return result.rows.empty() ? 1 : 0;
}
