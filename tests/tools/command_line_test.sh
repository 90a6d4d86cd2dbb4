#!/usr/bin/env bash
# The outermost layer: help, version, usage errors, statuses, where the store lies.
. "$(dirname "$0")/program.sh"

expect 0 -- "$PARLEY" --version
says out "parley "
expect 0 -- "$PARLEY" --help
for command in ingest extract load query shell export explain stats verify; do
    says out "$command"
    expect 0 -- "$PARLEY" "$command" --help
    [ -s out ] || fail "$command --help is silent"
    expect 0 -- "$PARLEY" --help
done

# usage
expect 2 -- "$PARLEY"
expect 2 -- "$PARLEY" no-such-command
says err "parley: error: "
says err "parley: hint: "
expect 2 -- "$PARLEY" ingest
expect 2 -- "$PARLEY" ingest --no-such-option x
[ ! -s out ] || fail "an error was printed to standard output"

# the store: missing, not one, locked
expect 3 -- "$PARLEY" stats
says err "parley: error: "
expect 3 -- "$PARLEY" --db nowhere query 'RETURN 1'
[ ! -e nowhere ] || fail "reading made a store"
echo "no store" >file
expect 3 -- "$PARLEY" --db file stats

# --db before and after the command, and $PARLEY_DB
mkdir texts && cp "$examples"/de/*.txt texts/
expect 0 -- "$PARLEY" --db one ingest texts
expect 0 -- "$PARLEY" ingest texts --db two
expect 0 -- env PARLEY_DB=three "$PARLEY" ingest texts
for store in one two three; do [ -d $store ] || fail "no store $store"; done
expect 0 -- "$PARLEY" --db one export --format jsonl -o one.jsonl
expect 0 -- "$PARLEY" --db three export --format jsonl -o three.jsonl
same "stores in different places" one.jsonl three.jsonl

# formats of query results
expect 0 -- "$PARLEY" --db one query 'RETURN 1 AS n, "a,b" AS t'
says out '{"n":1,"t":"a,b"}'
expect 0 -- "$PARLEY" --db one query --format csv 'RETURN 1 AS n, "a,b" AS t'
says out '1,"a,b"'
expect 0 -- "$PARLEY" --db one query --format table 'RETURN 1 AS n, "a,b" AS t'
says out '1  a,b'
expect 0 -- "$PARLEY" --db one query --format json 'UNWIND [1,2] AS n RETURN n'
python3 -c 'import json; assert json.load(open("out")) == [{"n": 1}, {"n": 2}]' || fail "json"
expect 0 -- "$PARLEY" --db one query --param 'x=[1,"ä"]' 'RETURN $x AS x'
says out '{"x":[1,"ä"]}'
expect 2 -- "$PARLEY" --db one query --param x=ä 'RETURN $x AS x'
says err 'is not JSON'
expect 2 -- "$PARLEY" --db one query --format xml 'RETURN 1'
says err 'unknown format "xml"'

# a mistake has its place
expect 1 -- "$PARLEY" --db one query 'MATCH (n) RETURN m'
says err "line 1, column 18"
says err "                 ^"
printf 'RETURN 1 AS a;\nRETURN 2 AS b; // end\n' >script
expect 0 -- "$PARLEY" --db one query -f script
lines out 2
printf 'RETURN 1 AS a;\nRETURN 2 AS b; RETRN 3;\n' >wrong
expect 1 -- "$PARLEY" --db one query -f wrong
says err "(wrong, line 2, column 16)"
lines out 2

# writing queries write, and are there afterwards
expect 0 -- "$PARLEY" --db one query 'CREATE (:Person {name: "Ada Berg"})'
expect 0 -- "$PARLEY" --db one query 'MATCH (p:Person) RETURN p.name AS name'
says out '{"name":"Ada Berg"}'

# statements on the shell's standard input; the protocol
echo 'RETURN 1 AS n; RETURN 2 AS n;' | "$PARLEY" shell --ephemeral >out 2>err || fail "shell in a pipe"
lines out 2
# and the shell's commands between them
printf ':help\n:format csv\n:param n=41\nRETURN\n$n + 1 AS sum;\n  :stats\n:quit\nRETURN 7 AS never;\n' |
    "$PARLEY" shell --ephemeral >out 2>err || fail "commands in a pipe"
says out ":param NAME=JSON"
says out "42"
says out "nodes"
says_not out "never"
printf ':nonsense\nRETURN 8 AS n;\n' | "$PARLEY" shell --ephemeral >out 2>err && fail "an unknown command"
says err "unknown command :nonsense"
says out '{"n":8}'
printf '%s\n' '{"id":1,"hello":{"protocol":1}}' '{"id":2,"query":"RETURN 1 AS n"}' |
    "$PARLEY" shell --ephemeral --protocol lines >out || fail "protocol"
says out '"rows":[[1]]'
printf '%s\n' '{"id":1,"query":"RETURN $d","params":{"d":{"$date":"soon"}}}' |
    "$PARLEY" shell --ephemeral --protocol lines >out || fail "protocol"
says out '"phase":"protocol"'
says out 'Parameter $d: not a date: soon.'
# what packs find, and why a sentence gives nothing
printf 'Tim met Jim.\n\nForeign Minister Adam Holt, whom nobody met, praised President Piotr Wolak.\n' >gap.txt
expect 0 -- "$PARLEY" pack coverage "$examples"/en gap.txt
says out "en MET_WITH/met"
says out "'met'"
says out "with an event's word and two ends, but no claim"
expect 0 -- "$PARLEY" pack cost "$examples"/en gap.txt
says out "share        steps   attempts   matches"
says out "[event MET_WITH] met  en/"
says out "rules never tried"
expect 0 -- "$PARLEY" explain --language en "Tim met Jim."
passed
