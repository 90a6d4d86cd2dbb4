#include "graph/transaction.hpp"

#include <catch2/catch.hpp>
#include <parley/error.hpp>
#include <parley/graph.hpp>

#include "graph/view.hpp"

using namespace parley;

namespace {
NodeIndex person(Transaction& write, const char* name) {
    LabelId label = write.label("Official");
    NodeIndex node = write.create_node({&label, 1});
    write.set_node_property(node, write.key("name"), Value{std::string(name)});
    return node;
}
EdgeIndex meeting(Transaction& write, NodeIndex a, NodeIndex b, const char* date) {
    EdgeIndex edge = write.create_edge(write.type("MET_WITH"), a, b);
    write.set_edge_property(edge, write.key("date"), Value{*Date::parse(date)});
    return edge;
}
std::vector<NodeIndex> neighbours(const View& view, NodeIndex node, const ArcFilter& filter) {
    std::vector<NodeIndex> found;
    view.expand(node, filter, [&](NodeIndex other, EdgeIndex) { found.push_back(other); });
    return found;
}
DateSpan days(const char* edtf) { return *Date::parse(edtf)->span(); }
}  // namespace

TEST_CASE("A transaction sees its own writes, and a rollback takes them back", "[graph][write]") {
    Graph graph = Graph::ephemeral();
    NodeIndex ada{}, bo{};
    {
        auto write = graph.begin();
        ada = person(*write, "Ada");
        bo = person(*write, "Bo");
        meeting(*write, ada, bo, "2024-03-02");
        CHECK(write->view().edge_count() == 1);
        write->commit();
    }
    {
        auto write = graph.begin();
        write->detach_remove_node(ada);
        person(*write, "Cy");
        CHECK_FALSE(write->view().is_live_node(ada));
        CHECK(neighbours(write->view(), bo, ArcFilter(write->view())).empty());
        CHECK(*write->view().node_property(ada, write->key("name")).as<std::string>() == "Ada");
    }
    auto view = graph.view();
    CHECK(view->node_count() == 2);
    CHECK(view->edge_count() == 1);
    CHECK(view->is_live_node(ada));
    CHECK(view->count_with(*view->labels().find("Official")) == 2);
    CHECK(neighbours(*view, bo, ArcFilter(*view)) == std::vector{ada});
}

TEST_CASE("A reader keeps the view it holds while a writer goes on", "[graph][write]") {
    Graph graph = Graph::ephemeral();
    auto before = graph.view();
    auto write = graph.begin();
    person(*write, "Ada");
    write->commit();
    CHECK(before->node_count() == 0);
    CHECK(graph.view()->node_count() == 1);
}

TEST_CASE("A window keeps edges whose days may meet it", "[graph][view]") {
    Graph graph = Graph::ephemeral();
    auto write = graph.begin();
    NodeIndex ada = person(*write, "Ada"), bo = person(*write, "Bo"), cy = person(*write, "Cy");
    meeting(*write, ada, bo, "2024-03");
    meeting(*write, ada, cy, "2024-05-02");
    write->create_edge(write->type("MET_WITH"), ada, ada);
    const View& view = write->view();
    CHECK(neighbours(view, ada, ArcFilter(view, Direction::both, {}, days("2024-03-31"))) ==
          std::vector{bo});
    CHECK(neighbours(view, ada, ArcFilter(view, Direction::both, {}, days("2024"))) ==
          std::vector{bo, cy});
    CHECK(view.degree(ada, ArcFilter(view)) == 3);  // the loop comes once
    CHECK(view.degree(ada, ArcFilter(view, Direction::both, std::vector<TypeId>{})) == 0);
}

TEST_CASE("A node with edges is only deleted together with them", "[graph][write]") {
    Graph graph = Graph::ephemeral();
    auto write = graph.begin();
    NodeIndex ada = person(*write, "Ada"), bo = person(*write, "Bo");
    meeting(*write, ada, bo, "2024");
    write->commit();
    write = graph.begin();
    write->remove_node(ada);
    CHECK_THROWS_AS(write->commit(), Error);
    CHECK(graph.view()->node_count() == 2);
}

TEST_CASE("Nodes are found by the text of name and key", "[graph][view]") {
    Graph graph = Graph::ephemeral();
    auto write = graph.begin();
    NodeIndex ada = person(*write, "Ada");
    person(*write, "Bo");
    KeyId name = write->key("name");
    CHECK(write->view().nodes_with_text(name, "Ada") == std::vector{ada});
    write->set_node_property(ada, name, Value{std::string("Ada B.")});
    CHECK(write->view().nodes_with_text(name, "Ada")->empty());
    CHECK(write->view().nodes_with_text(name, "Ada B.") == std::vector{ada});
    CHECK_FALSE(write->view().nodes_with_text(write->key("age"), "7"));
}
