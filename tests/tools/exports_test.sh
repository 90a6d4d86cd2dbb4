#!/usr/bin/env bash
# Exports are what their formats ask for: parsed again, and by other programs where they are there.
. "$(dirname "$0")/program.sh"

expect 0 -- "$PARLEY" ingest "$examples"
# Texts that formats have trouble with.
expect 0 -- "$PARLEY" query 'CREATE (a:Odd {name: "<Ada & \"Bo\">\u0001\uFFFE, line\nbreak; 1", n: 1, x: 1.5})-[:LIKES {date: "2020-05", ok: true}]->(b:Odd {name: "Bó"})'
for format in jsonl graphml gexf dot html; do
    expect 0 -- "$PARLEY" export --format $format -o graph.$format
    [ -s graph.$format ] || fail "$format is empty"
    expect 0 -- "$PARLEY" export --format $format
    same "$format to a file and to standard output" graph.$format out
done
expect 0 -- "$PARLEY" export --format csv -o csv
expect 2 -- "$PARLEY" export --format docx
says err 'unknown format "docx"'
expect 1 -- "$PARLEY" export -o /no/such/folder/x
ls ./*.part 2>/dev/null && fail "a part file was left"

# part of the graph
expect 0 -- "$PARLEY" export --format jsonl --query 'MATCH (a:Odd)-[r]->(b) RETURN r'
lines out 3

python3 - <<'PY' || fail "an export is not what its format asks for"
import csv, json, xml.etree.ElementTree as ET
lines = [json.loads(line) for line in open("graph.jsonl", encoding="utf-8")]
nodes = {n["id"]: n for n in lines if n["kind"] == "node"}
edges = [e for e in lines if e["kind"] == "edge"]
assert len(nodes) + len(edges) == len(lines) and edges
for edge in edges:
    assert edge["source"] in nodes and edge["target"] in nodes
    if edge["type"] != "LIKES":
        assert edge["evidence"], edge
        for e in edge["evidence"]:
            assert e["sentence"] and e["start"] < e["end"] and e["rule"]

g = "{http://graphml.graphdrawing.org/xmlns}"
root = ET.parse("graph.graphml").getroot()
keys = {k.get("id"): k for k in root.findall(g + "key")}
assert all(k.get("attr.type") in ("string", "long", "double", "boolean") for k in keys.values())
ids = [n.get("id") for n in root.iter(g + "node")] + [e.get("id") for e in root.iter(g + "edge")]
assert len(ids) == len(set(ids)) == len(lines)
for data in root.iter(g + "data"):
    kind = keys[data.get("key")].get("attr.type")
    if kind in ("long", "double"):
        float(data.text)
    elif kind == "boolean":
        assert data.text in ("true", "false")

x = "{http://gexf.net/1.3}"
root = ET.parse("graph.gexf").getroot()
assert len(list(root.iter(x + "node"))) == len(nodes) and len(list(root.iter(x + "edge"))) == len(edges)
dated = [e for e in root.iter(x + "edge") if e.get("start")]
assert dated and all(e.get("start") <= e.get("end") for e in dated)

rows = list(csv.reader(open("csv/nodes.csv", encoding="utf-8", newline="")))
assert rows[0][:2] == ["id:ID", ":LABEL"] and len(rows) == len(nodes) + 1
assert all(len(row) == len(rows[0]) for row in rows)
rows = list(csv.reader(open("csv/edges.csv", encoding="utf-8", newline="")))
assert rows[0][:3] == [":START_ID", ":END_ID", ":TYPE"] and "date:date" in rows[0]
assert len(rows) == len(edges) + 1

try:
    import networkx
    graph = networkx.read_graphml("graph.graphml", force_multigraph=True)
    assert len(graph) == len(nodes) and graph.number_of_edges() == len(edges)
    print("networkx reads it")
except ImportError:
    pass
try:
    import igraph
    graph = igraph.Graph.Read_GraphML("graph.graphml")
    assert graph.vcount() == len(nodes) and graph.ecount() == len(edges)
    print("igraph reads it")
except ImportError:
    pass
PY
command -v dot >/dev/null && { dot -Tcanon graph.dot >/dev/null || fail "dot does not read it"; }
passed
