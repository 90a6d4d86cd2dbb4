#!/usr/bin/env bash
# Stores that are united hold what one ingest of everything holds, in whatever order, decisions
# included.
. "$(dirname "$0")/program.sh"
on() { local store=$1; shift; "$PARLEY" --db "$store" "$@"; }
graph_of() { on "$1" export --format jsonl -o "$2"; }
edge_of() { on "$1" query 'MATCH ()-[r:MET_WITH]->() RETURN id(r) ORDER BY id(r) LIMIT 1' --format csv | tail -1 | tr -d '\r'; }

# three stores of a third of the articles each
mkdir texts part1 part2 part3
cp "$examples"/*/*.txt texts/
number=0
for text in texts/*.txt; do
    cp "$text" "part$((number % 3 + 1))/"
    number=$((number + 1))
done
for part in 1 2 3; do expect 0 -- "$PARLEY" --db "store$part" ingest "part$part"; done
expect 0 -- "$PARLEY" --db whole ingest texts
graph_of whole plain.jsonl
expect 0 -- "$PARLEY" --db united load store1 store2 store3
says out "12 articles of other stores, 12 of them new"
graph_of united other.jsonl
same "without decisions" plain.jsonl other.jsonl

# decisions in each of them, then in one of the united ones
expect 0 -- "$PARLEY" --db store1 reject "$(edge_of store1)"
mapfile -t pair < <(on store2 query 'MATCH (n:Official) RETURN n.key ORDER BY n.key LIMIT 2' --format csv | tail -2 | tr -d '\r')
expect 0 -- "$PARLEY" --db store2 merge "o:${pair[0]}" "o:${pair[1]}" --note test
expect 0 -- "$PARLEY" --db store3 alias "$(on store3 query 'MATCH (n:Official) RETURN n.name ORDER BY n.key LIMIT 1' --format csv | tail -1 | tr -d '\r')" "Die Nachtigall"
expect 0 -- "$PARLEY" --db whole load store1 store2 store3
says out "0 of them new; 3 decisions new"
graph_of whole reference.jsonl
cmp -s plain.jsonl reference.jsonl && fail "the decisions changed nothing"
for order in "1 2 3" "3 1 2" "2 3 1" "3 2 1"; do
    rm -rf united
    for part in $order; do
        on united load "store$part" >/dev/null || fail "load of store$part"
        # twice changes nothing
        on united load "store$part" >/dev/null
    done
    graph_of united other.jsonl
    same "united as $order" reference.jsonl other.jsonl
done
# by way of a store between
rm -rf united between
on between load store3 store1 >/dev/null
on united load store2 >/dev/null && on united load between >/dev/null
graph_of united other.jsonl
same "by way of another" reference.jsonl other.jsonl
expect 0 -- "$PARLEY" --db united rebuild
graph_of united other.jsonl
same "after a rebuild" reference.jsonl other.jsonl
# all decisions taken back: as if nobody had decided
for _ in 1 2 3; do expect 0 -- "$PARLEY" --db united undo; done
graph_of united other.jsonl
same "all taken back" plain.jsonl other.jsonl

# another version of an article: the longer text, whatever the order; told in a note
mkdir longer && cp texts/de-tran-hamburg.txt longer/ && echo "Mehr war nicht zu hören." >>longer/de-tran-hamburg.txt
expect 0 -- "$PARLEY" --db longer-store ingest longer
for order in "store1 store2 store3 longer-store" "longer-store store3 store2 store1"; do
    rm -rf united
    # shellcheck disable=SC2086
    expect 0 -- "$PARLEY" --db united load $order
    says err "1 articles are here in another version"
    graph_of united "versions-${order%% *}.jsonl"
done
same "two versions" versions-store1.jsonl versions-longer-store.jsonl

# what was made by hand stays where it is, and that is said
expect 0 -- "$PARLEY" --db hand load store1
expect 0 -- "$PARLEY" --db hand query 'CREATE (:Official {name: "Ada"})-[:MET_WITH]->(:Official {name: "Bo"})'
expect 0 -- "$PARLEY" --db united load hand
says err "3 nodes and edges made by hand"

# mistakes
mkdir empty
expect 3 -- "$PARLEY" load empty
expect 3 -- "$PARLEY" --db united load empty
says err "empty"
passed
